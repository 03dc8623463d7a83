/**
 * A statement drawn plainly: sums first, then every entry, points and data. Portal and console show
 * the same; where its links lead, and whether it can be answered, is theirs.
 */
import type { JSX } from 'preact'
import type { AnomalyView } from '../app/queries/anomalies.ts'
import { orderNumber } from '../app/queries/order-view.ts'
import type { LineOfStatement, StatementView } from '../app/queries/statement.ts'
import type { OrderId, LineId } from '../domain/basics/ids.ts'
import type { Language } from '../domain/basics/language.ts'
import { negate } from '../domain/basics/money.ts'
import type { Pack } from '../domain/balance/pack.ts'
import type { StatementEntry, UseOfLine } from '../domain/bill/statement.ts'
import { anomalyWords, sayAnomaly } from './anomaly-words.ts'
import { format } from './format.ts'
import { meansOf, meansWords } from './means-words.ts'
import { monthText } from './month-text.ts'
import { rateRows, signedText } from './statement-sheet.ts'
import { statementWords } from './statement-words.ts'
import { UseChart } from './use-chart.tsx'

/** Entries on one page; the rest is on the next ones. */
export const ENTRIES_A_PAGE = 30

export interface StatementBodyProps {
  readonly language: Language
  readonly view: StatementView
  /** From 1. */
  readonly page: number
  readonly isOfAccount: boolean
  readonly hrefs: {
    readonly order: (order: OrderId) => string
    readonly page: (page: number) => string
    /** The same month of one line. */
    readonly line: (line: LineId) => string
    readonly pdf: string | null
    readonly csv: string | null
  }
  /** What its reader can say of an oddity; null where they only read. */
  readonly answering: ((anomaly: AnomalyView) => JSX.Element | null) | null
  /** Contesting a day of usage; null where its reader cannot. */
  readonly contesting: ((use: UseOfLine) => JSX.Element | null) | null
}

export function pagesOf({ statement }: StatementView): number {
  return Math.max(1, Math.ceil(statement.entries.length / ENTRIES_A_PAGE))
}

export function StatementBody(props: StatementBodyProps): JSX.Element {
  const { view, language, isOfAccount } = props
  const said = statementWords(language)
  const { statement, isOpen, asOf, lines } = view
  const [first] = lines
  return (
    <>
      <div class="prose">
        <h1>{said.title(monthText(statement.month, language))}</h1>
        {!isOfAccount && first !== undefined && (
          <p>
            {first.networkName[language]} <span class="id">{first.masked}</span>
          </p>
        )}
        <p class="soft">{isOpen ? said.open(format(language).longMoment(asOf)) : said.closed}</p>
        {view.isCut && <p class="notice">{said.cut}</p>}
      </div>
      <Oddities {...props} />
      <Sums {...props} />
      <Entries {...props} />
      {statement.points !== null && <Points {...props} />}
      {statement.lines.map((use) => (
        <Use key={use.line} {...props} use={use} />
      ))}
      <Files {...props} />
    </>
  )
}

