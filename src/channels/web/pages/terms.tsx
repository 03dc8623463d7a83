/**
 * Documents of terms: the list of them all, one version in the reader's language, and what changed
 * between two. Accepting is on pages of its own (`accepting-terms.tsx`).
 */
import type { JSX } from 'preact'
import type { TermsView } from '../../../app/queries/views.ts'
import { paragraphsOf, type Passage } from '../../../domain/agreement/difference.ts'
import { isBefore, type Instant } from '../../../domain/basics/time.ts'
import { Difference } from '../parts/difference.tsx'
import { paths } from '../paths.ts'
import { termsWords } from '../words/terms.ts'
import type { Voice } from '../words/words.ts'

export interface TermsPageProps {
  readonly voice: Voice
  readonly terms: TermsView
  /** Other versions of the same document, newest first. */
  readonly others: readonly number[]
  /** In place of the text: what changed since that version. */
  readonly since: { readonly version: number; readonly passages: readonly Passage[] } | null
}

export function TermsPage(props: TermsPageProps): JSX.Element {
  const { voice, terms, others, since } = props
  const said = voice.words.terms
  const own = termsWords(voice.language)
  return (
    <>
      <article class="sheet">
        <div>
          <h1>{terms.title[voice.language]}</h1>
          <p class="soft">
            {said.version(terms.version, voice.format.longDate(terms.effectiveFrom))}
          </p>
        </div>
        {since === null ? (
          <Text text={terms.text[voice.language]} />
        ) : (
          <>
            <h2>{own.changes(since.version, terms.version)}</h2>
            <Difference voice={voice} passages={since.passages} />
          </>
        )}
        <p class="hint any">
          {said.fingerprint} {terms.hash}
        </p>
      </article>
      <nav class="sheet" aria-label={own.title}>
        <ul>
          {since !== null && (
            <li>
              <a class="plain" href={paths.terms(terms.kind, terms.version)}>
                {own.wholeText}
              </a>
            </li>
          )}
          {others
            .filter((version) => version !== since?.version)
            .map((version) => (
              <li key={version}>
                <a class="plain" href={paths.termsSince(terms.kind, terms.version, version)}>
                  {own.compare(version)}
                </a>
              </li>
            ))}
          <li>
            <a class="plain" href={paths.allTerms}>
              {own.all}
            </a>
          </li>
        </ul>
      </nav>
    </>
  )
}

/** Each line is a paragraph; one that begins with `# ` is a heading. */
function Text({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="prose">
      {paragraphsOf(text).map((paragraph, place) =>
        paragraph.startsWith('# ') ? (
          <h2 key={place}>{paragraph.slice(2)}</h2>
        ) : (
          <p key={place}>{paragraph}</p>
        ),
      )}
    </div>
  )
}

export interface TermsListPageProps {
  readonly voice: Voice
  readonly now: Instant
  /** Each document with all its versions, newest first. */
  readonly documents: readonly (readonly TermsView[])[]
}

export function TermsListPage({ voice, now, documents }: TermsListPageProps): JSX.Element {
  const said = termsWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      {documents.map((versions, place) => (
        <section key={place} class="sheet" aria-labelledby={`document-${place}`}>
          <h2 id={`document-${place}`}>{versions[0]?.title[voice.language]}</h2>
          <ul class="list">
            {versions.map((one, older) => (
              <li key={one.version}>
                <Version
                  voice={voice}
                  terms={one}
                  state={stateOf(versions, older, now)}
                  before={versions[older + 1]?.version ?? null}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

type VersionState = 'now' | 'coming' | 'past'

/** Of the versions that are effective, the first of the list is in force. */
function stateOf(versions: readonly TermsView[], place: number, now: Instant): VersionState {
  const isComing = (one: TermsView) => isBefore(now, one.effectiveFrom)
  const one = versions[place]
  if (one !== undefined && isComing(one)) return 'coming'
  return versions.slice(0, place).every(isComing) ? 'now' : 'past'
}

function Version(props: {
  readonly voice: Voice
  readonly terms: TermsView
  readonly state: VersionState
  readonly before: number | null
}): JSX.Element {
  const { voice, terms, state, before } = props
  const said = termsWords(voice.language)
  const { kind, version, effectiveFrom } = terms
  return (
    <>
      <p>
        <a href={paths.terms(kind, version)}>
          {voice.words.terms.version(version, voice.format.longDate(effectiveFrom))}
        </a>{' '}
        <span class={state === 'now' ? 'tag on' : 'tag'}>{said[state]}</span>
      </p>
      {before !== null && (
        <a class="plain" href={paths.termsSince(kind, version, before)}>
          {said.changes(before, version)}
        </a>
      )}
    </>
  )
}
