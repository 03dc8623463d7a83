import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import fastify, { type InjectOptions } from 'fastify'
import { openMemory } from '../../../test/contracts/stores.ts'
import {
  hotlineWorld,
  knownCaller,
  PIN,
  type HotlineWorld,
} from '../../../test/contracts/hotline-world.ts'
import { asked, putStaff } from '../../../test/contracts/till-world.ts'
import { openSpeech } from '../../adapters/speech/prompts.ts'
import { ESPEAK } from '../../adapters/speech/synthesiser.ts'
import { giveBackCall, takeCall } from '../../app/staff/calls.ts'
import type { CallId } from '../../domain/basics/ids.ts'
import { sandboxPhone } from '../../main/sandbox-phone.ts'
import type { PhoneReply } from './phone-ports.ts'
import { PHONE_BODY_BYTES_MAX } from './phone.ts'
import { KEYS_LENGTH_MAX } from './phone-reading.ts'
import { sandboxRoutes } from './routes.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
const hasEspeak = spawnSync(ESPEAK, ['--version']).status === 0
const HOST = { host: 'localhost:8080' }
const CALLS = '/sandbox/phone/calls'

let world: HotlineWorld
let folder: string

before(async () => {
  world = await hotlineWorld(await openMemory())
  folder = await mkdtemp(join(tmpdir(), 'phone-'))
})
after(async () => {
  await world.open.close()
  await rm(folder, { recursive: true })
})

async function open(callers: readonly string[] = [], program = '/no/such/program') {
  const { app, hotline } = world
  const prompts = await openSpeech({
    folder,
    recordings: null,
    hash: (content) => app.vault.keyed('prompt', content),
    log: () => {},
    program,
  })
  const server = fastify()
  const phone = sandboxPhone(app, { hotline, prompts })
  const accounts = callers.map((number) => ({
    number,
    displayName: '李<娜>',
    language: 'zh-CN',
    phonePin: PIN,
  }))
  void server.register(
    sandboxRoutes({
      clock: { now: () => app.clock.now(), moveTo: async (at) => at },
      mails: async () => [],
      world: async () => ({ accounts }),
      phone,
      hosts: [],
      token: null,
      onMoved: async () => {},
    }),
  )
  const ask = (given: InjectOptions) =>
    server.inject({ ...given, headers: { ...HOST, ...given.headers } })
  const post = (url: string, payload: object) => ask({ method: 'POST', url, payload })
  const submit = (url: string, fields: Readonly<Record<string, string>>) =>
    ask({ method: 'POST', url, headers: FORM, payload: new URLSearchParams(fields).toString() })
  const hear = async ({ call, turn }: PhoneReply, heard: object) => {
    const answer = await post(`${CALLS}/${call}/turns`, { turn, ...heard })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json<PhoneReply>()
  }
  const page = async (call: string) =>
    (await ask({ url: `${CALLS}/${call}`, headers: { accept: 'text/html' } })).body
  return { ask, post, submit, hear, page }
}

async function dialled(phone: Awaited<ReturnType<typeof open>>, body: object) {
  const answer = await phone.post(CALLS, body)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json<PhoneReply>()
}

