/**
 * A store with an application over it, and acts of selling, giving, buying and adding up that the
 * contract of gift cards and points is told in. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { createVault } from '../../src/adapters/system/vault.ts'
import { accountChanges } from '../../src/app/accounts/register.ts'
import type { App } from '../../src/app/app.ts'
import { createDoor, type Door } from '../../src/app/door/door.ts'
import { activateGiftCard, issueGiftCard } from '../../src/app/money/gift-cards.ts'
import { mintGiftCode, printCode } from '../../src/app/money/gift-codes.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { Account } from '../../src/domain/account/account.ts'
import type {
  AccountId,
  CampaignId,
  GiftCardId,
  KeptMethodId,
  LineId,
  PersonId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import type { Campaign } from '../../src/domain/catalogue/campaign.ts'
import type { PlacingRequest } from '../../src/domain/order/placing.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  requestFor,
  settlingIds,
  START,
  type TestClock,
} from './catalogue.ts'
import { writeRows, type OpenStore } from './stores.ts'

const NAME = DAY.name

export const PRESENT: Campaign = {
  id: 'welcome' as CampaignId,
  name: NAME,
  from: START,
  until: null,
  offers: null,
  networks: null,
  lengths: null,
  channels: null,
  buyers: 'account',
  code: 'WELCOME',
  perLineMax: 1,
  totalMax: null,
  benefit: { kind: 'gift_card', value: yen(300), validMonths: 3 },
}

export interface World {
  readonly open: OpenStore
  readonly app: App
  readonly clock: TestClock
  readonly door: Door
}

export function worldOf(open: OpenStore): World {
  const clock = createTestClock()
  const ids = createTestIds()
  const catalogue = { ...CATALOGUE, campaigns: [PRESENT] }
  const door = createDoor({ store: open.store, clock, ids, catalogue: () => catalogue })
  let drawn = 0
  const app: App = {
    door,
    reads: open.reads,
    clock,
    ids,
    dice: {
      bytes: (count) => {
        drawn += 1
        return new Uint8Array(count).fill(drawn % 256, 0, count - 1).with(count - 1, drawn >> 8)
      },
    },
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => catalogue,
    operator: () => assert.fail('nobody asks for the operator here'),
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  return { open, app, clock, door }
}

export async function lineOf({ app, door }: World): Promise<LineId> {
  const row = freshLine(app.ids.next())
  await door.ask(
    writeRows,
    { homes: [{ kind: 'line', id: row.id }], changes: [{ table: 'lines', row }] },
    SYSTEM,
  )
  return row.id
}

export async function accountOf({ app, door, clock }: World, email = 'mei@example.jp') {
  const id = app.ids.next<AccountId>()
  const wrappedKey = app.vault.newPersonKey()
  const sealed = (text: string) => app.vault.sealFor(wrappedKey, text)
  const row: Account = {
    id,
    person: app.ids.next<PersonId>(),
    mailbox: app.ids.next(),
    language: 'ja',
    country: null,
    lines: [],
    createdAt: clock.now(),
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const changes = accountChanges(row, {
    wrappedKey,
    email: sealed(email),
    displayName: sealed(''),
    nameKeys: [],
  })
  await door.ask(writeRows, { homes: [{ kind: 'account', id }], changes }, SYSTEM)
  return id
}

export async function issue(
  { app, door }: World,
  origin: 'sold' | 'given' = 'sold',
  value = 1_000n,
) {
  const card = app.ids.next<GiftCardId>()
  const code = mintGiftCode(app)
  const input = { card, origin, value: yen(value), batch: 'test', code } as const
  const issued = await door.ask(issueGiftCard, input, SYSTEM)
  assert.ok(issued.ok)
  return { card, code: printCode(app.vault, issued.value.sealedCode) }
}

export async function sell(world: World, value = 1_000n) {
  const made = await issue(world, 'sold', value)
  const input = { card: made.card, clearing: 'partner' } as const
  assert.ok((await world.door.ask(activateGiftCard, input, SYSTEM)).ok)
  return made
}

export async function place(world: World, line: LineId, over: Partial<PlacingRequest>) {
  const { app, door } = world
  const ids = orderIds(app.ids)
  const placed = await door.ask(placeOrder, { line, request: requestFor(DAY, over), ids }, SYSTEM)
  return { placed, ids }
}

export async function pay(
  { app, door, clock }: World,
  line: LineId,
  ids: ReturnType<typeof orderIds>,
) {
  const told = {
    state: 'succeeded',
    amount: DAY.price,
    claimedAt: clock.now(),
    charge: 'charge' as ProviderReference,
    means: null,
    fee: null,
    kept: null,
    disputes: [],
  } as const
  const minted = { ...settlingIds(app.ids), keptMethod: app.ids.next<KeptMethodId>() }
  const { order, payment } = ids
  const learned = { line, order, payment, told, keeper: null, ids: minted }
  assert.ok((await door.ask(learnPayment, learned, SYSTEM)).ok)
}

/** Credits less debits of one account of one home's part of the book. */
export async function held({ open }: World, home: string, account: string): Promise<bigint> {
  const sets = await open.postings(home)
  const amounts = sets.flatMap(({ postings }) =>
    postings.filter((one) => one.account === account).map(({ amount }) => 0n - amount),
  )
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

/** What the ledger says became of a card. */
export async function storyOf({ open }: World, card: GiftCardId) {
  const story = { activated: 0n, spent: 0n, returned: 0n, lapsed: 0n }
  const names = {
    gift_card_activated: 'activated',
    gift_card_spent: 'spent',
    gift_card_returned: 'returned',
    gift_card_lapsed: 'lapsed',
  } as const
  for (const { cause, postings } of await open.postings(card)) {
    const name = names[cause as keyof typeof names]
    story[name] += postings.reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n)
  }
  return story
}

export async function cardHolds(world: World, card: GiftCardId) {
  const row = await world.open.reads.giftCard(card)
  assert.ok(row !== null)
  const { activated, spent, returned, lapsed } = await storyOf(world, card)
  const account = row.origin.kind === 'sold' ? 'gift_cards' : 'gift_cards_free'
  if (row.activatedAt !== null) {
    assert.equal(activated, row.value)
    assert.equal(row.value, row.left + spent - returned + lapsed)
    assert.equal(await held(world, card, account), row.left)
  }
  return row
}
