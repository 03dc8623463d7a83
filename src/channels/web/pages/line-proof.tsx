/**
 * Renewing without an account: whoever knows the card's number and its code may buy for it, a
 * friend abroad too. It leads to offers and prices, never to a balance.
 */
import type { JSX } from 'preact'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'
import { CardFields } from './add-line.tsx'

export interface LineProofPageProps {
  readonly voice: Voice
  /** Fields: `iccid`, `activationCode` (never put back). */
  readonly form: FormProps
}

export function LineProofPage({ voice, form }: LineProofPageProps): JSX.Element {
  const { lineProof, addLine } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{lineProof.title}</h1>
        <p>{lineProof.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.lineProof}>
        <Seal seal={form.seal} />
        <CardFields form={form} voice={voice} />
        <button class="main">{lineProof.go}</button>
        <p class="hint">{addLine.where}</p>
        <p class="hint">{lineProof.note}</p>
      </form>
      <section class="sheet">
        <h2>{lineProof.friend.title}</h2>
        <p>{lineProof.friend.text}</p>
      </section>
    </>
  )
}
