import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { suite, test, type TestContext } from 'node:test'
import fc from 'fast-check'
import {
  environmentOf,
  HANGS_UP,
  placeCall,
  VANISHES,
  type AsteriskCall,
} from '../../../../test/contracts/asterisk-side.ts'
import {
  CODE_WORDS,
  numberGame,
  PERSON_WAIT_SECONDS,
  type NumberGame,
} from '../../../../test/contracts/number-game.ts'
import type { Prompts } from '../../../app/calls/prompts.ts'
import { RENDER_TRIES_MAX } from './call.ts'
import { LINE_OCTETS_MAX } from './codec.ts'
import { NoPrompts, openFastagi, type FastagiServer } from './server.ts'
import {
  LOOPBACK_PEERS,
  USUAL_LIMITS,
  type FastagiLimits,
  type FastagiSettings,
} from './settings.ts'

const CARD = '8981100022152967705'
const CALLER = '+819012345678'

/** A prompt is called by what it says: languages and codes. */
const PROMPTS: Prompts = {
  render: (stretches) => {
    const words = stretches.map(({ language, clips }) => `${language}-${clips[0]?.text ?? ''}`)
    const id = createHash('sha256').update(words.join()).digest('hex')
    return Promise.resolve({ id, path: `/prompts/${words.join('+')}.wav`, milliseconds: 0 })
  },
}

interface World {
  readonly game: NumberGame
  readonly server: FastagiServer
  readonly faults: unknown[]
  call(
    id: string,
    keying: readonly string[],
    more?: Partial<AsteriskCall>,
  ): ReturnType<typeof placeCall>
}

type Changed = Partial<Omit<FastagiSettings, 'limits'>> & {
  readonly limits?: Partial<FastagiLimits>
}

async function open(t: TestContext, changed: Changed = {}): Promise<World> {
  const game = numberGame()
  const faults: unknown[] = []
  const server = await openFastagi({
    host: '127.0.0.1',
    port: 0,
    peers: LOOPBACK_PEERS,
    hotline: game,
    callOf: game.callOf,
    words: CODE_WORDS,
    prompts: PROMPTS,
    soundFolder: null,
    onFault: (_where, fault) => faults.push(fault),
    ...changed,
    limits: { ...USUAL_LIMITS, ...changed.limits },
  })
  t.after(() => server.close())
  const call: World['call'] = (uniqueid, keying, more = {}) =>
    placeCall({ port: server.port, script: 'call', uniqueid, keying, ...more })
  return { game, server, faults, call }
}

/**
 * Everything that a server writes until it ends the connection. The first octets go out at once,
 * each of the others after one more line of the server.
 */
async function written(port: number, ...octets: readonly (string | Uint8Array)[]): Promise<string> {
  const [first = '', ...others] = octets
  const socket = connect(port, '127.0.0.1', () => socket.write(first))
  let text = ''
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more
    const next = others.shift()
    if (next !== undefined) socket.write(next)
  })
  socket.on('error', () => {})
  await once(socket, 'close')
  return text
}

