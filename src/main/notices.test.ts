/**
 * Notices from the change that makes them due to the wire: the real application over the store in
 * memory, local servers for push, SMS and events.
 */
import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { test } from 'node:test'
import {
  MONTH,
  partnerRenewal,
  usageReport,
  type TestClock,
} from '../../test/contracts/catalogue.ts'
import {
  openTaskWorld,
  put,
  putAccount,
  putLine,
  workOff,
} from '../../test/contracts/task-world.ts'
import { createOutbound } from '../adapters/notify/outbound.ts'
import { openReceiver, type Receiver } from '../adapters/notify/receiver.ts'
import { createSmsSender } from '../adapters/notify/sms.ts'
import { createPushSender, pushKeysFrom } from '../adapters/notify/web-push.ts'
import { createEventSender } from '../adapters/notify/webhook.ts'
import type { App } from '../app/app.ts'
import { chargeLine } from '../app/charging/charge-line.ts'
import type { Job } from '../app/door/command.ts'
import { noticeJob, type NoticeFacts } from '../app/notices/notice-job.ts'
import { setNoticePreferences, stopMail } from '../app/notices/send-notice.ts'
import { readUnsubscribeToken } from '../app/notices/unsubscribe.ts'
import { SYSTEM } from '../app/origin.ts'
import { renewByPartner } from '../app/orders/renew-by-partner.ts'
import { MailboxRefused, type Mail } from '../app/ports.ts'
import {
  announceExpiringPoints,
  lookAfterLines,
  releaseWaitingNotices,
} from '../app/sweeps/notices.ts'
import { MASTER_KEY_BYTES } from '../app/vault.ts'
import type { Account } from '../domain/account/account.ts'
import type { Email } from '../domain/account/email.ts'
import { BOUNCES_MAX, challenge, prove } from '../domain/account/mailbox.ts'
import type { SignIn } from '../domain/account/sign-in.ts'
import { gigabytes, megabytes, type Bytes } from '../domain/basics/data-volume.ts'
import type { LineId, SignInId } from '../domain/basics/ids.ts'
import { yen } from '../domain/basics/money.ts'
import { instant, plusHours, plusMinutes, type Instant } from '../domain/basics/time.ts'
import type { Line } from '../domain/line/line.ts'
import { DEFAULT_PREFERENCES, parseWishes } from '../domain/notice/preferences.ts'
import type { PushAddress } from '../domain/notice/waiting.ts'
import type { KeptMethod } from '../domain/payment/kept-method.ts'
import type { PointsLot } from '../domain/points/lots.ts'
import { mandateOf } from '../domain/renewal/example-desk.ts'
import { isOfWorker, tasks } from './tasks.ts'

const japan = (time: string) => instant(`2026-${time}+09:00`)
/** Of the thirty days that begin at noon of 1 April. */
const MONTH_END = japan('05-01T12:00')
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const EMAIL = 'mei@example.jp' as Email

async function openWorld(receiver: Receiver) {
  const { open, clock, app } = await openTaskWorld({ at: japan('04-01T12:00') })
  const sent: Mail[] = []
  const mail = { refuses: false }
  const mailer = {
    async send(one: Mail) {
      if (mail.refuses) throw new MailboxRefused('no such mailbox')
      sent.push(one)
    },
  }
  const doing = tasks(app, { mailer, senders: sendersTo(receiver, app) })
  const work = () => workOff(open, doing)
  async function at(now: Instant): Promise<readonly Job[]> {
    clock.set(now)
    for (const sweep of [lookAfterLines, releaseWaitingNotices]) {
      assert.deepEqual((await sweep(app)).left, [])
    }
    return work()
  }
  const subjects = () =>
    sent.map(({ subject }) => subject).filter((one) => !one.startsWith('Renewed'))
  return { app, open, clock, doing, sent, mail, work, at, subjects, ...peopleOf(app, clock) }
}

function sendersTo({ origin }: Receiver, { clock }: App) {
  const outbound = createOutbound({ privateAddresses: true })
  return {
    push: createPushSender({
      keys: pushKeysFrom(new Uint8Array(MASTER_KEY_BYTES)),
      subject: () => 'mailto:help@tabi.example',
      extraHosts: [new URL(origin).host],
      outbound,
    }),
    sms: createSmsSender({ url: `${origin}/sms`, token: 'word', from: '00051234', outbound }),
    events: createEventSender({
      receivers: [{ url: `${origin}/events`, secrets: [SECRET] }],
      clock,
      outbound,
    }),
  }
}

