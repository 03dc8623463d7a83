/**
 * A shop on one of the stores beside the sandbox provider, both real adapters between them, and no
 * webhook ever taken: whatever our book learns, it learns by asking. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import assert from 'node:assert/strict'
import { createMemoryBooks } from '../../src/adapters/memory/books.ts'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createBooks } from '../../src/adapters/postgres/books.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import type { App } from '../../src/app/app.ts'
import type { Books } from '../../src/app/books/ports.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { settlingIds } from '../../src/app/orders/minted.ts'
import { placeOrder, type PlaceOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { PaymentRef } from '../../src/app/ports.ts'
import { checkoutAddress, refreshPayment } from '../../src/app/sagas/paying.ts'
import { reconcileDay } from '../../src/app/sweeps/reconciliation.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { jstDate, type JstDate } from '../../src/domain/basics/time.ts'
import type { ProviderName, ProviderPayment } from '../../src/domain/payment/provider.ts'
import { CATALOGUE, createTestIds, freshLine, placing } from '../contracts/catalogue.ts'
import { openWorld, SECRET_KEY, type PaymentWorld } from '../contracts/payment-world.ts'
import {
  openMemory,
  openPostgres,
  writeRows,
  type OpenPostgres,
  type OpenStore,
} from '../contracts/stores.ts'

const PLACE = {
  language: 'en',
  successUrl: 'http://127.0.0.1:8080/orders/1?checkout={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://127.0.0.1:8080/orders/1',
  receiptEmail: null,
} as const

export interface Ordered {
  readonly ref: PaymentRef
  readonly reference: string
}

export type Shop = Awaited<ReturnType<typeof openShop>>

export async function openMemoryShop(): Promise<Shop> {
  const open = await openMemory()
  return openShop(open, createMemoryBooks(open.store as MemoryStore))
}

export async function openPostgresShop(): Promise<Shop & { readonly open: OpenPostgres }> {
  const open = await openPostgres()
  const shop = await openShop(open, createBooks(open.pool))
  return Object.assign(shop, { open })
}

function appOf(open: OpenStore, { clock, payments, paypal }: PaymentWorld): App {
  const ids = createTestIds()
  return {
    door: createDoor({ store: open.store, clock, ids, catalogue: () => CATALOGUE }),
    reads: open.reads,
    clock,
    ids,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => CATALOGUE,
    operator: () => assert.fail('nobody is written to'),
    providers: new Map([payments, paypal].map((provider) => [provider.name, provider])),
    providerTroubles: () => new Set(),
    portalUrl: 'http://127.0.0.1:8080',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
}

async function openShop(open: OpenStore, books: Books) {
  const bank = await openWorld()
  const { clock, payments, control } = bank
  const app = appOf(open, bank)
  const { ids } = app
  const shop = {
    app,
    books,
    open,
    bank,
    async line(): Promise<LineId> {
      const row = freshLine(ids.next())
      const homes = [{ kind: 'line', id: row.id }] as const
      await app.door.ask(writeRows, { homes, changes: [{ table: 'lines', row }] }, SYSTEM)
      return row.id
    },
    /** An order whose checkout is open at the provider. */
    async order(over: Partial<PlaceOrder['request']> = {}): Promise<Ordered> {
      const input = placing(await shop.line(), ids, over)
      const { line } = input
      const { order, payment } = input.ids
      assert.ok((await app.door.ask(placeOrder, input, { ...SYSTEM, key: order })).ok)
      const placed = present(await app.reads.order(line, order), 'an order placed is there')
      await checkoutAddress(app, placed, PLACE)
      const opened = present(await app.reads.order(line, order), 'an order placed is there')
      return { ref: { line, order, payment }, reference: `${opened.payment.reference}` }
    },
    /** The payer pays, and nobody tells us. */
    async pay({ reference }: Ordered, card = 'approve'): Promise<void> {
      await control('POST', `/sessions/${reference}/payment`, { card })
    },
    /** Asked, and told without one thing or another that the provider did say. */
    async learn({ ref, reference }: Ordered, change: (told: ProviderPayment) => ProviderPayment) {
      const told = change(await payments.readPayment(reference as never))
      const made = { ...settlingIds(ids), keptMethod: ids.next() } as never
      const input = { ...ref, told, keeper: null, ids: made }
      const learned = await app.door.ask(learnPayment, input, SYSTEM)
      assert.ok(learned.ok)
    },
    refresh: ({ ref }: Ordered) => refreshPayment(app, ref),
    async state({ ref }: Ordered): Promise<string> {
      return present(await app.reads.order(ref.line, ref.order), 'the order').order.state.kind
    },
    async charge({ ref }: Ordered): Promise<string> {
      const known = await app.reads.order(ref.line, ref.order)
      const state = known?.payment.state
      return state?.kind === 'succeeded' ? state.charge : assert.fail('it was not paid')
    },
    today: (): JstDate => jstDate(clock.now()),
    reconcile(name: ProviderName, day: JstDate) {
      const provider = present(app.providers.get(name), 'the provider is there')
      return reconcileDay(app, books, { provider, day })
    },
    balance: async (account: string) => yen((await app.reads.trialBalance()).get(account) ?? 0n),
    /** What somebody does at the provider's own desk, past us. */
    atProvider: (path: string, fields: Readonly<Record<string, string>>) =>
      askProvider(new URL(path, bank.url), fields),
    async close(): Promise<void> {
      await open.close()
      await bank.close()
    },
  }
  return shop
}

async function askProvider(url: URL, fields: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET_KEY}`, 'idempotency-key': crypto.randomUUID() },
    body: new URLSearchParams(fields),
  })
  assert.equal(answer.status, 200, await answer.text())
}
