/** Disputes of an account, and one of them: where it stands, what is known, and how it ended. */
import type { JSX } from 'preact'
import type { DisputeView, OwnDispute } from '../../../app/queries/dispute-view.ts'
import { DISPUTE_WORDS_LENGTH_MAX } from '../../../domain/dispute/raising.ts'
import { evidenceSaid, stateSaid, subjectSaid } from '../../dispute-said.ts'
import { disputeWords } from '../../dispute-words.ts'
import { ErrorSummary, LongField, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { disputePageWords } from '../words/disputes/words.ts'
import type { Voice } from '../words/words.ts'

export function DisputesPage(props: {
  readonly voice: Voice
  readonly disputes: readonly DisputeView[]
}): JSX.Element {
  const { voice, disputes } = props
  const { language, format } = voice
  const said = disputePageWords(language)
  return (
    <>
      <div class="prose">
        <h1>{said.listTitle}</h1>
        <p class="soft">{said.listLead}</p>
      </div>
      {disputes.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <ul class="sheet list">
          {disputes.map((one) => (
            <li key={one.id}>
              <a class="plain" href={paths.dispute(one.line, one.id)}>
                {subjectSaid(one, language)}
                <span class="lines soft">
                  {stateSaid(one, language)} · {format.longMoment(one.raisedAt)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export interface DisputePageProps {
  readonly voice: Voice
  readonly dispute: OwnDispute
  /** Fields: `words`. */
  readonly form: FormProps
}

export function DisputePage(props: DisputePageProps): JSX.Element {
  const { voice, dispute, form } = props
  const { language } = voice
  const isOpen = dispute.state.kind === 'open'
  return (
    <>
      <p class="soft">{subjectSaid(dispute, language)}</p>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <Standing {...props} />
      <Happened {...props} />
      <Known {...props} />
      {isOpen && dispute.words === null && <TellMore {...props} />}
      {isOpen && <Withdrawal {...props} />}
    </>
  )
}

function Standing({ voice, dispute }: DisputePageProps): JSX.Element {
  const { language, format } = voice
  const said = disputePageWords(language)
  const words = disputeWords(language)
  const { state, about, isLate, answer } = dispute
  const due = format.end(dispute.dueAt, dispute.asOf)
  return (
    <section class="sheet stack" role="status">
      <h1>{stateSaid(dispute, language)}</h1>
      {state.kind === 'open' && <p>{isLate ? said.late : said.lead(due)}</p>}
      {answer !== null && (
        <>
          <h2>{said.answer}</h2>
          <p class="said">{answer}</p>
        </>
      )}
      <dl class="rows">
        <div>
          <dt>{words.raisedAt}</dt>
          <dd>{format.longMoment(dispute.raisedAt)}</dd>
        </div>
        {state.kind === 'open' && (
          <div>
            <dt>{words.answeredBy}</dt>
            <dd>{due}</dd>
          </div>
        )}
        {dispute.words !== null && (
          <div>
            <dt>{said.yourWords}</dt>
            <dd>{dispute.words}</dd>
          </div>
        )}
      </dl>
      {orderIn(dispute) !== null && <ToOrder voice={voice} order={orderIn(dispute)} />}
      {state.kind === 'decided' && state.outcome.kind === 'adjusted' && (
        <a class="button" href={paths.accountMoney}>
          {said.toPoints}
        </a>
      )}
      {about.kind === 'usage' && (
        <a class="button" href={paths.line(dispute.line)}>
          {said.back}
        </a>
      )}
    </section>
  )
}

/** The one that is contested, or that was refunded for contested usage. */
function orderIn({ about, state }: OwnDispute) {
  if (about.kind === 'order') return about.order
  const { outcome } = state.kind === 'decided' ? state : { outcome: null }
  return outcome?.kind === 'refunded' ? outcome.order : null
}

function ToOrder(props: {
  readonly voice: Voice
  readonly order: ReturnType<typeof orderIn>
}): JSX.Element | null {
  const { voice, order } = props
  if (order === null) return null
  return (
    <a class="button" href={paths.order(order)}>
      {disputePageWords(voice.language).toOrder}
    </a>
  )
}

function Happened({ voice, dispute }: DisputePageProps): JSX.Element {
  const said = disputeWords(voice.language)
  return (
    <section class="sheet" aria-labelledby="happened">
      <h2 id="happened">{said.happened}</h2>
      <ol class="list">
        {dispute.steps.map(({ kind, at }) => (
          <li key={kind}>
            {said.step[kind]}
            <span class="lines soft">{voice.format.longMoment(at)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Known({ voice, dispute }: DisputePageProps): JSX.Element {
  const said = disputeWords(voice.language)
  return (
    <section class="sheet" aria-labelledby="evidence">
      <h2 id="evidence">{said.evidence}</h2>
      <dl class="rows">
        {evidenceSaid(dispute.evidence, voice.language).map(({ kind, title, sentences }) => (
          <div key={kind}>
            <dt>{title}</dt>
            <dd>
              {sentences.map((sentence, place) => (
                <span class="lines" key={place}>
                  {sentence}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function TellMore({ voice, dispute, form }: DisputePageProps): JSX.Element {
  const said = disputePageWords(voice.language)
  return (
    <form class="sheet stack" method="post" action={paths.disputeWords(dispute.line, dispute.id)}>
      <Seal seal={form.seal} />
      <LongField
        form={form}
        name="words"
        label={said.tellMore}
        hint={said.tellMoreHint}
        rows={4}
        maxlength={DISPUTE_WORDS_LENGTH_MAX}
      />
      <button>{said.send}</button>
    </form>
  )
}

function Withdrawal({ voice, dispute, form }: DisputePageProps): JSX.Element {
  const said = disputePageWords(voice.language)
  return (
    <details class="sheet">
      <summary>{said.withdraw}</summary>
      <form class="stack" method="post" action={paths.disputeWithdrawal(dispute.line, dispute.id)}>
        <Seal seal={form.seal} />
        <p class="hint">{said.withdrawText}</p>
        <button>{said.withdraw}</button>
      </form>
    </details>
  )
}

/** Why it was not raised, and the way back. */
export function NotDisputedPage(props: {
  readonly voice: Voice
  readonly refusal: string
  readonly back: string
}): JSX.Element {
  const said = disputePageWords(props.voice.language)
  return (
    <div class="sheet prose">
      <h1>{said.refusedTitle}</h1>
      <p>{props.refusal}</p>
      <a class="button" href={props.back}>
        {said.back}
      </a>
    </div>
  )
}
