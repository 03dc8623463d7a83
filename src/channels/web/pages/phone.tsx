/**
 * What the account has for the telephone: a contact number, confirmed by calling from it, and a
 * PIN. Number and PIN themselves are never shown; a code is, to the browser that asked for it.
 */
import type { JSX } from 'preact'
import type { AccountPhone } from '../../../domain/account/phone.ts'
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN } from '../../../domain/account/phone.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { phonePageWords } from '../words/phone.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'

export const TELEPHONE_TYPED_MAX = 40
/** More than a PIN has, so that a longer one is told and not cut. */
const PIN_TYPED_MAX = 12

export interface PhonePageProps {
  readonly voice: Voice
  /** Fields: `number`; `pin` and `pinAgain`, never put back. */
  readonly form: FormProps
  readonly number: Pick<NonNullable<AccountPhone['number']>, 'lastDigits' | 'since'> | null
  /** One that still holds. */
  readonly claim: WaitingNumber | null
  readonly pin: Pick<NonNullable<AccountPhone['pin']>, 'since' | 'lockedAt'> | null
  /** Signed in lately enough to set a PIN or a number. */
  readonly isFresh: boolean
  readonly hotline: string
  readonly asOf: Instant
}

export interface WaitingNumber {
  readonly lastDigits: string
  readonly until: Instant
  /** Null in a browser that did not ask for it. */
  readonly code: string | null
}

export function PhonePage(props: PhonePageProps): JSX.Element {
  const { voice, form } = props
  const { frame } = voice.words
  const said = phonePageWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ErrorSummary form={form} title={frame.wrongTitle} />
      {!props.isFresh && (
        <div class="notice">
          <p>{refusalText({ code: 'step_up_needed' }, voice.language)}</p>
          <a class="button" href={paths.signIn}>
            {frame.signIn}
          </a>
        </div>
      )}
      <ContactNumber {...props} />
      <Pin {...props} />
      <a class="plain" href={paths.profile}>
        {frame.back}
      </a>
    </>
  )
}

function ContactNumber(props: PhonePageProps): JSX.Element {
  const { voice, form, number, claim, isFresh } = props
  const { number: said } = phonePageWords(voice.language)
  const hasAny = number !== null || claim !== null
  return (
    <section class="sheet" aria-labelledby="contact">
      <h2 id="contact">{said.title}</h2>
      <p>{said.lead}</p>
      {number !== null && (
        <dl class="rows">
          <div>
            <dt>{said.now}</dt>
            <dd>
              <span class="number">•••• {number.lastDigits}</span>
              <br />
              <span class="soft">{said.since(voice.format.longDate(number.since))}</span>
            </dd>
          </div>
        </dl>
      )}
      {claim !== null && <Waiting {...props} claim={claim} />}
      {isFresh && (
        <form class="stack" method="post" action={paths.phoneNumber}>
          <Seal seal={form.seal} />
          <Field
            form={form}
            name="number"
            label={said.field}
            hint={said.fieldHint}
            autocomplete="tel"
            maxlength={TELEPHONE_TYPED_MAX}
          />
          <button {...(hasAny ? {} : { class: 'main' })}>{said.claim}</button>
        </form>
      )}
      {hasAny && (
        <form class="stack" method="post" action={paths.phoneNumberRemoval}>
          <Seal seal={form.seal} />
          <button>{said.forget}</button>
        </form>
      )}
    </section>
  )
}

function Waiting({
  voice,
  claim,
  hotline,
  asOf,
}: PhonePageProps & { readonly claim: WaitingNumber }): JSX.Element {
  const { number: said } = phonePageWords(voice.language)
  const { steps } = said
  return (
    <div class="stack" role="status">
      <h3>{said.waits(claim.lastDigits)}</h3>
      {claim.code === null ? (
        <p>{said.codeElsewhere}</p>
      ) : (
        <ol class="path">
          <li>
            {steps.call(voice.format.end(claim.until, asOf))}{' '}
            <a href={`tel:${hotline.replaceAll(/[^\d+]/g, '')}`}>{hotline}</a>
          </li>
          <li>{steps.choose}</li>
          <li>
            {steps.key}
            <br />
            <span class="figure">{inThrees(claim.code)}</span>
          </li>
        </ol>
      )}
    </div>
  )
}

function Pin({ voice, form, pin, isFresh }: PhonePageProps): JSX.Element {
  const { pin: said } = phonePageWords(voice.language)
  return (
    <section class="sheet" aria-labelledby="pin-title">
      <h2 id="pin-title">{said.title}</h2>
      <p>{said.lead}</p>
      {pin === null && <p class="soft">{said.none}</p>}
      {pin !== null && pin.lockedAt === null && (
        <p class="soft">{said.since(voice.format.longDate(pin.since))}</p>
      )}
      {pin !== null && pin.lockedAt !== null && (
        <p class="notice">{said.locked(voice.format.longMoment(pin.lockedAt))}</p>
      )}
      {isFresh && (
        <form class="stack" method="post" action={paths.phonePin}>
          <Seal seal={form.seal} />
          <Field
            form={form}
            name="pin"
            label={said.field}
            hint={said.fieldHint(PIN_DIGITS_MIN, PIN_DIGITS_MAX)}
            {...PIN_FIELD}
          />
          <Field form={form} name="pinAgain" label={said.again} {...PIN_FIELD} />
          <p class="hint">{said.keep}</p>
          <button class="main">{pin === null ? said.set : said.replace}</button>
        </form>
      )}
      {pin !== null && (
        <form class="stack" method="post" action={paths.phonePinRemoval}>
          <Seal seal={form.seal} />
          <button>{said.remove}</button>
        </form>
      )}
    </section>
  )
}

const PIN_FIELD = {
  type: 'password',
  autocomplete: 'off',
  maxlength: PIN_TYPED_MAX,
  digits: true,
} as const

/** 123456 → 123 456: keyed in two breaths. */
function inThrees(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ')
}
