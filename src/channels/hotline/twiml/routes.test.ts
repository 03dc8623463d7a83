import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test, type TestContext } from 'node:test'
import fastify from 'fastify'
import fc from 'fast-check'
import {
  CODE_WORDS,
  numberGame,
  PERSON_WAIT_SECONDS,
  type NumberGame,
} from '../../../../test/contracts/number-game.ts'
import { readTwiml, signedPost, type Fields } from '../../../../test/contracts/twiml-provider.ts'
import type { Prompts } from '../../../app/calls/prompts.ts'
import { FORM_BYTES_MAX } from './request.ts'
import { twimlRoutes } from './routes.ts'
import { USUAL_PATIENCE_MS, USUAL_VOICES, type TwimlSettings } from './settings.ts'

const PUBLIC_URL = 'https://renew.example.jp'
const TOKEN = '12345678901234567890123456789012'
const OLD_TOKEN = 'abcdefabcdefabcdefabcdefabcdefab'
const OWN_NUMBER = '+81312345678'
const SID = 'CA00000000000000000000000000000001'
const CALLER = '+819012345678'
const RINGING: Fields = {
  CallSid: SID,
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: CALLER,
  To: OWN_NUMBER,
}

interface World {
  readonly game: NumberGame
  readonly faults: unknown[]
  /** Signed as the provider signs, at an address that an answer named or the first one. */
  post(url: string, fields: Fields): Promise<{ status: number; body: string }>
  /** The same and read; fails unless it is TwiML. */
  say(url: string, fields: Fields): Promise<ReturnType<typeof readTwiml>>
  send(request: object): Promise<{ status: number; body: string; headers: Record<string, unknown> }>
}

function open(t: TestContext, changed: Partial<TwimlSettings> = {}): World {
  const game = numberGame()
  const faults: unknown[] = []
  const server = fastify()
  void server.register(
    twimlRoutes({
      hotline: game,
      callOf: game.callOf,
      authTokens: [TOKEN, OLD_TOKEN],
      publicUrl: PUBLIC_URL,
      assertedNumbers: [OWN_NUMBER],
      agents: { kind: 'number', number: '+81300000000' },
      words: CODE_WORDS,
      prompts: null,
      voices: USUAL_VOICES,
      onFault: (_where, fault) => faults.push(fault),
      patienceMs: USUAL_PATIENCE_MS,
      ...changed,
    }),
  )
  t.after(() => server.close())
  const send: World['send'] = async (request) => {
    const { statusCode, body, headers } = await server.inject(request)
    return { status: statusCode, body, headers: { ...headers } }
  }
  const post: World['post'] = (url, fields) => send(signedPost({ url, fields, authToken: TOKEN }))
  const say: World['say'] = async (url, fields) => {
    const { status, body } = await post(url, fields)
    assert.equal(status, 200, body)
    return readTwiml(body)
  }
  return { game, faults, post, say, send }
}

const FIRST = `${PUBLIC_URL}/voice/turns`
const STATUS = `${PUBLIC_URL}/voice/status`

function keyed(digits: string): Fields {
  return { ...RINGING, CallStatus: 'in-progress', Digits: digits }
}

/** Where the only verb with an action sends what comes next. */
function actionOf(verbs: ReturnType<typeof readTwiml>): string {
  return verbs.find(({ attributes }) => 'action' in attributes)?.attributes['action'] ?? ''
}

/** Two steps into the game: Japanese was chosen, the card's number is asked. */
async function atCard(world: World): Promise<string> {
  const greeting = await world.say(FIRST, RINGING)
  return actionOf(await world.say(actionOf(greeting), keyed('3')))
}

