/** The own account of somebody who works here: who they are, passkeys, browsers; and their till. */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import type { StaffSignInId } from '../../../domain/basics/ids.ts'
import type { Staff, StaffSignIn } from '../../../domain/staff/staff.ts'
import type { TillState } from '../../../app/door/state.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { ErrorSummary, Field, Seal, type FormProps, type FormSeal } from '../../form.tsx'
import { format } from '../../format.ts'
import { paths } from '../paths.ts'
import { PASSWORD_LENGTH_MAX } from '../proof.ts'
import { consoleWords } from '../words/console/words.ts'
import { signInWords } from '../words/sign-in/words.ts'

export const PASSKEY_NAME_LENGTH_MAX = 60

export interface AccountPageProps {
  readonly language: Language
  readonly form: FormProps
  readonly staff: Staff
  readonly shopName: string | null
  /** Those that are not over, newest first. */
  readonly signIns: readonly StaffSignIn[]
  readonly own: StaffSignInId
  readonly now: Instant
}

export function AccountPage(props: AccountPageProps): JSX.Element {
  const { language, staff, form } = props
  const said = signInWords(language).account
  const words = consoleWords(language)
  return (
    <>
      <h1>{said.title}</h1>
      <ErrorSummary form={form} title={words.frame.wrongTitle} />
      <div class="columns">
        <section class="sheet">
          <h2>{staff.name}</h2>
          <dl class="rows">
            <div>
              <dt>{said.role}</dt>
              <dd>{words.roles[staff.role]}</dd>
            </div>
            <div>
              <dt>{said.shop}</dt>
              <dd>{props.shopName ?? said.noShop}</dd>
            </div>
          </dl>
        </section>
        <SignIns {...props} />
        <Passkeys {...props} />
      </div>
    </>
  )
}

function SignIns(props: AccountPageProps): JSX.Element {
  const { language, now } = props
  const said = signInWords(language).account
  return (
    <section class="sheet">
      <h2>{said.signIns}</h2>
      <ul class="list">
        {props.signIns.map((one) => (
          <li key={one.id} class="between">
            <span>{format(language).moment(one.since, now)}</span>
            {one.id === props.own && <span class="tag on">{said.thisOne}</span>}
          </li>
        ))}
      </ul>
      <form method="post" action={paths.endSignIns}>
        <Seal seal={props.form.seal} />
        <button>{said.endAll}</button>
      </form>
    </section>
  )
}

function Passkeys(props: AccountPageProps): JSX.Element {
  const { language, staff, form } = props
  const words = signInWords(language)
  const said = words.account
  return (
    <section class="sheet">
      <h2>{said.passkeys}</h2>
      <p class="soft">{said.passkeysLead}</p>
      {staff.passkeys.length === 0 && <p>{said.noPasskeys}</p>}
      <ul class="list">
        {staff.passkeys.map((one) => (
          <li key={one.credential} class="between">
            <span>
              {one.name} <span class="soft">{format(language).longDate(one.createdAt)}</span>
            </span>
            <form method="post" action={paths.removePasskey}>
              <Seal seal={form.seal} />
              <input type="hidden" name="credential" value={one.credential} />
              <button aria-label={`${said.removePasskey}${format(language).colon}${one.name}`}>
                {said.removePasskey}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <p class="soft" data-passkey-unsupported>
        {said.needsScript}
      </p>
      <form
        class="stack"
        method="post"
        action={paths.accountPasskeys}
        data-passkey="create"
        data-options={paths.accountPasskeyOptions}
        data-failed={words.passkeyFailed}
        hidden
      >
        <Seal seal={form.seal} />
        <input type="hidden" name="credential" />
        <Field
          form={form}
          name="name"
          label={said.passkeyName}
          maxlength={PASSKEY_NAME_LENGTH_MAX}
        />
        <Field
          form={form}
          name="password"
          label={words.signIn.password}
          type="password"
          autocomplete="current-password"
          maxlength={PASSWORD_LENGTH_MAX}
        />
        <p class="notice" role="status" hidden />
        <button>{said.addPasskey}</button>
      </form>
    </section>
  )
}

export function TillChoicePage(props: {
  readonly language: Language
  readonly seal: FormSeal
  readonly refusal?: string | undefined
  readonly tills: readonly TillState[]
  readonly chosen: string | null
}): JSX.Element {
  const { language, seal, refusal } = props
  const said = signInWords(language).till
  return (
    <>
      <h1>{said.title}</h1>
      <ErrorSummary form={{ seal, refusal }} title={consoleWords(language).frame.wrongTitle} />
      <p>{props.tills.length === 0 ? said.none : said.lead}</p>
      <form class="stack" method="post" action={paths.tillChoice}>
        <Seal seal={seal} />
        {props.tills.map(({ till, shift }, place) =>
          till === null ? null : (
            <button
              key={till.id}
              name="till"
              value={till.id}
              {...(place === 0 ? { autofocus: true } : {})}
            >
              {consoleWords(language).frame.tillNamed(till.name)} · {till.shop}
              {shift !== null && <span class="tag on">{said.open}</span>}
              {till.id === props.chosen && <span class="tag">{said.here}</span>}
            </button>
          ),
        )}
      </form>
    </>
  )
}