suite('A program at the telephone', () => {
  test('A known caller renews by points with four answers, and the call tells how it went', async () => {
    const phone = await open()
    const { number } = await knownCaller(world)
    let reply = await dialled(phone, { number, asserted: true })
    assert.deepEqual(reply.ask, { min: 1, max: 1, secret: false, waitSeconds: 6 })
    assert.ok(reply.said.every(({ language, text }) => language === 'ja' && text !== ''))
    assert.ok(reply.said.some(({ key }) => key === '1'))
    for (const digits of ['1', '1', '1']) reply = await phone.hear(reply, { digits })
    assert.equal(reply.ask?.secret, true)
    reply = await phone.hear(reply, { digits: `${PIN}#` })
    assert.match(reply.said.map(({ text }) => text).join(''), /更新/)
    const shown = await phone.page(reply.call)
    assert.ok(shown.includes('••••') && !shown.includes(PIN))
    reply = await phone.hear(reply, { hang_up: true })
    assert.deepEqual([reply.next, reply.state.kind], ['hang_up', 'over'])
    const over = await phone.ask({ url: `${CALLS}/${reply.call}` })
    assert.equal(over.json().state.how, 'hung_up')
  })

  test('The same turn told twice is answered alike and taken once', async () => {
    const phone = await open()
    const first = await dialled(phone, { number: null })
    const [one, other] = await Promise.all([
      phone.hear(first, { digits: '2' }),
      phone.hear(first, { digits: '2' }),
    ])
    assert.deepEqual(one, other)
    assert.equal(one.turn, 2)
  })

  test('A number that is not asserted is a hint, and one withheld is nothing', async () => {
    const phone = await open()
    const { number } = await knownCaller(world)
    for (const body of [{ number, asserted: false }, { number: null, asserted: true }, {}]) {
      const reply = await dialled(phone, body)
      const languages = new Set(reply.said.map(({ language }) => language))
      assert.equal(languages.size, 4, 'nobody is known: every language greets')
    }
  })

  test('Silence is heard, and three of them end what never began', async () => {
    const phone = await open()
    let reply = await dialled(phone, { number: null })
    for (let silences = 0; silences < 3; silences += 1) {
      assert.equal(reply.next, 'ask')
      reply = await phone.hear(reply, { silence: true })
    }
    assert.equal(reply.next, 'hang_up')
  })

  test('Waiting, with somebody, given back: each is told, and nobody coming too', async () => {
    const phone = await open()
    const { number } = await knownCaller(world)
    let reply = await dialled(phone, { number, asserted: true })
    reply = await phone.hear(reply, { digits: '0' })
    assert.deepEqual([reply.next, reply.waitSeconds, reply.state.kind], ['person', 60, 'waiting'])
    assert.match(await phone.page(reply.call), /Waiting for a person since \d\d:\d\d:\d\d/)

    const { staff, ...acting } = await putStaff(world, 'agent', null)
    const { call } = reply
    await asked(world, takeCall, { staff, ...acting }, { input: { staff, call } })
    const taken = (await phone.ask({ url: `${CALLS}/${call}` })).json<PhoneReply>()
    assert.equal(taken.state.kind, 'with_agent')
    assert.ok((await phone.page(call)).includes(`With agent-${staff}`))
    await asked(world, giveBackCall, { staff, ...acting }, { input: { staff, call } })
    reply = await phone.hear(reply, { person_left: true })
    assert.deepEqual([reply.next, reply.state.kind], ['ask', 'in_flow'])

    reply = await phone.hear(await phone.hear(reply, { digits: '0' }), { nobody_came: true })
    assert.deepEqual([reply.next, reply.state.kind], ['ask', 'in_flow'])
  })

  test('What can not be read, and what is not there, is told by name', async () => {
    const phone = await open()
    const reply = await dialled(phone, { number: null })
    const turns = `${CALLS}/${reply.call}/turns`
    const strange = `${CALLS}/${world.app.ids.next<CallId>()}`
    for (const [url, body, status, code] of [
      [CALLS, { number: 'none' }, 422, 'number_unreadable'],
      [CALLS, { number: 5 }, 422, 'number_unreadable'],
      [turns, { turn: 1, digits: 'A' }, 422, 'keys_unreadable'],
      [turns, { turn: 1, digits: '1'.repeat(KEYS_LENGTH_MAX + 1) }, 422, 'keys_unreadable'],
      [turns, { turn: 1 }, 422, 'keys_unreadable'],
      [turns, { turn: 0, digits: '1' }, 422, 'turn_unreadable'],
      [turns, { digits: '1' }, 422, 'turn_unreadable'],
      [turns, { turn: 9, digits: '1' }, 404, 'call_unknown'],
      [`${strange}/turns`, { turn: 1, digits: '1' }, 404, 'call_unknown'],
      [`${CALLS}/nobody/turns`, { turn: 1, digits: '1' }, 404, 'call_unknown'],
    ] as const) {
      const answer = await phone.post(url, body)
      assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
    }
    assert.equal((await phone.ask({ url: strange })).statusCode, 404)
    const large = { number: ' '.repeat(PHONE_BODY_BYTES_MAX) }
    assert.equal((await phone.post(CALLS, large)).statusCode, 413)
    assert.equal((await phone.hear(reply, { digits: '1'.repeat(KEYS_LENGTH_MAX) })).turn, 2)
  })

  test('Calls of other transports are not to be heard or keyed here', async () => {
    const phone = await open()
    const ringing = { transport: 'twiml', reference: 'CA1', number: null, asserted: false } as const
    const { call } = await world.hotline.ring(ringing)
    assert.equal((await phone.ask({ url: `${CALLS}/${call}` })).statusCode, 404)
    const answer = await phone.post(`${CALLS}/${call}/turns`, { turn: 1, digits: '1' })
    assert.equal(answer.statusCode, 404)
  })
})

