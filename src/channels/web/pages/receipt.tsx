/**
 * The papers of an order on screen: one of them as it stands on paper, the files of all, and the
 * way to an invoice in somebody's name. What a document says comes worded; nothing is calculated
 * here.
 */
import { Fragment, type JSX } from 'preact'
import type { DocumentSheet, Said, SheetRow } from '../../../app/documents/ports.ts'
import type { DocumentId, OrderId } from '../../../domain/basics/ids.ts'
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
      <Sheet sheet={props.sheet} />
      <Papers {...props} />
      <InvoiceForm {...props} />
    </>
  )
}

function Sheet({ sheet }: { readonly sheet: DocumentSheet }): JSX.Element {
  return (
    <article class="sheet" lang={sheet.language}>
      <div>
        <h1>{sheet.title}</h1>
        <p class="soft">
          {sheet.number}
          {sheet.legalName !== null && (
            <>
              {' · '}
              <Text said={sheet.legalName} />
            </>
          )}
        </p>
        {sheet.recipient !== null && <p class="big">{sheet.recipient}</p>}
      </div>
      <Rows rows={sheet.facts} />
      <dl class="rows">
        {sheet.items.map((item, place) => (
          <div key={place}>
            <dt>
              {item.name}{' '}
              <span class="soft">
                {item.rate}
                {item.quantity !== '' && ` × ${item.quantity}`}
              </span>
            </dt>
            <dd>{item.amount}</dd>
          </div>
        ))}
      </dl>
      <Rows rows={sheet.sums} />
      <h2>{sheet.settled.title}</h2>
      <Rows rows={sheet.settled.rows} />
      <h2>{sheet.seller.title}</h2>
      <address>
        {sheet.seller.names.map((name, place) => (
          <Fragment key={place}>
            {place > 0 && <br />}
            <Text said={name} />
          </Fragment>
        ))}
      </address>
      <Rows rows={sheet.seller.rows} />
      {sheet.notes.map((note, place) => (
        <p key={place} class="soft">
          <Text said={note} />
        </p>
      ))}
    </article>
  )
}

function Rows({ rows }: { readonly rows: readonly SheetRow[] }): JSX.Element {
  return (
    <dl class="rows">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Text said={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Text({ said }: { readonly said: Said }): JSX.Element {
  return typeof said === 'string' ? <>{said}</> : <span lang={said.language}>{said.text}</span>
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
