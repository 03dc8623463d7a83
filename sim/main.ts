/**
 * `npm run sim -- --seeds N --steps M [--seed S]`: N worlds of M steps from seed S on. Ends with
 * one line of JSON; a failure is shown with its seed, its step and how to run it again.
 */
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runWorld, type RunReport } from './run.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    steps: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
})

/** @throws RangeError unless the text is a whole number of at least one. */
function whole(name: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 1) return number
  throw new RangeError(`--${name} must be a whole number of at least 1, not ${text}`)
}

const [seeds, steps, first] = [
  whole('seeds', values.seeds),
  whole('steps', values.steps),
  whole('seed', values.seed),
]

function tell({ seed, failure, lastLines }: RunReport): void {
  if (failure === null) return
  const { step, fault } = failure
  const when = step > steps ? 'once at rest' : `at step ${step}`
  const told = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  process.stderr.write(`${lastLines.join('\n')}\n\nseed ${seed}, ${when}: ${told}\n`)
  process.stderr.write(`again: npm run sim -- --seeds 1 --steps ${steps} --seed ${seed}\n`)
}

const began = performance.now()
const sums = new Map<string, number>()
let failed: RunReport | null = null
let ran = 0
/** Of all stories and books: the same seeds and steps give the same, on any machine. */
const hash = createHash('sha256')
for (let seed = first; seed < first + seeds && failed === null; seed += 1) {
  const report = await runWorld(seed, steps)
  ran += 1
  hash.update(report.hash)
  for (const [name, number] of report.counts) sums.set(name, (sums.get(name) ?? 0) + number)
  if (report.failure !== null) failed = report
}
if (failed !== null) {
  tell(failed)
  process.exitCode = 1
}
const seconds = (performance.now() - began) / 1_000
process.stdout.write(
  `${JSON.stringify({
    sim: 'tsuzuki',
    seeds: ran,
    steps,
    ok: failed === null,
    ...(failed === null ? {} : { failedSeed: failed.seed, failedStep: failed.failure?.step }),
    seconds: Number(seconds.toFixed(1)),
    stepsPerSecond: Math.round((ran * steps) / seconds),
    ...Object.fromEntries(sums),
    hash: hash.digest('hex').slice(0, 16),
  })}\n`,
)
