/** What looks odd, for whoever holds the line: the explanation, and one tap each way. */
import type { JSX } from 'preact'
import type { AnomalyView } from '../../../app/queries/anomalies.ts'
import { anomalyWords } from '../../anomaly-words.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { AnomalyTold } from '../../statement-body.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

/** Where its reader comes back to after "This is fine". */
export type AnsweredFrom = 'line' | 'order' | 'statement' | 'account'

export function AnomalyAnswering(props: {
  readonly anomaly: AnomalyView
  readonly from: AnsweredFrom
  readonly voice: Voice
  readonly seal: FormSeal
}): JSX.Element | null {
  const { anomaly, from, voice, seal } = props
  if (anomaly.feedback !== null) return null
  const said = anomalyWords(voice.language)
  const { id, line, finding } = anomaly
  const what = <span class="unseen"> {said.names[finding.kind]}</span>
  return (
    <div class="actions">
      <form method="post" action={paths.anomalyAnswer(line, id)}>
        <Seal seal={seal} />
        <input type="hidden" name="from" value={from} />
        <button>
          {said.fine}
          {what}
        </button>
      </form>
      <form method="post" action={paths.disputes(line)}>
        <Seal seal={seal} />
        <input type="hidden" name="anomaly" value={id} />
        {'order' in finding ? (
          <>
            <input type="hidden" name="about" value="order" />
            <input type="hidden" name="order" value={finding.order} />
          </>
        ) : (
          <>
            <input type="hidden" name="about" value="usage" />
            <input type="hidden" name="day" value={finding.day.toString()} />
          </>
        )}
        <button>
          {said.wrong}
          {what}
        </button>
      </form>
    </div>
  )
}

/** Nothing where nothing is odd. */
export function Anomalies(props: {
  readonly anomalies: readonly AnomalyView[]
  readonly from: AnsweredFrom
  readonly voice: Voice
  readonly seal: FormSeal
}): JSX.Element | null {
  const { anomalies, voice } = props
  if (anomalies.length === 0) return null
  const said = anomalyWords(voice.language)
  return (
    <section class="sheet" aria-labelledby="odd">
      <h2 id="odd">{said.banner}</h2>
      <p class="hint">{said.bannerHint}</p>
      <ul class="list">
        {anomalies.map((anomaly) => (
          <li key={anomaly.id} class="stack">
            <AnomalyTold anomaly={anomaly} language={voice.language} />
            <AnomalyAnswering {...props} anomaly={anomaly} />
          </li>
        ))}
      </ul>
    </section>
  )
}
