/** A line with an eSIM, and an SM-DP+ that it is ordered at. For tests only. */
import assert from 'node:assert/strict'
import { createEs2PlusClient } from '../../src/adapters/smdp/es2plus-client.ts'
import { startSandboxSmdp, type SandboxSmdp } from '../../src/adapters/smdp/sandbox-smdp.ts'
import { orderProfileByStaff } from '../../src/app/esim/by-staff.ts'
import type { ProfileServer } from '../../src/app/esim/ports.ts'
import { profileWish } from '../../src/app/esim/saga.ts'
import type { ProfileRef } from '../../src/app/esim/steps.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { SMDP } from '../../src/domain/esim/example-profiles.ts'
import type { SimProfile } from '../../src/domain/esim/sim-profile.ts'
import type { Eid } from '../../src/domain/line/eid.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { card, careWorld, type CareWorld } from './care-world.ts'
import type { OpenStore } from './stores.ts'
import { asked } from './till-world.ts'

export const TOKEN = 'the word between the two'

export interface EsimWorld extends CareWorld {
  readonly smdp: SandboxSmdp
  readonly server: ProfileServer
}

export function startSmdp(): Promise<SandboxSmdp> {
  return startSandboxSmdp({ host: '127.0.0.1', port: 0, token: TOKEN, notify: null, file: null })
}

export function clientOf({ url }: SandboxSmdp, token = TOKEN): ProfileServer {
  const identity = { requester: 'desk', token, tls: null, authorities: null }
  return createEs2PlusClient({ url, smdp: SMDP, ...identity, timeoutMs: 2_000 })
}

export async function esimWorld(open: OpenStore): Promise<EsimWorld> {
  const smdp = await startSmdp()
  const world = await careWorld(open)
  // One that is never the same, for matching ids.
  let seed = 0
  const bytes = (count: number) => new Uint8Array(count).fill((seed += 1))
  return { ...world, app: { ...world.app, dice: { bytes } }, smdp, server: clientOf(smdp) }
}

/** Of nobody, as it comes from stock. */
export async function esimLine(world: EsimWorld, own: Partial<Line> = {}): Promise<Line> {
  const plain = await card(world)
  return card(world, { ...plain, ...own, sim: { ...plain.sim, form: 'esim' } })
}

export async function ordered(
  world: EsimWorld,
  line: LineId,
  eid: Eid | null = null,
): Promise<ProfileRef> {
  const input = profileWish(world.app, world.server, { line, staff: world.mori.staff, eid })
  const answer = await asked(world, orderProfileByStaff, world.mori, { input })
  assert.ok(answer.ok, JSON.stringify(answer))
  return { line, profile: input.profile }
}

export async function profileOf({ app }: EsimWorld, ref: ProfileRef): Promise<SimProfile> {
  const profiles = await app.reads.profiles(ref.line)
  return present(
    profiles.find(({ id }) => id === ref.profile),
    'what was ordered is there',
  )
}
