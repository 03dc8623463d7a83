/**
 * `npm run fuzz -- [NAME…] [--rounds N] [--seed S]`: mutated inputs for what reads foreign octets,
 * in this process. Ends at the first input that breaks a promise, and says the seed that finds it
 * again. The tests run the same with fewer rounds.
 */
import { parseArgs } from 'node:util'

interface Fuzzing {
  fuzz(given: { readonly seed: number; readonly rounds: number }): Promise<{ inputs: number }>
}

const READERS: Readonly<Record<string, () => Promise<Fuzzing>>> = {
  radius: () => import('../test/fuzz/radius.ts'),
  diameter: () => import('../test/fuzz/diameter.ts'),
  nchf: () => import('../test/fuzz/nchf.ts'),
  cdr: () => import('../test/fuzz/cdr.ts'),
}
const ROUNDS = '1000000'
const SEED_MAX = 0x7fff_ffff

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: ROUNDS }, seed: { type: 'string' } },
})
const names = positionals.length === 0 ? Object.keys(READERS) : positionals
const rounds = Number(values.rounds)
const seed = Number(values.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]) & SEED_MAX

if (!Number.isSafeInteger(rounds) || rounds < 1 || names.some((name) => !(name in READERS))) {
  process.stderr.write(
    `usage: npm run fuzz -- [${Object.keys(READERS).join('|')}…] [--rounds N] [--seed S]\n`,
  )
  process.exit(2)
}
for (const name of names) {
  const began = performance.now()
  process.stdout.write(`${name}: seed ${seed}, ${rounds} rounds\n`)
  const { inputs } = (await (await READERS[name]?.())?.fuzz({ seed, rounds })) ?? { inputs: 0 }
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  process.stdout.write(`${name}: ${inputs} inputs in ${seconds} s, nothing broke\n`)
}