function peopleOf(app: App, clock: TestClock) {
  const { ids, door } = app
  async function account(push: PushAddress | null = null): Promise<Account> {
    const row = await putAccount(app, { email: EMAIL })
    const signIn: SignIn = {
      id: ids.next<SignInId>(),
      account: row.id,
      tokenHash: '',
      means: 'passkey',
      device: '',
      since: clock.now(),
      lastSeenAt: clock.now(),
      ended: null,
      push,
    }
    const home = { kind: 'account', id: row.id } as const
    if (push !== null) await put(app, home, [{ table: 'sign_ins', row: signIn }])
    return row
  }
  /** With five gigabytes until `MONTH_END`. */
  async function line(holder: Account | null, over: Partial<Line> = {}): Promise<LineId> {
    const id = await putLine(app, { holder: holder?.id ?? null, ...over })
    await door.ask(renewByPartner, partnerRenewal(id, ids, MONTH), SYSTEM)
    return id
  }
  async function use(id: LineId, usedBytes: Bytes): Promise<void> {
    const told = { sequence: String(ids.next()), usedBytes }
    await door.ask(chargeLine, usageReport(id, ids, told), SYSTEM)
  }
  return { account, line, use }
}

/** A browser that a push can be encrypted to. */
function browserAt({ origin }: Receiver): PushAddress {
  const p256dh = createECDH('prime256v1').generateKeys().toString('base64url')
  return { endpoint: `${origin}/push`, p256dh, auth: Buffer.alloc(16, 1).toString('base64url') }
}

const heardAt = ({ heard }: Receiver, path: string) => heard.filter((one) => one.path === path)

test('Ends are told three days, a day and an hour ahead, each once, then the number’s loss', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  await world.line(await world.account())
  for (const hours of [100, 72, 72, 30, 24, 3, 1, 1, 0]) {
    await world.at(plusHours(MONTH_END, -hours))
    await world.at(plusHours(MONTH_END, -hours))
  }
  const end = 'Your SIM is valid until Fri 1 May 2026, 12:00 (Japan time)'
  assert.deepEqual(world.subjects(), [end, end, end])
  // Three days of grace and ninety suspended.
  await world.at(plusHours(MONTH_END, 24 * (93 - 30)))
  await world.at(plusHours(MONTH_END, 24 * (93 - 1)))
  const loss = 'Your SIM and its number end on Sun 2 Aug 2026, 12:00 (Japan time)'
  assert.deepEqual(world.subjects().slice(3), [loss, loss])
})

test('A renewal meanwhile takes the coming end away', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const { app } = world
  const id = await world.line(await world.account())
  world.clock.set(plusHours(MONTH_END, -25))
  await app.door.ask(renewByPartner, partnerRenewal(id, app.ids, MONTH), SYSTEM)
  await world.at(plusHours(MONTH_END, -1))
  assert.deepEqual(world.subjects(), [])
  await world.at(plusHours(MONTH_END, 720 - 72))
  assert.deepEqual(world.subjects(), [
    'Your SIM is valid until Sun 31 May 2026, 12:00 (Japan time)',
  ])
})

test('Thresholds of data are told by the report that crosses them, with what is left', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const id = await world.line(await world.account())
  for (const used of [2_499, 2_500, 3_900, 4_000, 4_100]) {
    world.clock.set(plusMinutes(world.clock.now(), 1))
    await world.use(id, megabytes(used))
    await world.work()
  }
  assert.deepEqual(world.subjects(), [
    '50% of your data is used: month',
    '80% of your data is used: month',
  ])
  assert.match(world.sent.at(-1)?.text ?? '', /In all, 1 GB is left/)
  assert.match(world.sent.at(-1)?.text ?? '', /Data left: 1 GB/)
})

test('At night only what is urgent goes; the rest waits for the morning and may be outdated then', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const holder = await world.account()
  const [one, other] = [await world.line(holder), await world.line(holder)]
  world.clock.set(japan('04-10T22:30'))
  await world.use(one, megabytes(4_000))
  await world.use(other, megabytes(4_000))
  await world.work()
  await world.at(japan('04-11T03:00'))
  assert.deepEqual(world.subjects(), [])
  await world.use(other, gigabytes(5))
  await world.work()
  assert.deepEqual(world.subjects(), ['Your data is used up: month'])
  await world.at(japan('04-11T07:59'))
  assert.equal(world.subjects().length, 1)
  await world.at(japan('04-11T08:00'))
  await world.at(japan('04-11T08:05'))
  assert.deepEqual(world.subjects().slice(1), ['80% of your data is used: month'])
})

