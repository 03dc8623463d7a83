/**
 * What an Asterisk's channel does for one call: answers, plays files to the caller, collects keys
 * as `ast_app_getdata` does, waits in the queue, hangs up. Which of it is wanted, the dial-plan and
 * the desk say (`exchange.ts`).
 */
import { createTrigger, type Trigger } from './trigger.ts'
import type { AgiAsked } from './fastagi-client.ts'
import type { MediaServer } from './media-server.ts'
import type { IncomingCall } from './trunk.ts'

export interface Played {
  /** With its extension. */
  readonly file: string
  /** Of the whole file, as rtpengine reads it. */
  readonly milliseconds: number
  /** Of it, heard before a key stopped it. */
  playedMs: number
  isWhole: boolean
}

export interface ChannelRecord {
  /** Verbs, in order. */
  readonly commands: string[]
  readonly played: Played[]
  /** What each `GET DATA` was answered with. */
  readonly keyed: string[]
  /** Every key that came, also those that nobody listened for. */
  keys: string
  readonly variables: Map<string, string>
  /** How long the desk thought before each command but the first. */
  readonly thoughtMs: number[]
  /** RTP of the caller, as rtpengine counts when the call is over. */
  packets: { readonly received: number } | null
  end: 'sent_away' | 'hung_up' | 'lost' | null
}

export interface Channel {
  readonly record: ChannelRecord
  carryOut(asked: AgiAsked): Promise<string>
  /** Moves with each prompt that is listened on. */
  readonly listens: Trigger
  hangUp(): Promise<void>
}

interface State {
  readonly call: IncomingCall
  readonly media: MediaServer
  readonly record: ChannelRecord
  readonly listens: Trigger
  readonly gone: Promise<'gone'>
  /** When the desk was told the last answer. */
  toldAt: number | null
  /** Null: keys are dropped, as between two commands. */
  onKey: ((key: string) => void) | null
}

export async function openChannel(call: IncomingCall, media: MediaServer): Promise<Channel> {
  const record: ChannelRecord = {
    commands: [],
    played: [],
    keyed: [],
    keys: '',
    variables: new Map(),
    thoughtMs: [],
    packets: null,
    end: null,
  }
  const gone = call.gone.then(() => 'gone' as const)
  const listens = createTrigger()
  const state: State = { call, media, record, listens, gone, toldAt: null, onKey: null }
  media.onKey(call.callId, (key) => {
    record.keys += key
    state.onKey?.(key)
  })
  await media.ask('offer', {
    'call-id': call.callId,
    'from-tag': call.fromTag,
    sdp: call.offer,
    replace: ['origin'],
    ICE: 'remove',
  })
  return {
    record,
    listens,
    async carryOut(asked) {
      if (state.toldAt !== null) record.thoughtMs.push(performance.now() - state.toldAt)
      const answered = await carryOut(state, asked)
      state.toldAt = performance.now()
      return answered
    },
    hangUp: () => hangUp(state),
  }
}

async function carryOut(state: State, { verb, rest }: AgiAsked): Promise<string> {
  const { record } = state
  record.commands.push(verb)
  const [first = '', second = '', third = ''] = rest
  switch (verb) {
    case 'ANSWER':
      await answer(state)
      return '200 result=0'
    case 'CHANNEL STATUS':
      return '200 result=6'
    case 'STREAM FILE':
      return (await play(state, first)) === 'gone'
        ? '200 result=-1 endpos=0'
        : '200 result=0 endpos=8000'
    case 'GET DATA':
      return getData(state, { file: first, waitMs: Number(second), digitsMax: Number(third) })
    case 'SET VARIABLE':
      record.variables.set(first, second)
      return '200 result=1'
    case 'HANGUP':
      record.end ??= 'sent_away'
      await hangUp(state)
      return '200 result=1'
    default:
      return '510 Invalid or unknown command'
  }
}

