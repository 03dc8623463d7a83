/** What an account keeps: ways to pay, and points with their ends. No gift card's balance. */
import type { JSX } from 'preact'
import type { AccountMoneyView, KeptView } from '../../../app/queries/account-money.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { paths } from '../paths.ts'
import { meansText } from '../words/pay-words.ts'
import type { Voice } from '../words/words.ts'

export interface AccountMoneyPageProps {
  readonly voice: Voice
  readonly view: AccountMoneyView
  readonly seal: FormSeal
}

export function AccountMoneyPage(props: AccountMoneyPageProps): JSX.Element {
  const { voice, view, seal } = props
  const said = voice.words.accountMoney
  return (
    <>
      <h1>{said.title}</h1>
      <section class="sheet" aria-labelledby="kept">
        <h2 id="kept">{said.kept}</h2>
        {view.kept.length === 0 ? (
          <p class="soft">{said.keptNone}</p>
        ) : (
          <ul class="list">
            {view.kept.map((one) => (
              <li key={one.id}>
                <Kept kept={one} voice={voice} seal={seal} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Points {...props} />
    </>
  )
}

function Kept(props: {
  readonly kept: KeptView
  readonly voice: Voice
  readonly seal: FormSeal
}): JSX.Element {
  const { kept, voice, seal } = props
  const said = voice.words.accountMoney
  const name = meansText(kept.means, voice)
  return (
    <form class="stack" method="post" action={paths.forgetMethod(kept.id)}>
      <Seal seal={seal} />
      <div>
        <strong>{name}</strong>
        {kept.barred && <span class="tag on">{said.barred}</span>}
        <p class="soft">
          {said.keptSince(voice.format.longDate(kept.keptAt))}
          {kept.expires !== null && ` · ${said.keptUntil(kept.expires)}`}
        </p>
        <p class="hint">{said.forgetHint}</p>
      </div>
      <button>
        {said.forget}
        <span class="unseen"> {name}</span>
      </button>
    </form>
  )
}

function Points({ voice, view }: AccountMoneyPageProps): JSX.Element {
  const said = voice.words.accountMoney
  const { yen, longMoment, end } = voice.format
  return (
    <section class="sheet" aria-labelledby="points">
      <h2 id="points">{said.points}</h2>
      {view.points === 0n ? (
        <p class="soft">{said.pointsNone}</p>
      ) : (
        <p class="price">{yen(view.points)}</p>
      )}
      <p class="hint">{said.pointsNote}</p>
      <dl class="rows moves">
        {view.lots.map(({ left, expiresAt, source }, place) => (
          <div key={place}>
            <dt>
              {said.source[source]}
              <span class="lines">{said.lotUntil(end(expiresAt, view.asOf))}</span>
            </dt>
            <dd>{yen(left)}</dd>
          </div>
        ))}
      </dl>
      <h3>{said.history}</h3>
      {view.history.length === 0 && <p class="soft">{said.historyNone}</p>}
      <dl class="rows moves">
        {view.history.map((move) => (
          <div key={`${move.order} ${move.kind}`}>
            <dt>
              {said[move.kind]}
              <span class="lines">
                {longMoment(move.at)}{' '}
                <a href={paths.order(move.order)}>{voice.words.order.title(move.number)}</a>
              </span>
            </dt>
            <dd>
              {move.kind === 'spent' ? '−' : '+'}
              {yen(move.points)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
