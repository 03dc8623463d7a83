/** What the pages of one call have in common: which call, and who may read it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { callContext, type CallContext } from '../../../app/queries/staff/calls.ts'
import { parseId, type CallId } from '../../../domain/basics/ids.ts'
import type { Console } from '../desk.ts'
import { atDesk } from '../staffer.ts'
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
  if (found?.ok === true) return found.value
  await page.trouble(request, reply, { status: 404 })
  return null
}

/** Of a reading page: what it showed when it was read last. */
export function markIn(request: FastifyRequest): string {
  const { mark } = request.query as { readonly mark?: unknown }
  return typeof mark === 'string' ? mark : ''
}
