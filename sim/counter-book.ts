/**
 * What the counter itself remembers of every act at a till, apart from the application: who asked
 * for what, at which till, with whom beside them, and what they were told. The auditor holds the
 * books to it (`auditor-counter.ts`).
 */
import type { StaffActing, StaffCommand } from '../src/app/staff/by-staff.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { OrderId, ShiftId, StaffSignInId, TillEntryId } from '../src/domain/basics/ids.ts'
import type { RefusalShape } from '../src/domain/basics/result.ts'
import type { TillEntryKind, TillMeans } from '../src/domain/till/till.ts'
import { sameAnswer } from './outside.ts'
import { askDoor } from './people.ts'
import type { Process } from './process.ts'
import { staffOrigin, type SimTill, type Staffer } from './staff.ts'
import { insist, type World } from './world.ts'

export interface TillAct {
  readonly kind: TillEntryKind | 'open' | 'close'
  readonly till: SimTill
  readonly staffer: Staffer
  readonly second: Staffer | null
  readonly means: TillMeans
  /** Yen, more than zero whichever way it goes; the float of an opening, the count of a closing. */
  readonly amount: bigint
  /** The order, refund, gift card or shift that it is about. */
  readonly about: string | null
  /** Ids of entry or shift; each asking mints its own. */
  readonly minted: string[]
  /** The first answer, as text; null while there is none. */
  answer: string | null
  isDone: boolean
}

export interface GivenByStaff {
  readonly order: OrderId
  readonly staffer: Staffer
  readonly second: Staffer | null
}

export type Asked = Omit<TillAct, 'minted' | 'answer' | 'isDone'>

export function actingAs(
  { staffer, second }: Pick<Asked, 'staffer' | 'second'>,
  signIn: StaffSignInId,
): StaffActing {
  return { staff: staffer.id, signIn, second: second?.id ?? null }
}

interface Asking<Input, Value, Refusal extends RefusalShape> {
  readonly signIn: StaffSignInId
  readonly command: StaffCommand<Input, Value, Refusal>
  input(process: Process, minted: TillEntryId & ShiftId): Input
}

const PRESSED_TWICE_SHARE = 0.15

/**
 * Asked until there is an answer, now or once the world has come to rest: nobody leaves a till
 * without knowing whether money was taken. Null: not known yet.
 */
export async function askAtTill<Input, Value extends object, Refusal extends RefusalShape>(
  world: World,
  asked: Asked,
  { signIn, command, input }: Asking<Input, Value, Refusal>,
) {
  const act: TillAct = { ...asked, minted: [], answer: null, isDone: false }
  world.tillActs.push(act)
  const origin = staffOrigin(world, act.staffer)
  const key = present(origin.key, 'an act of staff has its key')
  const acting = actingAs(act, signIn)
  const ask = () =>
    insist(world, async (process) => {
      const minted = process.app.ids.next<TillEntryId & ShiftId>()
      act.minted.push(minted)
      const asking = { acting, input: input(process, minted) }
      const answer = await askDoor(process, command, asking, origin)
      if (answer === 'busy') return answer
      act.answer = sameAnswer(key, act.answer, answer)
      act.isDone = answer.ok
      return answer
    })
  const answer = await ask()
  if (answer === null) world.pursued.push(async () => void (await ask()))
  else if (world.chance.happens(PRESSED_TWICE_SHARE)) await ask()
  return answer
}
