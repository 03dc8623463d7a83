/**
 * `npm run bench -- NAME [--full]`: one benchmark, which sets itself up, ends by itself, and says
 * its result as one line of JSON. Fails when books do not balance or a size budget is exceeded;
 * ratios are told beside their goals, for a busy machine must not fail a build.
 */
import { parseArgs } from 'node:util'
import { RUN_MS_MAX, say, type Bench } from './harness.ts'

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  advisor: async () => (await import('./advisor.ts')).advisor,
  'auto-renewal': async () => (await import('./auto-renewal.ts')).autoRenewal,
  enumeration: async () => (await import('./enumeration.ts')).enumeration,
  accounting: async () => (await import('./accounting.ts')).accounting,
  charging: async () => (await import('./charging.ts')).charging,
  hotline: async () => (await import('./hotline.ts')).hotline,
  pages: async () => (await import('./pages.ts')).pages,
  verify: async () => (await import('./verify.ts')).verify,
  renewals: async () => (await import('./renewals.ts')).renewals,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false } },
})
const load = BENCHES[positionals[0] ?? '']
if (load === undefined || positionals.length !== 1) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--full]\n`)
  process.exitCode = 2
} else {
  const bench = await load()
  if (!values.full) endIfTooLong()
  const { bench: name, machine, runs, ratio, figures, conserved } = await bench(values)
  say(JSON.stringify({ bench: name, machine, runs, ratio, ...figures, conserved }))
  if (!conserved) process.exitCode = 1
}

function endIfTooLong(): void {
  const timer = setTimeout(() => {
    process.stderr.write(`the bench did not end within ${RUN_MS_MAX / 1_000} s\n`)
    process.exit(1)
  }, RUN_MS_MAX)
  timer.unref()
}
