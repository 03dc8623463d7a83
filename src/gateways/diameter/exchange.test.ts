import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { memoryCharging } from '../../../test/interop/diameter-charging.ts'
import {
  creditRequest,
  GATEWAY,
  resultOf,
  type CreditAsked,
} from '../../../test/interop/diameter-gateway.ts'
import { TestNodes } from '../../../test/interop/diameter-node.ts'
import { INVALID_AVP_VALUE, SHOWN_BYTES_MAX } from './avps.ts'
import { RESULT } from './base.ts'
import { CREDIT_RESULT } from './credit-control.ts'
import { AVPS } from './dictionary.ts'

const IMSI = '440101234567890'

const nodes = new TestNodes()
afterEach(() => nodes.close())
after(() => assert.deepEqual(nodes.faults, []))

/** Without a word of whom it is about. */
function nameless(asked: CreditAsked, mark: number) {
  const request = creditRequest(asked, GATEWAY, mark)
  const avps = request.avps.filter(({ code }) => code !== AVPS['Subscription-Id'].code)
  return { ...request, avps }
}

describe('The name of a session', () => {
  it('that cannot be kept is refused, and nothing of it reaches charging', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const gateway = await nodes.gatewayOf(await nodes.open(charging))
    for (const session of ['pgw;1\0;2', 'x'.repeat(60_000)]) {
      const answer = await gateway.credit({ session, type: 'initial', number: 0 })
      assert.equal(resultOf(answer), INVALID_AVP_VALUE)
      const failed = answer.avps.find(({ code }) => code === AVPS['Failed-AVP'].code)
      assert.ok(failed?.data instanceof Uint8Array)
      assert.ok(failed.data.length <= 8 + SHOWN_BYTES_MAX, 'it stays closed, and is short')
    }
    assert.deepEqual(charging.requests, [])
  })

  it('stands for its subscriber once charging knows them, and not before', async () => {
    const server = await nodes.open(memoryCharging({ [IMSI]: 9n }))
    const gateway = await nodes.gatewayOf(server)
    const resultOfNext = async (session: string, imsi: string) => {
      await gateway.credit({ session, type: 'initial', number: 0, imsi })
      const next = nameless({ session, type: 'update', number: 1 }, gateway.nextMark())
      return resultOf(await gateway.send(next))
    }
    assert.equal(await resultOfNext('known', IMSI), RESULT.success)
    const first = { session: 's', type: 'initial', number: 0, imsi: '440109999999999' } as const
    assert.equal(resultOf(await gateway.credit(first)), CREDIT_RESULT.userUnknown)
    assert.equal(await resultOfNext('unknown', '440109999999999'), RESULT.unknownSessionId)
  })
})
