/**
 * Goes on with what another carrier is to deliver: command, call, command. Every step may be
 * repeated. What the wholesaler was asked for is known by the order's id, and what it says is
 * applied by the order's own state; a crash between two steps leaves a state from which the sweep
 * goes on.
 */
import { present } from '../../domain/basics/assert.ts'
import type { SupplierName } from '../../domain/basics/ids.ts'
import { plusSeconds, type Instant } from '../../domain/basics/time.ts'
import type { NextStep } from '../../domain/fulfilment/progress.ts'
import type { ToldTopUp, ToldUsage } from '../../domain/fulfilment/told.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import type { App } from '../app.ts'
import type { FulfilmentRef, UsageToAsk } from '../fulfilment-reads.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import type { Ids } from '../ports.ts'
import type { FulfilIds } from '../../domain/order/fulfilling.ts'
import type { SupplierEvent, WholesaleSupplier } from './ports.ts'
import {
  hearUsage,
  learnSupply,
  lookAtFulfilment,
  putOffSupply,
  type SupplyOutcome,
} from './steps.ts'

/** A wholesaler that the settings do not name any more is looked for again after so long. */
export const SUPPLIER_MISSING_SECONDS = 300
/** A wholesaler that does not answer is asked again after so long, whatever it is asked for. */
export const SUPPLIER_AWAY_SECONDS = 60

export function fulfilIds(ids: Ids): FulfilIds {
  return { pack: ids.next(), postings: ids.next(), refund: ids.next() }
}

/** `away`: it waits because the wholesaler did not answer, or wants to be asked less. */
export type Advanced = SupplyOutcome | 'away'

/** One step of one order, as far as it is due. */
export async function advance(app: App, ref: FulfilmentRef): Promise<Advanced> {
  const looked = await app.door.ask(lookAtFulfilment, { ...ref, ids: fulfilIds(app.ids) }, SYSTEM)
  if (!looked.ok) throw new DoorBusy(looked.refusal.code)
  const step = looked.value
  if (step.kind === 'over' || step.kind === 'wait') return step.kind === 'over' ? 'over' : 'waits'
  if (step.kind === 'give_back') return 'given_back'
  return askSupplier(app, { ...ref, step })
}

interface Asking extends FulfilmentRef {
  readonly step: Extract<NextStep, { readonly kind: 'ask' | 'read' }>
}

async function askSupplier(app: App, asking: Asking): Promise<Advanced> {
  const { line, order: id, step } = asking
  const [known, state] = await Promise.all([app.reads.order(line, id), app.reads.line(line)])
  const progress = known?.order.state.kind === 'fulfilling' ? known.order.state.progress : null
  if (progress === null || progress.by.kind !== 'wholesale') return 'over'
  const { iccid } = present(state.line, 'an order has its line').sim
  const { supplier: name, plan } = progress.by
  const supplier = app.suppliers?.get(name)
  const told = await ask(supplier, { key: id, iccid, plan, step })
  const { usage, askAt } = await usageOnceDone(app, supplier, { told, iccid })
  const learned = await app.door.ask(
    learnSupply,
    {
      line,
      order: id,
      ids: fulfilIds(app.ids),
      told,
      supplier: name,
      wasReading: step.kind === 'read',
      knowsKeys: supplier?.knowsKeys ?? false,
      usage,
      askAt,
    },
    SYSTEM,
  )
  if (!learned.ok) throw new DoorBusy(learned.refusal.code)
  return learned.value === 'waits' && isAway(told) ? 'away' : learned.value
}

function isAway(told: ToldTopUp): boolean {
  if (told.kind !== 'later' && told.kind !== 'unknown') return false
  return told.why === 'unreachable' || told.why === 'rate_limited' || told.why === 'signed_out'
}

/** Its wholesaler is not asked now: another order's question was not answered. */
export async function putOff(app: App, { line, order }: FulfilmentRef): Promise<void> {
  const put = { line, order, seconds: SUPPLIER_AWAY_SECONDS }
  const answer = await app.door.ask(putOffSupply, put, SYSTEM)
  if (!answer.ok) throw new DoorBusy(answer.refusal.code)
}

