/**
 * A hotline small enough to know by heart, for whoever tries a transport: a language key, a card
 * number, a secret, goodbye; `0` for a person. It keeps the promises of the port: a call rings
 * once, a turn has one answer. Not the flow of the product.
 */
// oxlint-disable unicorn/no-thenable -- a reply says what happens then, and is no promise
import { createHash } from 'node:crypto'
import type { CallId } from '../../src/domain/basics/ids.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../src/domain/call/call.ts'
import type { Answered, HeardNow, Hotline, Ringing } from '../../src/channels/hotline/ports.ts'
import { plain } from '../../src/channels/hotline/speech/phrase.ts'
import type { Words } from '../../src/channels/hotline/spoken.ts'
import type { Reply, Said, Utterance } from '../../src/channels/hotline/utterances.ts'

export const KEY_WAIT_SECONDS = 6
export const CARD_WAIT_SECONDS = 12
export const CARD_DIGITS_MAX = 20
export const PIN_DIGITS_MAX = 6
export const PERSON_WAIT_SECONDS = 45

/** An utterance is spoken by its code. */
export const CODE_WORDS: Words = {
  speak: ({ utterance }) => [plain(utterance.code)],
  textOf: ({ language, utterance }) => `${language} ${utterance.code}`,
}

type Place = 'language' | 'card' | 'person' | 'pin' | 'over'

interface Taken {
  readonly place: Place
  readonly language: SpokenLanguage | null
  readonly heard: HeardNow | null
  readonly reply: Reply
}

export interface NumberGame extends Hotline {
  readonly callOf: (reference: string) => CallId
  readonly rings: readonly Ringing[]
  /** Of a call, in order, without repeats. */
  heardOn(reference: string): readonly HeardNow[]
  isOver(reference: string): boolean
  /** So many of the next questions fail before anything is decided. */
  failNext(count: number): void
  /** The next question is decided at once, but answered only after what is returned was called. */
  holdNext(): () => void
}

export function numberGame(): NumberGame {
  const calls = new Map<CallId, Taken[]>()
  const rings: Ringing[] = []
  const troubles = { failures: 0, held: Promise.resolve() }

  async function answering(
    id: CallId,
    decide: (taken: Taken[]) => Taken,
  ): Promise<Answered | null> {
    if (troubles.failures > 0) {
      troubles.failures -= 1
      throw new Error('the books can not be reached')
    }
    const taken = calls.get(id)
    if (taken === undefined) return null
    const { reply } = decide(taken)
    const turn = taken.findIndex((one) => one.reply === reply) + 1
    const { held } = troubles
    troubles.held = Promise.resolve()
    await held
    return { call: id, turn, reply }
  }

  return {
    callOf,
    rings,
    heardOn: (reference) =>
      (calls.get(callOf(reference)) ?? []).flatMap(({ heard }) => (heard === null ? [] : [heard])),
    isOver: (reference) => calls.get(callOf(reference))?.at(-1)?.place === 'over',
    failNext: (count) => {
      troubles.failures = count
    },
    holdNext: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      troubles.held = promise
      return resolve
    },
    async ring(ringing) {
      rings.push(ringing)
      const id = callOf(ringing.reference)
      if (!calls.has(id) && troubles.failures === 0) calls.set(id, [greeting(null)])
      const answered = await answering(id, ([first = greeting(null)]) => first)
      if (answered === null) throw new Error('a call that rings is known')
      return answered
    },
    hear: (id, turn, heard) =>
      answering(id, (taken) => {
        const before = taken[turn]
        if (before !== undefined && heard.kind !== 'hang_up') return before
        const last = taken.at(-1) ?? greeting(null)
        if (last.place === 'over') return last
        const next = heardAt(last, heard)
        taken.push(next)
        return next
      }),
    standing: (id) => answering(id, (taken) => taken.at(-1) ?? greeting(null)),
  }
}

function callOf(reference: string): CallId {
  const hex = createHash('sha256').update(reference).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20, 32)].join('-') as CallId
}

function greeting(heard: HeardNow | null): Taken {
  const say = SPOKEN_LANGUAGES.map((language) => saidIn(language, { code: 'welcome', name: null }))
  const ask = { min: 1, max: 1, secret: false, waitSeconds: KEY_WAIT_SECONDS }
  return { place: 'language', language: null, heard, reply: { next: 'ask', say, ask } }
}

function heardAt({ place, language }: Taken, heard: HeardNow): Taken {
  const spoken = language ?? 'en'
  const digits = heard.kind === 'digits' ? heard.digits : ''
  if (heard.kind === 'hang_up') return over(spoken, heard, [])
  if (place === 'language') {
    const chosen = SPOKEN_LANGUAGES[Number(digits || '0') - 1]
    return chosen === undefined ? greeting(heard) : card(chosen, heard)
  }
  if (place === 'person') {
    const isGone = heard.kind === 'person_left'
    return isGone ? over(spoken, heard, [{ code: 'goodbye' }]) : card(spoken, heard)
  }
  if (digits === '*') return greeting(heard)
  if (place === 'pin' && digits !== '') return over(spoken, heard, [{ code: 'goodbye' }])
  if (digits === '0') return person(spoken, heard)
  return digits === '' ? card(spoken, heard) : pin(spoken, heard)
}

function card(language: SpokenLanguage, heard: HeardNow): Taken {
  const code = heard.kind === 'silence' ? 'nothing_heard' : 'ask_iccid'
  const ask = { min: 19, max: CARD_DIGITS_MAX, secret: false, waitSeconds: CARD_WAIT_SECONDS }
  const reply: Reply = { next: 'ask', say: [saidIn(language, { code })], ask }
  return { place: 'card', language, heard, reply }
}

function pin(language: SpokenLanguage, heard: HeardNow): Taken {
  const ask = { min: 4, max: PIN_DIGITS_MAX, secret: true, waitSeconds: CARD_WAIT_SECONDS }
  const reply: Reply = { next: 'ask', say: [saidIn(language, { code: 'ask_pin' })], ask }
  return { place: 'pin', language, heard, reply }
}

function person(language: SpokenLanguage, heard: HeardNow): Taken {
  const say = [saidIn(language, { code: 'person_comes' })]
  const reply: Reply = { next: 'person', say, waitSeconds: PERSON_WAIT_SECONDS }
  return { place: 'person', language, heard, reply }
}

function over(language: SpokenLanguage, heard: HeardNow, words: readonly Utterance[]): Taken {
  const say = words.map((utterance) => saidIn(language, utterance))
  return { place: 'over', language, heard, reply: { next: 'hang_up', say } }
}

function saidIn(language: SpokenLanguage, utterance: Utterance): Said {
  return { language, utterance }
}
