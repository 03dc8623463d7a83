/**
 * The provider's side of the voice webhooks over a real socket: signed requests to the address that
 * the answer before named. For benchmarks; the stories of the webhooks are told by tests.
 */
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import fastify from 'fastify'
import type { CallId } from '../src/domain/basics/ids.ts'
import type { Hotline } from '../src/channels/hotline/ports.ts'
import { STATUS_PATH, TURNS_PATH } from '../src/channels/hotline/twiml/response.ts'
import { twimlRoutes } from '../src/channels/hotline/twiml/routes.ts'
import { USUAL_PATIENCE_MS, USUAL_VOICES } from '../src/channels/hotline/twiml/settings.ts'
import { speak, textOf } from '../src/channels/hotline/words/words.ts'
import { signedPost, type Fields } from '../test/contracts/twiml-provider.ts'
import type { Dial } from './callers.ts'

const TOKEN = '12345678901234567890123456789012'
const PUBLIC_URL = 'https://renew.example.jp'
const OWN_NUMBER = '+81312345678'

export interface VoiceServer {
  readonly dial: Dial
  close(): Promise<void>
}

export async function openVoiceServer(
  hotline: Hotline,
  callOf: (reference: string) => CallId,
): Promise<VoiceServer> {
  const server = fastify()
  const faults: unknown[] = []
  void server.register(
    twimlRoutes({
      hotline,
      callOf,
      authTokens: [TOKEN],
      publicUrl: PUBLIC_URL,
      assertedNumbers: [OWN_NUMBER],
      agents: null,
      words: { speak, textOf },
      prompts: null,
      voices: USUAL_VOICES,
      onFault: (_where, fault) => faults.push(fault),
      patienceMs: USUAL_PATIENCE_MS,
    }),
  )
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const post = async (url: string, fields: Fields) => {
    const answer = await send(agent, address, signedPost({ url, fields, authToken: TOKEN }))
    if (faults.length > 0) throw new AggregateError(faults, 'the webhooks were in trouble')
    return answer
  }
  return {
    dial: dialing(post),
    async close() {
      agent.destroy()
      await server.close()
    },
  }
}

function dialing(post: (url: string, fields: Fields) => Promise<string>): Dial {
  return async (reference, number) => {
    const fields = {
      CallSid: reference,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      // As the provider names one who withholds it.
      From: number ?? 'anonymous',
      To: OWN_NUMBER,
    }
    let next = actionIn(await post(`${PUBLIC_URL}${TURNS_PATH}`, fields))
    return {
      async key(digits) {
        next = actionIn(await post(next, { ...fields, Digits: digits }))
      },
      async hangUp() {
        await post(`${PUBLIC_URL}${STATUS_PATH}`, { ...fields, CallStatus: 'completed' })
      },
    }
  }
}

function actionIn(twiml: string): string {
  const action = /action="([^"]+)"/.exec(twiml)?.[1]
  if (action === undefined) throw new Error(`nothing is asked for: ${twiml}`)
  return action.replaceAll('&amp;', '&')
}

async function send(
  agent: Agent,
  address: string,
  { method, url, headers, payload }: ReturnType<typeof signedPost>,
): Promise<string> {
  const asked = request(new URL(url, address), { agent, method, headers })
  asked.end(payload)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.setEncoding('utf8')
  let body = ''
  for await (const part of answer) body += String(part)
  const status = answer.statusCode ?? 0
  if (status >= 300) throw new Error(`${url} was answered by ${status}`)
  return body
}
