/**
 * Rows of the counter as awkward as their types allow: bare and full, in every state. For tests
 * only.
 */
import type { Ids } from '../../src/app/ports.ts'
import type { LineId, ShopId, StaffId, TillId } from '../../src/domain/basics/ids.ts'
import { negate, NO_YEN, yen } from '../../src/domain/basics/money.ts'
import { plusSeconds } from '../../src/domain/basics/time.ts'
import { CASE_SUBJECTS, type Case } from '../../src/domain/case/case.ts'
import type { IdentityCheck } from '../../src/domain/identity/identity-check.ts'
import type { PendingChange } from '../../src/domain/line/pending-change.ts'
import { STAFF_ROLES } from '../../src/domain/staff/permissions.ts'
import { NO_TRIES, type Staff, type StaffSignIn } from '../../src/domain/staff/staff.ts'
import type { Shift, TillEntry, TillEntryKind } from '../../src/domain/till/till.ts'
import { EARLY, EVERY_SCRIPT, FINE } from './example-rows.ts'

const SHOP = 'shinjuku' as ShopId
const MUCH = yen(9_007_199_254_740_993n)

/** One of each role, every other one bare. */
export function someStaff(ids: Ids): readonly Staff[] {
  return STAFF_ROLES.map((role, at): Staff => {
    const id = ids.next<StaffId>()
    const bare: Staff = {
      id,
      name: `${role}-${id}`,
      role,
      shop: null,
      passwordHash: '',
      oneTimeCode: null,
      passkeys: [],
      tries: NO_TRIES,
      createdAt: EARLY,
      ended: null,
    }
    if (at % 2 === 0) return bare
    const passkey = {
      credential: `AAEC_-${at}`,
      publicKey: 'pQEC',
      counter: 4_294_967_295,
      transports: ['internal', 'a,b "c"'],
      name: EVERY_SCRIPT,
      createdAt: FINE,
    }
    return {
      ...bare,
      shop: SHOP,
      passwordHash: EVERY_SCRIPT,
      oneTimeCode: { sealed: EVERY_SCRIPT, since: EARLY, lastStep: 58_666_666 },
      passkeys: [passkey, { ...passkey, transports: [] }],
      tries: { wrong: 4, lockedUntil: FINE },
      ended: { at: FINE },
    }
  })
}

export function someSignIns(staff: StaffId, ids: Ids) {
  const bare: StaffSignIn = {
    id: ids.next(),
    staff,
    tokenHash: 'ab'.repeat(32),
    means: 'password',
    till: null,
    since: EARLY,
    lastSeenAt: FINE,
    lockedAt: null,
    ended: null,
  }
  const locked: StaffSignIn = {
    ...bare,
    id: ids.next(),
    means: 'passkey',
    till: ids.next<TillId>(),
    lockedAt: FINE,
  }
  const over: StaffSignIn = { ...bare, id: ids.next(), ended: FINE }
  return { live: [bare, locked], over } as const
}

/** Closed even, closed with a difference that two saw, and open. */
export function someShifts(till: TillId, ids: Ids) {
  const even: Shift = {
    id: ids.next(),
    till,
    openedBy: ids.next<StaffId>(),
    openedAt: EARLY,
    float: NO_YEN,
    cashExpected: NO_YEN,
    terminalExpected: NO_YEN,
    entries: 0,
    closing: {
      at: FINE,
      by: ids.next<StaffId>(),
      second: null,
      cashCounted: NO_YEN,
      difference: NO_YEN,
      note: null,
    },
  }
  const short: Shift = {
    ...even,
    id: ids.next(),
    float: MUCH,
    cashExpected: MUCH,
    terminalExpected: negate(MUCH),
    entries: 2_147_483_647,
    closing: {
      at: EARLY,
      by: ids.next<StaffId>(),
      second: ids.next<StaffId>(),
      cashCounted: NO_YEN,
      difference: negate(MUCH),
      note: EVERY_SCRIPT,
    },
  }
  const opened: Shift = { ...short, id: ids.next(), closing: null }
  return { closed: [even, short], opened } as const
}

