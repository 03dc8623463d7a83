/** What a price is made of: the list price struck through, what is taken off, and the rest. */
import type { JSX } from 'preact'
import type { PayingView } from '../../../app/queries/paying-view.ts'
import type { Voice } from '../words/words.ts'

export function PriceParts(props: {
  readonly paying: PayingView
  readonly voice: Voice
}): JSX.Element {
  const { paying, voice } = props
  const said = voice.words.paying
  const { yen } = voice.format
  const rows: readonly (readonly [string, string])[] = [
    ...(paying.discount === 0n ? [] : [[said.discount, `−${yen(paying.discount)}`] as const]),
    ...(paying.pointsUsed === 0n ? [] : [[said.points, `−${yen(paying.pointsUsed)}`] as const]),
    ...paying.giftCards.map(({ hint, taken }) => [said.giftCard(hint), `−${yen(taken)}`] as const),
  ]
  return (
    <dl class="rows">
      {rows.length > 0 && (
        <div>
          <dt>{said.listPrice}</dt>
          <dd>{paying.discount === 0n ? yen(paying.listPrice) : <s>{yen(paying.listPrice)}</s>}</dd>
        </div>
      )}
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{rows.length === 0 ? said.toPay : said.rest}</dt>
        <dd class="price">{yen(paying.rest)}</dd>
      </div>
    </dl>
  )
}