function Oddities({ view, language, answering }: StatementBodyProps): JSX.Element | null {
  const { anomalies } = view
  if (anomalies.length === 0) return null
  const said = anomalyWords(language)
  return (
    <section class="sheet" aria-labelledby="odd">
      <h2 id="odd">{said.banner}</h2>
      <p class="hint">{said.bannerHint}</p>
      <ul class="list">
        {anomalies.map((one) => (
          <li key={one.id}>
            <AnomalyTold anomaly={one} language={language} />
            {answering?.(one)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is odd, with its explanation, and what was said of it. */
export function AnomalyTold(props: {
  readonly anomaly: AnomalyView
  readonly language: Language
}): JSX.Element {
  const { title, text } = sayAnomaly(props.anomaly, props.language)
  const said = anomalyWords(props.language)
  const { feedback } = props.anomaly
  return (
    <>
      <h3>{title}</h3>
      <p>{text}</p>
      {feedback !== null && (
        <p class="soft">{feedback.says === 'fine' ? said.saidFine : said.saidDisputed}</p>
      )}
    </>
  )
}

interface ShownRow {
  readonly label: string
  readonly value: string
}

function Rows({ rows }: { readonly rows: readonly ShownRow[] }): JSX.Element {
  return (
    <dl class="rows">
      {rows.map(({ label, value }, place) => (
        <div key={place}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Sums({ view, language }: StatementBodyProps): JSX.Element {
  const said = statementWords(language)
  const means = meansWords(language)
  const { yen } = format(language)
  const { sold, returned, ways, rates } = view.statement
  const back = returned === 0n ? [] : [{ label: said.returned, value: yen(returned) }]
  return (
    <section class="sheet" aria-labelledby="sums">
      <h2 id="sums">{said.sums}</h2>
      <Rows
        rows={[
          { label: said.sold, value: yen(sold) },
          ...ways.map(({ by, amount }) => ({ label: means[meansOf(by)], value: yen(amount) })),
          ...back,
          ...rates.flatMap((rate) => rateRows(rate, language)),
        ]}
      />
      <p class="hint">{said.noInvoice}</p>
    </section>
  )
}

function Entries(props: StatementBodyProps): JSX.Element {
  const { view, language, page } = props
  const said = statementWords(language)
  const { entries } = view.statement
  const shown = entries.slice((page - 1) * ENTRIES_A_PAGE, page * ENTRIES_A_PAGE)
  return (
    <section class="sheet" aria-labelledby="entries">
      <h2 id="entries">{said.entries}</h2>
      {entries.length === 0 && <p class="soft">{said.entriesNone}</p>}
      <dl class="rows moves">
        {shown.map((entry, place) => (
          <Entry key={place} {...props} entry={entry} />
        ))}
      </dl>
      <Pages {...props} />
    </section>
  )
}

function Entry(props: StatementBodyProps & { readonly entry: StatementEntry }): JSX.Element {
  const { view, language, entry, isOfAccount, hrefs } = props
  const said = statementWords(language)
  const comes = entry.kind === 'sold' || entry.kind === 'set_aside'
  const isOdd = view.anomalies.some((one) => one.order === entry.order && entry.kind === 'sold')
  const line = view.lines.find(({ id }) => id === entry.line)
  return (
    <div>
      <dt>
        {said.kinds[entry.kind]} {view.offerNames.get(entry.order)?.[language]}{' '}
        {isOdd && <span class="tag on">{said.odd}</span>}
        <span class="lines">
          {format(language).longMoment(entry.at)}{' '}
          <a href={hrefs.order(entry.order)}>{orderNumber(entry.order)}</a>
          {isOfAccount && line !== undefined && ` · ${shortLine(line, language)}`}
        </span>
      </dt>
      <dd>{signedText(comes ? entry.amount : negate(entry.amount), language)}</dd>
    </div>
  )
}

function Pages({ view, language, page, hrefs }: StatementBodyProps): JSX.Element | null {
  const said = statementWords(language)
  const of = pagesOf(view)
  if (of === 1) return null
  return (
    <nav class="actions" aria-label={said.pages}>
      <p class="soft">{said.page(page, of)}</p>
      {page > 1 && <a href={hrefs.page(page - 1)}>{said.previous}</a>}
      {page < of && <a href={hrefs.page(page + 1)}>{said.next}</a>}
    </nav>
  )
}

/** More moves than this are in the table to download. */
const MOVES_SHOWN_MAX = 30

function Points({ view, language }: StatementBodyProps): JSX.Element | null {
  const { points } = view.statement
  if (points === null) return null
  const said = statementWords(language)
  const { longMoment } = format(language)
  return (
    <section class="sheet" aria-labelledby="points">
      <h2 id="points">{said.points}</h2>
      <dl class="rows moves">
        <div>
          <dt>{said.pointsBefore}</dt>
          <dd>{String(points.before)}</dd>
        </div>
        {points.moves.slice(0, MOVES_SHOWN_MAX).map((move, place) => (
          <div key={place}>
            <dt>
              {said.moves[move.kind]}
              <span class="lines">{longMoment(move.at)}</span>
            </dt>
            <dd>{move.points > 0n ? `+${move.points}` : `−${negate(move.points)}`}</dd>
          </div>
        ))}
        <div>
          <dt>{said.pointsAfter}</dt>
          <dd>{String(points.after)}</dd>
        </div>
      </dl>
    </section>
  )
}

function Use(props: StatementBodyProps & { readonly use: UseOfLine }): JSX.Element {
  const { view, language, use, isOfAccount, hrefs } = props
  const said = statementWords(language)
  const heading = `data-${use.line}`
  const line = view.lines.find(({ id }) => id === use.line)
  const { volumeUsed } = format(language)
  const one = (label: string, bytes: UseOfLine['bytes']) =>
    bytes === 0n ? [] : [{ label, value: volumeUsed(bytes, 'GB') }]
  const packs = (label: string, list: readonly Pack[]) =>
    list.map((pack) => ({ label, value: packText(pack, view, language) }))
  return (
    <section class="sheet" aria-labelledby={heading}>
      <h2 id={heading}>
        {said.data}
        {isOfAccount && line !== undefined && ` · ${shortLine(line, language)}`}
      </h2>
      {use.bytes === 0n && use.bought.length === 0 && <p class="soft">{said.dataNone}</p>}
      <Rows
        rows={[
          ...(isOfAccount ? [] : packs(said.bought, use.bought)),
          ...(isOfAccount ? [] : packs(said.takenBack, use.takenBack)),
          ...one(said.used, use.bytes),
          ...one(said.throttled, use.throttled),
          ...one(said.uncovered, use.uncovered),
          ...(use.late === null ? [] : one(said.late, use.late.bytes)),
        ]}
      />
      {isOfAccount ? (
        <a href={hrefs.line(use.line)}>
          {said.byDay}
          <span class="unseen"> {line?.masked}</span>
        </a>
      ) : (
        <>
          <UseChart language={language} month={view.statement.month} days={use.days} />
          {props.contesting?.(use)}
        </>
      )}
    </section>
  )
}

/** As the list of lines says it: its network and the last digits of its card. */
function shortLine({ networkName, masked }: LineOfStatement, language: Language): string {
  return `${networkName[language]} ${masked.slice(-4)}`
}

function packText(pack: Pack, view: StatementView, language: Language): string {
  const said = statementWords(language)
  const { volume } = format(language)
  const { allowance } = pack
  const name = pack.order === null ? undefined : view.offerNames.get(pack.order)?.[language]
  const granted =
    allowance.kind === 'total'
      ? volume(allowance.bytes, 'GB')
      : allowance.kind === 'daily'
        ? said.perDay(volume(allowance.bytesPerDay, 'GB'))
        : said.unlimited
  return name === undefined || pack.origin === 'bonus' ? granted : `${name} · ${granted}`
}

function Files({ language, hrefs }: StatementBodyProps): JSX.Element | null {
  const said = statementWords(language)
  if (hrefs.pdf === null || hrefs.csv === null) return null
  return (
    <section class="sheet" aria-labelledby="files">
      <h2 id="files">{said.files}</h2>
      <div class="actions">
        <a class="button" href={hrefs.pdf} type="application/pdf">
          {said.pdf}
        </a>
        <a class="button" href={hrefs.csv} type="text/csv">
          {said.csv}
        </a>
      </div>
    </section>
  )
}
