/** What the console shows of the telephone's channel: channels do not know one another. */
import { isJapaneseHoliday } from '../adapters/system/japanese-holidays.ts'
import type { HotlineSide } from '../channels/counter/desk.ts'
import type { Reply } from '../channels/hotline/utterances.ts'
import { placeName } from '../channels/hotline/words/place-names.ts'
import { textOf } from '../channels/hotline/words/words.ts'
import type { Language } from '../domain/basics/language.ts'
import type { SpokenLanguage } from '../domain/call/call.ts'

const SPOKEN: Readonly<Record<Language, SpokenLanguage>> = {
  'zh-CN': 'zh',
  'zh-TW': 'zh',
  en: 'en',
  ja: 'ja',
  ko: 'ko',
}

/** A transcript is read in the agent's language, whichever the caller heard. */
export function hotlineSide(): HotlineSide {
  return {
    transcript: (reply, language) =>
      saidIn(reply).map(({ utterance }) => textOf({ language: SPOKEN[language], utterance })),
    placeName,
    isHoliday: isJapaneseHoliday,
  }
}

/** A reply is what the flow wrote; one without words said nothing. */
function saidIn(reply: unknown): Reply['say'] {
  const isReply = typeof reply === 'object' && reply !== null && 'say' in reply
  return isReply ? (reply as Reply).say : []
}
