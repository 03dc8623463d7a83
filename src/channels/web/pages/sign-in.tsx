/** Signing in by a code sent to the e-mail, or by passkey where the script finds one possible. */
import type { JSX } from 'preact'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface SignInPageProps {
  readonly voice: Voice
  /** Field: `email`. */
  readonly form: FormProps
}

export function SignInPage({ voice, form }: SignInPageProps): JSX.Element {
  const { signIn, fields, first } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{signIn.title}</h1>
        <p>{signIn.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.signIn}>
        <Seal seal={form.seal} />
        <Field
          form={form}
          name="email"
          label={fields.email}
          type="email"
          autocomplete="username webauthn"
          maxlength={EMAIL_LENGTH_MAX}
        />
        <button class="main">{signIn.send}</button>
      </form>
      <form
        class="stack"
        method="post"
        action={paths.signInPasskey}
        data-passkey="get"
        data-options={paths.signInPasskeyOptions}
        data-failed={signIn.passkeyFailed}
        hidden
      >
        <Seal seal={form.seal} />
        <input type="hidden" name="credential" value="" />
        <p class="soft">{signIn.or}</p>
        <button>{signIn.passkey}</button>
        <p class="wrong" role="status" hidden />
      </form>
      <p>
        {signIn.noAccount} <a href={paths.registration}>{first.register}</a>
      </p>
    </>
  )
}

export interface SignInCodePageProps {
  readonly voice: Voice
  /** Field: `code`; it is never put back. */
  readonly form: FormProps
  readonly email: string
  readonly minutesValid: number
  readonly digits: number
}

/** Says the same whether the account exists or not. */
export function SignInCodePage(props: SignInCodePageProps): JSX.Element {
  const { voice, form, email } = props
  const { signIn } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{signIn.codeTitle}</h1>
        <p>{signIn.codeSent(email, props.minutesValid)}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.signInCode}>
        <Seal seal={form.seal} />
        <CodeField form={form} voice={voice} digits={props.digits} />
        <button class="main">{signIn.confirm}</button>
      </form>
      <form class="stack" method="post" action={paths.signIn}>
        <Seal seal={form.seal} />
        <input type="hidden" name="email" value={email} />
        <p class="soft">{signIn.codeMissing}</p>
        <div class="actions">
          <button>{signIn.codeAgain}</button>
          <a class="button" href={paths.signIn}>
            {signIn.otherEmail}
          </a>
        </div>
      </form>
    </>
  )
}

export function CodeField(props: {
  readonly form: FormProps
  readonly voice: Voice
  readonly digits: number
}): JSX.Element {
  const { fields } = props.voice.words
  return (
    <Field
      form={props.form}
      name="code"
      label={fields.code}
      hint={fields.codeHint(props.digits)}
      autocomplete="one-time-code"
      maxlength={props.digits * 4}
      digits
      secret
    />
  )
}
