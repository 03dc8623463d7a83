/** Sessions of all lines that have not ended, page by page, by gateway and protocol. */
import type { JSX } from 'preact'
import type { NetworkView } from '../../../app/staff/network.ts'
import type { SessionFilter } from '../../../app/session-reads.ts'
import type { Protocol } from '../../../domain/charging/request.ts'
import { SessionFacts } from '../parts/session-facts.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { networkWords } from '../words/network/words.ts'

/** As they are asked for. */
export const NETWORK_FIELDS = { peer: 'peer', protocol: 'protocol', after: 'after' } as const

/** By the names that staff know them by, in every language. */
export const PROTOCOL_NAMES: Readonly<Record<Protocol, string>> = {
  radius: 'RADIUS',
  diameter: 'Diameter Gy',
  nchf: 'Nchf',
  cdr: 'CDR',
}

export interface NetworkPageProps {
  readonly view: NetworkView
  readonly filter: SessionFilter
  /** Path and query of the next page. */
  readonly nextPath: string | null
  readonly speech: Speech
}

export function NetworkPage(props: NetworkPageProps): JSX.Element {
  const { view, nextPath, speech } = props
  const said = networkWords(speech.language)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <p class="soft">{said.lead}</p>
      <Peers {...props} />
      <Choosing {...props} />
      <section class="sheet stack" aria-labelledby="sessions">
        <h2 id="sessions">{said.sessions}</h2>
        {view.sessions.length === 0 && <p class="soft">{said.none}</p>}
        <ul class="list">
          {view.sessions.map((session) => (
            <li key={session.id}>
              <a href={paths.line(session.line)}>{session.iccidMasked}</a>{' '}
              <span class="tag">{PROTOCOL_NAMES[session.protocol]}</span> {session.peer}
              <SessionFacts session={session} asOf={view.asOf} speech={speech} />
            </li>
          ))}
        </ul>
        {nextPath !== null && <a href={nextPath}>{said.older}</a>}
      </section>
    </div>
  )
}

function Peers({ view, speech }: NetworkPageProps): JSX.Element | null {
  const said = networkWords(speech.language)
  if (view.peers.length === 0) return null
  return (
    <section class="sheet stack" aria-labelledby="peers">
      <h2 id="peers">{said.peers}</h2>
      <ul class="list">
        {view.peers.map(({ protocol, peer, open, heardAt }) => (
          <li key={`${protocol} ${peer}`}>
            <a href={networkPath({ peer, protocol })}>{peer}</a>{' '}
            <span class="tag">{PROTOCOL_NAMES[protocol]}</span>
            <p class="soft">
              {said.open(open)} · {said.heard(speech.format.moment(heardAt, view.asOf))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function networkPath({ peer, protocol }: SessionFilter, after?: string): string {
  const query = new URLSearchParams()
  if (peer !== null) query.set(NETWORK_FIELDS.peer, peer)
  if (protocol !== null) query.set(NETWORK_FIELDS.protocol, protocol)
  if (after !== undefined) query.set(NETWORK_FIELDS.after, after)
  return query.size === 0 ? paths.network : `${paths.network}?${query.toString()}`
}

function Choosing({ view, filter, speech }: NetworkPageProps): JSX.Element {
  const said = networkWords(speech.language)
  const peers = [...new Set(view.peers.map(({ peer }) => peer))]
  const protocols = Object.entries(PROTOCOL_NAMES)
  return (
    <form class="stack sheet" method="get" action={paths.network}>
      <Choice
        name={NETWORK_FIELDS.peer}
        label={said.peer}
        chosen={filter.peer}
        options={[['', said.any], ...peers.map((peer) => [peer, peer] as const)]}
      />
      <Choice
        name={NETWORK_FIELDS.protocol}
        label={said.protocol}
        chosen={filter.protocol}
        options={[['', said.any], ...protocols]}
      />
      <button type="submit">{said.show}</button>
    </form>
  )
}

function Choice(props: {
  readonly name: string
  readonly label: string
  readonly chosen: string | null
  readonly options: readonly (readonly [value: string, text: string])[]
}): JSX.Element {
  const { name, label, chosen, options } = props
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === (chosen ?? '')}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
