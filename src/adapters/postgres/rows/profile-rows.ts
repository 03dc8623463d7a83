/** eSIM profiles as rows, and back. */
import { fromJson } from '../../../domain/basics/json.ts'
import { nextStep, orderedAt, type SimProfile } from '../../../domain/esim/sim-profile.ts'
import type { Row, TableShape } from './table.ts'

export const SIM_PROFILES: TableShape = {
  name: 'sim_profiles',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    iccid: 'text',
    eid: 'text',
    smdp: 'text',
    sealed_matching_id: 'text',
    ordered_by: 'uuid',
    ordered_at: 'timestamptz',
    state: 'text',
    steps: 'jsonb',
    asked: 'text[]',
    refusal: 'jsonb',
    moved_at: 'timestamptz',
    waits_for_server: 'boolean',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function simProfileRow(profile: SimProfile): Row {
  return {
    home_id: profile.line,
    id: profile.id,
    iccid: profile.iccid,
    eid: profile.eid,
    smdp: profile.smdp,
    sealed_matching_id: profile.sealedMatchingId,
    ordered_by: profile.orderedBy,
    ordered_at: orderedAt(profile),
    state: profile.state,
    steps: profile.steps,
    asked: profile.asked,
    refusal: profile.refusal,
    moved_at: profile.steps.at(-1)?.at,
    waits_for_server: nextStep(profile) !== null,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function simProfileOf(row: Row): SimProfile {
  return {
    id: row['id'],
    line: row['home_id'],
    iccid: row['iccid'],
    eid: row['eid'],
    smdp: row['smdp'],
    sealedMatchingId: row['sealed_matching_id'],
    orderedBy: row['ordered_by'],
    state: row['state'],
    steps: fromJson(row['steps']),
    asked: row['asked'],
    refusal: fromJson(row['refusal']),
  } as SimProfile
}
