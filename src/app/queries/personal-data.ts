/**
 * Everything that is held about a person, for themselves: sections of rows, bounded, newest first.
 * What is sealed for them or about them is opened. No tokens of payment, no codes, no secrets, and
 * nothing of anybody else. Not its form (JSON, a page): `channels/web`; the shape is documented in
 * docs/reference/personal-data.md.
 */
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Document } from '../../domain/bill/document.ts'
import { maySeeOrder } from '../../domain/line/past.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'
import { recipientOf } from '../documents/papers.ts'
import { openedText } from './personal-opened.ts'
import { accountSections } from './personal-sections/account.ts'
import { careSections } from './personal-sections/care.ts'
import { lineSections } from './personal-sections/lines.ts'
import { moneySections } from './personal-sections/money.ts'
import type { Section } from './personal-sections/cells.ts'
import {
  EXPORT_ORDERS_MAX,
  EXPORT_ROWS_MAX,
  type Gathered,
  type WholeOrder,
} from './personal-sections/gathered.ts'

export interface PersonalData {
  readonly account: AccountId
  readonly madeAt: Instant
  readonly language: Language
  readonly sections: readonly Section[]
}

/** Null for an account that is not there, or whose person was forgotten. */
export async function personalData(
  app: App,
  id: AccountId,
  language: Language,
): Promise<PersonalData | null> {
  const gathered = await gather(app, id, language)
  if (gathered === null) return null
  const sections = [
    ...accountSections(gathered),
    ...(await lineSections(gathered)),
    ...moneySections(gathered),
    ...(await careSections(gathered)),
  ]
  return { account: id, madeAt: gathered.now, language, sections }
}

async function gather(app: App, id: AccountId, language: Language): Promise<Gathered | null> {
  const state = await app.reads.account(id)
  const { account } = state
  const opened = await openedText(app, state)
  if (account === null || opened === null) return null
  const [lines, rows] = await Promise.all([
    app.reads.lines(account.lines),
    app.reads.personal({ account: id, lines: account.lines }, EXPORT_ROWS_MAX + 1),
  ])
  const orders = await wholeOrders(app, lines, id)
  const own = { ...state, account }
  return { app, now: app.clock.now(), language, state: own, opened, lines, orders, rows }
}

async function wholeOrders(
  app: App,
  lines: readonly LineState[],
  account: AccountId,
): Promise<readonly WholeOrder[]> {
  const pages = await Promise.all(
    lines.map(async ({ line }) => {
      if (line === null) return []
      const page = { limit: EXPORT_ORDERS_MAX + 1, before: null }
      const known = await app.reads.orders(line.id, page)
      return known.filter(({ order }) => maySeeOrder(line, order, account))
    }),
  )
  const newest = pages
    .flat()
    .toSorted((one, other) => Temporal.Instant.compare(other.order.placedAt, one.order.placedAt))
    .slice(0, EXPORT_ORDERS_MAX + 1)
  const whole: WholeOrder[] = []
  for (const known of newest) {
    const { line, id } = known.order
    const [payments, documents] = await Promise.all([
      app.reads.payments(line, id),
      app.reads.documents(line, id),
    ])
    const named = await Promise.all(documents.map((one) => namedDocument(app, one)))
    whole.push({ ...known, payments, documents: named })
  }
  return whole
}

async function namedDocument(app: App, document: Document) {
  return { document, recipient: await recipientOf(app, document) }
}
