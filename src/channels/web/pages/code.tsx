/** Eight digits that carry an order from the telephone or a counter to the web, typed here. */
import type { JSX } from 'preact'
import { SHORT_CODE_DIGITS, SHORT_CODE_MINUTES } from '../../../app/orders/short-code.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { codePageWords } from '../words/code.ts'
import type { Voice } from '../words/words.ts'

/** Digits with whatever people put between them. */
export const CODE_TYPED_MAX = 24

export interface CodePageProps {
  readonly voice: Voice
  /** Field: `code`, never put back. */
  readonly form: FormProps
}

export function CodePage({ voice, form }: CodePageProps): JSX.Element {
  const said = codePageWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.code}>
        <Seal seal={form.seal} />
        <Field
          form={form}
          name="code"
          label={said.field}
          hint={said.fieldHint(SHORT_CODE_DIGITS, SHORT_CODE_MINUTES)}
          autocomplete="off"
          maxlength={CODE_TYPED_MAX}
          digits
          secret
        />
        <button class="main">{said.show}</button>
        <p class="hint">{said.caution}</p>
      </form>
    </>
  )
}
