/**
 * One customer's line on one screen: what is left and until when, what to sell, what was bought,
 * who holds it. The recommended offer has the focus, so that Enter goes on to sell it.
 */
import type { ComponentChildren, JSX } from 'preact'
import { isBefore, type Instant } from '../../../domain/basics/time.ts'
import type { CustomerView } from '../../../app/queries/staff/customer-view.ts'
import type { Recommendation } from '../../../app/queries/staff/recommendation.ts'
import type { OfferQuote, OrderView } from '../../../app/queries/views.ts'
import { Key, keyed } from '../parts/key.tsx'
import { Rows } from '../parts/rows.tsx'
import { SessionFacts } from '../parts/session-facts.tsx'
import { UsageBars } from '../parts/usage-bars.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { LANGUAGE_NAMES } from '../words/console/words.ts'
import {
  leftText,
  packLeft,
  packSpan,
  paceText,
  quoteSpan,
  sessionText,
  speedText,
  stateText,
  untilText,
  usedText,
} from '../words/line/figures.ts'
import { lineWords } from '../words/line/words.ts'
import { networkWords } from '../words/network/words.ts'

export interface LinePageProps {
  readonly speech: Speech
  readonly view: CustomerView
  readonly recommended: Recommendation
  /** Whether whoever asks may sell at all. */
  readonly sells: boolean
  /** What other areas can do with this line; each with its key. */
  readonly acts: readonly LineAct[]
  /** What is masked, in full or asked for. */
  readonly reveal?: JSX.Element
  /** What is locked; empty where nothing is. */
  readonly locks?: JSX.Element
}

export interface LineAct {
  readonly href: string
  readonly label: string
  readonly key: string
}

/** Offers that a digit key chooses. */
const OFFERS_KEYED_MAX = 9

export function LinePage(props: LinePageProps): JSX.Element {
  const { view, speech } = props
  const { overview } = view
  return (
    <>
      <h1>
        {overview.network.name[speech.language]} <span class="id">{overview.iccidMasked}</span>
      </h1>
      <div class="columns main-first">
        <div class="stack">
          <Figures {...props} />
          {props.sells && view.waiting.length > 0 && <Waiting {...props} />}
          {props.sells && <Offers {...props} />}
          <Packs {...props} />
          <Orders {...props} />
        </div>
        <div class="stack">
          {props.locks}
          <Acts {...props} />
          <Holder {...props} />
          <Identity {...props} />
          <Changes {...props} />
          <Cases {...props} />
          <AutoRenewal {...props} />
          <LineSessions {...props} />
          <UsageBars days={overview.usageDays} speech={speech} />
        </div>
      </div>
    </>
  )
}

