/**
 * Lines with mandates over one store, a bank that does as it is told, and time that passes from one
 * due instant to the next with every sweep that the product runs. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import assert from 'node:assert/strict'
import type { App } from '../../src/app/app.ts'
import type { DoorStore } from '../../src/app/door/store.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { SYSTEM, type Origin } from '../../src/app/origin.ts'
import { readNotice } from '../../src/app/notices/notice-job.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { endMandate, setMandate } from '../../src/app/renewal/manage-mandate.ts'
import { cancelPayment } from '../../src/app/sagas/paying.ts'
import { renewWhatIsDue } from '../../src/app/sweeps/auto-renewal.ts'
import { tellOfChangedTerms } from '../../src/app/sweeps/terms.ts'
import { reconcilePayments } from '../../src/app/sweeps/asking.ts'
import { expireOrders } from '../../src/app/sweeps/orders.ts'
import type {
  AccountId,
  AgreementId,
  KeptMethodId,
  LineId,
  MandateId,
  OfferId,
  OrderId,
  PaymentId,
  PersonId,
  PointsLotId,
} from '../../src/domain/basics/ids.ts'
import type { Terms } from '../../src/domain/agreement/agreement.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { isBefore, plusDays, plusSeconds, type Instant } from '../../src/domain/basics/time.ts'
import { offerKey, type Catalogue } from '../../src/domain/catalogue/catalogue.ts'
import type { Offer } from '../../src/domain/catalogue/offer.ts'
import type { KeptMethod } from '../../src/domain/payment/kept-method.ts'
import type { MandateRequest } from '../../src/domain/renewal/agreeing.ts'
import type { Mandate } from '../../src/domain/renewal/mandate.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  partnerRenewal,
  START,
  TERMS,
  usageReport,
} from '../contracts/catalogue.ts'
import { writeRows, type OpenStore } from '../contracts/stores.ts'
import { ScriptedBank } from './scripted-bank.ts'

/** 24 hours and a gigabyte for 550 yen, and the same to automatic renewal only. */
export const AUTO_DAY: Offer = { ...DAY, id: 'auto-day' as OfferId, channels: ['auto'] }
export const AUTO_WEEK: Offer = { ...AUTO_DAY, id: 'auto-week' as OfferId, length: 'weekly' }
export const AUTO_MONTH: Offer = { ...AUTO_DAY, id: 'auto-month' as OfferId, length: 'monthly' }
const GIGABYTE = 1_000_000_000

/** A month of looks and more. */
const LOOKS_MAX = 2_000
/** Sweeps that nothing is due for still run now and then. */
const SWEEP_SECONDS = 3_600

/** Several share one store: each mints ids of its own. */
let worlds = 100

export interface Held {
  readonly line: LineId
  readonly account: AccountId
  readonly means: KeptMethodId
}

export async function openRenewals(open: OpenStore) {
  const world = new RenewalWorld(open)
  return { world, held: await world.line() }
}

export class RenewalWorld {
  readonly open: OpenStore
  readonly clock = createTestClock()
  readonly ids = createTestIds((worlds += 1))
  readonly bank = new ScriptedBank(() => this.clock.now())
  readonly app: App
  offers: readonly Offer[] = [AUTO_DAY, AUTO_WEEK, AUTO_MONTH]
  terms: readonly Terms[] = CATALOGUE.terms
  /** Kinds of the notices that were enqueued, oldest first. */
  readonly told: string[] = []
  readonly lines: Held[] = []
  #sequence = 0

  constructor(open: OpenStore) {
    this.open = open
    this.app = this.process()
  }

  /** A process of the product on these rows. */
  process(store: DoorStore = this.open.store): App {
    const { clock, ids } = this
    const catalogue = () => this.catalogue()
    const door = createDoor({ clock, ids, catalogue, store })
    const parts = { door, reads: this.open.reads, clock, ids, catalogue }
    const outside = {
      providers: new Map([['stripe', this.bank]]),
      providerTroubles: () => new Set(),
      portalUrl: 'http://127.0.0.1',
      interimSeconds: 300,
      limits: createMemoryLimits(),
    }
    return { ...parts, ...outside } as unknown as App
  }

  catalogue(): Catalogue {
    const offers = new Map(CATALOGUE.offers)
    for (const offer of this.offers) offers.set(offerKey(offer), offer)
    return { ...CATALOGUE, offers, terms: this.terms }
  }

  /** A line of an account with a kept card; its first pack runs for a day from now. */
  async line(points = 0): Promise<Held> {
    const { ids } = this
    const [line, account, means] = [
      ids.next<LineId>(),
      ids.next<AccountId>(),
      ids.next<KeptMethodId>(),
    ]
    const now = this.clock.now()
    const lot = {
      id: ids.next<PointsLotId>(),
      account,
      source: { kind: 'goodwill', order: null },
      granted: yen(points),
      left: yen(points),
      grantedAt: now,
      expiresAt: plusDays(now, 365),
    } as const
    const homes = [
      { kind: 'line', id: line },
      { kind: 'account', id: account },
    ] as const
    await this.app.door.ask(
      writeRows,
      {
        homes,
        changes: [
          { table: 'lines', row: { ...freshLine(line), holder: account } },
          { table: 'kept_methods', row: keptCard(account, means, now) },
          ...(points === 0 ? [] : [{ table: 'points_lots', row: lot } as const]),
        ],
      },
      SYSTEM,
    )
    const held = { line, account, means }
    this.lines.push(held)
    await this.buy(held)
    return held
  }

