/** Where every page and form of the console lives. No address carries personal text. */
import type {
  AccountId,
  CallId,
  CaseId,
  DisputeId,
  GiftCardId,
  LineId,
  OrderId,
  PendingChangeId,
  RefundId,
  ReportId,
  ShiftId,
  TillId,
  UsageFileId,
} from '../../domain/basics/ids.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { OfferRef } from '../../domain/catalogue/offer.ts'

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

  /** Whom a leak concerns. */
  breach: '/staff/breach',
  breachCsv: '/staff/breach.csv',
  breachLetters: '/staff/breach/letters',

  /** What looked odd on bills. */
  anomalies: '/staff/anomalies',
  lineStatements: (line: LineId) => `/staff/lines/${line}/statements`,
  lineStatement: (line: LineId, month: JstMonth) => `/staff/lines/${line}/statements/${month}`,

  /** One line on one screen. */
  line: (line: LineId) => `/staff/lines/${line}`,

  /** Shows for a few minutes what the line's screen masks. */
  reveal: (line: LineId) => `/staff/lines/${line}/reveal`,

  /** What the customer is shown before they agree. */
  sale: (line: LineId, offer: OfferRef, startNow: boolean) =>
    `/staff/lines/${line}/sales/new?offer=${offer.id}&version=${offer.version}` +
    (startNow ? '&start=now' : ''),
  sales: (line: LineId) => `/staff/lines/${line}/sales`,
  order: (order: OrderId) => `/staff/orders/${order}`,
  orderLive: (order: OrderId, mark: string) => `/staff/orders/${order}/live?mark=${mark}`,
  orderPayments: (order: OrderId) => `/staff/orders/${order}/payments`,
  orderPayLink: (order: OrderId) => `/staff/orders/${order}/pay-link`,
  orderLinkLetter: (order: OrderId) => `/staff/orders/${order}/pay-link/letter`,
  orderWebCode: (order: OrderId) => `/staff/orders/${order}/web-code`,
  orderEnd: (order: OrderId) => `/staff/orders/${order}/end`,
  receipt: (order: OrderId) => `/staff/orders/${order}/receipt`,
  receiptPdf: (order: OrderId) => `/staff/orders/${order}/receipt.pdf`,
  receiptTape: (order: OrderId, widthMm: number) => `/staff/orders/${order}/receipt/${widthMm}`,

  tillChoice: '/staff/till-choice',
  till: '/staff/till',
  tillOf: (till: TillId) => `/staff/tills/${till}`,
  tillShifts: '/staff/till/shifts',
  tillEntries: '/staff/till/entries',
  tillCount: '/staff/till/count',
  tillClose: '/staff/till/close',
  tillScript: '/staff/till.js',
  shifts: '/staff/shifts',
  shiftOf: (till: TillId, shift: ShiftId) => `/staff/tills/${till}/shifts/${shift}`,
  /** Of a roll so many millimetres wide. */
  shiftTape: (till: TillId, shift: ShiftId, mm: number) =>
    `/staff/tills/${till}/shifts/${shift}/tape?mm=${mm}`,
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

  /** A document is seen; `to` is where the asker came from. */
  identity: (line: LineId) => `/staff/lines/${line}/identity`,
  identityThen: (line: LineId, to: string) =>
    `/staff/lines/${line}/identity?to=${encodeURIComponent(to)}`,
  identityChecks: (line: LineId) => `/staff/lines/${line}/identity/checks`,
  person: (line: LineId) => `/staff/lines/${line}/person`,
  contact: (line: LineId) => `/staff/lines/${line}/contact`,
  sim: (line: LineId) => `/staff/lines/${line}/sim`,
  /** Of an eSIM: ordering it, and posts that show its install code or give it up. */
  profile: (line: LineId) => `/staff/lines/${line}/profile`,
  profileCode: (line: LineId) => `/staff/lines/${line}/profile/code`,
  profileCancelling: (line: LineId) => `/staff/lines/${line}/profile/cancelling`,
  forgetting: (line: LineId) => `/staff/lines/${line}/forgetting`,
  /** Ends one lock of the line or its holder. */
  locks: (line: LineId) => `/staff/lines/${line}/locks`,
  suspension: (line: LineId) => `/staff/lines/${line}/suspension`,
  resumption: (line: LineId) => `/staff/lines/${line}/resumption`,
  changeStop: (line: LineId, change: PendingChangeId) =>
    `/staff/lines/${line}/changes/${change}/stop`,
  lineCases: (line: LineId) => `/staff/lines/${line}/cases`,
  caseNotes: (line: LineId, id: CaseId) => `/staff/lines/${line}/cases/${id}/notes`,
  caseClose: (line: LineId, id: CaseId) => `/staff/lines/${line}/cases/${id}/closing`,

  /** Open ones: all, the asker's own, nobody's yet. */
  disputes: (show: 'all' | 'mine' | 'unowned') =>
    show === 'all' ? '/staff/disputes' : `/staff/disputes?show=${show}`,
  lineDisputes: (line: LineId) => `/staff/lines/${line}/disputes`,
  dispute: (line: LineId, dispute: DisputeId) => `/staff/lines/${line}/disputes/${dispute}`,
  disputeTaking: (line: LineId, dispute: DisputeId) =>
    `/staff/lines/${line}/disputes/${dispute}/taking`,
  disputeQuote: (line: LineId, dispute: DisputeId) =>
    `/staff/lines/${line}/disputes/${dispute}/quote`,
  disputeDecision: (line: LineId, dispute: DisputeId) =>
    `/staff/lines/${line}/disputes/${dispute}/decision`,

  calls: '/staff/calls',
  callsLive: (mark: string) => `/staff/calls/live?mark=${encodeURIComponent(mark)}`,
  callsToday: '/staff/calls/today',
  call: (call: CallId) => `/staff/calls/${call}`,
  callLive: (call: CallId, mark: string) =>
    `/staff/calls/${call}/live?mark=${encodeURIComponent(mark)}`,
  callTaking: (call: CallId) => `/staff/calls/${call}/taking`,
  callGivingBack: (call: CallId) => `/staff/calls/${call}/giving-back`,
  callVerification: (call: CallId) => `/staff/calls/${call}/verification`,
  callLine: (call: CallId) => `/staff/calls/${call}/line`,
  callWrapUp: (call: CallId) => `/staff/calls/${call}/wrap-up`,
  callPromise: (call: CallId) => `/staff/calls/${call}/call-back`,
  callBacks: '/staff/call-backs',
  usageFiles: '/staff/usage-files',
  usageFilesBefore: (file: UsageFileId) => `/staff/usage-files?before=${file}`,
  usageFile: (file: UsageFileId) => `/staff/usage-files/${file}`,
  usageFileRows: (file: UsageFileId, after: number) => `/staff/usage-files/${file}?after=${after}`,
  usageRowsAgain: (file: UsageFileId) => `/staff/usage-files/${file}/again`,
  fulfilments: '/staff/fulfilments',
  network: '/staff/network',
  limits: '/staff/limits',
  limitSearch: '/staff/limits/search',
  limitLift: '/staff/limits/lifted',
  reports: '/staff/reports',
  report: (report: ReportId) => `/staff/reports/${report}`,
  reportConfirmation: (report: ReportId) => `/staff/reports/${report}/confirmation`,
  reportRejection: (report: ReportId) => `/staff/reports/${report}/rejection`,
  directory: '/staff/directory',
  directoryNew: '/staff/directory/new',
  directoryEntries: '/staff/directory/entries',
  directoryEntry: (entry: string) => `/staff/directory/entries/${entry}`,
  /** A sheet to be printed. */
  directoryCode: (entry: string) => `/staff/directory/entries/${entry}/code`,
  /** Of the call on which it was asked for. */
  callBackTaking: (call: CallId) => `/staff/call-backs/${call}/taking`,
  callBackTries: (call: CallId) => `/staff/call-backs/${call}/tries`,
  /** A post: what is looked for may be a caller's own words. */
  answers: '/staff/answers',
  callsScript: '/staff/calls.ts',
  script: '/staff/console.ts',
  watching: '/staff/watching.ts',
  scanning: '/staff/scanning.ts',
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
