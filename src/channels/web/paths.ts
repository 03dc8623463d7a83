/**
 * Where every page and form of the portal lives. URLs are things; pages link only through this
 * file, and routes are registered with the same words.
 */
import type {
  AgreementId,
  AnomalyId,
  DisputeId,
  DocumentId,
  KeptMethodId,
  LineId,
  NetworkId,
  OrderId,
  PackId,
} from '../../domain/basics/ids.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { OfferRef } from '../../domain/catalogue/offer.ts'

export const paths = {
  first: '/',
  /** POST iccid: served → line proof, not served → "not ours". */
  cards: '/cards',
  networkOffers: (network: NetworkId) => `/networks/${network}/offers`,

  signIn: '/sign-in',
  signInCode: '/sign-in/code',
  signInPasskey: '/sign-in/passkey',
  /** POST with the csrf field, answers WebAuthn request options as JSON. */
  signInPasskeyOptions: '/sign-in/passkey/options',
  signOut: '/sign-out',
  registration: '/registration',

  lines: '/lines',
  newLine: '/lines/new',
  line: (line: LineId) => `/lines/${line}`,
  /** Server-sent events: event `figures`, data = the HTML of `LiveFigures`. */
  live: (line: LineId) => `/lines/${line}/live`,
  offers: (line: LineId) => `/lines/${line}/offers`,
  /** The last screen. */
  confirm: (line: LineId, offer: OfferRef, startNow: boolean) =>
    `/lines/${line}/renewals/new?offer=${offer.id}&version=${offer.version}` +
    (startNow ? '&start=now' : ''),
  renewals: (line: LineId) => `/lines/${line}/renewals`,
  suspension: (line: LineId) => `/lines/${line}/suspension`,
  recognition: (line: LineId) => `/lines/${line}/recognition`,
  /** Of an eSIM; POST shows its install code. */
  install: (line: LineId) => `/lines/${line}/install`,
  packStart: (line: LineId, pack: PackId) => `/lines/${line}/packs/${pack}/start`,
  autoRenewal: (line: LineId) => `/lines/${line}/auto-renewal`,
  autoRenewalPause: (line: LineId) => `/lines/${line}/auto-renewal/pause`,
  autoRenewalResumption: (line: LineId) => `/lines/${line}/auto-renewal/resumption`,
  autoRenewalTerms: (line: LineId) => `/lines/${line}/auto-renewal/terms`,
  autoRenewalEnd: (line: LineId) => `/lines/${line}/auto-renewal/end`,
  lineProof: '/renewal',

  orders: '/orders',
  order: (order: OrderId) => `/orders/${order}`,
  payments: (order: OrderId) => `/orders/${order}/payments`,
  cancellation: (order: OrderId) => `/orders/${order}/cancellation`,
  receipt: (order: OrderId) => `/orders/${order}/receipt`,
  payLinkOf: (order: OrderId) => `/orders/${order}/pay-link`,
  shortCodeOf: (order: OrderId) => `/orders/${order}/short-code`,
  refunds: (order: OrderId) => `/orders/${order}/refunds`,

  /** POST about=order with `order`, or about=usage with `day`; `anomaly` where it came of one. */
  disputes: (line: LineId) => `/lines/${line}/disputes`,
  dispute: (line: LineId, dispute: DisputeId) => `/lines/${line}/disputes/${dispute}`,
  disputeWithdrawal: (line: LineId, dispute: DisputeId) =>
    `/lines/${line}/disputes/${dispute}/withdrawal`,
  disputeWords: (line: LineId, dispute: DisputeId) => `/lines/${line}/disputes/${dispute}/words`,
  accountDisputes: '/account/disputes',

  accountStatements: '/account/statements',
  /** With `.pdf` or `.csv` at its end: the file. */
  accountStatement: (month: JstMonth) => `/account/statements/${month}`,
  lineStatements: (line: LineId) => `/lines/${line}/statements`,
  lineStatement: (line: LineId, month: JstMonth) => `/lines/${line}/statements/${month}`,
  /** POST: what looks odd is fine. */
  anomalyAnswer: (line: LineId, anomaly: AnomalyId) => `/lines/${line}/anomalies/${anomaly}/answer`,

  /** What somebody else is asked to pay; which order, a cookie says. */
  pay: '/pay',
  /** Given away: exchanged for the cookie at once. */
  payToken: (token: string) => `/pay/${token}`,
  payPayments: '/pay/payments',
  payReturn: '/pay/return',

  /** Eight digits that carry an order here. */
  code: '/code',

  accountMoney: '/account/payment',
  forgetMethod: (method: KeptMethodId) => `/account/payment/methods/${method}/removal`,
  invoice: (order: OrderId) => `/orders/${order}/invoice`,
  document: (order: OrderId, document: DocumentId) => `/orders/${order}/documents/${document}`,
  documentFile: (order: OrderId, document: DocumentId) =>
    `/orders/${order}/documents/${document}.pdf`,

  profile: '/profile',
  emailChange: '/profile/email',
  emailChangeCode: '/profile/email/code',
  signIns: '/sign-ins',
  endSignIn: (signIn: string) => `/sign-ins/${signIn}/end`,
  endAllSignIns: '/sign-ins/end',
  passkeys: '/passkeys',
  passkeyOptions: '/passkeys/options',
  removePasskey: (passkey: string) => `/passkeys/${encodeURIComponent(passkey)}/removal`,
  /** Risky changes that wait, of whoever is signed in; and by a letter's own link. */
  changes: '/account/changes',
  change: (token: string) => `/changes/${token}`,
  changeStop: (token: string) => `/changes/${token}/stop`,
  phone: '/account/phone',
  phoneNumber: '/account/phone/number',
  phoneNumberRemoval: '/account/phone/number/removal',
  phonePin: '/account/phone/pin',
  phonePinRemoval: '/account/phone/pin/removal',
  /** What is held about whoever is signed in; POST format=json|html downloads it. */
  accountData: '/account/data',
  accountClosing: '/account/closing',
  notices: '/account/notices',
  noticesPush: '/account/notices/push',
  noticesPushEnd: '/account/notices/push/end',
  unsubscribe: (token: string) => `/unsubscribe/${token}`,
  agreements: '/agreements',
  agreementsBefore: (agreement: AgreementId) => `/agreements?before=${agreement}`,
  agreement: (agreement: AgreementId) => `/agreements/${agreement}`,
  /** As a file to keep. */
  agreementFile: (agreement: AgreementId, kind: 'pdf' | 'json') =>
    `/agreements/${agreement}.${kind}`,
  /** What the account is asked to accept; POST with `terms` (kind.version.hash) each. */
  pendingTerms: '/agreements/pending',
  allTerms: '/terms',
  terms: (kind: string, version: number) => `/terms/${kind}/${version}`,
  /** What changed since another version. */
  termsSince: (kind: string, version: number, since: number) =>
    `/terms/${kind}/${version}?since=${since}`,

  help: '/help',
  /** Official or not: GET with `q` for short things, POST for messages. */
  verify: '/verify',
  verifyQuery: (query: string) => `/verify?q=${encodeURIComponent(query)}`,
  /** Where a message that pretends to be us is told; `new` asks for what happened too. */
  reports: '/verify/reports',
  reportNew: '/verify/reports/new',
  reportThanks: '/verify/reports/thanks',
  directory: '/directory',
  directorySeller: (id: string) => `/directory/${id}`,
  directoryList: '/directory.json',
  directorySignature: '/directory.sig',
  /** The public half of the directory's key (RFC 8037). */
  directoryKey: '/.well-known/tsuzuki-directory-key.json',
  /** The official hotline as a contact for a telephone's address book. */
  hotlineContact: '/hotline.vcf',
  offline: '/offline',
  script: '/portal.js',
  worker: '/worker.js',
  icon: '/icon.svg',
  manifest: (language: Language) => `/manifest.webmanifest?lang=${language}`,
} as const

/** The same page in another language; works with scripts off. */
export function inLanguage(path: string, language: Language): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}
