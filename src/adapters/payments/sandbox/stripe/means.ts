/**
 * What a payment is made with. A card is a test card by its entry in the list, never a number; the
 * name and address that a convenience store wants are whatever the page was given.
 */
import type { TestCard } from '../cards.ts'

export const PAYMENT_TYPES = ['card', 'konbini', 'alipay', 'wechat_pay'] as const
export type PaymentType = (typeof PAYMENT_TYPES)[number]

export const CHAINS = ['familymart', 'lawson', 'ministop', 'seicomart'] as const
export type Chain = (typeof CHAINS)[number]

export interface Expiry {
  readonly month: number
  readonly year: number
}

export interface CardMeans {
  readonly type: 'card'
  readonly card: TestCard
  readonly expiry: Expiry
}

export interface KonbiniMeans {
  readonly type: 'konbini'
  readonly name: string
  readonly email: string
  readonly chain: Chain
}

export interface WalletMeans {
  readonly type: 'alipay' | 'wechat_pay'
}

export type Means = CardMeans | KonbiniMeans | WalletMeans
