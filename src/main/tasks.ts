/**
 * The jobs that commands enqueue, each joined to the flow that does it. Every one may run twice: a
 * letter then comes twice, money never moves twice.
 */
import type { Task } from '../adapters/jobs/worker.ts'
import { isWorthSending, openLetter } from '../app/accounts/letters.ts'
import type { App } from '../app/app.ts'
import type { Job } from '../app/door/command.ts'
import { orderLetterRecipient } from '../app/letters/deliver-order-letter.ts'
import type { Mailer } from '../app/ports.ts'
import {
  barMeansOf,
  forgetMeansAtProvider,
  grantOrderPresents,
  returnTakenParts,
} from '../app/sagas/giving-back.ts'
import { cancelPayment, payBack } from '../app/sagas/paying.ts'
import { wordLetter } from '../channels/mail/letters.ts'
import { wordOrderLetter } from '../channels/mail/order-letter.ts'
import { present } from '../domain/basics/assert.ts'
import {
  parseId,
  type AccountId,
  type KeptMethodId,
  type LineId,
  type OrderId,
  type PaymentId,
} from '../domain/basics/ids.ts'

type Payload = Parameters<Task>[0]

export function tasks(
  app: App,
  { mailer }: { readonly mailer: Mailer },
): Record<Job['task'], Task> {
  return {
    async letter(payload) {
      const addressed = openLetter(app.vault, present(payload['sealed'], 'a letter is sealed'))
      if (!isWorthSending(addressed.letter, app.clock.now())) return
      await mailer.send(wordLetter(addressed, app.operator()))
    },
    async order_letter(payload) {
      const found = await orderLetterRecipient(app, lineOf(payload), orderOf(payload))
      if (found === null || found.order.state.kind !== payload['state']) return
      const { end, ...known } = found
      const { portalUrl } = app
      await mailer.send(
        wordOrderLetter({ ...known, overviewEnd: end, operator: app.operator(), portalUrl }),
      )
    },
    async refund(payload) {
      await payBack(app, lineOf(payload), orderOf(payload))
    },
    async cancel_checkout(payload) {
      await cancelPayment(app, paymentRefOf(payload))
    },
    async return_parts(payload) {
      await returnTakenParts(app, lineOf(payload), orderOf(payload))
    },
    async grant_presents(payload) {
      await grantOrderPresents(app, lineOf(payload), orderOf(payload))
    },
    async bar_means(payload) {
      await barMeansOf(app, paymentRefOf(payload))
    },
    async forget_means(payload) {
      const account = idOf<AccountId>(payload, 'account')
      await forgetMeansAtProvider(app, account, idOf<KeptMethodId>(payload, 'method'))
    },
  }
}

function idOf<Kind extends Parameters<typeof parseId>[0] & NonNullable<ReturnType<typeof parseId>>>(
  payload: Payload,
  name: string,
): Kind {
  return present(parseId<Kind>(payload[name] ?? ''), `a job names its ${name}`)
}

function lineOf(payload: Payload): LineId {
  return idOf<LineId>(payload, 'line')
}

function orderOf(payload: Payload): OrderId {
  return idOf<OrderId>(payload, 'order')
}

function paymentRefOf(payload: Payload) {
  const payment = idOf<PaymentId>(payload, 'payment')
  return { line: lineOf(payload), order: orderOf(payload), payment }
}
