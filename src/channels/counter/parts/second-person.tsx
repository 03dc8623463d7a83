/** The fields in which a second person proves to stand beside the first; read by `second.ts`. */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import { Field, type FormProps } from '../../form.tsx'
import { consoleWords } from '../words/console/words.ts'

/** Names of the fields as they are posted. */
export const SECOND_FIELDS = {
  name: 'second-name',
  password: 'second-password',
  code: 'second-code',
} as const

export function SecondPerson(props: {
  readonly form: FormProps
  readonly language: Language
}): JSX.Element {
  const { form } = props
  const said = consoleWords(props.language).second
  return (
    <fieldset class="sheet">
      <legend>{said.title}</legend>
      <p class="hint">{said.hint}</p>
      <Field form={form} name={SECOND_FIELDS.name} label={said.name} autocomplete="off" />
      <Field
        form={form}
        name={SECOND_FIELDS.password}
        label={said.password}
        type="password"
        autocomplete="off"
      />
      <Field
        form={form}
        name={SECOND_FIELDS.code}
        label={said.code}
        digits
        secret
        autocomplete="off"
        maxlength={6}
      />
    </fieldset>
  )
}
