/**
 * Of what was said and done: agreements, calls, cases with what staff wrote, documents that were
 * seen, changes, disputes, oddities, reports, and that something was done at all.
 */
import type { AccountId, LineId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { Dispute } from '../../../domain/dispute/dispute.ts'
import { openWords } from '../../disputes/words.ts'
import type { PersonalRows } from '../../personal-reads.ts'
import { cardOf, EXPORT_ROWS_MAX, isTheirs, type Gathered } from './gathered.ts'
import { at, code, section, text, type Cell, type Section } from './cells.ts'

export async function careSections(gathered: Gathered): Promise<readonly Section[]> {
  const { rows, state } = gathered
  const account = state.account.id
  const isOwn = (one: { readonly account: AccountId | null }) => one.account === account
  const isSince = (line: string, then: Instant) => isTheirs(gathered, line as LineId, then)
  const isOwnAgreement = ({ home, at: then }: PersonalRows['agreements'][number]) =>
    home.kind === 'account' || isSince(home.id, then)
  const isOwnMention = ({ home, at: then }: PersonalRows['journal'][number]) =>
    home === account || isSince(home, then)
  return [
    section('agreements', rows.agreements.filter(isOwnAgreement), (one) => ({
      at: at(one.at),
      channel: code(one.channel),
      terms: text(one.terms.map(({ kind, version }) => `${kind} ${version}`).join(', ')),
      shown: text(one.shown.lines.map(({ label, value }) => `${label}: ${value}`).join('; ')),
    })),
    ...(await callSections(gathered)),
    ...(await counterSections(gathered)),
    await disputeSection(gathered),
    section('anomalies', rows.anomalies.filter(isOwn), (one) => ({
      card: card(gathered, one.line),
      kind: code(one.finding.kind),
      at: at(one.aboutAt),
      feedback: code(one.feedback?.says ?? null),
    })),
    section('reports', rows.reports, (one) => ({
      at: at(one.at),
      names: text(one.names.join(', ')),
      text: text(opened(gathered, one.sealed)),
      state: code(one.state.kind),
    })),
    section('journal', rows.journal.filter(isOwnMention), (one) => ({
      at: at(one.at),
      card: one.home === gathered.state.account.id ? text(null) : card(gathered, one.home),
      command: text(one.command),
      channel: code(one.channel),
    })),
  ]
}

function card(gathered: Gathered, line: string | null): Cell {
  return text(line === null ? null : cardOf(gathered, line))
}

/** What is under the operator's key and about them. */
function opened({ app }: Gathered, sealed: string | null): string | null {
  return sealed === null || sealed === '' ? null : app.vault.open(sealed)
}

async function eachLine<Found>(
  { lines }: Gathered,
  ask: (line: LineId) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const ids = lines.flatMap(({ line }) => line?.id ?? [])
  return (await Promise.all(ids.map(ask))).flat()
}

async function callSections(gathered: Gathered): Promise<readonly Section[]> {
  const { reads } = gathered.app
  const { account } = gathered.state
  const all = await eachLine(gathered, (line) => reads.callsOf(line, EXPORT_ROWS_MAX + 1))
  const calls = all.filter((one) => isTheirs(gathered, one.line, one.startedAt))
  const backs = gathered.rows.callBacks.filter(
    (one) =>
      one.account === account.id ||
      (one.account === null && isTheirs(gathered, one.line, one.askedAt)),
  )
  return [
    section('calls', calls, (one) => ({
      at: at(one.startedAt),
      card: card(gathered, one.line),
      language: code(one.language),
      last_digits: text(one.number?.lastDigits ?? null),
      outcome: code(one.wrapUp?.outcome ?? null),
      text: text(opened(gathered, one.wrapUp?.note ?? null)),
    })),
    section('call_backs', backs, (one) => ({
      at: at(one.askedAt),
      telephone: text(opened(gathered, one.number)),
      from: at(one.promised.from),
      until: at(one.promised.until),
      state: code(one.state.kind),
    })),
  ]
}

async function counterSections(gathered: Gathered): Promise<readonly Section[]> {
  const { reads } = gathered.app
  const { account } = gathered.state
  const max = EXPORT_ROWS_MAX + 1
  const [allCases, allChecks, changes] = await Promise.all([
    eachLine(gathered, (line) => reads.cases(line, max)),
    eachLine(gathered, (line) => reads.identityChecks(line)),
    Promise.all([account.id, ...account.lines].map((home) => reads.pendingChanges(home, max))),
  ])
  const cases = allCases.filter((one) => isTheirs(gathered, one.line, one.openedAt))
  const checks = allChecks.filter((one) => isTheirs(gathered, one.line, one.at))
  return [
    section('cases', cases, (one) => ({
      card: card(gathered, one.line),
      about: code(one.about),
      at: at(one.openedAt),
      ended: at(one.closed?.at ?? null),
      text: text(one.notes.map(({ sealed }) => opened(gathered, sealed)).join('; ')),
    })),
    section('identity_checks', checks, (one) => ({
      card: card(gathered, one.line),
      kind: code(one.kind),
      last_digits: text(one.lastDigits),
      result: code(one.result),
      at: at(one.at),
    })),
    section('changes', changes.flat(), (one) => ({
      kind: code(one.what.kind),
      at: at(one.askedAt),
      due: at(one.dueAt),
      state: code(one.state.kind),
    })),
  ]
}

async function disputeSection(gathered: Gathered): Promise<Section> {
  const { app, rows, state } = gathered
  const own = rows.disputes.filter(({ account }) => account === state.account.id)
  const read = await Promise.all(
    own.map(async (one) => ({
      one,
      words: await openWords(app, one.account, one.words),
      answer: await openWords(app, one.account, answerOf(one)),
    })),
  )
  return section('disputes', read, ({ one, words, answer }) => ({
    card: card(gathered, one.line),
    about: code(one.about.kind),
    at: at(one.raisedAt),
    state: code(one.state.kind),
    text: text(words),
    answer: text(answer),
  }))
}

function answerOf({ state }: Dispute): Dispute['words'] {
  return state.kind === 'decided' ? state.words : null
}
