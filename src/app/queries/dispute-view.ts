/** A dispute as whoever raised it sees it; words unsealed for this one page. */
import type { AccountId, DisputeId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { Account } from '../../domain/account/account.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { isLate } from '../../domain/dispute/deciding.ts'
import type { Dispute } from '../../domain/dispute/dispute.ts'
import type { App } from '../app.ts'
import { openWords } from '../disputes/words.ts'
import { orderNumber } from './order-view.ts'

/** Newest on the list of an account. */
export const DISPUTES_LISTED = 50

export interface DisputeView extends Pick<
  Dispute,
  'id' | 'line' | 'raisedAt' | 'dueAt' | 'steps' | 'evidence' | 'state'
> {
  readonly about: DisputeAbout
  readonly isLate: boolean
  readonly asOf: Instant
}

export type DisputeAbout =
  | {
      readonly kind: 'order'
      readonly order: OrderId
      readonly number: string
      readonly offerName: Localised
    }
  | { readonly kind: 'usage'; readonly day: JstDate }

/** Null words: nothing was said, or its person was forgotten. */
export interface OwnDispute extends DisputeView {
  readonly words: string | null
  readonly answer: string | null
}

type Desk = Pick<App, 'reads' | 'vault' | 'clock' | 'catalogue'>

/** Null for what is not theirs, as for what is not there. */
export async function ownDispute(
  app: Desk,
  account: AccountId,
  asked: { readonly line: LineId; readonly dispute: DisputeId },
): Promise<OwnDispute | null> {
  const dispute = await app.reads.dispute(asked.line, asked.dispute)
  if (dispute === null || dispute.account !== account) return null
  const { state } = dispute
  const [view, words, answer] = await Promise.all([
    disputeView(app, dispute),
    openWords(app, account, dispute.words),
    openWords(app, account, state.kind === 'decided' ? state.words : null),
  ])
  return { ...view, words, answer }
}

/** Of the lines that the account holds, newest first. */
export async function disputesOfAccount(
  app: Desk,
  { id, lines }: Pick<Account, 'id' | 'lines'>,
): Promise<readonly DisputeView[]> {
  const found = await app.reads.disputesOf(lines, DISPUTES_LISTED)
  return Promise.all(
    found.filter(({ account }) => account === id).map((dispute) => disputeView(app, dispute)),
  )
}

export async function disputeView(app: Desk, dispute: Dispute): Promise<DisputeView> {
  const { id, line, raisedAt, dueAt, steps, evidence, state } = dispute
  const asOf = app.clock.now()
  const about = await aboutOf(app, dispute)
  const late = isLate(dispute, asOf)
  return { id, line, raisedAt, dueAt, steps, evidence, state, about, isLate: late, asOf }
}

async function aboutOf(app: Desk, { line, about }: Dispute): Promise<DisputeAbout> {
  if (about.kind === 'usage') return about
  const known = present(await app.reads.order(line, about.order), 'a disputed order is kept')
  const offer = present(offerOf(app.catalogue(), known.order.offer), 'an order has its offer')
  return { ...about, number: orderNumber(about.order), offerName: offer.name }
}
