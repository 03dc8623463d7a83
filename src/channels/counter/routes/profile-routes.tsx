/** Ordering the eSIM profile of a line, showing its install code, giving it up. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  cancelProfileByStaff,
  orderProfileByStaff,
  showInstallCodeByStaff,
} from '../../../app/esim/by-staff.ts'
import { ProfileServerUnreachable, type ProfileServer } from '../../../app/esim/ports.ts'
import { advanceProfile, installCodeOf, profileWish } from '../../../app/esim/saga.ts'
import type { ProfileRef } from '../../../app/esim/steps.ts'
import type { LineCare } from '../../../app/queries/staff/line-care.ts'
import { DoorBusy } from '../../../app/sagas/paying.ts'
import { profileOfSim, type SimProfile } from '../../../domain/esim/sim-profile.ts'
import { parseEid, type Eid } from '../../../domain/line/eid.ts'
import { mayDo } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import type { PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { ProfilePage } from '../pages/profile.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { profileRefusalText, profileWords } from '../words/profiles.ts'
import { careAsked, doneIn, formPosted, LINE_IN_PATH, type FormState } from './line-asked.ts'

export function profileRoutes(
  server: FastifyInstance,
  console: Console,
  profiles: ProfileServer,
): void {
  const where = paths.profile(LINE_IN_PATH)
  server.get(where, async (request, reply) => {
    const asked = await lineAsked(console, request, reply)
    return asked === null ? reply : show(console, { ...asked, request, reply })
  })
  for (const [path, act] of [
    [where, order],
    [paths.profileCode(LINE_IN_PATH), showCode],
    [paths.profileCancelling(LINE_IN_PATH), cancel],
  ] as const) {
    server.post(path, async (request, reply) => {
      const form = await formPosted(console, request, reply)
      if (form === null) return reply
      const asked = await lineAsked(console, request, reply)
      return asked === null ? reply : act({ ...asked, console, profiles, request, reply, form })
    })
  }
}

interface Asked {
  readonly care: LineCare
  readonly profile: SimProfile | null
}

interface Posted extends Asked {
  readonly console: Console
  readonly profiles: ProfileServer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly form: PostedForm
}

/** Null: answered already, because there is no such line, or it is not theirs to do. */
async function lineAsked(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asked | null> {
  const { staff } = atDesk(request)
  if (!mayDo(staff, 'order_profile', null).ok) {
    console.page.onNotFound(request, reply)
    return null
  }
  const care = await careAsked(console, request, reply)
  if (care === null) return null
  const profiles = await console.app.reads.profiles(care.line.id)
  return { care, profile: profileOfSim(care.line, profiles) }
}

function show(
  { page }: Console,
  given: Asked & {
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    readonly form?: FormState
    readonly code?: string
  },
): FastifyReply {
  const { request, reply, care, profile, form = {}, code = null } = given
  const { language } = request.staffer
  const said = profileWords(language)
  const done = doneIn(request)
  const banner = done === 'ordered' || done === 'cancelled' ? said.done[done] : undefined
  return page.send(request, reply, {
    title: said.title,
    body: (
      <ProfilePage
        {...{ language, care, profile, code }}
        form={{ seal: page.seal(request), ...form }}
      />
    ),
    status: statusOf(form),
    path: paths.profile(care.line.id),
    here: 'search',
    ...(banner === undefined ? {} : { banner }),
  })
}

async function order(posted: Posted): Promise<FastifyReply> {
  const { console, profiles, request, form, care } = posted
  const { language } = request.staffer
  const eid = readEid(form)
  if (!eid.ok) {
    return again(posted, { fieldErrors: { eid: profileRefusalText(eid.refusal, language) } })
  }
  const { staff } = atDesk(request)
  const input = profileWish(console.app, profiles, {
    line: care.line.id,
    staff: staff.id,
    eid: eid.value,
  })
  const asked = { acting: acting(request), input }
  const answer = await console.app.door.ask(orderProfileByStaff, asked, form.origin)
  if (!answer.ok) return again(posted, { refusal: profileRefusalText(answer.refusal, language) })
  return goOn(posted, answer.value, 'ordered')
}

/** An empty field binds the profile to no phone. */
function readEid(form: PostedForm): ReturnType<typeof parseEid> | { ok: true; value: Eid | null } {
  const typed = (form.fields['eid'] ?? '').trim()
  return typed === '' ? { ok: true, value: null } : parseEid(typed)
}

async function cancel(posted: Posted): Promise<FastifyReply> {
  const { console, request, form, profile, care } = posted
  const { language } = request.staffer
  const unknown = { refusal: profileRefusalText({ code: 'profile_unknown' }, language) }
  if (profile === null) return again(posted, unknown)
  const input: ProfileRef = { line: care.line.id, profile: profile.id }
  const asked = { acting: acting(request), input }
  const answer = await console.app.door.ask(cancelProfileByStaff, asked, form.origin)
  if (!answer.ok) return again(posted, { refusal: profileRefusalText(answer.refusal, language) })
  return goOn(posted, answer.value, 'cancelled')
}

/** While the clerk waits; where nobody knows yet, the job and the sweep go on. */
async function goOn(
  { console, profiles, care, reply }: Posted,
  { line, id }: SimProfile,
  done: 'ordered' | 'cancelled',
): Promise<FastifyReply> {
  try {
    await advanceProfile(console.app, profiles, { line, profile: id })
  } catch (fault) {
    if (!(fault instanceof ProfileServerUnreachable) && !(fault instanceof DoorBusy)) throw fault
  }
  return reply.redirect(`${paths.profile(care.line.id)}?done=${done}`, 303)
}

async function showCode(posted: Posted): Promise<FastifyReply> {
  const { console, request, form, profile, care } = posted
  const { language } = request.staffer
  const unknown = { refusal: profileRefusalText({ code: 'profile_unknown' }, language) }
  if (profile === null) return again(posted, unknown)
  const asked = { acting: acting(request), input: { line: care.line.id, profile: profile.id } }
  const { app } = console
  // Without a key: whoever presses the button again is shown it again, and that is written down.
  const answer = await app.door.ask(showInstallCodeByStaff, asked, { ...form.origin, key: null })
  if (!answer.ok) return again(posted, { refusal: profileRefusalText(answer.refusal, language) })
  const code = installCodeOf(app, answer.value)
  return show(console, { ...posted, form: {}, profile: answer.value, code })
}

function again(posted: Posted, wrong: FormState): FastifyReply {
  const form = { typed: posted.form.fields, ...wrong }
  return show(posted.console, { ...posted, form })
}
