/**
 * Somebody tells us of a message that pretends to be us. What it names is read here, from the text;
 * nothing is fetched, and no answer changes until staff have seen it (`app/staff/reports.ts`).
 */
import type { AccountId, ReportId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Channel } from '../../domain/catalogue/offer.ts'
import { keyOf, readMessage, type ReadPhone } from '../../domain/directory/reading.ts'
import type { Happened, Report } from '../../domain/directory/report.ts'
import type { App } from '../app.ts'
import { decided, type Command } from '../door/command.ts'
import type { Origin } from '../origin.ts'
import { idOfHash, type Vault } from '../vault.ts'

/** What is sealed of a report. */
export interface ReportText {
  readonly message: string
  readonly happened: readonly Happened[]
  /** In their own words; may be empty. */
  readonly words: string
}

interface SuspectReport {
  readonly id: ReportId
  readonly channel: Channel
  readonly language: Language
  readonly account: AccountId | null
  readonly names: readonly string[]
  readonly sealed: string
}

export const reportSuspect: Command<SuspectReport, { readonly id: ReportId }, never> = {
  name: 'report_suspect',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ id }) => [{ kind: 'report', id }],
  fingerprint: ({ id }) => id,
  decide({ now }, input) {
    const row: Report = { ...input, at: now, state: { kind: 'waiting' } }
    const facts = { report: row.id, names: row.names.length }
    return decided(
      { id: row.id },
      { changes: [{ table: 'reports', row }], events: [{ name: 'suspect_reported', facts }] },
    )
  },
}

export interface Suspect extends ReportText, Pick<SuspectReport, 'language' | 'account'> {
  readonly channel: Channel
}

/** One attempt with one text is one report, however often it is sent: its id is made of them. */
export function tellSuspect(
  { door, vault, ids }: Pick<App, 'door' | 'vault' | 'ids'>,
  suspect: Suspect,
  { origin, readPhone }: { readonly origin: Origin; readonly readPhone: ReadPhone },
) {
  const { message, happened, words, channel, language, account } = suspect
  const text = JSON.stringify({ message, happened, words } satisfies ReportText)
  const attempt = `${origin.actor}|${origin.key ?? ids.next()}|${text}`
  const input = {
    id: idOfHash<ReportId>(vault.keyed('report', attempt)),
    channel,
    language,
    account,
    names: readMessage(message, readPhone).named.map(keyOf),
    sealed: vault.seal(text),
  }
  return door.ask(reportSuspect, input, origin)
}

/** Of what `tellSuspect` sealed. */
export function openReport(vault: Pick<Vault, 'open'>, sealed: string): ReportText {
  return JSON.parse(vault.open(sealed)) as ReportText
}
