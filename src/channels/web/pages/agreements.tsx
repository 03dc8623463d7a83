/** What a person accepted: the list, and each agreement as it was shown, in its own language. */
import type { JSX } from 'preact'
import type { Agreement } from '../../../domain/agreement/agreement.ts'
import type { Localised } from '../../../domain/basics/language.ts'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface AgreementsPageProps {
  readonly voice: Voice
  /** Newest first. */
  readonly agreements: readonly Agreement[]
}

export function AgreementsPage({ voice, agreements }: AgreementsPageProps): JSX.Element {
  const said = voice.words.agreements
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      {agreements.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <ul class="sheet list">
          {agreements.map((agreement) => (
            <li key={agreement.id} class="between">
              <span lang={agreement.shown.language}>{agreement.shown.button}</span>
              <a class="plain" href={paths.agreement(agreement.id)}>
                {voice.format.longMoment(agreement.at)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export interface AgreementPageProps {
  readonly voice: Voice
  readonly agreement: Agreement
  /** Titles of the accepted documents, by kind. */
  readonly titles: Readonly<Record<string, Localised>>
}

export function AgreementPage(props: AgreementPageProps): JSX.Element {
  const { voice, agreement } = props
  const { agreements: said, confirm, frame } = voice.words
  const { shown } = agreement
  return (
    <>
      <h1>{said.title}</h1>
      <dl class="sheet rows">
        <div>
          <dt>{said.at}</dt>
          <dd>{frame.inJapan(voice.format.longMoment(agreement.at))}</dd>
        </div>
        <div>
          <dt>{said.via}</dt>
          <dd>{said.channel[agreement.channel]}</dd>
        </div>
      </dl>
      <section class="sheet" aria-labelledby="shown">
        <h2 id="shown">{said.shown}</h2>
        <dl class="rows tall" lang={shown.language}>
          {shown.lines.map((line) => (
            <div key={line.label}>
              <dt>{line.label}</dt>
              <dd>
                <Value text={line.value} />
              </dd>
            </div>
          ))}
        </dl>
        <p>
          <span class="soft">{said.button}</span> <span lang={shown.language}>{shown.button}</span>
        </p>
      </section>
      <section class="sheet" aria-labelledby="documents">
        <h2 id="documents">{said.documents}</h2>
        <ul class="list">
          {agreement.terms.map((terms) => (
            <li key={terms.kind}>
              <a class="plain" href={paths.terms(terms.kind, terms.version)}>
                {confirm.termsVersion(
                  props.titles[terms.kind]?.[voice.language] ?? terms.kind,
                  terms.version,
                )}
              </a>
              <p class="hint">SHA-256 {terms.hash}</p>
            </li>
          ))}
        </ul>
      </section>
      {agreement.order !== null && (
        <a class="button" href={paths.order(agreement.order)}>
          {said.order}
        </a>
      )}
    </>
  )
}
