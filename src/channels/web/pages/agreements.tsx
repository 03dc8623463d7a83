/** What a person accepted: the list, and each agreement as it was shown, in its own language. */
import type { JSX } from 'preact'
import type { AcceptedDocument } from '../../../app/queries/agreements.ts'
import type { AgreementId } from '../../../domain/basics/ids.ts'
import type { Agreement } from '../../../domain/agreement/agreement.ts'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { termsWords } from '../words/terms.ts'
import type { Voice } from '../words/words.ts'

export interface AgreementsPageProps {
  readonly voice: Voice
  /** Newest first. */
  readonly agreements: readonly Agreement[]
  /** There may be older ones, made before this one. */
  readonly olderThan: AgreementId | null
}

export function AgreementsPage({ voice, agreements, olderThan }: AgreementsPageProps): JSX.Element {
  const said = voice.words.agreements
  const own = termsWords(voice.language)
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
              <span>
                <span lang={agreement.shown.language}>{agreement.shown.button}</span>
                <span class="lines">
                  {said.channel[agreement.channel]}
                  {agreement.home.kind === 'account' && ` · ${own.ofAccount}`}
                </span>
              </span>
              <a class="plain" href={paths.agreement(agreement.id)}>
                {voice.format.longMoment(agreement.at)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {olderThan !== null && (
        <a class="button" href={paths.agreementsBefore(olderThan)}>
          {own.older}
        </a>
      )}
      <a class="plain" href={paths.allTerms}>
        {own.all}
      </a>
    </>
  )
}

export interface AgreementPageProps {
  readonly voice: Voice
  readonly agreement: Agreement
  /** The accepted documents, in the words that were accepted. */
  readonly documents: readonly AcceptedDocument[]
}

export function AgreementPage(props: AgreementPageProps): JSX.Element {
  const { voice, agreement } = props
  const { agreements: said, confirm, frame } = voice.words
  const { shown } = agreement
  const own = termsWords(voice.language)
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
          <dd>
            {said.channel[agreement.channel]}
            {shown.paper !== undefined && <span class="lines">{own.paper}</span>}
          </dd>
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
          {props.documents.map(({ ref, terms }) => (
            <li key={ref.kind}>
              <a class="plain" href={paths.terms(ref.kind, ref.version)}>
                {confirm.termsVersion(terms?.title[voice.language] ?? ref.kind, ref.version)}
              </a>
              <p class="hint any">SHA-256 {ref.hash}</p>
            </li>
          ))}
        </ul>
      </section>
      <div class="between">
        <a class="plain" href={paths.agreementFile(agreement.id, 'pdf')} download>
          {own.pdf}
        </a>
        <a class="plain" href={paths.agreementFile(agreement.id, 'json')} download>
          {own.json}
        </a>
      </div>
      {agreement.order !== null && (
        <a class="button" href={paths.order(agreement.order)}>
          {said.order}
        </a>
      )}
    </>
  )
}
