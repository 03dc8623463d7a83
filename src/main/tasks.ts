/**
 * The jobs that commands enqueue, each joined to the flow that does it. Every one may run twice: a
 * letter then comes twice, money never moves twice.
 */
import type { Task } from '../adapters/jobs/worker.ts'
import { isAskedFor, isWorthSending, openLetter } from '../app/accounts/letters.ts'
import type { App } from '../app/app.ts'
import type { SessionTellers } from '../app/charging/ports.ts'
import { tellSession } from '../app/charging/tell-session.ts'
import { breachOfJob, tellAffected } from '../app/breach/letters.ts'
import type { BreachReads } from '../app/breach/reads.ts'
import type { Job } from '../app/door/command.ts'
import { advance } from '../app/fulfilment/advance.ts'
import { documentsOf } from '../app/documents/papers.ts'
import { sendCodeLetter, sendLetter } from '../app/letters/careful-mail.ts'
import { orderLetterRecipient } from '../app/letters/deliver-order-letter.ts'
import { disputeFacts } from '../app/letters/dispute-letter.ts'
import { payLinkLetterFacts } from '../app/letters/pay-link-letter.ts'
import { signInLetter } from '../app/letters/sign-in-letter.ts'
import { announce, eventOfOrder, readEvent } from '../app/notices/announce.ts'
import { tellNotice, tellOneWay, type NoticeWays } from '../app/notices/tell-notice.ts'
import type { ProfileServer } from '../app/esim/ports.ts'
import { advanceProfile } from '../app/esim/saga.ts'
import type { Mailer } from '../app/ports.ts'
import {
  barMeansOf,
  forgetMeansAtProvider,
  grantOrderPresents,
  returnTakenParts,
} from '../app/sagas/giving-back.ts'
import { cancelPayment, payBack } from '../app/sagas/paying.ts'
import { wordDisputeLetter } from '../channels/mail/dispute-letter.ts'
import { wordLetter } from '../channels/mail/letters.ts'
import { wordOrderLetter } from '../channels/mail/order-letter.ts'
import { wordPayLinkLetter } from '../channels/mail/pay-link-letter.ts'
import { present } from '../domain/basics/assert.ts'
import {
  parseId,
  type AccountId,
  type DataSessionId,
  type KeptMethodId,
  type LineId,
  type OrderId,
  type PaymentId,
  type SimProfileId,
} from '../domain/basics/ids.ts'
import { parseLanguage } from '../domain/basics/language.ts'
import { noticeWays, type NoticeSenders } from './notices.ts'

type Payload = Parameters<Task>[0]

interface TaskTools {
  readonly mailer: Mailer
  readonly senders: NoticeSenders
  /** Absent where no such job can be asked for. */
  readonly breaches?: BreachReads
  /** Absent where no profile of an eSIM is ordered. */
  readonly profiles?: ProfileServer | null
}

/** Jobs that only a process with the session's gateway can do. */
type TellTask = Extract<Job['task'], `tell_${string}`>

export function tellTasks(app: App, tellers: SessionTellers): Partial<Record<TellTask, Task>> {
  const told: Partial<Record<TellTask, Task>> = {}
  for (const protocol of ['radius', 'diameter', 'nchf'] as const) {
    const teller = tellers[protocol]
    if (teller === undefined) continue
    told[`tell_${protocol}`] = async (payload) => {
      const session = idOf<DataSessionId>(payload, 'session')
      await tellSession(app, teller, { line: lineOf(payload), session })
    }
  }
  return told
}

export type WorkerTask = Exclude<Job['task'], TellTask>

export function isOfWorker(job: Job): job is Job & { readonly task: WorkerTask } {
  return !job.task.startsWith('tell_')
}

