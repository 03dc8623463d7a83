/**
 * People who call the hotline, one key at a time and over and over: those whose number is known
 * renew the last pack by points with their PIN, the others key the card's number and code and take
 * a code for the web. Says nothing of how fast they are answered.
 */
import type { HeardNow, Hotline } from '../src/channels/hotline/ports.ts'
import { present } from '../src/domain/basics/assert.ts'
import { CODE } from '../test/contracts/care-world.ts'
import { PIN, type Known } from '../test/contracts/hotline-world.ts'

/** Of so many calls one is from a number that nobody knows. */
const CALLS_TO_A_STRANGER = 4
/** Shares no factor with the count of callers: nobody calls twice at once. */
const STRIDE = 1_709

/** A call that was answered. */
export interface Dialled {
  key(digits: string): Promise<void>
  hangUp(): Promise<void>
}

/** Places a call under a name that no other has. */
export type Dial = (reference: string, number: string | null) => Promise<Dialled>

/** Straight to the hotline, as every transport does. */
export function dialDirectly(hotline: Hotline): Dial {
  return async (reference, number) => {
    const ringing = { transport: 'sandbox', reference, number, asserted: number !== null } as const
    let answered = await hotline.ring(ringing)
    async function hear(heard: HeardNow): Promise<void> {
      const next = await hotline.hear(answered.call, answered.turn, heard)
      answered = present(next, 'a call that was answered is known')
    }
    return {
      key: (digits) => hear({ kind: 'digits', digits }),
      hangUp: () => hear({ kind: 'hang_up' }),
    }
  }
}

/** What was done in all, for the books. */
export interface Done {
  /** Turns that were answered, rings and hang-ups among them. */
  turns: number
  /** Calls whose last key was answered. */
  byPoints: number
  byCode: number
}

export interface Caller {
  /** The next turn of this call, or the first of the next one. */
  turn(): Promise<void>
  /** Hangs up where there is somebody to hang up on. */
  leave(): Promise<void>
}

export interface Callers {
  readonly done: Done
  /** So many, each with a telephone of their own. */
  some(count: number, dial: Dial): readonly Caller[]
}

export function createCallers(known: readonly Known[]): Callers {
  const done: Done = { turns: 0, byPoints: 0, byCode: 0 }
  let calls = 0
  function nextCall() {
    const { line, number } = present(known[(calls * STRIDE) % known.length], 'a caller each')
    calls += 1
    const isStranger = calls % CALLS_TO_A_STRANGER === 0
    const reference = `bench-${calls}`
    return isStranger
      ? { reference, number: null, keys: ['1', '1', line.sim.iccid, CODE, '1', '3', '1'] }
      : { reference, number, keys: ['1', '1', '1', PIN] }
  }
  function caller(dial: Dial): Caller {
    let call = nextCall()
    let dialled: Dialled | null = null
    let keyed = 0
    async function oneTurn(): Promise<void> {
      const key = call.keys[keyed]
      if (dialled === null) dialled = await dial(call.reference, call.number)
      else if (key === undefined) return leave()
      else {
        await dialled.key(key)
        keyed += 1
        if (keyed === call.keys.length) done[call.number === null ? 'byCode' : 'byPoints'] += 1
      }
      done.turns += 1
    }
    async function leave(): Promise<void> {
      if (dialled === null) return
      await dialled.hangUp()
      done.turns += 1
      call = nextCall()
      dialled = null
      keyed = 0
    }
    return { turn: oneTurn, leave }
  }
  return { done, some: (count, dial) => Array.from({ length: count }, () => caller(dial)) }
}
