/**
 * Reads the second person's fields (`parts/second-person.tsx`) and proves them through the door.
 * Whether they may be the second one is the command's to judge (`app/staff/by-staff.ts`).
 */
import type { FastifyRequest } from 'fastify'
import type { StaffId } from '../../domain/basics/ids.ts'
import type { DoorRefusal } from '../../app/door/door.ts'
import { proveSecond, type StaffProofRefusal } from '../../app/staff/sign-in.ts'
import type { Console } from './desk.ts'
import type { PostedForm } from './form.ts'
import { SECOND_FIELDS } from './parts/second-person.tsx'
import { proofOf } from './proof.ts'

/** Null second: the fields were left empty. The refusal's code is worded in `words/console`. */
export type SecondRead =
  | { readonly ok: true; readonly second: StaffId | null }
  | { readonly ok: false; readonly refusal: StaffProofRefusal | DoorRefusal }

export async function readSecond(
  console: Console,
  request: FastifyRequest,
  form: PostedForm,
): Promise<SecondRead> {
  const name = form.fields[SECOND_FIELDS.name] ?? ''
  const password = form.fields[SECOND_FIELDS.password] ?? ''
  const code = form.fields[SECOND_FIELDS.code] ?? ''
  if (name === '' && password === '' && code === '') return { ok: true, second: null }
  const { staff, proof } = await proofOf(console, { name, password, code })
  // The key of a try is this attempt's, so that a repeated post is not a second try.
  const key = form.origin.key === null ? null : `${form.origin.key}|second`
  const answer = await console.app.door.ask(
    proveSecond,
    { staff, ...proof },
    { ...form.origin, key },
  )
  return answer.ok ? { ok: true, second: staff } : { ok: false, refusal: answer.refusal }
}
