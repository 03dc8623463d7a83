/** Usage files in a list, one with its rejected rows, and a form that takes one by paste. */
import type { JSX } from 'preact'
import type { RejectedRow, UsageFile } from '../../../app/usage-files/ports.ts'
import { USAGE_FILES_SHOWN_MAX, type UsageFilePage } from '../../../app/staff/usage-files.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { ErrorSummary, Field, LongField, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { Rows } from '../parts/rows.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import { usageFileWords } from '../words/usage-files/words.ts'

/** As they are posted. */
export const USAGE_FIELDS = { source: 'source', name: 'name', content: 'content' } as const
/** What a person pastes; programs and folders carry more. */
export const PASTE_LETTERS_MAX = 100_000
export const NAME_LETTERS_MAX = 100

export interface UsageFilesPageProps {
  readonly language: Language
  readonly role: StaffRole
  readonly files: readonly UsageFile[]
  readonly sources: readonly string[]
  readonly asOf: Instant
  readonly form: FormProps
}

export function UsageFilesPage(props: UsageFilesPageProps): JSX.Element {
  const { language, role, files, form } = props
  const said = usageFileWords(language)
  const last = files.at(-1)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <p class="soft">{said.lead}</p>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <section class="sheet stack">
        <h2>{said.list}</h2>
        {files.length === 0 ? <p class="soft">{said.none}</p> : <List {...props} />}
        {last !== undefined && files.length === USAGE_FILES_SHOWN_MAX && (
          <a href={paths.usageFilesBefore(last.id)}>{said.older}</a>
        )}
      </section>
      {reachOf(role, 'take_usage_file') !== 'no' && <Sending {...props} />}
    </div>
  )
}

function List({ language, files, asOf }: UsageFilesPageProps): JSX.Element {
  const said = usageFileWords(language)
  const { moment } = format(language)
  return (
    <ul class="list">
      {files.map((file) => {
        const { accepted, repeated, rejected } = file.counts
        return (
          <li key={file.id}>
            <a href={paths.usageFile(file.id)}>
              {file.name} · {moment(file.at, asOf)}
            </a>{' '}
            <span class="tag">{file.source}</span>{' '}
            {stateOf(file) !== 'finished' && (
              <span class="tag on">{said.states[stateOf(file)]}</span>
            )}
            <p class="soft">
              {said.came[file.came]} · {said.counts(accepted, repeated, rejected)}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function stateOf({ finished, refusal }: UsageFile): 'finished' | 'unfinished' | 'refused' {
  if (refusal !== null) return 'refused'
  return finished === null ? 'unfinished' : 'finished'
}

function Sending({ language, sources, form }: UsageFilesPageProps): JSX.Element {
  const said = usageFileWords(language)
  return (
    <form class="sheet stack" method="post" action={paths.usageFiles}>
      <Seal seal={form.seal} />
      <Select
        form={form}
        name={USAGE_FIELDS.source}
        label={said.source}
        options={sources.map((source) => [source, source] as const)}
      />
      <Field
        form={form}
        name={USAGE_FIELDS.name}
        label={said.name}
        hint={said.nameHint}
        optional={consoleWords(language).frame.optional}
        autocomplete="off"
        maxlength={NAME_LETTERS_MAX}
      />
      <LongField
        form={form}
        name={USAGE_FIELDS.content}
        label={said.content}
        hint={said.contentHint(PASTE_LETTERS_MAX)}
        rows={8}
        maxlength={PASTE_LETTERS_MAX}
      />
      <button class="main">{said.send}</button>
    </form>
  )
}

export interface OneUsageFileProps {
  readonly language: Language
  readonly role: StaffRole
  readonly page: UsageFilePage
  /** Who sent it, by name where it is one of us. */
  readonly by: string
  readonly form: FormProps
}

export function OneUsageFilePage(props: OneUsageFileProps): JSX.Element {
  const { language, role, page, by, form } = props
  const said = usageFileWords(language)
  const { file, rejected, next } = page
  const { counts, refusal } = file
  const figures = format(language)
  const mayTryAgain = reachOf(role, 'take_usage_file') !== 'no' && file.header !== null
  return (
    <div class="stack">
      <h1>{said.one}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <section class="sheet stack">
        <h2>{file.name}</h2>
        {refusal !== null && <p class="notice">{wordRefusal(said.fileRefusals, refusal)}</p>}
        <Rows
          rows={[
            [said.state, said.states[stateOf(file)]],
            [said.source, file.source],
            [said.cameAt, figures.longMoment(file.at)],
            [said.cameBy, said.came[file.came]],
            [said.by, by],
            [said.size, file.sizeBytes.toString()],
            [said.checksum, `${file.sha256.slice(0, 16)}…`],
            [said.rows, counts.rows],
            [said.accepted, counts.accepted],
            [said.repeated, counts.repeated],
            [said.rejected, counts.rejected],
            [said.used, counts.usedBytes.toString()],
          ]}
        />
      </section>
      <section class="sheet stack">
        <h2>{said.rejectedRows}</h2>
        {rejected.length === 0 ? (
          <p class="soft">{said.noneRejected}</p>
        ) : (
          <Rejected language={language} rejected={rejected} />
        )}
        {next !== null && <a href={paths.usageFileRows(file.id, next)}>{said.next}</a>}
        {mayTryAgain && rejected.length > 0 && (
          <form class="stack" method="post" action={paths.usageRowsAgain(file.id)}>
            <Seal seal={form.seal} />
            <p class="hint">{said.againHint}</p>
            <button>{said.again}</button>
          </form>
        )}
      </section>
    </div>
  )
}

function Rejected(props: {
  readonly language: Language
  readonly rejected: readonly RejectedRow[]
}): JSX.Element {
  const said = usageFileWords(props.language)
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              {said.line}
            </th>
            <th scope="col">{said.reason}</th>
            <th scope="col">{said.text}</th>
          </tr>
        </thead>
        <tbody>
          {props.rejected.map(({ line, refusal, text }) => (
            <tr key={line}>
              <td class="number">{line}</td>
              <td>{wordRefusal(said.rowRefusals, refusal)}</td>
              <td>{text === null ? <span class="soft">{said.textGone}</span> : text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
