/** What is answered of a pasted message: icon and words, what it names, why, and what to do. */
import type { JSX } from 'preact'
import type { Entry } from '../../../domain/directory/directory.ts'
import type { JudgedThing, Judgement, Reason } from '../../../domain/directory/judging.ts'
import { paths } from '../paths.ts'
import { HelpLines } from './help-lines.tsx'
import { verifyWords, type Heading, type VerifyWords } from '../words/verify/words.ts'
import type { Voice } from '../words/words.ts'

export type Answered =
  | { readonly kind: 'judged'; readonly judgement: Judgement }
  /** A shop's or seller's own code. */
  | { readonly kind: 'seller'; readonly entry: Entry }
  | { readonly kind: 'false_code' }

/** In a 24 × 24 box: a tick, a question mark, an exclamation mark. */
const ICONS: Readonly<Record<'good' | 'open' | 'bad', string>> = {
  good: 'M4 12.5 9.5 18 20 6.5',
  open: 'M8 8.5a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.2-1.5 2.3M12 18.5v.5',
  bad: 'M12 4v10M12 18.5v.5',
}

const LOOKS: Readonly<Record<Heading, keyof typeof ICONS>> = {
  official: 'good',
  seller: 'good',
  unknown: 'open',
  alarm: 'bad',
  reported: 'bad',
  false_code: 'bad',
}

export function VerifyAnswer(props: {
  readonly voice: Voice
  readonly answered: Answered
}): JSX.Element {
  const { voice, answered } = props
  const said = verifyWords(voice.language)
  const heading = headingOf(answered)
  const look = LOOKS[heading]
  const [title, text] = said.headings[heading]
  return (
    <section class={`sheet verdict ${look}`} role="status" aria-labelledby="verdict">
      <h2 id="verdict">
        <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
          <path d={ICONS[look]} />
        </svg>{' '}
        {title}
      </h2>
      <p>{text}</p>
      {answered.kind === 'seller' && <Seller voice={voice} entry={answered.entry} />}
      {answered.kind === 'judged' && <Judged voice={voice} judgement={answered.judgement} />}
      {answered.kind === 'false_code' && (
        <Points title={said.todo} points={[said.advice.do_not_pay, said.advice.type_address]} />
      )}
      {look === 'bad' && <HelpLines voice={voice} />}
    </section>
  )
}

function headingOf(answered: Answered): Heading {
  if (answered.kind !== 'judged') return answered.kind
  const { verdict, alarm } = answered.judgement
  return verdict === 'unknown' && alarm ? 'alarm' : verdict
}

function Seller(props: { readonly voice: Voice; readonly entry: Entry }): JSX.Element {
  const { voice, entry } = props
  return (
    <p>
      <strong>{entry.name[voice.language]}</strong>
      <span class="lines">{entry.value}</span>
    </p>
  )
}

function Judged(props: { readonly voice: Voice; readonly judgement: Judgement }): JSX.Element {
  const { voice, judgement } = props
  const said = verifyWords(voice.language)
  const { things, sellers, reasons, advice } = judgement
  const why = reasons.map((reason) => reasonText(reason, said, voice))
  return (
    <>
      {sellers.map((entry) => (
        <Seller key={entry.id} voice={voice} entry={entry} />
      ))}
      {things.length > 0 && <Things said={said} things={things} />}
      {why.length > 0 && <Points title={said.why} points={why} />}
      <Points title={said.todo} points={advice.map((one) => said.advice[one])} />
      {advice.includes('carriers_page') && <a href={paths.directory}>{said.directory.title}</a>}
    </>
  )
}

function Things(props: {
  readonly said: VerifyWords
  readonly things: readonly JudgedThing[]
}): JSX.Element {
  const { said, things } = props
  return (
    <>
      <h3>{said.thingsTitle}</h3>
      <dl class="rows">
        {things.map(({ named, standing }) => (
          <div key={`${named.kind} ${named.value}`}>
            <dt class="any">{named.value}</dt>
            <dd>{said.standings[standing.kind]}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Points(props: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <>
      <h3>{props.title}</h3>
      <ul class="path">
        {props.points.map((point) => (
          <li key={point} class="any">
            {point}
          </li>
        ))}
      </ul>
    </>
  )
}

function reasonText(reason: Reason, said: VerifyWords, voice: Voice): string {
  const { reasons } = said
  switch (reason.code) {
    case 'says':
      return said.says[reason.wording]
    case 'link':
      return said.links[reason.trait](reason.value)
    case 'reported':
    case 'chat_account':
    case 'carriers_own':
      return reasons[reason.code](reason.value)
    case 'look_alike':
      return reasons.look_alike(reason.value, reason.of)
    case 'given_up':
      return reasons.given_up(reason.value, voice.format.longMoment(reason.since))
    case 'not_listed':
      return reasons.not_listed(reason.values.join(' · '))
    case 'speaks_for':
      return reasons.speaks_for(reason.brands.join(' · '))
    case 'speaks_for_us':
      return reasons.speaks_for_us
    default:
      return reasons[reason.code]
  }
}
