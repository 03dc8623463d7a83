/**
 * What the PayPal adapter really asks and what the sandbox really answers, held to PayPal's own
 * interface descriptions: every field that they know must have the described shape; fields they do
 * not know are newer, and are listed as diagnostics. The descriptions are not part of this
 * project: the test runs where a copy lies beside it.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RefundId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  compare,
  noFindings,
  operationAt,
  schemaNamed,
  type Description,
  type Findings,
} from './described-shape.ts'
import { listenIn, type Exchange } from './listening-in.ts'
import {
  asksFor,
  freshRef,
  openWorld,
  PAYPAL_KEYS,
  payPalFor,
  post,
  type PaymentWorld,
} from './payment-world.ts'

const SPECS = join(import.meta.dirname, '../../../shared/specs')
const FILES = [
  'paypal_checkout_orders_v2.json',
  'paypal_payments_payment_v2.json',
  'paypal_vault_payment_tokens_v3.json',
  'paypal_notifications_webhooks_v1.json',
]

/** What PayPal has added since the descriptions at hand were written. */
const NEWER = [
  'post /v2/checkout/orders.request.payment_source.paypal.stored_credential',
  'captures[].supplementary_data',
  'event VAULT.PAYMENT-TOKEN.CREATED.metadata',
]

test('requests, answers and events are as PayPal describes them', async (t) => {
  if (!FILES.every((file) => existsSync(join(SPECS, file)))) {
    t.skip("PayPal's interface descriptions do not lie beside this project")
    return
  }
  const descriptions = FILES.map(
    (file) => JSON.parse(readFileSync(join(SPECS, file), 'utf8')) as Description,
  )
  const world = await openWorld()
  const between = await listenIn(world.url)
  try {
    await driveEverything(world, between.url)
    const seen = new Set<string>()
    const findings = noFindings()
    for (const exchange of between.heard) {
      const compared = compareExchange(descriptions, exchange, findings)
      if (compared !== null) seen.add(compared)
    }
    compareEvents(descriptions, world, findings)
    assert.deepEqual(findings.wrong, [])
    for (const place of findings.unknown) {
      t.diagnostic(`newer than the description: ${place}`)
      assert.ok(
        NEWER.some((known) => place.includes(known)),
        place,
      )
    }
    assert.deepEqual([...seen].toSorted(), EXPECTED)
  } finally {
    await between.close()
    await world.close()
  }
})

const EXPECTED = [
  'delete /v3/vault/payment-tokens/{id} 204',
  'delete /v3/vault/payment-tokens/{id} 404',
  'get /v2/checkout/orders/{id} 200',
  'get /v2/checkout/orders/{id} 404',
  'get /v2/payments/captures/{capture_id} 200',
  'get /v2/payments/refunds/{refund_id} 200',
  'get /v3/vault/payment-tokens 200',
  'get /v3/vault/payment-tokens/{id} 200',
  'post /v1/notifications/verify-webhook-signature 200',
  'post /v2/checkout/orders 200',
  'post /v2/checkout/orders 201',
  'post /v2/checkout/orders 422',
  'post /v2/checkout/orders/{id}/capture 201',
  'post /v2/checkout/orders/{id}/capture 422',
  'post /v2/payments/captures/{capture_id}/refund 201',
  'post /v2/payments/captures/{capture_id}/refund 422',
]