test('A way that fails is tried again alone, and a browser that is gone is forgotten', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const holder = await world.account(browserAt(receiver))
  const id = await world.line(holder)
  await world.work()
  receiver.answerWith(503)
  await world.use(id, gigabytes(5))
  const failed = await world.work()
  assert.deepEqual(
    failed.map(({ task, payload }) => [task, payload['way'] ?? payload['receiver']]),
    [
      ['event', `${receiver.origin}/events`],
      ['notice_way', 'web_push'],
    ],
  )
  assert.equal(world.subjects().length, 1)
  receiver.answerWith(410)
  for (const job of failed.filter(isOfWorker)) await world.doing[job.task](job.payload)
  assert.equal(heardAt(receiver, '/push').length, 2)
  assert.equal((await world.app.reads.account(holder.id)).signIns[0]?.push, null)
  assert.equal(world.subjects().length, 1)
})

test('The same notice asked for again is not sent again', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const id = await world.line(await world.account(browserAt(receiver)))
  const facts: NoticeFacts = {
    kind: 'auto_renewal_failed',
    line: id,
    mark: 'first',
    offer: MONTH.id,
    price: yen(3_300),
    again: plusHours(world.clock.now(), 24),
  }
  await world.work()
  for (const mark of ['first', 'first', 'second']) {
    await world.doing.notice(noticeJob({ ...facts, mark }).payload)
    await world.work()
  }
  assert.equal(world.subjects().length, 2)
  assert.equal(heardAt(receiver, '/push').length, 2)
  assert.equal(heardAt(receiver, '/events').length, 3)
})

test('Wishes are kept, and what law asks for goes by a way that is left', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const { app } = world
  const holder = await world.account()
  const id = await world.line(holder)
  const preferences = { ...DEFAULT_PREFERENCES, wishes: parseWishes(() => false) }
  await app.door.ask(setNoticePreferences, { account: holder.id, preferences }, SYSTEM)
  await world.use(id, gigabytes(5))
  await world.work()
  assert.deepEqual(world.subjects(), [])
  const stopped: NoticeFacts = {
    kind: 'auto_renewal_stopped',
    line: id,
    mark: 'once',
    offer: MONTH.id,
    why: 'retries_exhausted',
  }
  await world.doing.notice(noticeJob(stopped).payload)
  await world.work()
  assert.deepEqual(world.subjects(), ['Auto-renewal has stopped: month'])
})

test('A letter’s link stops its kind and no other', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const { app } = world
  const id = await world.line(await world.account())
  await world.use(id, megabytes(2_500))
  await world.work()
  const link = world.sent.at(-1)?.headers?.['List-Unsubscribe'] ?? ''
  const token = /^<https:\/\/renew\.example\.jp\/unsubscribe\/(.+)\?lang=en>$/.exec(link)?.[1] ?? ''
  const known = readUnsubscribeToken(app.vault, token)
  assert.equal(known?.group, 'data')
  assert.equal(readUnsubscribeToken(app.vault, token.replace('data', 'ends')), null)
  assert.equal(readUnsubscribeToken(app.vault, `${token}0`), null)
  await app.door.ask(stopMail, known, SYSTEM)
  await world.use(id, gigabytes(5))
  await world.work()
  assert.equal(world.subjects().length, 1)
  await world.at(plusHours(MONTH_END, -72))
  assert.equal(world.subjects().length, 2)
})

test('A mailbox that refuses for good is left alone, and told again once a code was proved', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const { app } = world
  const holder = await world.account()
  const id = await world.line(holder)
  world.mail.refuses = true
  const stopped = (mark: string) =>
    noticeJob({ kind: 'auto_renewal_stopped', line: id, mark, offer: MONTH.id, why: 'means_gone' })
  for (let count = 0; count < BOUNCES_MAX; count += 1) {
    await world.doing.notice(stopped(`refused ${count}`).payload)
    assert.deepEqual(await world.work(), [])
  }
  const silent = await app.reads.mailbox(holder.mailbox)
  assert.ok(silent !== null && silent.silentSince !== null)
  world.mail.refuses = false
  await world.doing.notice(stopped('silent').payload)
  await world.work()
  assert.deepEqual(world.subjects(), [])
  const asked = challenge(silent, 'code', world.clock.now())
  assert.ok(asked.ok)
  const row = prove(asked.value, 'code', world.clock.now()).mailbox
  const home = { kind: 'mailbox', id: holder.mailbox } as const
  await put(app, home, [{ table: 'mailboxes', row }])
  await world.doing.notice(stopped('proved').payload)
  await world.work()
  assert.equal(world.subjects().length, 1)
})

