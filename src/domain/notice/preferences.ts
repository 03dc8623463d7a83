/**
 * What an account wants to be told of and how: groups by ways, each on or off, and the zone of its
 * waking hours. Not whether a way exists for somebody (a subscription, a mailbox that takes mail):
 * that is asked when a notice goes.
 */
import { NOTICE_GROUPS, traitsOf, type NoticeGroup, type NoticeKind } from './notice.ts'
import { DEFAULT_ZONE, type Zone } from './quiet-hours.ts'

/** In the order in which a way is fallen back upon. */
export const NOTICE_WAYS = ['email', 'web_push', 'sms'] as const
export type NoticeWay = (typeof NOTICE_WAYS)[number]

export type Wishes = Readonly<Record<NoticeGroup, readonly NoticeWay[]>>

export interface NoticePreferences {
  readonly wishes: Wishes
  readonly zone: Zone
}

/** SMS costs, and a data-only SIM takes none: only for whoever asks for it. */
export const DEFAULT_WISHES: Wishes = {
  data: ['email', 'web_push'],
  ends: ['email', 'web_push'],
  auto_renewal: ['email', 'web_push'],
  number_loss: ['email', 'web_push'],
  points: ['email'],
  bills: ['email', 'web_push'],
}

export const DEFAULT_PREFERENCES: NoticePreferences = {
  wishes: DEFAULT_WISHES,
  zone: DEFAULT_ZONE,
}

/** Each way once, in one order, whatever was sent. */
export function parseWishes(wanted: (group: NoticeGroup, way: NoticeWay) => boolean): Wishes {
  const entries = NOTICE_GROUPS.map((group) => {
    return [group, NOTICE_WAYS.filter((way) => wanted(group, way))] as const
  })
  return Object.fromEntries(entries) as unknown as Wishes
}

/** One click in a letter: no more e-mail of this group. Other ways stay as they are. */
export function withoutMail(preferences: NoticePreferences, group: NoticeGroup): NoticePreferences {
  const rest = preferences.wishes[group].filter((way) => way !== 'email')
  return { ...preferences, wishes: { ...preferences.wishes, [group]: rest } }
}

/**
 * By which ways a notice goes: the wished ones that reach somebody. What the law asks for goes by
 * the first way that does, where no wished one does.
 */
export function waysFor(
  kind: NoticeKind,
  { wishes }: Pick<NoticePreferences, 'wishes'>,
  reachable: ReadonlySet<NoticeWay>,
): readonly NoticeWay[] {
  const { group, required } = traitsOf(kind)
  const wished = wishes[group].filter((way) => reachable.has(way))
  if (wished.length > 0 || !required) return wished
  return NOTICE_WAYS.filter((way) => reachable.has(way)).slice(0, 1)
}
