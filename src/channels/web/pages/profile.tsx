/** The account: what a person says of themselves, their e-mail, and where the rest is. */
import type { JSX } from 'preact'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import type { AccountView } from '../../../app/queries/views.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { statementWords } from '../../statement-words.ts'
import { paths } from '../paths.ts'
import { changePageWords } from '../words/changes.ts'
import { closingPageWords } from '../words/closing.ts'
import { disputePageWords } from '../words/disputes/words.ts'
import { noticePageWords } from '../words/notices/words.ts'
import { personalDataWords } from '../words/personal-data.ts'
import { phonePageWords } from '../words/phone.ts'
import type { Voice } from '../words/words.ts'
import { PersonFields } from './registration.tsx'
import { CodeField } from './sign-in.tsx'

export interface ProfilePageProps {
  readonly voice: Voice
  readonly account: AccountView
  /** Fields: `displayName`, `language`, `country`; and `email` of the other form. */
  readonly form: FormProps
}

export function ProfilePage({ voice, account, form }: ProfilePageProps): JSX.Element {
  const { profile, accountMoney, signIns, passkeys, agreements } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{profile.title}</h1>
        <p class="soft">{profile.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.profile}>
        <Seal seal={form.seal} />
        <PersonFields form={form} voice={voice} now={account} />
        <button class="main">{profile.save}</button>
      </form>
      <form class="sheet stack" method="post" action={paths.emailChange}>
        <Seal seal={form.seal} />
        <h2>{profile.emailTitle}</h2>
        <dl class="rows">
          <div>
            <dt>{profile.emailNow}</dt>
            <dd>{account.email}</dd>
          </div>
        </dl>
        <Field
          form={form}
          name="email"
          label={profile.emailNew}
          hint={profile.emailLead}
          type="email"
          autocomplete="off"
          maxlength={EMAIL_LENGTH_MAX}
        />
        <button>{profile.emailChange}</button>
      </form>
      <section class="sheet" aria-labelledby="more">
        <h2 id="more">{profile.more}</h2>
        <ul class="list">
          {[
            { href: paths.accountStatements, text: statementWords(voice.language).name },
            { href: paths.accountMoney, text: accountMoney.title },
            { href: paths.accountDisputes, text: disputePageWords(voice.language).listTitle },
            { href: paths.passkeys, text: passkeys.title },
            { href: paths.signIns, text: signIns.title },
            { href: paths.phone, text: phonePageWords(voice.language).title },
            { href: paths.notices, text: noticePageWords(voice.language).title },
            { href: paths.agreements, text: agreements.title },
            { href: paths.changes, text: changePageWords(voice.language).title },
            { href: paths.accountData, text: personalDataWords(voice.language).title },
            { href: paths.accountClosing, text: closingPageWords(voice.language).title },
          ].map((link) => (
            <li key={link.href}>
              <a class="plain" href={link.href}>
                {link.text}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

export interface EmailChangeCodePageProps {
  readonly voice: Voice
  /** Field: `code`, never put back. */
  readonly form: FormProps
  /** The address to change to, which the code went to. */
  readonly sentTo: string
  readonly digits: number
}

export function EmailChangeCodePage(props: EmailChangeCodePageProps): JSX.Element {
  const { voice, form } = props
  const { profile } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{profile.emailChange}</h1>
        <p>{profile.emailStepUp(props.sentTo)}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.emailChangeCode}>
        <Seal seal={form.seal} />
        <CodeField form={form} voice={voice} digits={props.digits} />
        <button class="main">{profile.emailConfirm}</button>
        <a class="plain" href={paths.profile}>
          {voice.words.frame.back}
        </a>
      </form>
    </>
  )
}