function LineSessions({ view, speech }: LinePageProps): JSX.Element {
  const { sessions, asOf, entitlement } = view.overview
  const said = networkWords(speech.language)
  return (
    <section class="sheet" aria-labelledby="sessions">
      <h2 id="sessions">{said.sessions}</h2>
      {sessions.length === 0 ? (
        <p class="soft">{said.none}</p>
      ) : (
        <ul class="list">
          {sessions.map((session) => (
            <li key={session.id}>
              {session.peer}
              <SessionFacts session={{ ...session, should: entitlement }} {...{ asOf, speech }} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Figures({ view, speech }: LinePageProps): JSX.Element {
  const { overview, suspension } = view
  const said = lineWords(speech.language).figures
  const until = untilText(overview, speech)
  const pace = paceText(overview, speech)
  return (
    <section class="sheet" aria-label={said.left}>
      {suspension !== null && (
        <p class="notice" role="alert">
          {said.lost(speech.format.moment(suspension.since, overview.asOf))}
        </p>
      )}
      <div class="columns">
        <div>
          <p class="soft">{said.left}</p>
          <p class="figure">{leftText(overview, speech)}</p>
          <p class="soft">{usedText(overview, speech)}</p>
        </div>
        <div>
          <p class="soft">{said.until}</p>
          <p class="price">{until ?? stateText(overview, speech)}</p>
          {pace !== null && <p>{pace}</p>}
        </div>
      </div>
      <Rows
        rows={[
          [said.state, stateText(overview, speech)],
          [said.speed, speedText(overview, speech)],
          [said.session, sessionText(overview, speech)],
          overview.msisdnMasked === null ? null : [said.number, overview.msisdnMasked],
        ]}
      />
      <p class="soft">{said.asOf(speech.format.clock(overview.asOf))}</p>
    </section>
  )
}

/** Begun on the portal or the phone, or left by a sale that broke off. */
function Waiting({ view, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).orders
  return (
    <section class="sheet notice" aria-labelledby="waiting">
      <h2 id="waiting">{said.open}</h2>
      <p class="hint">{said.openHint}</p>
      <ul class="list">
        {view.waiting.map((order, place) => (
          <li key={order.id} class="between">
            <span>{order.offerName[speech.language]}</span>
            <a class="button" href={paths.order(order.id)} {...(place === 0 ? keyed('f') : {})}>
              {said.finish(speech.format.yen(order.money.rest))} {place === 0 && <Key name="f" />}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Offers(props: LinePageProps): JSX.Element {
  const { view, speech, recommended } = props
  const said = lineWords(speech.language).offers
  const { quote, startNow } = recommended
  const others = view.quotes.filter((one) => one.offer.id !== quote?.offer.id)
  return (
    <section class="sheet" aria-labelledby="offers">
      <h2 id="offers">{said.title}</h2>
      {quote === null ? (
        <p>{said.none}</p>
      ) : (
        <>
          <Why {...props} />
          <Offer {...props} quote={quote} startNow={startNow} digit={1} isMain />
          <ul class="list">
            {others.map((one, place) => (
              <li key={one.offer.id}>
                <Offer {...props} quote={one} startNow={false} digit={place + 2} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Why({ recommended, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).offers
  const { why, saves, plan, enough } = recommended
  const reason = {
    advice: said.recommended,
    same_as_last: said.sameAsLast,
    cheapest: said.cheapest,
  }[why]
  return (
    <p>
      <span class="tag on">{reason}</span> {enough && said.enough}{' '}
      {saves !== null && <strong>{said.saves(speech.format.yen(saves))}</strong>}{' '}
      {plan !== null &&
        said.planned(
          plan.purchases,
          speech.format.yen(plan.total),
          speech.format.day(plan.lastDay),
        )}
    </p>
  )
}

function Offer(
  props: LinePageProps & {
    readonly quote: OfferQuote
    readonly startNow: boolean
    readonly digit: number
    readonly isMain?: boolean
  },
): JSX.Element {
  const { view, speech, quote, startNow, digit, isMain } = props
  const { offer } = quote
  const hasKey = digit <= OFFERS_KEYED_MAX
  return (
    <div class="between">
      <a
        class={isMain === true ? 'button main' : 'button'}
        href={paths.sale(view.overview.id, offer, startNow)}
        {...(hasKey ? keyed(String(digit)) : {})}
        {...(isMain === true ? { autofocus: true } : {})}
      >
        {offer.name[speech.language]} {hasKey && <Key name={String(digit)} />}
      </a>
      <span class="price">{speech.format.yen(offer.price)}</span>
      <span class="soft">
        {lineWords(speech.language).offers.ifNow(quoteSpan(quote, startNow, speech))}
      </span>
    </div>
  )
}

function Packs({ view, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).packs
  const { packs, asOf } = view.overview
  return (
    <section class="sheet" aria-labelledby="packs">
      <h2 id="packs">{said.title}</h2>
      {packs.length === 0 && <p class="soft">{said.none}</p>}
      <TimeLine {...{ view, speech }} />
      <ul class="list">
        {packs.map((pack) => (
          <li key={pack.id} class="between">
            <span>{pack.offerName[speech.language]}</span>
            <span>
              <span class="tag">{said.state[pack.state]}</span>{' '}
              {pack.origin === 'bonus' && <span class="tag">{said.bonus}</span>}
            </span>
            <span>{packSpan(pack, asOf, speech)}</span>
            <span class="soft">{packLeft(pack, speech)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const LINE_WIDTH = 680
const BAR_HEIGHT = 12
const BAR_STEP = 18

/** Hidden from readers of text: the list below says all that it shows. */
function TimeLine({ view }: Pick<LinePageProps, 'view' | 'speech'>): JSX.Element | null {
  const { packs, asOf } = view.overview
  const spans = packs.flatMap(({ id, from, until }) =>
    from === null || until === null ? [] : [{ id, from, until }],
  )
  const [head] = spans
  if (head === undefined) return null
  const begin = spans.reduce((one, { from }) => (isBefore(from, one) ? from : one), head.from)
  const end = spans.reduce((one, { until }) => (isBefore(one, until) ? until : one), head.until)
  const whole = Math.max(1, end.epochMilliseconds - begin.epochMilliseconds)
  const place = (at: Instant) =>
    Math.round((LINE_WIDTH * (at.epochMilliseconds - begin.epochMilliseconds)) / whole)
  const height = spans.length * BAR_STEP
  return (
    <svg class="chart" viewBox={`0 0 ${LINE_WIDTH} ${height}`} aria-hidden="true">
      {spans.map(({ id, from, until }, row) => (
        <rect
          key={id}
          x={place(from)}
          y={row * BAR_STEP}
          width={Math.max(2, place(until) - place(from))}
          height={BAR_HEIGHT}
          rx="3"
          {...(isBefore(asOf, from) ? {} : { class: 'today' })}
        />
      ))}
      <line x1={place(asOf)} x2={place(asOf)} y1="0" y2={height} />
    </svg>
  )
}

function Orders({ view, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).orders
  return (
    <section class="sheet" aria-labelledby="orders">
      <h2 id="orders">{said.title}</h2>
      {view.orders.length === 0 && <p class="soft">{said.none}</p>}
      <ul class="list">
        {view.orders.map((order, place) => (
          <li key={order.id} class="between">
            <a href={paths.order(order.id)} {...(place === 0 ? keyed('o') : {})}>
              {said.number(order.number)} {place === 0 && <Key name="o" />}
            </a>
            <span>{order.offerName[speech.language]}</span>
            <OrderState order={order} speech={speech} />
            <span class="number">{speech.format.yen(order.price)}</span>
            <span class="soft">{speech.format.longMoment(order.placedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OrderState(props: { readonly order: OrderView; readonly speech: Speech }): JSX.Element {
  const { state } = props.order
  const text = lineWords(props.speech.language).orders.state[state.kind]
  return <span class={state.kind === 'delivered' ? 'tag' : 'tag on'}>{text}</span>
}

function Acts({ acts, speech }: LinePageProps): JSX.Element | null {
  if (acts.length === 0) return null
  return (
    <Part id="acts" title={lineWords(speech.language).acts.title}>
      <div class="actions">
        {acts.map(({ href, label, key }) => (
          <a key={href} class="button" href={href} {...keyed(key)}>
            {label} <Key name={key} />
          </a>
        ))}
      </div>
    </Part>
  )
}

function Holder({ view, speech, reveal }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).holder
  const { holder } = view
  return (
    <Part id="holder" title={said.title}>
      {holder === null ? (
        <p class="soft">{said.none}</p>
      ) : (
        <Rows
          rows={[
            [said.name, holder.nameMasked],
            [said.email, holder.emailMasked],
            [said.language, LANGUAGE_NAMES[holder.language]],
            holder.country === null ? null : [said.country, speech.format.country(holder.country)],
          ]}
        />
      )}
      {reveal}
    </Part>
  )
}

function Identity({ view, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).identity
  const { identity, overview, presence } = view
  return (
    <Part id="identity" title={said.title}>
      {identity === null ? (
        <p class="soft">{said.none}</p>
      ) : (
        <p>
          <span class="tag">{said.result[identity.result]}</span>{' '}
          {said.seen(
            said.kind[identity.kind],
            identity.lastDigits,
            speech.format.moment(identity.at, overview.asOf),
          )}
        </p>
      )}
      <p class="soft">{said.presence[presence]}</p>
    </Part>
  )
}

function Changes({ view, speech }: LinePageProps): JSX.Element | null {
  const said = lineWords(speech.language).changes
  if (view.changes.length === 0) return null
  return (
    <Part id="changes" title={said.title}>
      <ul class="list">
        {view.changes.map(({ id, what, dueAt }) => (
          <li key={id}>{said.due[what.kind](speech.format.moment(dueAt, view.overview.asOf))}</li>
        ))}
      </ul>
    </Part>
  )
}

/** What was written stays sealed here; the cases' own page opens it. */
function Cases({ view, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).cases
  return (
    <Part id="cases" title={said.title}>
      {view.cases.length === 0 && <p class="soft">{said.none}</p>}
      <ul class="list">
        {view.cases.map(({ id, about, closed, openedAt }) => (
          <li key={id} class="between">
            <span>{said.subject[about]}</span>
            <span class={closed === null ? 'tag on' : 'tag'}>
              {closed === null ? said.isOpen : said.isClosed}
            </span>
            <span class="soft">{speech.format.moment(openedAt, view.overview.asOf)}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function AutoRenewal({ view, speech }: LinePageProps): JSX.Element {
  const said = lineWords(speech.language).autoRenewal
  const { state, offerName, chargesAt, needsHolder, asOf } = view.autoRenewal
  return (
    <Part id="auto-renewal" title={said.title}>
      <p>
        <span class={state === 'on' ? 'tag on' : 'tag'}>{said.state[state]}</span>{' '}
        {offerName?.[speech.language]}{' '}
        {chargesAt !== null && said.chargesAt(speech.format.moment(chargesAt, asOf))}
      </p>
      {needsHolder !== null && <p class="notice">{said.needsHolder}</p>}
    </Part>
  )
}

function Part(props: {
  readonly id: string
  readonly title: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <section class="sheet" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  )
}
