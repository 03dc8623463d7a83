/** The jobs of commands, done by the real application over the store in memory. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, partnerRenewal, placing, settlingIds } from '../../test/contracts/catalogue.ts'
import { openTaskWorld, putAccount, putLine, workOff } from '../../test/contracts/task-world.ts'
import { createOutbound } from '../adapters/notify/outbound.ts'
import { createPushSender, pushKeysFrom } from '../adapters/notify/web-push.ts'
import { createEventSender } from '../adapters/notify/webhook.ts'
import { letterJob } from '../app/accounts/letters.ts'
import type { App } from '../app/app.ts'
import { MASTER_KEY_BYTES } from '../app/vault.ts'
import type { Job } from '../app/door/command.ts'
import { SYSTEM } from '../app/origin.ts'
import { endOrder } from '../app/orders/end-order.ts'
import { learnPayment } from '../app/orders/learn-payment.ts'
import { makePayLink } from '../app/orders/pay-link.ts'
import { openCheckout } from '../app/orders/open-checkout.ts'
import { placeOrder, type SealedGuest } from '../app/orders/place-order.ts'
import { renewByPartner } from '../app/orders/renew-by-partner.ts'
import { findPayLink } from '../app/pay-links.ts'
import type { Mail, PaymentProvider } from '../app/ports.ts'
import type { Email } from '../domain/account/email.ts'
import type { AccountId, KeptMethodId, LineId, PersonId } from '../domain/basics/ids.ts'
import type { Language } from '../domain/basics/language.ts'
import { plusMinutes } from '../domain/basics/time.ts'
import type { Buyer } from '../domain/order/order.ts'
import type { ProviderReference } from '../domain/payment/provider.ts'
import type { NoticeSenders } from './notices.ts'
import { tasks } from './tasks.ts'

/** A provider that has taken nothing and notes what it is asked. */
function quietProvider(asked: string[]): PaymentProvider {
  return {
    name: 'stripe',
    openCheckout: () => assert.fail('nothing is opened here'),
    readPayment: () => assert.fail('nothing is read here'),
    async cancelCheckout(reference) {
      asked.push(`cancel ${reference}`)
      return { state: 'failed', reason: 'cancelled' }
    },
    async refund({ charge, amount }) {
      asked.push(`refund ${charge} ${amount}`)
      return { state: 'succeeded' }
    },
    capture: () => assert.fail('nothing is captured here'),
    chargeSaved: () => assert.fail('nothing is charged here'),
    forgetMeans: () => assert.fail('nothing is forgotten here'),
    movements: () => assert.fail('no book is read here'),
    readEvent: () => assert.fail('no event comes here'),
  }
}

async function openWorld() {
  const asked: string[] = []
  const sent: Mail[] = []
  const providers = new Map([['stripe', quietProvider(asked)]] as const)
  const { open, clock, app } = await openTaskWorld({ providers })
  const mailer = { send: async (mail: Mail) => void sent.push(mail) }
  const doing = tasks(app, { mailer, senders: quietSenders(app) })
  const work = async () => assert.deepEqual(await workOff(open, doing), [])
  return {
    app,
    clock,
    ids: app.ids,
    doing,
    asked,
    sent,
    work,
    ...customersOf(app),
    ...ordersOf(app),
  }
}

/** Nobody has subscribed, and nobody listens. */
function quietSenders({ clock }: App): NoticeSenders {
  const outbound = createOutbound({ privateAddresses: false })
  const keys = pushKeysFrom(new Uint8Array(MASTER_KEY_BYTES))
  const subject = () => 'mailto:help@tabi.example'
  return {
    push: createPushSender({ keys, subject, extraHosts: [], outbound }),
    sms: null,
    events: createEventSender({ receivers: [], clock, outbound }),
  }
}

function customersOf(app: App) {
  const account = async (email: string, language: Language) =>
    (await putAccount(app, { email: email as Email, language })).id
  const line = (holder: AccountId | null) => putLine(app, { holder })
  return { account, line }
}

