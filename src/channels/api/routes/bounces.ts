/**
 * Letters that came back: the operator's mail system tells of them, because many mailboxes are
 * refused only after they were handed over.
 */
import * as Type from 'typebox'
import { mailboxOf } from '../../../app/accounts/proofs.ts'
import type { App } from '../../../app/app.ts'
import { noteBounce } from '../../../app/notices/send-notice.ts'
import type { Origin } from '../../../app/origin.ts'
import { EMAIL_LENGTH_MAX, parseEmail } from '../../../domain/account/email.ts'
import { BOUNCES_MAX } from '../../../domain/account/mailbox.ts'
import { answer, type Answered } from '../answer.ts'
import { refusedAnswer } from '../asking.ts'
import type { Fastify } from '../fastify.ts'
import type { Guard } from '../guard.ts'
import { IdempotencyHeaders, told } from '../operation.ts'
import type { Trouble } from '../problems.ts'
import { named, record } from '../schemas/values.ts'
import type { Shape } from '../shapes.ts'
import { originOf } from './orders.ts'

const Bounce = record({
  email: Type.String({ minLength: 3, maxLength: EMAIL_LENGTH_MAX }),
  kind: Type.Literal('permanent', {
    description: 'Only a mailbox refused for good is told of; what may pass is not a bounce.',
  }),
})

export const BounceNoted = named('BounceNoted', 'What became of a bounce.', {
  silent: Type.Boolean({
    description: 'Nothing but codes is sent there any more. Also false for an unknown address.',
  }),
})

const BOUNCE_REFUSALS: readonly Trouble['code'][] = ['key_reused', 'busy']

export function bounceRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.post(
    '/bounces',
    {
      onRequest: guard('notify'),
      schema: {
        headers: IdempotencyHeaders,
        body: Bounce,
        ...told({
          operationId: 'noteBounce',
          summary: 'Tell of a letter that came back for good',
          description:
            `After ${BOUNCES_MAX} the mailbox gets nothing but codes, until a code sent to it is ` +
            'entered. Use the id of the bounced message as the idempotency key.',
          scope: 'notify',
          response: BounceNoted,
          example: { silent: false } satisfies Shape<typeof BounceNoted>,
          refusals: BOUNCE_REFUSALS,
        }),
      },
    },
    async (request, reply) => answer(reply, await note(app, request.body.email, originOf(request))),
  )
}

/** An address that nobody has ever used here is not kept for having bounced. */
async function note(
  app: App,
  text: string,
  origin: Origin,
): Promise<Answered<Shape<typeof BounceNoted>>> {
  const email = parseEmail(text)
  if (!email.ok) return { body: { silent: false } }
  const mailbox = mailboxOf(app.vault, email.value)
  if ((await app.reads.mailbox(mailbox)) === null) return { body: { silent: false } }
  const noted = await app.door.ask(noteBounce, { mailbox }, origin)
  if (!noted.ok) return refusedAnswer(app, noted)
  return { body: { silent: noted.value.silentSince !== null }, replayed: noted.replayed }
}
