/** The directory at the console: entries, what two people change of them, and codes of sellers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { referenceOf } from '../../../app/directory/publication.ts'
import { readEntry } from '../../../app/operator/directory-files.ts'
import { directoryEntries, directoryNow } from '../../../app/queries/staff/directory.ts'
import { againstEntry, editDirectory } from '../../../app/staff/directory.ts'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import { isSeller, type Entry } from '../../../domain/directory/directory.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import type { PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import {
  DirectoryPage,
  END_NOW_FIELD,
  EntryPage,
  nameField,
  SellerCodePage,
} from '../pages/directory.tsx'
import { paths } from '../paths.ts'
import { readSecond } from '../second.ts'
import { acting, atDesk } from '../staffer.ts'
import {
  officialRefusalText,
  officialWords,
  type EntryField,
  type OfficialWords,
} from '../words/official/words.ts'
import { doneIn, formPosted, param, type FormState } from './line-asked.ts'

const ENTRY_IN_PATH = ':entry'

export function directoryRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.get(paths.directory, (request, reply) => showAll(console, request, reply))
  server.get(paths.directoryNew, (request, reply) => show(console, request, reply, null, {}))
  server.post(paths.directoryEntries, (request, reply) => post(console, request, reply, null))

  server.get(paths.directoryEntry(ENTRY_IN_PATH), async (request, reply) => {
    const entry = await entryIn(console, request)
    if (entry === null) return page.trouble(request, reply, { status: 404 })
    return show(console, request, reply, entry, {})
  })
  server.post(paths.directoryEntry(ENTRY_IN_PATH), async (request, reply) => {
    const entry = await entryIn(console, request)
    if (entry === null) return page.trouble(request, reply, { status: 404 })
    return post(console, request, reply, entry)
  })

  server.get(paths.directoryCode(ENTRY_IN_PATH), async (request, reply) => {
    const entry = await entryIn(console, request)
    if (entry === null || !isSeller(entry)) return page.trouble(request, reply, { status: 404 })
    const { language } = request.staffer
    const url = console.portal.verifyUrl(referenceOf(entry.id, app.vault))
    return page.send(request, reply, {
      title: entry.name[language],
      body: <SellerCodePage language={language} entry={entry} url={url} />,
      here: 'official',
    })
  })
}

async function entryIn({ app }: Console, request: FastifyRequest): Promise<Entry | null> {
  const id = param(request, 'entry')
  const { entries } = await directoryNow(app)
  return entries.find((one) => one.id === id) ?? null
}

async function showAll(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { role } = atDesk(request).staff
  const { language } = request.staffer
  const said = officialWords(language).directory
  const shown = { entries: await directoryEntries(app), asOf: app.clock.now() }
  return page.send(request, reply, {
    title: said.title,
    body: <DirectoryPage language={language} role={role} {...shown} />,
    here: 'official',
    ...(doneIn(request) === null ? {} : { banner: said.saved }),
  })
}

/** Null entry: a new one. */
async function show(
  { page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry | null,
  form: FormState,
): Promise<FastifyReply> {
  const { role } = atDesk(request).staff
  if (reachOf(role, 'edit_directory') === 'no') return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const given = { seal: page.seal(request), ...form }
  return page.send(request, reply, {
    title: officialWords(language).directory[entry === null ? 'add' : 'change'],
    body: <EntryPage language={language} role={role} entry={entry} form={given} />,
    here: 'official',
    path: entry === null ? paths.directoryNew : paths.directoryEntry(entry.id),
    status: statusOf(form),
  })
}

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  known: Entry | null,
): Promise<FastifyReply> {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const { language } = request.staffer
  const { staff } = atDesk(request)
  const typed = form.fields
  const now = app.clock.now()
  const read = readEntry(given(form, known, now.toString()))
  if (!read.ok) {
    const fieldErrors = wrongIn(read.refusal.troubles, officialWords(language))
    return show(console, request, reply, known, { typed, fieldErrors })
  }
  const entry = read.value
  const again = (refusal: Parameters<typeof officialRefusalText>[0]) =>
    show(console, request, reply, known, {
      typed,
      refusal: officialRefusalText(refusal, language),
    })
  const beside = await readSecond(console, request, form)
  if (!beside.ok) return again(beside.refusal)
  const { second } = beside
  const isNew = known === null
  const against = againstEntry(await directoryNow(app), { entry, isNew, now })
  const input = { staff: staff.id, second, entry, against }
  const asked = { acting: acting(request, second), input }
  const answer = await app.door.ask(editDirectory, asked, form.origin)
  return answer.ok ? reply.redirect(`${paths.directory}?done=saved`, 303) : again(answer.refusal)
}

/** As the file's reader takes it. An entry that is there keeps what it is of. */
function given({ fields }: PostedForm, known: Entry | null, now: string): unknown {
  const app = known?.kind === 'handle' ? known.app : fields['app']
  const until = fields[END_NOW_FIELD] === 'yes' ? now : fields['until']
  return {
    id: known?.id ?? fields['id']?.trim(),
    kind: known?.kind ?? fields['kind'],
    app: app === '' || app === undefined ? null : app,
    value: fields['value'],
    name: Object.fromEntries(LANGUAGES.map((one) => [one, fields[nameField(one)]])),
    since: fields['since']?.trim(),
    until: until === undefined || until.trim() === '' ? null : until.trim(),
  }
}

function wrongIn(
  troubles: readonly { readonly path: readonly (string | number)[] }[],
  words: OfficialWords,
): Readonly<Record<string, string>> {
  const { wrong } = words.directory
  return Object.fromEntries(
    troubles.map(({ path: [field, ...rest] }) => {
      const name = String(field ?? 'value')
      const own = Object.hasOwn(wrong, name) ? (name as EntryField) : 'value'
      return [[own, ...rest].join('-'), wrong[own]]
    }),
  )
}
