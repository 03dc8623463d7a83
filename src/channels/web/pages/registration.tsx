/** Registration: an e-mail, a display name, a language, a country. */
import type { JSX } from 'preact'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import { DISPLAY_NAME_LENGTH_MAX } from '../../../domain/account/profile.ts'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import type { TermsView } from '../../../app/queries/views.ts'
import { COUNTRIES } from '../words/countries.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { termsWords } from '../words/terms.ts'
import { LANGUAGE_NAMES, type Voice } from '../words/words.ts'

/** The domain counts characters; browsers count UTF-16 units, of which a rare one takes two. */
const NAME_UNITS_MAX = DISPLAY_NAME_LENGTH_MAX * 2

export interface RegistrationPageProps {
  readonly voice: Voice
  /** Fields: `email` (while not proved), `displayName`, `language`, `country`. */
  readonly form: FormProps
  /** The address that a code has proved; null while it must still be asked for. */
  readonly provenEmail: string | null
  /** What is accepted with the account; none where no such document is in force. */
  readonly documents: readonly TermsView[]
}

export function RegistrationPage(props: RegistrationPageProps): JSX.Element {
  const { voice, form, provenEmail, documents } = props
  const { registration, fields, frame } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{registration.title}</h1>
        <p>{registration.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.registration}>
        <Seal seal={form.seal} />
        {provenEmail === null ? (
          <Field
            form={form}
            name="email"
            label={fields.email}
            hint={fields.emailHint}
            type="email"
            autocomplete="email"
            maxlength={EMAIL_LENGTH_MAX}
          />
        ) : (
          <dl class="rows">
            <div>
              <dt>{fields.email}</dt>
              <dd>{provenEmail}</dd>
            </div>
          </dl>
        )}
        <PersonFields form={form} voice={voice} />
        {provenEmail !== null && <Accepting voice={voice} documents={documents} />}
        <button class="main">
          {provenEmail === null ? registration.create : registration.finish}
        </button>
      </form>
      {provenEmail === null && (
        <p>
          {registration.have} <a href={paths.signIn}>{frame.signIn}</a>
        </p>
      )}
    </>
  )
}

/** In view beside the button that accepts them; the form carries which versions they were. */
function Accepting(props: Pick<RegistrationPageProps, 'voice' | 'documents'>): JSX.Element | null {
  const { voice, documents } = props
  if (documents.length === 0) return null
  return (
    <div>
      <p>{termsWords(voice.language).byOpening}</p>
      <ul>
        {documents.map(({ kind, version, hash, title }) => (
          <li key={kind}>
            <a class="plain" href={paths.terms(kind, version)}>
              {voice.words.confirm.termsVersion(title[voice.language], version)}
            </a>
            <input type="hidden" name="terms" value={`${kind}.${version}.${hash}`} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a person says of themselves; the profile edits the same. */
export function PersonFields(props: {
  readonly form: FormProps
  readonly voice: Voice
  readonly now?: { displayName: string; language: string; country: string | null }
}): JSX.Element {
  const { form, voice, now } = props
  const { fields, frame } = voice.words
  return (
    <>
      <Field
        form={form}
        name="displayName"
        label={fields.displayName}
        hint={fields.displayNameHint}
        autocomplete="name"
        maxlength={NAME_UNITS_MAX}
        value={now?.displayName}
      />
      <Select
        form={form}
        name="language"
        label={fields.language}
        value={now?.language ?? voice.language}
        options={LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]])}
      />
      <Select
        form={form}
        name="country"
        label={fields.country}
        optional={frame.optional}
        autocomplete="country"
        value={now?.country ?? ''}
        options={[
          ['', fields.countryNone],
          ...COUNTRIES.map((code) => [code, voice.format.country(code)] as const),
        ]}
      />
    </>
  )
}
