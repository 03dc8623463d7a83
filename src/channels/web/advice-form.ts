/**
 * What the page of offers shows of the advisor, and how its form is read. A wish that cannot be
 * read or lies out of range is named beside its field; what was typed stays.
 */
import { lineAdvice, type LineAdvice } from '../../app/queries/advice.ts'
import type { App } from '../../app/app.ts'
import type { LineOverview } from '../../app/queries/views.ts'
import { HORIZON_DAYS_MAX } from '../../domain/advice/question.ts'
import { jstDate, type Instant } from '../../domain/basics/time.ts'
import { ASKED_LENGTH_MAX, readAsked, readDate, type AskedTrouble } from '../advice-asked.ts'
import { adviceWrong, type AdviceShown } from './parts/advice.tsx'
import type { Voice } from './words/words.ts'

const FIELDS = ['until', 'resident', 'gigabytes'] as const

/** Null where this visitor is advised nothing. */
export async function adviceShown(
  app: App,
  overview: LineOverview,
  asked: { readonly query: unknown; readonly voice: Voice; readonly now: Instant },
): Promise<AdviceShown | null> {
  const { voice, now } = asked
  const { access, lifecycle } = overview
  if (access === 'line_proof' || lifecycle.state === 'ended') return null
  const typed = typedIn(asked.query)
  const today = jstDate(now)
  const empty: AdviceShown = {
    advice: null,
    asked: {
      typed: { ...typed, until: readDate(typed.until)?.toString() ?? typed.until },
      fieldErrors: {},
      earliest: today,
      latest: today.add({ days: HORIZON_DAYS_MAX - 1 }),
    },
    startsAtOnce: access === 'holder',
    canRunOut: lifecycle.state === 'active' && !overview.unlimited,
  }
  const read = readAsked({ ...typed, resident: typed.resident === 'yes' }, today)
  if (!read.ok) {
    const wrong = read.troubles.map((one) => [one.field, troubleText(one, voice)] as const)
    return adviceWrong(empty, Object.fromEntries(wrong))
  }
  const answer = await lineAdvice(app, overview.id, { wish: read.wish, channel: 'web', access })
  return answer === null ? null : answerShown(answer, empty, voice)
}

function answerShown(
  answer: LineAdvice,
  shown: AdviceShown,
  { words, format }: Voice,
): AdviceShown | null {
  switch (answer.kind) {
    case 'balance_not_shown':
    case 'line_ended':
      return null
    case 'date_out_of_range': {
      const { earliest, latest } = answer
      const days = [format.dayOfWeek(earliest), format.dayOfWeek(latest)] as const
      return adviceWrong(shown, { until: words.advice.untilOutOfRange(...days) })
    }
    case 'bytes_out_of_range': {
      const max = format.volume(answer.max, 'GB')
      return adviceWrong(shown, { gigabytes: words.advice.gigabytesOutOfRange(max) })
    }
    case 'plan':
    case 'too_little_usage':
    case 'usage_not_shown':
      return { ...shown, advice: answer }
  }
}

function troubleText({ code }: AskedTrouble, { words }: Voice): string {
  switch (code) {
    case 'until_unreadable':
      return words.advice.untilUnreadable
    case 'until_or_resident':
      return words.advice.untilOrResident
    case 'gigabytes_unreadable':
      return words.advice.gigabytesUnreadable
  }
}

/** The first value of each field, cut: an address may say anything. */
function typedIn(query: unknown): Readonly<Record<(typeof FIELDS)[number], string>> {
  const given = (query ?? {}) as Record<string, unknown>
  const text = (name: string) => {
    const value = given[name]
    const first: unknown = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? first.slice(0, ASKED_LENGTH_MAX).toWellFormed().trim() : ''
  }
  return { until: text('until'), resident: text('resident'), gigabytes: text('gigabytes') }
}