/** Orders placed, with a checkout open, and paid. */
function ordersOf(app: App) {
  async function order(id: LineId, buyer: Buyer, guest: SealedGuest | null = null) {
    const input = { ...placing(id, app.ids, { buyer }), guest }
    const placed = await app.door.ask(placeOrder, input, SYSTEM)
    assert.ok(placed.ok)
    const ref = { line: id, ...placed.value }
    const reference = `checkout ${ref.order}` as ProviderReference
    const checkout = { ...ref, reference, url: 'https://pay.example/1' }
    await app.door.ask(openCheckout, checkout, SYSTEM)
    return { ...ref, reference }
  }

  async function pay(ref: Awaited<ReturnType<typeof order>>) {
    const told = {
      state: 'succeeded',
      amount: DAY.price,
      claimedAt: app.clock.now(),
      charge: 'charge' as ProviderReference,
      means: null,
      fee: null,
      kept: null,
      disputes: [],
    } as const
    const minted = { ...settlingIds(app.ids), keptMethod: app.ids.next<KeptMethodId>() }
    const { line: id, order: of, payment } = ref
    await app.door.ask(
      learnPayment,
      { line: id, order: of, payment, told, keeper: null, ids: minted },
      SYSTEM,
    )
  }

  return { order, pay }
}

test('A letter is opened, worded in its language and sent; an expired code is not', async () => {
  const { app, clock, doing, sent } = await openWorld()
  const expiresAt = plusMinutes(clock.now(), 10)
  const letter = { kind: 'sign_in_code', code: '482913', expiresAt, registers: false } as const
  const job: Job = letterJob(app.vault, { to: 'mei@example.jp', language: 'zh-CN', letter })
  assert.ok(!JSON.stringify(job).includes('482913'))
  await doing.letter(job.payload)
  assert.deepEqual(
    sent.map((mail) => [mail.to, mail.language, mail.subject]),
    [['mei@example.jp', 'zh-CN', '登录验证码']],
  )
  assert.ok(sent[0]?.text.includes('482913'))
  clock.set(expiresAt)
  await doing.letter(job.payload)
  assert.equal(sent.length, 1)
})

test('The account that bought gets the letter, with the new end where the line is its own', async () => {
  const world = await openWorld()
  const holder = await world.account('mei@example.jp', 'en')
  const id = await world.line(holder)
  await world.pay(await world.order(id, { kind: 'account', account: holder }))
  await world.work()
  const [mail, ...more] = world.sent
  assert.equal(more.length, 0)
  assert.equal(mail?.to, 'mei@example.jp')
  // The pack is for 24 hours from noon of 1 April in Japan.
  assert.match(mail?.text ?? '', /Now valid until: Thu 2 Apr 2026, 12:00 \(Japan time\)/)
  assert.match(mail?.text ?? '', /New data: 1 GB in all/)
  assert.match(mail?.text ?? '', /JPY 550 \(includes 10% consumption tax, JPY 50\)/)
  assert.match(mail?.text ?? '', /\/orders\/[0-9a-f-]{36}\/receipt\n/)
})

test('Whoever bought for another’s line gets the letter, without what the line has', async () => {
  const world = await openWorld()
  const holder = await world.account('mei@example.jp', 'en')
  const friend = await world.account('friend@example.jp', 'en')
  const id = await world.line(holder)
  await world.pay(await world.order(id, { kind: 'account', account: friend }))
  await world.work()
  assert.deepEqual(
    world.sent.map((mail) => mail.to),
    ['friend@example.jp'],
  )
  assert.ok(!/Now valid until|New data|receipt/.test(world.sent[0]?.text ?? ''))
})

test('An order of nobody’s account is told to the holder, and to nobody where there is none', async () => {
  const world = await openWorld()
  const holder = await world.account('mei@example.jp', 'ja')
  const held = await world.line(holder)
  const free = await world.line(null)
  for (const id of [held, free]) await world.pay(await world.order(id, { kind: 'line_proof' }))
  await world.app.door.ask(renewByPartner, partnerRenewal(held, world.ids), SYSTEM)
  await world.work()
  assert.deepEqual(
    world.sent.map((mail) => [mail.to, mail.language]),
    [
      ['mei@example.jp', 'ja'],
      ['mei@example.jp', 'ja'],
    ],
  )
})

