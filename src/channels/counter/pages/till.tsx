/** A till: closed, with a float to open it; or open, with what it holds and every movement. */
import type { JSX } from 'preact'
import type { EntryView, TillNow } from '../../../app/queries/staff/shift-report.ts'
import { NOTE_LENGTH_MAX } from '../../../domain/till/till.ts'
import { yen } from '../../../domain/basics/money.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { tillWords } from '../words/till/words.ts'

export interface TillPageProps {
  readonly language: Language
  readonly now: TillNow
  readonly form: FormProps
}

/** A float and a movement have as many digits as this. */
export const AMOUNT_DIGITS_MAX = 9

export function TillPage(props: TillPageProps): JSX.Element {
  const { language, now } = props
  const said = tillWords(language)
  const figures = format(language)
  const { open } = now
  return (
    <>
      <h1>{said.title(now.till.name)}</h1>
      {open === null ? (
        <Opening {...props} />
      ) : (
        <div class="columns main-first">
          <section class="sheet">
            <p class="soft">{said.since(figures.longMoment(open.openedAt), open.openedBy)}</p>
            <div data-live={`${paths.tillEntries}?till=${now.till.id}`}>
              <Moved {...props} />
            </div>
            <a class="button" href={paths.tillClose} {...keyed('x')}>
              {said.toClose} <Key name="x" />
            </a>
          </section>
          <Moving {...props} />
        </div>
      )}
    </>
  )
}

function Opening({ language, form }: TillPageProps): JSX.Element {
  const said = tillWords(language)
  return (
    <form class="sheet" method="post" action={paths.tillShifts}>
      <Seal seal={form.seal} />
      <p>{said.closed}</p>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <Field
        form={form}
        name="float"
        label={said.float}
        hint={said.floatHint}
        digits
        autofocus
        maxlength={AMOUNT_DIGITS_MAX}
        autocomplete="off"
      />
      <button class="main">{said.open}</button>
    </form>
  )
}

function Moving({ language, form }: TillPageProps): JSX.Element {
  const said = tillWords(language)
  return (
    <form class="sheet" method="post" action={paths.tillEntries}>
      <h2>{said.move}</h2>
      <Seal seal={form.seal} />
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <Select
        form={form}
        name="kind"
        label={said.moveWhich}
        options={[
          ['paid_in', said.kind.paid_in],
          ['paid_out', said.kind.paid_out],
          ['expense', said.kind.expense],
        ]}
      />
      <Field
        form={form}
        name="amount"
        label={said.moveAmount}
        digits
        maxlength={AMOUNT_DIGITS_MAX}
        autocomplete="off"
      />
      <Field
        form={form}
        name="note"
        label={said.moveNote}
        hint={said.moveNoteHint}
        optional={consoleWords(language).frame.optional}
        maxlength={NOTE_LENGTH_MAX}
        autocomplete="off"
      />
      <button class="main">{said.moveDo}</button>
    </form>
  )
}

/** What the script reads again: the figures that move, and the list. */
export function Moved({ language, now }: Omit<TillPageProps, 'form'>): JSX.Element | null {
  const said = tillWords(language)
  const figures = format(language)
  const { open, list } = now
  if (open === null) return <p>{said.closed}</p>
  return (
    <>
      <dl class="rows">
        <div>
          <dt>{said.expected}</dt>
          <dd class="price">{figures.yen(open.cashExpected)}</dd>
        </div>
        <div>
          <dt>{said.onTerminal}</dt>
          <dd>{figures.yen(open.terminalExpected)}</dd>
        </div>
      </dl>
      <h2>{said.entries}</h2>
      <Entries language={language} list={list} />
    </>
  )
}

export function Entries(props: {
  readonly language: Language
  readonly list: readonly EntryView[]
}): JSX.Element {
  const said = tillWords(props.language)
  const figures = format(props.language)
  if (props.list.length === 0) return <p class="soft">{said.noEntries}</p>
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{said.at}</th>
            <th scope="col">{said.what}</th>
            <th scope="col">{said.by}</th>
            <th scope="col">{said.note}</th>
            <th scope="col" class="number">
              {said.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.list.map((entry) => (
            <tr key={entry.id}>
              <td class="number">{figures.clock(entry.at)}</td>
              <td>
                {said.kind[entry.kind]} <span class="tag">{said.means[entry.means]}</span>
              </td>
              <td>{entry.by}</td>
              <td>{entryNote(entry, props.language)}</td>
              <td class="number">{figures.yen(entry.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function entryNote(entry: EntryView, language: Language): string {
  const said = tillWords(language)
  const figures = format(language)
  const { note, order, reference, tendered, amount } = entry
  return [
    ...(order === null ? [] : [said.orderNumbered(order.number)]),
    ...(tendered === null || tendered === amount
      ? []
      : [said.change(figures.yen(tendered), figures.yen(yen(tendered - amount)))]),
    ...(reference === null ? [] : [said.reference(reference)]),
    ...(note === null ? [] : [note]),
  ].join(' · ')
}
