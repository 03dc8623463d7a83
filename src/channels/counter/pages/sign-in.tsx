/** Coming in: the sign-in, the set-up of one-time codes, and the lock screen. */
import type { ComponentChildren, JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { QrCode } from '../../qr-code.tsx'
import { paths } from '../paths.ts'
import { PASSWORD_LENGTH_MAX } from '../proof.ts'
import { consoleWords } from '../words/console/words.ts'
import { signInWords } from '../words/sign-in/words.ts'

interface Entry {
  readonly language: Language
  readonly form: FormProps
  /** Where one wanted to go. */
  readonly back: string
}

export function SignInPage(props: Entry): JSX.Element {
  const { form, language } = props
  const said = signInWords(language).signIn
  return (
    <>
      <h1>{said.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.signIn}>
        <Seal seal={form.seal} />
        <input type="hidden" name="back" value={props.back} />
        <Field form={form} name="name" label={said.name} autocomplete="username" autofocus />
        <Password form={form} label={said.password} />
        <Field
          form={form}
          name="code"
          label={said.code}
          hint={said.codeHint}
          optional={consoleWords(language).frame.optional}
          digits
          secret
          autocomplete="one-time-code"
        />
        <button class="main">{said.submit}</button>
      </form>
      <PasskeyForm {...props} action={paths.signInPasskey} options={paths.signInPasskeyOptions}>
        {said.passkey}
      </PasskeyForm>
    </>
  )
}

function Password(props: {
  readonly form: FormProps
  readonly label: string
  readonly autofocus?: boolean
}): JSX.Element {
  return (
    <Field
      form={props.form}
      name="password"
      label={props.label}
      type="password"
      autocomplete="current-password"
      maxlength={PASSWORD_LENGTH_MAX}
      {...(props.autofocus === true ? { autofocus: true } : {})}
    />
  )
}

/** Hidden until the script finds that the browser can. */
function PasskeyForm(
  props: Entry & {
    readonly action: string
    readonly options: string
    readonly children: ComponentChildren
  },
): JSX.Element {
  return (
    <form
      method="post"
      action={props.action}
      data-passkey="get"
      data-options={props.options}
      data-failed={signInWords(props.language).passkeyFailed}
      hidden
    >
      <Seal seal={props.form.seal} />
      <input type="hidden" name="back" value={props.back} />
      <input type="hidden" name="credential" />
      <p class="notice" role="status" hidden />
      <button>{props.children}</button>
    </form>
  )
}

export function LockPage(props: Entry & { readonly name: string }): JSX.Element {
  const { form, language } = props
  const words = signInWords(language)
  return (
    <>
      <h1>{words.lock.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.unlock}>
        <p class="figure">{props.name}</p>
        <p>{words.lock.lead}</p>
        <Seal seal={form.seal} />
        <input type="hidden" name="back" value={props.back} />
        <Password form={form} label={words.signIn.password} autofocus />
        <button class="main">{words.lock.submit}</button>
      </form>
      <PasskeyForm {...props} action={paths.unlockPasskey} options={paths.unlockPasskeyOptions}>
        {words.lock.passkey}
      </PasskeyForm>
      <form method="post" action={paths.signOut}>
        <Seal seal={form.seal} />
        <button class="plain">{words.lock.other}</button>
      </form>
    </>
  )
}

export function OneTimeCodePage(
  props: Entry & {
    readonly secret: string
    readonly uri: string
    /** The secret, for the way back with the form. */
    readonly sealed: string
  },
): JSX.Element {
  const { form, language, secret } = props
  const said = signInWords(language)
  return (
    <>
      <h1>{said.setUp.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.oneTimeCode}>
        <p>{said.setUp.lead}</p>
        <QrCode text={props.uri} label={said.setUp.picture} />
        <p>
          {said.setUp.secret} <span class="id">{secret.match(/.{1,4}/g)?.join('\u200b')}</span>
        </p>
        <Seal seal={form.seal} />
        <input type="hidden" name="sealed" value={props.sealed} />
        <Field
          form={form}
          name="code"
          label={said.signIn.code}
          digits
          secret
          autocomplete="one-time-code"
          autofocus
        />
        <button class="main">{said.setUp.submit}</button>
      </form>
    </>
  )
}