suite('A call over voice webhooks', () => {
  test('is greeted in four voices inside a gather that takes any single key', async (t) => {
    const { say, game } = open(t)
    const [gather, ...others] = await say(FIRST, RINGING)
    assert.deepEqual(others, [])
    assert.equal(gather?.name, 'Gather')
    assert.deepEqual(gather.attributes, {
      input: 'dtmf',
      numDigits: '1',
      finishOnKey: '',
      timeout: '6',
      actionOnEmptyResult: 'true',
      action: `${PUBLIC_URL}/voice/turns?turn=1`,
      method: 'POST',
    })
    assert.deepEqual(
      gather.verbs.map(({ name, attributes, text }) => [name, attributes['language'], text]),
      [
        ['Say', 'cmn-CN', 'zh welcome'],
        ['Say', 'en-US', 'en welcome'],
        ['Say', 'ja-JP', 'ja welcome'],
        ['Say', 'ko-KR', 'ko welcome'],
      ],
    )
    assert.deepEqual(game.rings, [
      { transport: 'twiml', reference: SID, number: CALLER, asserted: true },
    ])
  })

  test('goes key by key to its end', async (t) => {
    const { say, game } = open(t)
    const greeting = await say(FIRST, RINGING)
    const [card] = await say(actionOf(greeting), keyed('3'))
    assert.equal(card?.attributes['action'], `${PUBLIC_URL}/voice/turns?turn=2&language=ja`)
    assert.equal(card.attributes['finishOnKey'], '#')
    assert.equal(card.attributes['numDigits'], '20')
    assert.equal(card.attributes['timeout'], '12')
    const secret = await say(card.attributes['action'], keyed('8981100022152967705'))
    assert.equal(secret[0]?.verbs[0]?.text, 'ja ask_pin')
    const end = await say(actionOf(secret), keyed('4711'))
    assert.deepEqual(
      end.map(({ name, text }) => [name, text]),
      [
        ['Say', 'ja goodbye'],
        ['Hangup', ''],
      ],
    )
    assert.deepEqual(game.heardOn(SID), [
      { kind: 'digits', digits: '3' },
      { kind: 'digits', digits: '8981100022152967705' },
      { kind: 'digits', digits: '4711' },
    ])
  })

  for (const [what, fields] of [
    ['no digits', { ...RINGING, CallStatus: 'in-progress' }],
    ['empty digits', keyed('')],
  ] as const) {
    test(`is silent when ${what} are told`, async (t) => {
      const world = open(t)
      await world.say(await atCard(world), fields)
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind: 'silence' })
    })
  }

  for (const [key, digits] of [
    ['*', '*'],
    ['#', ''],
    ['12*', '*'],
  ] as const) {
    test(`hears ${key}`, async (t) => {
      const world = open(t)
      await world.say(await atCard(world), keyed(key))
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind: 'digits', digits })
    })
  }

  test('gets the same answer when a request comes again, also two at once', async (t) => {
    const world = open(t)
    const [one, other] = await Promise.all([world.post(FIRST, RINGING), world.post(FIRST, RINGING)])
    assert.equal(one.body, other.body)
    const action = actionOf(readTwiml(one.body))
    const answers = await Promise.all([1, 2, 3].map(() => world.post(action, keyed('1'))))
    await world.post(actionOf(readTwiml(answers[0]?.body ?? '')), keyed('7'))
    const late = await world.post(action, keyed('1'))
    assert.equal(new Set([...answers, late].map(({ body }) => body)).size, 1)
    assert.equal(world.game.heardOn(SID).length, 2)
  })

  test('rings anew when its turn is asked for and nobody knows it', async (t) => {
    const { say, game } = open(t)
    const [gather] = await say(`${FIRST}?turn=7&language=ja`, keyed('1'))
    assert.equal(gather?.verbs.length, 4)
    assert.equal(game.rings.length, 1)
  })

  test('tells a number that is a hint, an asserted one, and none', async (t) => {
    const { say, game } = open(t)
    await say(FIRST, { ...RINGING, CallSid: 'CA1', To: '+815012345678' })
    await say(FIRST, { ...RINGING, CallSid: 'CA2', From: '+266696687' })
    await say(FIRST, { ...RINGING, CallSid: 'CA3', From: 'sip:09012345678@pbx.example.jp' })
    await say(FIRST, { CallSid: 'CA4' })
    assert.deepEqual(
      game.rings.map(({ number, asserted }) => [number, asserted]),
      [
        [CALLER, false],
        [null, true],
        [CALLER, true],
        [null, false],
      ],
    )
  })
})

