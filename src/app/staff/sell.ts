/**
 * What staff do with an order for whoever stands before them: place it, let a phone pay it, drop
 * it. The same commands as everybody's, asked by staff. Taking money for it is the till's
 * (`tills/take-at-till.ts`).
 */
import { endOrder } from '../orders/end-order.ts'
import { makePayLink } from '../orders/pay-link.ts'
import { placeOrder } from '../orders/place-order.ts'
import { byStaff } from './by-staff.ts'

export const sellAtCounter = byStaff({ act: 'sell' }, placeOrder)

/** For the customer's own phone: a link, shown as a QR code. */
export const payLinkAtCounter = byStaff({ act: 'sell' }, makePayLink)

export const dropAtCounter = byStaff({ act: 'sell' }, endOrder)