function ask(
  supplier: WholesaleSupplier | undefined,
  asked: {
    readonly key: FulfilmentRef['order']
    readonly iccid: Iccid
    readonly plan: string
  } & Pick<Asking, 'step'>,
): Promise<ToldTopUp> {
  const { step, key, iccid, plan } = asked
  if (supplier === undefined) {
    const seconds = SUPPLIER_MISSING_SECONDS
    return Promise.resolve({ kind: 'later', why: 'unreachable', seconds })
  }
  if (step.kind === 'ask') return supplier.topUp({ key, iccid, plan })
  return supplier.readTopUp({ key, ref: step.ref, iccid })
}

/** The end and what is left are read as soon as the data is there, where the limit allows it. */
async function usageOnceDone(
  app: App,
  supplier: WholesaleSupplier | undefined,
  { told, iccid }: { readonly told: ToldTopUp; readonly iccid: Iccid },
): Promise<{ readonly usage: ToldUsage | null; readonly askAt: Instant }> {
  if (supplier === undefined || told.kind !== 'done') return { usage: null, askAt: app.clock.now() }
  return usageOf(app, supplier, iccid)
}

async function usageOf(app: App, supplier: WholesaleSupplier, iccid: Iccid) {
  const answer = await supplier.readUsage(iccid)
  const now = app.clock.now()
  if (answer.kind === 'later') return { usage: null, askAt: plusSeconds(now, answer.seconds) }
  return { usage: answer.usage, askAt: plusSeconds(now, supplier.usageEverySeconds) }
}

/** Asks what is left on a card and writes it down; or when it may be asked. False: no answer. */
export async function refreshUsage(app: App, card: UsageToAsk): Promise<boolean> {
  const { line: known } = await app.reads.line(card.line)
  if (known === null) return true
  const supplier = app.suppliers?.get(card.supplier)
  const heard =
    supplier === undefined
      ? { usage: null, askAt: plusSeconds(app.clock.now(), SUPPLIER_MISSING_SECONDS) }
      : await usageOf(app, supplier, known.sim.iccid)
  await writeUsage(app, card, heard)
  return heard.usage !== null
}

/** Its wholesaler is not asked now. */
export function putOffUsage(app: App, card: UsageToAsk): Promise<void> {
  const askAt = plusSeconds(app.clock.now(), SUPPLIER_AWAY_SECONDS)
  return writeUsage(app, card, { usage: null, askAt })
}

async function writeUsage(
  app: App,
  { line, supplier }: UsageToAsk,
  heard: { readonly usage: ToldUsage | null; readonly askAt: Instant },
): Promise<void> {
  const answer = await app.door.ask(hearUsage, { line, supplier, ...heard }, SYSTEM)
  if (!answer.ok) throw new DoorBusy(answer.refusal.code)
}

/**
 * A wholesaler says that something moved for a card. It is believed in no more than that: the
 * orders that wait are read again, and what is left is.
 */
export async function hearEvent(
  app: App,
  told: { readonly supplier: SupplierName; readonly event: SupplierEvent },
): Promise<void> {
  if (told.event.kind !== 'card') return
  const found = await app.reads.find('iccid', told.event.iccid)
  if (found?.home.kind !== 'line') return
  const line = found.home.id
  const { orders, packs } = await app.reads.line(line)
  for (const order of orders) {
    const by = order.state.kind === 'fulfilling' ? order.state.progress.by : null
    if (by?.kind !== 'wholesale' || by.supplier !== told.supplier) continue
    await lookEarlier(app, { line, order: order.id })
  }
  const now = app.clock.now()
  const mayAsk = packs.some(({ elsewhere }) => {
    const askAt = elsewhere?.by.kind === 'wholesale' ? elsewhere.askAt : null
    return askAt !== null && Temporal.Instant.compare(askAt, now) <= 0
  })
  if (mayAsk) await refreshUsage(app, { line, supplier: told.supplier })
}

/** An order that was asked for already is read before its time. */
async function lookEarlier(app: App, ref: FulfilmentRef): Promise<void> {
  const known = await app.reads.order(ref.line, ref.order)
  if (known?.order.state.kind !== 'fulfilling') return
  const { asked, ref: supplierRef } = known.order.state.progress
  if (asked === null) return
  await askSupplier(app, { ...ref, step: { kind: 'read', ref: supplierRef } })
}
