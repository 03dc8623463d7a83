/**
 * Disputes at the console: the queue by the day on which an answer is due, and one dispute with
 * what is known. How it is answered is `parts/settling.tsx`.
 */
import type { JSX } from 'preact'
import {
  QUEUE_SHOWS,
  type QueuedDispute,
  type QueueShow,
  type StaffDispute,
} from '../../../app/queries/staff/disputes.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { evidenceSaid, stateSaid, subjectSaid } from '../../dispute-said.ts'
import { disputeWords } from '../../dispute-words.ts'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { Rows } from '../parts/rows.tsx'
import { Settling } from '../parts/settling.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { disputeDeskWords } from '../words/disputes/words.ts'

export function DisputeQueuePage(props: {
  readonly language: Language
  readonly show: QueueShow
  readonly disputes: readonly QueuedDispute[]
}): JSX.Element {
  const { language, show, disputes } = props
  const said = disputeDeskWords(language)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <nav aria-label={said.showLabel}>
        <ul class="actions">
          {QUEUE_SHOWS.map((one) => (
            <li key={one}>
              <a
                class="button"
                href={paths.disputes(one)}
                {...(one === show ? { 'aria-current': 'page' as const } : {})}
              >
                {said.show[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {disputes.length === 0 && <p class="soft">{said.none}</p>}
      {disputes.length > 0 && (
        <ol class="sheet list">
          {disputes.map((dispute) => (
            <Queued key={dispute.id} language={language} dispute={dispute} />
          ))}
        </ol>
      )}
    </div>
  )
}

function Queued(props: {
  readonly language: Language
  readonly dispute: QueuedDispute
}): JSX.Element {
  const { language, dispute } = props
  const said = disputeDeskWords(language)
  return (
    <li class="between">
      <span>
        <a href={paths.dispute(dispute.line, dispute.id)}>{subjectSaid(dispute, language)}</a>{' '}
        <span class="soft">
          {said.owner} {dispute.owner ?? said.nobody}
        </span>
      </span>
      <strong>{dueSaid(dispute, language)}</strong>
    </li>
  )
}

/** Late ones say so in words, not by a colour. */
function dueSaid(
  { dueAt, asOf, isLate }: Pick<QueuedDispute, 'dueAt' | 'asOf' | 'isLate'>,
  language: Language,
): string {
  const due = format(language).end(dueAt, asOf)
  return isLate ? disputeDeskWords(language).late(due) : due
}

export interface DisputeDeskProps {
  readonly language: Language
  readonly dispute: StaffDispute
  readonly form: FormProps
}

export function DisputeDeskPage(props: DisputeDeskProps): JSX.Element {
  const { language, dispute, form } = props
  return (
    <div class="stack">
      <h1>{subjectSaid(dispute, language)}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <div class="columns main-first">
        <div class="stack">
          <Known {...props} />
          {dispute.maySettle && <Settling {...props} />}
        </div>
        <div class="stack">
          <Standing {...props} />
          <Said {...props} />
        </div>
      </div>
    </div>
  )
}

function Standing({ language, dispute, form }: DisputeDeskProps): JSX.Element {
  const said = disputeDeskWords(language)
  const words = disputeWords(language)
  const { longMoment } = format(language)
  const { owner, state, about, stepsBy } = dispute
  const named = owner?.isAsker === true ? said.you(owner.name) : (owner?.name ?? said.nobody)
  return (
    <section class="sheet stack" role="status">
      <h2>{stateSaid(dispute, language)}</h2>
      <Rows
        rows={[
          state.kind === 'open' ? [said.due, dueSaid(dispute, language)] : null,
          [said.owner, named],
          [words.raisedAt, longMoment(dispute.raisedAt)],
          [said.raisedBy, dispute.raisedBy ?? said.themselves],
        ]}
      />
      {dispute.maySettle && owner?.isAsker !== true && (
        <form method="post" action={paths.disputeTaking(dispute.line, dispute.id)}>
          <Seal seal={form.seal} />
          <button {...keyed('o')}>
            {said.take} <Key name="o" />
          </button>
        </form>
      )}
      {state.kind === 'open' && !dispute.maySettle && <p class="soft">{said.mayNot}</p>}
      <h3>{words.happened}</h3>
      <ol class="list">
        {dispute.steps.map(({ kind, at }, place) => (
          <li key={kind}>
            {words.step[kind]}{' '}
            <span class="soft">
              {[longMoment(at), stepsBy[place] ?? null].filter((one) => one !== null).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
      <div class="actions">
        {about.kind === 'order' && (
          <a class="button" href={paths.order(about.order)}>
            {said.toOrder}
          </a>
        )}
        <a class="button" href={paths.line(dispute.line)} {...keyed('b')}>
          {said.toLine} <Key name="b" />
        </a>
        <a class="button" href={paths.disputes('all')}>
          {said.toQueue}
        </a>
      </div>
    </section>
  )
}

function Said({ language, dispute }: DisputeDeskProps): JSX.Element {
  const said = disputeDeskWords(language)
  return (
    <section class="sheet">
      <h2>{said.customerSays}</h2>
      <p>{dispute.words ?? said.saysNothing}</p>
      {dispute.answer !== null && (
        <>
          <h2>{said.weAnswered}</h2>
          <p>{dispute.answer}</p>
        </>
      )}
    </section>
  )
}

function Known({ language, dispute }: DisputeDeskProps): JSX.Element {
  const words = disputeWords(language)
  const { longMoment } = format(language)
  const journal = dispute.evidence.filter(({ kind }) => kind === 'journal')
  return (
    <section class="sheet stack">
      <h2>{words.evidence}</h2>
      {evidenceSaid(dispute.evidence, language)
        .filter(({ kind }) => kind !== 'journal')
        .map(({ kind, title, sentences }) => (
          <div key={kind}>
            <h3>{title}</h3>
            <ul class="list">
              {sentences.map((sentence, place) => (
                <li key={place}>{sentence}</li>
              ))}
            </ul>
          </div>
        ))}
      {journal.length > 0 && (
        <div>
          <h3>{words.evidenceKinds.journal}</h3>
          <ul class="list">
            {journal.map(({ at, facts }, place) => (
              <li key={place}>
                <code>{String(facts['command'])}</code>{' '}
                <span class="soft">
                  {`${longMoment(at)} · ${String(facts['by'])} · ${String(facts['channel'])}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
