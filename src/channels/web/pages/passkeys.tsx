/** The account's passkeys. Adding one needs the browser's help, so its form waits for a script. */
import type { JSX } from 'preact'
import type { PasskeyView } from '../../../app/queries/views.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export const PASSKEY_NAME_LENGTH_MAX = 60

export interface PasskeysPageProps {
  readonly voice: Voice
  readonly passkeys: readonly PasskeyView[]
  /** Field: `name`; the script fills the hidden `credential`. */
  readonly form: FormProps
}

export function PasskeysPage({ voice, passkeys, form }: PasskeysPageProps): JSX.Element {
  const said = voice.words.passkeys
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      {passkeys.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <ul class="sheet list">
          {passkeys.map((passkey) => (
            <PasskeyEntry key={passkey.id} passkey={passkey} voice={voice} form={form} />
          ))}
        </ul>
      )}
      <p class="soft" data-passkey-unsupported>
        {said.unsupported}
      </p>
      <form
        class="sheet stack"
        method="post"
        action={paths.passkeys}
        data-passkey="create"
        data-options={paths.passkeyOptions}
        data-failed={said.failed}
        hidden
      >
        <Seal seal={form.seal} />
        <input type="hidden" name="credential" value="" />
        <Field
          form={form}
          name="name"
          label={said.name}
          hint={said.nameHint}
          autocomplete="off"
          maxlength={PASSKEY_NAME_LENGTH_MAX}
        />
        <button class="main">{said.add}</button>
        <p class="wrong" role="status" hidden />
      </form>
    </>
  )
}

function PasskeyEntry(props: {
  readonly passkey: PasskeyView
  readonly voice: Voice
  readonly form: FormProps
}): JSX.Element {
  const { passkey, voice } = props
  const said = voice.words.passkeys
  return (
    <li class="stack">
      <h2>{passkey.name}</h2>
      <p class="soft">
        {said.created(voice.format.longDate(passkey.createdAt))} ·{' '}
        {passkey.lastUsedAt === null
          ? said.neverUsed
          : said.lastUsed(voice.format.longMoment(passkey.lastUsedAt))}
      </p>
      <form method="post" action={paths.removePasskey(passkey.id)}>
        <Seal seal={props.form.seal} />
        <button>
          {said.remove}
          <span class="unseen"> {passkey.name}</span>
        </button>
      </form>
    </li>
  )
}
