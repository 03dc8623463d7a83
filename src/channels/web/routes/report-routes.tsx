/** Telling us of what pretends to be us: with one tap from an answer, or on a page of its own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tellSuspect } from '../../../app/directory/report-suspect.ts'
import { secondsBetween } from '../../../domain/basics/time.ts'
import { MESSAGE_LENGTH_MAX } from '../../../domain/directory/reading.ts'
import { HAPPENED, REPORT_WORDS_LENGTH_MAX } from '../../../domain/directory/report.ts'
import { readPrintedTelephone } from '../../telephone.ts'
import type { Portal } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { HAPPENED_FIELD, ReportPage, ReportThanksPage } from '../pages/report.tsx'
import { paths } from '../paths.ts'
import { takeTry } from '../tries.ts'
import { refusalText } from '../words/refusals.ts'
import { reportWords, type ReportWords } from '../words/reports/words.ts'

interface Shown {
  readonly form?: PostedForm
  readonly refusal?: string
  readonly fieldErrors?: Readonly<Record<string, string>>
  readonly status?: number
}

export function reportRoutes(server: FastifyInstance, portal: Portal): void {
  const { page } = portal
  server.get(paths.reportNew, async (request, reply) => show(portal, request, reply, {}))
  // Whoever asks again for the address of a form sees the page.
  server.get(paths.reports, async (_request, reply) => reply.redirect(paths.reportNew, 303))
  server.get(paths.reportThanks, async (request, reply) => {
    const voice = page.voice(request)
    const { thanks: title } = reportWords(voice.language)
    return page.send(request, reply, { title, body: <ReportThanksPage voice={voice} /> })
  })
  server.post(paths.reports, (request, reply) => post(portal, request, reply))
}

function show(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, refusal, fieldErrors, status = 200 }: Shown,
): FastifyReply {
  const voice = page.voice(request)
  const typed = form?.fields
  const shown = { seal: page.seal(request), typed, refusal, fieldErrors }
  const happened = form?.all(HAPPENED_FIELD) ?? []
  const body = <ReportPage voice={voice} form={shown} happened={happened} />
  const { title } = reportWords(voice.language)
  return page.send(request, reply, { title, body, status, path: paths.reportNew })
}

async function post(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const { language } = page.voice(request)
  const said = reportWords(language)
  const form = readForm(app, request)
  if (!form.sealed) return show(portal, request, reply, { form, refusal: page.expired(request) })
  const [message, words] = [plain(form.fields['message']), plain(form.fields['words'])]
  const fieldErrors = wrongIn(said, { message, words })
  if (fieldErrors !== null) return show(portal, request, reply, { form, fieldErrors, status: 422 })
  const { again } = await takeTry(app, request, 'reports')
  if (again !== null) {
    const seconds = Math.ceil(secondsBetween(app.clock.now(), again))
    void reply.header('retry-after', String(seconds))
    const refusal = said.tooOften(Math.ceil(seconds / 60))
    return show(portal, request, reply, { form, refusal, status: 429 })
  }
  const happened = HAPPENED.filter((one) => form.all(HAPPENED_FIELD).includes(one))
  const account = request.visitor.signedIn?.account.id ?? null
  const suspect = { message, happened, words, channel: 'web', language, account } as const
  const how = { origin: form.origin, readPhone: readPrintedTelephone }
  const answer = await tellSuspect(app, suspect, how)
  if (answer.ok) return reply.redirect(paths.reportThanks, 303)
  return show(portal, request, reply, {
    form,
    refusal: refusalText(answer.refusal, language),
    status: 422,
  })
}

/** Forms end lines with two characters; people count one. */
function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trim()
}

function wrongIn(
  said: ReportWords,
  { message, words }: { readonly message: string; readonly words: string },
): Readonly<Record<string, string>> | null {
  if (message === '') return { message: said.needed }
  if (message.length > MESSAGE_LENGTH_MAX) return { message: said.tooLong(MESSAGE_LENGTH_MAX) }
  if (words.length <= REPORT_WORDS_LENGTH_MAX) return null
  return { words: said.tooLong(REPORT_WORDS_LENGTH_MAX) }
}
