/**
 * What a clock sees of the answers that must not tell whether something exists: each pair of
 * `test/scenarios/enumeration-world.ts` asked over HTTP of the real portal and console on a real
 * database, one at a time and in a random order. Told beside the latencies is how often one side is
 * the slower (AUC, 0.5: a coin) with a baseline of its own: the known side against itself, in the
 * same run. What differs by less than the baseline cannot be told apart here.
 */
import type { AddressInfo } from 'node:net'
import { systemDice } from '../src/adapters/system/dice.ts'
import {
  openEnumeration,
  type EnumerationWorld,
  type Pair,
  type Ready,
  type Told,
  type Way,
} from '../test/scenarios/enumeration-world.ts'
import { openGround } from './ground.ts'
import { rounded, say, sliceOf, type Bench } from './harness.ts'

const ROUNDS = { short: 40, full: 600 }
/** Not counted: plans, caches, first connections. */
const WARM_ROUNDS = 5
const FORM = 'application/x-www-form-urlencoded'

const SIDES = ['known', 'again', 'unknown'] as const
type Side = (typeof SIDES)[number]

export const enumeration: Bench = async ({ full }) => {
  const ground = await openGround()
  const world = await openEnumeration(ground)
  try {
    const way = await overHttp(world)
    const figures: Record<string, number> = {}
    const distances: number[] = []
    const rounds = ROUNDS[full ? 'full' : 'short']
    for (const pair of world.pairs) {
      const taken = await inTurns(pair, way, rounds)
      world.takeWork()
      const told = toldOf(pair, taken)
      Object.assign(figures, told.figures)
      distances.push(told.distance)
    }
    const ratio = rounded(Math.max(...distances))
    const runs = rounds * SIDES.length * world.pairs.length
    return { bench: 'enumeration', machine: ground.machine, runs, ratio, figures, conserved: true }
  } finally {
    await world.close()
    await ground.close()
  }
}

/** Who asks first must not matter: each round asks all three in an order of its own. */
async function inTurns(
  pair: Pair,
  way: Way,
  rounds: number,
): Promise<Readonly<Record<Side, number[]>>> {
  const taken: Record<Side, number[]> = { known: [], again: [], unknown: [] }
  for (let round = -WARM_ROUNDS; round < rounds; round += 1) {
    for (const side of shuffled()) {
      const ready = await (side === 'unknown' ? pair.unknown(way) : pair.known(way))
      const ms = await timed(ready)
      if (round >= 0) taken[side].push(ms)
    }
  }
  return taken
}

function shuffled(): readonly Side[] {
  return SIDES.map((side) => [systemDice.bytes(1)[0] ?? 0, side] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, side]) => side)
}

async function timed({ ask }: Ready): Promise<number> {
  const began = performance.now()
  await ask()
  return performance.now() - began
}

function toldOf({ name, sides }: Pair, taken: Readonly<Record<Side, number[]>>) {
  const [auc, baseline] = [aucOf(taken.known, taken.unknown), aucOf(taken.known, taken.again)]
  say(`${name}: ${sides[0]} against ${sides[1]}`)
  const key = name.replaceAll(/\W+/g, '_')
  const figures: Record<string, number> = {}
  for (const side of SIDES) {
    const sorted = taken[side].toSorted((one, other) => one - other)
    const { p50Ms, p99Ms } = sliceOf(sorted, 1)
    const p95Ms = sorted[Math.floor(sorted.length * 0.95)] ?? 0
    const shown = [p50Ms, p95Ms, p99Ms].map((one) => one.toFixed(2))
    say(`  ${side.padEnd(8)} p50, p95, p99: ${shown.join(', ')} ms`)
    figures[`${key}_${side}_p50_ms`] = rounded(p50Ms)
    figures[`${key}_${side}_p95_ms`] = rounded(p95Ms)
    figures[`${key}_${side}_p99_ms`] = rounded(p99Ms)
  }
  say(`  AUC ${auc.toFixed(3)}, against itself ${baseline.toFixed(3)}`)
  figures[`${key}_auc`] = rounded(auc)
  figures[`${key}_auc_baseline`] = rounded(baseline)
  return { figures, distance: Math.abs(auc - 0.5) }
}

/** Mann and Whitney's U over its greatest value: how often the other is the slower; ties half. */
function aucOf(one: readonly number[], other: readonly number[]): number {
  let slower = 0
  for (const a of one) for (const b of other) slower += b > a ? 1 : b === a ? 0.5 : 0
  return slower / (one.length * other.length)
}

async function overHttp({ portal, console }: EnumerationWorld): Promise<Way> {
  const [pages, desk] = [await listening(portal), await listening(console)]
  return async ({ method, path, cookies, fields }) => {
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('; ')
    const answer = await fetch(`${path.startsWith('/staff') ? desk : pages}${path}`, {
      method,
      redirect: 'manual',
      headers: { cookie, ...(fields === null ? {} : { 'content-type': FORM }) },
      ...(fields === null ? {} : { body: new URLSearchParams(fields).toString() }),
    })
    return toldBy(answer)
  }
}

async function toldBy(answer: Response): Promise<Told> {
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    setCookies: answer.headers.getSetCookie(),
    body: await answer.text(),
  }
}

async function listening(server: EnumerationWorld['portal']): Promise<string> {
  await server.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
}
