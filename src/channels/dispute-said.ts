/** A dispute's facts put into the words of a language: its state, its subject, its evidence. */
import type { DisputeView } from '../app/queries/dispute-view.ts'
import { bytes, type Bytes } from '../domain/basics/data-volume.ts'
import type { Language } from '../domain/basics/language.ts'
import { yen, type Yen } from '../domain/basics/money.ts'
import { instant } from '../domain/basics/time.ts'
import type { Evidence } from '../domain/dispute/dispute.ts'
import type { AnomalyKind } from '../domain/bill/anomaly.ts'
import type { Channel } from '../domain/catalogue/offer.ts'
import { anomalyWords } from './anomaly-words.ts'
import { format } from './format.ts'
import { disputeWords } from './dispute-words.ts'

export function stateSaid(
  { state, isLate }: Pick<DisputeView, 'state' | 'isLate'>,
  language: Language,
): string {
  const said = disputeWords(language).state
  if (state.kind === 'withdrawn') return said.withdrawn
  if (state.kind === 'open') return isLate ? said.late : said.open
  const { outcome } = state
  if (outcome.kind === 'refunded') return said.refunded(format(language).yen(outcome.amount))
  return outcome.kind === 'adjusted' ? said.adjusted(`${outcome.points}`) : said.explained
}

export function subjectSaid({ about }: Pick<DisputeView, 'about'>, language: Language): string {
  const said = disputeWords(language)
  return about.kind === 'order'
    ? said.order(about.number, about.offerName[language])
    : said.usage(format(language).day(about.day))
}

export interface EvidenceSaid {
  readonly kind: Evidence['kind']
  readonly title: string
  readonly sentences: readonly string[]
}

/** One part a kind, in the order in which it was gathered. */
export function evidenceSaid(
  evidence: readonly Evidence[],
  language: Language,
): readonly EvidenceSaid[] {
  const { evidenceKinds, evidenceOf } = disputeWords(language)
  const kinds = [...new Set(evidence.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const own = evidence.filter((one) => one.kind === kind)
    const title = evidenceKinds[kind]
    if (kind === 'journal') return { kind, title, sentences: [evidenceOf.journal(own.length)] }
    const sentences = own.map((one) => SAY[kind](one, language).join(' '))
    return { kind, title, sentences }
  })
}

type Say = (evidence: Evidence, language: Language) => readonly string[]

const SAY: Readonly<Record<Exclude<Evidence['kind'], 'journal'>, Say>> = {
  order: sayOrder,
  payment: sayPayment,
  agreement: sayAgreement,
  sign_in: saySignIn,
  usage: sayUsage,
  anomaly: sayAnomaly,
}

function sayOrder({ at, facts }: Evidence, language: Language): readonly string[] {
  const { evidenceOf: said, orderState } = disputeWords(language)
  const { longMoment, yen: money } = format(language)
  const ordered = said.ordered({
    moment: longMoment(at),
    channel: anomalyWords(language).channels[facts['channel'] as Channel],
    price: money(yenIn(facts['price'])),
    state: orderState[facts['state'] as keyof typeof orderState],
  })
  const used = facts['bytesUsed']
  return typeof used === 'bigint' ? [ordered, said.used(volumeIn(used, language))] : [ordered]
}

function sayPayment({ at, facts }: Evidence, language: Language): readonly string[] {
  const { evidenceOf: said, paymentState, method } = disputeWords(language)
  const { longMoment, yen: money } = format(language)
  const paid = said.paid({
    moment: longMoment(at),
    amount: money(yenIn(facts['amount'])),
    method: method[facts['method'] as keyof typeof method],
    state: paymentState[facts['state'] as keyof typeof paymentState],
  })
  return [
    paid,
    ...(facts['byLink'] === true ? [said.byLink] : []),
    ...(facts['bankDisputes'] === 0 ? [] : [said.bankDisputes]),
  ]
}

function sayAgreement({ at, facts }: Evidence, language: Language): readonly string[] {
  const { evidenceOf: said } = disputeWords(language)
  const lines = Number(facts['lines'])
  const moment = format(language).longMoment(at)
  return [said.agreed({ moment, terms: String(facts['terms']), lines })]
}

function saySignIn({ at, facts }: Evidence, language: Language): readonly string[] {
  const { evidenceOf: said } = disputeWords(language)
  const moment = format(language).longMoment(at)
  const means = said.means[facts['means'] as keyof typeof said.means]
  return [said.signedIn({ device: String(facts['device']), moment, means })]
}

function sayUsage({ at, facts }: Evidence, language: Language): readonly string[] {
  const { evidenceOf: said } = disputeWords(language)
  const { bytes: used, usual } = facts
  const day = format(language).longDate(at)
  return [
    said.usedOn({ day, volume: volumeIn(used, language) }),
    ...(typeof usual === 'bigint' ? [said.usual(volumeIn(usual, language))] : []),
    said.reports(Number(facts['reports']), Number(facts['sessions'])),
  ]
}

function sayAnomaly({ facts }: Evidence, language: Language): readonly string[] {
  const { evidenceOf: said } = disputeWords(language)
  const { names, channels } = anomalyWords(language)
  const { yen: money, longMoment } = format(language)
  const finding = facts['finding'] as AnomalyKind
  const name = `${names[finding]}${language === 'en' || language === 'ko' ? '.' : '。'}`
  switch (finding) {
    case 'duplicate':
      return [name, said.secondsApart(Number(facts['secondsApart']))]
    case 'price_differs':
      return [name, said.listed(money(yenIn(facts['charged'])), money(yenIn(facts['listed'])))]
    case 'usage_jump':
      return [name, said.usual(volumeIn(facts['usual'], language))]
    case 'renewal_after_cancel':
      return [name, said.autoRenewalEnded(longMoment(instant(String(facts['endedAt']))))]
    case 'unknown_channel':
      return [name, channels[facts['channel'] as Channel]]
  }
}

type Fact = Evidence['facts'][string]

function yenIn(fact: Fact | undefined): Yen {
  return yen(typeof fact === 'bigint' ? fact : 0n)
}

function volumeIn(fact: Fact | undefined, language: Language): string {
  const used: Bytes = bytes(typeof fact === 'bigint' ? fact : 0n)
  return format(language).volumeUsed(used, 'GB')
}
