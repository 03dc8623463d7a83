/**
 * What the peer of a session was told that it may let through: the best of its rating groups, and
 * those that were told less, or that nothing is left, so that they hear of it when there is more.
 * What they should be told is `enforcing.ts`'.
 */
import { sameEntitlement, type Entitlement } from '../line/entitlement.ts'
import type { Reservation } from './data-session.ts'
import { faster } from './granting.ts'
import type { RatingGroup } from './request.ts'

/** Of more, the oldest are not told; as many as one request names. */
export const GROUPS_BEHIND_MAX = 64

export interface GroupTold {
  readonly ratingGroup: RatingGroup
  readonly to: Entitlement
}

/** `behind`: the latest told last; left out where there is none. */
export type Told = Entitlement & { readonly behind?: readonly GroupTold[] }

const NONE: readonly GroupTold[] = []

export function groupsBehind(told: Told | null): readonly GroupTold[] {
  return told?.behind ?? NONE
}

export function isGroup(groups: readonly GroupTold[], { ratingGroup }: Named): boolean {
  return groups.some((one) => one.ratingGroup === ratingGroup)
}

type Named = Pick<GroupTold, 'ratingGroup'>

/** `before` itself where nothing changes. `held`: reservations that stand, with the new ones. */
export function toldAfter(
  before: Told | null,
  answered: readonly GroupTold[],
  held: readonly Reservation[],
): Told | null {
  const behind = groupsBehind(before)
  if (behind.length === 0) {
    if (answered.length === 0) return before
    const [only] = answered
    if (only !== undefined && isAlone(only, answered, held)) return kept(before, only.to)
  }
  const stands = (one: Named) => !isGroup(answered, one)
  const groups = behind.filter((one) => {
    return stands(one) && (!isServed(one) || held.some((of) => of.ratingGroup === one.ratingGroup))
  })
  const to = before === null ? null : withoutBehind(before)
  for (const one of held) {
    if (to !== null && stands(one) && !isGroup(behind, one)) {
      groups.push({ ratingGroup: one.ratingGroup, to })
    }
  }
  groups.push(...answered)
  const told = toldOf(groups)
  return told === null ? before : kept(before, told)
}

/** Of a session with one rating group that is served, as most are, nothing more is to be said. */
function isAlone(
  only: GroupTold,
  answered: readonly GroupTold[],
  held: readonly Reservation[],
): boolean {
  return answered.length === 1 && held.length === 1 && held[0]?.ratingGroup === only.ratingGroup
}

function kept(before: Told | null, told: Told): Told {
  return before !== null && sameTold(before, told) ? before : told
}

/** Null where nothing was told. */
function toldOf(groups: readonly GroupTold[]): Told | null {
  if (groups.length === 0) return null
  const best = groups.map(({ to }) => to).reduce(better)
  // What is of the whole session has no others beside it.
  const behind = groups
    .filter((one) => one.ratingGroup !== null)
    .filter((one) => !isServed(one) || !sameEntitlement(one.to, best))
    .slice(-GROUPS_BEHIND_MAX)
  return behind.length === 0 ? best : { ...best, behind }
}

function isServed({ to }: GroupTold): boolean {
  return to.kind === 'full' || to.kind === 'throttled'
}

const RANK = { full: 3, throttled: 2, portal_only: 1, none: 0 } as const

function better(one: Entitlement, other: Entitlement): Entitlement {
  if (one.kind !== other.kind) return RANK[one.kind] > RANK[other.kind] ? one : other
  if (!('kbps' in one) || !('kbps' in other)) return one
  return faster(one.kbps, other.kbps) === one.kbps ? one : other
}

function sameTold(one: Told, other: Told): boolean {
  const [before, after] = [groupsBehind(one), groupsBehind(other)]
  return (
    sameEntitlement(one, other) &&
    before.length === after.length &&
    before.every(({ ratingGroup, to }, at) => {
      const like = after[at]
      return like?.ratingGroup === ratingGroup && sameEntitlement(like.to, to)
    })
  )
}

/** The rating groups behind are left to themselves. */
export function withoutBehind(told: Told): Told {
  const { behind, ...entitlement } = told
  return behind === undefined ? told : entitlement
}
