/**
 * How a caller pays an order that an agent placed: a link by e-mail, or eight digits that are read
 * out and typed on the web. No QR code, for nobody sees the screen.
 */
import type { JSX } from 'preact'
import type { Instant } from '../../../domain/basics/time.ts'
import type { OrderId } from '../../../domain/basics/ids.ts'
import type { OrderView } from '../../../app/queries/views.ts'
import { Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { sellWords } from '../words/sell/words.ts'
import { Key, keyed } from './key.tsx'

export interface OnCallProps {
  /** Where the digits are typed. */
  readonly host: string
  /** Made a moment ago, and shown this once. */
  readonly webCode: { readonly digits: string; readonly until: Instant } | null
}

export function PaidElsewhere(props: {
  readonly speech: Speech
  readonly found: { readonly order: { readonly id: OrderId }; readonly view: OrderView }
  readonly form: FormProps
  readonly onCall: OnCallProps
}): JSX.Element {
  const { speech, found, form, onCall } = props
  const said = sellWords(speech.language).order
  const { order, view } = found
  const { payLink } = view.money
  const { longMoment } = speech.format
  return (
    <section class="sheet stack">
      {onCall.webCode !== null && (
        <div class="notice" role="status">
          <p>{said.webCodeTold}</p>
          <p class="figure">{inGroups(onCall.webCode.digits)}</p>
          <p class="hint">{said.webCodeUntil(longMoment(onCall.webCode.until))}</p>
        </div>
      )}
      <form class="stack" method="post" action={paths.orderLinkLetter(order.id)}>
        <Seal seal={form.seal} />
        {payLink !== null && <p>{said.linkSent(longMoment(payLink.until))}</p>}
        <p class="hint">{said.sendLinkHint}</p>
        <button class="main" autofocus {...keyed('m')}>
          {said.sendLink} <Key name="m" />
        </button>
      </form>
      <form class="stack" method="post" action={paths.orderWebCode(order.id)}>
        <Seal seal={form.seal} />
        <p class="hint">{said.webCodeHint(onCall.host)}</p>
        <button {...keyed('k')}>
          {said.webCode} <Key name="k" />
        </button>
      </form>
    </section>
  )
}

/** As people read digits aloud. */
function inGroups(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ')
}
