/**
 * Staff see who may not try for a while, and let somebody go: because they know them, because many
 * share an address, or because we were wrong. Who was let go and why is in the journal of whoever
 * did it; the count itself is no home's.
 */
import { mayDo, type PermissionRefusal } from '../../domain/staff/permissions.ts'
import type { Staff } from '../../domain/staff/staff.ts'
import { parseEmail } from '../../domain/account/email.ts'
import { accept, type Result } from '../../domain/basics/result.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { mailboxOf } from '../accounts/proofs.ts'
import type { App } from '../app.ts'
import { decided, type Command } from '../door/command.ts'
import { caller, HELD_SHOWN_MAX, type Caller, type Held } from '../limits/limits.ts'
import type { LimitKind } from '../limits/table.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

export const LIFT_REASONS = ['person_known', 'shared_address', 'own_mistake'] as const
export type LiftReason = (typeof LIFT_REASONS)[number]

export interface LiftLimit extends OwnName {
  readonly kind: LimitKind
  /** Of the caller: a keyed hash. */
  readonly key: string
  readonly reason: LiftReason
}

const lifting: Command<LiftLimit, null, never> = {
  name: 'lift_limit',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ kind, key, reason }) => `${kind}|${key}|${reason}`,
  decide: (_context, { staff, kind, key, reason }) =>
    decided(null, { events: [{ name: 'limit_lifted', facts: { staff, kind, key, reason } }] }),
}

/** Only writes down; `limits.clear` follows, and may be repeated. */
export const liftLimit = inOwnName({ act: 'lift_limit' }, lifting)

/** Who is held now; null: of everybody. */
export async function heldForStaff(
  { limits, clock }: Pick<App, 'limits' | 'clock'>,
  staff: Staff,
  of: readonly Caller[] | null,
): Promise<Result<readonly Held[], PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_limits', null)
  if (!allowed.ok) return allowed
  const now = clock.now()
  return accept(of === null ? await limits.held(now, HELD_SHOWN_MAX) : await limits.heldOf(of, now))
}

/** A line as it is paid for, and the account that holds it. */
export async function callersOfLine(
  { reads, vault }: Pick<App, 'reads' | 'vault'>,
  id: LineId,
): Promise<readonly Caller[]> {
  const { line } = await reads.line(id)
  const holder = line?.holder ?? null
  const account = holder === null ? [] : [caller(vault, 'account', holder)]
  return [caller(vault, 'line', id), ...account]
}

/** Of an address of mail; nobody where no account has it. */
export async function callersOfEmail(
  { reads, vault }: Pick<App, 'reads' | 'vault'>,
  text: string,
): Promise<readonly Caller[]> {
  const email = parseEmail(text)
  const found = email.ok ? await reads.find('mailbox', mailboxOf(vault, email.value)) : null
  return found?.home.kind === 'account' ? [caller(vault, 'account', found.home.id)] : []
}
