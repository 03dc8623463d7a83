/**
 * The flow of a notice: looked at when its job runs, put aside at night, sent by the ways that its
 * reader wants, each by a job of its own. Which words and which wires is the caller's business.
 */
import { present } from '../../domain/basics/assert.ts'
import { parseId, type AccountId, type LineId, type SignInId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { traitsOf } from '../../domain/notice/notice.ts'
import { DEFAULT_PREFERENCES } from '../../domain/notice/preferences.ts'
import { sendAt } from '../../domain/notice/quiet-hours.ts'
import type { PushAddress } from '../../domain/notice/waiting.ts'
import { meansEndingSoon } from '../../domain/payment/kept-method.ts'
import type { App } from '../app.ts'
import { issueReturnPaper } from '../disputes/paper.ts'
import { SYSTEM } from '../origin.ts'
import { personalText } from '../queries/account-view.ts'
import { announce, eventOfNotice } from './announce.ts'
import { noticeText, readNotice } from './notice-job.ts'
import type { AddressedNotice } from './notice-view.ts'
import { resolveNotice } from './resolve-notice.ts'
import { holdNotice, sendNotice, setPush } from './send-notice.ts'
import { unsubscribeToken } from './unsubscribe.ts'

/** A notice with what every wording of it needs. */
export interface NoticeToSay extends AddressedNotice {
  readonly language: Language
  readonly now: Instant
}

/** The ways out, with their words. */
export interface NoticeWays {
  email(to: string, said: NoticeToSay & { readonly unsubscribeToken: string }): Promise<void>
  push(to: PushAddress, said: NoticeToSay): Promise<'sent' | 'gone'>
  /** Null where nobody sends SMS. */
  readonly sms: ((to: string, said: NoticeToSay & { readonly key: string }) => Promise<void>) | null
  /** Who is told of events. */
  readonly eventReceivers: readonly string[]
}

/** Enqueues one job a way, or puts the notice aside; nothing where it is not so any more. */
export async function tellNotice(app: App, ways: NoticeWays, notice: string): Promise<void> {
  const facts = readNotice(notice)
  const event = eventOfNotice(facts)
  if (event !== null) await announce(app, ways.eventReceivers, event)
  if (facts.kind === 'dispute_moved') await issueReturnPaper(app, facts)
  const resolved = await resolveNotice(app, facts)
  if (resolved === null) return
  const { account } = await app.reads.account(resolved.account)
  if (account === null) return
  const { kind } = facts
  const { zone } = account.notices ?? DEFAULT_PREFERENCES
  const now = app.clock.now()
  const dueAt = sendAt(kind, now, zone)
  const id = app.vault.digest(notice)
  if (isBefore(now, dueAt)) {
    const waiting = { account: account.id, id, payload: { notice }, dueAt }
    await asked(app.door.ask(holdNotice, waiting, SYSTEM))
    return
  }
  const takesSms = ways.sms !== null && resolved.smsTo !== null
  const input = { account: account.id, mailbox: account.mailbox, kind, notice, takesSms }
  await asked(app.door.ask(sendNotice, input, { ...SYSTEM, key: `notice|${id}` }))
  if (facts.kind === 'auto_renewal_done') await tellOfEndingMeans(app, ways, facts.line)
}

/** A card that may be over when it is needed again is told of with the renewal that it paid. */
async function tellOfEndingMeans(app: App, ways: NoticeWays, line: LineId): Promise<void> {
  const { mandate } = await app.reads.line(line)
  if (mandate === null || mandate.means.kind !== 'kept') return
  const { account } = mandate
  const { method } = mandate.means
  const kept = await app.reads.keptMethod(account, method)
  const at = kept === null ? null : meansEndingSoon(kept.means, app.clock.now())
  if (at === null) return
  await tellNotice(app, ways, noticeText({ kind: 'means_expiring', account, method, at }))
}

/** By one way; what has become untrue since is left untold. */
export async function tellOneWay(
  app: App,
  ways: NoticeWays,
  payload: Readonly<Record<string, string>>,
): Promise<void> {
  const notice = present(payload['notice'], 'a job names its notice')
  const facts = readNotice(notice)
  const resolved = await resolveNotice(app, facts)
  if (resolved === null || resolved.account !== parseId<AccountId>(payload['account'] ?? '')) return
  const state = await app.reads.account(resolved.account)
  if (state.account === null) return
  const { id: account, language } = state.account
  const said = { notice: resolved.notice, line: resolved.line, language, now: app.clock.now() }
  switch (payload['way']) {
    case 'email': {
      const text = await personalText(app, state)
      if (text === null || text.email === '') return
      const { group } = traitsOf(facts.kind)
      const token = unsubscribeToken(app.vault, account, group)
      return ways.email(text.email, { ...said, unsubscribeToken: token })
    }
    case 'web_push': {
      const signIn = parseId<SignInId>(payload['signIn'] ?? '')
      const push = state.signIns.find((one) => one.id === signIn)?.push ?? null
      if (signIn === null || push === null) return
      if ((await ways.push(push, said)) === 'sent') return
      await asked(app.door.ask(setPush, { account, signIn, push: null }, SYSTEM))
      return
    }
    case 'sms':
      if (ways.sms === null || resolved.smsTo === null) return
      return ways.sms(resolved.smsTo, { ...said, key: app.vault.digest(notice) })
    default:
      throw new TypeError('a notice goes by a way that there is')
  }
}

/** What the door could not take now is tried again with the whole job. */
async function asked(answer: Promise<{ readonly ok: boolean }>): Promise<void> {
  if (!(await answer).ok) throw new Error('the door was busy')
}
