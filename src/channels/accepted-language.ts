/** The language that a browser asks for; null where it asks for none of ours. */
import type { Language } from '../domain/basics/language.ts'

/** RFC 9110 §12.5.4, by order of weight; Hant and the regions that write it are Traditional. */
export function acceptedLanguage(header: string): Language | null {
  const ranges = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters
        .find((one) => one.trim().startsWith('q='))
        ?.trim()
        .slice(2)
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
    .filter((range) => range.weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  for (const { tag } of ranges) {
    const language = languageOf(tag)
    if (language !== null) return language
  }
  return null
}

function languageOf(tag: string): Language | null {
  if (tag.startsWith('zh')) return /hant|tw|hk|mo/.test(tag) ? 'zh-TW' : 'zh-CN'
  if (tag.startsWith('ja')) return 'ja'
  if (tag.startsWith('ko')) return 'ko'
  return tag.startsWith('en') ? 'en' : null
}
