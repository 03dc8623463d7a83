/**
 * Auto-renewal of a line: how it stands, setting it up or changing it, and the last screen before
 * it is agreed to. What is shown there comes from `renewingScreen` and is what the agreement
 * stores.
 */
import type { JSX } from 'preact'
import type { AutoRenewalChoices, AutoRenewalView } from '../../../app/queries/auto-renewal-view.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Trigger } from '../../../domain/renewal/mandate.ts'
import { AutoRenewalState } from '../parts/auto-renewal-state.tsx'
import { Choices } from '../parts/choices.tsx'
import { ErrorSummary, Field, Seal, Select, Tick, type FormProps } from '../../form.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { meansText } from '../words/pay-words.ts'
import { triggerText } from '../words/renewing-screen.ts'
import { renewingWords } from '../words/renewing/words.ts'
import type { Voice } from '../words/words.ts'

const TRIGGERS: readonly Trigger['kind'][] = ['at_end', 'at_zero', 'at_share']
/** What may be chosen; the usual one of the offer's length is among them. */
export const NOTICE_HOURS = [0, 12, 24, 72, 168] as const
const PERCENT_USUAL = 10
/** Digits of the largest limit. */
const CAP_LENGTH_MAX = 6

export interface AutoRenewalPageProps {
  readonly voice: Voice
  readonly line: LineId
  /** Network and masked number. */
  readonly lineName: string
  readonly view: AutoRenewalView
  readonly choices: AutoRenewalChoices
  /**
   * Fields: `offer` (id.version), `trigger`, `percent`, `means` (kept id | points), `cap` (yen),
   * `notice` (hours).
   */
  readonly form: FormProps
}

export function AutoRenewalPage(props: AutoRenewalPageProps): JSX.Element {
  const { voice, view, form, lineName } = props
  const said = renewingWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <section class="sheet stack">
        <p class="soft">
          <Value text={lineName} />
        </p>
        <AutoRenewalState voice={voice} view={view} />
        {view.state !== 'off' && view.state !== 'stopped' && <Terms voice={voice} view={view} />}
        <Acts {...props} />
      </section>
      <Setting {...props} />
      <a class="plain" href={paths.line(props.line)}>
        {voice.words.frame.back}
      </a>
    </>
  )
}

