/** Cases of a line, and the open ones of all. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type CaseId } from '../../../domain/basics/ids.ts'
import { CASE_NOTE_LENGTH_MAX, CASE_SUBJECTS } from '../../../domain/case/case.ts'
import { casesOf, openCases, type CaseView } from '../../../app/queries/staff/cases.ts'
import { addNote, closeCase, openCase } from '../../../app/staff/cases.ts'
import { noteRead, readCaseNotes } from '../../../app/staff/reading.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import { LineCasesPage, OpenCasesPage } from '../pages/cases.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk, reader } from '../staffer.ts'
import { careRefusalText, careWords, type AnyCareRefusal } from '../words/care/words.ts'
import type { Language } from '../../../domain/basics/language.ts'
import {
  careAsked,
  doneIn,
  formPosted,
  LINE_IN_PATH,
  lineIn,
  param,
  type FormState,
} from './line-asked.ts'

const CASE_IN_PATH = ':case' as CaseId

export function caseRoutes(server: FastifyInstance, console: Console): void {
  const line = LINE_IN_PATH
  server.get(paths.cases, (request, reply) => showOpen(console, request, reply))
  server.get(paths.lineCases(line), (request, reply) => show(console, request, reply, {}))
  server.post(paths.lineCases(line), (request, reply) => postOpen(console, request, reply))
  server.post(paths.caseNotes(line, CASE_IN_PATH), (request, reply) =>
    postNote(console, request, reply),
  )
  server.post(paths.caseClose(line, CASE_IN_PATH), (request, reply) =>
    postClose(console, request, reply),
  )
}

/** Whether it was written down, for each line whose notes are to be shown. */
async function notesRead(
  app: Console['app'],
  request: FastifyRequest,
  cases: readonly CaseView[],
): Promise<boolean> {
  const lines = new Set(cases.filter(({ notes }) => notes.length > 0).map(({ line }) => line))
  const read = [...lines].map((line) =>
    noteRead(app, readCaseNotes, { ...reader(request), subject: { line } }),
  )
  return (await Promise.all(read)).every(Boolean)
}

async function showOpen(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cases = await openCases(app, atDesk(request).staff)
  if (!cases.ok) return page.trouble(request, reply, { status: 404 })
  if (!(await notesRead(app, request, cases.value))) {
    return page.trouble(request, reply, { status: 503 })
  }
  const { language } = request.staffer
  return page.send(request, reply, {
    title: careWords(language).cases.allTitle,
    body: <OpenCasesPage language={language} cases={cases.value} asOf={app.clock.now()} />,
    here: 'cases',
  })
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { app, page } = console
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const { id } = care.line
  const cases = await casesOf(app, atDesk(request).staff, id)
  if (!cases.ok) return page.trouble(request, reply, { status: 404 })
  if (!(await notesRead(app, request, cases.value))) {
    return page.trouble(request, reply, { status: 503 })
  }
  const { language } = request.staffer
  const words = careWords(language)
  const shown = { language, cases: cases.value, asOf: care.asOf, line: id }
  return page.send(request, reply, {
    title: words.cases.title,
    body: <LineCasesPage {...shown} form={{ seal: page.seal(request), ...form }} />,
    status: statusOf(form),
    path: paths.lineCases(id),
    here: 'cases',
    ...(doneIn(request) === null ? {} : { banner: words.saved }),
  })
}

type NoteRead =
  | { readonly ok: true; readonly note: string }
  | { readonly ok: false; readonly sentence: string }

function readNote(text: string | undefined, language: Language): NoteRead {
  const said = careWords(language).cases
  const note = (text ?? '').trim()
  if (note === '') return { ok: false, sentence: said.noteNeeded }
  const isLong = [...note].length > CASE_NOTE_LENGTH_MAX
  return isLong
    ? { ok: false, sentence: said.noteTooLong(CASE_NOTE_LENGTH_MAX) }
    : { ok: true, note }
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: AnyCareRefusal }

/** One command, then the page again. */
async function posted(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly answer: Answer; readonly typed: Readonly<Record<string, string>> },
): Promise<FastifyReply> {
  const line = lineIn(request)
  const { answer, typed } = given
  if (answer.ok && line !== null) {
    return reply.redirect(`${paths.lineCases(line)}?done=saved`, 303)
  }
  const { language } = request.staffer
  const refusal = answer.ok ? undefined : careRefusalText(answer.refusal, language)
  return show(console, request, reply, { typed, refusal })
}

async function postOpen(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const line = lineIn(request)
  if (line === null) return console.page.trouble(request, reply, { status: 404 })
  const typed = form.fields
  const read = readNote(typed['note'], request.staffer.language)
  if (!read.ok)
    return show(console, request, reply, { typed, fieldErrors: { note: read.sentence } })
  const input = {
    line,
    id: app.ids.next<CaseId>(),
    about: CASE_SUBJECTS.find((one) => one === typed['about']) ?? 'other',
    sealedNote: app.vault.seal(read.note),
    staff: atDesk(request).staff.id,
  }
  const asked = { acting: acting(request), input }
  const answer = await app.door.ask(openCase, asked, form.origin)
  return posted(console, request, reply, { answer, typed })
}

async function postNote(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const line = lineIn(request)
  const id = parseId<CaseId>(param(request, 'case'))
  if (line === null || id === null) return console.page.trouble(request, reply, { status: 404 })
  const typed = form.fields
  const field = `note-${id}`
  const read = readNote(typed[field], request.staffer.language)
  if (!read.ok) {
    return show(console, request, reply, { typed, fieldErrors: { [field]: read.sentence } })
  }
  const sealedNote = app.vault.seal(read.note)
  const input = { line, id, sealedNote, staff: atDesk(request).staff.id }
  const answer = await app.door.ask(addNote, { acting: acting(request), input }, form.origin)
  return posted(console, request, reply, { answer, typed })
}

async function postClose(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const line = lineIn(request)
  const id = parseId<CaseId>(param(request, 'case'))
  if (line === null || id === null) return console.page.trouble(request, reply, { status: 404 })
  const input = { line, id, staff: atDesk(request).staff.id }
  const asked = { acting: acting(request), input }
  const answer = await console.app.door.ask(closeCase, asked, form.origin)
  return posted(console, request, reply, { answer, typed: {} })
}
