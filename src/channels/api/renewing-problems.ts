/** The API's phrasebook for auto-renewal; a part of `problems.ts`. */
import type { AgreeRefusal, StandingRefusal } from '../../domain/renewal/agreeing.ts'
import type { PlacingRefusal } from '../../domain/order/placing.ts'
import type { Phrasebook } from './problems.ts'

/** Who agrees is the holder of the line; without one there is nobody to charge. */
export type RenewingTrouble = { readonly code: 'line_without_holder' }

/** What only auto-renewal is refused with; the rest is worded with the placing of orders. */
type OwnRefusal = Exclude<AgreeRefusal, { readonly code: PlacingRefusal['code'] }>

export type RenewingRefusal = OwnRefusal | StandingRefusal | RenewingTrouble

export const RENEWING: Phrasebook<RenewingRefusal> = {
  cap_below_price: {
    status: 422,
    title: 'Cap below price',
    detail: ({ price }) => `One renewal costs JPY ${price}; the monthly cap must allow one.`,
  },
  cap_too_high: {
    status: 422,
    title: 'Cap too high',
    detail: ({ max }) => `The monthly cap is JPY ${max} at most.`,
  },
  share_out_of_bounds: {
    status: 422,
    title: 'Share out of bounds',
    detail: ({ min, max }) => `The share of data left is between ${min} and ${max} percent.`,
  },
  notice_out_of_bounds: {
    status: 422,
    title: 'Notice out of bounds',
    detail: ({ max }) => `Notice is given at most ${max} hours before.`,
  },
  means_unknown: {
    status: 422,
    title: 'Means unknown',
    detail: () => 'The holder keeps no such means of payment.',
  },
  means_barred: {
    status: 409,
    title: 'Means barred',
    detail: () => 'These means can not be charged without their holder any more.',
  },
  renewal_charging: {
    status: 409,
    title: 'Renewal being charged',
    detail: ({ order }) => `Order ${order} is being charged; ask again when it is decided.`,
  },
  no_mandate: {
    status: 404,
    title: 'Auto-renewal off',
    detail: () => 'No auto-renewal stands for this line.',
  },
  line_without_holder: {
    status: 409,
    title: 'Line without holder',
    detail: () => 'Nobody holds the line, so there is nobody to agree and nothing to charge.',
  },
}
