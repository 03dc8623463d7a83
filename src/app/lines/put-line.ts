/**
 * Creates a line from a loaded row, or brings a known one up to it. The same row again changes
 * nothing. What the row does not speak of (holder, suspension, packs) is left alone.
 */
import type { LineId, NetworkId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { ActivationCode } from '../../domain/line/activation-code.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import type { Line, Sim } from '../../domain/line/line.ts'
import type { Msisdn } from '../../domain/line/msisdn.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE, type Change, type Find } from '../door/state.ts'
import type { Vault } from '../vault.ts'

/** A row with its code hashed: the code itself never travels further than its reader. */
export interface LineRow {
  readonly sim: Sim
  readonly msisdn: Msisdn | null
  readonly network: NetworkId
  readonly activationHash: string
}

export interface PutLine {
  /** Of the line that the ICCID finds; freshly minted where it finds none. */
  readonly line: LineId
  readonly row: LineRow
}

export type PutLineOutcome = 'created' | 'changed' | 'unchanged'

export type PutLineRefusal =
  | { readonly code: 'network_unknown'; readonly network: NetworkId }
  /** The card's number does not begin as this network's cards do. */
  | { readonly code: 'card_of_other_issuer'; readonly prefixes: readonly string[] }
  /** What runs on the line belongs to the network it was loaded for. */
  | { readonly code: 'line_of_other_network'; readonly network: NetworkId }
  /** The line has been given another card since. */
  | { readonly code: 'card_replaced' }

/** Binds a code to its card; a code alone finds nothing. */
export function activationHash(vault: Vault, iccid: Iccid, code: ActivationCode): string {
  return vault.keyed('activation_code', `${iccid}|${code}`)
}

export const putLine: Command<PutLine, PutLineOutcome, PutLineRefusal> = {
  name: 'put_line',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ row }) => row.sim.iccid,
  decide({ states, catalogue, now }, { line: id, row }) {
    const { line: before } = states.lines.get(id) ?? NO_LINE
    const network = catalogue.networks.get(row.network) ?? null
    const put = bringUp(before, row, { id, prefixes: network?.iccidPrefixes ?? null, now })
    if (!put.ok) return refused(put.refusal)
    const { line, outcome } = put.value
    if (outcome === 'unchanged') return decided(outcome)
    return decided(outcome, {
      changes: [{ table: 'lines', row: line }, ...findChanges(before, line)],
      events: [{ name: `line_${outcome}`, facts: { line: id, network: line.network } }],
    })
  },
}

/** Also what a dry run asks. `prefixes` null: the network is not there. */
export function bringUp(
  before: Line | null,
  row: LineRow,
  given: {
    readonly id: LineId
    readonly prefixes: readonly string[] | null
    readonly now: Instant
  },
): Result<{ readonly line: Line; readonly outcome: PutLineOutcome }, PutLineRefusal> {
  const { prefixes, now } = given
  const { sim, msisdn, network, activationHash: hash } = row
  if (prefixes === null) return refuse({ code: 'network_unknown', network })
  if (!prefixes.some((prefix) => sim.iccid.startsWith(prefix))) {
    return refuse({ code: 'card_of_other_issuer', prefixes })
  }
  if (before === null) {
    const activation = { hash, wrongTries: 0, lockedUntil: null }
    const own = {
      holder: null,
      releasedAt: null,
      suspension: null,
      recognition: 'on',
      campaignUses: {},
      createdAt: now,
    } as const
    const line: Line = { id: given.id, network, sim, msisdn, activation, ...own }
    return accept({ line, outcome: 'created' })
  }
  if (before.sim.iccid !== sim.iccid) return refuse({ code: 'card_replaced' })
  if (before.network !== network) {
    return refuse({ code: 'line_of_other_network', network: before.network })
  }
  if (isUpToDate(before, row)) return accept({ line: before, outcome: 'unchanged' })
  const activation =
    before.activation.hash === hash ? before.activation : { hash, wrongTries: 0, lockedUntil: null }
  return accept({ line: { ...before, sim, msisdn, activation }, outcome: 'changed' })
}

function isUpToDate({ sim, msisdn, activation }: Line, row: LineRow): boolean {
  return (
    msisdn === row.msisdn &&
    activation.hash === row.activationHash &&
    sim.imsi === row.sim.imsi &&
    sim.form === row.sim.form &&
    sim.eid === row.sim.eid
  )
}

function findChanges(before: Line | null, after: Line): readonly Change[] {
  const old = before === null ? [] : findsOf(before)
  const fresh = findsOf(after)
  const isIn = (finds: readonly Find[], one: Find) =>
    finds.some((other) => other.kind === one.kind && other.value === one.value)
  return [
    ...old
      .filter((one) => !isIn(fresh, one))
      .map((row): Change => ({ table: 'finds', row, removed: true })),
    ...fresh.filter((one) => !isIn(old, one)).map((row): Change => ({ table: 'finds', row })),
  ]
}

/** The numbers by which a line is known outside. */
function findsOf({ id, sim, msisdn }: Line): readonly Find[] {
  const home = { kind: 'line', id } as const
  const finds: Find[] = [{ kind: 'iccid', value: sim.iccid, home, id }]
  if (sim.imsi !== null) finds.push({ kind: 'imsi', value: sim.imsi, home, id })
  if (msisdn !== null) finds.push({ kind: 'msisdn', value: msisdn, home, id })
  return finds
}
