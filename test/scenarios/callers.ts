/**
 * Callers that renew through the API while the product is being killed, as a partner's program
 * should: one idempotency key an attempt, and an attempt that got no answer is made again with the
 * same key until it has one. Cards are paid through the sandbox provider's levers, as payers would.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { databaseOf, type Product } from '../product.ts'
import { createPool } from '../../src/adapters/postgres/pool.ts'

/** Between two tries of one attempt; a client must not hammer a desk that is starting. */
const RETRY_MS = 50
/** No attempt stays unanswered for longer: then the product has not come back. */
const PATIENCE_MS = 60_000

export interface Attempt {
  readonly key: string
  readonly line: string
  readonly method: 'partner' | 'card'
  readonly offer: PricedOffer
}

export interface PricedOffer {
  readonly id: string
  readonly version: number
  readonly price: number
}

export interface OrderAnswer {
  readonly id: string
  readonly state: { readonly kind: string; readonly why?: string }
  readonly payment: {
    readonly state: { readonly kind: string }
    readonly checkoutUrl: string | null
  }
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly replayed: boolean
}

interface TermsRef {
  readonly kind: string
  readonly version: number
  readonly hash: string
}

export interface Desk {
  readonly url: string
  readonly providerUrl: string
  readonly key: string
  readonly providerKey: string
  readonly terms: readonly TermsRef[]
}

/** What callers need to know; it stays true when the product is started again on its ports. */
export async function openDesk(product: Product): Promise<Desk> {
  const world = await product.world()
  const key = world.apiKeys.find(({ name }) => name === 'partner-shop')?.key ?? ''
  const keys = readFileSync(join(product.dataDirectory, 'sandbox-provider-keys.json'), 'utf8')
  const { secretKey } = JSON.parse(keys) as { secretKey: string }
  const desk = {
    url: product.url,
    providerUrl: `http://127.0.0.1:${product.ports['provider']}`,
    key,
    providerKey: secretKey,
  }
  const told = (await read({ ...desk, terms: [] }, '/terms?language=en')) as { items: TermsRef[] }
  return { ...desk, terms: told.items.map(({ kind, version, hash }) => ({ kind, version, hash })) }
}

/** A GET of the API that must be answered. */
export async function read(desk: Desk, path: string): Promise<unknown> {
  const answer = await fetch(`${desk.url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${desk.key}` },
  })
  assert.equal(answer.status, 200, path)
  return answer.json()
}

/** The cheapest offer of a line that does not wait for another pack. */
export async function cheapestOffer(desk: Desk, line: string): Promise<PricedOffer> {
  const { items } = (await read(desk, `/lines/${line}/offers`)) as {
    items: { offer: { id: string; version: number; price: { amount: number } }; effect: string }[]
  }
  const offers = items.map(({ offer }) => ({ ...offer, price: offer.price.amount }))
  const [cheapest] = offers.toSorted((one, other) => one.price - other.price)
  assert.ok(cheapest !== undefined, 'something is on sale for the line')
  return { id: cheapest.id, version: cheapest.version, price: cheapest.price }
}

/** One try. Null when the answer never came or says that nothing was decided. */
export async function tryRenewal(desk: Desk, attempt: Attempt): Promise<Answer | null> {
  return ask(`${desk.url}/api/v1/lines/${attempt.line}/renewals`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${desk.key}`,
      'content-type': 'application/json',
      'idempotency-key': attempt.key,
    },
    body: JSON.stringify(renewalBody(desk, attempt)),
  })
}

function renewalBody(desk: Desk, { key, method, offer }: Attempt) {
  const payment =
    method === 'partner'
      ? { method, reference: `receipt ${key}` }
      : {
          method,
          successUrl: 'https://partner.example/paid',
          cancelUrl: 'https://partner.example/back',
        }
  return {
    offer: { id: offer.id, version: offer.version },
    expectedPrice: { amount: offer.price, currency: 'JPY' },
    acceptedTerms: desk.terms,
    language: 'en',
    payment,
  }
}

async function ask(url: string, init: RequestInit): Promise<Answer | null> {
  try {
    const answer = await fetch(url, init)
    const body: unknown = await answer.json()
    const { status } = answer
    if (status >= 500 || status === 429) return null
    return { status, body, replayed: answer.headers.get('idempotent-replayed') === 'true' }
  } catch {
    return null
  }
}

/** Tries until there is an answer. `unanswered` counts the tries that had none. */
export async function insist<Told>(
  act: () => Promise<Told | null>,
  unanswered: () => void = () => {},
): Promise<Told> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const told = await act()
    if (told !== null) return told
    unanswered()
    await delay(RETRY_MS)
  }
  throw new Error(`no answer within ${PATIENCE_MS} ms`)
}

/** A renewal that must be accepted in the end. */
export async function renew(
  desk: Desk,
  attempt: Attempt,
  unanswered?: () => void,
): Promise<OrderAnswer> {
  const answer = await insist(() => tryRenewal(desk, attempt), unanswered)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as OrderAnswer
}

/** The provider's lever; null when it gave no answer. */
export function lever(
  desk: Desk,
  told: { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body?: object },
): Promise<Answer | null> {
  return ask(`${desk.providerUrl}/sandbox-control${told.path}`, {
    method: told.method,
    headers: { authorization: `Bearer ${desk.providerKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(told.body ?? {}),
  })
}

/** Paying twice is refused by the provider, which is an answer as well. */
export async function pay(desk: Desk, order: OrderAnswer, card = 'approve'): Promise<void> {
  const session = sessionOf(order)
  await insist(() =>
    lever(desk, { method: 'POST', path: `/sessions/${session}/payment`, body: { card } }),
  )
}

export function sessionOf({ payment }: OrderAnswer): string {
  const session = payment.checkoutUrl?.split('/').at(-1)
  assert.ok(session !== undefined, 'an order to be paid by card has a page')
  return session
}

/** Moves the sandbox clock; the sweeps have run when it is answered. */
export async function advance(desk: Desk, duration: string): Promise<void> {
  const answer = await ask(`${desk.url}/sandbox/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ duration }),
  })
  assert.equal(answer?.status, 200, JSON.stringify(answer?.body))
}

export function connect(dataDirectory: string) {
  return createPool(databaseOf(dataDirectory), { max: 2, applicationName: 'audit' })
}

/** Asks again and again until it is true; a thing that should come about by itself. */
export async function comesTrue(what: string, check: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (!(await check())) {
    assert.ok(performance.now() < until, `${what} within ${PATIENCE_MS} ms`)
    await delay(RETRY_MS)
  }
}