suite('A person who is asked for over voice webhooks', () => {
  async function askingFor(world: World) {
    return world.say(await atCard(world), keyed('0'))
  }

  test('is rung for as long as the reply says', async (t) => {
    const [words, dial] = await askingFor(open(t))
    assert.equal(words?.text, 'ja person_comes')
    assert.equal(dial?.name, 'Dial')
    assert.equal(dial.attributes['timeout'], String(PERSON_WAIT_SECONDS))
    assert.equal(dial.attributes['action'], `${FIRST}?turn=3&language=ja`)
    assert.deepEqual(
      dial.verbs.map(({ name, text }) => [name, text]),
      [['Number', '+81300000000']],
    )
  })

  test('may have a SIP address', async (t) => {
    const uri = 'sip:agents@pbx.example.jp'
    const [, dial] = await askingFor(open(t, { agents: { kind: 'sip', uri } }))
    assert.deepEqual(
      dial?.verbs.map(({ name, text }) => [name, text]),
      [['Sip', uri]],
    )
  })

  test('never comes where nobody is configured, without any waiting', async (t) => {
    const world = open(t, { agents: null })
    const [gather] = await askingFor(world)
    assert.equal(gather?.verbs[0]?.text, 'ja ask_iccid')
    assert.deepEqual(world.game.heardOn(SID).at(-1), { kind: 'nobody_came' })
  })

  for (const [status, kind] of [
    ['no-answer', 'nobody_came'],
    ['busy', 'nobody_came'],
    ['failed', 'nobody_came'],
    ['canceled', 'nobody_came'],
    ['completed', 'person_left'],
    ['answered', 'person_left'],
  ] as const) {
    test(`who is rung with the outcome "${status}" is heard of as ${kind}`, async (t) => {
      const world = open(t)
      const action = actionOf(await askingFor(world))
      await world.say(action, { ...keyed(''), DialCallStatus: status })
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind })
    })
  }

  test('is no longer wanted by a caller who has hung up', async (t) => {
    const world = open(t)
    const action = actionOf(await askingFor(world))
    const ended = { ...RINGING, CallStatus: 'completed', DialCallStatus: 'completed' }
    assert.deepEqual(await world.say(action, ended), [])
    assert.ok(world.game.isOver(SID))
  })

  const QUEUE = { kind: 'queue', name: 'agents', music: null } as const

  test('may take calls from a queue, in which the caller hears of us', async (t) => {
    const world = open(t, { agents: QUEUE })
    const [, enqueue] = await askingFor(world)
    assert.equal(enqueue?.name, 'Enqueue')
    assert.equal(enqueue.text, 'agents')
    const waitUrl = enqueue.attributes['waitUrl'] ?? ''
    const wait = (seconds: number) =>
      world.say(waitUrl, { ...keyed(''), QueueTime: String(seconds) })
    const [pause] = await wait(0)
    assert.deepEqual([pause?.name, pause?.attributes['length']], ['Pause', '20'])
    const [news, rest] = await wait(PERSON_WAIT_SECONDS - 5)
    assert.equal(news?.text, 'ja still_waiting')
    assert.equal(rest?.attributes['length'], '5')
    const [leave] = await wait(PERSON_WAIT_SECONDS)
    assert.equal(leave?.name, 'Leave')
  })

  for (const [result, kind] of [
    ['leave', 'nobody_came'],
    ['queue-full', 'nobody_came'],
    ['system-error', 'nobody_came'],
    ['bridged', 'person_left'],
    ['hangup', 'hang_up'],
  ] as const) {
    test(`in whose queue it ends with "${result}" is heard of as ${kind}`, async (t) => {
      const world = open(t, { agents: QUEUE })
      const action = actionOf(await askingFor(world))
      await world.say(action, { ...keyed(''), QueueResult: result })
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind })
    })
  }
})

suite('The end of a call over voice webhooks', () => {
  for (const CallStatus of ['completed', 'failed', 'busy', 'no-answer', 'canceled']) {
    test(`told as "${CallStatus}" is a hang-up`, async (t) => {
      const { say, post, game } = open(t)
      await say(FIRST, RINGING)
      assert.equal((await post(STATUS, { ...RINGING, CallStatus })).status, 204)
      assert.equal((await post(STATUS, { ...RINGING, CallStatus })).status, 204)
      assert.deepEqual(game.heardOn(SID), [{ kind: 'hang_up' }])
    })
  }

  test('is not a call that goes on, nor one that nobody knows', async (t) => {
    const { say, post, game } = open(t)
    await say(FIRST, RINGING)
    for (const fields of [
      { ...RINGING, CallStatus: 'in-progress' },
      { ...RINGING, CallSid: 'CA99', CallStatus: 'completed' },
      { CallStatus: 'completed' },
    ]) {
      assert.equal((await post(STATUS, fields)).status, 204)
    }
    assert.deepEqual(game.heardOn(SID), [])
    assert.equal(game.rings.length, 1)
  })

  test('is told again when we could not take it', async (t) => {
    const { say, post, game, faults } = open(t)
    await say(FIRST, RINGING)
    game.failNext(1)
    const ended = { ...RINGING, CallStatus: 'completed' }
    assert.equal((await post(STATUS, ended)).status, 503)
    assert.equal(faults.length, 1)
    assert.equal((await post(STATUS, ended)).status, 204)
    assert.ok(game.isOver(SID))
  })
})

