/**
 * An ordered profile is brought on at the SM-DP+: write down what is asked, ask, write down what
 * came of it. Each step may be repeated and cut off anywhere: the call keeps its name, what stands
 * already counts as done, and what nobody knows is asked again. The job, the sweep and whoever
 * waits at a counter all walk the same steps.
 */
import type { LineId, SimProfileId, StaffId } from '../../domain/basics/ids.ts'
import { judge, type DownloadNews, type Es2Function } from '../../domain/esim/es2plus.ts'
import {
  formatInstallCode,
  MATCHING_ID_BYTES,
  mintMatchingId,
  type MatchingId,
} from '../../domain/esim/install-code.ts'
import { isInDoubt, type Confirmed, type SimProfile } from '../../domain/esim/sim-profile.ts'
import { plusSeconds } from '../../domain/basics/time.ts'
import type { Eid } from '../../domain/line/eid.ts'
import type { App } from '../app.ts'
import { SYSTEM, type Origin } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { fewAtOnce } from '../sweeps/few-at-once.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from '../sweeps/orders.ts'
import type { OrderProfile } from './by-staff.ts'
import { ProfileServerUnreachable, type ProfileServer } from './ports.ts'
import { beginStep, hearProfileNews, learnProfile, type ProfileRef } from './steps.ts'

/** An order takes two calls, giving it up one. */
const CALLS_MAX = 4
/** The job and whoever waits at the counter come first. */
export const SWEEP_WAITS_SECONDS = 30
const AT_ONCE_MAX = 4

/** What an order of a new profile carries. */
export type NewProfile = Pick<OrderProfile, 'profile' | 'smdp' | 'sealedMatchingId'>

/** Minted and sealed before the door is asked. */
export function newProfile(
  { ids, dice, vault }: Pick<App, 'ids' | 'dice' | 'vault'>,
  { smdp }: Pick<ProfileServer, 'smdp'>,
): NewProfile {
  const matchingId = mintMatchingId(dice.bytes(MATCHING_ID_BYTES))
  return {
    profile: ids.next<SimProfileId>(),
    smdp,
    sealedMatchingId: vault.seal(matchingId),
  }
}

export function profileWish(
  app: Pick<App, 'ids' | 'dice' | 'vault'>,
  server: Pick<ProfileServer, 'smdp'>,
  asked: { readonly line: LineId; readonly staff: StaffId; readonly eid: Eid | null },
): OrderProfile {
  return { ...asked, ...newProfile(app, server) }
}

/**
 * Answers the profile once nothing is left to ask; null where it is not there.
 *
 * @throws ProfileServerUnreachable where nobody knows what came of a call
 * @throws DoorBusy
 */
export async function advanceProfile(
  app: Pick<App, 'door' | 'vault' | 'reads'>,
  server: ProfileServer,
  ref: ProfileRef,
): Promise<SimProfile | null> {
  for (let calls = 0; calls < CALLS_MAX; calls += 1) {
    const begun = await app.door.ask(beginStep, ref, SYSTEM)
    if (!begun.ok) throw new DoorBusy(begun.refusal.code)
    if (begun.value === null) break
    const { step, profile } = begun.value
    const askedBefore = isInDoubt(profile, step)
    const { execution, confirmed } = await ask(app, server, { step, profile })
    const verdict = judge(step, execution, { askedBefore })
    if (verdict.kind === 'unknown') throw new ProfileServerUnreachable(`${step} is not decided`)
    const told = { ...ref, step, verdict, confirmed }
    const learned = await app.door.ask(learnProfile, told, SYSTEM)
    if (!learned.ok) throw new DoorBusy(learned.refusal.code)
  }
  const profiles = await app.reads.profiles(ref.line)
  return profiles.find(({ id }) => id === ref.profile) ?? null
}

interface Answer {
  readonly execution: Awaited<ReturnType<ProfileServer['downloadOrder']>>
  readonly confirmed: Confirmed | null
}

async function ask(
  { vault }: Pick<App, 'vault'>,
  server: ProfileServer,
  { step, profile }: { readonly step: Es2Function; readonly profile: SimProfile },
): Promise<Answer> {
  const { iccid, eid } = profile
  const order = { call: callOf(profile, step), iccid, eid }
  if (step === 'download_order') {
    return { execution: await server.downloadOrder(order), confirmed: null }
  }
  const matchingId = vault.open(profile.sealedMatchingId) as MatchingId
  if (step === 'cancel_order') {
    // Before it is confirmed, the SM-DP+ knows no matching id.
    const known = profile.asked.includes('confirm_order') ? matchingId : null
    const execution = await server.cancelOrder({ ...order, matchingId: known })
    return { execution, confirmed: null }
  }
  const { execution, ...told } = await server.confirmOrder({ ...order, matchingId })
  const theirs = told.matchingId === null || told.matchingId === matchingId ? null : told.matchingId
  const sealedMatchingId = theirs === null ? null : vault.seal(theirs)
  return { execution, confirmed: { smdp: told.smdp, sealedMatchingId } }
}

/** The same for every try of a step; another once staff wish the same anew. */
function callOf({ id, steps }: SimProfile, step: Es2Function): string {
  return `${id}-${step}-${steps.length}`
}

/** What a phone reads; for whoever was allowed to see it. */
export function installCodeOf({ vault }: Pick<App, 'vault'>, profile: SimProfile): string {
  return formatInstallCode({
    smdp: profile.smdp,
    matchingId: vault.open(profile.sealedMatchingId) as MatchingId,
    oid: null,
    needsConfirmation: false,
  })
}

/** Profiles that wait for the SM-DP+, because a job was lost or nobody knew what came of a call. */
export async function advanceProfiles(
  app: Pick<App, 'door' | 'vault' | 'reads' | 'clock'>,
  server: ProfileServer,
): Promise<SweepReport> {
  const before = plusSeconds(app.clock.now(), -SWEEP_WAITS_SECONDS)
  const waiting = await app.reads.profilesAtServer(before, SWEEP_BATCH_MAX)
  const left = await fewAtOnce(waiting, AT_ONCE_MAX, ({ line, id }) =>
    advanceProfile(app, server, { line, profile: id }),
  )
  return { done: waiting.length - left.length, left }
}

/** `unknown`: no line has that Sim. Either way the SM-DP+ was heard. */
export async function hearDownloadNews(
  app: Pick<App, 'door' | 'reads'>,
  news: DownloadNews,
  origin: Origin,
): Promise<'heard' | 'unknown'> {
  const found = await app.reads.find('iccid', news.iccid)
  if (found === null || found.home.kind !== 'line') return 'unknown'
  const heard = await app.door.ask(hearProfileNews, { line: found.home.id, news }, origin)
  if (!heard.ok) throw new DoorBusy(heard.refusal.code)
  return heard.value === null ? 'unknown' : 'heard'
}
