/**
 * Loads a list of cards: finds which are known, asks the door for each, and answers what became of
 * every row. Running the same list again changes nothing. One loading runs at a time, which its
 * caller sees to: `finds` are looked up before the door locks a line.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import type { Line } from '../../domain/line/line.ts'
import type { App } from '../app.ts'
import type { Find } from '../door/state.ts'
import type { LoadedLine } from '../operator/line-files.ts'
import type { Origin } from '../origin.ts'
import { movedName } from './moved-cards.ts'
import { activationHash, bringUp, putLine, type LineRow, type PutLineRefusal } from './put-line.ts'

/** So many rows are looked up and put at once; well below the door's queue. */
export const LOAD_BATCH = 256

export type LoadRefusal =
  | PutLineRefusal
  | { readonly code: 'number_taken'; readonly number: 'imsi' | 'msisdn' }

export interface LoadReport {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  /** By position in the list, from 0. */
  readonly refused: readonly { readonly index: number; readonly refusal: LoadRefusal }[]
}

type Desk = Pick<App, 'door' | 'reads' | 'ids' | 'clock' | 'vault' | 'catalogue'>

export async function loadLines(
  app: Desk,
  lines: readonly LoadedLine[],
  options: { readonly dryRun: boolean; readonly origin: Origin },
): Promise<LoadReport> {
  const counts = { created: 0, changed: 0, unchanged: 0 }
  const refused: { index: number; refusal: LoadRefusal }[] = []
  for (let from = 0; from < lines.length; from += LOAD_BATCH) {
    const batch = lines.slice(from, from + LOAD_BATCH)
    const known = await lookUp(app, batch)
    const answers = await Promise.all(batch.map((line) => putOne(app, line, { known, ...options })))
    for (const [index, answer] of answers.entries()) {
      if (typeof answer === 'string') counts[answer] += 1
      else refused.push({ index: from + index, refusal: answer })
    }
  }
  return { ...counts, refused }
}

type Known = ReadonlyMap<string, Find>

async function lookUp(app: Desk, batch: readonly LoadedLine[]): Promise<Known> {
  const known = new Map<string, Find>()
  for (const kind of ['iccid', 'imsi', 'msisdn'] as const) {
    const values = batch.map((line) => line[kind]).filter((value) => value !== null)
    if (values.length === 0) continue
    const finds = await app.reads.findMany(kind, values)
    for (const find of finds) known.set(`${kind}:${find.value}`, find)
  }
  const marks = batch.map(({ iccid }) => movedName(iccid))
  for (const find of await app.reads.findMany('iccid', marks)) known.set(find.value, find)
  return known
}

async function putOne(
  app: Desk,
  line: LoadedLine,
  given: { readonly known: Known; readonly dryRun: boolean; readonly origin: Origin },
) {
  const { known } = given
  if (known.has(movedName(line.iccid))) return { code: 'card_replaced' } as const
  const find = known.get(`iccid:${line.iccid}`)
  const id = (find?.home.id as LineId | undefined) ?? app.ids.next<LineId>()
  for (const number of ['imsi', 'msisdn'] as const) {
    const value = line[number]
    const taken = value === null ? undefined : known.get(`${number}:${value}`)
    if (taken !== undefined && taken.home.id !== id)
      return { code: 'number_taken', number } as const
  }
  const row = rowOf(app, line)
  if (given.dryRun) return judge(app, find === undefined ? null : await readLine(app, id), row, id)
  const answer = await app.door.ask(putLine, { line: id, row }, given.origin)
  if (answer.ok) return answer.value
  if (answer.refusal.code === 'busy' || answer.refusal.code === 'key_reused') {
    throw new Error(`the door did not take a line: ${answer.refusal.code}`)
  }
  return answer.refusal
}

function rowOf({ vault }: Desk, line: LoadedLine): LineRow {
  const { iccid, imsi, form, eid, msisdn, network } = line
  return {
    sim: { iccid, imsi, form, eid },
    msisdn,
    network,
    activationHash: activationHash(vault, iccid, line.activationCode),
  }
}

async function readLine(app: Desk, id: LineId): Promise<Line | null> {
  return (await app.reads.line(id)).line
}

function judge(app: Desk, before: Line | null, row: LineRow, id: LineId) {
  const prefixes = app.catalogue().networks.get(row.network)?.iccidPrefixes ?? null
  const put = bringUp(before, row, { id, prefixes, now: app.clock.now() })
  return put.ok ? put.value.outcome : put.refusal
}
