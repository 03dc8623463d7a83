/** What the pages that look after a line have in common: which line, and who reads it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { lineCare, type LineCare } from '../../../app/queries/staff/line-care.ts'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import type { FormProps } from '../../form.tsx'
import type { Console } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'

export type FormState = Omit<FormProps, 'seal'>

/** As it stands in a route's path. */
export const LINE_IN_PATH = ':line' as LineId

export function lineIn(request: FastifyRequest): LineId | null {
  return parseId<LineId>(param(request, 'line'))
}

export function param(request: FastifyRequest, name: string): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? ''
}

/** Null: answered already, because the line is not there. */
export async function careAsked(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LineCare | null> {
  const id = lineIn(request)
  const care = id === null ? null : await lineCare(app, id)
  if (care === null) await page.trouble(request, reply, { status: 404 })
  return care
}

/** Null: answered already, because the form is not ours. */
export async function formPosted(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<PostedForm | null> {
  const form = readForm(app, request)
  if (form.sealed) return form
  await page.trouble(request, reply, { status: 403 })
  return null
}

/** What the query says was done before this page. */
export function doneIn(request: FastifyRequest): string | null {
  const { done } = request.query as { readonly done?: unknown }
  return request.method === 'GET' && typeof done === 'string' ? done : null
}