suite('A call over FastAGI', () => {
  test('goes key by key to its end', async (t) => {
    const { call, game } = await open(t)
    const more = { script: 'own-trunk', callerid: '09012345678' }
    const story = await call('1.1', ['3', `${CARD}#`, '4711#'], more)
    assert.deepEqual(story.commands, [
      'ANSWER',
      'GET DATA "/prompts/zh-welcome+en-welcome+ja-welcome+ko-welcome" 6000 1',
      'GET DATA "/prompts/ja-ask_iccid" 12000 20',
      'GET DATA "/prompts/ja-ask_pin" 12000 6',
      'STREAM FILE "/prompts/ja-goodbye" ""',
      'HANGUP',
    ])
    assert.equal(story.end, 'sent_away')
    assert.deepEqual(game.rings, [
      { transport: 'fastagi', reference: '1.1', number: CALLER, asserted: true },
    ])
    assert.deepEqual(
      game.heardOn('1.1').map((heard) => (heard.kind === 'digits' ? heard.digits : heard.kind)),
      ['3', CARD, '4711'],
    )
  })

  test('plays files from the folder that the Asterisk sees', async (t) => {
    const { call } = await open(t, { soundFolder: '/mnt/prompts' })
    const { played } = await call('1.1', ['3'])
    assert.equal(played[1], '/mnt/prompts/ja-ask_iccid')
  })

  for (const [keys, heard] of [
    ['', { kind: 'silence' }],
    ['#', { kind: 'digits', digits: '' }],
    ['123', { kind: 'digits', digits: '123' }],
    [CARD, { kind: 'digits', digits: CARD }],
    [`${CARD}5`, { kind: 'digits', digits: `${CARD}5` }],
    ['*', { kind: 'digits', digits: '*' }],
    ['12*#', { kind: 'digits', digits: '*' }],
    ['1A2B#', { kind: 'digits', digits: '12' }],
  ] as const) {
    test(`hears ${keys === '' ? 'silence' : keys}`, async (t) => {
      const { call, game } = await open(t)
      await call('1.1', ['2', keys])
      assert.deepEqual(game.heardOn('1.1')[1], heard)
    })
  }

  test('ends when the caller hangs up in the middle of a prompt', async (t) => {
    const { call, game, server } = await open(t)
    const { end } = await call('1.1', ['3', HANGS_UP])
    assert.equal(end, 'hung_up')
    await server.close()
    assert.deepEqual(game.heardOn('1.1').at(-1), { kind: 'hang_up' })
    assert.ok(game.isOver('1.1'))
  })

  test('ends when the Asterisk is gone', async (t) => {
    const { call, game, server } = await open(t)
    await call('1.1', ['3', VANISHES])
    await emptied(server)
    assert.deepEqual(game.heardOn('1.1').at(-1), { kind: 'hang_up' })
  })

  test('is told by the dial-plan to have ended elsewhere', async (t) => {
    const { call, game } = await open(t)
    await call('1.1', ['3', '0'])
    const { commands } = await call('1.1', [], { script: 'call/hung-up' })
    assert.deepEqual(commands, [])
    assert.ok(game.isOver('1.1'))
    await call('1.2', [], { script: 'call/hung-up' })
    assert.equal(game.rings.length, 1)
  })

  test('goes on where it was when its channel comes back', async (t) => {
    const { call, server, game } = await open(t)
    const first = placeCall({
      port: server.port,
      script: 'call',
      uniqueid: '1.1',
      keying: ['3', CARD],
    })
    await first
    await call('1.2', ['3'])
    const { played } = await call('1.3', ['4', '0'])
    assert.equal(played.at(-1), '/prompts/ko-person_comes')
    const again = await call('1.3', [])
    assert.equal(again.played[0], '/prompts/ko-person_comes')
    assert.equal(game.rings.length, 3)
  })

  test('is one of thirty at once, and all digits are right', async (t) => {
    const { call, game } = await open(t)
    const ids = Array.from({ length: 30 }, (_, index) => index)
    const card = (id: number) => `${CARD.slice(0, -2)}${String(id).padStart(2, '0')}`
    const stories = await Promise.all(
      ids.map((id) => call(`30.${id}`, [`${(id % 4) + 1}`, `${card(id)}#`, `${4_000 + id}#`])),
    )
    assert.ok(stories.every(({ end }) => end === 'sent_away'))
    for (const id of ids) {
      assert.deepEqual(
        game.heardOn(`30.${id}`),
        [`${(id % 4) + 1}`, card(id), `${4_000 + id}`].map((digits) => ({
          kind: 'digits',
          digits,
        })),
      )
    }
  })
})

/** Resolves when no call is served any more. */
async function emptied(server: FastagiServer): Promise<void> {
  while (server.calls() > 0) await new Promise(setImmediate)
}

