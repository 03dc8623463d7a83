/** Help: questions searched by a plain form, the hotline, and the hotline as a contact. */
import type { FastifyInstance } from 'fastify'
import { SEARCH_LENGTH_MAX, searchAnswers } from '../../../app/queries/answers.ts'
import { beforeCall } from '../../../app/queries/before-call.ts'
import { hotlineTimes, type HotlineTimes } from '../../../app/queries/hotline-times.ts'
import { contactCard, CONTACT_TYPE } from '../contact-card.ts'
import type { Portal } from '../desk.ts'
import { HelpPage, type HelpPageProps } from '../pages/help.tsx'
import { weekTexts } from '../parts/hotline.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

/** Long enough for a phone that asks twice; it is in the visitor's language, so theirs alone. */
const CONTACT_CACHE = 'private, max-age=600'

export function helpRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get<{ Querystring: { q?: unknown } }>(paths.help, async (request, reply) => {
    const voice = page.voice(request)
    const { signedIn } = request.visitor
    const operator = app.operator()
    const lines = signedIn === null ? null : await beforeCall(app, signedIn.account.id)
    const search = searched(request.query.q, operator.answers, voice)
    const body = (
      <HelpPage voice={voice} operator={operator} times={timesOf(portal)} {...{ lines, search }} />
    )
    return page.send(request, reply, { title: voice.words.help.title, body, here: 'help' })
  })

  server.get(paths.hotlineContact, (request, reply) => {
    const voice = page.voice(request)
    const { name, phone, email } = app.operator()
    const card = contactCard({
      name: name[voice.language],
      phone,
      email,
      url: `${app.portalUrl}${paths.help}`,
      note: voice.words.help.contactNote(hoursLine(timesOf(portal), voice)),
    })
    return reply
      .type(CONTACT_TYPE)
      .header('content-disposition', 'inline; filename="hotline.vcf"')
      .header('cache-control', CONTACT_CACHE)
      .header('x-content-type-options', 'nosniff')
      .send(card)
  })
}

function timesOf({ app, settings }: Portal): HotlineTimes {
  return hotlineTimes(app.operator().hotline.hours, app.clock.now(), settings.isHoliday)
}

/** An address can bring anything under `q`; only one text is a search. */
function searched(
  asked: unknown,
  answers: HelpPageProps['operator']['answers'],
  { language }: Voice,
): HelpPageProps['search'] {
  if (typeof asked !== 'string') return null
  const typed = Array.from(asked.trim()).slice(0, SEARCH_LENGTH_MAX).join('')
  return typed === '' ? null : { typed, found: searchAnswers(answers, { text: typed, language }) }
}

function hoursLine(times: HotlineTimes, voice: Voice): string {
  const isSpaced = voice.language === 'en' || voice.language === 'ko'
  return weekTexts(times, voice)
    .map((row) => row.join(' '))
    .join(isSpaced ? ', ' : '、')
}