const KINDS: readonly (readonly [TillEntryKind, 1n | -1n])[] = [
  ['sale', 1n],
  ['gift_card_sold', 1n],
  ['refund', -1n],
  ['paid_in', 1n],
  ['paid_out', -1n],
  ['expense', -1n],
]

/** Of every kind: in cash bare, over the terminal full. */
export function someEntries({ id: shift, till }: Shift, ids: Ids): readonly TillEntry[] {
  return KINDS.flatMap(([kind, way]): readonly TillEntry[] => {
    const cash: TillEntry = {
      id: ids.next(),
      till,
      shift,
      staff: ids.next<StaffId>(),
      kind,
      means: 'cash',
      amount: yen(way),
      tendered: null,
      reference: null,
      line: null,
      order: null,
      giftCard: null,
      note: null,
      at: EARLY,
    }
    const handed: TillEntry = { ...cash, id: ids.next(), tendered: MUCH, note: EVERY_SCRIPT }
    const card: TillEntry = {
      ...cash,
      id: ids.next(),
      means: 'terminal',
      amount: yen(way * MUCH),
      reference: EVERY_SCRIPT,
      line: ids.next<LineId>(),
      order: ids.next(),
      giftCard: ids.next(),
      at: FINE,
    }
    return [cash, handed, card]
  })
}

export function someIdentityChecks(line: LineId, ids: Ids): readonly IdentityCheck[] {
  const bare: IdentityCheck = {
    id: ids.next(),
    line,
    kind: 'passport',
    lastDigits: '',
    numberHash: 'cd'.repeat(32),
    result: 'accepted',
    clerk: ids.next<StaffId>(),
    shop: null,
    at: EARLY,
  }
  const full = { ...bare, lastDigits: 'Z9X1', shop: SHOP, at: FINE }
  return [
    bare,
    { ...full, id: ids.next(), kind: 'residence_card', result: 'expired' },
    { ...full, id: ids.next(), kind: 'id_card', result: 'refused' },
  ]
}

/** About everything, every other one closed. */
export function someCases(line: LineId, ids: Ids): readonly Case[] {
  return CASE_SUBJECTS.map((about, at): Case => {
    const by = ids.next<StaffId>()
    const isClosed = at % 2 === 1
    const note = { at: FINE, by, sealed: EVERY_SCRIPT }
    return {
      id: ids.next(),
      line,
      shop: isClosed ? SHOP : null,
      about,
      openedBy: by,
      openedAt: EARLY,
      notes: isClosed ? [note, { ...note, at: EARLY }] : [],
      closed: isClosed ? { at: FINE, by } : null,
    }
  })
}

/** Two that wait, the later one first, and one of each end. */
export function someChanges(of: PendingChange['of'], ids: Ids) {
  const contact: PendingChange = {
    id: ids.next(),
    of,
    what: {
      kind: 'contact',
      from: ids.next(),
      sealedEmail: EVERY_SCRIPT,
      mailbox: ids.next(),
    },
    askedBy: ids.next<StaffId>(),
    second: ids.next<StaffId>(),
    shop: SHOP,
    askedAt: EARLY,
    dueAt: FINE,
    state: { kind: 'waiting' },
  }
  const sim: PendingChange = {
    ...contact,
    id: ids.next(),
    what: {
      kind: 'sim',
      from: '8981100000000000019' as never,
      sim: {
        iccid: '8981100000000000001' as never,
        imsi: null,
        form: 'esim',
        eid: '8'.repeat(32) as never,
      },
      activationHash: EVERY_SCRIPT,
    },
    shop: null,
    dueAt: plusSeconds(EARLY, 1),
  }
  const ends: readonly PendingChange['state'][] = [
    { kind: 'done', at: FINE },
    { kind: 'stopped', at: FINE, by: 'holder' },
    { kind: 'stopped', at: EARLY, by: ids.next<StaffId>() },
    { kind: 'void', at: FINE, why: EVERY_SCRIPT },
  ]
  const over = ends.map((state): PendingChange => ({ ...contact, id: ids.next(), state }))
  return { waiting: [contact, sim], over } as const
}
