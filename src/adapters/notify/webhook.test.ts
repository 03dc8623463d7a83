/** Events against a local receiver that checks them by the published scheme. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { NotTaken, type OutsideEvent } from '../../app/notices/ports.ts'
import { instant } from '../../domain/basics/time.ts'
import { createOutbound, Forbidden } from './outbound.ts'
import { openReceiver, type Heard, type Receiver } from './receiver.ts'
import { createEventSender, secretBytes } from './webhook.ts'

const NEW_SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const OLD_SECRET = `whsec_${Buffer.alloc(24, 2).toString('base64')}`
const NOW = instant('2027-03-10T03:00:00.5Z')
const EVENT: OutsideEvent = {
  id: 'msg_1',
  type: 'order.delivered',
  at: instant('2027-03-10T02:59:00Z'),
  facts: { order: 'o', yen: 1430 },
}

function senderTo({ origin }: Pick<Receiver, 'origin'>, privateAddresses = true) {
  return createEventSender({
    receivers: [{ url: `${origin}/events`, secrets: [NEW_SECRET, OLD_SECRET] }],
    clock: { now: () => NOW },
    outbound: createOutbound({ privateAddresses }),
  })
}

/** As the receivers' own libraries do it. */
function isSigned({ headers, body }: Heard, secret: string): boolean {
  const signed = ['webhook-id', 'webhook-timestamp'].map((name) => String(headers[name]))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = `v1,${createHmac('sha256', key)
    .update(`${signed.join('.')}.${body.toString()}`)
    .digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}

describe('events', () => {
  test('carry id, second, type and facts, signed by each of the secrets', async () => {
    await using receiver = await openReceiver()
    assert.equal(await senderTo(receiver).send(`${receiver.origin}/events`, EVENT), 'sent')
    const [heard] = receiver.heard
    assert.ok(heard !== undefined)
    assert.equal(heard.headers['webhook-id'], 'msg_1')
    assert.equal(heard.headers['webhook-timestamp'], '1804647600')
    assert.ok(isSigned(heard, NEW_SECRET) && isSigned(heard, OLD_SECRET))
    assert.ok(!isSigned(heard, `whsec_${Buffer.alloc(32, 3).toString('base64')}`))
    assert.deepEqual(JSON.parse(String(heard.body)), {
      type: 'order.delivered',
      timestamp: '2027-03-10T02:59:00Z',
      data: { order: 'o', yen: 1430 },
    })
  })

  test('are tried again under the same id and with the same bytes', async () => {
    await using receiver = await openReceiver()
    const sender = senderTo(receiver)
    const [name = ''] = sender.receivers
    receiver.answerWith(503)
    await assert.rejects(sender.send(name, EVENT), NotTaken)
    receiver.answerWith(302, { Location: `${receiver.origin}/other` })
    await assert.rejects(sender.send(name, EVENT), NotTaken)
    receiver.answerWith(200)
    await sender.send(name, EVENT)
    assert.equal(new Set(receiver.heard.map(({ body }) => String(body))).size, 1)
    assert.ok(receiver.heard.every(({ path }) => path === '/events'))
    assert.ok(receiver.heard.every(({ headers }) => headers['webhook-id'] === 'msg_1'))
  })

  test('go only to receivers that are configured and want them', async () => {
    await using receiver = await openReceiver()
    assert.equal(await senderTo(receiver).send('https://evil.example/', EVENT), 'gone')
    assert.equal(receiver.heard.length, 0)
    receiver.answerWith(410)
    assert.equal(await senderTo(receiver).send(`${receiver.origin}/events`, EVENT), 'gone')
  })

  test('go to no private address unless that is configured', async () => {
    const sent = senderTo({ origin: 'https://127.0.0.1' }, false)
    await assert.rejects(sent.send('https://127.0.0.1/events', EVENT), Forbidden)
  })

  test('take secrets of 24 to 64 bytes only', () => {
    const of = (count: number) => `whsec_${Buffer.alloc(count).toString('base64')}`
    assert.deepEqual(
      [23, 24, 64, 65].map((count) => secretBytes(of(count))?.length ?? null),
      [null, 24, 64, null],
    )
    for (const text of ['', 'whsec_', 'secret', 'whsec_%%%']) assert.equal(secretBytes(text), null)
  })
})
