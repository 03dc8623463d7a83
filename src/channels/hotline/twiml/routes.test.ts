import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test, type TestContext } from 'node:test'
import { PERSON_WAIT_SECONDS } from '../../../../test/contracts/number-game.ts'
import { readTwiml } from '../../../../test/contracts/twiml-provider.ts'
import {
  actionOf,
  atCard,
  CALLER,
  FIRST,
  keyed,
  openVoice,
  PUBLIC_URL,
  RINGING,
  SID,
  STATUS,
  type World,
} from '../../../../test/contracts/voice-world.ts'
import type { Prompts } from '../../../app/calls/prompts.ts'

suite('A call over voice webhooks', () => {
  test('is greeted in four voices inside a gather that takes any single key', async (t) => {
    const { say, game } = openVoice(t)
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
    const { say, game } = openVoice(t)
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
      const world = openVoice(t)
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
      const world = openVoice(t)
      await world.say(await atCard(world), keyed(key))
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind: 'digits', digits })
    })
  }

  test('gets the same answer when a request comes again, also two at once', async (t) => {
    const world = openVoice(t)
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
    const { say, game } = openVoice(t)
    const [gather] = await say(`${FIRST}?turn=7&language=ja`, keyed('1'))
    assert.equal(gather?.verbs.length, 4)
    assert.equal(game.rings.length, 1)
  })

  test('tells a number that is a hint, an asserted one, and none', async (t) => {
    const { say, game } = openVoice(t)
    await say(FIRST, { ...RINGING, CallSid: 'CA1', To: '+815012345678' })
    await say(FIRST, { ...RINGING, CallSid: 'CA2', From: '+266696687' })
    await say(FIRST, { ...RINGING, CallSid: 'CA3', From: 'sip:09012345678@pbx.example.jp' })
    await say(FIRST, { CallSid: 'CA4' })
    assert.deepEqual(
      game.rings.map(({ number, asserted }) => [number, asserted]),
      [
        [CALLER, false],
        [null, false],
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
    const [words, dial] = await askingFor(openVoice(t))
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
    const [, dial] = await askingFor(openVoice(t, { agents: { kind: 'sip', uri } }))
    assert.deepEqual(
      dial?.verbs.map(({ name, text }) => [name, text]),
      [['Sip', uri]],
    )
  })

  test('never comes where nobody is configured, without any waiting', async (t) => {
    const world = openVoice(t, { agents: null })
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
      const world = openVoice(t)
      const action = actionOf(await askingFor(world))
      await world.say(action, { ...keyed(''), DialCallStatus: status })
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind })
    })
  }

  test('is no longer wanted by a caller who has hung up', async (t) => {
    const world = openVoice(t)
    const action = actionOf(await askingFor(world))
    const ended = { ...RINGING, CallStatus: 'completed', DialCallStatus: 'completed' }
    assert.deepEqual(await world.say(action, ended), [])
    assert.ok(world.game.isOver(SID))
  })

  const QUEUE = { kind: 'queue', name: 'agents', music: null } as const

  test('may take calls from a queue, in which the caller hears of us', async (t) => {
    const world = openVoice(t, { agents: QUEUE })
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
      const world = openVoice(t, { agents: QUEUE })
      const action = actionOf(await askingFor(world))
      await world.say(action, { ...keyed(''), QueueResult: result })
      assert.deepEqual(world.game.heardOn(SID).at(-1), { kind })
    })
  }
})

suite('The end of a call over voice webhooks', () => {
  for (const CallStatus of ['completed', 'failed', 'busy', 'no-answer', 'canceled']) {
    test(`told as "${CallStatus}" is a hang-up`, async (t) => {
      const { say, post, game } = openVoice(t)
      await say(FIRST, RINGING)
      assert.equal((await post(STATUS, { ...RINGING, CallStatus })).status, 204)
      assert.equal((await post(STATUS, { ...RINGING, CallStatus })).status, 204)
      assert.deepEqual(game.heardOn(SID), [{ kind: 'hang_up' }])
    })
  }

  test('is not a call that goes on, nor one that nobody knows', async (t) => {
    const { say, post, game } = openVoice(t)
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
    const { say, post, game, faults } = openVoice(t)
    await say(FIRST, RINGING)
    game.failNext(1)
    const ended = { ...RINGING, CallStatus: 'completed' }
    assert.equal((await post(STATUS, ended)).status, 503)
    assert.equal(faults.length, 1)
    assert.equal((await post(STATUS, ended)).status, 204)
    assert.ok(game.isOver(SID))
  })
})

suite('Trouble of ours during a call over voice webhooks', () => {
  test('is said in the language of the call, and the question comes again', async (t) => {
    const world = openVoice(t)
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
    const world = openVoice(t)
    world.game.failNext(2)
    const first = await world.say(FIRST, RINGING)
    assert.deepEqual(
      first.map(({ name, text }) => (name === 'Say' ? text : name)),
      ['zh trouble', 'en trouble', 'ja trouble', 'ko trouble', 'Redirect'],
    )
    const second = await world.say(first.at(-1)?.text ?? '', RINGING)
    assert.equal(second.at(-1)?.name, 'Hangup')
  })

  test('is no long thought: the caller holds on without a word until it is done', async (t) => {
    const world = openVoice(t, { patienceMs: 20 })
    const action = await atCard(world)
    const goOn = world.game.holdNext()
    const hold = await world.say(action, keyed('8981100022152967705'))
    assert.deepEqual(
      hold.map(({ name, text }) => [name, text]),
      [
        ['Pause', ''],
        ['Redirect', `${FIRST}?turn=2&language=ja&again=1`],
      ],
    )
    const joined = world.say(hold.at(-1)?.text ?? '', RINGING)
    goOn()
    assert.equal((await joined)[0]?.verbs[0]?.text, 'ja ask_pin')
    assert.equal(world.game.heardOn(SID).length, 2)
    assert.deepEqual(world.faults, [])
  })

  test('is a thought without end: the call ends', async (t) => {
    const world = openVoice(t, { patienceMs: 20 })
    const action = await atCard(world)
    world.game.holdNext()
    const hold = await world.say(action, keyed('8981100022152967705'))
    const end = await world.say(hold.at(-1)?.text ?? '', RINGING)
    assert.deepEqual(
      end.map(({ name, text }) => [name, text]),
      [
        ['Say', 'ja trouble'],
        ['Hangup', ''],
      ],
    )
    assert.equal(world.faults.length, 1)
  })

  test('is said also where the files can not be made', async (t) => {
    const render = () => Promise.reject(new Error('no space left'))
    const [words] = await openVoice(t, { prompts: { render } }).say(FIRST, RINGING)
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
    return openVoice(t, { prompts })
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
