/**
 * A shop that looks after lines: the tills' ground with an application, a holder with a line, cards
 * in stock, and the letters that are written. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { createVault } from '../../src/adapters/system/vault.ts'
import { mailboxOf, sealProfile } from '../../src/app/accounts/proofs.ts'
import { openLetter, type AddressedLetter } from '../../src/app/accounts/letters.ts'
import { accountChanges } from '../../src/app/accounts/register.ts'
import type { App } from '../../src/app/app.ts'
import type { Change, Home } from '../../src/app/door/state.ts'
import { activationHash } from '../../src/app/lines/put-line.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { keptOfNumber, recordIdentityCheck } from '../../src/app/staff/identity.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { Account } from '../../src/domain/account/account.ts'
import type { Email } from '../../src/domain/account/email.ts'
import type { IdentityCheckId, LineId } from '../../src/domain/basics/ids.ts'
import type { Language } from '../../src/domain/basics/language.ts'
import type { DocumentNumber } from '../../src/domain/identity/document-number.ts'
import type { IdentityResult } from '../../src/domain/identity/identity-check.ts'
import type { ActivationCode } from '../../src/domain/line/activation-code.ts'
import { parseIccid, type Iccid } from '../../src/domain/line/iccid.ts'
import type { Imsi } from '../../src/domain/line/imsi.ts'
import type { Line } from '../../src/domain/line/line.ts'
import type { Msisdn } from '../../src/domain/line/msisdn.ts'
import { CATALOGUE, freshLine } from './catalogue.ts'
import { writeRows, type OpenStore } from './stores.ts'
import { OPERATOR } from './task-world.ts'
import { asked, tillWorld, type TillWorld } from './till-world.ts'

export interface CareWorld extends TillWorld {
  readonly app: App
}

export const CODE = '0123456789' as ActivationCode
export const PASSPORT_NUMBER = 'L898902C3' as DocumentNumber
export const FRESH_EMAIL = 'mei.new@example.com' as Email

export async function careWorld(open: OpenStore): Promise<CareWorld> {
  const world = await tillWorld(open)
  const { door, clock, ids } = world
  const app: App = {
    door,
    reads: open.reads,
    clock,
    ids,
    dice: { bytes: (count) => new Uint8Array(count) },
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => CATALOGUE,
    operator: () => OPERATOR,
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  return { ...world, app }
}

/** All that people and cards are put on. */
type Ground = Pick<CareWorld, 'app'>

async function put({ app }: Ground, home: Home, changes: readonly Change[]): Promise<void> {
  assert.ok((await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)).ok)
}

/** A loaded card with all its numbers, found by each; its code is `CODE`. */
export async function card(world: Ground, own: Partial<Line> = {}): Promise<Line> {
  const plain = freshLine(world.app.ids.next<LineId>())
  const iccid = withCheckDigit(plain.sim.iccid.slice(0, -1))
  const digits = iccid.slice(-10, -1)
  const row: Line = {
    ...plain,
    sim: { ...plain.sim, iccid, imsi: `440101${digits}` as Imsi },
    msisdn: `020${digits.slice(-8)}` as Msisdn,
    activation: {
      hash: activationHash(world.app.vault, iccid, CODE),
      wrongTries: 0,
      lockedUntil: null,
    },
    ...own,
  }
  const home = { kind: 'line', id: row.id } as const
  const find = (kind: 'iccid' | 'imsi' | 'msisdn', value: string) =>
    ({ table: 'finds', row: { kind, value, home, id: row.id } }) as const
  await put(world, home, [
    { table: 'lines', row },
    find('iccid', row.sim.iccid),
    find('imsi', row.sim.imsi ?? ''),
    find('msisdn', row.msisdn ?? ''),
  ])
  return row
}

function withCheckDigit(digits: string): Iccid {
  for (const last of '0123456789') {
    const read = parseIccid(digits + last)
    if (read.ok) return read.value
  }
  throw new Error(`no check digit for ${digits}`)
}

/** Somebody with an account and a line. */
export async function holder(
  world: Ground,
  given: { readonly email?: Email; readonly name?: string; readonly language?: Language } = {},
): Promise<{ readonly account: Account; readonly line: Line }> {
  const { app } = world
  const email = given.email ?? (`${app.ids.next()}@example.jp` as Email)
  const line = await card(world)
  const account: Account = {
    id: app.ids.next(),
    person: app.ids.next(),
    mailbox: mailboxOf(app.vault, email),
    language: given.language ?? 'zh-CN',
    country: null,
    lines: [line.id],
    createdAt: app.clock.now(),
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const profile = sealProfile(app.vault, { email, displayName: given.name ?? 'Lin Mei' })
  const changes = accountChanges(account, profile)
  await put(world, { kind: 'account', id: account.id }, changes)
  const held = { ...line, holder: account.id }
  await put(world, { kind: 'line', id: line.id }, [{ table: 'lines', row: held }])
  return { account, line: held }
}

/** A document seen now. */
export async function checked(
  world: CareWorld,
  line: LineId,
  result: IdentityResult = 'accepted',
): Promise<void> {
  const input = {
    line,
    check: world.ids.next<IdentityCheckId>(),
    kind: 'passport',
    ...keptOfNumber(world.app.vault, PASSPORT_NUMBER),
    result,
    staff: world.lin.staff,
  } as const
  const answer = await asked(world, recordIdentityCheck, world.lin, { input })
  assert.ok(answer.ok, JSON.stringify(answer))
}

/** Letters enqueued since the last look, and nothing else. */
export async function takeLetters(world: CareWorld): Promise<readonly AddressedLetter[]> {
  const jobs = await world.open.takeJobs()
  return jobs.map(({ task, payload }) => {
    assert.equal(task, 'letter')
    return openLetter(world.app.vault, payload['sealed'] ?? '')
  })
}

/** Beside whom the second one stands. */
export function withSecond(first: StaffActing, second: StaffActing): StaffActing {
  return { ...first, second: second.staff }
}
