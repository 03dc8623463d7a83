/**
 * One call over FastAGI: asks the hotline, plays its reply, listens, and asks again, until the
 * reply ends the call or lets a person come. Decides nothing about the caller.
 */
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { RenderedPrompt } from '../../../app/calls/prompts.ts'
import { present } from '../../../domain/basics/assert.ts'
import type { SpokenLanguage } from '../../../domain/call/call.ts'
import { keysHeard } from '../keys.ts'
import type { Answered, HeardNow } from '../ports.ts'
import { languageOf, stretchesOf, troubleIn } from '../spoken.ts'
import type { Ask, Reply, Said } from '../utterances.ts'
import type { AgiChannel } from './channel.ts'
import type { AgiResponse } from './codec.ts'
import type { AgiRequest } from './request.ts'
import type { FastagiSettings } from './settings.ts'

/** What the dial-plan finds on the channel when a person is wanted. */
export const VARIABLES = {
  next: 'TSUZUKI_NEXT',
  call: 'TSUZUKI_CALL',
  waitSeconds: 'TSUZUKI_WAIT',
} as const

export const RENDER_TRIES_MAX = 4

class Speechless extends Error {
  override name = 'Speechless'
}

class OutOfPatience extends Error {
  override name = 'OutOfPatience'
}

interface Talk extends FastagiSettings {
  readonly channel: AgiChannel
  readonly request: AgiRequest
}

/** Returns when the channel is the dial-plan's again, or gone. Does not throw. */
export async function talk(desk: FastagiSettings, channel: AgiChannel, request: AgiRequest) {
  const on: Talk = { ...desk, channel, request }
  if (request.event === 'hung-up') {
    await guarded(on, () => hangUp(on))
    return
  }
  await converse(on)
  if (channel.gone() !== null && channel.gone() !== 'ended') await guarded(on, () => hangUp(on))
}

async function converse(on: Talk): Promise<void> {
  // Refused by a channel that is gone, which the next command finds out.
  if (on.request.event === 'call') await on.channel.ask({ verb: 'ANSWER' }, on.limits.graceMs)
  let think = () => opening(on)
  let language: SpokenLanguage | null = null
  let isAgain = false
  while (on.channel.gone() === null) {
    const step = await guarded(on, async () => {
      const answered = await withPatience(on, think())
      return { answered, heard: await perform(on, answered) }
    })
    if (step === null) {
      if (!(await admitTrouble(on, { language, isAgain }))) return
      isAgain = true
      think = () => resuming(on)
      continue
    }
    const { answered, heard } = step
    if (heard === null) return
    language = languageOf(answered.reply.say) ?? language
    isAgain = false
    think = () => hearing(on, answered, heard)
  }
}

/** Null when it threw: whoever must know was told. */
async function guarded<Value>(on: Talk, act: () => Promise<Value>): Promise<Value | null> {
  try {
    return await act()
  } catch (fault) {
    on.onFault('a call over FastAGI', fault)
    return null
  }
}

