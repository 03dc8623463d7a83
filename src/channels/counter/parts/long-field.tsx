/** A field of several rows: machine-readable lines, notes. Like `Field`, which has one. */
import type { JSX } from 'preact'
import type { FormProps } from '../../form.tsx'

export function LongField(props: {
  readonly form: FormProps
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly rows: number
  readonly maxlength: number
  readonly autofocus?: boolean
  /** Said after the label of a field that may stay empty. */
  readonly optional?: string
}): JSX.Element {
  const { form, name, hint } = props
  const wrong = form.fieldErrors?.[name]
  const described = [
    ...(wrong === undefined ? [] : [`${name}-wrong`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ]
  return (
    <div class="field">
      <label for={name}>
        {props.label}
        {props.optional !== undefined && <span class="soft"> ({props.optional})</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {wrong !== undefined && (
        <p class="wrong" id={`${name}-wrong`}>
          {wrong}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={props.rows}
        maxlength={props.maxlength}
        spellcheck={false}
        {...(props.optional === undefined ? { required: true } : {})}
        {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}
        {...(wrong === undefined ? {} : { 'aria-invalid': 'true' as const })}
        {...(props.autofocus === true ? { autofocus: true } : {})}
      >
        {form.typed?.[name] ?? ''}
      </textarea>
    </div>
  )
}
