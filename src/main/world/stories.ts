/** What happened to one line of the demo world, step by step, put on the agenda. */
import { endOrder } from '../../app/orders/end-order.ts'
import { orderIds } from '../../app/orders/minted.ts'
import { placeOrder } from '../../app/orders/place-order.ts'
import { renewByPartner, type RenewByPartner } from '../../app/orders/renew-by-partner.ts'
import { reportLost, setRecognition } from '../../app/lines/manage-line.ts'
import { chargeLine } from '../../app/charging/charge-line.ts'
import type { Origin } from '../../app/origin.ts'
import { assert, present } from '../../domain/basics/assert.ts'
import { bytes, NO_BYTES, plus, type Bytes } from '../../domain/basics/data-volume.ts'
import type { OrderId, OfferId } from '../../domain/basics/ids.ts'
import {
  earlier,
  isBefore,
  microsOf,
  plusMinutes,
  plusSeconds,
  type Instant,
} from '../../domain/basics/time.ts'
import { currentOffer, termsInForce } from '../../domain/catalogue/catalogue.ts'
import type { Offer } from '../../domain/catalogue/offer.ts'
import { validUntil } from '../../domain/catalogue/validity.ts'
import { QUOTA_RULES } from '../../domain/charging/quota.ts'
import { usageKey } from '../../domain/charging/request.ts'
import type { ChargingRequest } from '../../domain/charging/request.ts'
import { PAID_PLAINLY, type PlacingRequest } from '../../domain/order/placing.ts'
import { PAY_BY_MINUTES } from '../../domain/order/taking.ts'
import type { OpenedAccount } from './people.ts'
import type { SeededLine, Stage } from './stage.ts'
import { planUsage, type PlannedUse, type Stretch } from './usage-plan.ts'
import type { Step, Usage } from './world-file.ts'

const CANCELS_MINUTES_LATER = 4
const DAY_MICROS = 86_400_000_000n

export function planStory(
  stage: Stage,
  line: SeededLine,
  accounts: ReadonlyMap<string, OpenedAccount>,
): void {
  const holder = line.line.holder === null ? null : (accounts.get(line.line.holder) ?? null)
  const uses: PlannedUse[] = []
  for (const step of line.line.history) {
    const at = plusSeconds(stage.now, -step.agoSeconds)
    if (step.kind === 'buys') {
      const offer = offerAt(stage, step.offer, at)
      buyLater(stage, line, { offer, at })
      if (step.usage !== null) uses.push(plannedUse(offer, step.usage, { at, now: stage.now }))
    } else if (step.kind === 'uses') {
      const until = plusSeconds(at, step.overSeconds)
      uses.push({ from: at, until, bytes: step.bytes })
    } else {
      actLater(stage, line, { step, at, holder: present(holder, 'only a holder does that') })
    }
  }
  const { now, chance } = stage
  const stretches = planUsage(uses, { now, chance })
  for (const [index, stretch] of stretches.entries()) {
    const isLast = index === stretches.length - 1
    const address = isLast ? line.line.connected : null
    reportLater(stage, line, { stretch, number: index + 1, address })
  }
}

function offerAt({ ports }: Stage, id: OfferId, at: Instant): Offer {
  return present(
    currentOffer(ports.catalogue, id, at),
    `offer ${id} is on sale at ${at.toString()}`,
  )
}

/** To the offer's own end where nothing else is said. */
function plannedUse(
  offer: Offer,
  { amount, overSeconds }: Usage,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): PlannedUse {
  const ownEnd = validUntil(offer.grant.validity, at) ?? now
  const until = overSeconds === null ? earlier(ownEnd, now) : plusSeconds(at, overSeconds)
  const from = at
  const used =
    amount.kind === 'bytes' ? amount.bytes : shareOf(offer, amount.percent, { from, until })
  return { from, until, bytes: used }
}

function shareOf(
  { id, grant }: Offer,
  percent: number,
  span: { readonly from: Instant; readonly until: Instant },
): Bytes {
  const { allowance } = grant
  assert(allowance.kind !== 'unlimited', `${id} is unlimited: say how many GB are used`)
  if (allowance.kind === 'total') return bytes((allowance.bytes * BigInt(percent)) / 100n)
  const micros = microsOf(span.until) - microsOf(span.from)
  return bytes((allowance.bytesPerDay * BigInt(percent) * micros) / (100n * DAY_MICROS))
}

function buyLater(
  stage: Stage,
  line: SeededLine,
  { offer, at }: { readonly offer: Offer; readonly at: Instant },
): void {
  const { ids, ports, world } = stage
  const receipt = `${world.name}-${ids.next<OrderId>().slice(-12)}`
  const origin: Origin = { channel: 'api', actor: `api_key:${ports.partner}`, key: receipt }
  stage.agenda.at(at, async () => {
    const input: RenewByPartner = {
      line: line.id,
      request: {
        ...askedFor(stage, offer, at),
        method: 'partner',
        provider: 'partner',
        channel: 'api',
        buyer: { kind: 'api_key', apiKey: ports.partner },
        person: null,
      },
      partnerReference: receipt,
      ids: orderIds(ids),
    }
    await stage.ask(renewByPartner, input, origin)
  })
}

