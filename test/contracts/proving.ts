/**
 * A long story of money and data through the real commands, told by chance from a seed: whatever
 * may happen to orders, points, gift cards and packs happens here. For tests of what must be true
 * of the books afterwards.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { createVault } from '../../src/adapters/system/vault.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import type { App } from '../../src/app/app.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { grantOrderPresents, returnTakenParts } from '../../src/app/sagas/giving-back.ts'
import { giveGoodwillPoints } from '../../src/app/money/goodwill-points.ts'
import { activateGiftCard, issueGiftCard } from '../../src/app/money/gift-cards.ts'
import { mintGiftCode } from '../../src/app/money/gift-codes.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { learnRefund } from '../../src/app/orders/learn-refund.ts'
import { orderIds, settlingIds } from '../../src/app/orders/minted.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { refundOrder } from '../../src/app/orders/refund-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { OrderWithPayment } from '../../src/app/reads.ts'
import { lapseDuePoints, lapseGiftCards } from '../../src/app/sweeps/money.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { bytes, gigabytes } from '../../src/domain/basics/data-volume.ts'
import type {
  AccountId,
  CampaignId,
  GiftCardId,
  LineId,
  OfferId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { Campaign } from '../../src/domain/catalogue/campaign.ts'
import { offerKey, type Catalogue } from '../../src/domain/catalogue/catalogue.ts'
import { DEFAULT_RULES } from '../../src/domain/catalogue/money-rules.ts'
import type { Offer } from '../../src/domain/catalogue/offer.ts'
import { usageKey } from '../../src/domain/charging/request.ts'
import type { ProviderPayment } from '../../src/domain/payment/provider.ts'
import { refundsDue } from '../../src/domain/payment/payment.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  megabyte,
  MONTH,
  requestFor,
  START,
  usageReport,
  type TestClock,
} from './catalogue.ts'
import { writeRows, type OpenStore } from './stores.ts'

/** A hundred megabytes a day, reset at three in the morning. */
const DAILY: Offer = {
  ...DAY,
  id: 'daily' as OfferId,
  grant: {
    ...DAY.grant,
    validity: { kind: 'hours', hours: 240 },
    allowance: { kind: 'daily', bytesPerDay: bytes(100n * megabyte), resetHour: 3 },
  },
}

const BONUS: Campaign = {
  id: 'bonus' as CampaignId,
  name: DAY.name,
  from: START,
  until: null,
  offers: [MONTH.id],
  networks: null,
  lengths: null,
  channels: null,
  buyers: 'anyone',
  code: null,
  perLineMax: null,
  totalMax: 10_000,
  benefit: { kind: 'bonus_data', bytes: gigabytes(1) },
}

const OFFERS = [DAY, MONTH, DAILY]

export const STORY_CATALOGUE: Catalogue = {
  ...CATALOGUE,
  offers: new Map(OFFERS.map((one) => [offerKey(one), one])),
  campaigns: [BONUS],
  rules: [
    { ...DEFAULT_RULES, effectiveFrom: START, taxRounding: 'half_up', pointsPerHundredYen: 10 },
    { ...DEFAULT_RULES, effectiveFrom: plusDays(START, 20), pointsAs: 'discount' },
  ],
}

export interface Story {
  readonly app: App
  readonly clock: TestClock
  readonly lines: readonly LineId[]
  readonly account: AccountId
  readonly cards: GiftCardId[]
}

