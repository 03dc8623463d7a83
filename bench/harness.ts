/**
 * What every benchmark shares: closed loops, interleaved rounds, medians and ratios, and how a
 * result is told. Machines are noisy and shared, so contestants take turns within each round and
 * the ratios are what counts. It knows nothing of what is measured.
 */
import { cpus } from 'node:os'
import { present } from '../src/domain/basics/assert.ts'

/** Over this, a run without `--full` is a mistake in the bench. */
export const RUN_MS_MAX = 8 * 60_000

export interface BenchOptions {
  /** Longer slices and more rounds. */
  readonly full: boolean
}

/** The last line of every bench, as one JSON object. Figures carry their units in their names. */
export interface Report {
  readonly bench: string
  readonly machine: string
  /** How often each figure was taken; figures are medians of so many. */
  readonly runs: number
  /** Ours to the baseline; above 1 is better. Null where there is nothing to compare with. */
  readonly ratio: number | null
  readonly figures: Readonly<Record<string, number | string | boolean>>
  /** What went in came out: money, bytes, packets. A bench without its books fails. */
  readonly conserved: boolean
}

export type Bench = (options: BenchOptions) => Promise<Report>

export interface Slice {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly done: number
}

/** So many callers, each asking again as soon as it was answered, until the time is over. */
export async function closedLoop(given: {
  readonly callers: number
  readonly durationMs: number
  readonly ask: () => Promise<void>
}): Promise<Slice> {
  const latencies: number[] = []
  const began = performance.now()
  const until = began + given.durationMs
  async function caller(): Promise<void> {
    for (;;) {
      const asked = performance.now()
      if (asked >= until) return
      await given.ask()
      latencies.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: given.callers }, caller))
  return sliceOf(latencies, performance.now() - began)
}

export function sliceOf(latenciesMs: readonly number[], tookMs: number): Slice {
  const sorted = Float64Array.from(latenciesMs).toSorted()
  const done = sorted.length
  const at = (share: number) => sorted[Math.min(done - 1, Math.floor(done * share))] ?? 0
  return { perSecond: (done * 1_000) / tookMs, p50Ms: at(0.5), p99Ms: at(0.99), done }
}

export type Taken = ReadonlyMap<string, readonly Slice[]>

/** Each contestant once a round, the order turned round every other time. */
export async function inRounds(
  rounds: number,
  contestants: Readonly<Record<string, () => Promise<Slice>>>,
): Promise<Taken> {
  const taken = new Map<string, Slice[]>(Object.keys(contestants).map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const order = Object.entries(contestants)
    for (const [name, run] of round % 2 === 0 ? order : order.toReversed()) {
      taken.get(name)?.push(await run())
    }
  }
  for (const [name, slices] of taken) saySlice(name, slices)
  return taken
}

/** The median of the ratios within each round, so that a slow minute slows both sides. */
export function ratioOf(taken: Taken, ours: string, theirs: string): number {
  const others = slicesOf(taken, theirs)
  const ratios = slicesOf(taken, ours).map((slice, round) => {
    return slice.perSecond / (others[round]?.perSecond ?? Number.NaN)
  })
  return rounded(median(ratios))
}

function slicesOf(taken: Taken, name: string): readonly Slice[] {
  return present(taken.get(name), `${name} was measured`)
}

export function medianSlice(taken: Taken, name: string): Slice {
  const slices = slicesOf(taken, name)
  const of = (figure: keyof Slice) => rounded(median(slices.map((slice) => slice[figure])))
  return { perSecond: of('perSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms'), done: of('done') }
}

export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** Three figures that mean something; more would claim what the machine cannot hold. */
export function rounded(figure: number): number {
  return Number(figure.toPrecision(3))
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function saySlice(name: string, slices: readonly Slice[]): void {
  const each = slices.map((slice) => Math.round(slice.perSecond)).join(' ')
  const of = (figure: keyof Slice) => median(slices.map((slice) => slice[figure])).toFixed(1)
  say(`${name.padEnd(20)} ${each} /s in rounds, p50 ${of('p50Ms')} ms, p99 ${of('p99Ms')} ms`)
}

export function machineLine(): string {
  const [first] = cpus()
  const model = (first?.model ?? 'unknown processor').trim()
  return `${cpus().length} x ${model}, Node ${process.versions.node}`
}
