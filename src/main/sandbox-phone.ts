/** The hotline as the sandbox's telephone has it: texts for the eye, sound where a voice is. */
import type { App } from '../app/app.ts'
import { HotlineBusy } from '../channels/hotline/answering.ts'
import { keysHeard } from '../channels/hotline/keys.ts'
import type { Answered, HeardNow } from '../channels/hotline/ports.ts'
import { stretchesOf } from '../channels/hotline/spoken.ts'
import type { Reply, Said } from '../channels/hotline/utterances.ts'
import { speak, textOf } from '../channels/hotline/words/words.ts'
import type {
  PhoneCall,
  PhoneHeard,
  PhonePorts,
  PhoneReply,
  PhoneSaid,
  PhoneState,
} from '../channels/sandbox/phone-ports.ts'
import type { CallId } from '../domain/basics/ids.ts'
import { CALL_TURNS_MAX, type Call, type CallState } from '../domain/call/call.ts'
import type { HotlineParts } from './hotline-parts.ts'

const TRANSPORT = 'sandbox'

export function sandboxPhone(app: App, parts: HotlineParts): PhonePorts {
  const { hotline, prompts } = parts

  async function known(id: CallId): Promise<Call | null> {
    const { call } = await app.reads.call(id)
    return call?.transport === TRANSPORT ? call : null
  }

  async function told(answered: Answered): Promise<PhoneReply> {
    const call = await known(answered.call)
    const state = call === null ? ({ kind: 'in_flow' } as const) : await stateOf(app, call.state)
    return replyOf(answered, state)
  }

  return {
    async ring(from) {
      const reference = app.ids.next<CallId>()
      const answered = await unlessBusy(hotline.ring({ transport: TRANSPORT, reference, ...from }))
      return answered === 'busy' ? 'busy' : told(answered)
    },
    async hear(id, turn, heard) {
      if ((await known(id)) === null) return null
      const answered = await unlessBusy(hotline.hear(id, turn, heardNow(heard)))
      return answered === null || answered === 'busy' ? answered : told(answered)
    },
    async call(id) {
      const call = await known(id)
      const answered = call === null ? null : await hotline.standing(id)
      if (call === null || answered === null) return null
      const reply = replyOf(answered, await stateOf(app, call.state))
      return { reply, number: call.number, turns: await turnsOf(app, id) }
    },
    async sound(id, turn) {
      const taken = (await known(id)) === null ? null : await app.reads.callTurn(id, turn)
      if (taken === null) return null
      const { say } = taken.reply as Reply
      return (await prompts.render(stretchesOf({ speak, textOf }, say)))?.path ?? null
    },
  }
}

async function unlessBusy<Value>(answering: Promise<Value>): Promise<Value | 'busy'> {
  try {
    return await answering
  } catch (fault) {
    if (fault instanceof HotlineBusy) return 'busy'
    throw fault
  }
}

function heardNow(heard: PhoneHeard): HeardNow {
  return heard.kind === 'keys' ? keysHeard(heard.keys) : { kind: heard.kind }
}

function replyOf({ call, turn, reply }: Answered, state: PhoneState): PhoneReply {
  const { say, ...next } = reply
  return { call, turn, ask: null, waitSeconds: null, ...next, said: say.map(saidOf), state }
}

function saidOf(said: Said): PhoneSaid {
  const { language, utterance } = said
  const key = utterance.code === 'option' ? utterance.key : null
  return { language, text: textOf(said), key }
}

async function stateOf({ reads }: App, state: CallState): Promise<PhoneState> {
  switch (state.kind) {
    case 'in_flow':
      return state
    case 'waiting':
      return { kind: 'waiting', since: state.since }
    case 'with_agent': {
      const { staff } = await reads.staff(state.agent)
      return { kind: 'with_agent', since: state.since, agent: staff?.name ?? '' }
    }
    case 'over':
      return state
  }
}

async function turnsOf({ reads }: App, call: CallId): Promise<PhoneCall['turns']> {
  const turns = await reads.callTurns(call, CALL_TURNS_MAX + 1)
  return turns.map(({ number, heard, reply }) => ({
    turn: number,
    heard,
    said: (reply as Reply).say.map(saidOf),
  }))
}