export async function beginStory(open: OpenStore): Promise<Story> {
  const clock = createTestClock()
  const ids = createTestIds()
  const catalogue = () => STORY_CATALOGUE
  const app: App = {
    door: createDoor({ store: open.store, clock, ids, catalogue }),
    reads: open.reads,
    clock,
    ids,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue,
    operator: () => assert.fail('nobody is written to'),
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  const account = ids.next<AccountId>()
  const row: Account = {
    id: account,
    person: ids.next(),
    mailbox: ids.next(),
    language: 'ja',
    country: null,
    lines: [],
    createdAt: clock.now(),
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const homes = [{ kind: 'account', id: account }] as const
  await app.door.ask(writeRows, { homes, changes: [{ table: 'accounts', row }] }, SYSTEM)
  const lines: LineId[] = []
  for (let count = 0; count < 3; count += 1) {
    const line = freshLine(ids.next())
    const home = [{ kind: 'line', id: line.id }] as const
    await app.door.ask(writeRows, { homes: home, changes: [{ table: 'lines', row: line }] }, SYSTEM)
    lines.push(line.id)
  }
  return { app, clock, lines, account, cards: [] }
}

export interface Step {
  readonly what: (typeof STEPS)[number]
  readonly line: number
  readonly which: number
}

export const STEPS = [
  'points',
  'card',
  'place',
  'place',
  'place',
  'pay',
  'pay',
  'pay',
  'fail',
  'cancel',
  'refund',
  'provider_returns',
  'parts_return',
  'presents',
  'contest',
  'bank_decides',
  'bank_decides',
  'report',
  'report',
  'report',
  'wait',
  'lapse',
] as const

/** What a step cannot do now it leaves; faults of ours are thrown. */
export async function act(story: Story, { what, line: index, which }: Step): Promise<void> {
  const line = story.lines[index % story.lines.length] as LineId
  switch (what) {
    case 'points':
      return givePoints(story, which)
    case 'card':
      return sellCard(story, which)
    case 'place':
      return place(story, line, which)
    case 'report':
      return report(story, line, which)
    case 'wait':
      return story.clock.advance([1, 3_600, 40_000, 86_400, 9 * 86_400][which % 5] as number)
    case 'lapse':
      await lapseGiftCards(story.app)
      await lapseDuePoints(story.app)
      return
    default:
      return actOnOrder(story, what, { line, which })
  }
}

async function givePoints({ app, account }: Story, which: number): Promise<void> {
  const input = { account, points: yen(100 * (which + 1)), order: null, lot: app.ids.next() }
  await app.door.ask(giveGoodwillPoints, input as never, { ...SYSTEM, key: app.ids.next() })
}

async function sellCard({ app, cards }: Story, which: number): Promise<void> {
  const card = app.ids.next<GiftCardId>()
  const origin = which % 2 === 0 ? 'sold' : 'given'
  const code = mintGiftCode(app)
  const input = { card, origin, value: yen(200 * (which + 1)), batch: 'story', code } as const
  assert.ok((await app.door.ask(issueGiftCard, input, SYSTEM)).ok)
  cards.push(card)
  // Some stay paper.
  if (origin === 'given' || which === 4) return
  await app.door.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM)
}

async function place({ app, account, cards }: Story, line: LineId, which: number): Promise<void> {
  const offer = OFFERS[which % OFFERS.length] as Offer
  const held = (await app.reads.account(account)).lots.reduce((sum, lot) => sum + lot.left, 0n)
  const points = yen(which % 2 === 0 ? 0n : held < 150n ? held : 150n)
  const card = cards[which % Math.max(1, cards.length)]
  const request = requestFor(offer, {
    buyer: { kind: 'account', account },
    points,
    giftCards: which >= 3 && card !== undefined ? [card] : [],
    startNow: which === 2,
  })
  const input = { line, request, ids: orderIds(app.ids) }
  await app.door.ask(placeOrder, input, { ...SYSTEM, channel: 'web', key: input.ids.order })
}

async function report({ app, clock }: Story, line: LineId, which: number): Promise<void> {
  const told = {
    sequence: `${clock.now().toString()} ${which}`,
    counting: 'since_last_report',
    usedBytes: bytes(BigInt(17 ** which) * megabyte),
    sessionKey: `session ${which % 2}`,
    delaySeconds: which * 10,
  } as const
  const input = usageReport(line, app.ids, told)
  const key = usageKey(input.request)
  await app.door.ask(chargeLine, input, { channel: 'network', actor: 'network:n', key })
}

/** To which orders a step can happen at all. */
function fits(what: Step['what']): (one: OrderWithPayment) => boolean {
  return ({ order: { state }, payment }) => {
    if (what === 'refund') return state.kind === 'delivered'
    if (what === 'contest') return state.kind === 'delivered' && payment.disputes.length === 0
    if (what === 'provider_returns') return refundsDue(payment).length > 0
    if (what === 'bank_decides') return payment.disputes.some((one) => one.state === 'open')
    if (what === 'cancel') return state.kind === 'awaiting_payment'
    return true
  }
}

async function actOnOrder(
  { app, account }: Story,
  what: Step['what'],
  { line, which }: { readonly line: LineId; readonly which: number },
): Promise<void> {
  const orders = (await app.reads.orders(line, { limit: 20, before: null })).filter(fits(what))
  const found = orders[which % Math.max(1, orders.length)]
  if (found === undefined) return
  const { order, payment } = found
  const of = { line, order: order.id }
  const ids = { ...settlingIds(app.ids), keptMethod: app.ids.next() } as never
  const learn = (told: ProviderPayment) =>
    app.door.ask(learnPayment, { ...of, payment: payment.id, told, keeper: null, ids }, SYSTEM)
  const disputes = payment.disputes
  const taken = (fee: bigint | null, own = disputes) => succeeded(payment.amount, fee, own)
  switch (what) {
    case 'pay':
      if (payment.amount > 0n) await learn(taken(which % 2 === 0 ? null : 20n))
      return
    case 'fail':
      await learn({ state: 'failed', reason: 'declined' })
      return
    case 'cancel':
      await app.door.ask(endOrder, { ...of, why: 'cancelled' }, SYSTEM)
      return
    case 'refund': {
      const amount = yen([37n, 100n, order.price][which % 3] as bigint)
      const ask = { kind: 'goodwill', amount, revoke: which % 2 === 0, reason: 'other' } as const
      const earner = order.earning === null ? null : account
      const made = { refund: app.ids.next(), postings: app.ids.next() } as never
      const input = { ...of, ask, shownAmount: amount, earner, ids: made }
      await app.door.ask(refundOrder, input, { ...SYSTEM, key: app.ids.next() })
      return
    }
    case 'provider_returns':
      for (const { id: refund } of refundsDue(payment)) {
        const postings = { postings: app.ids.next() } as never
        const told = { state: which === 3 ? 'failed' : 'succeeded', reason: 'later' } as const
        await app.door.ask(learnRefund, { ...of, refund, told, ids: postings }, SYSTEM)
      }
      return
    case 'parts_return':
      return returnTakenParts(app, line, order.id)
    case 'presents':
      return grantOrderPresents(app, line, order.id)
    case 'contest':
      if (payment.state.kind !== 'succeeded' || payment.amount === 0n || disputes.length > 0) return
      await learn(taken(null, [{ ...dispute(order.id, payment.amount), state: 'open' }]))
      return
    case 'bank_decides': {
      const [open] = disputes
      if (open?.state !== 'open') return
      await learn(taken(null, [{ ...open, state: which % 2 === 0 ? 'won' : 'lost' }]))
      return
    }
    default:
      assert.fail(`nobody knows how to ${what}`)
  }
}

type Succeeded = Extract<ProviderPayment, { state: 'succeeded' }>

function dispute(order: string, amount: bigint) {
  return { id: `dp_${order}`, amount: yen(amount), fee: yen(1_500n) }
}

function succeeded(amount: bigint, fee: bigint | null, disputes: Succeeded['disputes']): Succeeded {
  return {
    state: 'succeeded',
    amount: yen(amount),
    claimedAt: START,
    charge: 'ch_1' as Succeeded['charge'],
    means: null,
    fee: fee === null ? null : yen(fee),
    kept: null,
    disputes,
  }
}
