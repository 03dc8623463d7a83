/**
 * ES2+ to an SM-DP+ over HTTPS and JSON (GSMA SGP.22 §5.3, §6.5): one POST a function, with a
 * bearer token, a client certificate or both. It knows no line and keeps nothing.
 *
 * No answer, a time-out, a status other than 200, a redirect and an answer that is no ES2+ throw
 * `ProfileServerUnreachable`: nobody knows what came of it. No text of an answer is repeated, so no
 * secret can stand in an error.
 */
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import {
  ADMIN_PROTOCOL,
  ADMIN_PROTOCOL_HEADER,
  ES2_PATHS,
  readExecution,
  type Es2Function,
} from '../../domain/esim/es2plus.ts'
import {
  parseMatchingId,
  parseSmdpAddress,
  type SmdpAddress,
} from '../../domain/esim/install-code.ts'
import {
  ProfileServerUnreachable,
  type ProfileOrderCall,
  type ProfileServer,
} from '../../app/esim/ports.ts'

export const ES2_ANSWER_MS_MAX = 15_000
/** Answers of ES2+ are a few hundred bytes. */
export const ES2_ANSWER_BYTES_MAX = 64 * 1024

export interface Es2PlusSettings {
  /** Without the path of ES2+ and without a final slash. */
  readonly url: string
  /** Where phones fetch, unless the SM-DP+ says otherwise for an order. */
  readonly smdp: SmdpAddress
  /** functionRequesterIdentifier: who we are to the SM-DP+. */
  readonly requester: string
  readonly token: string | null
  /** PEM. */
  readonly tls: {
    readonly certificate: string
    readonly key: string
  } | null
  /** PEM; null: the usual authorities. */
  readonly authorities: string | null
  readonly timeoutMs?: number
}

export function createEs2PlusClient(settings: Es2PlusSettings): ProfileServer {
  const ask = (what: Es2Function, order: ProfileOrderCall, fields: object) =>
    post(settings, what, {
      header: {
        functionRequesterIdentifier: settings.requester,
        functionCallIdentifier: order.call,
      },
      iccid: order.iccid,
      ...(order.eid === null ? {} : { eid: order.eid }),
      ...fields,
    })
  return {
    smdp: settings.smdp,
    downloadOrder: async (order) => (await ask('download_order', order, {})).execution,
    async confirmOrder(order) {
      const fields = { matchingId: order.matchingId, releaseFlag: true }
      const { execution, body } = await ask('confirm_order', order, fields)
      return {
        execution,
        matchingId: parseMatchingId(textOf(body, 'matchingId') ?? '') || null,
        smdp: parseSmdpAddress(textOf(body, 'smdpAddress') ?? ''),
      }
    },
    async cancelOrder(order) {
      const { matchingId } = order
      const named = matchingId === null ? {} : { matchingId }
      const fields = { ...named, finalProfileStatusIndicator: 'Available' }
      return (await ask('cancel_order', order, fields)).execution
    },
  }
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name]
  return typeof value === 'string' ? value : null
}

async function post(settings: Es2PlusSettings, what: Es2Function, content: object) {
  const unreachable = (why: string) => new ProfileServerUnreachable(`SM-DP+, ${what}: ${why}`)
  const answer = await send(settings, ES2_PATHS[what], JSON.stringify(content))
  if (answer === null) throw unreachable('no answer')
  if (answer.status !== 200) throw unreachable(`status ${answer.status}`)
  const body = parsed(answer.text)
  const execution = readExecution(body)
  if (execution === null) throw unreachable('an answer that is no ES2+')
  return { execution, body: body as Readonly<Record<string, unknown>> }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** Null: none that was whole and in time. Redirects are answers like any other. */
function send(settings: Es2PlusSettings, path: string, content: string): Promise<Answer | null> {
  const target = new URL(`${settings.url}${path}`)
  const { token, tls, authorities, timeoutMs } = settings
  const options = {
    method: 'POST',
    agent: false,
    signal: AbortSignal.timeout(timeoutMs ?? ES2_ANSWER_MS_MAX),
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      'Content-Length': Buffer.byteLength(content),
      [ADMIN_PROTOCOL_HEADER]: ADMIN_PROTOCOL,
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(tls === null ? {} : { cert: tls.certificate, key: tls.key }),
    ...(authorities === null ? {} : { ca: authorities }),
  }
  const request = target.protocol === 'https:' ? requestTls : requestPlain
  return new Promise((done) => {
    const sent = request(target, options, (answer) => {
      const chunks: Buffer[] = []
      let heard = 0
      answer.on('data', (chunk: Buffer) => {
        heard += chunk.length
        if (heard > ES2_ANSWER_BYTES_MAX) answer.destroy()
        else chunks.push(chunk)
      })
      answer.on('error', () => done(null))
      answer.on('close', () => done(null))
      answer.on('end', () => {
        done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
      })
    })
    sent.on('error', () => done(null))
    sent.end(content)
  })
}
