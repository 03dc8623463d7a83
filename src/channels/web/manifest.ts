/** The web app manifest, one a language (W3C Application Manifest). */
import type { Language } from '../../domain/basics/language.ts'
import { LIGHT } from '../tokens.ts'
import { paths } from './paths.ts'
import { words } from './words/words.ts'

export const MANIFEST_TYPE = 'application/manifest+json'

export function manifest(language: Language): string {
  return JSON.stringify({
    id: '/',
    name: `Tsuzuki · ${words(language).first.title}`,
    short_name: 'Tsuzuki',
    lang: language,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: LIGHT.paper,
    theme_color: LIGHT.paper,
    icons: [{ src: paths.icon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  })
}
