/**
 * The auditor's part on points and gift cards: granted = left + spent − returned + lapsed + taken
 * back, in rows and in the book of each home alike; nothing is spent after its end.
 */
import type { GiftCard } from '../src/domain/gift-card/gift-card.ts'
import type { PostingSet } from '../src/domain/ledger/posting.ts'
import type { Order } from '../src/domain/order/order.ts'
import type { Part } from '../src/domain/order/parts.ts'
import type { PointsLot } from '../src/domain/points/lots.ts'
import { sumsOf } from './auditor-orders.ts'
import { expect } from './outside.ts'
import type { World } from './world.ts'

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)

export function auditPartsOfAll({ store }: World): void {
  const { orders, postings, lots, giftCards, accounts } = store.tables
  const setsOf = Map.groupBy(postings.values(), ({ home }) => home.id as string)
  const parts = [...orders.values()].flatMap((order) =>
    order.parts.map((part) => ({ order, part })),
  )
  const of = Map.groupBy(
    parts,
    ({ part }) => (part.kind === 'points' ? part.account : part.card) as string,
  )
  for (const { id } of accounts.values()) {
    const own = [...lots.values()].filter(({ account }) => account === id)
    auditAccount(own, of.get(id) ?? [], setsOf.get(id) ?? [])
  }
  for (const card of giftCards.values()) {
    auditCard(card, of.get(card.id) ?? [], setsOf.get(card.id) ?? [])
  }
  for (const order of orders.values()) auditEarned(order, [...lots.values()], setsOf)
}

type Spent = { readonly order: Order; readonly part: Part }

function auditAccount(
  lots: readonly PointsLot[],
  spent: readonly Spent[],
  sets: readonly PostingSet[],
) {
  for (const lot of lots) {
    expect(lot.left >= 0n && lot.left <= lot.granted, 'a lot holds what was granted', lot)
  }
  const booked = -(sumsOf(sets).get('points') ?? 0n)
  const left = total(lots.map((lot) => lot.left))
  expect(booked === left, 'the book holds the points that are left', { lots, booked })
  const back = total(spent.map(({ part }) => part.returned))
  const came = lots.filter(({ source }) => source.kind === 'returned')
  expect(total(came.map(({ granted }) => granted)) === back, 'points come back once', {
    came,
    back,
  })
  const gone = total(lots.map((lot) => lot.granted - lot.left))
  const used = total(spent.map(({ part }) => part.amount))
  const other = ['points_taken_back', 'points_lapsed'] as const
  const withdrawn = total(other.map((cause) => debited(sets, cause, 'points')))
  expect(gone === used + withdrawn, 'points that are gone were spent, lapsed or taken back', lots)
  for (const { order, part } of spent) {
    if (part.kind !== 'points') continue
    expect(total(part.lots.map(({ amount }) => amount)) === part.amount, 'spent of lots', part)
    for (const { expiresAt } of part.lots) notAfter(order, expiresAt)
  }
}

function debited(sets: readonly PostingSet[], cause: string, account: string): bigint {
  return sumsOf(sets.filter((set) => set.cause === cause)).get(account) ?? 0n
}

function auditCard(card: GiftCard, spent: readonly Spent[], sets: readonly PostingSet[]): void {
  const sums = sumsOf(sets)
  const booked = -((sums.get('gift_cards') ?? 0n) + (sums.get('gift_cards_free') ?? 0n))
  // What nobody has bought yet is paper.
  const worth = card.activatedAt === null ? 0n : card.left
  expect(booked === worth, 'the book holds what a gift card can buy', { card, booked })
  const own = card.origin.kind === 'sold' ? 'gift_cards' : 'gift_cards_free'
  const lapsed = debited(sets, 'gift_card_lapsed', own)
  const used = total(spent.map(({ part }) => part.amount - part.returned))
  expect(card.value === card.left + used + lapsed, 'a gift card is spent once', { card, used })
  for (const { order, part } of spent) {
    const sound = part.kind === 'gift_card' && part.origin === card.origin.kind
    expect(sound && String(part.expiresAt) === String(card.expiresAt), 'a card keeps its end', card)
    notAfter(order, part.expiresAt)
  }
}

/** Taken before its end, for an order that waits no longer than that. */
function notAfter({ id, placedAt, payBy }: Order, end: Temporal.Instant): void {
  const ends = end.epochNanoseconds
  expect(placedAt.epochNanoseconds < ends, 'nothing is spent after its end', id)
  expect(payBy.epochNanoseconds <= ends, 'an order waits no longer than what was taken for it', id)
}

/** Points for what was paid with money; those taken back before they came never came. */
function auditEarned(
  order: Order,
  lots: readonly PointsLot[],
  setsOf: ReadonlyMap<string, readonly PostingSet[]>,
): void {
  const granted = lots.filter(({ source }) => source.kind === 'earned' && source.order === order.id)
  const { earning } = order
  if (earning?.state !== 'granted') {
    return expect(granted.length === 0, 'nothing is granted that was not earned', order)
  }
  expect(granted.length <= 1, 'what was earned is granted once', { order, granted })
  const sets = setsOf.get(earning.account) ?? []
  const ids = new Set(order.refunds.map(({ id }) => id as string))
  const later = sets.filter(
    ({ cause, subject }) => cause === 'points_taken_back' && ids.has(subject),
  )
  const takenBack = total(order.refunds.map(({ pointsTakenBack }) => pointsTakenBack))
  const before = takenBack - (sumsOf(later).get('points') ?? 0n)
  const wanted = earning.points - before
  expect(
    total(granted.map((lot) => lot.granted)) === (wanted > 0n ? wanted : 0n),
    'points earned',
    {
      order,
      granted,
    },
  )
}
