/** A waiting order's other ways: another method, or somebody else. */
import type { JSX } from 'preact'
import type { OrderWaysView } from '../../../app/queries/order-ways.ts'
import type { OrderView } from '../../../app/queries/views.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { WaysToPay } from './ways-to-pay.tsx'

export interface OrderWays extends Pick<OrderWaysView, 'methods' | 'payBy'> {
  /** The address to give away, while a link is in force. */
  readonly link: string | null
}

interface OtherWaysProps {
  readonly order: OrderView
  readonly ways: OrderWays
  readonly voice: Voice
  readonly asOf: Instant
  readonly seal: FormSeal
}

export function OtherWays(props: OtherWaysProps): JSX.Element {
  return (
    <>
      <Link {...props} />
      <OtherMethod {...props} />
    </>
  )
}

function OtherMethod({ order, ways, voice, asOf, seal }: OtherWaysProps): JSX.Element | null {
  const said = voice.words.orderMoney
  const { payment } = order
  const open = ways.methods.filter(({ bar }) => bar === null)
  const { state } = payment
  // What the bank will not give without the payer is not asked of it again: a page goes first.
  const asksPayer = state.kind === 'failed' && state.reason === 'authentication_needed'
  const first = open.find(({ method }) => !asksPayer || method !== 'saved') ?? open[0]
  if (first === undefined) return null
  const isOpen = state.kind === 'failed' || state.kind === 'created'
  return (
    <details class="sheet" open={isOpen && !payment.byLink}>
      <summary>{said.change}</summary>
      <form class="stack" method="post" action={paths.payments(order.id)}>
        <Seal seal={seal} />
        <WaysToPay {...ways} chosen={first.key} asOf={asOf} voice={voice} />
        <p class="hint">{said.changeHint}</p>
        <button {...(isOpen && !payment.byLink ? { class: 'main' } : {})}>
          {voice.words.confirm.pay(voice.format.yen(order.money.rest))}
        </button>
      </form>
    </details>
  )
}

function Link({ order, ways, voice, asOf, seal }: OtherWaysProps): JSX.Element {
  const said = voice.words.orderMoney
  const { payLink } = order.money
  return (
    <details class="sheet" open={ways.link !== null}>
      <summary>{said.link}</summary>
      <form class="stack" method="post" action={paths.payLinkOf(order.id)}>
        <Seal seal={seal} />
        {ways.link !== null && payLink !== null ? (
          <>
            <div class="field">
              <label for="payLink">{said.linkAddress}</label>
              <p class="hint">{said.linkUntil(voice.format.end(payLink.until, asOf))}</p>
              <input id="payLink" class="id" readonly value={ways.link} />
            </div>
            <p class="hint">{said.linkHint}</p>
            <button name="act" value="revoke">
              {said.linkRevoke}
            </button>
          </>
        ) : (
          <>
            <p class="hint">{said.linkHint}</p>
            <button name="act" value="open">
              {said.linkMake}
            </button>
          </>
        )}
      </form>
    </details>
  )
}
