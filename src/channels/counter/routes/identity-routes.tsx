/** Checking a document: read, compare, judge, and back to where it was asked for. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fromJson, toJson } from '../../../domain/basics/json.ts'
import type { IdentityCheckId, LineId } from '../../../domain/basics/ids.ts'
import { isBefore, plusMinutes, type Instant } from '../../../domain/basics/time.ts'
import {
  isExpired,
  judge,
  type IdentityResult,
  type ReadDocument,
} from '../../../domain/identity/identity-check.ts'
import { keptOfNumber, recordIdentityCheck } from '../../../app/staff/identity.ts'
import type { Vault } from '../../../app/vault.ts'
import type { Console } from '../desk.ts'
import type { PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { ComparePage, IdentityPage, type ShownDocument } from '../pages/identity.tsx'
import { paths, safeBack } from '../paths.ts'
import { parseExpiryDate } from '../reading/expiry-date.ts'
import { recogniseScan } from '../reading/recognise-scan.ts'
import { acting, atDesk } from '../staffer.ts'
import { careRefusalText, careWords } from '../words/care/words.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { careAsked, formPosted, LINE_IN_PATH, type FormState } from './line-asked.ts'

/** So long may somebody compare a document with the person. */
export const READ_MINUTES = 10

export function identityRoutes(server: FastifyInstance, console: Console): void {
  server.get(paths.identity(LINE_IN_PATH), (request, reply) => show(console, request, reply, {}))
  server.post(paths.identity(LINE_IN_PATH), (request, reply) => postRead(console, request, reply))
  server.post(paths.identityChecks(LINE_IN_PATH), (request, reply) =>
    postJudged(console, request, reply),
  )
}

/** Of the form, or of the address that led here; a line's own screen otherwise. */
function backOf(request: FastifyRequest, line: LineId): string {
  const { to: posted } = (request.body ?? {}) as { readonly to?: unknown }
  const { to: asked } = request.query as { readonly to?: unknown }
  const to = typeof posted === 'string' ? posted : typeof asked === 'string' ? asked : undefined
  return to === undefined ? paths.line(line) : safeBack(to)
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const { language } = request.staffer
  const { id } = care.line
  const to = backOf(request, id)
  const seal = console.page.seal(request)
  return console.page.send(request, reply, {
    title: careWords(language).identity.title,
    body: <IdentityPage language={language} line={id} to={to} form={{ seal, ...form }} />,
    status: statusOf(form),
    path: paths.identityThen(id, to),
  })
}

async function postRead(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const { language } = request.staffer
  const now = app.clock.now()
  const read = readDocument(form, { language, now })
  if (!read.ok) {
    const { fieldErrors } = read
    return show(console, request, reply, { typed: form.fields, fieldErrors })
  }
  const { id } = care.line
  const { document } = read
  const { title } = careWords(language).identity
  const body = (
    <ComparePage
      language={language}
      line={id}
      to={backOf(request, id)}
      form={{ seal: page.seal(request) }}
      document={document}
      isExpired={isExpired(document, now)}
      sealed={sealDocument(app.vault, { line: id, document, now })}
    />
  )
  return page.send(request, reply, {
    title,
    body,
    path: paths.identityThen(id, backOf(request, id)),
  })
}

type Read =
  | { readonly ok: true; readonly document: ShownDocument }
  | { readonly ok: false; readonly fieldErrors: Readonly<Record<string, string>> }

function readDocument(
  { fields }: PostedForm,
  { language, now }: { readonly language: Language; readonly now: Instant },
): Read {
  const said = careWords(language).identity
  const scan = recogniseScan(fields['document'] ?? '', now)
  const wrong = (document: string): Read => ({ ok: false, fieldErrors: { document } })
  switch (scan.kind) {
    case 'mrz':
      return { ok: true, document: scan.document }
    case 'residence_card': {
      const expires = parseExpiryDate(fields['expires'] ?? '')
      if (expires.ok) {
        const { number } = scan
        return { ok: true, document: { kind: 'residence_card', number, expires: expires.value } }
      }
      const sentence = careRefusalText(expires.refusal, language)
      return { ok: false, fieldErrors: { expires: sentence } }
    }
    case 'refused':
      return wrong(careRefusalText(scan.refusal, language))
    case 'document_number':
    case 'short_code':
      return wrong(said.numberAlone)
    default:
      return wrong(said.notADocument)
  }
}

interface OnItsWay {
  readonly line: LineId
  readonly document: ReadDocument
  readonly until: Instant
}

/** The document between two pages: nowhere but in the form, and unreadable there. */
function sealDocument(
  vault: Vault,
  given: { readonly line: LineId; readonly document: ReadDocument; readonly now: Instant },
): string {
  const { kind, number, expires } = given.document
  const until = plusMinutes(given.now, READ_MINUTES)
  const text = { line: given.line, kind, number, expires: expires?.toString() ?? null, until }
  return vault.seal(JSON.stringify(toJson(text)))
}

function openDocument(vault: Vault, sealed: string): OnItsWay | null {
  try {
    const { line, kind, number, expires, until } = fromJson<
      Pick<OnItsWay, 'line' | 'until'> &
        Pick<ReadDocument, 'kind' | 'number'> & { readonly expires: string | null }
    >(JSON.parse(vault.open(sealed)))
    const date = expires === null ? null : Temporal.PlainDate.from(expires)
    return { line, document: { kind, number, expires: date } as ReadDocument, until }
  } catch {
    return null
  }
}

async function postJudged(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const { language } = request.staffer
  const { id } = care.line
  const now = app.clock.now()
  const read = openDocument(app.vault, form.fields['read'] ?? '')
  if (read === null || read.line !== id || isBefore(read.until, now)) {
    return show(console, request, reply, { refusal: careWords(language).identity.tooOld })
  }
  const { document } = read
  const result: IdentityResult = judge(document, {
    isHolder: form.fields['holder'] === 'yes',
    now,
  })
  const input = {
    line: id,
    check: app.ids.next<IdentityCheckId>(),
    kind: document.kind,
    ...keptOfNumber(app.vault, document.number),
    result,
    staff: atDesk(request).staff.id,
  }
  const asked = { acting: acting(request), input }
  const answer = await app.door.ask(recordIdentityCheck, asked, form.origin)
  if (!answer.ok) {
    return show(console, request, reply, { refusal: careRefusalText(answer.refusal, language) })
  }
  const to = backOf(request, id)
  // Whoever asked goes on only with a document that counts.
  if (answer.value.result === 'accepted') return reply.redirect(to, 303)
  const refusal = careWords(language).identity.recorded[answer.value.result]
  return show(console, request, reply, { refusal })
}
