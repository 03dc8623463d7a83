/**
 * The papers of an order on screen: one of them as it stands on paper, the files of all, and the
 * way to an invoice in somebody's name. What a document says comes worded; nothing is calculated
 * here.
 */
import type { JSX } from 'preact'
import type { DocumentSheet } from '../../../app/documents/ports.ts'
import type { DocumentId, OrderId } from '../../../domain/basics/ids.ts'
import { DocumentOnScreen } from '../../document-on-screen.tsx'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface PaperLink {
  readonly id: DocumentId
  readonly title: string
  readonly number: string
}

export interface ReceiptPageProps {
  readonly voice: Voice
  readonly order: OrderId
  /** The one that is read, in the language in which it was issued. */
  readonly sheet: DocumentSheet
  /** Oldest first, the one that is read among them. */
  readonly papers: readonly PaperLink[]
  /** For an invoice; null where there is one already. Field: `recipient`. */
  readonly form: FormProps | null
  readonly recipientLengthMax: number
}

export function ReceiptPage(props: ReceiptPageProps): JSX.Element {
  return (
    <>
      <DocumentOnScreen sheet={props.sheet} />
      <Papers {...props} />
      <InvoiceForm {...props} />
    </>
  )
}

function Papers({ voice, order, papers }: ReceiptPageProps): JSX.Element {
  const { receipt } = voice.words
  return (
    <section class="sheet" aria-labelledby="papers">
      <h2 id="papers">{receipt.papers}</h2>
      <ul class="list">
        {papers.map(({ id, title, number }) => (
          <li key={id}>
            <a href={paths.documentFile(order, id)} type="application/pdf">
              {receipt.download(`${title} ${number}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function InvoiceForm(props: ReceiptPageProps): JSX.Element | null {
  const { voice, order, form } = props
  if (form === null) return null
  const said = voice.words.receipt
  return (
    <section class="sheet" aria-labelledby="invoice">
      <h2 id="invoice">{said.invoiceTitle}</h2>
      <p>{said.invoiceText}</p>
      <form class="stack" method="post" action={paths.invoice(order)}>
        <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
        <Seal seal={form.seal} />
        <Field
          form={form}
          name="recipient"
          label={said.recipient}
          hint={said.recipientHint}
          autocomplete="organization"
          maxlength={props.recipientLengthMax}
        />
        <button>{said.invoiceButton}</button>
      </form>
    </section>
  )
}
