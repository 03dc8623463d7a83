/** Gift cards for whoever sells them: made, activated at the sale, frozen when they are stolen. */
import type { ApiKeyId, GiftCardId } from '../../../domain/basics/ids.ts'
import type { App } from '../../../app/app.ts'
import type { Answer } from '../../../app/door/door.ts'
import {
  activateGiftCard,
  freezeGiftCard,
  issueGiftCard,
  type GiftCardTold,
} from '../../../app/money/gift-cards.ts'
import { findGiftCard, mintGiftCode, printCode } from '../../../app/money/gift-codes.ts'
import type { Origin } from '../../../app/origin.ts'
import { idOfHash } from '../../../app/vault.ts'
import { yen } from '../../../domain/basics/money.ts'
import type { GiftCardRefusal } from '../../../domain/gift-card/issuing.ts'
import { answer, type Answered } from '../answer.ts'
import { refusedAnswer } from '../asking.ts'
import * as examples from '../examples.ts'
import type { Fastify } from '../fastify.ts'
import { keyOf, type Guard } from '../guard.ts'
import { IdempotencyHeaders, told } from '../operation.ts'
import * as schemas from '../schemas/gift-cards.ts'
import { money, text, type Shape } from '../shapes.ts'
import { originOf } from './orders.ts'

const SCOPE = 'gift_cards:write'
const UNKNOWN = { trouble: { code: 'gift_card_unknown' } } as const

export function giftCardRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.post(
    '/gift-cards',
    {
      onRequest: guard(SCOPE),
      schema: {
        headers: IdempotencyHeaders,
        body: schemas.GiftCardWish,
        ...told({
          operationId: 'issueGiftCard',
          summary: 'Make a gift card',
          description:
            'The code is told here and nowhere else; the same key tells it again for 30 days.',
          scope: SCOPE,
          status: 201,
          response: schemas.IssuedGiftCard,
          example: examples.ISSUED_GIFT_CARD,
          refusals: ['key_reused', 'busy'],
        }),
      },
    },
    async (request, reply) => {
      const asked = { body: request.body, key: keyOf(request).id, origin: originOf(request) }
      return answer(reply, await issue(app, asked))
    },
  )
  oneCardRoutes(fastify, app, guard)
}

function oneCardRoutes(fastify: Fastify, app: App, guard: Guard): void {
  const schema = { headers: IdempotencyHeaders, body: schemas.GiftCardCode }
  fastify.post(
    '/gift-cards/activations',
    {
      onRequest: guard(SCOPE),
      schema: {
        ...schema,
        ...told({
          operationId: 'activateGiftCard',
          summary: 'Activate a gift card at its sale',
          description:
            'You have taken its price, which stands against your clearing account. From now on ' +
            'it can be spent, for six months at most.',
          scope: SCOPE,
          response: schemas.GiftCard,
          example: examples.GIFT_CARD,
          refusals: [
            'gift_card_unknown',
            'gift_card_active',
            'gift_card_frozen',
            'key_reused',
            'busy',
          ],
        }),
      },
    },
    async (request, reply) => {
      const card = await findGiftCard(app, request.body.code)
      if (card === null) return answer(reply, UNKNOWN)
      const input = { card, clearing: 'partner' } as const
      return answer(
        reply,
        shown(app, await app.door.ask(activateGiftCard, input, originOf(request))),
      )
    },
  )
  fastify.post(
    '/gift-cards/freezes',
    {
      onRequest: guard(SCOPE),
      schema: {
        ...schema,
        ...told({
          operationId: 'freezeGiftCard',
          summary: 'Freeze a gift card that was stolen',
          description: 'It can be spent no more until staff free it. Its time runs on.',
          scope: SCOPE,
          response: schemas.GiftCard,
          example: examples.GIFT_CARD,
          refusals: ['gift_card_unknown', 'gift_card_frozen', 'key_reused', 'busy'],
        }),
      },
    },
    async (request, reply) => {
      const card = await findGiftCard(app, request.body.code)
      if (card === null) return answer(reply, UNKNOWN)
      const input = { card, why: 'reported_stolen' } as const
      return answer(reply, shown(app, await app.door.ask(freezeGiftCard, input, originOf(request))))
    },
  )
}

/**
 * The card's id follows from the attempt, so that the attempt's key is remembered where the card
 * is.
 */
async function issue(
  app: App,
  asked: {
    readonly body: Shape<typeof schemas.GiftCardWish>
    readonly key: ApiKeyId
    readonly origin: Origin
  },
): Promise<Answered<Shape<typeof schemas.IssuedGiftCard>>> {
  const { body, key, origin } = asked
  const card = idOfHash<GiftCardId>(app.vault.keyed('gift_card', `${key}|${origin.key ?? ''}`))
  const value = yen(body.value.amount)
  const { batch } = body
  const input = { card, origin: body.origin, value, batch, code: mintGiftCode(app) }
  const issued = await app.door.ask(issueGiftCard, input, origin)
  if (!issued.ok) return refusedAnswer(app, issued)
  const { sealedCode, expiresAt } = issued.value
  return {
    body: {
      id: card,
      ...printCode(app.vault, sealedCode),
      value: money(value),
      expiresAt: expiresAt === null ? null : text(expiresAt),
    },
    status: 201,
    replayed: issued.replayed,
  }
}

/** Both verbs of one card are answered alike. */
function shown(
  app: App,
  asked: Answer<GiftCardTold, GiftCardRefusal>,
): Answered<Shape<typeof schemas.GiftCard>> {
  if (!asked.ok) return refusedAnswer(app, asked)
  return { body: shape(asked.value), replayed: asked.replayed }
}

function shape({ card, value, left, expiresAt }: GiftCardTold): Shape<typeof schemas.GiftCard> {
  return {
    id: card,
    value: money(value),
    left: money(left),
    expiresAt: expiresAt === null ? null : text(expiresAt),
  }
}