/** What is decided late stays decided; the caller finds it standing. */
async function withPatience<Value>({ limits }: Talk, thinking: Promise<Value>): Promise<Value> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new OutOfPatience()), limits.patienceMs)
  try {
    return await Promise.race([thinking, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/** A channel may come back: from a queue, or after our process was away. */
async function opening(on: Talk): Promise<Answered> {
  const { hotline, request } = on
  const standing = await resuming(on)
  if (request.event === 'call' || standing.reply.next !== 'person') return standing
  const kind = request.event === 'nobody-came' ? 'nobody_came' : 'person_left'
  return present(await hotline.hear(standing.call, standing.turn, { kind }), 'a call that stands')
}

/** What stands on this call; a call that nobody knows rings. */
async function resuming({ hotline, callOf, request }: Talk): Promise<Answered> {
  const { reference, number, asserted } = request
  const standing = await hotline.standing(callOf(reference))
  return standing ?? hotline.ring({ transport: 'fastagi', reference, number, asserted })
}

async function hearing(on: Talk, { call, turn }: Answered, heard: HeardNow): Promise<Answered> {
  return (await on.hotline.hear(call, turn, heard)) ?? resuming(on)
}

async function hangUp({ hotline, callOf, request }: Talk): Promise<void> {
  const standing = await hotline.standing(callOf(request.reference))
  if (standing !== null) await hotline.hear(standing.call, standing.turn, { kind: 'hang_up' })
}

/** What was heard; null where this call is done here. Throws where nothing can be said. */
async function perform(on: Talk, { call, reply }: Answered): Promise<HeardNow | null> {
  const { channel, limits } = on
  const prompt = await promptFor(on, reply.say)
  if (reply.next === 'ask') return listen(on, reply.ask, prompt)
  await play(on, prompt)
  if (reply.next === 'hang_up') {
    channel.hangUp()
    return null
  }
  for (const [name, value] of variablesOf(call, reply)) {
    await channel.ask({ verb: 'SET VARIABLE', name, value }, limits.graceMs)
  }
  channel.leave('ended')
  return null
}

function variablesOf(call: string, { waitSeconds }: Extract<Reply, { next: 'person' }>) {
  return [
    [VARIABLES.call, call],
    [VARIABLES.waitSeconds, String(waitSeconds)],
    [VARIABLES.next, 'person'],
  ] as const
}

const MS_A_SECOND = 1_000

/** Keys that come between two commands are lost, so one command plays and listens. */
async function listen(on: Talk, { max, waitSeconds }: Ask, prompt: RenderedPrompt | null) {
  const { channel, limits } = on
  const waitMs = waitSeconds * MS_A_SECOND
  const withinMs = (prompt?.milliseconds ?? 0) + waitMs * (max + 1) + limits.graceMs
  const file = prompt === null ? '' : soundOf(on, prompt)
  const answer = await channel.ask({ verb: 'GET DATA', file, waitMs, digitsMax: max }, withinMs)
  if (!(await isDone(on, answer))) return null
  return heardIn(present(answer, 'an answer that is done'))
}

/** Nothing keyed at all is silence; `#` alone ends what was not begun. */
function heardIn({ result, note }: AgiResponse): HeardNow {
  const keys = result ?? ''
  return keys === '' && note === 'timeout' ? { kind: 'silence' } : keysHeard(keys)
}

async function play(on: Talk, prompt: RenderedPrompt | null): Promise<void> {
  if (prompt === null) return
  const withinMs = prompt.milliseconds + on.limits.graceMs
  const file = soundOf(on, prompt)
  await isDone(on, await on.channel.ask({ verb: 'STREAM FILE', file }, withinMs))
}

const DEAD_CHANNEL = 511

/**
 * False where the channel is gone. A file that can not be played is answered like a hang-up, so the
 * channel is asked: if it lives, the fault is ours.
 */
async function isDone({ channel, limits }: Talk, answer: AgiResponse | null): Promise<boolean> {
  if (answer === null) return false
  if (answer.code === 200 && answer.result !== '-1') return true
  if (answer.code === 200) {
    const status = await channel.ask({ verb: 'CHANNEL STATUS' }, limits.graceMs)
    const isAlive = status?.code === 200 && Number(status.result) >= 0
    if (isAlive) throw new Speechless('a prompt can not be played')
  } else if (answer.code !== DEAD_CHANNEL) {
    throw new Speechless(`a command was answered with ${answer.code}`)
  }
  channel.leave('hung_up')
  return false
}

/** Null: nothing is to be said. Throws where something is and can not be. */
async function promptFor(on: Talk, say: readonly Said[]): Promise<RenderedPrompt | null> {
  if (say.length === 0) return null
  const stretches = stretchesOf(on.words, say)
  for (let tries = 1; tries <= RENDER_TRIES_MAX; tries += 1) {
    const prompt = await present(on.prompts, 'prompts').render(stretches)
    if (prompt !== null) return prompt
    await pause(on.limits.renderPauseMs)
  }
  throw new Speechless('a prompt can not be made')
}

/** As the Asterisk finds it: without its extension. */
function soundOf({ soundFolder }: Talk, { path }: RenderedPrompt): string {
  const bare = path.replace(/\.wav$/, '')
  return soundFolder === null ? bare : join(soundFolder, basename(bare))
}

interface Trouble {
  readonly language: SpokenLanguage | null
  /** Admitted before: this time the call ends. */
  readonly isAgain: boolean
}

/** True where the question may come once more. */
async function admitTrouble(on: Talk, { language, isAgain }: Trouble): Promise<boolean> {
  const isSaid = await guarded(on, async () => {
    await play(on, await promptFor(on, troubleIn(language)))
    return true
  })
  if (isSaid === true && !isAgain) return true
  on.channel.hangUp()
  await guarded(on, () => hangUp(on))
  return false
}
