/**
 * `npm run operator -- forgotten …`: who was forgotten, as a list that is kept apart from backups;
 * and the same again, in a database that an older backup was put back into. The list holds ids and
 * instants, which say nothing to anybody without this database.
 */
import { readFileSync } from 'node:fs'
import { createPersonalTraces } from '../../adapters/postgres/personal-traces.ts'
import { forget } from '../../app/forgetting/forget.ts'
import type { PersonalTraces } from '../../app/forgetting/ports.ts'
import { parseId, type AccountId } from '../../domain/basics/ids.ts'
import { fromMicros, jstMidnight, type Instant } from '../../domain/basics/time.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export type ForgottenWish =
  | { readonly kind: 'list'; readonly since: Instant }
  | { readonly kind: 'again'; readonly file: string }

/** Closed accounts looked up at once. */
const PAGE_MAX = 500

/** Null when the words make no wish. A day begins at JST midnight. */
export function understandForgotten(
  words: readonly string[],
  { since }: { readonly since: string | undefined },
): ForgottenWish | null {
  const [verb, file, ...more] = words
  if (more.length > 0) return null
  if (verb === 'again') {
    return file === undefined || since !== undefined ? null : { kind: 'again', file }
  }
  if (verb !== 'list' || file !== undefined) return null
  if (since === undefined) return { kind: 'list', since: fromMicros(0n) }
  const day = dayIn(since)
  return day === null ? null : { kind: 'list', since: day }
}

function dayIn(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  try {
    return jstMidnight(Temporal.PlainDate.from(text))
  } catch {
    return null
  }
}

/** Whether everybody on the list is forgotten now. */
export async function fulfilForgotten(
  desk: Pick<Desk, 'door' | 'reads' | 'vault' | 'clock' | 'pool'>,
  told: Told,
  wish: ForgottenWish,
): Promise<boolean> {
  const traces = createPersonalTraces(desk.pool)
  if (wish.kind === 'list') {
    await list(traces, told, wish.since)
    return true
  }
  let isWhole = true
  for (const line of readFileSync(wish.file, 'utf8').split('\n')) {
    const [text = ''] = line.trim().split(/\s+/)
    if (text === '') continue
    const account = parseId<AccountId>(text)
    const done = account === null ? 'no id' : await forgetAgain(desk, traces, account)
    told.say(`${text} ${done}`)
    if (done === 'no id' || done === 'not_yet') isWhole = false
  }
  return isWhole
}

async function list(traces: PersonalTraces, told: Told, since: Instant): Promise<void> {
  let after: AccountId | null = null
  for (;;) {
    const page = await traces.closedSince(since, { after, limit: PAGE_MAX })
    for (const { account, at } of page) told.say(`${account} ${at.toString()}`)
    if (page.length < PAGE_MAX) return
    after = page.at(-1)?.account ?? after
  }
}

function forgetAgain(
  desk: Pick<Desk, 'door' | 'reads' | 'vault' | 'clock'>,
  traces: PersonalTraces,
  account: AccountId,
) {
  return forget(desk, traces, { account, change: null })
}
