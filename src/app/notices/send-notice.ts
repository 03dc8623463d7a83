/**
 * A notice leaves: by which ways is decided once, under a key that names the notice, and each way
 * is a job of its own, so that one that fails is tried again without repeating the others. At night
 * what is not urgent is put aside until the morning.
 */
import { present } from '../../domain/basics/assert.ts'
import type { AccountId, MailboxId, SignInId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import { bounced, emptyMailbox } from '../../domain/account/mailbox.ts'
import type { NoticeGroup, NoticeKind } from '../../domain/notice/notice.ts'
import {
  DEFAULT_PREFERENCES,
  waysFor,
  withoutMail,
  type NoticePreferences,
  type NoticeWay,
} from '../../domain/notice/preferences.ts'
import type { PushAddress, WaitingNotice } from '../../domain/notice/waiting.ts'
import { decided, type Command, type Job } from '../door/command.ts'
import { NO_ACCOUNT, type AccountState } from '../door/state.ts'
import { noticeJob } from './notice-job.ts'

export interface SendNotice {
  readonly account: AccountId
  readonly mailbox: MailboxId
  readonly kind: NoticeKind
  /** `noticeText` of its facts. */
  readonly notice: string
  /** The line can be sent SMS, and there is somebody who sends it. */
  readonly takesSms: boolean
}

/** By so many ways it goes; none where its reader wants none. */
export const sendNotice: Command<SendNotice, { readonly ways: number }, never> = {
  name: 'send_notice',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account, mailbox }) => [
    { kind: 'account', id: account },
    { kind: 'mailbox', id: mailbox },
  ],
  fingerprint: ({ notice }) => notice,
  decide({ states }, input) {
    const state = states.accounts.get(input.account) ?? NO_ACCOUNT
    const mailbox = states.mailboxes.get(input.mailbox) ?? emptyMailbox(input.mailbox)
    const pushed = pushedTo(state)
    const reachable = new Set<NoticeWay>()
    if (mailbox.silentSince === null) reachable.add('email')
    if (pushed.length > 0) reachable.add('web_push')
    if (input.takesSms) reachable.add('sms')
    const preferences = state.account?.notices ?? DEFAULT_PREFERENCES
    const jobs = waysFor(input.kind, preferences, reachable).flatMap((way): readonly Job[] => {
      const { account, notice } = input
      if (way !== 'web_push') return [{ task: 'notice_way', payload: { account, notice, way } }]
      return pushed.map((signIn) => {
        return { task: 'notice_way', payload: { account, notice, way, signIn } }
      })
    })
    const facts = { kind: input.kind, ways: jobs.length }
    return decided({ ways: jobs.length }, { events: [{ name: 'notice_sent', facts }], jobs })
  },
}

function pushedTo({ signIns }: AccountState): readonly SignInId[] {
  return signIns.filter((one) => one.ended === null && one.push !== null).map(({ id }) => id)
}

/** Put aside until its reader is awake; the same notice waits once. */
export const holdNotice: Command<WaitingNotice, null, never> = {
  name: 'hold_notice',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ id }) => id,
  decide: (_, row) => decided(null, { changes: [{ table: 'waiting_notices', row }] }),
}

/** It is morning: the notice is looked at again, and told if it is still so. */
export const releaseNotice: Command<WaitingNotice, null, never> = {
  name: 'release_notice',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ id }) => id,
  decide(_, row) {
    return decided(null, {
      changes: [{ table: 'waiting_notices', row, removed: true }],
      jobs: [{ task: 'notice', payload: row.payload }],
    })
  },
}

/** Points expire soon: asked for as often as one likes, told once an account and expiry. */
export const announcePoints: Command<
  { readonly account: AccountId; readonly at: Instant },
  null,
  never
> = {
  name: 'announce_points',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ at }) => at.toString(),
  decide: (_, { account, at }) =>
    decided(null, { jobs: [noticeJob({ kind: 'points_expiring', account, at })] }),
}

/** A month is over: asked for as often as one likes, told once an account and month. */
export const announceStatement: Command<
  { readonly account: AccountId; readonly month: JstMonth },
  null,
  never
> = {
  name: 'announce_statement',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ month }) => month,
  decide: (_, { account, month }) =>
    decided(null, { jobs: [noticeJob({ kind: 'statement_ready', account, month })] }),
}

export interface SetNoticePreferences {
  readonly account: AccountId
  readonly preferences: NoticePreferences
}

export const setNoticePreferences: Command<SetNoticePreferences, null, never> = {
  name: 'set_notice_preferences',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ preferences }) => JSON.stringify(preferences),
  decide({ states }, { account: id, preferences }) {
    const account = present(states.accounts.get(id)?.account, 'whoever chooses exists')
    return decided(null, {
      changes: [{ table: 'accounts', row: { ...account, notices: preferences } }],
      events: [{ name: 'notice_preferences_set', facts: { account: id } }],
    })
  },
}

export interface StopMail {
  readonly account: AccountId
  readonly group: NoticeGroup
}

/** One click in a letter; twice is the same as once. */
export const stopMail: Command<StopMail, null, never> = {
  name: 'stop_mail',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ group }) => group,
  decide({ states }, { account: id, group }) {
    const account = states.accounts.get(id)?.account ?? null
    if (account === null) return decided(null)
    const notices = withoutMail(account.notices ?? DEFAULT_PREFERENCES, group)
    return decided(null, {
      changes: [{ table: 'accounts', row: { ...account, notices } }],
      events: [{ name: 'notice_mail_stopped', facts: { account: id, group } }],
    })
  },
}

export interface SetPush {
  readonly account: AccountId
  readonly signIn: SignInId
  /** Null: this browser is told nothing any more. */
  readonly push: PushAddress | null
}

/** Of a sign-in that is not there any more nothing is kept. */
export const setPush: Command<SetPush, null, never> = {
  name: 'set_push',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ signIn, push }) => `${signIn}|${push === null ? '' : push.endpoint}`,
  decide({ states }, { account, signIn, push }) {
    const { signIns } = states.accounts.get(account) ?? NO_ACCOUNT
    const found = signIns.find((one) => one.id === signIn && one.ended === null)
    if (found === undefined) return decided(null)
    return decided(null, {
      changes: [{ table: 'sign_ins', row: { ...found, push } }],
      events: [{ name: push === null ? 'push_ended' : 'push_begun', facts: { sign_in: signIn } }],
    })
  },
}

/** A letter was refused for good. */
export const noteBounce: Command<
  { readonly mailbox: MailboxId },
  { readonly silentSince: Instant | null },
  never
> = {
  name: 'note_bounce',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ mailbox }) => [{ kind: 'mailbox', id: mailbox }],
  fingerprint: ({ mailbox }) => mailbox,
  decide({ states, now }, { mailbox: id }) {
    const row = bounced(states.mailboxes.get(id) ?? emptyMailbox(id), now)
    const { bounces, silentSince } = row
    return decided(
      { silentSince },
      {
        changes: [{ table: 'mailboxes', row }],
        events: [{ name: 'mail_bounced', facts: { bounces, silent: silentSince !== null } }],
      },
    )
  },
}
