/**
 * The receipt on screen, in the customer's language, with what it was paid by and the change above
 * it; its file, and what the receipt printer is sent. The next customer has the focus.
 */
import type { JSX } from 'preact'
import type { CounterOrder } from '../../../app/queries/staff/counter-order.ts'
import type { DocumentSheet, PaperWidthMm } from '../../../app/documents/ports.ts'
import { DocumentOnScreen } from '../../document-on-screen.tsx'
import { Seal, type FormSeal } from '../../form.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { sellWords } from '../words/sell/words.ts'
import { Paid } from './order.tsx'

/** With the key that prints on it. */
export const PAPER_WIDTHS: readonly (readonly [PaperWidthMm, string])[] = [
  [58, '5'],
  [80, '8'],
]

export interface ReceiptPageProps {
  readonly speech: Speech
  readonly found: CounterOrder
  readonly sheet: DocumentSheet
  readonly seal: FormSeal
}

export function ReceiptPage(props: ReceiptPageProps): JSX.Element {
  const { speech, found, sheet } = props
  const said = sellWords(speech.language)
  const { order, view } = found
  return (
    <>
      <h1>
        {said.order.receipt} · {view.number}
      </h1>
      <div class="columns">
        <div class="stack">
          <section class="sheet" role="status">
            <p>{said.order.state[order.state.kind]}</p>
            <Paid speech={speech} found={found} />
            <div class="actions">
              <a class="button main" href={paths.first} autofocus>
                {said.order.next}
              </a>
              <a class="button" href={paths.line(order.line)} {...keyed('v')}>
                {said.order.toLine} <Key name="v" />
              </a>
            </div>
          </section>
          <Prints {...props} />
        </div>
        <DocumentOnScreen sheet={sheet} beside />
      </div>
    </>
  )
}

function Prints({ speech, found, seal }: ReceiptPageProps): JSX.Element {
  const said = sellWords(speech.language).receipt
  const { id } = found.order
  return (
    <section class="sheet">
      <div class="actions">
        <a class="button" href={paths.receiptPdf(id)} type="application/pdf" {...keyed('p')}>
          {said.pdf} <Key name="p" />
        </a>
        {PAPER_WIDTHS.map(([width, key]) => (
          <form key={width} method="post" action={paths.receiptTape(id, width)} data-download>
            <Seal seal={seal} />
            <button {...keyed(key)}>
              {said.tape(width)} <Key name={key} />
            </button>
          </form>
        ))}
      </div>
      <p class="hint">{said.tapeHint}</p>
    </section>
  )
}
