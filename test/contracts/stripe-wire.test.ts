/**
 * The sandbox provider's answers against Stripe's own interface description, where a copy lies
 * beside the project; it is not part of it. The copy is of API 2023-08-16, older than the version
 * we speak: fields that it describes must have the described type, fields it does not know are
 * only listed.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { parse } from 'yaml'
import { asksFor, openWorld, post, SECRET_KEY, typed } from './payment-world.ts'

const DESCRIPTION = new URL('../../../shared/specs/stripe_spec3.yaml', import.meta.url)

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly nullable?: boolean
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: { readonly [field: string]: Schema }
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly maxLength?: number
}

type Schemas = { readonly [name: string]: Schema }

interface Findings {
  readonly wrong: string[]
  readonly unknown: Set<string>
}

const skip = existsSync(DESCRIPTION) ? false : 'the description is not here, left out'

test('what the sandbox answers has the types that Stripe describes', { skip }, async (context) => {
  const document = parse(readFileSync(DESCRIPTION, 'utf8')) as {
    readonly components: { readonly schemas: Schemas }
  }
  const { schemas } = document.components
  const findings: Findings = { wrong: [], unknown: new Set() }
  for (const { name, value } of await answers()) {
    const schema = schemas[name]
    assert.ok(schema, `the description knows ${name}`)
    check(schemas, findings, { schema, value, at: name })
  }
  context.diagnostic(`not in the description: ${[...findings.unknown].toSorted().join(', ')}`)
  assert.deepEqual([...new Set(findings.wrong)], [])

  const broken: Findings = { wrong: [], unknown: new Set() }
  const value = { id: 1, object: 'charge', currency: null }
  check(schemas, broken, { schema: schemas['charge'] ?? {}, value, at: 'charge' })
  assert.ok(broken.wrong.includes('charge.id: not text, found 1'), 'the check itself finds things')
})

interface List {
  readonly data: readonly { readonly data?: { readonly object: { readonly object: string } } }[]
}

/** One of each object in each of the states that the adapter can meet. */
async function answers(): Promise<{ readonly name: string; readonly value: unknown }[]> {
  const world = await openWorld()
  const read = async <Answer>(path: string): Promise<Answer> => {
    const answer = await fetch(`${world.url}/v1${path}`, {
      headers: { authorization: `Bearer ${SECRET_KEY}` },
    })
    return (await answer.json()) as Answer
  }
  const found: { name: string; value: unknown }[] = []
  try {
    for (const number of ['', '4242424242424242', '4000000000000002', '4000000000003220']) {
      const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
      if (number !== '') await post(url, typed(number))
      const session = await read<Stripe.Checkout.Session>(`/checkout/sessions/${reference}`)
      found.push({ name: 'checkout.session', value: session })
      if (session.payment_intent === null) continue
      const intent = await read<Stripe.PaymentIntent>(
        `/payment_intents/${idOf(session.payment_intent)}`,
      )
      found.push({ name: 'payment_intent', value: intent })
      if (intent.latest_charge === null) continue
      const charge = await read<Stripe.Charge>(`/charges/${idOf(intent.latest_charge)}`)
      found.push({ name: 'charge', value: charge })
      if (charge.balance_transaction === null) continue
      const balance = await read(`/balance_transactions/${idOf(charge.balance_transaction)}`)
      found.push({ name: 'balance_transaction', value: balance })
      await fetch(`${world.url}/v1/refunds`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET_KEY}` },
        body: new URLSearchParams({ charge: charge.id, amount: '100' }),
      })
    }
    const late = await world.payments.openCheckout(asksFor(world.clock))
    await post(late.url, typed('4000000000008203'))
    const gone = await world.payments.openCheckout(asksFor(world.clock))
    await world.payments.cancelCheckout(gone.reference)
    for (const [name, path] of [
      ['refund', '/refunds'],
      ['event', '/events'],
      ['checkout.session', '/checkout/sessions'],
      ['payment_intent', '/payment_intents'],
    ] as const) {
      const list = await read<List>(`${path}?limit=100`)
      assert.deepEqual(Object.keys(list).toSorted(), ['data', 'has_more', 'object', 'url'])
      for (const value of list.data) {
        found.push({ name, value })
        if (name !== 'event') continue
        const told = value.data?.object
        found.push({ name: String(told?.object), value: told })
      }
    }
    found.push({ name: 'error', value: await read('/checkout/sessions/cs_test_nobody') })
  } finally {
    await world.close()
  }
  return found
}

/** Nothing was expanded, so references are ids. */
function idOf(reference: unknown): string {
  assert.ok(typeof reference === 'string')
  return reference
}

interface Place {
  readonly schema: Schema
  readonly value: unknown
  readonly at: string
}

function check(schemas: Schemas, findings: Findings, { schema, value, at }: Place): void {
  const resolved = follow(schemas, schema)
  const isNullable = schema.nullable === true || resolved.nullable === true
  if (value === null || value === undefined) {
    if (!isNullable) findings.wrong.push(`${at}: null where a value is described`)
    return
  }
  if (resolved.anyOf !== undefined) {
    const tries = resolved.anyOf.map((one) => {
      const tried: Findings = { wrong: [], unknown: new Set() }
      check(schemas, tried, { schema: one, value, at })
      return tried
    })
    const best = tries.toSorted((one, other) => one.wrong.length - other.wrong.length)[0]
    findings.wrong.push(...(best?.wrong ?? []))
    for (const name of best?.unknown ?? []) findings.unknown.add(name)
    return
  }
  checkKind(schemas, findings, { schema: resolved, value, at })
}

function checkKind(schemas: Schemas, findings: Findings, { schema, value, at }: Place): void {
  const complain = (words: string): void => {
    findings.wrong.push(`${at}: ${words}, found ${JSON.stringify(value)?.slice(0, 80)}`)
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) complain('not among the values')
  if (schema.type === 'string') {
    if (typeof value !== 'string') complain('not text')
    else if (schema.maxLength !== undefined && value.length > schema.maxLength) complain('too long')
  }
  if (schema.type === 'integer' && !Number.isSafeInteger(value)) complain('not a whole number')
  if (schema.type === 'number' && typeof value !== 'number') complain('not a number')
  if (schema.type === 'boolean' && typeof value !== 'boolean') complain('not true or false')
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return complain('not a list')
    for (const item of value) {
      check(schemas, findings, { schema: schema.items ?? {}, value: item, at: `${at}[]` })
    }
  }
  if (schema.type === 'object') {
    if (typeof value !== 'object' || Array.isArray(value)) return complain('not an object')
    checkFields(schemas, findings, { schema, value, at })
  }
}

function checkFields(schemas: Schemas, findings: Findings, { schema, value, at }: Place): void {
  const fields = value as { readonly [field: string]: unknown }
  const described = schema.properties ?? {}
  for (const name of schema.required ?? []) {
    if (!(name in fields)) findings.wrong.push(`${at}.${name}: described as always there`)
  }
  for (const [name, inner] of Object.entries(fields)) {
    const known = described[name]
    const place = `${at}.${name}`
    if (known !== undefined) {
      check(schemas, findings, { schema: known, value: inner, at: place })
    } else if (typeof schema.additionalProperties === 'object') {
      check(schemas, findings, { schema: schema.additionalProperties, value: inner, at: place })
    } else if (schema.properties !== undefined) {
      findings.unknown.add(place)
    }
  }
}

function follow(schemas: Schemas, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const name = schema.$ref.replace('#/components/schemas/', '')
  const found = schemas[name]
  assert.ok(found, `the description refers to ${name}`)
  return found
}
