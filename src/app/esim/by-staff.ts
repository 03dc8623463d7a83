/**
 * Staff order the eSIM profile of a line, give it up, and show its install code to whoever stands
 * before them. The SM-DP+ is asked afterwards (`saga.ts`).
 */
import type { LineId, SimProfileId, StaffId } from '../../domain/basics/ids.ts'
import type { SmdpAddress } from '../../domain/esim/install-code.ts'
import {
  cancelProfile,
  nextStep,
  orderProfile,
  type CancelProfileRefusal,
  type OrderProfileRefusal,
  type SimProfile,
} from '../../domain/esim/sim-profile.ts'
import type { Eid } from '../../domain/line/eid.ts'
import { identityMissing, type IdentityMissing } from '../../domain/line/changing.ts'
import { checksOfHolder } from '../../domain/line/past.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { byStaff } from '../staff/by-staff.ts'
import { inOwnName } from '../staff/in-own-name.ts'
import { findProfile, type ProfileRef } from './steps.ts'

export interface OrderProfile {
  readonly line: LineId
  readonly profile: SimProfileId
  readonly staff: StaffId
  readonly eid: Eid | null
  readonly smdp: SmdpAddress
  /** Under the operator's key. */
  readonly sealedMatchingId: string
}

const ordering: Command<OrderProfile, SimProfile, OrderProfileRefusal | IdentityMissing> = {
  name: 'order_profile',
  keyPlace: 'outcomes',
  reads: ['profiles', 'identity'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, eid }) => `${line}|${eid ?? ''}`,
  decide({ states, now }, input) {
    const { line, profiles, identityChecks } = states.lines.get(input.line) ?? NO_LINE
    const { profile: id, staff: orderedBy, eid, smdp, sealedMatchingId } = input
    const order = { id, orderedBy, eid, smdp, sealedMatchingId, now }
    const ordered = orderProfile(line, profiles, order)
    if (!ordered.ok) return refused(ordered.refusal)
    // Whoever has the code has the line's service: its holder stands here, or nobody holds it yet.
    const checks = line === null ? [] : checksOfHolder(line, identityChecks)
    const missing = line?.holder === null ? null : identityMissing(checks, { earlier: false, now })
    if (missing !== null) return refused(missing)
    const row = ordered.value
    return decided(row, {
      changes: [{ table: 'sim_profiles', row }],
      events: [{ name: 'profile_ordered', facts: { profile: id, bound: row.eid !== null } }],
      jobs: [advanceJob(row)],
    })
  },
}

export const orderProfileByStaff = inOwnName({ act: 'order_profile' }, ordering)

/** The saga goes on as soon as somebody has time for it. */
export function advanceJob({ line, id }: Pick<SimProfile, 'line' | 'id'>): Job {
  return { task: 'advance_profile', payload: { line, profile: id } }
}

const cancelling: Command<ProfileRef, SimProfile, CancelProfileRefusal> = {
  name: 'cancel_profile',
  keyPlace: 'outcomes',
  reads: ['profiles'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ profile }) => profile,
  decide({ states, now }, ref) {
    const before = findProfile(states, ref)
    const cancelled = cancelProfile(before, now)
    if (!cancelled.ok) return refused(cancelled.refusal)
    const row = cancelled.value
    if (row === before) return decided(row)
    return decided(row, {
      changes: [{ table: 'sim_profiles', row }],
      events: [{ name: `profile_${row.state}`, facts: { profile: row.id } }],
      jobs: nextStep(row) === null ? [] : [advanceJob(row)],
    })
  },
}

export const cancelProfileByStaff = byStaff({ act: 'order_profile' }, cancelling)

export type ShowCodeRefusal =
  | { readonly code: 'profile_unknown' }
  /** Not released yet, fetched already, or cancelled. */
  | { readonly code: 'no_code_to_show'; readonly state: SimProfile['state'] }

const showing: Command<ProfileRef, SimProfile, ShowCodeRefusal> = {
  name: 'show_install_code',
  keyPlace: 'outcomes',
  reads: ['profiles'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ profile }) => profile,
  decide: ({ states }, ref) => shown(findProfile(states, ref)),
}

/** That it was shown stands in the journal; the code does not. */
export function shown(profile: SimProfile | null) {
  if (profile === null) return refused({ code: 'profile_unknown' } as const)
  const { id, state } = profile
  if (state !== 'released') return refused({ code: 'no_code_to_show', state } as const)
  return decided(profile, { events: [{ name: 'install_code_shown', facts: { profile: id } }] })
}

export const showInstallCodeByStaff = byStaff({ act: 'order_profile' }, showing)