test('A guest who left an address gets the letter, sealed with the order and nowhere else', async () => {
  const world = await openWorld()
  const { vault, ids } = world.app
  const id = await world.line(await world.account('mei@example.jp', 'ja'))
  const wrappedKey = vault.newPersonKey()
  const email = vault.sealFor(wrappedKey, 'guest@example.org')
  const guest = { person: ids.next<PersonId>(), wrappedKey, email }
  await world.pay(await world.order(id, { kind: 'line_proof' }, guest))
  await world.work()
  assert.deepEqual(
    world.sent.map((mail) => mail.to),
    ['guest@example.org'],
  )
  assert.ok(!/Now valid until|New data/.test(world.sent[0]?.text ?? ''))
})

test('An order that is over takes no more money: its checkout is cancelled, once', async () => {
  const world = await openWorld()
  const id = await world.line(null)
  const ref = await world.order(id, { kind: 'line_proof' })
  const input = { line: id, order: ref.order, why: 'cancelled' } as const
  await world.app.door.ask(endOrder, input, SYSTEM)
  await world.work()
  const payload = { line: id, order: ref.order, payment: ref.payment }
  await world.doing.cancel_checkout(payload)
  assert.deepEqual(world.asked, [`cancel ${ref.reference}`])
  assert.equal(world.sent.length, 0)
})

test('An order that another replaces is cancelled at the provider too', async () => {
  const world = await openWorld()
  const id = await world.line(null)
  const first = await world.order(id, { kind: 'line_proof' })
  await world.order(id, { kind: 'line_proof' })
  await world.work()
  assert.deepEqual(world.asked, [`cancel ${first.reference}`])
})

test('Money that came for a replaced order goes back, once, and its payer is told', async () => {
  const world = await openWorld()
  const holder = await world.account('mei@example.jp', 'en')
  const id = await world.line(holder)
  const buyer = { kind: 'account', account: holder } as const
  const first = await world.order(id, buyer)
  await world.order(id, buyer)
  await world.pay(first)
  await world.work()
  await world.doing.refund({ line: id, order: first.order })
  assert.equal(world.asked.filter((what) => what.startsWith('refund')).length, 1)
  assert.deepEqual(
    world.sent.map((mail) => mail.subject.split(':')[0]),
    ['Being refunded', 'Refunded'],
  )
})

test('A link to pay goes to the holder in the asked language while the order waits', async () => {
  const world = await openWorld()
  const holder = await world.account('mei@example.jp', 'zh-CN')
  const id = await world.line(holder)
  const ref = await world.order(id, { kind: 'line_proof' })
  const payload = { line: id, order: ref.order, language: 'en' }
  await world.doing.pay_link_letter(payload)
  assert.equal(world.sent.length, 0, 'no link was made')
  const act = (what: 'open' | 'revoke') =>
    world.app.door.ask(makePayLink, { line: id, order: ref.order, act: what }, SYSTEM)
  await act('open')
  await world.doing.pay_link_letter(payload)
  const [mail, ...more] = world.sent
  assert.ok(mail !== undefined && more.length === 0)
  assert.deepEqual([mail.to, mail.language], ['mei@example.jp', 'en'])
  const [, token = ''] = /https:\/\/renew\.example\.jp\/pay\/([\w-]+)/.exec(mail.text) ?? []
  assert.equal((await findPayLink(world.app, token))?.order.id, ref.order)
  assert.match(mail.text, /To pay: JPY 550/)
  assert.match(mail.text, /For SIM: .*•/)
  assert.match(mail.text, /We never call or write to ask for card numbers/)
  await act('revoke')
  await world.doing.pay_link_letter(payload)
  await act('open')
  await world.pay(ref)
  await world.doing.pay_link_letter(payload)
  assert.equal(world.sent.length, 1, 'nothing once it can not be paid by the link')
})

test('Nobody gets a link to pay for a line that nobody holds', async () => {
  const world = await openWorld()
  const id = await world.line(null)
  const { order } = await world.order(id, { kind: 'line_proof' })
  await world.app.door.ask(makePayLink, { line: id, order, act: 'open' }, SYSTEM)
  await world.doing.pay_link_letter({ line: id, order, language: 'ja' })
  assert.equal(world.sent.length, 0)
})

test('A job that names no line is broken, not done', async () => {
  const { doing } = await openWorld()
  await assert.rejects(doing.refund({ line: 'x', order: 'y' }))
  await assert.rejects(doing.letter({}))
})
