/**
 * One trunk of the exchange: a SIP user agent server on a UDP port (RFC 3261 §8.2, §13.3, §17.2).
 * Requests sent again are answered alike, a 200 is repeated until its ACK. No registration, no
 * TCP, no authentication: whoever sends to the port is on the trunk.
 */
import { randomBytes } from 'node:crypto'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import {
  branchOf,
  headerOf,
  headersOf,
  methodOf,
  readSip,
  statusOf,
  tagOf,
  uriOf,
  userOf,
  writeSip,
  type SipHeader,
  type SipMessage,
} from './sip-message.ts'

/** §17.1.1.1: the round trip that is reckoned with, and the longest wait between two tries. */
const T1_MS = 500
const T2_MS = 4_000
const TRIES_MAX = 8

/** Of RFC 6086: a caller without ears is told when it is time to key. */
export const PROMPT_PACKAGE = 'prompt'

export interface Trunk {
  readonly port: number
  readonly counters: TrunkCounters
  close(): void
}

export interface TrunkCounters {
  invites: number
  /** Requests that came again and were answered alike. */
  repeated: number
  byes: number
  cancels: number
}

export interface IncomingCall {
  readonly callId: string
  readonly fromTag: string
  readonly toTag: string
  /** Who calls, as the trunk says; empty where withheld. */
  readonly number: string
  readonly dialled: string
  readonly offer: string
  ring(): void
  /** Resolves when the caller acknowledged, or is gone. */
  answer(sdp: string): Promise<void>
  refuse(status: string): void
  /** Resolves when the caller said yes, or nobody answers. */
  hangUp(): Promise<void>
  /** Nothing for callers who do not ask for it (`Recv-Info`). */
  tellPrompt(): void
  /** Resolves when the caller hung up or gave up ringing; never when we ended it. */
  readonly gone: Promise<void>
}

interface State {
  readonly socket: Socket
  readonly port: number
  readonly counters: TrunkCounters
  /** The last answer to each request, by branch and method. */
  readonly answered: Map<string, string>
  readonly calls: Map<string, CallState>
  readonly asked: Map<string, () => void>
  readonly timers: Set<NodeJS.Timeout>
  readonly onCall: (call: IncomingCall) => void
}

interface CallState {
  readonly trunk: State
  readonly invite: SipMessage
  readonly peer: RemoteInfo
  readonly toTag: string
  readonly acknowledged: PromiseWithResolvers<void>
  readonly gone: PromiseWithResolvers<void>
  stage: 'ringing' | 'answered' | 'over'
  cseq: number
}

export async function openTrunk(onCall: (call: IncomingCall) => void): Promise<Trunk> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const state: State = {
    socket,
    port: socket.address().port,
    counters: { invites: 0, repeated: 0, byes: 0, cancels: 0 },
    answered: new Map(),
    calls: new Map(),
    asked: new Map(),
    timers: new Set(),
    onCall,
  }
  socket.on('message', (octets, peer) => {
    const message = readSip(octets.toString())
    if (message !== null) take(state, message, peer)
  })
  return {
    port: state.port,
    counters: state.counters,
    close() {
      for (const timer of state.timers) clearTimeout(timer)
      socket.close()
    },
  }
}

function take(trunk: State, message: SipMessage, peer: RemoteInfo): void {
  const method = methodOf(message)
  if (method === '') {
    if (statusOf(message) >= 200) trunk.asked.get(branchOf(message))?.()
    return
  }
  const call = trunk.calls.get(headerOf(message, 'Call-ID'))
  if (method === 'ACK') {
    call?.acknowledged.resolve()
    return
  }
  const before = trunk.answered.get(`${branchOf(message)} ${method}`)
  if (before !== undefined) {
    trunk.counters.repeated += 1
    trunk.socket.send(before, peer.port, peer.address)
    return
  }
  if (method === 'INVITE' && call === undefined) return begin(trunk, message, peer)
  if (call === undefined) {
    reply(trunk, { to: message, peer, status: '481 Call/Transaction Does Not Exist', toTag: tag() })
    return
  }
  inDialog(call, message, peer)
}

function begin(trunk: State, invite: SipMessage, peer: RemoteInfo): void {
  trunk.counters.invites += 1
  const call: CallState = {
    trunk,
    invite,
    peer,
    toTag: tag(),
    acknowledged: Promise.withResolvers<void>(),
    gone: Promise.withResolvers<void>(),
    stage: 'ringing',
    cseq: 0,
  }
  trunk.calls.set(headerOf(invite, 'Call-ID'), call)
  provisional(call, '100 Trying')
  trunk.onCall({
    callId: headerOf(invite, 'Call-ID'),
    fromTag: tagOf(headerOf(invite, 'From')),
    toTag: call.toTag,
    number: userOf(headerOf(invite, 'From')),
    dialled: userOf(headerOf(invite, 'To')),
    offer: invite.body,
    gone: call.gone.promise,
    ring: () => provisional(call, '180 Ringing'),
    answer: (sdp) => answer(call, sdp),
    refuse: (status) => refuse(call, status),
    hangUp: () => hangUp(call),
    tellPrompt: () => tellPrompt(call),
  })
}