suite('A voice request that does not come from the provider', () => {
  const good = signedPost({ url: FIRST, fields: RINGING, authToken: TOKEN })
  const without = { 'content-type': good.headers['content-type'] ?? '' }
  const bad: readonly (readonly [string, object])[] = [
    ['without a signature', { ...good, headers: without }],
    [
      'with an empty signature',
      { ...good, headers: { ...good.headers, 'x-twilio-signature': '' } },
    ],
    ['signed with another token', signedPost({ url: FIRST, fields: RINGING, authToken: 'other' })],
    ['signed for another address', { ...good, url: '/voice/turns?turn=1' }],
    ['signed for another host', otherHost()],
    ['with a field changed', { ...good, payload: good.payload.replace('ringing', 'queued') }],
    ['with a field added', { ...good, payload: `${good.payload}&Digits=1` }],
    ['with a field twice', { ...good, payload: `${good.payload}&From=%2B819011112222` }],
    ['without its fields', { ...good, payload: '' }],
    ['for the status', { ...good, url: '/voice/status' }],
    ['for waiting', { ...good, url: '/voice/waiting' }],
  ]

  function otherHost() {
    return signedPost({
      url: 'https://evil.example/voice/turns',
      fields: RINGING,
      authToken: TOKEN,
    })
  }

  for (const [what, request] of bad) {
    test(`${what} is refused and does nothing`, async (t) => {
      const { send, game } = open(t)
      const { status, body } = await send(request)
      assert.equal(status, 403)
      assert.equal(body, '')
      assert.deepEqual(game.rings, [])
    })
  }

  test('is told from one signed with the token that is being replaced', async (t) => {
    const { send } = open(t)
    const post = signedPost({ url: FIRST, fields: RINGING, authToken: OLD_TOKEN })
    assert.equal((await send(post)).status, 200)
  })

  test('is refused even where no token is configured', async (t) => {
    const { send } = open(t, { authTokens: ['', ''] })
    const post = signedPost({ url: FIRST, fields: RINGING, authToken: '' })
    assert.equal((await send(post)).status, 403)
  })

  test('is refused when it is large, of another kind, or asks without posting', async (t) => {
    const { send, post, game } = open(t)
    const large = await post(FIRST, { ...RINGING, CallerName: 'x'.repeat(FORM_BYTES_MAX) })
    assert.equal(large.status, 413)
    const json = { ...good, headers: { ...good.headers, 'content-type': 'application/json' } }
    assert.equal((await send({ ...json, payload: '{}' })).status, 415)
    assert.equal((await send({ method: 'GET', url: '/voice/turns' })).status, 404)
    assert.deepEqual(game.rings, [])
  })

  test('and one from the provider that names no call is no voice request', async (t) => {
    const { post } = open(t)
    assert.equal((await post(FIRST, { From: CALLER })).status, 400)
    assert.equal((await post(FIRST, { CallSid: '../../x' })).status, 400)
  })

  test('with odd fields, yet genuine, is answered with TwiML', async (t) => {
    const world = open(t)
    const odd = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 6 })
    const query = fc.webQueryParameters()
    await fc.assert(
      fc.asyncProperty(odd, query, async (fields, search) => {
        const { Digits, ...rest } = { ...fields, CallSid: SID, Digits: fields['Digits'] ?? '' }
        const { href } = new URL(search === '' ? FIRST : `${FIRST}?${search}`)
        await world.say(href, { ...rest, Digits })
      }),
      { numRuns: 60 },
    )
  })
})

