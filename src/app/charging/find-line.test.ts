import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LineId } from '../../domain/basics/ids.ts'
import { instant, plusSeconds } from '../../domain/basics/time.ts'
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import type { Find } from '../door/state.ts'
import { createLineFinder, SUBSCRIBER_KEPT_SECONDS } from './find-line.ts'

const LINE = 'line of the test' as LineId
const NOBODY: SubscriberClaim = { imsi: null, msisdn: null, iccid: null }
const IMSI = '440101234567890'
const NAMED: SubscriberClaim = { ...NOBODY, imsi: IMSI }

/** A register that answers when told to, and counts what it is asked. */
function register() {
  let now = instant('2027-01-15T00:00:00Z')
  const asked: string[] = []
  const answers: (() => void)[] = []
  const waits = () => new Promise<void>((resolve) => answers.push(resolve))
  const finder = createLineFinder({
    clock: { now: () => now },
    reads: {
      async find(kind, value): Promise<Find | null> {
        asked.push(`${kind} ${value}`)
        await waits()
        const home = { kind: 'line', id: LINE } as const
        return kind === 'imsi' && value === IMSI ? { kind, value, home, id: LINE } : null
      },
      async lineOfSession(peer, sessionKey) {
        asked.push(`session ${peer} ${sessionKey}`)
        await waits()
        return sessionKey === 'begun' ? LINE : null
      },
    },
  })
  const answer = () => answers.splice(0).forEach((resolve) => resolve())
  const pass = (seconds: number) => {
    now = plusSeconds(now, seconds)
  }
  return { finder, asked, answer, pass }
}

describe('The line of a request', () => {
  it('is looked up once for all that ask meanwhile, who go on in their order', async () => {
    const { finder, asked, answer } = register()
    const went: number[] = []
    const all = [1, 2, 3].map(async (number) => {
      assert.equal(await finder.ofSubscriber(NAMED), LINE)
      went.push(number)
    })
    assert.deepEqual(asked, [`imsi ${IMSI}`])
    answer()
    await Promise.all(all)
    assert.deepEqual(went, [1, 2, 3])
  })

  it('is looked up again after a while, and at once where nobody was found', async () => {
    const { finder, asked, answer, pass } = register()
    const look = async (subscriber: SubscriberClaim) => {
      const line = finder.ofSubscriber(subscriber)
      answer()
      return line
    }
    await look(NAMED)
    pass(SUBSCRIBER_KEPT_SECONDS - 1)
    await look(NAMED)
    assert.equal(asked.length, 1)
    pass(1)
    await look(NAMED)
    assert.equal(asked.length, 2)
    const stranger = { ...NOBODY, imsi: '440109999999999' }
    assert.equal(await look(stranger), null)
    assert.equal(await look(stranger), null)
    assert.equal(asked.length, 4)
  })

  it('is looked up again after a look-up that failed', async () => {
    let fails = true
    const finder = createLineFinder({
      clock: { now: () => instant('2027-01-15T00:00:00Z') },
      reads: {
        find: async () => null,
        async lineOfSession() {
          if (fails) throw new Error('the store is away')
          return LINE
        },
      },
    })
    const request = { peer: 'pgw', sessionKey: 'begun', subscriber: NOBODY }
    await assert.rejects(finder.ofRequest(request))
    fails = false
    assert.equal(await finder.ofRequest(request), LINE)
  })

  it('that names nobody is that of its session', async () => {
    const { finder, asked, answer } = register()
    const of = async (sessionKey: string, subscriber = NOBODY) => {
      const line = finder.ofRequest({ peer: 'pgw', sessionKey, subscriber })
      answer()
      return line
    }
    assert.equal(await of('begun'), LINE)
    assert.equal(await of('begun'), LINE)
    assert.equal(await of('strange'), null)
    assert.equal(await of('strange', NAMED), LINE)
    assert.deepEqual(asked, ['session pgw begun', 'session pgw strange', `imsi ${IMSI}`])
  })
})
