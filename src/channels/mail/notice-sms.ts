/**
 * A notice as one SMS: who writes and what is the matter, no link (a link in an SMS is what forgers
 * send). Cut to one message: 70 characters of UCS-2, or 160 of plain English (GSM 03.38).
 */
import type { NoticeView } from '../../app/notices/notice-view.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { inShort, sayNotice } from './notice-said.ts'
import { mailWords } from './words/words.ts'

export const UCS2_LENGTH_MAX = 70
export const GSM_LENGTH_MAX = 160
/** A longer name is cut: what is the matter goes first. */
export const SENDER_NAME_LENGTH_MAX = 12

/** Letters of the basic alphabet that take one place each and are the same in ASCII. */
const PLAIN = /^[A-Za-z0-9 \r\n@$!"#%&'()*+,\-./:;<=>?_]*$/

export function wordNoticeSms(
  notice: NoticeView,
  {
    operatorName,
    language,
    now,
  }: { readonly operatorName: string; readonly language: Language; readonly now: Instant },
): string {
  const { sms } = sayNotice(notice, inShort(language, now))
  const name = cut(operatorName.replaceAll(/[\p{Cc}\p{Cf}]/gu, ''), SENDER_NAME_LENGTH_MAX, '.')
  const text = `${name}${mailWords(language).colon}${sms}`
  return PLAIN.test(text) ? cut(text, GSM_LENGTH_MAX, '...') : cut(text, UCS2_LENGTH_MAX, '…')
}

/** By UTF-16 units, as the network counts, and never through the middle of a character. */
function cut(text: string, lengthMax: number, mark: string): string {
  if (text.length <= lengthMax) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > lengthMax - mark.length) break
    kept += character
  }
  return `${kept}${mark}`
}
