/**
 * Proves a name, a password and a one-time code at the edge, so that commands get verdicts and
 * never see a secret. A name that nobody has takes as long as one that somebody has.
 */
import type { Staff } from '../../domain/staff/staff.ts'
import type { App } from '../../app/app.ts'
import type { StaffProof } from '../../app/staff/sign-in.ts'
import type { Console } from './desk.ts'

export const PASSWORD_LENGTH_MAX = 200

export async function proofOf(
  { app, secrets }: Pick<Console, 'app' | 'secrets'>,
  given: { readonly name: string; readonly password: string; readonly code: string },
): Promise<{ readonly staff: Staff | null; readonly proof: StaffProof }> {
  const staff = await staffNamed(app, given.name)
  const hash = staff?.passwordHash ?? null
  const passwordRight = await secrets.isPassword(given.password.slice(0, PASSWORD_LENGTH_MAX), hash)
  const { code } = given
  const sealed = staff?.oneTimeCode?.sealed
  const step =
    sealed === undefined
      ? null
      : secrets.stepOf({ secret: app.vault.open(sealed), code, now: app.clock.now() })
  return { staff, proof: { passwordRight, step } }
}

async function staffNamed(app: App, given: string): Promise<Staff | null> {
  const name = given.normalize('NFKC').trim().toLowerCase()
  const found = name === '' ? null : await app.reads.find('staff', name)
  if (found === null || found.home.kind !== 'staff') return null
  return (await app.reads.staff(found.home.id)).staff
}
