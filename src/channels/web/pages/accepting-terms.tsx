/**
 * Accepting terms where nothing is bought: what the account is asked again, and the changed terms
 * of auto-renewal. Nothing that was paid for waits for it.
 */
import type { JSX } from 'preact'
import type { TermsView } from '../../../app/queries/views.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { termsWords } from '../words/terms.ts'
import type { Voice } from '../words/words.ts'

/** A document to accept, and which version of it was accepted last. */
export interface AskedTerms {
  readonly terms: TermsView
  readonly since: number | null
}

export interface PendingTermsPageProps {
  readonly voice: Voice
  readonly asked: readonly AskedTerms[]
  /** What is stored; its button is the form's. */
  readonly screen: ShownScreen
  /** To come, not asked for yet; each can be accepted now. */
  readonly later: readonly AskedTerms[]
  readonly laterScreen: ShownScreen
  /** Hidden: for each document `terms` (kind.version.hash). */
  readonly form: FormProps
}

export function PendingTermsPage(props: PendingTermsPageProps): JSX.Element {
  const { voice, asked, later, form, screen, laterScreen } = props
  const said = termsWords(voice.language)
  const isNone = asked.length === 0
  return (
    <>
      <div class="prose">
        <h1>{isNone ? said.title : said.pending}</h1>
        {!isNone && <p>{said.pendingLead}</p>}
        <p>{isNone ? said.nonePending : said.calm}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      {!isNone && (
        <Acceptance {...{ voice, screen, form }} action={paths.pendingTerms} asked={asked} />
      )}
      {later.length > 0 && (
        <section class="stack" aria-labelledby="coming">
          <h2 id="coming">{said.comingTitle}</h2>
          <Acceptance
            {...{ voice, form }}
            screen={laterScreen}
            action={paths.pendingTerms}
            asked={later}
            coming
          />
        </section>
      )}
      <a class="plain" href={paths.agreements}>
        {voice.words.agreements.title}
      </a>
    </>
  )
}

function Acceptance(props: {
  readonly voice: Voice
  readonly screen: ShownScreen
  readonly asked: readonly AskedTerms[]
  readonly action: string
  readonly coming?: boolean
  readonly form: FormProps
}): JSX.Element {
  const { voice, screen, asked, action, coming = false, form } = props
  return (
    <form class="sheet stack" method="post" action={action}>
      <Seal seal={form.seal} />
      <ul class="list">
        {asked.map(({ terms, since }) => (
          <li key={terms.kind}>
            <AskedDocument voice={voice} terms={terms} since={since} coming={coming} />
            <input
              type="hidden"
              name="terms"
              value={`${terms.kind}.${terms.version}.${terms.hash}`}
            />
          </li>
        ))}
      </ul>
      <button class={coming ? undefined : 'main'}>{screen.button}</button>
    </form>
  )
}

function AskedDocument(props: {
  readonly voice: Voice
  readonly terms: TermsView
  readonly since: number | null
  readonly coming: boolean
}): JSX.Element {
  const { voice, terms, since, coming } = props
  const said = termsWords(voice.language)
  const { kind, version, title, effectiveFrom } = terms
  const date = voice.format.longDate(effectiveFrom)
  return (
    <>
      <p>
        <strong>{title[voice.language]}</strong>
        <span class="lines">
          {coming ? said.takesEffect(date) : voice.words.terms.version(version, date)}
        </span>
      </p>
      <div class="between">
        {since !== null && (
          <a class="plain" href={paths.termsSince(kind, version, since)}>
            {said.changes(since, version)}
          </a>
        )}
        <a class="plain" href={paths.terms(kind, version)}>
          {said.wholeText}
        </a>
      </div>
    </>
  )
}

export interface MandateTermsPageProps {
  readonly voice: Voice
  readonly line: LineId
  readonly lineName: string
  /** None where everything is accepted. */
  readonly asked: readonly AskedTerms[]
  readonly screen: ShownScreen
  readonly form: FormProps
}

export function MandateTermsPage(props: MandateTermsPageProps): JSX.Element {
  const { voice, line, lineName, asked, screen, form } = props
  const said = termsWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.mandate.title}</h1>
        <p class="soft">
          <Value text={lineName} />
        </p>
        {asked.length === 0 && <p>{said.mandate.none}</p>}
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      {asked.length > 0 && (
        <>
          <div class="notice">
            {screen.lines
              .slice(1)
              .flatMap(({ value }) => value.split('\n'))
              .map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
          </div>
          <Acceptance {...{ voice, screen, form, asked }} action={paths.autoRenewalTerms(line)} />
        </>
      )}
      <a class="plain" href={paths.autoRenewal(line)}>
        {voice.words.frame.back}
      </a>
    </>
  )
}
