/**
 * For every command of staff a stage on which it can be done: the thing it is about, belonging to a
 * shop or to none, and its input. The matrix of permissions walks them. For tests only.
 */
import { mailboxOf } from '../../src/app/accounts/proofs.ts'
import { gather } from '../../src/app/disputes/gathering.ts'
import type { Change } from '../../src/app/door/state.ts'
import { activationHash } from '../../src/app/lines/put-line.ts'
import { activateGiftCard, issueGiftCard } from '../../src/app/money/gift-cards.ts'
import { mintGiftCode } from '../../src/app/money/gift-codes.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { fulfilIds } from '../../src/app/fulfilment/advance.ts'
import { openCase } from '../../src/app/staff/cases.ts'
import { askContactChange } from '../../src/app/staff/changes.ts'
import { raiseDisputeByStaff } from '../../src/app/staff/disputes.ts'
import { keptOfNumber } from '../../src/app/staff/identity.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  DisputeId,
  LineId,
  OrderId,
  ShopId,
  SimProfileId,
  StaffId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, plusHours } from '../../src/domain/basics/time.ts'
import { beginFulfilling } from '../../src/domain/fulfilment/progress.ts'
import { DIRECTORY } from '../../src/domain/directory/example-directory.ts'
import { SMDP } from '../../src/domain/esim/example-profiles.ts'
import { orderProfile } from '../../src/domain/esim/sim-profile.ts'
import type { IdentityCheck } from '../../src/domain/identity/identity-check.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import { putCall, putCallBack, withAgent } from './call-world.ts'
import { card as inStock, CODE, FRESH_EMAIL, holder, PASSPORT_NUMBER } from './care-world.ts'
import type { CareWorld } from './care-world.ts'
import { DAY, MONTH, requestFor, settlingIds } from './catalogue.ts'
import { reported } from './reported-world.ts'
import { write } from './rows-asked.ts'
import { asked, KYOTO, opening, owed, placed, putTill, SHINJUKU, taking } from './till-world.ts'

export interface StagedWorld extends CareWorld {
  /** May do everything everywhere: prepares what others then try, and is nobody's second. */
  readonly boss: StaffActing
}

export interface Who {
  readonly staff: StaffId
  readonly second: StaffId | null
}

export interface Stage {
  /** Whose the thing can be. */
  readonly shops: readonly (ShopId | null)[]
  /** How many people it takes, as it is staged. */
  readonly people: 1 | 2
  /** What the command is asked; made anew for each try. */
  input(world: StagedWorld, shop: ShopId | null, who: Who): Promise<object>
}

/** A till's; an unknown till is no shop's. */
const AT_TILL = [SHINJUKU, KYOTO, null] as const
const NOWHERE = [null] as const
const FLOAT = 30_000n
const LARGE = 10_000n

async function tillOf({ ids, ...world }: StagedWorld, shop: ShopId | null) {
  return shop === null ? ids.next<StagedWorld['till']>() : putTill({ ids, ...world }, shop)
}

async function openTill(world: StagedWorld, shop: ShopId | null) {
  const till = await tillOf(world, shop)
  if (shop !== null) await opening(world, world.boss, FLOAT, till)
  return till
}

/** Paid at a till of the shop; at no shop's, online. */
async function sold(world: StagedWorld, shop: ShopId | null, bought = DAY) {
  const line = await world.line()
  const ids = await placed(world, line, requestFor(bought))
  const { order, payment } = ids
  const till = await openTill(world, shop)
  if (shop === null) {
    const told = {
      state: 'succeeded',
      amount: bought.price,
      claimedAt: world.clock.now(),
      charge: 'charge' as ProviderReference,
      means: null,
      fee: null,
      kept: null,
      disputes: [],
    } as const
    const minted = { ...settlingIds(world.ids), keptMethod: world.ids.next() } as never
    const learned = { line, order, payment, told, keeper: null, ids: minted }
    await world.door.ask(learnPayment, learned, SYSTEM)
  } else {
    const money = { tendered: bought.price, shownRest: bought.price }
    await taking(world, world.boss, { line, order, till, ...money })
  }
  return { line, order, till }
}

async function waiting(world: StagedWorld) {
  const line = await world.line()
  const { order } = await placed(world, line)
  return { line, order }
}

