/**
 * Voice webhooks: the hotline for providers that speak TwiML (Twilio, and who imitates it). A
 * request is proved, read, handed to the hotline, and the reply goes back as TwiML. Whoever is not
 * the provider changes nothing; whoever is always gets TwiML, in trouble too.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assert } from '../../../domain/basics/assert.ts'
import type { CallId } from '../../../domain/basics/ids.ts'
import type { Answered } from '../ports.ts'
import { stretchesOf } from '../spoken.ts'
import { promptFiles, type PromptFiles } from './prompt-files.ts'
import {
  callingNumber,
  callSid,
  FORM_BYTES_MAX,
  heardIn,
  isAsserted,
  isEnded,
  queuedSeconds,
  readAsked,
  readForm,
  type Asked,
} from './request.ts'
import {
  addressOf,
  answerOf,
  emptyAnswer,
  holdOf,
  PROMPTS_PATH,
  STATUS_PATH,
  troubleOf,
  TURNS_PATH,
  WAITING_PATH,
  waitingOf,
} from './response.ts'
import type { TwimlSettings } from './settings.ts'
import { isGenuine, isMarked, markOf, type Form } from './signature.ts'

const NOT_LIMITED = { config: { rateLimit: false } } as const
const PROMPT_KEPT_SECONDS = 24 * 60 * 60
const RETRY_SECONDS = 5

interface Desk extends TwimlSettings {
  readonly files: PromptFiles
  /** Turns that the hotline thinks about, by call and number: asked again, they are joined. */
  readonly thinking: Map<string, Promise<Answered>>
}

/** The hotline took longer than a caller may be kept in silence. */
class OutOfPatience extends Error {
  override name = 'OutOfPatience'
}

/** Register it as a plugin: its parser of forms is its own. */
export function twimlRoutes(settings: TwimlSettings) {
  const desk: Desk = { ...settings, files: promptFiles(), thinking: new Map() }
  return async (voice: FastifyInstance): Promise<void> => {
    voice.removeAllContentTypeParsers()
    voice.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_request, body, done) => done(null, readForm(String(body))),
    )
    voice.post(TURNS_PATH, NOT_LIMITED, (request, reply) => takeTurn(desk, request, reply))
    voice.post(WAITING_PATH, NOT_LIMITED, (request, reply) => keepWaiting(desk, request, reply))
    voice.post(STATUS_PATH, NOT_LIMITED, (request, reply) => noteStatus(desk, request, reply))
    voice.get<{ Params: { file: string }; Querystring: { mark?: unknown } }>(
      `${PROMPTS_PATH}/:file`,
      NOT_LIMITED,
      (request, reply) => sendPrompt(desk, { ...request.params, ...request.query }, reply),
    )
  }
}

/** Null for a forged request, which is told so and leaves no trace of what it carried. */
function genuineForm(desk: Desk, request: FastifyRequest, reply: FastifyReply): Form | null {
  const form = (request.body ?? {}) as Form
  const given = request.headers['x-twilio-signature']
  const signature = typeof given === 'string' ? given : undefined
  const url = `${desk.publicUrl}${request.url}`
  if (isGenuine({ url, form, signature }, desk.authTokens)) return form
  request.log.warn('a voice request without a valid signature was refused')
  void reply.code(403).send()
  return null
}

async function takeTurn(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const form = genuineForm(desk, request, reply)
  if (form === null) return reply
  const sid = callSid(form)
  if (sid === null) return reply.code(400).send()

  const asked = readAsked(request.query)
  try {
    return sendXml(reply, await withPatience(desk, answer(desk, { sid, form, asked })))
  } catch (fault) {
    if (fault instanceof OutOfPatience && !asked.again) return sendXml(reply, holdOf(desk, asked))
    desk.onFault('a voice turn', fault)
    return sendXml(reply, troubleOf(desk, asked))
  }
}

interface Heard {
  readonly sid: string
  readonly form: Form
  readonly asked: Asked
}

async function answer(desk: Desk, heard: Heard): Promise<string> {
  if (isEnded(heard.form)) {
    await answeredTo(desk, heard)
    return emptyAnswer()
  }
  const answered = await thoughtOf(desk, heard)
  return answerOf(desk, { ...answered, played: await playedFrom(desk, answered) })
}