/** What the buyer saw and agreed to, in the plainest form. */
function askedFor({ ports }: Stage, offer: Offer, at: Instant) {
  const { id, version, price, name } = offer
  const terms = termsInForce(ports.catalogue, at)
  return {
    ...PAID_PLAINLY,
    offer: { id, version },
    shownPrice: price,
    acceptedTerms: terms.map(({ kind, version, hash }) => ({ kind, version, hash })),
    shown: {
      language: 'en',
      lines: [
        { label: 'Pack', value: name.en },
        { label: 'Price, tax included', value: `JPY ${price}` },
        { label: 'Terms', value: terms.map((one) => one.title.en).join(', ') },
      ],
      button: `Pay JPY ${price}`,
    },
    startNow: false,
  } as const satisfies Partial<PlacingRequest>
}

type HolderStep = Extract<Step, { kind: 'orders' | 'reports' }>

function actLater(
  stage: Stage,
  line: SeededLine,
  given: { readonly step: HolderStep; readonly at: Instant; readonly holder: OpenedAccount },
): void {
  const { step, at, holder } = given
  assert(isBefore(holder.holdsFrom, at), `${line.line.holder} holds the line before acting on it`)
  const origin: Origin = { channel: 'web', actor: `account:${holder.id}`, key: null }
  const act = { line: line.id, account: holder.id }
  if (step.kind === 'orders') return orderLater(stage, line, { step, at, holder })
  stage.agenda.at(at, async () => {
    if (step.what === 'lost') await stage.ask(reportLost, act, origin)
    else await stage.ask(setRecognition, { ...act, recognition: 'off' }, origin)
  })
}

function orderLater(
  stage: Stage,
  line: SeededLine,
  given: {
    readonly step: Extract<Step, { kind: 'orders' }>
    readonly at: Instant
    readonly holder: OpenedAccount
  },
): void {
  const { step, at, holder } = given
  const { ids, agenda } = stage
  const order = ids.next<OrderId>()
  const origin: Origin = { channel: 'web', actor: `account:${holder.id}`, key: order }
  agenda.at(at, async () => {
    const request = {
      ...askedFor(stage, offerAt(stage, step.offer, at), at),
      method: 'card',
      provider: 'stripe',
      channel: 'web',
      buyer: { kind: 'account', account: holder.id },
      person: holder.person,
    } as const
    await stage.ask(
      placeOrder,
      { line: line.id, request, ids: { ...orderIds(ids), order } },
      origin,
    )
  })
  if (step.ending === 'waits') return
  const why = step.ending === 'cancels' ? 'cancelled' : 'expired'
  const later = step.ending === 'cancels' ? CANCELS_MINUTES_LATER : PAY_BY_MINUTES + 1
  agenda.at(plusMinutes(at, later), async () => {
    await stage.ask(endOrder, { line: line.id, order, why }, { ...origin, key: null })
  })
}

/** One data session: a start, interim reports, and a stop unless it is still connected. */
function reportLater(
  stage: Stage,
  line: SeededLine,
  given: { readonly stretch: Stretch; readonly number: number; readonly address: string | null },
): void {
  const { stretch, number, address } = given
  const { peer } = stage.world.radius
  const sessionKey = `${line.loaded.iccid.slice(-8)}-${number}`
  const common = { ...QUIET, peer, sessionKey, framedAddress: address } as const
  const send = (request: ChargingRequest, at: Instant) => {
    const origin: Origin = { channel: 'network', actor: `network:${peer}`, key: usageKey(request) }
    stage.agenda.at(at, async () => {
      const ids = { session: stage.ids.next(), record: stage.ids.next() } as const
      const input = { line: line.id, request, rules: QUOTA_RULES, ids }
      await stage.ask(chargeLine, input, origin)
    })
  }
  send({ ...common, moment: 'start', sequence: 'start' }, stretch.from)
  let counted: Bytes = NO_BYTES
  for (const [index, { at, bytes: used }] of stretch.reports.entries()) {
    counted = plus(counted, used)
    const isOver = index === stretch.reports.length - 1 && address === null
    const moment = isOver ? 'end' : 'update'
    const endReason = isOver ? 'User-Request' : null
    const services = [{ ratingGroup: null, usedBytes: counted, wants: null }]
    send({ ...common, moment, sequence: `${index + 1}`, services, endReason }, at)
  }
}

const QUIET = {
  protocol: 'radius',
  subscriber: { imsi: null, msisdn: null, iccid: null },
  counting: 'since_session_start',
  number: null,
  wrapsAt: null,
  services: [],
  delaySeconds: 0,
  coveredSeconds: 0,
  claimedAt: null,
  reach: null,
  framedIpv6Prefix: null,
  endReason: null,
} as const
