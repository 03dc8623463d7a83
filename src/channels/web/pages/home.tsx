/** The holder's home: one line at a glance, with a switcher where there are several. */
import type { JSX } from 'preact'
import type { LineOverview, LineSummary } from '../../../app/queries/views.ts'
import type { AnomalyView } from '../../../app/queries/anomalies.ts'
import type { AutoRenewalView } from '../../../app/queries/auto-renewal-view.ts'
import { Anomalies } from '../parts/anomalies.tsx'
import { AutoRenewalState } from '../parts/auto-renewal-state.tsx'
import { Seal, type FormSeal } from '../../form.tsx'
import { gigabyteOf, LiveFigures } from '../parts/live-figures.tsx'
import { OrderEntry } from '../parts/order-status.tsx'
import { Packs } from '../parts/packs.tsx'
import { RenewButtons } from '../parts/renew-buttons.tsx'
import { HoursChart, UsageChart } from '../parts/usage-chart.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { statementWords } from '../../statement-words.ts'
import { installWords } from '../words/install.ts'
import { renewingWords } from '../words/renewing/words.ts'
import type { Voice } from '../words/words.ts'

export interface HomePageProps {
  readonly voice: Voice
  readonly overview: LineOverview
  /** Every line of the account, this one included. */
  readonly lines: readonly LineSummary[]
  readonly autoRenewal: AutoRenewalView
  /** What looks odd on the line's bill and waits for a word. */
  readonly odd: readonly AnomalyView[]
  readonly seal: FormSeal
}

export function HomePage(props: HomePageProps): JSX.Element {
  const { overview, voice, seal } = props
  const { home } = voice.words
  return (
    <>
      <h1 class="unseen">{home.title}</h1>
      {/* The service worker shows this line in the copy that it keeps. */}
      <p class="notice" data-offline hidden>
        {home.offlineCopy}
      </p>
      <LineSwitcher {...props} />
      <section class="sheet" data-live={paths.live(overview.id)}>
        <LiveFigures overview={overview} voice={voice} />
      </section>
      <Anomalies anomalies={props.odd} from="line" voice={voice} seal={seal} />
      <RenewButtons overview={overview} voice={voice} />
      {overview.newestOrder !== null && (
        <section class="sheet" aria-labelledby="newest">
          <h2 id="newest">{home.newestOrder}</h2>
          <OrderEntry order={overview.newestOrder} voice={voice} />
        </section>
      )}
      <section class="sheet" aria-labelledby="auto-renewal">
        <h2 id="auto-renewal">{renewingWords(voice.language).title}</h2>
        <AutoRenewalState voice={voice} view={props.autoRenewal} />
        <a class="button" href={paths.autoRenewal(overview.id)}>
          {renewingLink(props)}
        </a>
      </section>
      <Packs overview={overview} voice={voice} seal={seal} />
      <UsageChart days={overview.usageDays} meaning={gigabyteOf(overview)} voice={voice} />
      <HoursChart
        hours={overview.usageHours}
        asOf={overview.asOf}
        meaning={gigabyteOf(overview)}
        voice={voice}
      />
      <a class="button" href={paths.lineStatements(overview.id)}>
        {statementWords(voice.language).name}
      </a>
      <Card {...props} />
    </>
  )
}

function renewingLink({ autoRenewal, voice }: HomePageProps): string {
  const said = renewingWords(voice.language)
  const isStanding = autoRenewal.state === 'on' || autoRenewal.state === 'paused'
  return isStanding ? said.change : said.setUp
}

function LineSwitcher({ overview, lines, voice }: HomePageProps): JSX.Element {
  const { home } = voice.words
  const named = `${overview.network.name[voice.language]} ${overview.iccidMasked.slice(-4)}`
  return (
    <details class="sheet">
      <summary>
        <span>
          <span class="unseen">
            {home.lines}
            {voice.format.colon}
          </span>
          {named}
        </span>
      </summary>
      <ul class="list">
        {lines
          .filter((line) => line.id !== overview.id)
          .map((line) => (
            <li key={line.id} class="between">
              <a class="plain" href={paths.line(line.id)}>
                {line.network.name[voice.language]} {line.iccidMasked.slice(-4)}
              </a>
              <span class="soft">{summaryText(line, voice)}</span>
            </li>
          ))}
        <li>
          <a class="button" href={paths.newLine}>
            {home.addLine}
          </a>
        </li>
      </ul>
    </details>
  )
}

function summaryText(line: LineSummary, { words, format }: Voice): string {
  if (line.unlimited) return words.home.unlimited
  return line.bytesLeft === null
    ? words.home.nothingValid
    : `${words.home.left} ${format.volume(line.bytesLeft, 'GB')}`
}

function Card({ overview, voice, seal }: HomePageProps): JSX.Element {
  const { home } = voice.words
  const turned = overview.recognition === 'on' ? 'off' : 'on'
  return (
    <section class="sheet" aria-labelledby="card">
      <h2 id="card">{home.card}</h2>
      <dl class="rows">
        <div>
          <dt>{home.network}</dt>
          <dd>{overview.network.name[voice.language]}</dd>
        </div>
        <div>
          <dt>ICCID</dt>
          <dd>
            <Value text={overview.iccidMasked} />
          </dd>
        </div>
        {overview.msisdnMasked !== null && (
          <div>
            <dt>{home.phoneNumber}</dt>
            <dd>
              <Value text={overview.msisdnMasked} />
            </dd>
          </div>
        )}
      </dl>
      {overview.simForm === 'esim' && (
        <a class="button" href={paths.install(overview.id)}>
          {installWords(voice.language).link}
        </a>
      )}
      <form class="stack" method="post" action={paths.recognition(overview.id)}>
        <Seal seal={seal} />
        <input type="hidden" name="recognition" value={turned} />
        <p class="soft">{turned === 'off' ? home.recognitionOn : home.recognitionOff}</p>
        <button>{turned === 'off' ? home.recognitionTurnOff : home.recognitionTurnOn}</button>
      </form>
      {overview.lostCard === null && overview.lifecycle.state !== 'ended' && (
        <details>
          <summary class="plain">{home.lost}</summary>
          <form class="stack" method="post" action={paths.suspension(overview.id)}>
            <Seal seal={seal} />
            <input type="hidden" name="reason" value="lost_card" />
            <p>{home.lostHint}</p>
            <button>{home.lostSubmit}</button>
          </form>
        </details>
      )}
    </section>
  )
}

/** The home of an account that holds no line yet. */
export function NoLinesPage({ voice }: { readonly voice: Voice }): JSX.Element {
  const { home } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{home.noLines.title}</h1>
        <p>{home.noLines.text}</p>
      </div>
      <a class="button main" href={paths.newLine}>
        {home.addLine}
      </a>
    </>
  )
}
