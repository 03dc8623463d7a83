/**
 * What follows a decision about money outside its own home: points and gift cards go back, presents
 * arrive, means of payment are barred or forgotten. Each reads what the order says and asks one
 * command, so it may run twice.
 */
import type {
  AccountId,
  KeptMethodId,
  LineId,
  OrderId,
  PaymentId,
} from '../../domain/basics/ids.ts'
import { accountOf } from '../../domain/order/order.ts'
import { haveReturnsDue } from '../../domain/order/parts.ts'
import type { App } from '../app.ts'
import { freezeOrderGiftCard, giveOrderGiftCard } from '../money/give-gift-card.ts'
import { grantPresents } from '../money/grant-presents.ts'
import { barMeans } from '../money/keep-means.ts'
import { returnParts } from '../orders/return-parts.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from './paying.ts'

export async function returnTakenParts(app: App, line: LineId, order: OrderId): Promise<void> {
  const known = await app.reads.order(line, order)
  if (known === null || !haveReturnsDue(known.order.parts)) return
  const { parts } = known.order
  const returned = await app.door.ask(returnParts, { line, order, parts }, SYSTEM)
  if (!returned.ok) throw new DoorBusy(returned.refusal.code)
}

/**
 * Points and the gift card of a campaign; each is given once, whatever became of the other. The
 * card of an order that went back stands still.
 */
export async function grantOrderPresents(app: App, line: LineId, order: OrderId): Promise<void> {
  const known = await app.reads.order(line, order)
  if (known === null) return
  await giveOrderGiftCard(app, known.order)
  await freezeOrderGiftCard(app, known.order)
  if (known.order.earning?.state !== 'due') return
  const { account } = known.order.earning
  const granted = await app.door.ask(grantPresents, { line, order, account }, SYSTEM)
  if (!granted.ok) throw new DoorBusy(granted.refusal.code)
}

/** The account's kept means that was charged is charged no more. */
export async function barMeansOf(
  app: App,
  { line, order, payment }: { line: LineId; order: OrderId; payment: PaymentId },
  why: 'scheme' | 'charged_back',
): Promise<void> {
  const known = await app.reads.order(line, order)
  const account = known === null ? null : accountOf(known.order)
  if (account === null) return
  const paid = (await app.reads.payments(line, order)).find((one) => one.id === payment)
  const { keptMethods } = await app.reads.account(account)
  const tokens = keptMethods
    .filter((one) => one.order === order || one.means.token === paid?.charges?.token)
    .map((one) => one.means.token)
  for (const token of tokens) {
    const barred = await app.door.ask(barMeans, { account, token, why }, SYSTEM)
    if (!barred.ok) throw new DoorBusy(barred.refusal.code)
  }
}

/** The provider is told to forget what the holder took away. */
export async function forgetMeansAtProvider(
  app: App,
  account: AccountId,
  method: KeptMethodId,
): Promise<void> {
  const forgotten = await app.reads.keptMethod(account, method)
  if (forgotten === null || forgotten.forgottenAt === null) return
  await app.providers.get(forgotten.provider)?.forgetMeans(forgotten.means)
}