async function giftCard(world: StagedWorld, isActive: boolean) {
  const card = world.ids.next<Parameters<typeof activateGiftCard.decide>[1]['card']>()
  const { vault } = world.app
  const bytes = (count: number) =>
    Uint8Array.from(Buffer.from(card.replaceAll('-', '')).subarray(-count))
  const code = mintGiftCode({ dice: { bytes }, vault })
  const input = { card, origin: 'sold', value: yen(3_000n), batch: 'b', code } as const
  await world.door.ask(issueGiftCard, input, SYSTEM)
  if (isActive) await world.door.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM)
  return card
}

/** Somebody known here: a document seen days ago and again today. */
async function known(world: StagedWorld) {
  const found = await holder(world)
  const { line, account } = found
  const now = world.clock.now()
  const check = (at: IdentityCheck['at']): Change => ({
    table: 'identity_checks',
    row: {
      id: world.ids.next(),
      line: line.id,
      kind: 'passport',
      ...keptOfNumber(world.app.vault, PASSPORT_NUMBER),
      result: 'accepted',
      clerk: world.boss.staff,
      shop: SHINJUKU,
      at,
    },
  })
  await write(world, { kind: 'line', id: line.id }, [check(plusHours(now, -72)), check(now)])
  return { line: line.id, account }
}

/** Of nobody. */
async function withEsim(world: StagedWorld) {
  const plain = await inStock(world)
  return inStock(world, { ...plain, sim: { ...plain.sim, form: 'esim' } })
}

async function releasedProfile(world: StagedWorld) {
  const line = await withEsim(world)
  const sealedMatchingId = world.app.vault.seal('MATCHING-ID')
  const id = world.ids.next<SimProfileId>()
  const order = { id, eid: null, smdp: SMDP, sealedMatchingId, orderedBy: null }
  const ordered = orderProfile(line, [], { ...order, now: world.clock.now() })
  if (!ordered.ok) throw new Error(ordered.refusal.code)
  const row = { ...ordered.value, state: 'released' } as const
  await write(world, { kind: 'line', id: line.id }, [{ table: 'sim_profiles', row }])
  return { line: line.id, profile: id }
}

async function contactChange(world: StagedWorld, who: Who) {
  const { line, account } = await known(world)
  const { vault } = world.app
  return {
    ...who,
    change: world.ids.next(),
    letters: [],
    line,
    account: account.id,
    mailbox: mailboxOf(vault, FRESH_EMAIL),
    sealedEmail: vault.seal(FRESH_EMAIL),
    isTaken: false,
  }
}

async function refund(world: StagedWorld, shop: ShopId | null, amount: bigint) {
  const { line, order } = await sold(world, shop, MONTH)
  const ids = { refund: world.ids.next(), postings: world.ids.next() }
  const ask = { kind: 'goodwill', amount: yen(amount), revoke: false, reason: 'courtesy' }
  return { line, order, ask, shownAmount: yen(amount), earner: null, ids }
}

async function disputing(
  world: StagedWorld,
  {
    line,
    order,
    staff,
  }: { readonly line: LineId; readonly order: OrderId; readonly staff: StaffId },
) {
  const about = { kind: 'order', order } as const
  const gathered = await gather(world.app, line, about)
  const id = world.ids.next<DisputeId>()
  const kept = { channel: 'counter', anomaly: null, words: null } as const
  return { id, line, about, staff, gathered, ...kept }
}

/** Raised by somebody else. */
async function disputed(world: StagedWorld, shop: ShopId | null = null, bought = DAY) {
  const { line, order } = await sold(world, shop, bought)
  const input = await disputing(world, { line, order, staff: world.boss.staff })
  await asked(world, raiseDisputeByStaff, world.boss, { input })
  return { line, dispute: input.id, order }
}

async function refunding(
  world: StagedWorld,
  shop: ShopId | null,
  { who, amount }: { readonly who: Who; readonly amount: bigint },
) {
  const { line, dispute, order } = await disputed(world, shop, MONTH)
  const ids = { refund: world.ids.next(), postings: world.ids.next() }
  const ask = { kind: 'goodwill', amount: yen(amount), revoke: false, reason: 'duplicate' }
  const refund = { line, order, ask, shownAmount: yen(amount), earner: null, ids }
  const outcome = { kind: 'refunded', refund }
  return { line, dispute, staff: who.staff, account: null, outcome, words: null }
}

