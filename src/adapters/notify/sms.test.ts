/** SMS against a local gateway. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NotTaken } from '../../app/notices/ports.ts'
import { createOutbound } from './outbound.ts'
import { openReceiver, type Receiver } from './receiver.ts'
import { createSmsSender } from './sms.ts'

const MESSAGE = { to: '+819012345678', text: '残り0です。', key: 'notice-1' }

function senderTo({ origin }: Receiver) {
  const outbound = createOutbound({ privateAddresses: true })
  return createSmsSender({ url: `${origin}/sms`, token: 'word', from: '00051234', outbound })
}

describe('SMS', () => {
  test('is one POST with token, sender and a key that stays', async () => {
    await using receiver = await openReceiver()
    assert.equal(await senderTo(receiver).send(MESSAGE), 'sent')
    const [heard] = receiver.heard
    assert.equal(heard?.headers['authorization'], 'Bearer word')
    assert.equal(heard?.headers['idempotency-key'], 'notice-1')
    const { to, text, key } = MESSAGE
    assert.deepEqual(JSON.parse(String(heard?.body)), {
      from: '00051234',
      to,
      text,
      reference: key,
    })
  })

  test('tells a message refused for good from a gateway that is not there', async () => {
    await using receiver = await openReceiver()
    receiver.answerWith(422)
    assert.equal(await senderTo(receiver).send(MESSAGE), 'refused')
    for (const status of [301, 401, 429, 500]) {
      receiver.answerWith(status, { Location: `${receiver.origin}/other` })
      await assert.rejects(senderTo(receiver).send(MESSAGE), NotTaken)
    }
  })
})