suite('A person who is asked for over FastAGI', () => {
  async function askingFor(t: TestContext) {
    const world = await open(t)
    return { ...world, story: await world.call('1.1', ['3', '0']) }
  }

  test('is left to the dial-plan, which finds the call and the time on the channel', async (t) => {
    const { story, game } = await askingFor(t)
    assert.equal(story.end, 'handed_back')
    assert.equal(story.played.at(-1), '/prompts/ja-person_comes')
    assert.deepEqual(Object.fromEntries(story.variables), {
      TSUZUKI_NEXT: 'person',
      TSUZUKI_CALL: game.callOf('1.1'),
      TSUZUKI_WAIT: String(PERSON_WAIT_SECONDS),
    })
    assert.ok(!game.isOver('1.1'))
  })

  test('and does not come: the call goes on', async (t) => {
    const { call, game } = await askingFor(t)
    const { played, commands } = await call('1.1', [CARD], { script: 'call/nobody-came' })
    assert.equal(played[0], '/prompts/ja-ask_iccid')
    assert.ok(!commands.includes('ANSWER'))
    assert.deepEqual(game.heardOn('1.1')[2], { kind: 'nobody_came' })
    assert.equal(game.rings.length, 1)
  })

  test('and has left again: the call goes on', async (t) => {
    const { call, game } = await askingFor(t)
    const { end } = await call('1.1', [], { script: 'call/person-left' })
    assert.equal(end, 'sent_away')
    assert.deepEqual(game.heardOn('1.1')[2], { kind: 'person_left' })
  })

  test('and never was: whoever says so hears what stands', async (t) => {
    const { call, game } = await open(t)
    const unknown = await call('9.9', [], { script: 'call/nobody-came' })
    assert.match(unknown.played[0] ?? '', /welcome/)
    assert.deepEqual(
      game.heardOn('9.9').map(({ kind }) => kind),
      ['hang_up'],
    )
  })
})

suite('Trouble of ours during a call over FastAGI', () => {
  test('is said in the language of the call, and the question comes again', async (t) => {
    const { call, game, faults } = await open(t)
    let questions = 0
    const { hear } = game
    game.hear = (...asked) => {
      questions += 1
      if (questions === 2) game.failNext(1)
      return hear(...asked)
    }
    const { played } = await call('1.1', ['3', `${CARD}#`, `${CARD}#`, '4711#'])
    assert.deepEqual(played.slice(1), [
      '/prompts/ja-ask_iccid',
      '/prompts/ja-trouble',
      '/prompts/ja-ask_iccid',
      '/prompts/ja-ask_pin',
      '/prompts/ja-goodbye',
    ])
    assert.equal(faults.length, 1)
  })

  test('ends the call when it comes twice running', async (t) => {
    const { call, game } = await open(t)
    game.failNext(3)
    const { played, end } = await call('1.1', ['3'])
    const trouble = '/prompts/zh-trouble+en-trouble+ja-trouble+ko-trouble'
    assert.deepEqual(played, [trouble, trouble])
    assert.equal(end, 'sent_away')
  })

  test('is said when the hotline thinks for too long; what was decided stands', async (t) => {
    const { call, game } = await open(t, { limits: { patienceMs: 20 } })
    const { hear } = game
    let isFirst = true
    game.hear = (...asked) => {
      if (isFirst) game.holdNext()
      isFirst = false
      return hear(...asked)
    }
    const { played } = await call('1.1', ['3', CARD])
    assert.match(played[1] ?? '', /trouble/)
    assert.equal(played[2], '/prompts/ja-ask_iccid')
  })

  test('is a file that the Asterisk does not find, after which the call ends', async (t) => {
    const { call, faults, game, server } = await open(t)
    const isMissing = (file: string) => file.includes('ask_iccid')
    const { commands, end } = await call('1.1', ['3'], { isMissing })
    assert.ok(commands.includes('CHANNEL STATUS'))
    assert.equal(end, 'sent_away')
    assert.equal(faults.length, 2)
    await emptied(server)
    assert.ok(game.isOver('1.1'))
  })

  test('is no prompt: it is asked for again while many are being made', async (t) => {
    let asked = 0
    const render: Prompts['render'] = (stretches) => {
      asked += 1
      return asked < RENDER_TRIES_MAX ? Promise.resolve(null) : PROMPTS.render(stretches)
    }
    const limits = { renderPauseMs: 1 }
    const { call, faults } = await open(t, { prompts: { render }, limits })
    const { played } = await call('1.1', ['3'])
    assert.equal(played.length, 2)
    assert.deepEqual(faults, [])
  })

  test('is nothing that makes prompts: the server does not start', async (t) => {
    await assert.rejects(open(t, { prompts: null }), NoPrompts)
  })
})

