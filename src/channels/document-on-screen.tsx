/**
 * A document as it stands on paper, on a page. What it says comes worded; nothing is calculated
 * here.
 */
import { Fragment, type ComponentChildren, type JSX } from 'preact'
import type { DocumentSheet, Said, SheetRow } from '../app/documents/ports.ts'

export function DocumentOnScreen(props: {
  readonly sheet: DocumentSheet
  /** Something else is the page's subject: headings are one level lower, the total comes first. */
  readonly beside?: true
}): JSX.Element {
  const { sheet } = props
  const beside = props.beside === true
  return (
    <article class="sheet" lang={sheet.language}>
      <div>
        {beside ? <h2>{sheet.title}</h2> : <h1>{sheet.title}</h1>}
        <p class="soft">
          {sheet.number}
          {sheet.legalName !== null && (
            <>
              {' · '}
              <Text said={sheet.legalName} />
            </>
          )}
        </p>
        {sheet.recipient !== null && <p class={beside ? 'price' : 'big'}>{sheet.recipient}</p>}
        {beside && (
          <p class="price">
            {sheet.total.label} {sheet.total.value}
          </p>
        )}
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
      <Part beside={beside}>{sheet.settled.title}</Part>
      <Rows rows={sheet.settled.rows} />
      <Part beside={beside}>{sheet.seller.title}</Part>
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

function Part(props: { readonly beside: boolean; readonly children: ComponentChildren }) {
  return props.beside ? <h3>{props.children}</h3> : <h2>{props.children}</h2>
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
