// oxlint-disable unicorn/no-thenable -- a reply says what happens then, and is no promise
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { readTwiml } from '../../../../test/contracts/twiml-provider.ts'
import { plain } from '../speech/phrase.ts'
import type { Reply } from '../utterances.ts'
import { PROMPTS_KNOWN_MAX, promptFiles } from './prompt-files.ts'
import { addressOf, answerOf, RING_SECONDS_MAX, SAY_LENGTH_MAX } from './response.ts'
import { USUAL_VOICES, type TwimlAgents } from './settings.ts'

function surroundings(text: string, agents: TwimlAgents | null = null) {
  const words = { speak: () => [plain(text)], textOf: () => text }
  return { agents, publicUrl: 'https://renew.example.jp', voices: USUAL_VOICES, words }
}

function saidIn(text: string): string {
  const reply: Reply = {
    next: 'hang_up',
    say: [{ language: 'zh', utterance: { code: 'goodbye' } }],
  }
  const [say] = readTwiml(answerOf(surroundings(text), { turn: 1, reply, played: null }))
  return say?.text ?? ''
}

suite('An answer in TwiML', () => {
  test('carries any text that XML can carry', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(saidIn(text).trim(), text.replace(/[\p{Cc}]/gu, ' ').trim())
      }),
    )
    assert.equal(saidIn(`<a b="c">&amp;'`), `<a b="c">&amp;'`)
  })

  test('leaves out what no XML can hold', () => {
    assert.equal(saidIn('a\u0000b\u001bc\ufffed'), 'a b c d')
    assert.equal(saidIn('a\ud800'), 'a\ufffd')
  })

  test('says as much as the provider takes, and never half a character', () => {
    assert.equal(saidIn('字'.repeat(SAY_LENGTH_MAX)).length, SAY_LENGTH_MAX)
    assert.equal(saidIn('字'.repeat(SAY_LENGTH_MAX + 1)).length, SAY_LENGTH_MAX)
    const cut = saidIn(`${'a'.repeat(SAY_LENGTH_MAX - 1)}😀`)
    assert.ok(cut.isWellFormed())
  })

  test('rings nobody for longer than the provider does', () => {
    const agents = { kind: 'number', number: '+81300000000' } as const
    const timeoutOf = (waitSeconds: number) => {
      const reply: Reply = { next: 'person', say: [], waitSeconds }
      const xml = answerOf(surroundings('', agents), { turn: 1, reply, played: null })
      return readTwiml(xml)[0]?.attributes['timeout']
    }
    assert.equal(timeoutOf(RING_SECONDS_MAX), String(RING_SECONDS_MAX))
    assert.equal(timeoutOf(RING_SECONDS_MAX + 1), String(RING_SECONDS_MAX))
  })

  test('names addresses as they are reached from outside', () => {
    const on = { publicUrl: 'https://host/desk' }
    assert.equal(addressOf(on, '/voice/turns', {}), 'https://host/desk/voice/turns')
    assert.equal(addressOf(on, '/x', { a: 1, b: null, c: 'd e' }), 'https://host/desk/x?a=1&c=d+e')
  })
})

suite('Files of prompts', () => {
  test('are known until as many others were said', () => {
    const files = promptFiles()
    const add = (id: number) => files.add({ id: String(id), path: `/p/${id}.wav`, milliseconds: 1 })
    for (let id = 0; id < PROMPTS_KNOWN_MAX; id += 1) add(id)
    assert.equal(files.pathOf('0'), '/p/0.wav')
    add(0)
    add(PROMPTS_KNOWN_MAX)
    assert.equal(files.pathOf('0'), '/p/0.wav')
    assert.equal(files.pathOf('1'), null)
    assert.equal(files.pathOf('2'), '/p/2.wav')
  })
})
