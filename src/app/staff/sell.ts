/**
 * What staff do with an order for whoever stands before them: place it, let a phone or a browser
 * pay it, drop it. The same commands as everybody's, asked by staff. Taking money for it is the
 * till's (`tills/take-at-till.ts`); selling to a caller is `sell-on-call.ts`.
 */
import type { PlacingRefusal } from '../../domain/order/placing.ts'
import { refused, type Command } from '../door/command.ts'
import { sendPayLink } from '../calls/renew.ts'
import { endOrder } from '../orders/end-order.ts'
import { makePayLink } from '../orders/pay-link.ts'
import { placeOrder, type PlacedOrder, type PlaceOrder } from '../orders/place-order.ts'
import { makeShortCode } from '../orders/short-code.ts'
import { byStaff } from './by-staff.ts'

/** On the telephone a call must say who the holder is, and here there is none. */
const placing: Command<
  PlaceOrder,
  PlacedOrder,
  PlacingRefusal | { readonly code: 'caller_not_verified'; readonly act: 'hear_past' }
> = {
  ...placeOrder,
  decide(context, input) {
    const { channel, buyer } = input.request
    if (channel === 'phone' && buyer.kind === 'account') {
      return refused({ code: 'caller_not_verified', act: 'hear_past' })
    }
    return placeOrder.decide(context, input)
  },
}

export const sellAtCounter = byStaff({ act: 'sell' }, placing)

/** For the customer's own phone: a link, shown as a QR code. */
export const payLinkAtCounter = byStaff({ act: 'sell' }, makePayLink)

export const dropAtCounter = byStaff({ act: 'sell' }, endOrder)

/** To the e-mail address of whoever holds the line. */
export const sendPayLinkByStaff = byStaff({ act: 'sell' }, sendPayLink)

/** Read out to a caller: eight digits that open the order in their own browser. */
export const tellShortCode = byStaff({ act: 'sell' }, makeShortCode)