suite('A peer over FastAGI', () => {
  const environment = (uniqueid: string) => environmentOf({ port: 0, script: 'call', uniqueid })

  test('that is a stranger is not heard', async (t) => {
    const { server, game } = await open(t, { peers: ['192.0.2.1'] })
    assert.equal(await written(server.port, environment('1.1')), '')
    assert.equal(server.counters.strangers, 1)
    assert.deepEqual(game.rings, [])
  })

  test('with one call too many is refused, and served when another is over', async (t) => {
    const { server, call } = await open(t, { limits: { callsMax: 1 } })
    const busy = connect(server.port, '127.0.0.1')
    await once(busy, 'connect')
    busy.write(environment('1.1'))
    await once(busy, 'data')
    assert.equal(await written(server.port, environment('1.2')), 'HANGUP\n')
    assert.equal(server.counters.refused, 1)
    busy.destroy()
    await emptied(server)
    assert.equal((await call('1.3', ['3', CARD, '4711#'])).end, 'sent_away')
  })

  test('that asks for another script is sent away', async (t) => {
    const { server } = await open(t)
    const asked = environmentOf({ port: 0, script: 'x', uniqueid: '1.1' })
    assert.equal(await written(server.port, asked), 'HANGUP\n')
    assert.equal(server.counters.notAsked, 1)
  })

  test('that says nothing is cut off', async (t) => {
    const { server } = await open(t, { limits: { graceMs: 20 } })
    assert.equal(await written(server.port, ''), '')
    assert.equal(await written(server.port, 'agi_network: yes\n'), '')
    assert.equal(server.counters.cutOff, 2)
  })

  test('that stops answering is cut off, and its call is over', async (t) => {
    const { server, game } = await open(t, { limits: { graceMs: 20 } })
    const { port } = server
    assert.equal(await written(port, environment('1.1')), 'ANSWER\n')
    await emptied(server)
    assert.equal(server.counters.cutOff, 1)
    assert.equal(game.isOver('1.1'), false)
  })

  test('that answers what nobody asked is cut off, and its call is over', async (t) => {
    const { server, game } = await open(t)
    const twice = '200 result=2\n200 result=2\n'
    const text = await written(server.port, environment('1.1'), '200 result=0\n', twice)
    assert.match(text, /^ANSWER\nGET DATA .*\n(?:GET DATA .*\n)?$/)
    await emptied(server)
    assert.equal(server.counters.cutOff, 1)
    assert.ok(game.isOver('1.1'))
  })

  test('that never ends a call has it ended', async (t) => {
    const { server } = await open(t, { limits: { callMsMax: 40 } })
    const text = await written(server.port, environment('1.1'), '200 result=0\n')
    assert.match(text, /^ANSWER\nGET DATA .*\nHANGUP\n$/)
  })

  test('that sends garbage is cut off, whatever it is', async (t) => {
    const { server, call, faults } = await open(t, { limits: { graceMs: 20 } })
    const orderly = [environment('1.1'), '200 result=0\n', '200 result=3\n']
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.uint8Array({ maxLength: 600 }), async (after, octets) => {
        const garbage = Buffer.concat([octets, Buffer.from('\n?\n')])
        await written(server.port, ...orderly.slice(0, after), garbage)
      }),
      { numRuns: 60 },
    )
    await written(server.port, 'x'.repeat(LINE_OCTETS_MAX + 1))
    await emptied(server)
    assert.deepEqual(faults, [])
    assert.equal((await call('2.1', ['3', CARD, '4711#'])).end, 'sent_away')
  })

  test('gets its calls back when the server closes', async (t) => {
    const { server, game } = await open(t)
    const socket = connect(server.port, '127.0.0.1')
    socket.write(environment('1.1'))
    socket.on('data', (octets) => {
      if (String(octets).includes('GET DATA')) void server.close()
      else socket.write('200 result=0\n')
    })
    await once(socket, 'end')
    socket.destroy()
    await server.close()
    assert.ok(!game.isOver('1.1'))
    assert.deepEqual(game.heardOn('1.1'), [])
  })
})