export function tasks(app: App, tools: TaskTools): Record<WorkerTask, Task> {
  const { mailer, senders } = tools
  const ways = noticeWays(app, { mailer, senders })
  return {
    ...accountLetters(app, tools),
    async order_letter(payload) {
      await tellOfOrder(app, { mailer, ways }, payload)
    },
    async pay_link_letter(payload) {
      const facts = await payLinkLetterFacts(app, {
        line: lineOf(payload),
        order: orderOf(payload),
      })
      if (facts === null) return
      const language = present(parseLanguage(payload['language'] ?? ''), 'a job names its language')
      await sendCodeLetter(app, mailer, wordPayLinkLetter(facts, language, app.operator()))
    },
    async notice(payload) {
      await tellNotice(app, ways, present(payload['notice'], 'a job names its notice'))
    },
    async notice_way(payload) {
      await tellOneWay(app, ways, payload)
    },
    async event(payload) {
      const event = readEvent(present(payload['event'], 'a job names its event'))
      await senders.events.send(payload['receiver'] ?? '', event)
    },
    async refund(payload) {
      await payBack(app, lineOf(payload), orderOf(payload))
    },
    async fulfil(payload) {
      await advance(app, { line: lineOf(payload), order: orderOf(payload) })
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
      const why = payload['why'] === 'scheme' ? 'scheme' : 'charged_back'
      await barMeansOf(app, paymentRefOf(payload), why)
    },
    async dispute_letter(payload) {
      const facts = await disputeFacts(app, paymentRefOf(payload))
      if (facts !== null) await mailer.send(wordDisputeLetter(facts, app.operator()))
    },
    async advance_profile(payload) {
      const server = present(tools.profiles ?? null, 'whoever takes this job reaches the SM-DP+')
      const profile = idOf<SimProfileId>(payload, 'profile')
      await advanceProfile(app, server, { line: lineOf(payload), profile })
    },
    async forget_means(payload) {
      const account = idOf<AccountId>(payload, 'account')
      await forgetMeansAtProvider(app, account, idOf<KeptMethodId>(payload, 'method'))
    },
  }
}

/** To holders, about their accounts. */
function accountLetters(
  app: App,
  { mailer, breaches }: TaskTools,
): Record<'letter' | 'sign_in_letter' | 'breach_letters', Task> {
  return {
    async letter(payload) {
      const addressed = openLetter(app.vault, present(payload['sealed'], 'a letter is sealed'))
      if (!isWorthSending(addressed.letter, app.clock.now())) return
      const send = isAskedFor(addressed.letter) ? sendCodeLetter : sendLetter
      await send(app, mailer, wordLetter(addressed, app.operator()))
    },
    async sign_in_letter(payload) {
      const { device = '', at = '' } = payload
      const addressed = await signInLetter(app, idOf<AccountId>(payload, 'account'), { device, at })
      if (addressed !== null) await sendLetter(app, mailer, wordLetter(addressed, app.operator()))
    },
    async breach_letters(payload) {
      const reads = present(breaches, 'whoever takes this job can read whom it concerns')
      await tellAffected(app, reads, breachOfJob(payload))
    },
  }
}

/** The operator's systems are told of the order's state, and whoever is to get its letter. */
async function tellOfOrder(
  app: App,
  { mailer, ways }: { readonly mailer: Mailer; readonly ways: NoticeWays },
  payload: Payload,
): Promise<void> {
  const known = await app.reads.order(lineOf(payload), orderOf(payload))
  const event = known === null ? null : eventOfOrder(known.order)
  if (event !== null) await announce(app, ways.eventReceivers, event)
  const found = await orderLetterRecipient(app, lineOf(payload), orderOf(payload))
  if (found === null || found.order.state.kind !== payload['state']) return
  const { end, ...letter } = found
  // The letter links to the receipt and to what documents a refund: they are there first.
  await documentsOf(app, { line: lineOf(payload), order: orderOf(payload) }, letter.language)
  const { portalUrl } = app
  await sendLetter(
    app,
    mailer,
    wordOrderLetter({ ...letter, overviewEnd: end, operator: app.operator(), portalUrl }),
  )
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