async function count(
  world: StagedWorld,
  shop: ShopId | null,
  {
    who,
    apart,
  }: {
    readonly who: Who
    readonly apart: bigint
  },
) {
  const till = await openTill(world, shop)
  const { shift } = await world.open.reads.till(till)
  const counted = { cashCounted: yen(FLOAT + apart), shownExpected: yen(FLOAT) }
  const note = apart === 0n ? null : 'counted twice'
  return { till, ...who, shift: shift?.id ?? world.ids.next(), ...counted, note }
}

async function ownCase(world: StagedWorld) {
  const line = await world.line()
  const id = world.ids.next()
  const { boss } = world
  const about = { about: 'note', sealedNote: null, staff: boss.staff }
  await asked(world, openCase, boss, { input: { line, id, ...about } as never })
  return { line, id, sealedNote: 'c2VhbGVk' }
}

/** A call that whoever asks talks on. */
async function ownCall(world: StagedWorld, { staff }: Who) {
  const { id } = await putCall(world, withAgent(world, staff))
  return { staff, call: id }
}

const inNoShop = (input: (world: StagedWorld, who: Who) => Promise<object>): Stage => ({
  shops: NOWHERE,
  people: 1,
  input: (world, _shop, who) => input(world, who),
})

const byTwo = (input: (world: StagedWorld, who: Who) => Promise<object>): Stage => ({
  ...inNoShop(input),
  people: 2,
})

const atTill = (input: Stage['input'], people: 1 | 2 = 1): Stage => {
  return { shops: AT_TILL, people, input }
}

