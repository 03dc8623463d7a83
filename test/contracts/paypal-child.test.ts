/** PayPal's side of the sandbox provider as a process of its own, and what its wire refuses. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createPayPalProvider } from '../../src/adapters/payments/paypal/provider.ts'
import {
  startOrAdoptSandboxProvider,
  type SandboxProvider,
} from '../../src/adapters/payments/sandbox/launch.ts'
import { asksFor, isAbout, openWorld, PAYPAL_KEYS, post, startProduct } from './payment-world.ts'

const KEYS_FILE = 'sandbox-provider-keys.json'

test('killed after it answered success, PayPal comes back with the state and delivers what is owed', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-paypal-'))
  const product = await startProduct()
  product.closed = true
  const options = {
    dataDirectory,
    port: 0,
    webhookUrl: `${product.url}/payments/stripe/events`,
    paypalWebhookUrl: `${product.url}/payments/paypal/events`,
    productUrl: product.url,
    webhookRetryMs: 20,
  }
  const adapterOf = ({ url, paypal }: SandboxProvider) =>
    createPayPalProvider({ ...paypal, apiBase: url }, product.clock)
  const first = await startOrAdoptSandboxProvider(options)
  try {
    const request = asksFor(product.clock, { method: 'paypal', keepMeans: true })
    const checkout = await adapterOf(first).openCheckout(request)
    await post(checkout.url, { outcome: 'pay' })
    const told = await adapterOf(first).capture(checkout.reference, request.ref)
    assert.ok(told.state === 'succeeded')
    process.kill(first.pid, 'SIGKILL')

    const second = await startOrAdoptSandboxProvider(options)
    assert.equal(second.adopted, false)
    assert.deepEqual(second.paypal, first.paypal)
    assert.deepEqual(await adapterOf(second).readPayment(checkout.reference), told)
    product.closed = false
    const [event] = await product.events(isAbout(told.charge, 'PAYMENT.CAPTURE.COMPLETED'))
    assert.ok(event)
    const heard = await adapterOf(second).readEvent(event.rawBody, event.headers)
    assert.deepEqual(heard, { kind: 'payment', eventId: event.id, ref: request.ref })

    const third = await startOrAdoptSandboxProvider(options)
    assert.equal(third.adopted, true)
    assert.deepEqual(third.paypal, first.paypal)
  } finally {
    await (await startOrAdoptSandboxProvider(options)).stop()
    await product.stop()
    await rm(dataDirectory, { recursive: true })
  }
})

test("a data directory from before PayPal keeps Stripe's keys and gets PayPal's", async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-paypal-'))
  const product = await startProduct()
  const former = { secretKey: 'sk_test_former', webhookSecret: 'whsec_former' }
  writeFileSync(join(dataDirectory, KEYS_FILE), JSON.stringify(former))
  const provider = await startOrAdoptSandboxProvider({
    dataDirectory,
    port: 0,
    webhookUrl: `${product.url}/payments/stripe/events`,
    productUrl: product.url,
  })
  try {
    assert.equal(provider.secretKey, former.secretKey)
    assert.equal(provider.webhookSecret, former.webhookSecret)
    const kept: unknown = JSON.parse(readFileSync(join(dataDirectory, KEYS_FILE), 'utf8'))
    assert.deepEqual(kept, { ...former, paypal: provider.paypal })
  } finally {
    await provider.stop()
    await product.stop()
    await rm(dataDirectory, { recursive: true })
  }
})

test('the wire refuses as PayPal does: strangers, requests without an id, broken bodies', async () => {
  const world = await openWorld()
  try {
    const signIn = async (secret: string) => {
      const who = Buffer.from(`${PAYPAL_KEYS.clientId}:${secret}`).toString('base64')
      const answer = await fetch(`${world.url}/v1/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${who}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
      return (await answer.json()) as { access_token?: string; error?: string }
    }
    assert.equal((await signIn('wrong')).error, 'invalid_client')
    const { access_token: token } = await signIn(PAYPAL_KEYS.clientSecret)
    const order = async (headers: Record<string, string>, body: string) => {
      const answer = await fetch(`${world.url}/v2/checkout/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      const told = (await answer.json()) as { name: string; details?: { issue: string }[] }
      return [answer.status, told.name, told.details?.[0]?.issue]
    }
    const unit = (value: string) =>
      JSON.stringify({
        intent: 'CAPTURE',
        purchase_units: [{ amount: { currency_code: 'JPY', value } }],
      })
    const ours = { authorization: `Bearer ${token}`, 'paypal-request-id': 'one' }
    const [stranger, anonymous] = [
      await order({}, '{}'),
      await order({ ...ours, authorization: `Bearer ${token}0` }, '{}'),
    ]
    assert.deepEqual(stranger, [401, 'AUTHENTICATION_FAILURE', undefined])
    assert.deepEqual(anonymous, stranger)
    for (const [headers, body, expected] of [
      [{ authorization: ours.authorization }, unit('100'), [400, 'PAYPAL_REQUEST_ID_REQUIRED']],
      [
        { ...ours, 'paypal-request-id': 'x'.repeat(109) },
        unit('100'),
        [400, 'INVALID_STRING_LENGTH'],
      ],
      [ours, '{', [400, 'MALFORMED_REQUEST_JSON']],
      [ours, '{}', [400, 'INVALID_PARAMETER_SYNTAX']],
      [ours, unit('100.00'), [422, 'DECIMALS_NOT_SUPPORTED']],
      [ours, unit('0'), [422, 'CANNOT_BE_ZERO_OR_NEGATIVE']],
    ] as const) {
      const [status, , issue] = await order(headers, body)
      assert.deepEqual([status, issue], expected)
    }
    assert.deepEqual(await order(ours, unit('100')), [200, undefined, undefined])
    assert.equal((await fetch(`${world.url}/pay/paypal/NOBODYSORDER00000`)).status, 404)
  } finally {
    await world.close()
  }
})