test('SMS goes to the number of the line, for whoever chose it', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const holder = await world.account()
  const msisdn = '+819012345678' as Line['msisdn']
  const id = await world.line(holder, { msisdn })
  const wishes = parseWishes((_, way) => way === 'sms')
  const preferences = { ...DEFAULT_PREFERENCES, wishes }
  const input = { account: holder.id, preferences }
  await world.app.door.ask(setNoticePreferences, input, SYSTEM)
  await world.use(id, gigabytes(5))
  await world.work()
  const [sms] = heardAt(receiver, '/sms')
  const { to, text } = JSON.parse(String(sms?.body)) as { to: string; text: string }
  assert.equal(to, msisdn)
  assert.match(text, /^Tabi: Your data pack is used up\. Your speed is now 128 kbps/)
  assert.deepEqual(world.subjects(), [])
})

test('The operator is told of data used up also where nobody holds the line, once', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const id = await world.line(null)
  await world.use(id, gigabytes(5))
  const [job, ...more] = (await world.open.takeJobs()).filter(({ task }) => task === 'notice')
  assert.ok(job !== undefined && more.length === 0)
  for (let runs = 0; runs < 2; runs += 1) await world.doing.notice(job.payload)
  await world.work()
  const bodies = heardAt(receiver, '/events').map(({ body }) => JSON.parse(String(body)))
  const usedUp = bodies.filter(({ type }) => type === 'line.data_used_up')
  assert.equal(usedUp.length, 1)
  assert.equal(usedUp[0].data.line, id)
})

test('Points that expire are told a week ahead, once, as many as are left then', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const { app } = world
  const { id } = await world.account()
  const expiresAt = plusHours(world.clock.now(), 24 * 8)
  const row: PointsLot = {
    id: app.ids.next(),
    account: id,
    source: { kind: 'goodwill', order: null },
    granted: yen(500),
    left: yen(300),
    grantedAt: world.clock.now(),
    expiresAt,
  }
  const home = { kind: 'account', id } as const
  await put(app, home, [{ table: 'points_lots', row }])
  for (const days of [8, 7, 6]) {
    world.clock.set(plusHours(expiresAt, -24 * days))
    assert.deepEqual((await announceExpiringPoints(app)).left, [])
    await world.work()
  }
  assert.deepEqual(world.subjects(), ['300 points expire soon'])
})

test('A card that ends before long is told of with the renewal that it paid, once', async () => {
  await using receiver = await openReceiver()
  const world = await openWorld(receiver)
  const { app } = world
  const holder = await world.account()
  const id = await world.line(holder)
  const [renewed] = await app.reads.orders(id, { limit: 1, before: null })
  assert.ok(renewed !== undefined)
  const card: KeptMethod = {
    id: app.ids.next(),
    account: holder.id,
    provider: 'stripe',
    means: { brand: 'visa', lastDigits: '4242', customer: 'c', token: 't', expires: '2026-05' },
    order: renewed.order.id,
    keptAt: world.clock.now(),
    barred: null,
    forgottenAt: null,
    attempts: [],
  }
  const home = { kind: 'account', id: holder.id } as const
  await put(app, home, [{ table: 'kept_methods', row: card }])
  const mandate = mandateOf(MONTH, world.clock.now(), {
    id: app.ids.next(),
    line: id,
    account: holder.id,
    means: { kind: 'kept', method: card.id },
  })
  await put(app, { kind: 'line', id }, [{ table: 'mandates', row: mandate }])
  const done = noticeJob({ kind: 'auto_renewal_done', line: id, order: renewed.order.id })
  const told = () => world.sent.filter(({ text }) => text.includes('Visa 4242'))
  for (const [now, times] of [
    ['04-16T21:59', 0],
    ['04-17T08:00', 1],
    ['04-17T13:00', 1],
  ] as const) {
    await world.at(japan(now))
    await world.doing.notice(done.payload)
    await world.work()
    assert.equal(told().length, times, now)
  }
})
