/** The languages of every text a customer meets, Chinese first, complete in every channel. */

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en', 'ja', 'ko'] as const
export type Language = (typeof LANGUAGES)[number]
export type Localised = Readonly<Record<Language, string>>

export function parseLanguage(text: string): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null
}
