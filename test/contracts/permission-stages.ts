/**
 * For every command of staff a stage on which it can be done: the thing it is about, belonging to a
 * shop or to none, and its input. The matrix of permissions walks them. For tests only.
 */
import { activationHash } from '../../src/app/lines/put-line.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { fulfilIds } from '../../src/app/fulfilment/advance.ts'
import { askContactChange } from '../../src/app/staff/changes.ts'
import { keptOfNumber } from '../../src/app/staff/identity.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { ShopId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, plusHours } from '../../src/domain/basics/time.ts'
import { beginFulfilling } from '../../src/domain/fulfilment/progress.ts'
import { DIRECTORY } from '../../src/domain/directory/example-directory.ts'
import { SMDP } from '../../src/domain/esim/example-profiles.ts'
import { putCall, putCallBack } from './call-world.ts'
import { card as inStock, CODE, holder, PASSPORT_NUMBER } from './care-world.ts'
import { DAY, requestFor, settlingIds } from './catalogue.ts'
import { reported } from './reported-world.ts'
import { write } from './rows-asked.ts'
import { asked, KYOTO, owed, placed, SHINJUKU } from './till-world.ts'
import {
  AT_TILL,
  FLOAT,
  LARGE,
  NOWHERE,
  contactChange,
  count,
  disputed,
  disputing,
  giftCard,
  known,
  openTill,
  ownCall,
  ownCase,
  refund,
  refunding,
  releasedProfile,
  sold,
  tillOf,
  waiting,
  withEsim,
  type StagedWorld,
  type Who,
} from './staged-things.ts'

export interface Stage {
  /** Whose the thing can be. */
  readonly shops: readonly (ShopId | null)[]
  /** How many people it takes, as it is staged. */
  readonly people: 1 | 2
  /** What the command is asked; made anew for each try. */
  input(world: StagedWorld, shop: ShopId | null, who: Who): Promise<object>
}

/** A till's; an unknown till is no shop's. */
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
