/**
 * A product as the sandbox provider sees one (a clock that moves, an address for webhooks), the
 * provider in this process over real HTTP, and the Stripe adapter pointed at it. For tests only.
 */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPayPalProvider } from '../../src/adapters/payments/paypal/provider.ts'
import { startProvider } from '../../src/adapters/payments/sandbox/provider.ts'
import { createStripeProvider } from '../../src/adapters/payments/stripe/provider.ts'
import type { CheckoutRequest, Clock, PaymentRef } from '../../src/app/ports.ts'
import type { LineId, OrderId, PaymentId, RefundId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { fromMicros, plusHours } from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'

export interface Received {
  readonly id: string
  readonly type: string
  readonly rawBody: Uint8Array
  readonly headers: { readonly 'stripe-signature': string; readonly [name: string]: string }
}

/** Takes webhooks (or answers 503 while `closed`), and tells the time. */
export async function startProduct() {
  let offsetMs = 0
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.add(resolve)
      await promise
      waiting.delete(resolve)
    }
  }
  const product = {
    url: '',
    closed: false,
    refusals: 0,
    received,
    clock: { now: () => fromMicros(BigInt(Date.now() + offsetMs) * 1_000n) } satisfies Clock,
    advanceHours: (hours: number) => {
      offsetMs += hours * 3_600_000
    },
    /** Resolves when so many events that match have come, however early they came. */
    async events(match: (event: Received) => boolean, count = 1): Promise<Received[]> {
      await until(() => received.filter(match).length >= count)
      return received.filter(match)
    },
    /** Resolves when so many webhooks have been turned away. */
    refused: (count: number) => until(() => product.refusals >= count),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    if (request.url === '/sandbox/clock') {
      reply.end(JSON.stringify({ now: product.clock.now().toString() }))
      return
    }
    if (request.method !== 'POST') {
      reply.end('the shop')
      return
    }
    await takeEvent(product, request, reply)
    for (const wake of waiting) wake()
  }
  const server = createServer((request, reply) => void answer(request, reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.keepAliveTimeout = 100
  product.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return product
}

async function takeEvent(
  product: { closed: boolean; refusals: number; received: Received[] },
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (product.closed) {
    product.refusals += 1
    reply.writeHead(503).end()
    return
  }
  const rawBody = Buffer.concat(chunks)
  const event = JSON.parse(rawBody.toString()) as { id: string; type?: string; event_type?: string }
  const signatures = Object.entries(request.headers)
    .filter(([name]) => name === 'stripe-signature' || name.startsWith('paypal-'))
    .map(([name, value]) => [name, String(value)])
  product.received.push({
    id: event.id,
    type: event.type ?? event.event_type ?? '',
    rawBody,
    headers: { 'stripe-signature': 'none', ...Object.fromEntries(signatures) },
  })
  reply.end()
}

export const SECRET_KEY = 'sk_test_for_the_contract_tests'
export const WEBHOOK_SECRET = 'whsec_for_the_contract_tests'
export const PAYPAL_KEYS = {
  clientId: 'client-for-the-contract-tests',
  clientSecret: 'secret-for-the-contract-tests',
  webhookId: 'WEBHOOK0FOR0TESTS',
}
/** Short, so that a test of hanging answers is quick; far above what a loopback call takes. */
const TIMEOUT_MS = 1_500

export function adapterFor(url: string, clock: Clock, secretKey = SECRET_KEY) {
  const { hostname, port } = new URL(url)
  return createStripeProvider(
    {
      secretKey,
      webhookSecret: WEBHOOK_SECRET,
      apiBase: { host: hostname, port: Number(port), protocol: 'http' },
      timeoutMs: TIMEOUT_MS,
    },
    clock,
  )
}

export function payPalFor(url: string, clock: Clock, clientSecret = PAYPAL_KEYS.clientSecret) {
  const keys = { ...PAYPAL_KEYS, clientSecret }
  return createPayPalProvider({ ...keys, apiBase: url, timeoutMs: TIMEOUT_MS }, clock)
}

export type PaymentWorld = Awaited<ReturnType<typeof openWorld>>

export async function openWorld() {
  const directory = mkdtempSync(join(tmpdir(), 'tsuzuki-payments-'))
  const product = await startProduct()
  const bank = await startProvider({
    storePath: join(directory, 'provider.sqlite'),
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: `${product.url}/payments/stripe/events`,
    paypal: PAYPAL_KEYS,
    paypalWebhookUrl: `${product.url}/payments/paypal/events`,
    productUrl: product.url,
    webhookRetryMs: 20,
  })
  return {
    product,
    url: bank.url,
    clock: product.clock,
    payments: adapterFor(bank.url, product.clock),
    paypal: payPalFor(bank.url, product.clock),
    control: controlOf(bank.url, SECRET_KEY),
    async close() {
      await bank.close()
      await product.stop()
      await rm(directory, { recursive: true })
    },
  }
}

export function controlOf(url: string, secretKey: string) {
  return async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<unknown> => {
    const answer = await fetch(new URL(`/sandbox-control${path}`, url), {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const told: unknown = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`)
    return told
  }
}

let minted = 0

/** A fresh payment of a fresh order. */
export function freshRef(): PaymentRef {
  minted += 1
  const tail = `${process.pid}`.padStart(6, '0') + `${minted}`.padStart(6, '0')
  return {
    line: `0197a000-0000-7000-8001-${tail}` as LineId,
    order: `0197a000-0000-7000-8002-${tail}` as OrderId,
    payment: `0197a000-0000-7000-8000-${tail}` as PaymentId,
  }
}

let refunds = 0

export function newRefund(): RefundId {
  refunds += 1
  return `0197b000-0000-7000-8000-${String(refunds).padStart(12, '0')}` as RefundId
}

/** An address of this machine at which nobody listens. */
export async function emptyAddress(): Promise<string> {
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as AddressInfo
  await new Promise<void>((resolve) => free.close(() => resolve()))
  return `http://127.0.0.1:${port}`
}

/** A fresh payment of 1,430 yen, to be paid within two hours. */
export function asksFor(clock: Clock, change: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    ref: freshRef(),
    method: 'card',
    amount: yen(1_430),
    description: '10 GB, 7 days',
    language: 'en',
    successUrl: 'http://127.0.0.1:8080/orders/1?checkout={CHECKOUT_SESSION_ID}',
    cancelUrl: 'http://127.0.0.1:8080/orders/1/cancelled',
    payBy: plusHours(clock.now(), 2),
    receiptEmail: null,
    keepMeans: false,
    ...change,
  }
}

/** What a browser without scripts does: posts a form and does not follow the redirect. */
export async function post(url: string, fields: { readonly [name: string]: string }) {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  })
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    policy: answer.headers.get('content-security-policy') ?? '',
    html: await answer.text(),
  }
}

export const typed = (number: string) => ({ number, expiry: '12/40', cvc: '123' })

export function isAbout(reference: ProviderReference, type?: string) {
  return (event: Received): boolean =>
    (type === undefined || event.type === type) &&
    Buffer.from(event.rawBody).toString().includes(`"${reference}"`)
}