/** The answer repeats the offer's payload type for keys, or they would not be understood. */
async function answer({ call, media }: State): Promise<void> {
  const keys = /^a=rtpmap:(\d+) telephone-event\/8000/im.exec(call.offer)?.[1] ?? '101'
  const sdp = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio 9 RTP/AVP 0 ${keys}`,
    'a=rtpmap:0 PCMU/8000',
    `a=rtpmap:${keys} telephone-event/8000`,
    `a=fmtp:${keys} 0-15`,
    '',
  ].join('\r\n')
  const answered = await media.ask('answer', {
    'call-id': call.callId,
    'from-tag': call.fromTag,
    'to-tag': call.toTag,
    sdp,
    replace: ['origin'],
    ICE: 'remove',
  })
  const { sdp: ours } = answered
  await call.answer(typeof ours === 'string' ? ours : '')
}

type Ended = 'whole' | 'stopped' | 'gone'

/** Until its end, or until `stop`. */
async function play(state: State, file: string, stop?: Promise<unknown>): Promise<Ended> {
  const { call, media, record } = state
  if (file === '') return 'whole'
  const to = { 'call-id': call.callId, 'from-tag': call.fromTag }
  const path = `${file}.wav`
  const started = await media.ask('play media', { ...to, file: path })
  const since = performance.now()
  const milliseconds = Number(started['duration'])
  const played: Played = { file: path, milliseconds, playedMs: 0, isWhole: false }
  record.played.push(played)
  const over = Promise.withResolvers<'whole'>()
  const timer = setTimeout(() => over.resolve('whole'), milliseconds)
  const stopped = stop?.then(() => 'stopped' as const)
  const ended = await Promise.race([
    over.promise,
    state.gone,
    ...(stopped === undefined ? [] : [stopped]),
  ])
  clearTimeout(timer)
  played.playedMs = Math.min(performance.now() - since, milliseconds)
  played.isWhole = ended === 'whole'
  if (ended === 'stopped') await media.ask('stop media', to)
  return ended
}

interface GetData {
  readonly file: string
  readonly waitMs: number
  readonly digitsMax: number
}

/** The first key stops the file; `#` ends and is not told; a pause between keys ends, too. */
async function getData(state: State, { file, waitMs, digitsMax }: GetData): Promise<string> {
  const { call, record, listens } = state
  const firstKey = Promise.withResolvers<void>()
  const done = Promise.withResolvers<'done' | 'timeout'>()
  let row = ''
  let timer: NodeJS.Timeout | null = null
  const wait = () => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => done.resolve('timeout'), waitMs)
  }
  state.onKey = (key) => {
    firstKey.resolve()
    if (key !== '#') row += key
    if (key === '#' || row.length >= digitsMax) {
      state.onKey = null
      done.resolve('done')
    } else wait()
  }
  const playing = play(state, file, firstKey.promise)
  listens.pull()
  call.tellPrompt()
  if ((await playing) === 'whole') wait()
  const ended = await Promise.race([done.promise, state.gone])
  if (timer !== null) clearTimeout(timer)
  state.onKey = null
  if (ended === 'gone') return '200 result=-1'
  record.keyed.push(row)
  return `200 result=${row}${ended === 'timeout' ? ' (timeout)' : ''}`
}

/** Ours, or what is left to do after theirs. */
async function hangUp(state: State): Promise<void> {
  const { call, media, record } = state
  if (record.packets !== null) return
  record.packets = { received: 0 }
  const of = { 'call-id': call.callId }
  const counted = await media.ask('query', of)
  record.packets = { received: packetsIn(counted) }
  await media.ask('delete', { ...of, 'from-tag': call.fromTag })
  media.forget(call.callId)
  await call.hangUp()
}

/** Of the whole call, by rtpengine's own count. */
function packetsIn(counted: { readonly [name: string]: unknown }): number {
  const { totals } = counted as { totals?: { RTP?: { packets?: number } } }
  return totals?.RTP?.packets ?? 0
}
