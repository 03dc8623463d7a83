/** Cases with their notes: of one line, with what can be done, and the open ones of all lines. */
import type { JSX } from 'preact'
import type { CaseView } from '../../../app/queries/staff/cases.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { CASE_NOTE_LENGTH_MAX, CASE_SUBJECTS } from '../../../domain/case/case.ts'
import { ErrorSummary, LongField, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { careWords } from '../words/care/words.ts'
import { consoleWords } from '../words/console/words.ts'
import { lineWords } from '../words/line/words.ts'

interface Shown {
  readonly language: Language
  readonly cases: readonly CaseView[]
  readonly asOf: Instant
}

export function LineCasesPage(
  props: Shown & { readonly line: LineId; readonly form: FormProps },
): JSX.Element {
  const { language, line, form } = props
  const words = careWords(language)
  return (
    <div class="stack">
      <h1>{words.cases.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <CasesPart {...props} />
      <a class="button" href={paths.line(line)} {...keyed('b')}>
        {words.toCustomer} <Key name="b" />
      </a>
    </div>
  )
}

/** The cases of a line and the form that opens another; also a part of the customer's screen. */
export function CasesPart(
  props: Shown & { readonly line: LineId; readonly form: FormProps },
): JSX.Element {
  const { language, cases, line, form } = props
  const said = careWords(language).cases
  const { subject } = lineWords(language).cases
  const open = cases.filter(({ closed }) => closed === null)
  return (
    <div class="stack">
      <form class="sheet stack" method="post" action={paths.lineCases(line)}>
        <h2>{said.open}</h2>
        <Seal seal={form.seal} />
        <Select
          form={form}
          name="about"
          label={said.subject}
          options={CASE_SUBJECTS.map((one) => [one, subject[one]] as const)}
          autocomplete="off"
        />
        <LongField
          form={form}
          name="note"
          label={said.note}
          hint={said.noteHint}
          rows={2}
          maxlength={CASE_NOTE_LENGTH_MAX}
        />
        <button class="main" {...keyed('o')}>
          {said.open} <Key name="o" />
        </button>
      </form>
      {cases.length === 0 && <p class="soft">{said.none}</p>}
      {cases.map((one) => (
        <OneCase key={one.id} {...props} one={one}>
          {one.closed === null && <CaseForms {...props} one={one} isOnly={open.length === 1} />}
        </OneCase>
      ))}
    </div>
  )
}

function CaseForms(
  props: Shown & {
    readonly line: LineId
    readonly form: FormProps
    readonly one: CaseView
    readonly isOnly: boolean
  },
): JSX.Element {
  const { language, line, form, one, isOnly } = props
  const said = careWords(language).cases
  const name = `note-${one.id}`
  return (
    <>
      <form class="stack" method="post" action={paths.caseNotes(line, one.id)}>
        <Seal seal={form.seal} />
        <LongField
          form={form}
          name={name}
          label={said.note}
          rows={2}
          maxlength={CASE_NOTE_LENGTH_MAX}
        />
        <button {...(isOnly ? keyed('w') : {})}>
          {said.add} {isOnly && <Key name="w" />}
        </button>
      </form>
      <form method="post" action={paths.caseClose(line, one.id)}>
        <Seal seal={form.seal} />
        <button class="plain">{said.close}</button>
      </form>
    </>
  )
}

function OneCase(
  props: Shown & { readonly one: CaseView; readonly children?: JSX.Element | false },
): JSX.Element {
  const { language, one, asOf } = props
  const said = careWords(language).cases
  const { moment } = format(language)
  return (
    <section class="sheet stack">
      <h2>{lineWords(language).cases.subject[one.about]}</h2>
      <p class="soft">{said.openedBy(one.openedBy, moment(one.openedAt, asOf))}</p>
      <ul class="list">
        {one.notes.map(({ by, at, text }) => (
          <li key={at.toString()}>
            <p class="soft">{said.noteBy(by, moment(at, asOf))}</p>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {one.closed !== null && (
        <p class="soft">{said.closedBy(one.closed.by, moment(one.closed.at, asOf))}</p>
      )}
      {props.children}
    </section>
  )
}

/** Of every line, longest open first. */
export function OpenCasesPage(props: Shown): JSX.Element {
  const { language, cases } = props
  const said = careWords(language).cases
  return (
    <div class="stack">
      <h1>{said.allTitle}</h1>
      {cases.length === 0 && <p class="soft">{said.none}</p>}
      {cases.map((one) => (
        <OneCase key={one.id} {...props} one={one}>
          <a class="button" href={paths.lineCases(one.line)}>
            {said.toLine}
          </a>
        </OneCase>
      ))}
    </div>
  )
}
