/**
 * Proves a name, a password and a one-time code at the edge, so that commands get verdicts and
 * never see a secret. A name that nobody has costs as much as one that somebody has.
 */
import type { Staff } from '../../domain/staff/staff.ts'
import type { App } from '../../app/app.ts'
import { decoyOf } from '../../app/decoys.ts'
import type { StaffId } from '../../domain/basics/ids.ts'
import type { StaffProof } from '../../app/staff/sign-in.ts'
import type { Console } from './desk.ts'

export const PASSWORD_LENGTH_MAX = 200
/** Base32; codes of it prove nothing. */
const NOBODYS_SECRET = 'A'.repeat(32)

export async function proofOf(
  { app, secrets }: Pick<Console, 'app' | 'secrets'>,
  given: { readonly name: string; readonly password: string; readonly code: string },
): Promise<{ readonly staff: StaffId; readonly proof: StaffProof }> {
  const { id, staff } = await staffNamed(app, given.name)
  const hash = staff?.passwordHash ?? null
  const passwordRight = await secrets.isPassword(given.password.slice(0, PASSWORD_LENGTH_MAX), hash)
  const { code } = given
  const sealed = staff?.oneTimeCode?.sealed
  const secret = sealed === undefined ? NOBODYS_SECRET : app.vault.open(sealed)
  const step = secrets.stepOf({ secret, code, now: app.clock.now() })
  return { staff: id, proof: { passwordRight, step: sealed === undefined ? null : step } }
}

/** Of a name that nobody has, the id of nobody. */
async function staffNamed(
  { reads, vault }: App,
  given: string,
): Promise<{ readonly id: StaffId; readonly staff: Staff | null }> {
  const name = given.normalize('NFKC').trim().toLowerCase()
  const nobodys = decoyOf<StaffId>(vault, 'staff', name)
  const found = await reads.find('staff', name)
  const id = found?.home.kind === 'staff' ? found.home.id : nobodys
  return { id, staff: (await reads.staff(id)).staff }
}