/** Each kind of call and answer at least once, through the adapter. */
async function driveEverything(world: PaymentWorld, url: string): Promise<void> {
  const paypal = payPalFor(url, world.clock)
  const request = asksFor(world.clock, { method: 'paypal', keepMeans: true })
  const { reference, url: page } = await paypal.openCheckout(request)
  await post(page, { outcome: 'declined' })
  await paypal.capture(reference, request.ref)
  await post(page, { outcome: 'late-success' })
  await paypal.readPayment(reference)
  await paypal.capture(reference, request.ref)
  await world.control('PUT', `/paypal/orders/${reference}/state`, { state: 'succeeded' })
  const payment = await paypal.readPayment(reference)
  assert.ok(payment.state === 'succeeded' && payment.kept !== null)

  const charge = { ref: freshRef(), means: payment.kept, amount: yen(500), description: '1 GB' }
  await paypal.chargeSaved(charge)
  const refund = { charge: payment.charge, language: 'en' } as const
  const refundId = '0197b000-0000-7000-a000-000000000001' as RefundId
  await world.control('PUT', '/paypal/faults', { fault: 'refund-pending', times: 1 })
  await paypal.refund({ ...refund, refundId, amount: yen(430) })
  await paypal.refund({ ...refund, refundId, amount: yen(430) })
  const tooMuch = '0197b000-0000-7000-a000-000000000002' as RefundId
  await paypal.refund({ ...refund, refundId: tooMuch, amount: yen(1_001) })
  await paypal.readPayment(reference)
  for (const behaviour of ['declines', 'needs-approval']) {
    await world.control('PUT', `/paypal/payment-tokens/${payment.kept.token}`, { behaviour })
    await paypal.chargeSaved({ ...charge, ref: freshRef() })
  }
  await world.control('POST', '/paypal/disputes', { capture: payment.charge })
  await paypal.readPayment(reference)
  await paypal.readPayment('NOBODYSORDER00000' as ProviderReference)
  await paypal.movements(plusHours(world.clock.now(), -1), plusHours(world.clock.now(), 1))
  await readTokens(url, payment.kept)
  await paypal.forgetMeans(payment.kept)
  await paypal.forgetMeans(payment.kept)
  const [event] = await world.product.events(({ type }) => type === 'VAULT.PAYMENT-TOKEN.DELETED')
  assert.ok(event)
  await paypal.readEvent(event.rawBody, event.headers)
}

/** The adapter never reads kept means; the sandbox shows them all the same. */
async function readTokens(
  url: string,
  kept: { readonly customer: string; readonly token: string },
): Promise<void> {
  const who = Buffer.from(`${PAYPAL_KEYS.clientId}:${PAYPAL_KEYS.clientSecret}`).toString('base64')
  const signIn = await fetch(`${url}/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${who}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = (await signIn.json()) as { access_token: string }
  for (const path of [`/${kept.token}`, `?customer_id=${kept.customer}`]) {
    const answer = await fetch(`${url}/v3/vault/payment-tokens${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await answer.body?.cancel()
  }
}

/** Which described call it was; null for the parts of PayPal that no description here covers. */
function compareExchange(
  descriptions: readonly Description[],
  exchange: Exchange,
  findings: Findings,
): string | null {
  for (const description of descriptions) {
    const operation = operationAt(description, exchange)
    if (operation === null) continue
    const place = `${exchange.method.toLowerCase()} ${operation.template}`
    if (operation.requestBody !== null && exchange.asked !== '') {
      compare(
        { description, findings, request: true },
        {
          schema: operation.requestBody,
          value: JSON.parse(exchange.asked),
          at: `${place}.request`,
        },
      )
    }
    const schema = operation.response(exchange.status)
    if (schema !== null && exchange.answered !== '') {
      const at = `${place} ${exchange.status}`
      compare({ description, findings }, { schema, value: JSON.parse(exchange.answered), at })
    }
    return `${place} ${exchange.status}`
  }
  return null
}

const RESOURCES: readonly (readonly [file: number, schema: string, types: RegExp])[] = [
  [0, 'order', /^CHECKOUT\.ORDER\./],
  [1, 'capture-2', /^PAYMENT\.CAPTURE\.(COMPLETED|PENDING|DENIED)$/],
  [1, 'refund', /^PAYMENT\.(CAPTURE\.REFUNDED|REFUND\.)/],
  [2, 'payment_token_response', /^VAULT\./],
]

function compareEvents(
  descriptions: readonly Description[],
  world: PaymentWorld,
  findings: Findings,
): void {
  const webhooks = descriptions[3]
  assert.ok(webhooks)
  for (const event of world.product.received) {
    const value = JSON.parse(Buffer.from(event.rawBody).toString()) as { resource: unknown }
    const schema = schemaNamed(webhooks, 'event')
    compare({ description: webhooks, findings }, { schema, value, at: `event ${event.type}` })
    const [file, name] = RESOURCES.find(([, , types]) => types.test(event.type)) ?? []
    const description = file === undefined ? undefined : descriptions[file]
    if (description === undefined || name === undefined) continue
    compare(
      { description, findings },
      { schema: schemaNamed(description, name), value: value.resource, at: `event ${event.type}` },
    )
  }
}