/** By the command's name; a command that takes two only sometimes has a stage for either. */
export const STAGES: Readonly<Record<string, readonly Stage[]>> = {
  open_shift: [
    atTill(async (world, shop, { staff }) => {
      const till = await tillOf(world, shop)
      return { till, staff, float: yen(FLOAT), ids: { shift: world.ids.next() } }
    }),
  ],
  move_cash: [
    atTill(async (world, shop, { staff }) => {
      const till = await openTill(world, shop)
      const moved = { kind: 'paid_in', amount: yen(1_000n), note: null }
      return { till, staff, ...moved, ids: { entry: world.ids.next() } }
    }),
  ],
  close_shift: [
    atTill((world, shop, who) => count(world, shop, { who: { ...who, second: null }, apart: 0n })),
    // An unknown till has no shift whose difference could be large.
    {
      ...atTill((world, shop, who) => count(world, shop, { who, apart: LARGE }), 2),
      shops: [SHINJUKU, KYOTO],
    },
  ],
  take_at_till: [
    atTill(async (world, shop, { staff }) => {
      const { line, order } = await waiting(world)
      const till = await openTill(world, shop)
      const money = { tendered: DAY.price, reference: null, shownRest: DAY.price }
      const ids = { ...settlingIds(world.ids), payment: world.ids.next(), entry: world.ids.next() }
      return { till, staff, line, order, method: 'cash', ...money, ids }
    }),
  ],
  pay_out_refund: [
    atTill(async (world, shop, { staff }) => {
      const { line, order } = await sold(world, SHINJUKU)
      const refundId = await owed(world, line, order, DAY.price)
      const till = await openTill(world, shop)
      const ids = { entry: world.ids.next(), postings: world.ids.next() }
      return { till, staff, line, order, refund: refundId, reference: null, ids }
    }),
  ],
  refund_order: [
    atTill((world, shop) => refund(world, shop, 2_000n)),
    atTill((world, shop) => refund(world, shop, 2_001n), 2),
  ],
  raise_dispute: [
    inNoShop(async (world, { staff }) => {
      const { line, order } = await sold(world, null)
      return disputing(world, { line, order, staff })
    }),
  ],
  take_dispute: [inNoShop(async (world, { staff }) => ({ ...(await disputed(world)), staff }))],
  decide_dispute: [
    inNoShop(async (world, { staff }) => {
      const words = { person: null, sealed: world.app.vault.seal('It was right.') }
      const found = await disputed(world)
      return { ...found, staff, account: null, outcome: { kind: 'explained' }, words }
    }),
    atTill((world, shop, who) => refunding(world, shop, { who, amount: 2_000n })),
    atTill((world, shop, who) => refunding(world, shop, { who, amount: 2_001n }), 2),
  ],
  read_dispute_words: [inNoShop(async (world) => ({ line: await world.line() }))],
  sell_gift_card: [
    atTill(async (world, shop, { staff }) => {
      const card = await giftCard(world, false)
      const till = await openTill(world, shop)
      const money = { method: 'cash', tendered: yen(3_000n), reference: null }
      const ids = { entry: world.ids.next() }
      return { till, staff, card, ...money, shownPrice: yen(3_000n), ids }
    }),
  ],
  freeze_gift_card: [
    inNoShop(async (world) => ({ card: await giftCard(world, true), why: 'staff' })),
  ],
  unfreeze_gift_card: [
    inNoShop(async (world) => {
      const card = await giftCard(world, true)
      const row = present(await world.open.reads.giftCard(card), 'the card was just made')
      const freeze = { since: world.clock.now(), why: 'staff' } as const
      const frozen = { table: 'gift_cards', row: { ...row, freeze } } as const
      await write(world, { kind: 'gift_card', id: card }, [frozen])
      return { card }
    }),
  ],
  give_goodwill_points: [
    inNoShop(async (world) => {
      const { account } = await holder(world)
      return { account: account.id, points: yen(100n), order: null, lot: world.ids.next() }
    }),
  ],
  place_order: [
    inNoShop(async (world) => {
      return { line: await world.line(), request: requestFor(DAY), ids: orderIds(world.ids) }
    }),
  ],
  make_pay_link: [inNoShop(async (world) => ({ ...(await waiting(world)), act: 'open' }))],
  end_order: [inNoShop(async (world) => ({ ...(await waiting(world)), why: 'cancelled' }))],
  record_identity_check: [
    inNoShop(async (world, { staff }) => {
      const kept = keptOfNumber(world.app.vault, PASSPORT_NUMBER)
      const check = { check: world.ids.next(), kind: 'passport', ...kept, result: 'accepted' }
      return { staff, line: await world.line(), ...check }
    }),
  ],
  edit_person_by_staff: [
    inNoShop(async (world) => {
      const { account, line } = await holder(world)
      return { line: line.id, account: account.id, language: 'ko', country: null, name: null }
    }),
  ],
  read_person: [inNoShop(async (world) => ({ account: (await holder(world)).account.id }))],
  ask_breach_letters: [
    byTwo(async (world, who) => {
      const from = world.clock.now()
      return { ...who, breach: { of: 'backup', keysToo: false, from, until: plusDays(from, 1) } }
    }),
  ],
  reveal_person: [
    inNoShop(async (world) => {
      return { line: await world.line(), account: null, reason: 'reach_customer' }
    }),
  ],
  read_case_notes: [inNoShop(async (world) => ({ line: await world.line() }))],
  read_call_note: [inNoShop(async (world) => ({ call: (await putCall(world)).id }))],
  read_report: [inNoShop(async (world) => ({ report: await reported(world) }))],
  lift_limit: [
    inNoShop(async (_world, { staff }) => {
      return { staff, kind: 'gift_codes', key: 'account:hash', reason: 'person_known' }
    }),
  ],
  take_usage_file: [
    inNoShop(async () => {
      return { source: 'cdr', name: 'a.csv', sha256: '0'.repeat(64), came: 'console' }
    }),
  ],
  try_usage_rows_again: [inNoShop(async (world, { staff }) => ({ staff, file: world.ids.next() }))],
  fulfil_by_hand: [
    inNoShop(async (world, { staff }) => {
      const { line, order } = await waiting(world)
      const { orders } = await world.open.reads.line(line)
      const row = present(
        orders.find(({ id }) => id === order),
        'an order that was placed waits',
      )
      const by = { kind: 'manual', withinMinutes: 60, note: 'desk' } as const
      const state = beginFulfilling(by, world.clock.now())
      await write(world, { kind: 'line', id: line }, [{ table: 'orders', row: { ...row, state } }])
      const ids = fulfilIds(world.ids)
      return { staff, line, order, ids, outcome: { kind: 'cannot' } }
    }),
  ],
  lift_lock: [
    inNoShop(async (world) => {
      const lockedUntil = plusHours(world.clock.now(), 1)
      const { id: line } = await inStock(world, {
        activation: { hash: '', wrongTries: 0, lockedUntil },
      })
      return { what: { kind: 'activation', line }, reason: 'person_known' }
    }),
  ],
  judge_reports: [
    inNoShop(async (world, { staff }) => {
      const chosen = { keys: ['link bad.example'], genuine: [] }
      return { staff, reports: [await reported(world)], chosen }
    }),
  ],
  edit_directory: [
    byTwo(async (_world, who) => ({ ...who, entry: DIRECTORY.entries[0], against: null })),
  ],
  ask_contact_change: [byTwo((world, who) => contactChange(world, who))],
  ask_to_forget_person: [
    byTwo(async (world, who) => {
      const { line, account } = await known(world)
      const asked = { change: world.ids.next(), letters: [] }
      return { ...who, ...asked, line, account: account.id, lines: account.lines }
    }),
  ],
  ask_sim_replacement: [
    byTwo(async (world, who) => {
      const { line, account } = await known(world)
      const stock = await inStock(world)
      const codeHash = activationHash(world.app.vault, stock.sim.iccid, CODE)
      const ask = { change: world.ids.next(), letters: [], line, holder: account.id }
      return { ...who, ...ask, stock: stock.id, isUsed: false, codeHash }
    }),
  ],
  order_profile: [
    inNoShop(async (world, { staff }) => {
      const { id: line } = await withEsim(world)
      const sealedMatchingId = world.app.vault.seal('MATCHING-ID')
      const ask = { line, profile: world.ids.next(), eid: null, smdp: SMDP, sealedMatchingId }
      return { ...ask, staff }
    }),
  ],
  cancel_profile: [inNoShop((world) => releasedProfile(world))],
  show_install_code: [inNoShop((world) => releasedProfile(world))],
  stop_change_by_staff: [
    inNoShop(async (world, { staff }) => {
      const second = world.sato.staff
      const acting = { ...world.boss, second }
      const input = await contactChange(world, { staff: world.boss.staff, second })
      await asked(world, askContactChange, acting, { input: input as never })
      const of = { kind: 'account', id: input.account }
      return { staff, of, change: input.change, letters: [] }
    }),
  ],
  suspend_line_by_staff: [
    inNoShop(async (world) => ({ line: await world.line(), reason: 'request' })),
  ],
  resume_line_by_staff: [
    inNoShop(async (world) => {
      const suspension = { since: world.clock.now(), by: 'staff', reason: 'request' } as const
      return { line: (await inStock(world, { suspension })).id }
    }),
  ],
  open_case: [
    inNoShop(async (world, { staff }) => {
      const opened = { id: world.ids.next(), about: 'note', sealedNote: null }
      return { staff, line: await world.line(), ...opened }
    }),
  ],
  add_case_note: [inNoShop(async (world, { staff }) => ({ staff, ...(await ownCase(world)) }))],
  close_case: [inNoShop(async (world, { staff }) => ({ staff, ...(await ownCase(world)) }))],
  send_pay_link: [
    inNoShop(async (world) => {
      const { line } = await holder(world)
      const { order } = await placed(world, line.id)
      return { line: line.id, order, act: 'open', language: 'ko' }
    }),
  ],
  make_short_code: [
    inNoShop(async (world) => ({ ...(await waiting(world)), hash: world.ids.next(), sealed: '' })),
  ],
  take_call: [inNoShop(async (world, { staff }) => ({ staff, call: (await putCall(world)).id }))],
  give_back_call: [inNoShop(ownCall)],
  verify_on_call: [
    inNoShop(async (world, who) => {
      const { id: line, activation } = await inStock(world)
      return { ...(await ownCall(world, who)), line, codeHash: activation.hash }
    }),
  ],
  set_call_line: [
    inNoShop(async (world, who) => {
      return { ...(await ownCall(world, who)), line: (await inStock(world)).id }
    }),
  ],
  wrap_up_call: [
    inNoShop(async (world, who) => {
      const told = { outcome: 'answered', sealedNote: null, opens: null }
      return { ...(await ownCall(world, who)), ...told }
    }),
  ],
  take_call_back: [
    inNoShop(async (world, { staff }) => {
      const call = await putCall(world)
      await putCallBack(world, call)
      return { staff, call: call.id }
    }),
  ],
  close_call_back: [
    inNoShop(async (world, { staff }) => {
      const call = await putCall(world)
      const state = { kind: 'taken', by: staff, at: world.clock.now() } as const
      await putCallBack(world, call, { state })
      return { staff, call: call.id, result: 'reached' }
    }),
  ],
  ask_call_back_for: [
    inNoShop(async (world, who) => {
      const from = world.clock.now()
      const promised = { from, until: plusHours(from, 2) }
      return { ...(await ownCall(world, who)), id: world.ids.next(), promised }
    }),
  ],
  sell_on_call: [
    inNoShop(async (world, who) => {
      const sale = {
        line: await world.line(),
        request: requestFor(DAY),
        ids: orderIds(world.ids),
      }
      return { ...(await ownCall(world, who)), ...sale }
    }),
  ],
}
