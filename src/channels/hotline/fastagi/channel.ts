/**
 * One connection of an Asterisk: commands go out one at a time, each gets its answer or the
 * channel is gone. What is asked and why is the call's (`call.ts`).
 */
import type { Socket } from 'node:net'
import {
  agiReader,
  writeCommand,
  type AgiCommand,
  type AgiEnvironment,
  type AgiMessage,
  type AgiResponse,
  type BrokenWhy,
} from './codec.ts'

/** Why nothing more can be said to a channel. */
export type GoneWhy = BrokenWhy | 'hung_up' | 'closed' | 'silent' | 'unasked' | 'ended'

export interface AgiChannel {
  /** Null: the peer said nothing in time, or nothing that is one. */
  environment(): Promise<AgiEnvironment | null>
  /** Null: the channel is gone. */
  ask(command: AgiCommand, withinMs: number): Promise<AgiResponse | null>
  /** Null while commands may still be sent. */
  gone(): GoneWhy | null
  /** `ended`: the dial-plan has it again; `hung_up`: an answer gave that away. The first counts. */
  leave(why: 'ended' | 'hung_up'): void
  /** Ends the call, whatever is being asked. */
  hangUp(): void
}

interface State {
  readonly socket: Socket
  readonly graceMs: number
  readonly environment: PromiseWithResolvers<AgiEnvironment | null>
  pending: ((response: AgiResponse | null) => void) | null
  gone: GoneWhy | null
}

export function openChannel(socket: Socket, graceMs: number): AgiChannel {
  const state: State = {
    socket,
    graceMs,
    environment: Promise.withResolvers<AgiEnvironment | null>(),
    pending: null,
    gone: null,
  }
  const reader = agiReader()
  socket.on('data', (octets) => {
    for (const message of reader.push(Buffer.from(octets))) take(state, message)
  })
  // A reset is a close; what broke on the way is of no more use than that.
  socket.on('error', () => leave(state, 'closed'))
  socket.on('end', () => leave(state, 'closed'))
  socket.on('close', () => leave(state, 'closed'))
  const timer = setTimeout(() => leave(state, 'silent'), graceMs)
  void state.environment.promise.then(() => clearTimeout(timer))
  return {
    environment: () => state.environment.promise,
    ask: (command, withinMs) => ask(state, command, withinMs),
    gone: () => state.gone,
    leave: (why) => leave(state, why),
    hangUp: () => {
      if (state.gone === null) socket.write(writeCommand({ verb: 'HANGUP' }))
      leave(state, 'ended')
    },
  }
}

function take(state: State, message: AgiMessage): void {
  switch (message.kind) {
    case 'environment':
      state.environment.resolve(message.environment)
      return
    case 'hang_up':
      return leave(state, 'hung_up')
    case 'broken':
      return leave(state, message.why)
    case 'response': {
      const { pending } = state
      state.pending = null
      if (pending !== null) pending(message.response)
      // A peer that answers what nobody asked can not be followed.
      else if (state.gone === null) leave(state, 'unasked')
    }
  }
}

function ask(state: State, command: AgiCommand, withinMs: number): Promise<AgiResponse | null> {
  if (state.gone !== null) return Promise.resolve(null)
  const { promise, resolve } = Promise.withResolvers<AgiResponse | null>()
  const timer = setTimeout(() => leave(state, 'silent'), withinMs)
  state.pending = (response) => {
    clearTimeout(timer)
    resolve(response)
  }
  state.socket.write(writeCommand(command))
  return promise
}

/** The first reason counts. A peer that does not close its side is cut off. */
function leave(state: State, why: GoneWhy): void {
  if (state.gone !== null) return
  state.gone = why
  state.environment.resolve(null)
  state.pending?.(null)
  state.pending = null
  const { socket } = state
  socket.end()
  const timer = setTimeout(() => socket.destroy(), state.graceMs)
  socket.once('close', () => clearTimeout(timer))
}
