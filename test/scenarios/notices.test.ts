/**
 * The demonstration world, days later: whoever's validity runs out is told so, in their language,
 * in the morning and once. The whole product runs; its clock is moved.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lineOf, openProduct, until, type Product } from '../browser/product.ts'

interface Mail {
  readonly to: string
  readonly at: string
  readonly subject: string
  readonly text: string
}

/** How each language says until when a SIM is valid, or is not lost. */
const END =
  /^(?:有效期将至|号码将无法保留|使用期限將至|門號將無法保留|有効期限は|SIMと番号が|사용 기한|유심과 번호|Your SIM)/

let product: Product
before(async () => {
  product = await openProduct()
})
after(() => product.close())

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const answer = await fetch(`${product.url}${path}`, { headers, ...init })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return answer.json()
}

async function mails(): Promise<readonly Mail[]> {
  return ((await ask('/sandbox/mail')) as { mails: Mail[] }).mails
}

const ends = async () => (await mails()).filter(({ subject }) => END.test(subject))

/** Nine in the morning of Japan, so many days ahead. */
async function moveToMorning(days: number): Promise<void> {
  const { now } = (await ask('/sandbox/clock')) as { now: string }
  const japan = Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Tokyo')
  const morning = japan.add({ days }).with({ hour: 9, minute: 0, second: 0, millisecond: 0 })
  const body = JSON.stringify({ now: morning.toInstant().toString() })
  await ask('/sandbox/clock', { method: 'PUT', body })
}

/** A letter that is sent after all those that were due before it. */
async function waitForAll(holder: string): Promise<void> {
  const letters = async () =>
    (await mails()).filter(({ to, subject }) => {
      return to === holder && !END.test(subject)
    })
  const sent = (await letters()).length
  const line = lineOf(product.world, 'month', holder)
  const api = product.world.apiKeys.find(({ scopes }) => scopes.includes('orders:write'))
  assert.ok(api !== undefined)
  const headers = { authorization: `Bearer ${api.key}` }
  const offers = await ask(`/api/v1/lines/${line.id}/offers`, { headers })
  const [first] = (offers as { items: { offer: { id: string } }[] }).items
  await product.sellAsPartner(line.id, first?.offer.id ?? '')
  await until('the letter of the order', async () => (await letters()).length > sent)
}

test('Three days on, whoever runs out is told in their language, in the morning, once', async () => {
  await moveToMorning(3)
  await until('notices of ends', async () => (await ends()).length >= 3)
  await waitForAll('chen.wei@example.com')
  const told = await ends()
  const keys = told.map(({ to, text }) => `${to} ${text}`)
  assert.equal(new Set(keys).size, keys.length, 'no letter comes twice')
  for (const { at, text } of told) {
    const { hour } = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Tokyo')
    assert.ok(hour >= 8 && hour < 22, at)
    assert.match(text, /\/unsubscribe\/[0-9a-f-]{36}\.(?:ends|number_loss)\.[0-9a-f]{32}\?lang=/)
  }
  const languages = new Set(told.map(({ subject }) => END.exec(subject)?.[0]))
  assert.ok(languages.size >= 3, [...languages].join(', '))

  await product.advanceClock('PT1M')
  await waitForAll('chen.wei@example.com')
  assert.equal((await ends()).length, told.length, 'looking again tells nothing again')
})

test('The link of such a letter shows a page and, posted to, stops its kind', async () => {
  const [mail] = await ends()
  const link = /https?:\/\/\S+\/unsubscribe\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  const url = `${product.url}${new URL(link).pathname}`
  assert.equal((await fetch(url)).status, 200)
  const oneClick = {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  }
  assert.equal((await fetch(url, oneClick)).status, 200)
  assert.equal((await fetch(`${url}0`, oneClick)).status, 404)
})
