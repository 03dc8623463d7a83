/**
 * The meaning of a `kind: terms` file: versions of documents, each in every language, with the hash
 * by which an agreement names exactly what was accepted.
 */
import type { Terms } from '../../domain/agreement/agreement.ts'
import { LANGUAGES, type Localised } from '../../domain/basics/language.ts'
import { type TermsKind } from '../../domain/basics/ids.ts'
import {
  and,
  listOf,
  localised,
  named,
  oneOf,
  read,
  record,
  unique,
  when,
  whole,
  type Read,
  type Reader,
} from './reading.ts'

export const TERMS_IN_A_FILE_MAX = 100
export const TERMS_LENGTH_MAX = 60_000
const TITLE_LENGTH_MAX = 120

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export type Digest = (text: string) => string

/** Over kind, version, titles and texts: the same words are the same hash, on any machine. */
export function hashOfTerms(
  terms: Pick<Terms, 'kind' | 'version' | 'title' | 'text'>,
  digest: Digest,
): string {
  const all = (texts: Localised) => LANGUAGES.map((language) => [language, texts[language]])
  return digest(JSON.stringify([terms.kind, terms.version, all(terms.title), all(terms.text)]))
}

function termsReader(digest: Digest): Reader<Terms> {
  const fields = {
    kind: named<TermsKind>(),
    version: whole({ min: 1, max: 1_000_000 }),
    effective_from: when,
    title: localised({ max: TITLE_LENGTH_MAX }),
    text: localised({ max: TERMS_LENGTH_MAX }),
  }
  return and(record(fields), ({ effective_from: effectiveFrom, ...given }) => {
    return { ...given, effectiveFrom, hash: hashOfTerms(given, digest) }
  })
}

export function readTerms(file: unknown, digest: Digest): Read<readonly Terms[]> {
  const terms = listOf(termsReader(digest), { min: 1, max: TERMS_IN_A_FILE_MAX })
  const named = unique(terms, (one) => `${one.kind} version ${one.version}`)
  const fields = { kind: oneOf(['terms']), terms: named }
  return read(
    and(record(fields), (given) => given.terms),
    file,
  )
}
