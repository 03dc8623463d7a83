/** Files of usage: the list, one with its rejected rows, sending by paste, trying rows again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  sendUsageFile,
  tryUsageRowsAgain,
  usageFileForStaff,
  usageFilesForStaff,
} from '../../../app/staff/usage-files.ts'
import {
  takeUsageFile,
  tryRowsAgain,
  uploaded,
  type AgainRefusal,
  type TakingRefusal,
  type UsageFileParts,
} from '../../../app/usage-files/take.ts'
import { parseId, type StaffId, type UsageFileId } from '../../../domain/basics/ids.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import {
  NAME_LETTERS_MAX,
  OneUsageFilePage,
  PASTE_LETTERS_MAX,
  USAGE_FIELDS,
  UsageFilesPage,
} from '../pages/usage-files.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { consoleWords } from '../words/console/words.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import { usageFileWords, type UsageFileWords } from '../words/usage-files/words.ts'
import { doneIn, formPosted, param, type FormState } from './line-asked.ts'

const FILE_IN_PATH = ':file' as UsageFileId
/** A form's field takes three octets for what is no plain letter, and line ends are none. */
const BODY_BYTES_MAX = 4 * PASTE_LETTERS_MAX
/** Of a file that was given no name. */
const PASTED_NAME = 'pasted.csv'
const STAFF_ACTOR = 'staff:'

type Desk = Console & { readonly usageFiles: UsageFileParts }

export function usageFileRoutes(
  server: FastifyInstance,
  console: Console,
  usageFiles: UsageFileParts,
): void {
  const desk: Desk = { ...console, usageFiles }
  server.get(paths.usageFiles, (request, reply) => showAll(desk, request, reply, {}))
  server.post(paths.usageFiles, { bodyLimit: BODY_BYTES_MAX }, (request, reply) =>
    send(desk, request, reply),
  )
  server.get(paths.usageFile(FILE_IN_PATH), (request, reply) => show(desk, request, reply, {}))
  server.get(paths.usageRowsAgain(FILE_IN_PATH), (request, reply) =>
    reply.redirect(paths.usageFiles, 303),
  )
  server.post(paths.usageRowsAgain(FILE_IN_PATH), (request, reply) => again(desk, request, reply))
}

async function showAll(
  { app, page, usageFiles }: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const { before } = request.query as { readonly before?: unknown }
  const oldest = typeof before === 'string' ? parseId<UsageFileId>(before) : null
  const files = await usageFilesForStaff(usageFiles.store, staff, oldest)
  if (!files.ok) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const said = usageFileWords(language)
  const sources = (await usageFiles.sources()).map(({ name }) => name)
  const shown = { language, role: staff.role, files: files.value, sources, asOf: app.clock.now() }
  return page.send(request, reply, {
    title: said.title,
    body: <UsageFilesPage {...shown} form={{ seal: page.seal(request), ...form }} />,
    here: 'usage_files',
    path: paths.usageFiles,
    status: statusOf(form),
    ...(doneIn(request) === 'before' ? { banner: said.sentBefore } : {}),
  })
}

async function show(
  { app, page, usageFiles }: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const id = parseId<UsageFileId>(param(request, 'file'))
  const { after } = request.query as { readonly after?: unknown }
  const line = typeof after === 'string' && /^\d{1,15}$/.test(after) ? Number(after) : 0
  const found =
    id === null ? null : await usageFileForStaff(usageFiles.store, staff, { id, after: line })
  if (found === null || !found.ok || found.value === null) {
    return page.trouble(request, reply, { status: 404 })
  }
  const { language } = request.staffer
  const said = usageFileWords(language)
  const { file } = found.value
  const by = file.by.startsWith(STAFF_ACTOR)
    ? await app.reads.staff(file.by.slice(STAFF_ACTOR.length) as StaffId)
    : null
  const shown = { language, role: staff.role, page: found.value, by: by?.staff?.name ?? file.by }
  const done = doneIn(request)
  return page.send(request, reply, {
    title: said.one,
    body: <OneUsageFilePage {...shown} form={{ seal: page.seal(request), ...form }} />,
    here: 'usage_files',
    path: paths.usageFile(file.id),
    status: statusOf(form),
    ...(done === 'sent' ? { banner: said.sent } : {}),
    ...(done === 'again' ? { banner: said.againDone } : {}),
  })
}

async function send(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, usageFiles } = desk
  const form = await formPosted(desk, request, reply)
  if (form === null) return reply
  const { language } = request.staffer
  const said = usageFileWords(language)
  const content = contentIn(request)
  const typed = { ...form.fields, [USAGE_FIELDS.content]: content }
  const wrong = (fieldErrors: Readonly<Record<string, string>>) =>
    showAll(desk, request, reply, { typed, fieldErrors })
  if (content.trim() === '') return wrong({ [USAGE_FIELDS.content]: said.needed })
  if (content.length > PASTE_LETTERS_MAX) {
    return wrong({ [USAGE_FIELDS.content]: said.tooLong(PASTE_LETTERS_MAX) })
  }
  const source = form.fields[USAGE_FIELDS.source] ?? ''
  const typedName = (form.fields[USAGE_FIELDS.name] ?? '').slice(0, NAME_LETTERS_MAX).trim()
  const name = typedName === '' ? PASTED_NAME : typedName
  const upload = uploaded(usageFiles, new TextEncoder().encode(content))
  const about = { source, name, sha256: upload.sha256, came: 'console' } as const
  const asked = { acting: acting(request), input: about }
  const noted = await app.door.ask(sendUsageFile, asked, form.origin)
  if (!noted.ok) {
    return showAll(desk, request, reply, {
      typed,
      refusal: wordRefusal(consoleWords(language).refusals, noted.refusal),
    })
  }
  if (noted.replayed) return reply.redirect(`${paths.usageFiles}?done=before`, 303)
  const taken = await takeUsageFile(usageFiles, { ...upload, ...about, by: form.origin.actor })
  if (taken.ok) return reply.redirect(`${paths.usageFile(taken.value.id)}?done=sent`, 303)
  const refusal = takingText(taken.refusal, said)
  return showAll(desk, request, reply, { typed, refusal })
}

/** As it was posted, beyond what a usual field may hold. */
function contentIn(request: FastifyRequest): string {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>
  const given = body[USAGE_FIELDS.content]
  return typeof given === 'string' ? given.toWellFormed() : ''
}

async function again(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page, usageFiles } = desk
  const form = await formPosted(desk, request, reply)
  if (form === null) return reply
  const id = parseId<UsageFileId>(param(request, 'file'))
  if (id === null) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const said = usageFileWords(language)
  const input = { staff: atDesk(request).staff.id, file: id }
  const asked = { acting: acting(request), input }
  const noted = await app.door.ask(tryUsageRowsAgain, asked, form.origin)
  if (!noted.ok) {
    return show(desk, request, reply, {
      refusal: wordRefusal(consoleWords(language).refusals, noted.refusal),
    })
  }
  const tried = await tryRowsAgain(usageFiles, id)
  if (tried.ok) return reply.redirect(`${paths.usageFile(id)}?done=again`, 303)
  return show(desk, request, reply, { refusal: takingText(tried.refusal, said) })
}

function takingText(refusal: TakingRefusal | AgainRefusal, said: UsageFileWords): string {
  if (refusal.code === 'header_unfit') return wordRefusal(said.fileRefusals, refusal.refusal)
  return wordRefusal(said.refusals, refusal)
}
