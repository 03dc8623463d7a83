/** Every order of the account, newest first. */
import type { JSX } from 'preact'
import type { OrderView } from '../../../app/queries/views.ts'
import { OrderEntry } from '../parts/order-status.tsx'
import type { Voice } from '../words/words.ts'

export interface OrdersPageProps {
  readonly voice: Voice
  readonly orders: readonly OrderView[]
}

export function OrdersPage({ voice, orders }: OrdersPageProps): JSX.Element {
  const said = voice.words.order
  return (
    <>
      <h1>{said.listTitle}</h1>
      {orders.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <ul class="sheet list">
          {orders.map((order) => (
            <li key={order.id}>
              <OrderEntry order={order} voice={voice} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
