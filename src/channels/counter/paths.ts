/** Where every page and form of the console lives. No address carries personal text. */
import type {
  AccountId,
  GiftCardId,
  LineId,
  OrderId,
  RefundId,
  TillId,
} from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'

export const CONSOLE_PREFIX = '/staff'

export const paths = {
  /** Where a customer is looked for: the first page. */
  first: '/staff',
  /** A post, because what is looked for may be a name. */
  search: '/staff/search',

  signIn: '/staff/sign-in',
  signInPasskeyOptions: '/staff/sign-in/passkey/options',
  signInPasskey: '/staff/sign-in/passkey',
  signOut: '/staff/sign-out',
  oneTimeCode: '/staff/one-time-code',
  lock: '/staff/lock',
  locked: (back: string) => `/staff/lock?back=${encodeURIComponent(back)}`,
  unlock: '/staff/unlock',
  unlockPasskeyOptions: '/staff/unlock/passkey/options',
  unlockPasskey: '/staff/unlock/passkey',
  signInThen: (back: string) => `/staff/sign-in?back=${encodeURIComponent(back)}`,
  seen: '/staff/seen',

  account: '/staff/account',
  accountPasskeys: '/staff/account/passkeys',
  accountPasskeyOptions: '/staff/account/passkeys/options',
  removePasskey: '/staff/account/passkeys/removal',
  endSignIns: '/staff/account/sign-ins/end',

  /** One line on one screen. */
  line: (line: LineId) => `/staff/lines/${line}`,

  tillChoice: '/staff/till-choice',
  till: '/staff/till',
  tillOf: (till: TillId) => `/staff/tills/${till}`,
  shifts: '/staff/shifts',
  giftCards: '/staff/gift-cards',
  /** A post: a code never stands in an address. */
  giftCardLook: '/staff/gift-cards/look',
  giftCard: (card: GiftCardId) => `/staff/gift-cards/${card}`,
  giftCardSale: (card: GiftCardId) => `/staff/gift-cards/${card}/sale`,
  giftCardFreeze: (card: GiftCardId) => `/staff/gift-cards/${card}/freeze`,
  accountPoints: (account: AccountId) => `/staff/accounts/${account}/points`,
  refund: (order: OrderId) => `/staff/orders/${order}/refund`,
  refundQuote: (order: OrderId) => `/staff/orders/${order}/refund/quote`,
  payOut: (order: OrderId, refund: RefundId) => `/staff/orders/${order}/refunds/${refund}/pay-out`,
  cases: '/staff/cases',

  script: '/staff/console.js',
  scanning: '/staff/scanning.js',
  icon: '/staff/icon.svg',
} as const

/** The same page in another language; works with scripts off. */
export function inLanguage(path: string, language: Language): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}

/** Where to come back to: an address of the console and nothing else. */
export function safeBack(given: string | undefined): string {
  if (given === undefined || !given.startsWith(CONSOLE_PREFIX)) return paths.first
  const parsed = URL.parse(given, 'http://desk')
  if (parsed === null || parsed.host !== 'desk') return paths.first
  const { pathname, search } = parsed
  return pathname === CONSOLE_PREFIX || pathname.startsWith(`${CONSOLE_PREFIX}/`)
    ? `${pathname}${search}`
    : paths.first
}
