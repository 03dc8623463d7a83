/** Adding a line to the account: the card's number and the code printed with it. */
import type { JSX } from 'preact'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'
import { IccidField } from './first.tsx'

export interface AddLinePageProps {
  readonly voice: Voice
  /** Fields: `iccid`, `activationCode` (never put back). */
  readonly form: FormProps
}

export function AddLinePage({ voice, form }: AddLinePageProps): JSX.Element {
  const { addLine } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{addLine.title}</h1>
        <p>{addLine.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.lines}>
        <Seal seal={form.seal} />
        <CardFields form={form} voice={voice} />
        <button class="main">{addLine.add}</button>
        <p class="hint">{addLine.where}</p>
      </form>
    </>
  )
}

export function CardFields(props: { readonly form: FormProps; readonly voice: Voice }) {
  const { fields } = props.voice.words
  return (
    <>
      <IccidField form={props.form} voice={props.voice} />
      <Field
        form={props.form}
        name="activationCode"
        label={fields.activationCode}
        hint={fields.activationCodeHint}
        autocomplete="off"
        maxlength={20}
        digits
        secret
      />
    </>
  )
}
