/** Names and values as one list; rows without a value are left out. */
import type { ComponentChildren, JSX } from 'preact'

export type Row = readonly [label: string, value: ComponentChildren]

export function Rows(props: { readonly rows: readonly (Row | null)[] }): JSX.Element {
  return (
    <dl class="rows">
      {props.rows.map((row) =>
        row === null ? null : (
          <div key={row[0]}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
