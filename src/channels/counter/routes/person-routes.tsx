/** Setting a holder's personal data right. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseCountry, parseDisplayName } from '../../../domain/account/profile.ts'
import { parseLanguage } from '../../../domain/basics/language.ts'
import { mayDo } from '../../../domain/staff/permissions.ts'
import { newName } from '../../../app/accounts/new-name.ts'
import { personalText } from '../../../app/queries/account-view.ts'
import type { LineCare } from '../../../app/queries/staff/line-care.ts'
import { editPersonByStaff } from '../../../app/staff/person.ts'
import { noteRead, readPerson } from '../../../app/staff/reading.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import { PersonPage, type PersonPageProps } from '../pages/person.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk, reader } from '../staffer.ts'
import { careRefusalText, careWords } from '../words/care/words.ts'
import { careAsked, doneIn, formPosted, LINE_IN_PATH, type FormState } from './line-asked.ts'

export function personRoutes(server: FastifyInstance, console: Console): void {
  server.get(paths.person(LINE_IN_PATH), (request, reply) => show(console, request, reply, {}))
  server.post(paths.person(LINE_IN_PATH), (request, reply) => post(console, request, reply))
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { page } = console
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const allowed = mayDo(atDesk(request).staff, 'edit_person', null)
  if (!allowed.ok) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const { id } = care.line
  const words = careWords(language)
  const person = await personOf(console, request, care)
  if (person === 'unread') return page.trouble(request, reply, { status: 503 })
  const seal = page.seal(request)
  return page.send(request, reply, {
    title: words.person.title,
    body: <PersonPage language={language} line={id} person={person} form={{ seal, ...form }} />,
    status: statusOf(form),
    path: paths.person(id),
    ...(doneIn(request) === null ? {} : { banner: words.saved }),
  })
}

async function personOf(
  { app }: Console,
  request: FastifyRequest,
  { line }: LineCare,
): Promise<PersonPageProps['person'] | 'unread'> {
  if (line.holder === null) return null
  const read = { ...reader(request), subject: { account: line.holder } }
  if (!(await noteRead(app, readPerson, read))) return 'unread'
  const state = await app.reads.account(line.holder)
  const text = await personalText(app, state)
  if (state.account === null || text === null) return null
  const { language, country } = state.account
  return { displayName: text.displayName, language, country }
}

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const { language: spoken } = request.staffer
  const again = (state: FormState) =>
    show(console, request, reply, { typed: form.fields, ...state })
  const name = parseDisplayName(form.fields['displayName'] ?? '')
  if (!name.ok) {
    return again({ fieldErrors: { displayName: careRefusalText(name.refusal, spoken) } })
  }
  const { id, holder } = care.line
  const account = holder === null ? null : (await app.reads.account(holder)).account
  if (account === null) {
    return again({ refusal: careRefusalText({ code: 'line_not_held' }, spoken) })
  }
  const input = {
    line: id,
    account: account.id,
    language: parseLanguage(form.fields['language'] ?? '') ?? account.language,
    country: parseCountry(form.fields['country'] ?? ''),
    name: await newName(app, account, name.value),
  }
  const asked = { acting: acting(request), input }
  const answer = await app.door.ask(editPersonByStaff, asked, form.origin)
  if (!answer.ok) return again({ refusal: careRefusalText(answer.refusal, spoken) })
  return reply.redirect(`${paths.person(id)}?done=saved`, 303)
}
