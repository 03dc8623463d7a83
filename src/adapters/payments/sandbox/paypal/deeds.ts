/** What time brings about on PayPal's side, by the names under which it was scheduled. */
import type { Deeds } from '../due.ts'
import { decide } from './payments.ts'

export const PAYPAL_DEEDS: Deeds = {
  'paypal-approve': (sandbox, capture) => decide(sandbox, capture, true),
  'paypal-decline': (sandbox, capture) => decide(sandbox, capture, false),
}