suite('Trouble of ours during a call over voice webhooks', () => {
  test('is said in the language of the call, and the question comes again', async (t) => {
    const world = open(t)
    const action = await atCard(world)
    world.game.failNext(1)
    const [words, redirect] = await world.say(action, keyed('8981100022152967705'))
    assert.equal(words?.text, 'ja trouble')
    assert.equal(redirect?.name, 'Redirect')
    assert.equal(redirect.text, `${FIRST}?turn=2&language=ja&again=1`)
    assert.equal(world.faults.length, 1)
    const again = await world.say(redirect.text, { ...RINGING, CallStatus: 'in-progress' })
    assert.equal(again[0]?.verbs[0]?.text, 'ja ask_iccid')
    await world.say(actionOf(again), keyed('8981100022152967705'))
    assert.equal(world.game.heardOn(SID).length, 2)
  })

  test('ends the call when it comes twice running', async (t) => {
    const world = open(t)
    world.game.failNext(2)
    const first = await world.say(FIRST, RINGING)
    assert.deepEqual(
      first.map(({ name, text }) => (name === 'Say' ? text : name)),
      ['zh trouble', 'en trouble', 'ja trouble', 'ko trouble', 'Redirect'],
    )
    const second = await world.say(first.at(-1)?.text ?? '', RINGING)
    assert.equal(second.at(-1)?.name, 'Hangup')
  })

  test('is said before the provider loses patience; what was decided stands', async (t) => {
    const world = open(t, { patienceMs: 20 })
    const action = await atCard(world)
    world.game.stallNext()
    const trouble = await world.say(action, keyed('8981100022152967705'))
    const again = await world.say(trouble.at(-1)?.text ?? '', RINGING)
    assert.equal(again[0]?.verbs[0]?.text, 'ja ask_pin')
  })

  test('is said also where the files can not be made', async (t) => {
    const render = () => Promise.reject(new Error('no space left'))
    const [words] = await open(t, { prompts: { render } }).say(FIRST, RINGING)
    assert.equal(words?.text, 'zh trouble')
  })
})

suite('Prompts over voice webhooks', () => {
  const ID = 'ab'.repeat(32)

  async function playing(t: TestContext): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'prompts-'))
    t.after(() => rm(folder, { recursive: true }))
    const path = join(folder, `${ID}.wav`)
    await writeFile(path, 'RIFF of sound')
    const prompts: Prompts = {
      render: (stretches) =>
        Promise.resolve(stretches.length > 1 ? { id: ID, path, milliseconds: 900 } : null),
    }
    return open(t, { prompts })
  }

  async function playedOn(world: World): Promise<URL> {
    const [gather] = await world.say(FIRST, RINGING)
    assert.deepEqual(
      gather?.verbs.map(({ name }) => name),
      ['Play'],
    )
    return new URL(gather.verbs[0]?.text ?? '')
  }

  test('are played as one file, which may be kept', async (t) => {
    const world = await playing(t)
    const { pathname, search } = await playedOn(world)
    assert.equal(pathname, `/voice/prompts/${ID}.wav`)
    const { status, body, headers } = await world.send({ url: `${pathname}${search}` })
    assert.equal(status, 200)
    assert.equal(body, 'RIFF of sound')
    assert.equal(headers['content-type'], 'audio/wav')
    assert.match(String(headers['cache-control']), /max-age=86400, immutable/)
  })

  test('are spoken by the provider where no file can be made', async (t) => {
    const world = await playing(t)
    const [gather] = await world.say(actionOf(await world.say(FIRST, RINGING)), keyed('3'))
    assert.equal(gather?.verbs[0]?.text, 'ja ask_iccid')
  })

  test('are sent to nobody else', async (t) => {
    const world = await playing(t)
    const { pathname, search } = await playedOn(world)
    for (const url of [
      pathname,
      `${pathname}?mark=`,
      `${pathname}?mark=a&mark=b`,
      `/voice/prompts/${'cd'.repeat(32)}.wav${search}`,
      `/voice/prompts/${ID}${search}`,
      `/voice/prompts/..%2f..%2fetc%2fpasswd${search}`,
      `/voice/prompts/${ID}.wav%00${search}`,
    ]) {
      assert.equal((await world.send({ url })).status, 404, url)
    }
  })
})
