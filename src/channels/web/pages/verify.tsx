/** Whether something is really from the operator: asked by pasting it, answered with reasons. */
import type { JSX } from 'preact'
import { MESSAGE_LENGTH_MAX } from '../../../domain/directory/reading.ts'
import { Seal, type FormProps } from '../../form.tsx'
import { VerifyAnswer, type Answered } from '../parts/verify-answer.tsx'
import { paths } from '../paths.ts'
import { reportWords } from '../words/reports/words.ts'
import { verifyWords } from '../words/verify/words.ts'
import type { Voice } from '../words/words.ts'
import { ReportThis } from './report.tsx'

export interface VerifyPageProps {
  readonly voice: Voice
  /** Field: `message`. */
  readonly form: FormProps
  readonly answered: Answered | null
}

export function VerifyPage({ voice, form, answered }: VerifyPageProps): JSX.Element {
  const said = verifyWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      {form.refusal !== undefined && (
        <p class="notice" role="alert">
          {form.refusal}
        </p>
      )}
      {answered !== null && <VerifyAnswer voice={voice} answered={answered} />}
      {answered !== null && !isOurs(answered) && (
        <ReportThis voice={voice} form={form} message={form.typed?.['message'] ?? ''} />
      )}
      <form class="sheet stack" method="post" action={paths.verify}>
        <Seal seal={form.seal} />
        <div class="field">
          <label for="message">{said.field}</label>
          <p class="hint" id="message-hint">
            {said.hint} {said.kept}
          </p>
          <textarea
            id="message"
            name="message"
            rows={5}
            maxlength={MESSAGE_LENGTH_MAX}
            spellcheck={false}
            required
            aria-describedby="message-hint"
          >
            {form.typed?.['message'] ?? ''}
          </textarea>
        </div>
        <button class="main">{answered === null ? said.ask : said.again}</button>
      </form>
      <p>
        <a href={paths.directory}>{said.directory.title}</a> ·{' '}
        <a href={paths.reportNew}>{reportWords(voice.language).title}</a> ·{' '}
        <a href={paths.help}>{voice.words.help.title}</a>
      </p>
    </>
  )
}

/** Nobody has to tell us of ourselves. */
function isOurs(answered: Answered): boolean {
  if (answered.kind !== 'judged') return answered.kind === 'seller'
  return answered.judgement.verdict === 'official'
}
