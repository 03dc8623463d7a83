/**
 * The receipt on screen, in the customer's language, with what it was paid by and the change above
 * it; its file, and what the receipt printer is sent. The next customer has the focus.
 */
import { Fragment, type JSX } from 'preact'
import type { CounterOrder } from '../../../app/queries/staff/counter-order.ts'
import type { DocumentSheet, PaperWidthMm, Said, SheetRow } from '../../../app/documents/ports.ts'
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
        <Sheet sheet={sheet} />
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

function Sheet({ sheet }: { readonly sheet: DocumentSheet }): JSX.Element {
  return (
    <article class="sheet" lang={sheet.language}>
      <h2>{sheet.title}</h2>
      <p class="soft">
        {sheet.number}
        {sheet.legalName !== null && (
          <>
            {' · '}
            <Text said={sheet.legalName} />
          </>
        )}
      </p>
      {sheet.recipient !== null && <p class="price">{sheet.recipient}</p>}
      <p class="price">
        {sheet.total.label} {sheet.total.value}
      </p>
      <SheetRows rows={sheet.facts} />
      <dl class="rows">
        {sheet.items.map((item, place) => (
          <div key={place}>
            <dt>
              {item.name} <span class="soft">{item.rate}</span>
            </dt>
            <dd>{item.amount}</dd>
          </div>
        ))}
      </dl>
      <SheetRows rows={sheet.sums} />
      <h3>{sheet.settled.title}</h3>
      <SheetRows rows={sheet.settled.rows} />
      <h3>{sheet.seller.title}</h3>
      <address>
        {sheet.seller.names.map((name, place) => (
          <Fragment key={place}>
            {place > 0 && <br />}
            <Text said={name} />
          </Fragment>
        ))}
      </address>
      <SheetRows rows={sheet.seller.rows} />
      {sheet.notes.map((note, place) => (
        <p key={place} class="soft">
          <Text said={note} />
        </p>
      ))}
    </article>
  )
}

function SheetRows({ rows }: { readonly rows: readonly SheetRow[] }): JSX.Element {
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
