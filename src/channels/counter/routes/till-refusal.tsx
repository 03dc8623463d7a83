/** A till's refusals as a page of their own, and as a sentence on a form. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../../domain/basics/language.ts'
import type { Console } from '../desk.ts'
import { consoleWords, type ConsoleRefusal } from '../words/console/words.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import { tillRefusalText, type TillRefusal } from '../words/till/words.ts'

export function refuse(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly refusal: TillRefusal | ConsoleRefusal
    readonly here: 'till' | 'shifts'
  },
): FastifyReply {
  const { language } = request.staffer
  const title = consoleWords(language).frame[given.here]
  const body = (
    <div class="sheet prose" role="alert">
      <h1>{title}</h1>
      <p>{refusalText(given.refusal, language)}</p>
    </div>
  )
  return desk.page.send(request, reply, { title, body, here: given.here, status: 422 })
}

export function refusalText(refusal: TillRefusal | ConsoleRefusal, language: Language): string {
  const shared = consoleWords(language).refusals
  return refusal.code in shared
    ? wordRefusal(shared, refusal as ConsoleRefusal)
    : tillRefusalText(refusal as TillRefusal, language)
}
