/**
 * A notice as a letter. Its links sign nobody in, and the letter says so; the one that pays is
 * bound to its order and shows nothing personal. It is switched off with one click (RFC 8058),
 * except for what law asks for, which says so instead.
 */
import type { AddressedNotice, NoticeView } from '../../app/notices/notice-view.ts'
import type { Mail } from '../../app/ports.ts'
import type { OperatorView } from '../../app/queries/views.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { monthAt } from '../../domain/bill/month.ts'
import { traitsOf } from '../../domain/notice/notice.ts'
import { format } from '../format.ts'
import { atLength, sayNotice } from './notice-said.ts'
import { seal, type Part, type Row } from './sheet.tsx'
import { termsNoticeWords } from './words/notices/terms.ts'
import { billNoticeWords } from './words/bill-notices.ts'
import { noticeWords } from './words/notices/words.ts'
import { mailWords } from './words/words.ts'

export interface NoticeLetter extends AddressedNotice {
  readonly to: string
  readonly language: Language
  readonly operator: OperatorView
  /** Without a slash at the end. */
  readonly portalUrl: string
  /** Switches e-mail of this group off for this account; proves nothing else. */
  readonly unsubscribeToken: string
}

export function wordNoticeLetter(given: NoticeLetter): Mail {
  const { to, language, notice, portalUrl } = given
  const { subject, text } = sayNotice(notice, atLength(language))
  const stopUrl = `${portalUrl}/unsubscribe/${given.unsubscribeToken}?lang=${language}`
  const parts: readonly Part[] = [
    said(text),
    { kind: 'rows', rows: rowsOf(given) },
    ...linkParts(given),
    ...stopParts(given, stopUrl),
  ]
  const mail = seal({ to, language, subject, parts }, given.operator)
  if (traitsOf(notice.kind).required) return mail
  return {
    ...mail,
    headers: {
      'List-Unsubscribe': `<${stopUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

function rowsOf({ notice, line, language }: NoticeLetter): readonly Row[] {
  const { order } = mailWords(language)
  const offer: Row[] = 'offerName' in notice ? [[order.offer, notice.offerName[language]]] : []
  const price: Row[] = 'price' in notice ? [[order.price, format(language).yen(notice.price)]] : []
  const masked: Row[] = line === null ? [] : [[order.line, line.masked]]
  return [...ownRows(notice, language), ...offer, ...price, ...masked]
}

function ownRows(notice: NoticeView, language: Language): readonly Row[] {
  const { labels } = noticeWords(language)
  const { end, moment } = atLength(language)
  const figures = format(language)
  const at = (label: string, when: Instant | null, as: (at: Instant) => string): Row[] =>
    when === null ? [] : [[label, as(when)]]
  switch (notice.kind) {
    case 'data_50':
    case 'data_80': {
      const { bytesLeft, gigabyte } = notice
      const left = bytesLeft === null ? labels.unlimited : figures.volume(bytesLeft, gigabyte)
      return [[labels.left, left]]
    }
    case 'auto_renewal_upcoming':
      return at(labels.charge, notice.at, moment)
    case 'auto_renewal_done':
      return at(labels.end, notice.until, end)
    case 'auto_renewal_failed':
      return at(labels.again, notice.again, moment)
    case 'auto_renewal_cap':
      return [[labels.cap, figures.yen(notice.cap)]]
    case 'terms_changed':
      return at(termsNoticeWords(language).from, notice.from, moment)
    case 'statement_ready': {
      const { sold, returned } = billNoticeWords(language).labels
      const back: Row[] = notice.returned === 0n ? [] : [[returned, figures.yen(notice.returned)]]
      return [[sold, figures.yen(notice.sold)], ...back]
    }
    case 'dispute_moved': {
      const { outcome, dueAt } = notice
      if (outcome === null) return at(labels.answeredBy, dueAt, end)
      if (outcome.kind === 'refunded') return [[labels.goesBack, figures.yen(outcome.amount)]]
      return outcome.kind === 'adjusted' ? [[labels.pointsGiven, `${outcome.points}`]] : []
    }
    case 'data_100':
    case 'auto_renewal_needs_you':
    case 'auto_renewal_stopped':
    case 'anomaly_found':
      return []
    default:
      return at(labels.end, notice.at, end)
  }
}

function linkParts({ notice, line, language, portalUrl }: NoticeLetter): readonly Part[] {
  const { link } = noticeWords(language)
  if (notice.kind === 'auto_renewal_needs_you' && notice.payUrl !== null) {
    return [{ kind: 'link', label: link.pay, url: notice.payUrl }, said(link.payAdvice)]
  }
  if (line === null) {
    const isStatement = notice.kind === 'statement_ready'
    const label = isStatement ? billNoticeWords(language).link.statement : link.account
    return [{ kind: 'link', label, url: `${portalUrl}${accountPath(notice)}` }, said(link.advice)]
  }
  const page = `${portalUrl}${linePath(line.id, notice)}`
  const label = labelOf(notice, language)
  return [{ kind: 'link', label, url: page }, said(link.advice)]
}

function labelOf(notice: NoticeView, language: Language): string {
  const { link } = noticeWords(language)
  if (notice.kind === 'terms_changed') return termsNoticeWords(language).read
  if (notice.kind === 'anomaly_found') return billNoticeWords(language).link.anomaly
  if (notice.kind === 'dispute_moved') return link.dispute
  return isOfRenewal(notice) ? link.renewal : link.line
}

/** Where a notice of the account leads within the portal. */
export function accountPath(notice: NoticeView): string {
  return notice.kind === 'statement_ready' ? `/account/statements/${notice.month}` : '/profile'
}

/** Where a notice of a line leads within the portal. */
export function linePath(line: string, notice: NoticeView): string {
  if (notice.kind === 'anomaly_found') {
    return `/lines/${line}/statements/${monthAt(notice.anomaly.aboutAt)}`
  }
  if (notice.kind === 'dispute_moved') return `/lines/${line}/disputes/${notice.dispute}`
  if (notice.kind === 'terms_changed') return `/lines/${line}/auto-renewal/terms`
  return isOfRenewal(notice) ? `/lines/${line}/auto-renewal` : `/lines/${line}`
}

/** A renewal that was done is looked at on the line's page, like any other. */
function isOfRenewal(notice: NoticeView): boolean {
  return traitsOf(notice.kind).group === 'auto_renewal' && notice.kind !== 'auto_renewal_done'
}

function stopParts(
  { notice, language, portalUrl }: NoticeLetter,
  stopUrl: string,
): readonly Part[] {
  const { stop } = noticeWords(language)
  const preferences: Part = {
    kind: 'link',
    label: stop.preferences,
    url: `${portalUrl}/account/notices?lang=${language}`,
  }
  if (traitsOf(notice.kind).required) return [said(stop.required), preferences]
  return [{ kind: 'link', label: stop.mail, url: stopUrl }, preferences]
}

function said(text: string): Part {
  return { kind: 'text', text }
}
