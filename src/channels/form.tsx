/**
 * What every form on a page shares: the seal that proves it is ours and names one attempt, fields
 * that keep what was typed and say what is wrong beside it, and the summary that links to them. Not
 * what becomes of a posted form (`posted.ts`).
 */
import type { ComponentChildren, JSX } from 'preact'

export interface FormSeal {
  /** Anti-forgery token, posted as `csrf`. */
  readonly csrf: string
  /** Idempotency key of this attempt, posted as `key`; a refusal's page has a new one. */
  readonly key: string
}

/** What a form shows again after a refusal. Passwords and codes are never put back. */
export interface FormProps {
  readonly seal: FormSeal
  readonly typed?: Readonly<Record<string, string>> | undefined
  /** A sentence about the whole form. */
  readonly refusal?: string | undefined
  /** Sentences by field name. */
  readonly fieldErrors?: Readonly<Record<string, string>> | undefined
}

export function Seal(props: { readonly seal: FormSeal }): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={props.seal.csrf} />
      <input type="hidden" name="key" value={props.seal.key} />
    </>
  )
}

/** Nothing when nothing is wrong. */
export function ErrorSummary(props: {
  readonly form: FormProps
  readonly title: string
}): JSX.Element | null {
  const wrong = Object.entries(props.form.fieldErrors ?? {})
  if (props.form.refusal === undefined && wrong.length === 0) return null
  return (
    <div class="notice" role="alert" tabindex={-1} data-focus>
      <h2>{props.title}</h2>
      {props.form.refusal !== undefined && <p>{props.form.refusal}</p>}
      {wrong.length > 0 && (
        <ul>
          {wrong.map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${name}`}>{sentence}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export interface FieldProps {
  readonly form: FormProps
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** Said right after the label of a field that may stay empty, with its own brackets. */
  readonly optional?: string | undefined
  /** `datetime-local`: a moment as a calendar shows it; without a zone of its own. */
  readonly type?: 'text' | 'email' | 'password' | 'datetime-local'
  readonly digits?: boolean
  /** Codes: typed text is not put back. */
  readonly secret?: boolean
  readonly autocomplete?: string
  readonly maxlength?: number
  readonly value?: string | undefined
  /** At most one of a page. */
  readonly autofocus?: boolean
}

export function Field(props: FieldProps): JSX.Element {
  const wrong = props.form.fieldErrors?.[props.name]
  const attributes = {
    id: props.name,
    name: props.name,
    value: isSecret(props) ? '' : (props.form.typed?.[props.name] ?? props.value ?? ''),
    ...(props.digits === true
      ? { inputmode: 'numeric' as const, class: 'digits', spellcheck: false }
      : {}),
    ...(props.autocomplete === undefined ? {} : { autocomplete: props.autocomplete }),
    ...(props.maxlength === undefined ? {} : { maxlength: props.maxlength }),
    ...(props.optional === undefined ? { required: true } : {}),
    ...(props.autofocus === true ? { autofocus: true } : {}),
    ...describedBy(props.name, props.hint, wrong),
  }
  return (
    <div class="field">
      <Label name={props.name} label={props.label} optional={props.optional} />
      <Hint name={props.name} hint={props.hint} />
      <Wrong name={props.name} sentence={wrong} />
      {props.type === 'email' && <input type="email" {...attributes} />}
      {props.type === 'password' && <input type="password" {...attributes} />}
      {props.type === 'datetime-local' && <input type="datetime-local" {...attributes} />}
      {(props.type ?? 'text') === 'text' && <input {...attributes} />}
    </div>
  )
}

/** A field of several rows: machine-readable lines, notes, messages. */
export function LongField(
  props: Pick<FieldProps, 'form' | 'name' | 'label' | 'hint' | 'optional' | 'autofocus'> & {
    readonly rows: number
    readonly maxlength: number
  },
): JSX.Element {
  const { form, name } = props
  const wrong = form.fieldErrors?.[name]
  return (
    <div class="field">
      <Label name={name} label={props.label} optional={props.optional} />
      <Hint name={name} hint={props.hint} />
      <Wrong name={name} sentence={wrong} />
      <textarea
        id={name}
        name={name}
        rows={props.rows}
        maxlength={props.maxlength}
        spellcheck={false}
        {...(props.optional === undefined ? { required: true } : {})}
        {...describedBy(name, props.hint, wrong)}
        {...(props.autofocus === true ? { autofocus: true } : {})}
      >
        {form.typed?.[name] ?? ''}
      </textarea>
    </div>
  )
}

function isSecret({ type, secret }: FieldProps): boolean {
  return secret === true || type === 'password'
}

export function Select(
  props: Omit<FieldProps, 'type' | 'digits' | 'secret' | 'maxlength' | 'autofocus'> & {
    readonly options: readonly (readonly [value: string, text: string])[]
  },
): JSX.Element {
  const wrong = props.form.fieldErrors?.[props.name]
  const chosen = props.form.typed?.[props.name] ?? props.value ?? ''
  return (
    <div class="field">
      <Label name={props.name} label={props.label} optional={props.optional} />
      <Hint name={props.name} hint={props.hint} />
      <Wrong name={props.name} sentence={wrong} />
      <select
        id={props.name}
        name={props.name}
        {...(props.autocomplete === undefined ? {} : { autocomplete: props.autocomplete })}
        {...describedBy(props.name, props.hint, wrong)}
      >
        {props.options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A box to tick, with its sentence. */
export function Tick(props: {
  readonly form: FormProps
  readonly name: string
  readonly children: ComponentChildren
}): JSX.Element {
  const wrong = props.form.fieldErrors?.[props.name]
  return (
    <div class="field">
      <Wrong name={props.name} sentence={wrong} />
      <label class="tick">
        <input
          id={props.name}
          name={props.name}
          type="checkbox"
          value="yes"
          required
          checked={props.form.typed?.[props.name] === 'yes'}
          {...describedBy(props.name, undefined, wrong)}
        />
        <span>{props.children}</span>
      </label>
    </div>
  )
}

function Label(props: {
  readonly name: string
  readonly label: string
  readonly optional: string | undefined
}): JSX.Element {
  return (
    <label for={props.name}>
      {props.label}
      {props.optional !== undefined && <span class="soft">{props.optional}</span>}
    </label>
  )
}

function Hint(props: { readonly name: string; readonly hint: string | undefined }) {
  if (props.hint === undefined) return null
  return (
    <p class="hint" id={`${props.name}-hint`}>
      {props.hint}
    </p>
  )
}

function Wrong(props: { readonly name: string; readonly sentence: string | undefined }) {
  if (props.sentence === undefined) return null
  return (
    <p class="wrong" id={`${props.name}-wrong`}>
      {props.sentence}
    </p>
  )
}

function describedBy(name: string, hint: string | undefined, wrong: string | undefined) {
  const ids = [
    ...(wrong === undefined ? [] : [`${name}-wrong`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ]
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(wrong === undefined ? {} : { 'aria-invalid': 'true' as const }),
  }
}