function inDialog(call: CallState, message: SipMessage, peer: RemoteInfo): void {
  const { trunk, toTag } = call
  const respond = (status: string) => reply(trunk, { to: message, peer, status, toTag })
  switch (methodOf(message)) {
    case 'BYE':
      trunk.counters.byes += 1
      respond('200 OK')
      return leave(call)
    case 'CANCEL':
      trunk.counters.cancels += 1
      respond('200 OK')
      if (call.stage === 'ringing') {
        refuse(call, '487 Request Terminated')
        leave(call)
      }
      return
    case 'OPTIONS':
    case 'INFO':
    case 'UPDATE':
      respond('200 OK')
      return
    default:
      respond('501 Not Implemented')
  }
}

/** The caller is gone. */
function leave(call: CallState): void {
  call.stage = 'over'
  call.acknowledged.resolve()
  call.gone.resolve()
}

function provisional(call: CallState, status: string): void {
  if (call.stage !== 'ringing') return
  const { trunk, invite, peer, toTag } = call
  reply(trunk, { to: invite, peer, status, toTag })
}

/** Final and unkind. Repeated only when the caller asks again. */
function refuse(call: CallState, status: string): void {
  if (call.stage !== 'ringing') return
  const { trunk, invite, peer, toTag } = call
  call.stage = 'over'
  reply(trunk, { to: invite, peer, status, toTag })
}

async function answer(call: CallState, sdp: string): Promise<void> {
  if (call.stage !== 'ringing') return
  const { trunk, invite, peer, toTag, acknowledged } = call
  call.stage = 'answered'
  const headers: SipHeader[] = [contactOf(trunk), ['Content-Type', 'application/sdp']]
  const text = reply(trunk, { to: invite, peer, status: '200 OK', toTag, headers, body: sdp })
  await repeatUntil(trunk, acknowledged.promise, () =>
    trunk.socket.send(text, peer.port, peer.address),
  )
}

async function hangUp(call: CallState): Promise<void> {
  if (call.stage !== 'answered') return
  call.stage = 'over'
  await request(call, 'BYE', [])
}

function tellPrompt(call: CallState): void {
  const isWanted = headerOf(call.invite, 'Recv-Info') === PROMPT_PACKAGE
  if (isWanted && call.stage === 'answered') {
    void request(call, 'INFO', [['Info-Package', PROMPT_PACKAGE]])
  }
}

/** Within the dialog; resolves with its final answer, or when none comes. */
async function request(call: CallState, method: string, more: readonly SipHeader[]): Promise<void> {
  const { trunk, invite, peer, toTag } = call
  call.cseq += 1
  const branch = `z9hG4bK${tag()}`
  const text = writeSip({
    start: `${method} ${uriOf(headerOf(invite, 'Contact'))} SIP/2.0`,
    headers: [
      ['Via', `SIP/2.0/UDP 127.0.0.1:${trunk.port};branch=${branch}`],
      ['Max-Forwards', '70'],
      ['From', `${headerOf(invite, 'To')};tag=${toTag}`],
      ['To', headerOf(invite, 'From')],
      ['Call-ID', headerOf(invite, 'Call-ID')],
      ['CSeq', `${call.cseq} ${method}`],
      contactOf(trunk),
      ...more,
    ],
    body: '',
  })
  const { promise: done, resolve } = Promise.withResolvers<void>()
  trunk.asked.set(branch, resolve)
  const send = () => trunk.socket.send(text, peer.port, peer.address)
  send()
  await repeatUntil(trunk, Promise.race([done, call.gone.promise]), send)
  trunk.asked.delete(branch)
}

/** At T1, doubled up to T2; given up in the end. */
async function repeatUntil(trunk: State, done: Promise<void>, repeat: () => void): Promise<void> {
  const { promise: givenUp, resolve } = Promise.withResolvers<void>()
  let tries = 0
  let timer = setTimeout(again, T1_MS)
  trunk.timers.add(timer)
  function again() {
    trunk.timers.delete(timer)
    tries += 1
    if (tries >= TRIES_MAX) return resolve()
    repeat()
    timer = setTimeout(again, Math.min(T1_MS * 2 ** tries, T2_MS))
    trunk.timers.add(timer)
  }
  await Promise.race([done, givenUp])
  clearTimeout(timer)
  trunk.timers.delete(timer)
}

interface Replying {
  readonly to: SipMessage
  readonly peer: RemoteInfo
  readonly status: string
  readonly toTag: string
  readonly headers?: readonly SipHeader[]
  readonly body?: string
}

/** Remembered as the answer to that request. */
function reply(trunk: State, replying: Replying): string {
  const { to: message, peer, status, toTag, headers = [], body = '' } = replying
  const to = headerOf(message, 'To')
  const isTagged = tagOf(to) !== '' || status.startsWith('100')
  const text = writeSip({
    start: `SIP/2.0 ${status}`,
    headers: [
      ...headersOf(message, 'Via').map((via): SipHeader => ['Via', via]),
      ['From', headerOf(message, 'From')],
      ['To', isTagged ? to : `${to};tag=${toTag}`],
      ['Call-ID', headerOf(message, 'Call-ID')],
      ['CSeq', headerOf(message, 'CSeq')],
      ...headers,
    ],
    body,
  })
  trunk.answered.set(`${branchOf(message)} ${methodOf(message)}`, text)
  trunk.socket.send(text, peer.port, peer.address)
  return text
}

function contactOf({ port }: Pick<State, 'port'>): SipHeader {
  return ['Contact', `<sip:hotline@127.0.0.1:${port}>`]
}

function tag(): string {
  return randomBytes(8).toString('hex')
}
