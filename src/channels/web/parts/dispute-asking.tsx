/** One order and its dispute: the one that is looked into, or the one tap that raises one. */
import type { JSX } from 'preact'
import type { DisputeId, LineId, OrderId } from '../../../domain/basics/ids.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { paths } from '../paths.ts'
import { disputePageWords } from '../words/disputes/words.ts'
import type { Voice } from '../words/words.ts'

export interface OrderDispute {
  /** The latest; null: none yet. */
  readonly latest: DisputeId | null
  readonly mayRaise: boolean
}

export function DisputeAsking(props: {
  readonly voice: Voice
  readonly order: { readonly id: OrderId; readonly line: LineId }
  readonly dispute: OrderDispute
  readonly seal: FormSeal
}): JSX.Element | null {
  const { voice, order, dispute, seal } = props
  const said = disputePageWords(voice.language)
  const { latest, mayRaise } = dispute
  if (latest === null && !mayRaise) return null
  return (
    <section class="sheet stack" aria-labelledby="dispute">
      <h2 id="dispute">{said.wrong}</h2>
      {latest !== null && (
        <p>
          <a class="button" href={paths.dispute(order.line, latest)}>
            {said.see}
          </a>
        </p>
      )}
      {mayRaise && (
        <form class="stack" method="post" action={paths.disputes(order.line)}>
          <Seal seal={seal} />
          <input type="hidden" name="about" value="order" />
          <input type="hidden" name="order" value={order.id} />
          <p class="hint">{said.wrongText}</p>
          <button>{said.wrongButton}</button>
        </form>
      )}
    </section>
  )
}
