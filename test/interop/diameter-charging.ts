/**
 * Charging kept in memory, for tests of gateways alone: balances by IMSI, a grant for each wish, a
 * repeat answered as before. Not the product's charging: no packs, no time, no reservations that
 * outlive a session.
 */
import type { Admission, Charging } from '../../src/app/charging/ports.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type {
  ChargingAnswer,
  ChargingRequest,
  PeerRestart,
  ServiceGrant,
} from '../../src/domain/charging/request.ts'

const SLICE = 1_000_000n
const SECONDS = 3_600

export interface MemoryCharging extends Charging {
  /** By IMSI: what is left. Who is not here is unknown. */
  readonly balances: Map<string, bigint>
  readonly requests: ChargingRequest[]
  readonly restarts: PeerRestart[]
  /** By session key: what was reported. */
  readonly used: Map<string, bigint>
  /** Answers wait for this. */
  gate: Promise<void> | null
  answersBusy: boolean
  throws: boolean
  /** What every wish gets instead. */
  grants: ServiceGrant | null
}

export function memoryCharging(balances: Readonly<Record<string, bigint>> = {}): MemoryCharging {
  const answered = new Map<string, ChargingAnswer>()
  const charging: MemoryCharging = {
    balances: new Map(Object.entries(balances)),
    requests: [],
    restarts: [],
    used: new Map(),
    gate: null,
    answersBusy: false,
    throws: false,
    grants: null,
    async charge(request) {
      charging.requests.push(request)
      if (charging.gate !== null) await charging.gate
      if (charging.throws) throw new Error('the store is away')
      if (charging.answersBusy) return { kind: 'busy' }
      const key = `${request.peer}|${request.sessionKey}|${request.sequence}`
      const before = answered.get(key)
      if (before?.kind === 'recorded') return { ...before, replayed: true }
      const answer = decide(charging, request)
      answered.set(key, answer)
      return answer
    },
    async peerRestarted(restart) {
      charging.restarts.push(restart)
      return { kind: 'recorded', replayed: false, services: [] }
    },
    async admit({ imsi }): Promise<Admission> {
      const left = charging.balances.get(imsi ?? '')
      if (left === undefined) return { kind: 'unknown_subscriber' }
      const entitlement = left > 0n ? { kind: 'full', kbps: null } : { kind: 'portal_only' }
      return { kind: 'known', entitlement, seconds: null } as Admission
    },
  }
  return charging
}

function decide(charging: MemoryCharging, request: ChargingRequest): ChargingAnswer {
  const imsi = request.subscriber.imsi ?? ''
  if (!charging.balances.has(imsi)) return { kind: 'unknown_subscriber' }
  const services = request.services.map(({ ratingGroup, usedBytes, wants }) => {
    const used = usedBytes ?? 0n
    const left = charging.balances.get(imsi) ?? 0n
    const rest = left > used ? left - used : 0n
    charging.balances.set(imsi, rest)
    const before = charging.used.get(request.sessionKey) ?? 0n
    charging.used.set(request.sessionKey, before + used)
    return { ratingGroup, grant: wants === null ? null : grantOf(charging, rest, wants.bytes) }
  })
  return { kind: 'recorded', replayed: false, services }
}

function grantOf(charging: MemoryCharging, left: bigint, wanted: bigint | null): ServiceGrant {
  if (charging.grants !== null) return charging.grants
  if (left === 0n) return { kind: 'empty' }
  const asked = wanted !== null && wanted > 0n && wanted < SLICE ? wanted : SLICE
  const size = asked < left ? asked : left
  const last = size === left ? 'portal_only' : null
  return { kind: 'granted', bytes: bytes(size), kbps: null, seconds: SECONDS, last }
}
