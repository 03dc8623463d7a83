/**
 * The first page: for strangers, and for a visitor whose very connection was recognised. A
 * signed-in holder goes to `home.tsx` instead.
 */
import type { JSX } from 'preact'
import type { LineOverview } from '../../../app/queries/views.ts'
import type { Network } from '../../../domain/catalogue/offer.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { LiveFigures } from '../parts/live-figures.tsx'
import { Packs } from '../parts/packs.tsx'
import { RenewButtons } from '../parts/renew-buttons.tsx'
import { paths } from '../paths.ts'
import { codePageWords } from '../words/code.ts'
import type { Voice } from '../words/words.ts'

export interface FirstPageProps {
  readonly voice: Voice
  /** Field: `iccid`. */
  readonly form: FormProps
  readonly networks: readonly Pick<Network, 'id' | 'name'>[]
}

export function FirstPage(props: FirstPageProps): JSX.Element {
  const { voice, form } = props
  const { first, frame } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{first.title}</h1>
        <p>{first.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <section class="sheet" aria-labelledby="which">
        <h2 id="which">{first.pickNetwork}</h2>
        <ul class="pick">
          {props.networks.map((network) => (
            <li key={network.id}>
              <a class="button wide" href={paths.networkOffers(network.id)}>
                {network.name[voice.language]}
              </a>
            </li>
          ))}
        </ul>
        <form class="stack" method="post" action={paths.cards}>
          <Seal seal={form.seal} />
          <h3>{first.orIccid}</h3>
          <IccidField form={form} voice={voice} />
          <button>{first.check}</button>
        </form>
      </section>
      <section class="sheet">
        <p>{first.signInLead}</p>
        <a class="button main" href={paths.signIn}>
          {frame.signIn}
        </a>
        <a class="button" href={paths.registration}>
          {first.register}
        </a>
      </section>
      <section class="sheet">
        <a class="button" href={paths.lineProof}>
          {first.withoutSignIn}
        </a>
        <p class="soft">{first.withoutSignInHint}</p>
        <a class="button" href={paths.code}>
          {codePageWords(voice.language).link}
        </a>
      </section>
    </>
  )
}

export function IccidField(props: { readonly form: FormProps; readonly voice: Voice }) {
  const { fields } = props.voice.words
  return (
    <Field
      form={props.form}
      name="iccid"
      label={fields.iccid}
      hint={fields.iccidHint}
      autocomplete="off"
      maxlength={40}
      digits
    />
  )
}

export interface ConnectionPageProps {
  readonly voice: Voice
  /** With `access: 'connection'`: no orders, no usage. */
  readonly overview: LineOverview
}

/** The visitor comes over the line's own connection: its balance, its end, a renewal. */
export function ConnectionPage(props: ConnectionPageProps): JSX.Element {
  const { overview, voice } = props
  const { first, frame } = voice.words
  return (
    <>
      <h1>{first.connectionTitle(overview.network.name[voice.language])}</h1>
      <section class="sheet" data-live={paths.live(overview.id)}>
        <LiveFigures overview={overview} voice={voice} />
      </section>
      <RenewButtons overview={overview} voice={voice} />
      <Packs overview={overview} voice={voice} seal={null} />
      <section class="sheet">
        <p class="soft">{first.connectionNote}</p>
        <a class="button" href={paths.signIn}>
          {frame.signIn}
        </a>
      </section>
    </>
  )
}
