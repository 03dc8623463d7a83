/** A waiting order on its way to a shop: eight digits to say there, and where the shops are. */
import type { JSX } from 'preact'
import type { OrderView, ShopView } from '../../../app/queries/views.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

/** As made a moment ago; the page that tells them is the only one. */
export interface ShownShortCode {
  readonly digits: string
  readonly until: Instant
}

export function AtCounter(props: {
  readonly order: OrderView
  readonly shops: readonly ShopView[]
  readonly shortCode: ShownShortCode | null
  readonly voice: Voice
  readonly asOf: Instant
  readonly seal: FormSeal
}): JSX.Element | null {
  const { order, shops, shortCode, voice } = props
  if (shops.length === 0) return null
  const said = voice.words.orderMoney
  return (
    <details class="sheet" open={shortCode !== null} id="counter">
      <summary>{said.counter}</summary>
      {shortCode !== null && (
        <div role="status">
          <p>{said.counterCode}</p>
          <p class="big number">{inFours(shortCode.digits)}</p>
          <p class="hint">{said.counterUntil(voice.format.end(shortCode.until, props.asOf))}</p>
        </div>
      )}
      <form class="stack" method="post" action={`${paths.shortCodeOf(order.id)}#counter`}>
        <Seal seal={props.seal} />
        <p class="hint">{said.counterHint}</p>
        <button>{shortCode === null ? said.counterMake : said.counterAgain}</button>
      </form>
      <h3>{said.counterShops}</h3>
      <ul class="list">
        {shops.map(({ id, name, address, phone }) => (
          <li key={id}>
            <strong>{name[voice.language]}</strong>
            <br />
            {address}
            <br />
            {phone}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** 12345678 → 1234 5678: read out in two breaths. */
function inFours(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ')
}
