/**
 * An eSIM profile that is ordered at an SM-DP+ for a line, from the wish to the phone. Not the Sim
 * of the line (`line/line.ts`): a profile is what a phone fetches to have that Sim. A renewal never
 * touches one.
 */
import { assert, present } from '../basics/assert.ts'
import type { LineId, SimProfileId, StaffId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import type { Eid } from '../line/eid.ts'
import type { Iccid } from '../line/iccid.ts'
import type { Line } from '../line/line.ts'
import type { DownloadNews, Es2Function, StatusCode, Verdict } from './es2plus.ts'
import type { SmdpAddress } from './install-code.ts'

export interface SimProfile {
  readonly id: SimProfileId
  readonly line: LineId
  readonly iccid: Iccid
  /** The phone's chip: given with the order, or told when the phone had it. */
  readonly eid: Eid | null
  /** Where the phone fetches it; as the SM-DP+ told it once the order was confirmed. */
  readonly smdp: SmdpAddress
  /** The matching id under the operator's key: with the address, it fetches the profile. */
  readonly sealedMatchingId: string
  /** Null: the line was given this Sim, and nobody at a counter asked. */
  readonly orderedBy: StaffId | null
  readonly state: ProfileState
  /** Every state that it has had, oldest first; the first is the wish. */
  readonly steps: readonly ProfileStep[]
  /** What was asked of the SM-DP+ at least once; written before it is asked. */
  readonly asked: readonly Es2Function[]
  /** What the SM-DP+ said no to, and how. */
  readonly refusal: ProfileRefusal | null
}

/**
 * ordered     wished; the SM-DP+ may or may not know of it
 * allocated   the SM-DP+ keeps the profile for us (Allocated, or Linked with an EID)
 * released    confirmed: the install code works
 * downloaded  a phone fetched it; nobody can fetch it again
 * installed   the phone said that it is there
 * cancelling  given up by us, not yet at the SM-DP+
 * cancelled   no phone can fetch it by this order
 */
export const PROFILE_STATES = [
  'ordered',
  'allocated',
  'released',
  'downloaded',
  'installed',
  'cancelling',
  'cancelled',
] as const
export type ProfileState = (typeof PROFILE_STATES)[number]

export interface ProfileStep {
  readonly state: ProfileState
  readonly at: Instant
}

export interface ProfileRefusal {
  readonly of: Es2Function
  readonly status: StatusCode
}

/**
 * A no to the order ends it; a no to its confirmation gives the profile back. What was given up can
 * have been fetched meanwhile. A phone can be quicker than the answer to our confirmation.
 */
const MOVES: Readonly<Record<ProfileState, readonly ProfileState[]>> = {
  ordered: ['allocated', 'downloaded', 'installed', 'cancelling', 'cancelled'],
  allocated: ['released', 'downloaded', 'installed', 'cancelling'],
  released: ['downloaded', 'installed', 'cancelling'],
  downloaded: ['installed'],
  installed: [],
  cancelling: ['cancelled', 'downloaded', 'installed'],
  cancelled: [],
}

export function canMove(from: ProfileState, to: ProfileState): boolean {
  return MOVES[from].includes(to)
}

/** When it was wished. */
export function orderedAt({ steps }: Pick<SimProfile, 'steps'>): Instant {
  return present(steps[0], 'the wish is the first step').at
}

/** It neither waits for the SM-DP+ nor for a phone. */
export function isOver({ state }: Pick<SimProfile, 'state'>): boolean {
  return state === 'installed' || state === 'downloaded' || state === 'cancelled'
}

function moved(profile: SimProfile, state: ProfileState, at: Instant): SimProfile {
  assert(canMove(profile.state, state), 'a profile goes only where its table says')
  return { ...profile, state, steps: [...profile.steps, { state, at }] }
}

export type OrderProfileRefusal =
  | { readonly code: 'line_unknown' }
  /** Its Sim is a card: an eSIM is given by replacing it. */
  | { readonly code: 'sim_is_a_card' }
  /** One is on its way or waits for the phone. */
  | { readonly code: 'profile_waits'; readonly state: ProfileState }
  /** A phone has this Sim, or had it: only another Sim can be fetched. */
  | { readonly code: 'profile_used' }
  /** The Sim is bound to another chip. */
  | { readonly code: 'other_eid' }

export interface ProfileOrder {
  readonly id: SimProfileId
  readonly eid: Eid | null
  readonly smdp: SmdpAddress
  readonly sealedMatchingId: string
  readonly orderedBy: StaffId | null
  readonly now: Instant
}

/** The profile of the Sim that the line has now. `profiles`: all of the line's. */
export function orderProfile(
  line: Line | null,
  profiles: readonly SimProfile[],
  order: ProfileOrder,
): Result<SimProfile, OrderProfileRefusal> {
  if (line === null) return refuse({ code: 'line_unknown' })
  if (line.sim.form !== 'esim') return refuse({ code: 'sim_is_a_card' })
  const own = profiles.filter(({ iccid }) => iccid === line.sim.iccid)
  const used = own.find(({ state }) => state === 'downloaded' || state === 'installed')
  if (used !== undefined) return refuse({ code: 'profile_used' })
  const waits = own.find((one) => !isOver(one))
  if (waits !== undefined) return refuse({ code: 'profile_waits', state: waits.state })
  const { now, eid, ...given } = order
  if (line.sim.eid !== null && eid !== null && line.sim.eid !== eid) {
    return refuse({ code: 'other_eid' })
  }

  // From here ordering must succeed.
  return accept({
    ...given,
    line: line.id,
    iccid: line.sim.iccid,
    eid: eid ?? line.sim.eid,
    state: 'ordered',
    steps: [{ state: 'ordered', at: now }],
    asked: [],
    refusal: null,
  })
}

/** What the SM-DP+ is to be asked next; null: nothing. */
export function nextStep({ state, refusal }: SimProfile): Es2Function | null {
  if (state === 'ordered') return 'download_order'
  if (state === 'allocated') return 'confirm_order'
  // A no to the cancelling itself is for people to look into.
  return state === 'cancelling' && refusal?.of !== 'cancel_order' ? 'cancel_order' : null
}

/** Before it is asked: whoever comes after a crash knows that it may have been. */
export function stepAsked(profile: SimProfile, step: Es2Function): SimProfile {
  return profile.asked.includes(step) ? profile : { ...profile, asked: [...profile.asked, step] }
}

/**
 * Whether a no of the SM-DP+ can come of what was asked before: the same, whose answer nobody
 * heard, or an order that may never have reached it and is to be cancelled.
 */
export function isInDoubt({ asked, steps }: SimProfile, step: Es2Function): boolean {
  const wasAllocated = steps.some(({ state }) => state === 'allocated')
  return asked.includes(step) || (step === 'cancel_order' && !wasAllocated)
}

/** What the SM-DP+ says of the order once it is confirmed; null: nothing, so ours stand. */
export interface Confirmed {
  readonly smdp: SmdpAddress | null
  readonly sealedMatchingId: string | null
}

/** The profile after an answer; the same one where the answer is late or says nothing. */
export function learnStep(
  profile: SimProfile,
  told: {
    readonly step: Es2Function
    readonly verdict: Verdict
    readonly confirmed: Confirmed | null
    readonly now: Instant
  },
): SimProfile {
  const { step, verdict, now } = told
  if (verdict.kind === 'unknown' || nextStep(profile) !== step) return profile
  if (verdict.kind === 'refused') {
    const refusal: ProfileRefusal = { of: step, status: verdict.status }
    if (step === 'cancel_order') return { ...profile, refusal }
    const state = step === 'download_order' ? 'cancelled' : 'cancelling'
    return { ...moved(profile, state, now), refusal }
  }
  switch (step) {
    case 'download_order':
      return moved(profile, 'allocated', now)
    case 'confirm_order':
      return {
        ...moved(profile, 'released', now),
        smdp: told.confirmed?.smdp ?? profile.smdp,
        sealedMatchingId: told.confirmed?.sealedMatchingId ?? profile.sealedMatchingId,
      }
    case 'cancel_order':
      return moved(profile, verdict.kind === 'fetched' ? 'downloaded' : 'cancelled', now)
  }
}

export type CancelProfileRefusal =
  | { readonly code: 'profile_unknown' }
  /** A phone has it. */
  | { readonly code: 'profile_used' }

/** Also asks again where the SM-DP+ said no to cancelling before. */
export function cancelProfile(
  profile: SimProfile | null,
  now: Instant,
): Result<SimProfile, CancelProfileRefusal> {
  if (profile === null) return refuse({ code: 'profile_unknown' })
  const { state, asked, refusal } = profile
  if (state === 'downloaded' || state === 'installed') return refuse({ code: 'profile_used' })
  if (state === 'cancelled') return accept(profile)
  if (state === 'cancelling') {
    if (refusal?.of !== 'cancel_order') return accept(profile)
    // A wish of its own, so that it is asked under a name of its own.
    const steps = [...profile.steps, { state, at: now }]
    return accept({ ...profile, refusal: null, steps })
  }
  // What the SM-DP+ never heard of is given up at once.
  const isUnheard = state === 'ordered' && asked.length === 0
  return accept(moved(profile, isUnheard ? 'cancelled' : 'cancelling', now))
}

/** The same profile where the news is old, of a failure, or of what was cancelled. */
export function hearNews(profile: SimProfile, news: DownloadNews, now: Instant): SimProfile {
  const { what, succeeded } = news
  if (what === 'other' || !succeeded || !canMove(profile.state, what)) return profile
  return { ...moved(profile, what, now), eid: profile.eid ?? news.eid }
}

/** The one that the line's present Sim goes by: the newest of it; null where there is none. */
export function profileOfSim(
  { sim }: Pick<Line, 'sim'>,
  profiles: readonly SimProfile[],
): SimProfile | null {
  return profiles.findLast(({ iccid }) => iccid === sim.iccid) ?? null
}
