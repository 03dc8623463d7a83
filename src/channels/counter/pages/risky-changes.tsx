/** Another e-mail address and another card: asked for by two, shown while they wait. */
import type { ComponentChildren, JSX } from 'preact'
import type { LineCare, WaitingChange } from '../../../app/queries/staff/line-care.ts'
import { CLOSING_DAYS } from '../../../domain/account/closing.ts'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { IdentityMissing } from '../../../domain/line/changing.ts'
import type { CounterRules } from '../../../domain/staff/counter-rules.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { SecondPerson } from '../parts/second-person.tsx'
import { paths } from '../paths.ts'
import { careRefusalText, careWords } from '../words/care/words.ts'
import { consoleWords } from '../words/console/words.ts'

export interface ChangePageProps {
  readonly language: Language
  readonly care: LineCare
  readonly form: FormProps
  readonly rules: CounterRules
}

export function ContactPage(
  props: ChangePageProps & { readonly emailMasked: string | null },
): JSX.Element {
  const { language, care, form, rules, emailMasked } = props
  const said = careWords(language).contact
  return (
    <Asking {...props} kind="contact" title={said.title} missing={care.identity.forContact}>
      <form class="sheet stack" method="post" action={paths.contact(care.line.id)}>
        <Seal seal={form.seal} />
        {care.identity.isOtherDocument && (
          <p class="notice" role="status">
            {said.otherDocument}
          </p>
        )}
        {emailMasked !== null && (
          <p>
            {said.now}
            {format(language).colon}
            <strong>{emailMasked}</strong>
          </p>
        )}
        <Field
          form={form}
          name="email"
          label={said.fresh}
          type="email"
          autocomplete="off"
          maxlength={EMAIL_LENGTH_MAX}
          autofocus
        />
        <p class="hint">{said.told(rules.contactDelayHours)}</p>
        <SecondPerson form={form} language={language} />
        <button class="main">{said.ask}</button>
      </form>
    </Asking>
  )
}

/** Longer than any number with spaces between its groups. */
const ICCID_TYPED_MAX = 40
const CODE_TYPED_MAX = 20

export function SimPage(props: ChangePageProps): JSX.Element {
  const { language, care, form, rules } = props
  const said = careWords(language).sim
  return (
    <Asking {...props} kind="sim" title={said.title} missing={care.identity.forSim}>
      <form class="sheet stack" method="post" action={paths.sim(care.line.id)}>
        <Seal seal={form.seal} />
        <p>
          {said.now}
          {format(language).colon}
          <strong>…{care.line.sim.iccid.slice(-4)}</strong>
        </p>
        <div class="stack" data-takes-scan>
          <Field
            form={form}
            name="iccid"
            label={said.iccid}
            digits
            autocomplete="off"
            maxlength={ICCID_TYPED_MAX}
            autofocus
          />
          <Field
            form={form}
            name="code"
            label={said.code}
            hint={said.codeHint}
            digits
            secret
            autocomplete="off"
            maxlength={CODE_TYPED_MAX}
          />
        </div>
        <p class="hint">{said.told(rules.simDelayHours)}</p>
        <SecondPerson form={form} language={language} />
        <button class="main">{said.ask}</button>
      </form>
    </Asking>
  )
}

const WHERE = { contact: paths.contact, sim: paths.sim, forget: paths.forgetting } as const

/** What will be deleted is told to whoever stands at the counter before anybody asks for it. */
export function ForgetPage(props: ChangePageProps): JSX.Element {
  const { language, care, form } = props
  const said = careWords(language).forget
  return (
    <Asking {...props} kind="forget" title={said.title} missing={care.identity.forContact}>
      <form class="sheet stack" method="post" action={paths.forgetting(care.line.id)}>
        <Seal seal={form.seal} />
        <p>{said.told(CLOSING_DAYS)}</p>
        <SecondPerson form={form} language={language} />
        <button class="main">{said.ask}</button>
      </form>
    </Asking>
  )
}

/** The form; or what is in its way, with the way there. */
function Asking(
  props: ChangePageProps & {
    readonly kind: WaitingChange['what']['kind']
    readonly title: string
    readonly missing: IdentityMissing | null
    readonly children: ComponentChildren
  },
): JSX.Element {
  const { language, care, form, kind, missing } = props
  const { id } = care.line
  const own = care.waiting.filter(({ what }) => what.kind === kind)
  const path = WHERE[kind](id)
  return (
    <div class="stack">
      <h1>{props.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      {own.length > 0 && <WaitingPart {...props} waiting={own} />}
      {own.length === 0 && missing !== null && (
        <section class="sheet stack">
          <p>{careRefusalText(missing, language)}</p>
          <a class="button main" href={paths.identityThen(id, path)} {...keyed('i')}>
            {careWords(language).identity.title} <Key name="i" />
          </a>
        </section>
      )}
      {own.length === 0 && missing === null && props.children}
      <a class="button" href={paths.line(id)} {...keyed('b')}>
        {careWords(language).toCustomer} <Key name="b" />
      </a>
    </div>
  )
}

/** Changes that wait, each with the button that stops it. Nothing when nothing waits. */
export function WaitingPart(props: {
  readonly language: Language
  readonly care: LineCare
  readonly waiting: readonly WaitingChange[]
  readonly form: Pick<FormProps, 'seal'>
}): JSX.Element | null {
  const { language, care, waiting, form } = props
  const said = careWords(language).waiting
  const { moment } = format(language)
  if (waiting.length === 0) return null
  return (
    <section class="sheet stack">
      <h2>{said.title}</h2>
      {waiting.map(({ change, what, dueAt, askedAt, by }) => {
        const due = moment(dueAt, care.asOf)
        const asked = moment(askedAt, care.asOf)
        return (
          <form key={change} method="post" action={paths.changeStop(care.line.id, change)}>
            <Seal seal={form.seal} />
            <p>
              <strong>{toldOf(what, due, said)}</strong>
            </p>
            <p class="soft">
              {by === null ? said.byHolder(asked) : said.by(by.first, by.second, asked)}
            </p>
            <button>{said.stop}</button>
          </form>
        )
      })}
    </section>
  )
}

function toldOf(
  what: WaitingChange['what'],
  due: string,
  said: ReturnType<typeof careWords>['waiting'],
): string {
  if (what.kind === 'contact') return said.contact(what.newEmailMasked, due)
  return what.kind === 'sim' ? said.sim(what.cardEnds, due) : said.forget(due)
}