function thoughtOf(desk: Desk, heard: Heard): Promise<Answered> {
  const turn = `${heard.sid} ${heard.asked.turn ?? 0}`
  const running = desk.thinking.get(turn)
  if (running !== undefined) return running
  const begun = answeredTo(desk, heard).finally(() => desk.thinking.delete(turn))
  desk.thinking.set(turn, begun)
  return begun
}

/** A call that nobody knows rings: it began before our books did. */
async function answeredTo(desk: Desk, heard: Heard): Promise<Answered> {
  const answered = (await answeredBefore(desk, heard)) ?? (await ring(desk, heard))
  return desk.agents === null ? withoutPeople(desk, answered) : answered
}

async function answeredBefore(desk: Desk, { sid, form, asked }: Heard): Promise<Answered | null> {
  if (asked.turn === null) return null
  const call = desk.callOf(sid)
  if (asked.again) return desk.hotline.standing(call)
  return desk.hotline.hear(call, asked.turn, heardIn(form))
}

function ring({ hotline, assertedNumbers }: Desk, { sid, form }: Heard): Promise<Answered> {
  const number = callingNumber(form)
  const asserted = number !== null && isAsserted(form, assertedNumbers)
  return hotline.ring({ transport: 'twiml', reference: sid, number, asserted })
}

/** With nowhere to put callers through, nobody comes at once. */
async function withoutPeople({ hotline }: Desk, answered: Answered): Promise<Answered> {
  if (answered.reply.next !== 'person') return answered
  const next = await hotline.hear(answered.call, answered.turn, { kind: 'nobody_came' })
  assert(next !== null && next.reply.next !== 'person', 'nobody comes, and that is known')
  return next
}

async function playedFrom(desk: Desk, { reply }: Answered): Promise<string | null> {
  const [token] = desk.authTokens
  if (desk.prompts === null || token === undefined || reply.say.length === 0) return null
  const prompt = await desk.prompts.render(stretchesOf(desk.words, reply.say))
  if (prompt === null) return null
  desk.files.add(prompt)
  return addressOf(desk, `${PROMPTS_PATH}/${prompt.id}.wav`, { mark: markOf(prompt.id, token) })
}

async function keepWaiting(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const form = genuineForm(desk, request, reply)
  if (form === null) return reply
  const { language, waitSeconds } = readAsked(request.query)
  return sendXml(
    reply,
    waitingOf(desk, { queuedSeconds: queuedSeconds(form), waitSeconds, language }),
  )
}

/** The provider tells of every change; only the end matters here. */
async function noteStatus(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const form = genuineForm(desk, request, reply)
  if (form === null) return reply
  const sid = callSid(form)
  if (sid === null || !isEnded(form)) return reply.code(204).send()
  try {
    await withPatience(desk, hangUp(desk, desk.callOf(sid)))
  } catch (fault) {
    desk.onFault('a voice status', fault)
    return reply.code(503).header('retry-after', RETRY_SECONDS).send()
  }
  return reply.code(204).send()
}

async function hangUp({ hotline }: Desk, call: CallId): Promise<void> {
  const standing = await hotline.standing(call)
  if (standing !== null) await hotline.hear(call, standing.turn, { kind: 'hang_up' })
}

const PROMPT_FILE = /^([0-9a-f]{16,128})\.wav$/

interface PromptAsked {
  readonly file: string
  readonly mark?: unknown
}

async function sendPrompt(desk: Desk, { file, mark }: PromptAsked, reply: FastifyReply) {
  const id = PROMPT_FILE.exec(file)?.[1]
  const isKnown =
    id !== undefined && typeof mark === 'string' && isMarked(id, mark, desk.authTokens)
  const path = isKnown ? desk.files.pathOf(id) : null
  const found = path === null ? null : await stat(path).catch(() => null)
  if (path === null || found === null) return reply.code(404).send()
  return reply
    .type('audio/wav')
    .header('content-length', found.size)
    .header('cache-control', `private, max-age=${PROMPT_KEPT_SECONDS}, immutable`)
    .send(createReadStream(path))
}

function sendXml(reply: FastifyReply, xml: string) {
  return reply.type('text/xml; charset=utf-8').header('cache-control', 'no-store').send(xml)
}

/** What takes longer goes on, and is looked at again. */
async function withPatience<Answer>(
  { patienceMs }: Desk,
  thinking: Promise<Answer>,
): Promise<Answer> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new OutOfPatience()), patienceMs)
  try {
    return await Promise.race([thinking, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
