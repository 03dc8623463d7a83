/** The sandbox provider itself: durable, adopted again, careful with what is typed, faithful. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import Stripe from 'stripe'
import { TEST_CARDS } from '../../src/adapters/payments/sandbox/cards.ts'
import { startOrAdoptSandboxProvider } from '../../src/adapters/payments/sandbox/launch.ts'
import {
  decodeForm,
  FORM_DEPTH_MAX,
  FORM_FIELDS_MAX,
} from '../../src/adapters/payments/sandbox/stripe/form.ts'
import { feeOf } from '../../src/adapters/payments/sandbox/stripe/objects/book.ts'
import { RETRY_MS_MAX, retryDelayMs } from '../../src/adapters/payments/sandbox/webhooks.ts'
import {
  adapterFor,
  asksFor,
  controlOf,
  isAbout,
  openWorld,
  post,
  SECRET_KEY,
  startProduct,
  typed,
  type PaymentWorld,
} from './payment-world.ts'

let world: PaymentWorld

before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Told {
  readonly [field: string]: unknown
  readonly error?: { readonly type?: string; readonly code?: string }
}

interface Sent {
  readonly method?: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: URLSearchParams
}

async function api(path: string, request: Sent = {}) {
  const answer = await fetch(`${world.url}/v1${path}`, {
    ...request,
    headers: { authorization: `Bearer ${SECRET_KEY}`, ...request.headers },
  })
  return { answer, body: (await answer.json()) as Told }
}

test('killed after it answered success, it comes back with the state and delivers what is owed', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-sandbox-'))
  const product = await startProduct()
  product.closed = true
  const options = {
    dataDirectory,
    port: 0,
    webhookUrl: `${product.url}/payments/stripe/events`,
    productUrl: product.url,
    webhookRetryMs: 20,
  }
  const first = await startOrAdoptSandboxProvider(options)
  try {
    const { secretKey } = first
    const checkout = await adapterFor(first.url, product.clock, secretKey).openCheckout(
      asksFor(product.clock),
    )
    assert.equal((await post(checkout.url, typed('4242424242424242'))).status, 303)
    process.kill(first.pid, 'SIGKILL')

    const second = await startOrAdoptSandboxProvider(options)
    assert.equal(second.adopted, false)
    assert.equal(second.url, first.url, 'pages that are open keep their address')
    const payments = adapterFor(second.url, product.clock, secretKey)
    assert.equal((await payments.readPayment(checkout.reference)).state, 'succeeded')

    product.closed = false
    const [event] = await product.events(isAbout(checkout.reference, 'checkout.session.completed'))
    assert.ok(event)
    assert.ok(product.received.length >= 1)
  } finally {
    const last = await startOrAdoptSandboxProvider(options)
    assert.equal(last.adopted, true)
    await last.stop()
    await product.stop()
  }
  const log = readFileSync(join(dataDirectory, 'sandbox-provider.log'), 'utf8')
  assert.ok(!log.includes(first.secretKey))
  await rm(dataDirectory, { recursive: true })
})

test('a product that comes back at another address adopts it and gets what it missed', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-sandbox-'))
  const before = await startProduct()
  const options = { dataDirectory, port: 0, webhookRetryMs: 20 }
  const first = await startOrAdoptSandboxProvider({
    ...options,
    webhookUrl: `${before.url}/payments/stripe/events`,
    productUrl: before.url,
  })
  const checkout = await adapterFor(first.url, before.clock, first.secretKey).openCheckout(
    asksFor(before.clock),
  )
  await before.stop()
  await post(checkout.url, typed('4242424242424242'))

  const now = await startProduct()
  const second = await startOrAdoptSandboxProvider({
    ...options,
    webhookUrl: `${now.url}/payments/stripe/events`,
    productUrl: now.url,
  })
  assert.equal(second.adopted, true)
  assert.equal(second.pid, first.pid)
  const [event] = await now.events(isAbout(checkout.reference, 'checkout.session.completed'))
  assert.ok(event)
  await second.stop()
  await now.stop()
  await rm(dataDirectory, { recursive: true })
})

test('a number that is no test card is refused and is found nowhere afterwards', async () => {
  const { url, reference } = await world.payments.openCheckout(asksFor(world.clock))
  const real = '4111111111111111'
  const answer = await post(url, { ...typed(real), expiry: '12/40' })
  assert.equal(answer.status, 422)
  assert.match(answer.html, /Only the test cards below work here/)
  assert.ok(!answer.html.includes('4111'))
  const told = JSON.stringify([
    await world.control('GET', '/sessions'),
    (await api(`/checkout/sessions/${reference}?expand[]=payment_intent`)).body,
  ])
  assert.ok(!told.includes('4111'))
})

test('a wrong expiry or security code keeps the card and says what is wrong', async () => {
  const { url } = await world.payments.openCheckout(asksFor(world.clock))
  for (const expiry of ['13/40', '12/19', 'x', '']) {
    const answer = await post(url, { number: '4242424242424242', expiry, cvc: '123' })
    assert.equal(answer.status, 422)
    assert.match(answer.html, /4242 4242 4242 4242/)
    assert.match(answer.html, /future month/)
  }
  const answer = await post(url, { number: '4242424242424242', expiry: '12/40', cvc: '1' })
  assert.match(answer.html, /three or four digits/)
})

test('each test card fills the form by a plain post, and its number passes the Luhn check', async () => {
  const { url } = await world.payments.openCheckout(asksFor(world.clock))
  for (const card of TEST_CARDS) {
    const { to } = await post(`${url}/card`, { card: card.name })
    const html = await (await fetch(new URL(to ?? '', url))).text()
    assert.match(html, new RegExp(`value="${card.number.replace(/(.{4})(?=.)/g, '$1 ')}"`))
    const sum = card.number
      .split('')
      .toReversed()
      .reduce((total, digit, at) => {
        const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2)
        return total + (doubled > 9 ? doubled - 9 : doubled)
      }, 0)
    assert.equal(sum % 10, 0, card.name)
  }
})

test('pages work without scripts and inline styles, under a policy that allows only their sheet', async () => {
  const { url } = await world.payments.openCheckout(asksFor(world.clock, { description: '<b>&' }))
  const answer = await fetch(url)
  const html = await answer.text()
  assert.ok(!/<script|style=|<img|javascript:/.test(html))
  assert.match(html, /&lt;b>&amp;/)
  assert.match(html, /Sandbox – no real money/)
  const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
  const hash = createHash('sha256').update(sheet).digest('base64')
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.ok(policy.startsWith(`default-src 'none'; style-src 'sha256-${hash}'`))
})

test('paying twice at once takes money once, and both taps arrive at the shop', async () => {
  const { url, reference } = await world.payments.openCheckout(asksFor(world.clock))
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => post(url, typed('4242424242424242'))),
  )
  assert.ok(answers.every(({ to }) => to?.startsWith('http://127.0.0.1:8080/orders/1')))
  const { body } = await api(`/checkout/sessions/${reference}`)
  const { body: taken } = await api('/events?type=charge.succeeded&limit=100')
  const told = JSON.stringify(taken).split(`"payment_intent":"${String(body['payment_intent'])}"`)
  assert.equal(told.length - 1, 1)
})

test('an Idempotency-Key gives the first answer again, marked; other parameters are an error', async () => {
  const send = (amount: string) =>
    api('/checkout/sessions', {
      method: 'POST',
      headers: { 'idempotency-key': 'one-attempt', 'stripe-version': '2026-10-28.endive' },
      body: new URLSearchParams({
        mode: 'payment',
        success_url: 'http://127.0.0.1/ok',
        'line_items[0][price_data][currency]': 'jpy',
        'line_items[0][price_data][unit_amount]': amount,
        'line_items[0][price_data][product_data][name]': 'x',
        'line_items[0][quantity]': '1',
      }),
    })
  const first = await send('300')
  assert.equal(first.answer.headers.get('idempotent-replayed'), null)
  assert.equal(first.answer.headers.get('stripe-version'), '2026-10-28.endive')
  const again = await send('300')
  assert.equal(again.answer.headers.get('idempotent-replayed'), 'true')
  assert.deepEqual(again.body, first.body)
  const other = await send('301')
  assert.equal(other.answer.status, 400)
  assert.equal(other.body.error?.type, 'idempotency_error')
})

test('lists page from the newest, by cursor and by created, through the official client', async () => {
  const stripe = new Stripe(SECRET_KEY, {
    host: '127.0.0.1',
    port: new URL(world.url).port,
    protocol: 'http',
    telemetry: false,
  })
  const opened: string[] = []
  world.product.advanceHours(100)
  for (let count = 0; count < 5; count += 1) {
    const { reference } = await world.payments.openCheckout(asksFor(world.clock))
    opened.push(reference)
  }
  const since = Math.floor(world.clock.now().epochMilliseconds / 1_000) - 600
  const listed: string[] = []
  for await (const session of stripe.checkout.sessions.list({
    created: { gte: since },
    limit: 2,
  })) {
    listed.push(session.id)
  }
  assert.deepEqual(listed, opened.toReversed())
  const [, second, third] = listed
  const before = await stripe.checkout.sessions.list({ ending_before: third ?? '', limit: 1 })
  assert.equal(before.data[0]?.id, second)

  const events = await stripe.events.list({ type: 'checkout.session.completed', limit: 100 })
  assert.ok(events.data.every((event) => event.type === 'checkout.session.completed'))
  await assert.rejects(stripe.checkout.sessions.list({ limit: 101 }))
  await assert.rejects(stripe.paymentIntents.list({ expand: ['data.review'] }))
})

test('strangers, unknown addresses and unknown parameters get errors in the envelope of Stripe', async () => {
  const nobody = await api('/events', { headers: { authorization: 'Bearer sk_test_x' } })
  assert.equal(nobody.answer.status, 401)
  assert.equal((await api('/subscriptions')).answer.status, 404)
  const old = await api('/checkout/sessions', {
    method: 'POST',
    body: new URLSearchParams({ 'payment_method_types[0]': 'card' }),
  })
  assert.equal(old.answer.status, 400)
  assert.equal(old.body.error?.code, 'parameter_unknown')
  const control = await fetch(`${world.url}/sandbox-control/sessions`)
  assert.equal(control.status, 401)
})

test('held webhooks wait and go out when released', async () => {
  await world.control('POST', '/webhooks/hold')
  const { reference } = await world.payments.openCheckout(asksFor(world.clock))
  await world.control('POST', `/sessions/${reference}/payment`, { card: 'approve' })
  const told = (await world.control('GET', '/webhooks')) as { deliveries: { state: string }[] }
  assert.deepEqual(
    told.deliveries.slice(0, 3).map(({ state }) => state),
    ['waiting', 'waiting', 'waiting'],
  )
  assert.equal(world.product.received.filter(isAbout(reference)).length, 0)
  await world.control('POST', '/webhooks/release')
  await world.product.events(isAbout(reference, 'checkout.session.completed'))
})

test('a webhook that was refused is sent again until it is taken', async () => {
  world.product.closed = true
  const refusals = world.product.refusals
  const { reference } = await world.payments.openCheckout(asksFor(world.clock))
  await controlOf(world.url, SECRET_KEY)('POST', `/sessions/${reference}/payment`, {
    card: 'authenticate',
    authentication: 'approve',
  })
  await world.product.refused(refusals + 4)
  world.product.closed = false
  await world.product.events(isAbout(reference, 'checkout.session.completed'))
})

test('waits between tries double up to a minute', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((tries) => retryDelayMs(tries, 500)),
    [500, 1_000, 2_000, 4_000],
  )
  assert.equal(retryDelayMs(1_000, 500), RETRY_MS_MAX)
})

test('the fee is 3.6 % in whole yen, half up', () => {
  assert.deepEqual([50, 125, 1_430, 99_999_999].map(feeOf), [2, 5, 51, 3_600_000])
})

test('forms decode as the official client encodes them', () => {
  const form = decodeForm('a=1&b[c][d]=2&l[0][x]=3&l[1][x]=4&e[]=5&e[]=6&f[0]=7&g=')
  assert.deepEqual(JSON.parse(JSON.stringify(form)), {
    a: '1',
    b: { c: { d: '2' } },
    l: [{ x: '3' }, { x: '4' }],
    e: ['5', '6'],
    f: ['7'],
    g: '',
  })
})

test('no form, however odd, does more than be refused', () => {
  assert.equal(Object.keys(decodeForm('__proto__[polluted]=1')).length, 1)
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  const fields = (count: number) => Array.from({ length: count }, (_, at) => `a${at}=1`).join('&')
  decodeForm(fields(FORM_FIELDS_MAX))
  assert.throws(() => decodeForm(fields(FORM_FIELDS_MAX + 1)), { name: 'StripeTrouble' })
  const deep = (depth: number) => `a${'[b]'.repeat(depth - 1)}=1`
  decodeForm(deep(FORM_DEPTH_MAX))
  assert.throws(() => decodeForm(deep(FORM_DEPTH_MAX + 1)), { name: 'StripeTrouble' })
  const odd = fc.string({
    unit: fc.constantFrom('a', 'b', '[', ']', '=', '&', '%', '0'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(odd, (text) => {
      try {
        decodeForm(text)
      } catch (error) {
        assert.equal((error as Error).name, 'StripeTrouble')
      }
    }),
  )
})
