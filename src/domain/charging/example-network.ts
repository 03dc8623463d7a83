/**
 * One line and the sessions that charge it, as the tests of this folder tell their stories. Byte
 * counts are small enough to add up in the head. Not used by the product.
 */
import { NETWORK } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { bytes } from '../basics/data-volume.ts'
import type { DataSessionId, UsageRecordId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { Network } from '../catalogue/offer.ts'
import type { Line } from '../line/line.ts'
import { credit, type Credited } from './crediting.ts'
import type { DataSession } from './data-session.ts'
import { enforce, type Enforced } from './enforcing.ts'
import type { QuotaRules } from './quota.ts'
import { isSameSession, type ChargingRequest, type ServiceAnswer } from './request.ts'
import { EXAMPLE_LINE } from '../line/example-line.ts'

/** At most 40 bytes at once, at least 10, a quarter of what is left, for an hour. */
export const RULES: QuotaRules = {
  sliceMax: bytes(40),
  sliceMin: bytes(10),
  parts: 4,
  seconds: 3_600,
}

/** What one rating group tells and asks; `wants` true leaves the size to us. */
export interface Asking {
  readonly group?: number | null
  readonly used?: number
  readonly wants?: number | true
}

type Asked = Partial<Omit<ChargingRequest, 'services'>> & { readonly now: Instant }

export class ExampleNetwork {
  line: Line = EXAMPLE_LINE
  network: Network
  packs: readonly Pack[]
  sessions: readonly DataSession[] = []
  #minted = 0

  constructor(packs: readonly Pack[], network: Network = NETWORK) {
    this.packs = packs
    this.network = network
  }

  /** A request of a credit-control peer; numbered in the order of asking unless told otherwise. */
  ask({ now, ...asked }: Asked, ...services: readonly Asking[]): Credited {
    this.#minted += 1
    const request = requestOf(asked, this.#minted, services)
    const session = this.sessions.find((one) => isSameSession(one, request)) ?? null
    const ids = {
      session: `session ${this.#minted}` as DataSessionId,
      record: `record ${this.#minted}` as UsageRecordId,
    }
    const { line, network, packs } = this
    const credited = credit({ line, network, packs, session }, request, { now, rules: RULES, ids })
    this.packs = credited.packs
    const others = this.sessions.filter((one) => one !== session)
    this.sessions = [...others, credited.session]
    return credited
  }

  /** A report of counters since the session began, as RADIUS tells it. */
  report({ now, ...asked }: Asked, counted: number | null): Credited {
    const counters = counted === null ? [] : [{ used: counted }]
    const radius = { protocol: 'radius', counting: 'since_session_start' } as const
    return this.ask({ ...radius, now, ...asked }, ...counters)
  }

  enforce(now: Instant): Enforced {
    const enforced = enforce(this, now)
    this.packs = enforced.packs
    this.sessions = enforced.sessions
    return enforced
  }

  get session(): DataSession {
    const [only] = this.sessions
    if (only === undefined || this.sessions.length > 1) throw new Error('there is one session')
    return only
  }

  put(session: DataSession): void {
    this.sessions = this.sessions.map((one) => (one.id === session.id ? session : one))
  }
}

function requestOf(
  asked: Omit<Asked, 'now'>,
  number: number,
  services: readonly Asking[],
): ChargingRequest {
  return {
    protocol: 'diameter',
    peer: 'pgw',
    moment: 'update',
    sessionKey: 'one',
    sequence: `${number}`,
    number,
    subscriber: { imsi: null, msisdn: null, iccid: null },
    counting: 'since_last_report',
    wrapsAt: null,
    delaySeconds: 0,
    coveredSeconds: 0,
    claimedAt: null,
    framedAddress: null,
    framedIpv6Prefix: null,
    endReason: null,
    reach: null,
    ...asked,
    services: services.map(({ group = null, used, wants }) => ({
      ratingGroup: group,
      usedBytes: used === undefined ? null : bytes(used),
      wants: wants === undefined ? null : { bytes: wants === true ? null : bytes(wants) },
    })),
  }
}

/** Granted bytes, or why none were. */
export function granted({ record }: Credited): readonly (bigint | string | null)[] {
  return record.answer.map(({ grant }: ServiceAnswer) => {
    return grant === null ? null : grant.kind === 'granted' ? grant.bytes : grant.kind
  })
}
