/** The voice webhooks over a number game, with the provider's side of it. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import fastify from 'fastify'
import { twimlRoutes } from '../../src/channels/hotline/twiml/routes.ts'
import {
  USUAL_PATIENCE_MS,
  USUAL_VOICES,
  type TwimlSettings,
} from '../../src/channels/hotline/twiml/settings.ts'
import { CODE_WORDS, numberGame, type NumberGame } from './number-game.ts'
import { readTwiml, signedPost, type Fields } from './twiml-provider.ts'

export const PUBLIC_URL = 'https://renew.example.jp'
export const TOKEN = '12345678901234567890123456789012'
export const OLD_TOKEN = 'abcdefabcdefabcdefabcdefabcdefab'
export const OWN_NUMBER = '+81312345678'
export const SID = 'CA00000000000000000000000000000001'
export const CALLER = '+819012345678'
export const RINGING: Fields = {
  CallSid: SID,
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: CALLER,
  To: OWN_NUMBER,
}

export interface World {
  readonly game: NumberGame
  readonly faults: unknown[]
  /** Signed as the provider signs, at an address that an answer named or the first one. */
  post(url: string, fields: Fields): Promise<{ status: number; body: string }>
  /** The same and read; fails unless it is TwiML. */
  say(url: string, fields: Fields): Promise<ReturnType<typeof readTwiml>>
  send(request: object): Promise<{ status: number; body: string; headers: Record<string, unknown> }>
}

export function openVoice(t: TestContext, changed: Partial<TwimlSettings> = {}): World {
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

export const FIRST = `${PUBLIC_URL}/voice/turns`
export const STATUS = `${PUBLIC_URL}/voice/status`

export function keyed(digits: string): Fields {
  return { ...RINGING, CallStatus: 'in-progress', Digits: digits }
}

/** Where the only verb with an action sends what comes next. */
export function actionOf(verbs: ReturnType<typeof readTwiml>): string {
  return verbs.find(({ attributes }) => 'action' in attributes)?.attributes['action'] ?? ''
}

/** Two steps into the game: Japanese was chosen, the card's number is asked. */
export async function atCard(world: World): Promise<string> {
  const greeting = await world.say(FIRST, RINGING)
  return actionOf(await world.say(actionOf(greeting), keyed('3')))
}
