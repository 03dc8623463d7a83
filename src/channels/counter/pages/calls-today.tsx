/** The day's figures of the hotline and of each agent, for whoever looks after them. */
import type { JSX } from 'preact'
import type { CallsToday } from '../../../app/queries/staff/calls-today.ts'
import { CallsNav } from '../parts/calls-nav.tsx'
import { Rows } from '../parts/rows.tsx'
import type { Speech } from '../voice.ts'
import { callsWords } from '../words/calls/words.ts'

export function CallsTodayPage(props: {
  readonly speech: Speech
  readonly today: CallsToday
}): JSX.Element {
  const { speech, today } = props
  const said = callsWords(speech.language).today
  const { longestSince } = today.waiting
  return (
    <>
      <h1>{said.title}</h1>
      <CallsNav language={speech.language} here="today" />
      {today.more && <p class="notice">{said.more}</p>}
      <div class="columns">
        <section class="sheet" aria-label={said.calls}>
          <Rows
            rows={[
              [said.calls, today.calls],
              [said.byFlow, today.byFlowAlone],
              [said.handedOver, today.handedOver],
              [said.renewals, today.renewals],
            ]}
          />
        </section>
        <section class="sheet" aria-label={said.waitingNow}>
          <Rows
            rows={[
              [said.waitingNow, today.waiting.now],
              [said.longest, longestSince === null ? said.none : speech.format.clock(longestSince)],
              [
                said.averageWait,
                today.averageWaitSeconds === null
                  ? said.none
                  : said.seconds(today.averageWaitSeconds),
              ],
              [said.open, today.callBacks.open],
              [said.overdue, today.callBacks.overdue],
            ]}
          />
        </section>
      </div>
      <Agents speech={speech} today={today} />
    </>
  )
}

function Agents(props: { readonly speech: Speech; readonly today: CallsToday }): JSX.Element {
  const { speech, today } = props
  const said = callsWords(speech.language).today
  return (
    <section class="sheet" aria-labelledby="agents">
      <h2 id="agents">{said.agents}</h2>
      {today.agents.length === 0 ? (
        <p class="soft">{said.nobody}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{said.agent}</th>
              <th scope="col" class="number">
                {said.count}
              </th>
              <th scope="col" class="number">
                {said.talking}
              </th>
            </tr>
          </thead>
          <tbody>
            {today.agents.map(({ name, calls, talkingSince }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{calls}</td>
                <td class="number">
                  {talkingSince === null ? said.none : speech.format.clock(talkingSince)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