suite('A person at the telephone', () => {
  test('Forms alone do everything: dial, key, say nothing, wait, hang up', async () => {
    const { number } = await knownCaller(world)
    const phone = await open([number])
    const first = await phone.ask({ url: '/sandbox/phone', headers: { accept: 'text/html' } })
    assert.ok(first.body.includes('李&lt;娜>') && first.body.includes(number))
    const rung = await phone.submit(CALLS, { caller: number, number: '', asserted: 'yes' })
    assert.equal(rung.statusCode, 303)
    const path = String(rung.headers.location)
    const send = async (turn: number, fields: Readonly<Record<string, string>>) => {
      const answer = await phone.submit(`${path}/turns`, { turn: String(turn), ...fields })
      assert.equal(answer.headers.location, `${path}#now`)
      return (await phone.ask({ url: path, headers: { accept: 'text/html' } })).body
    }
    const home = await phone.ask({ url: path, headers: { accept: 'text/html' } })
    assert.match(home.body, /lang="ja"/)
    assert.match(home.body, /name="digits" value="1"/)
    assert.ok((await send(1, { digits: '', silence: 'yes' })).includes('Nothing was keyed'))
    await send(2, { digits: '１' })
    await send(3, { digits: '1' })
    const pin = await send(4, { digits: '1' })
    assert.match(pin, /type="password" name="digits"/)
    const wrong = await phone.submit(`${path}/turns`, { turn: '5', digits: 'abc' })
    assert.equal(wrong.statusCode, 422)
    assert.ok(wrong.body.includes('Give digits'))
    assert.ok(!(await send(5, { digits: '25 80' })).includes('2580'))
    assert.match(await send(6, { digits: '0' }), /Nobody came/)
    assert.match(await send(7, { nobody_came: 'yes' }), /Say nothing/)
    const over = await send(8, { hang_up: 'yes' })
    assert.match(over, /Over: the caller hung up/)
    assert.ok(!over.includes('value="yes">Hang up'))
  })

  test('A number that is none is shown again with what is wrong', async () => {
    const phone = await open()
    const answer = await phone.submit(CALLS, { caller: 'typed', number: '12<34' })
    assert.equal(answer.statusCode, 422)
    assert.ok(answer.body.includes('That is no telephone number'))
    assert.ok(answer.body.includes('value="12&lt;34"'))
    assert.equal((await phone.submit(CALLS, { caller: 'withheld' })).statusCode, 303)
    const typed = await phone.submit(CALLS, { caller: 'typed', number: '090-1234-5678' })
    assert.equal(typed.statusCode, 303)
  })

  test('Its script is our own, and the policy lets no other run', async () => {
    const phone = await open()
    const page = await phone.ask({ url: '/sandbox/phone', headers: { accept: 'text/html' } })
    const policy = String(page.headers['content-security-policy'])
    assert.match(policy, /default-src 'none'.*script-src 'self'; connect-src 'self'/)
    const [, source] = /<script type="module" src="([^"]+)"/.exec(page.body) ?? []
    for (const name of [source ?? '', '/sandbox/phone/phone-sound.ts']) {
      const script = await phone.ask({ url: name })
      assert.match(String(script.headers['content-type']), /^text\/javascript/)
      assert.ok(!script.body.includes('interface '))
    }
    const first = await phone.ask({ url: '/sandbox', headers: { accept: 'text/html' } })
    assert.ok(first.body.includes('href="/sandbox/phone"'))
    const foreign = { origin: 'https://evil.example' }
    const asks = { method: 'POST', url: CALLS, payload: {}, headers: foreign } as const
    assert.equal((await phone.ask(asks)).json().code, 'origin_foreign')
  })
})

suite('The sound of the telephone', () => {
  test('Without a voice there is none, and that is no error', async () => {
    const phone = await open()
    const { call } = await dialled(phone, { number: null })
    for (const turn of ['1', '7']) {
      const answer = await phone.ask({ url: `${CALLS}/${call}/turns/${turn}.wav` })
      assert.equal(answer.statusCode, 204)
    }
  })

  test('With one it is a WAV file', async (t) => {
    if (!hasEspeak) return t.skip(`needs ${ESPEAK}`)
    const phone = await open([], ESPEAK)
    const { call } = await dialled(phone, { number: null })
    const answer = await phone.ask({ url: `${CALLS}/${call}/turns/1.wav` })
    assert.equal(answer.headers['content-type'], 'audio/wav')
    assert.equal(answer.rawPayload.subarray(0, 4).toString(), 'RIFF')
  })
})
