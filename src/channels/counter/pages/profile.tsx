/** The eSIM profile of a line: ordered, its install code shown as text and QR code, given up. */
import type { JSX } from 'preact'
import type { LineCare } from '../../../app/queries/staff/line-care.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { isOver, nextStep, type SimProfile } from '../../../domain/esim/sim-profile.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { QrCode } from '../../qr-code.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { Rows } from '../parts/rows.tsx'
import { paths } from '../paths.ts'
import { careRefusalText, careWords } from '../words/care/words.ts'
import { consoleWords } from '../words/console/words.ts'
import { profileWords } from '../words/profiles.ts'

export interface ProfilePageProps {
  readonly language: Language
  readonly care: LineCare
  /** Of the line's present Sim; null: none was ordered. */
  readonly profile: SimProfile | null
  /** Shown after it was asked for, and written down. */
  readonly code: string | null
  readonly form: FormProps
}

/** With spaces between its groups. */
const EID_TYPED_MAX = 48

export function ProfilePage(props: ProfilePageProps): JSX.Element {
  const { language, care, profile, form } = props
  const said = profileWords(language)
  const { id, sim } = care.line
  const isCard = sim.form !== 'esim'
  const canOrder = !isCard && (profile === null || profile.state === 'cancelled')
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <p>{said.lead}</p>
      {isCard && <p class="notice">{said.refusals.sim_is_a_card({ code: 'sim_is_a_card' })}</p>}
      {profile !== null && <Standing {...props} profile={profile} />}
      {canOrder && <Ordering {...props} />}
      <a class="button" href={paths.line(id)} {...keyed('b')}>
        {careWords(language).toCustomer} <Key name="b" />
      </a>
    </div>
  )
}

function Standing(props: ProfilePageProps & { readonly profile: SimProfile }): JSX.Element {
  const { language, care, profile, code } = props
  const said = profileWords(language)
  const { moment } = format(language)
  const { state, steps, refusal } = profile
  const passed = steps.map((step) => `${said.states[step.state]} ${moment(step.at, care.asOf)}`)
  return (
    <section class="sheet stack" aria-labelledby="standing">
      <h2 id="standing">{said.states[state]}</h2>
      <Rows
        rows={[
          [said.sim, `…${profile.iccid.slice(-4)}`],
          [said.chip, profile.eid === null ? said.anyChip : `…${profile.eid.slice(-6)}`],
          [said.steps, passed.join(' → ')],
        ]}
      />
      {refusal !== null && (
        <p class="notice">{said.refused(refusal.status.subject, refusal.status.reason)}</p>
      )}
      {nextStep(profile) !== null && (
        <p class="notice" role="status">
          {said.waiting} <a href={paths.profile(care.line.id)}>{said.look}</a>
        </p>
      )}
      {code === null ? (
        state === 'released' && <Showing {...props} />
      ) : (
        <Code {...props} code={code} />
      )}
      {!isOver(profile) && <Cancelling {...props} />}
      {(state === 'downloaded' || state === 'installed') && (
        <p class="hint">{said.refusals.profile_used({ code: 'profile_used' })}</p>
      )}
    </section>
  )
}

function Code({ language, code }: { readonly language: Language; readonly code: string }) {
  const said = profileWords(language)
  return (
    <>
      <QrCode text={code} label={said.codeLabel} />
      <p>
        {said.code}
        {format(language).colon}
        <code>{code}</code>
      </p>
      <p class="hint">{said.codeHint}</p>
    </>
  )
}

function Showing({ language, care, form }: ProfilePageProps): JSX.Element {
  const said = profileWords(language)
  return (
    <form class="stack" method="post" action={paths.profileCode(care.line.id)}>
      <Seal seal={form.seal} />
      <p class="hint">{said.showHint}</p>
      <button class="main">{said.show}</button>
    </form>
  )
}

function Cancelling({ language, care, form }: ProfilePageProps): JSX.Element {
  const said = profileWords(language)
  return (
    <form class="stack" method="post" action={paths.profileCancelling(care.line.id)}>
      <Seal seal={form.seal} />
      <p class="hint">{said.cancelHint}</p>
      <button>{said.cancel}</button>
    </form>
  )
}

function Ordering({ language, care, form }: ProfilePageProps): JSX.Element {
  const said = profileWords(language)
  const { id, holder } = care.line
  const missing = holder === null ? null : care.identity.forSim
  if (missing !== null) {
    return (
      <section class="sheet stack">
        <p>{careRefusalText(missing, language)}</p>
        <a class="button main" href={paths.identityThen(id, paths.profile(id))} {...keyed('i')}>
          {careWords(language).identity.title} <Key name="i" />
        </a>
      </section>
    )
  }
  return (
    <form class="sheet stack" method="post" action={paths.profile(id)}>
      <Seal seal={form.seal} />
      <Field
        form={form}
        name="eid"
        label={said.eid}
        hint={said.eidHint}
        digits
        optional={consoleWords(language).frame.optional}
        autocomplete="off"
        maxlength={EID_TYPED_MAX}
      />
      <button class="main">{said.order}</button>
    </form>
  )
}
