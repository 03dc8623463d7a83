/** What the pages of one call have in common: which call, and who may read it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { callContext, type CallContext } from '../../../app/queries/staff/calls.ts'
import { noteRead, readCallNote } from '../../../app/staff/reading.ts'
import { parseId, type CallId } from '../../../domain/basics/ids.ts'
import type { Console } from '../desk.ts'
import { atDesk, reader } from '../staffer.ts'
import { param } from './line-asked.ts'

/** As it stands in a route's path. */
export const CALL_IN_PATH = ':call' as CallId

export function callInPath(request: FastifyRequest): CallId | null {
  return parseId<CallId>(param(request, 'call'))
}

/** Null: answered already, because the call is not there, or not theirs to read. */
export async function callAsked(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<CallContext | null> {
  const id = callInPath(request)
  const found = id === null ? null : await callContext(app, atDesk(request).staff, id)
  if (found?.ok !== true) {
    await page.trouble(request, reply, { status: 404 })
    return null
  }
  if (await noteOfCallRead(app, request, found.value)) return found.value
  await page.trouble(request, reply, { status: 503 })
  return null
}

/** Whether it was written down, where there is a note to read. */
export async function noteOfCallRead(
  app: Console['app'],
  request: FastifyRequest,
  { row, wrapUp }: CallContext,
): Promise<boolean> {
  if (wrapUp === null || wrapUp.note === null) return true
  return noteRead(app, readCallNote, { ...reader(request), subject: { call: row.id } })
}

/** Of a reading page: what it showed when it was read last. */
export function markIn(request: FastifyRequest): string {
  const { mark } = request.query as { readonly mark?: unknown }
  return typeof mark === 'string' ? mark : ''
}
