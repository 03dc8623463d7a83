/**
 * A document is read, compared with the person, and judged. What was read stands on the page once,
 * and travels sealed to the judgement; nothing of it is stored.
 */
import type { JSX } from 'preact'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { lastDigitsOf } from '../../../domain/identity/document-number.ts'
import type { ReadDocument } from '../../../domain/identity/identity-check.ts'
import { ErrorSummary, Field, LongField, Seal, type FormProps } from '../../form.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { SCAN_LENGTH_MAX } from '../reading/recognise-scan.ts'
import { careWords } from '../words/care/words.ts'
import { consoleWords } from '../words/console/words.ts'
import { lineWords } from '../words/line/words.ts'

interface Props {
  readonly language: Language
  readonly line: LineId
  /** Where the asker came from. */
  readonly to: string
  readonly form: FormProps
}

export function IdentityPage(props: Props): JSX.Element {
  const { language, line, to, form } = props
  const said = careWords(language).identity
  const { frame } = consoleWords(language)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <ErrorSummary form={form} title={frame.wrongTitle} />
      <form
        class="sheet stack"
        method="post"
        action={paths.identity(line)}
        autocomplete="off"
        data-takes-scan
      >
        <Seal seal={form.seal} />
        <input type="hidden" name="to" value={to} />
        <LongField
          form={form}
          name="document"
          label={said.document}
          hint={said.documentHint}
          rows={3}
          maxlength={SCAN_LENGTH_MAX}
          autofocus
        />
        <Field
          form={form}
          name="expires"
          label={said.expires}
          hint={said.expiresHint}
          optional={frame.optional}
          autocomplete="off"
          maxlength={20}
        />
        <button class="main" {...keyed('i')}>
          {said.read} <Key name="i" />
        </button>
        <p class="hint">{said.keeps}</p>
      </form>
      <Back {...props} />
    </div>
  )
}

/** What the page shows of a document; a residence card typed by its number tells no name. */
export type ShownDocument = ReadDocument & {
  readonly issuingState?: string
  readonly holder?: { readonly surname: string; readonly givenNames: string }
}

export function ComparePage(
  props: Props & {
    readonly document: ShownDocument
    readonly isExpired: boolean
    /** The document on its way to the judgement. */
    readonly sealed: string
  },
): JSX.Element {
  const { language, line, to, form, document, isExpired, sealed } = props
  const said = careWords(language).identity
  const { holder, issuingState, expires } = document
  const rows: readonly (readonly [string, string])[] = [
    [said.kind, lineWords(language).identity.kind[document.kind]],
    ...(holder === undefined
      ? []
      : [[said.name, `${holder.surname} ${holder.givenNames}`.trim()] as const]),
    ...(issuingState === undefined ? [] : [[said.state, issuingState] as const]),
    [said.number, lastDigitsOf(document.number)],
    [said.lastDay, expires === null ? said.noEnd : expires.toString()],
  ]
  return (
    <div class="stack">
      <h1>{said.compare}</h1>
      {isExpired && (
        <p class="notice" role="alert">
          {said.expired}
        </p>
      )}
      <form class="sheet stack" method="post" action={paths.identityChecks(line)}>
        <Seal seal={form.seal} />
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="read" value={sealed} />
        <dl class="rows">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <button class="main" name="holder" value="yes" autofocus {...keyed('y')}>
          {said.isHolder} <Key name="y" />
        </button>
        <button name="holder" value="no" {...keyed('n')}>
          {said.isNot} <Key name="n" />
        </button>
      </form>
      <a class="button" href={paths.identityThen(line, to)} {...keyed('a')}>
        {said.another} <Key name="a" />
      </a>
    </div>
  )
}

function Back({ language, to }: Props): JSX.Element {
  return (
    <a class="button" href={to} {...keyed('b')}>
      {careWords(language).toCustomer} <Key name="b" />
    </a>
  )
}