function Terms({ voice, view }: Pick<AutoRenewalPageProps, 'voice' | 'view'>): JSX.Element | null {
  const said = renewingWords(voice.language)
  const { mandate, offerName, means, spent } = view
  if (mandate === null || offerName === null) return null
  const { yen } = voice.format
  const rows: readonly (readonly [string, string])[] = [
    [said.offer, offerName[voice.language]],
    [voice.words.confirm.price, said.screen.priceEach(yen(mandate.maxPrice))],
    [said.when, triggerText(mandate.trigger, voice)],
    [said.payWith, means === null ? said.pointsPlain : meansText(means, voice)],
    [said.cap, said.spent(yen(spent ?? mandate.spent.yen), yen(mandate.monthlyCap))],
    [said.notice, said.noticeHours(mandate.noticeHours)],
  ]
  return (
    <dl class="rows">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Value text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Acts({ voice, view, line, form }: AutoRenewalPageProps): JSX.Element | null {
  const said = renewingWords(voice.language)
  if (view.state !== 'on' && view.state !== 'paused') return null
  const [action, word] =
    view.state === 'on'
      ? [paths.autoRenewalPause(line), said.pause]
      : [paths.autoRenewalResumption(line), said.resume]
  return (
    <>
      <form class="stack" method="post" action={action}>
        <Seal seal={form.seal} />
        <button>{word}</button>
      </form>
      <form class="stack" method="post" action={paths.autoRenewalEnd(line)}>
        <Seal seal={form.seal} />
        <p class="hint">{said.endHint}</p>
        <button>{said.end}</button>
      </form>
    </>
  )
}

function Setting(props: AutoRenewalPageProps): JSX.Element {
  const { voice, line, view, choices, form } = props
  const said = renewingWords(voice.language)
  const isStanding = view.state === 'on' || view.state === 'paused'
  const title = isStanding ? said.change : said.setUp
  const hasMeans = choices.kept.length > 0 || choices.points > 0n
  return (
    <section class="sheet" aria-labelledby="setting">
      <h2 id="setting">{title}</h2>
      {choices.offers.length === 0 && <p>{said.nothingOffered}</p>}
      {choices.offers.length > 0 && !hasMeans && <p>{said.noMeans}</p>}
      {choices.offers.length > 0 && hasMeans && (
        <form class="stack" method="post" action={paths.autoRenewal(line)}>
          <Seal seal={form.seal} />
          <Wishes {...props} />
          <button class="main" name="act" value="look">
            {said.look}
          </button>
        </form>
      )}
    </section>
  )
}

function Wishes({ voice, view, choices, form }: AutoRenewalPageProps): JSX.Element {
  const said = renewingWords(voice.language)
  const { mandate } = view
  const { format, language } = voice
  const typed = (name: string, usual: string) => form.typed?.[name] ?? usual
  const offers = choices.offers.map(({ id, version, name, price }) => {
    return [`${id}.${version}`, `${name[language]} · ${format.yen(price)}`] as const
  })
  const standing = offers.find(([value]) => value.startsWith(`${mandate?.offer}.`))
  const first = choices.offers[0]
  const notice = first === undefined ? 0 : choices.rules.noticeHours[first.length]
  const kind = mandate?.trigger.kind ?? 'at_end'
  const percent = mandate?.trigger.kind === 'at_share' ? mandate.trigger.percent : PERCENT_USUAL
  return (
    <>
      <Select
        form={form}
        name="offer"
        label={said.offer}
        value={typed('offer', standing?.[0] ?? offers[0]?.[0] ?? '')}
        options={offers}
      />
      <Choices
        name="trigger"
        legend={said.when}
        chosen={typed('trigger', kind)}
        choices={TRIGGERS.map((value) => ({
          value,
          name: said.trigger[value],
          ...(value === 'at_end' ? {} : { text: said.endToo }),
        }))}
      />
      <Field
        form={form}
        name="percent"
        label={said.percent}
        optional={voice.words.frame.optional}
        digits
        maxlength={2}
        value={String(percent)}
      />
      <Means voice={voice} choices={choices} form={form} view={view} />
      <Field
        form={form}
        name="cap"
        label={said.cap}
        hint={said.capHint}
        digits
        maxlength={CAP_LENGTH_MAX}
        value={String(mandate?.monthlyCap ?? usualCap(choices))}
      />
      <Select
        form={form}
        name="notice"
        label={said.notice}
        value={typed('notice', String(mandate?.noticeHours ?? notice))}
        options={NOTICE_HOURS.map((hours) => [String(hours), said.noticeHours(hours)] as const)}
      />
    </>
  )
}

/** Enough for four renewals of the cheapest, so that a month of weeks is covered. */
const RENEWALS_IN_THE_USUAL_CAP = 4n

function usualCap({ offers }: AutoRenewalChoices): bigint {
  return (offers[0]?.price ?? 0n) * RENEWALS_IN_THE_USUAL_CAP
}

function Means(
  props: Pick<AutoRenewalPageProps, 'voice' | 'choices' | 'form' | 'view'>,
): JSX.Element {
  const { voice, choices, form, view } = props
  const said = renewingWords(voice.language)
  const cards = choices.kept.map(({ id, means }) => {
    return { value: id, name: meansText(means, voice) }
  })
  const points = { value: 'points', name: said.points(voice.format.yen(choices.points)) }
  const all = choices.points > 0n ? [...cards, points] : cards
  const standing = view.mandate?.means
  const now = standing?.kind === 'kept' ? (standing.method as string) : standing?.kind
  const chosen = form.typed?.['means'] ?? now ?? all[0]?.value ?? null
  return <Choices name="means" legend={said.payWith} chosen={chosen} choices={all} />
}

export interface AutoRenewalConfirmPageProps {
  readonly voice: Voice
  readonly line: LineId
  readonly screen: ShownScreen
  readonly choices: Pick<AutoRenewalChoices, 'terms'>
  /** What was chosen goes on, hidden; `price` in yen, `terms` (kind.version.hash), `accept`. */
  readonly chosen: Readonly<Record<string, string>>
  readonly form: FormProps
}

/** The last screen. */
export function AutoRenewalConfirmPage(props: AutoRenewalConfirmPageProps): JSX.Element {
  const { voice, line, screen, choices, chosen, form } = props
  const said = renewingWords(voice.language)
  const { confirm } = voice.words
  return (
    <>
      <h1>{said.screen.title}</h1>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="stack" method="post" action={paths.autoRenewal(line)}>
        <Seal seal={form.seal} />
        {Object.entries(chosen).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {choices.terms.map(({ kind, version, hash }) => (
          <input key={kind} type="hidden" name="terms" value={`${kind}.${version}.${hash}`} />
        ))}
        <div class="sheet">
          <dl class="rows tall">
            {screen.lines.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {label === confirm.termsTitle ? (
                    <TermsLinks voice={voice} choices={choices} />
                  ) : (
                    <Value text={value} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <div class="sheet">
          <Tick form={form} name="accept">
            {confirm.accept}
          </Tick>
          <button class="main" name="act" value="agree">
            {screen.button}
          </button>
          <a class="plain" href={paths.autoRenewal(line)}>
            {confirm.change}
          </a>
        </div>
      </form>
    </>
  )
}

function TermsLinks(props: Pick<AutoRenewalConfirmPageProps, 'voice' | 'choices'>): JSX.Element {
  const { voice, choices } = props
  return (
    <ul>
      {choices.terms.map(({ kind, version, title }) => (
        <li key={kind}>
          <a class="plain" href={paths.terms(kind, version)}>
            {voice.words.confirm.termsVersion(title[voice.language], version)}
          </a>
        </li>
      ))}
    </ul>
  )
}
