/**
 * What the saga writes before and after each call to the SM-DP+, and what the SM-DP+ tells by
 * itself. Idempotent by the profile's own state, so that none of them needs a key.
 */
import type { LineId, SimProfileId } from '../../domain/basics/ids.ts'
import type { DownloadNews, Es2Function, Verdict } from '../../domain/esim/es2plus.ts'
import {
  hearNews,
  learnStep,
  nextStep,
  stepAsked,
  type Confirmed,
  type SimProfile,
} from '../../domain/esim/sim-profile.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type States } from '../door/state.ts'

export interface ProfileRef {
  readonly line: LineId
  readonly profile: SimProfileId
}

export function findProfile(states: States, ref: ProfileRef): SimProfile | null {
  const { profiles } = states.lines.get(ref.line) ?? NO_LINE
  return profiles.find(({ id }) => id === ref.profile) ?? null
}

export interface BegunStep {
  readonly step: Es2Function
  /** Before the step was written down as asked now. */
  readonly profile: SimProfile
}

/** Null: nothing is left to be asked. */
export const beginStep: Command<ProfileRef, BegunStep | null, never> = {
  name: 'begin_profile_step',
  keyPlace: 'outcomes',
  reads: ['profiles'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ profile }) => profile,
  decide({ states }, ref) {
    const profile = findProfile(states, ref)
    const step = profile === null ? null : nextStep(profile)
    if (profile === null || step === null) return decided(null)
    const row = stepAsked(profile, step)
    if (row === profile) return decided({ step, profile })
    return decided({ step, profile }, { changes: [{ table: 'sim_profiles', row }] })
  },
}

export interface LearnStep extends ProfileRef {
  readonly step: Es2Function
  readonly verdict: Verdict
  readonly confirmed: Confirmed | null
}

/** Answers the profile as it now stands; null: it is not there. */
export const learnProfile: Command<LearnStep, SimProfile | null, never> = {
  name: 'learn_profile_step',
  keyPlace: 'outcomes',
  reads: ['profiles'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ profile, step }) => `${profile}|${step}`,
  decide({ states, now }, told) {
    const before = findProfile(states, told)
    if (before === null) return decided(null)
    return moved(before, learnStep(before, { ...told, now }))
  },
}

export interface HearProfileNews {
  readonly line: LineId
  readonly news: DownloadNews
}

/** Of the newest profile with that ICCID; news of none that is ours change nothing. */
export const hearProfileNews: Command<HearProfileNews, SimProfile | null, never> = {
  name: 'hear_profile_news',
  keyPlace: 'outcomes',
  reads: ['profiles'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ news }) => `${news.iccid}|${news.what}`,
  decide({ states, now }, { line, news }) {
    const { profiles } = states.lines.get(line) ?? NO_LINE
    const before = profiles.findLast(({ iccid }) => iccid === news.iccid) ?? null
    return before === null ? decided(null) : moved(before, hearNews(before, news, now))
  },
}

function moved(before: SimProfile, row: SimProfile) {
  if (row === before) return decided(row)
  const { id: profile, state, refusal } = row
  const said =
    refusal === null ? {} : { subject: refusal.status.subject, reason: refusal.status.reason }
  return decided(row, {
    changes: [{ table: 'sim_profiles', row }],
    events: [{ name: `profile_${state}`, facts: { profile, ...said } }],
  })
}
