/**
 * `npm run operator -- load FILE… [--dry-run]` and `npm run operator -- api-key NAME --scopes …`.
 * Works beside a running product, which takes a changed catalogue into use within seconds. Exit
 * status: 0 done, 1 refused or failed, 2 not understood.
 */
import { parseArgs } from 'node:util'
import { addApiKey } from '../adapters/postgres/staff-store.ts'
import { API_SCOPES, makeApiKey, parseScope, type ApiScope } from '../app/api-keys.ts'
import { readConfig } from '../config.ts'
import { openDesk, type Desk } from './operator/desk.ts'
import { load, type Told } from './operator/load.ts'
import type { ApiKeyId } from '../domain/basics/ids.ts'

const USAGE = `usage:
  npm run operator -- load FILE... [--dry-run]
  npm run operator -- api-key NAME --scopes ${API_SCOPES.join(',')}
`

const told: Told = {
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
}

type Wish =
  | { readonly kind: 'load'; readonly paths: readonly string[]; readonly dryRun: boolean }
  | { readonly kind: 'api-key'; readonly name: string; readonly scopes: readonly ApiScope[] }

/** Null when the words make no wish. */
function understandWish(words: readonly string[]): Wish | null {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, scopes: { type: 'string' } },
    })
    const [verb, ...rest] = positionals
    if (verb === 'load' && rest.length > 0 && values.scopes === undefined) {
      return { kind: 'load', paths: rest, dryRun: values['dry-run'] }
    }
    const scopes = (values.scopes ?? '').split(',').map((scope) => parseScope(scope.trim()))
    const known = scopes.filter((scope) => scope !== null)
    const [name] = rest
    const isWhole = name !== undefined && rest.length === 1 && known.length === scopes.length
    return verb === 'api-key' && isWhole ? { kind: 'api-key', name, scopes: known } : null
  } catch {
    return null
  }
}

async function makeKey(desk: Desk, wish: Extract<Wish, { kind: 'api-key' }>): Promise<boolean> {
  const { text, hash } = makeApiKey(desk)
  const id = desk.ids.next<ApiKeyId>()
  const { name, scopes } = wish
  const key = { id, name, keyHash: hash, scopes, createdAt: desk.clock.now() }
  if (!(await addApiKey(desk.pool, key))) {
    told.complain(`an API key named ${name} is there already`)
    return false
  }
  told.say(`${text} (shown once)`)
  return true
}

async function fulfil(wish: Wish): Promise<boolean> {
  const desk = await openDesk(readConfig(process.env), told.say)
  try {
    return wish.kind === 'load' ? await load(desk, told, wish) : await makeKey(desk, wish)
  } finally {
    await desk.close()
  }
}

const wish = understandWish(process.argv.slice(2))
if (wish === null) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  try {
    process.exitCode = (await fulfil(wish)) ? 0 : 1
  } catch (fault) {
    told.complain(fault instanceof Error ? fault.message : String(fault))
    process.exitCode = 1
  }
}
