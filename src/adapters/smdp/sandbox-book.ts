/**
 * The book of the sandbox's SM-DP+: where each profile stands, by the states of GSMA SGP.22 §3.1.6,
 * and what the functions of ES2+ make of it. As a real one, it answers a call that comes again with
 * the answer it gave. Pure but for the map it keeps; the server around it is `sandbox-smdp.ts`.
 */
import type { Es2Function, StatusCode } from '../../domain/esim/es2plus.ts'

export const SMDP_STATES = [
  'Available',
  'Allocated',
  'Linked',
  'Confirmed',
  'Released',
  'Downloaded',
  'Installed',
  'Unavailable',
] as const
export type SmdpState = (typeof SMDP_STATES)[number]

export interface SmdpProfile {
  readonly iccid: string
  readonly state: SmdpState
  readonly eid: string | null
  readonly matchingId: string | null
}

/** What lives on between two starts of the sandbox. */
export interface SmdpBook {
  readonly profiles: Record<string, SmdpProfile>
  /** By functionCallIdentifier. */
  readonly answers: Record<string, BookAnswer>
}

export function emptyBook(): SmdpBook {
  return { profiles: {}, answers: {} }
}

export type BookAnswer =
  | { readonly ok: true; readonly fields: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly status: StatusCode }

export interface Es2Request {
  readonly call: string
  readonly iccid: string
  readonly eid: string | null
  readonly matchingId: string | null
  readonly releaseFlag: boolean
  readonly finalStatus: string | null
}

const NOT_ITS_OWN: StatusCode = { subject: '8.1.1', reason: '3.10' }
const IN_USE: StatusCode = { subject: '8.2.1', reason: '3.3' }
const UNKNOWN_ICCID: StatusCode = { subject: '8.2.1', reason: '3.9' }
const WRONG_MATCHING_ID: StatusCode = { subject: '8.2.6', reason: '3.10' }
const MATCHING_ID_IN_USE: StatusCode = { subject: '8.2.6', reason: '3.3' }
const WRONG_FINAL_STATUS: StatusCode = { subject: '1.6', reason: '2.1' }

/** Every profile of the demo's operator is in stock. */
function profileOf(book: SmdpBook, iccid: string): SmdpProfile | null {
  if (!/^89\d{17,18}$/.test(iccid)) return null
  return book.profiles[iccid] ?? { iccid, state: 'Available', eid: null, matchingId: null }
}

export function answerCall(book: SmdpBook, what: Es2Function, asked: Es2Request): BookAnswer {
  const known = book.answers[asked.call]
  if (known !== undefined) return known
  const before = profileOf(book, asked.iccid)
  const [answer, after] =
    before === null ? [no(UNKNOWN_ICCID), null] : FUNCTIONS[what](book, before, asked)
  if (after !== null) book.profiles[after.iccid] = after
  book.answers[asked.call] = answer
  return answer
}

type Outcome = readonly [BookAnswer, SmdpProfile | null]

function no(status: StatusCode): BookAnswer {
  return { ok: false, status }
}

function yes(fields: Readonly<Record<string, string>> = {}): BookAnswer {
  return { ok: true, fields }
}

const FUNCTIONS: Readonly<
  Record<Es2Function, (book: SmdpBook, before: SmdpProfile, asked: Es2Request) => Outcome>
> = {
  download_order(_, before, { eid }) {
    if (before.state !== 'Available') return [no(IN_USE), null]
    const state = eid === null ? 'Allocated' : 'Linked'
    return [yes({ iccid: before.iccid }), { ...before, eid, state }]
  },
  confirm_order(book, before, { eid, matchingId, releaseFlag, call }) {
    if (before.state !== 'Allocated' && before.state !== 'Linked') return [no(IN_USE), null]
    if (before.eid !== null && eid !== null && before.eid !== eid) return [no(NOT_ITS_OWN), null]
    const given = matchingId ?? call.toUpperCase().replaceAll(/[^0-9A-Z-]/g, '-')
    const isTaken = Object.values(book.profiles).some(
      (one) => one.iccid !== before.iccid && one.matchingId === given,
    )
    if (isTaken) return [no(MATCHING_ID_IN_USE), null]
    const state = releaseFlag ? 'Released' : 'Confirmed'
    return [
      yes({ matchingId: given }),
      { ...before, eid: before.eid ?? eid, matchingId: given, state },
    ]
  },
  cancel_order(_, before, { matchingId, finalStatus }) {
    if (before.state === 'Downloaded' || before.state === 'Installed') return [no(IN_USE), null]
    if (before.state === 'Available' || before.matchingId !== matchingId) {
      return [no(WRONG_MATCHING_ID), null]
    }
    if (finalStatus !== 'Available' && finalStatus !== 'Unavailable') {
      return [no(WRONG_FINAL_STATUS), null]
    }
    return [yes(), { ...before, state: finalStatus, eid: null, matchingId: null }]
  },
}

/** A phone fetches what is released to it; null: it gets nothing. */
export function fetchProfile(
  book: SmdpBook,
  phone: { readonly matchingId: string; readonly eid: string },
): SmdpProfile | null {
  const found = Object.values(book.profiles).find(
    ({ state, matchingId }) => state === 'Released' && matchingId === phone.matchingId,
  )
  if (found === undefined || (found.eid !== null && found.eid !== phone.eid)) return null
  const fetched: SmdpProfile = { ...found, eid: phone.eid, state: 'Downloaded' }
  book.profiles[found.iccid] = fetched
  return fetched
}

export function markInstalled(book: SmdpBook, { iccid }: Pick<SmdpProfile, 'iccid'>): void {
  const profile = book.profiles[iccid]
  if (profile?.state === 'Downloaded') {
    book.profiles[iccid] = { ...profile, state: 'Installed' }
  }
}
