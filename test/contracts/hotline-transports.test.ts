/**
 * One story through both telephone transports, over the hotline itself: a known caller renews the
 * last pack by points. What a stranger sends in the provider's name changes nothing.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openSpeech } from '../../src/adapters/speech/prompts.ts'
import { callIdOf } from '../../src/channels/hotline/answering.ts'
import { openFastagi } from '../../src/channels/hotline/fastagi/server.ts'
import { LOOPBACK_PEERS, USUAL_LIMITS } from '../../src/channels/hotline/fastagi/settings.ts'
import { speak, textOf } from '../../src/channels/hotline/words/words.ts'
import type { CallTransport } from '../../src/domain/call/call.ts'
import { placeCall } from './asterisk-side.ts'
import { CODE } from './care-world.ts'
import { hotlineWorld, knownCaller, PIN, type HotlineWorld } from './hotline-world.ts'
import { openMemory } from './stores.ts'
import { actionOf, FIRST, openVoice, OWN_NUMBER, STATUS } from './voice-world.ts'
import { signedPost, type Fields, type Verb } from './twiml-provider.ts'

const words = { speak, textOf }

let world: HotlineWorld
before(async () => {
  world = await hotlineWorld(await openMemory())
})
after(() => world.open.close())

function callOf(transport: CallTransport) {
  return (reference: string) => callIdOf(world.app.vault, { transport, reference })
}

async function phoneOrders(line: Parameters<typeof world.open.reads.orders>[0]) {
  const all = await world.open.reads.orders(line, { limit: 20, before: null })
  return all.filter(({ order }) => order.channel === 'phone').map(({ order }) => order.state.kind)
}

function spoken(verbs: readonly Verb[]): string {
  return verbs.map(({ text, verbs: inner }) => text + spoken(inner)).join(' ')
}

const CALL_STATUS = 'in-progress'

describe('Through voice webhooks', () => {
  test('a known caller renews by points, each request once however often it is sent', async (t) => {
    const { number, line } = await knownCaller(world)
    const voice = openVoice(t, { hotline: world.hotline, callOf: callOf('twiml'), words })
    const fields: Fields = {
      CallSid: 'CA0000000000000000000000000000aaaa',
      CallStatus: CALL_STATUS,
      From: number,
      To: OWN_NUMBER,
    }
    let answer = await voice.say(FIRST, fields)
    assert.match(spoken(answer), /ギガバイト/u)
    for (const Digits of ['1', '1', '1', PIN]) {
      const action = actionOf(answer)
      const [next, again] = await Promise.all([
        voice.say(action, { ...fields, Digits }),
        voice.say(action, { ...fields, Digits }),
      ])
      assert.deepEqual(next, again)
      answer = next
    }
    assert.deepEqual(await phoneOrders(line.id), ['delivered'])
    assert.match(spoken(answer), /ありがとうございます|更新/u)
    await voice.post(STATUS, { ...fields, CallStatus: 'completed' })
    const { call } = await world.open.reads.call(callOf('twiml')(fields['CallSid'] ?? ''))
    assert.equal(call?.state.kind, 'over')
  })

  test('a forged, missing or foreign signature moves no call and rings none', async (t) => {
    const { number } = await knownCaller(world)
    const voice = openVoice(t, { hotline: world.hotline, callOf: callOf('twiml'), words })
    const CallSid = 'CA0000000000000000000000000000bbbb'
    const fields: Fields = { CallSid, CallStatus: CALL_STATUS, From: number, To: OWN_NUMBER }
    const right = signedPost({ url: FIRST, fields, authToken: 'x'.repeat(32) })
    const { 'x-twilio-signature': _, ...unsigned } = right.headers
    for (const request of [right, { ...right, headers: unsigned }]) {
      const { status, body } = await voice.send(request)
      assert.deepEqual([status, body], [403, ''])
    }
    const id = callOf('twiml')(CallSid)
    assert.equal((await world.open.reads.call(id)).call, null)
    const answer = await voice.say(FIRST, fields)
    const forged = signedPost({
      url: actionOf(answer),
      fields: { ...fields, Digits: '1' },
      authToken: 'y'.repeat(32),
    })
    assert.equal((await voice.send(forged)).status, 403)
    assert.equal((await world.open.reads.call(id)).call?.turns, 1)
  })
})

describe('Through FastAGI', () => {
  async function openAsterisk(t: { after(close: () => Promise<unknown>): void }) {
    const folder = await mkdtemp(join(tmpdir(), 'prompts-'))
    t.after(() => rm(folder, { recursive: true, force: true }))
    const hash = (content: string) => world.app.vault.keyed('prompt', content)
    const prompts = await openSpeech({ folder, recordings: null, hash, log: () => {} })
    const trial = await prompts.render([
      { language: 'en', clips: [{ text: 'yes', reading: 'yes' }] },
    ])
    const server = await openFastagi({
      host: '127.0.0.1',
      port: 0,
      peers: LOOPBACK_PEERS,
      hotline: world.hotline,
      callOf: callOf('fastagi'),
      words,
      prompts,
      soundFolder: null,
      onFault: () => {},
      limits: USUAL_LIMITS,
    })
    t.after(() => server.close())
    return { port: server.port, speaks: trial !== null }
  }

  test('a known caller on the own trunk renews by points; a stranger proves the card first', async (t) => {
    const { number, line } = await knownCaller(world)
    const other = await knownCaller(world)
    const { port, speaks } = await openAsterisk(t)
    if (!speaks) return t.skip('espeak-ng is not on this machine')
    const known = await placeCall({
      port,
      script: 'own-trunk',
      uniqueid: '1795400000.1',
      callerid: number,
      keying: ['1', '1', '1', `${PIN}#`, '2'],
    })
    assert.equal(known.end, 'sent_away')
    assert.ok(known.played.length >= 5)
    assert.deepEqual(await phoneOrders(line.id), ['delivered'])
    const stranger = await placeCall({
      port,
      script: 'call',
      uniqueid: '1795400000.2',
      callerid: other.number,
      keying: ['2', '1', `${other.line.sim.iccid}#`, CODE, '2', '1', '3', '1', '2'],
    })
    assert.equal(stranger.end, 'sent_away')
    assert.deepEqual(await phoneOrders(other.line.id), ['awaiting_payment'])
    const { call } = await world.open.reads.call(callOf('fastagi')('1795400000.2'))
    assert.deepEqual(
      call?.proofs.map(({ kind }) => kind),
      ['activation'],
    )
  })
})