  async buy({ line }: Held): Promise<void> {
    const origin = { channel: 'api', actor: 'system', key: null } as const
    const bought = await this.app.door.ask(renewByPartner, partnerRenewal(line, this.ids), origin)
    assert.ok(bought.ok, JSON.stringify(bought))
  }

  async mandate(held: Held, wish: Partial<MandateRequest> = {}, offer = AUTO_DAY) {
    const { line, account, means } = held
    const request: MandateRequest = {
      account,
      person: account as string as PersonId,
      offer: { id: offer.id, version: offer.version },
      shownPrice: offer.price,
      acceptedTerms: [{ kind: TERMS.kind, version: TERMS.version, hash: TERMS.hash }],
      means: { kind: 'kept', method: means },
      trigger: { kind: 'at_end' },
      monthlyCap: yen(100_000),
      noticeHours: 0,
      ...wish,
    }
    const shown = { language: 'en', lines: [], button: 'Agree' } as const
    const ids = {
      mandate: this.ids.next<MandateId>(),
      agreement: this.ids.next<AgreementId>(),
    }
    return this.app.door.ask(
      setMandate,
      { line, request, order: null, shown, channel: 'web', ids },
      ownerOf(held),
    )
  }

  /** The store goes on to the next story: nothing of this one is due there. */
  async leave(): Promise<void> {
    for (const held of this.lines) {
      const { line, account } = held
      const order = (await this.standing(held))?.attempt?.order ?? null
      await this.app.door.ask(endMandate, { line, account, order }, ownerOf(held))
    }
  }

  standing(held: Held): Promise<Mandate | null> {
    return this.open.reads.line(held.line).then(({ mandate }) => mandate)
  }

  async lastMandate({ line }: Held): Promise<Mandate> {
    const [last] = await this.open.reads.mandates(line, 1)
    assert.ok(last !== undefined)
    return last
  }

  async orders({ line }: Held) {
    const all = await this.open.reads.orders(line, { limit: 100, before: null })
    return all.filter(({ order }) => order.channel === 'auto').toReversed()
  }

  /** The packs of automatic renewals, in the order of their delivery. */
  async renewed({ line }: Held) {
    const packs = await this.open.packs(line)
    const orders = new Set((await this.orders({ line } as Held)).map(({ order }) => order.id))
    return packs.filter(({ order }) => order !== null && orders.has(order))
  }

  async use({ line }: Held, count: number): Promise<void> {
    this.#sequence += 1
    const told = { sequence: String(this.#sequence), usedBytes: bytes(count) }
    const report = usageReport(line, this.ids, { ...told, counting: 'since_last_report' })
    const origin: Origin = {
      channel: 'network',
      actor: 'network:nas-1',
      key: `use ${this.#sequence}`,
    }
    const answer = await this.app.door.ask(chargeLine, report, origin)
    assert.ok(answer.ok)
    await this.sweep()
  }

  /** All but the bytes that are named. */
  useAllBut(held: Held, left: number): Promise<void> {
    return this.use(held, GIGABYTE - left)
  }

  async sweep(app = this.app): Promise<void> {
    await tellOfChangedTerms(app)
    await renewWhatIsDue(app)
    await expireOrders(app)
    await reconcilePayments(app)
    for (const { task, payload } of await this.open.takeJobs()) {
      if (task === 'notice') {
        const notice = readNotice(payload['notice'] ?? '')
        if (notice.kind.startsWith('auto_renewal')) this.told.push(notice.kind.slice(13))
        if (notice.kind === 'terms_changed') this.told.push(`terms ${notice.version}`)
      }
      const { line, order, payment } = payload as Record<string, string>
      const ref = { line: line as LineId, order: order as OrderId, payment: payment as PaymentId }
      if (task === 'cancel_checkout') await cancelPayment(app, ref)
    }
  }

  /** From one due instant to the next, with the sweeps in between. */
  async until(held: Held, to: Instant): Promise<void> {
    for (let looks = 0; ; looks += 1) {
      assert.ok(looks < LOOKS_MAX, 'looking comes to an end')
      await this.sweep()
      const now = this.clock.now()
      if (!isBefore(now, to)) return
      const mandate = await this.standing(held)
      const due = [mandate?.dueAt, mandate?.noticeAt].filter(
        (at) => at !== null && at !== undefined,
      )
      const next = [...due, plusSeconds(now, SWEEP_SECONDS), to].filter((at) => isBefore(now, at))
      this.clock.set(next.toSorted(Temporal.Instant.compare)[0] ?? to)
    }
  }

  origin(held: Held): Origin {
    return ownerOf(held)
  }

  mintOrder() {
    return orderIds(this.ids)
  }
}

function keptCard(account: AccountId, id: KeptMethodId, now: Instant): KeptMethod {
  const means = { customer: 'cus', token: `pm_${id}`, brand: 'visa', lastDigits: '4242' }
  return {
    id,
    account,
    provider: 'stripe',
    means: { ...means, expires: null },
    order: account as string as OrderId,
    keptAt: now,
    barred: null,
    forgottenAt: null,
    attempts: [],
  }
}

function ownerOf({ account }: Held): Origin {
  return { channel: 'web', actor: `account:${account}`, key: null }
}

/** A day of 24 hours after the start. */
export const FIRST_END = plusDays(START, 1)
