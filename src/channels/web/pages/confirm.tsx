/**
 * The last screen before paying. Its lines and its button come from `shownScreen`, so what is
 * stored with the agreement is what stood here.
 */
import type { JSX } from 'preact'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import type { CheckoutView } from '../../../app/queries/views.ts'
import { ErrorSummary, Field, Seal, Tick, type FormProps } from '../parts/form.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { shownScreen } from '../words/shown-screen.ts'
import type { Voice } from '../words/words.ts'

export interface ConfirmPageProps {
  readonly voice: Voice
  readonly view: CheckoutView
  /**
   * Fields: `accept` (yes); for buyers who are not the holder `receiptEmail`. Hidden: `offer`,
   * `version`, `price` (yen), `start` (now | later), and for each document `terms`
   * (kind.version.hash).
   */
  readonly form: FormProps
}

export function ConfirmPage(props: ConfirmPageProps): JSX.Element {
  const { voice, view, form } = props
  const { confirm, fields, frame } = voice.words
  const screen = shownScreen(view, voice.language)
  return (
    <>
      <h1>{confirm.title}</h1>
      <ErrorSummary form={form} voice={voice} />
      <Connection {...props} />
      <form class="stack" method="post" action={paths.renewals(view.overview.id)}>
        <Seal seal={form.seal} />
        <Chosen view={view} />
        <div class="sheet">
          <dl class="rows tall">
            {screen.lines.map((line) => (
              <div key={line.label}>
                <dt>{line.label}</dt>
                <dd>
                  {line.label === confirm.termsTitle ? (
                    <TermsLinks view={view} voice={voice} />
                  ) : (
                    <Value text={line.value} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <Tick form={form} name="accept">
            {confirm.accept}
          </Tick>
          {view.overview.access !== 'holder' && (
            <Field
              form={form}
              name="receiptEmail"
              label={fields.receiptEmail}
              hint={fields.receiptEmailHint}
              optional={frame.optional}
              type="email"
              autocomplete="email"
              maxlength={EMAIL_LENGTH_MAX}
            />
          )}
          <p class="hint">{confirm.nextPage}</p>
          <button class="main">{screen.button}</button>
          <a class="plain" href={paths.offers(view.overview.id)}>
            {confirm.change}
          </a>
        </div>
      </form>
    </>
  )
}

/** What was chosen and at which price and terms, so that nothing else can be ordered unseen. */
function Chosen({ view }: { readonly view: CheckoutView }): JSX.Element {
  const { offer } = view.quote
  return (
    <>
      <input type="hidden" name="offer" value={offer.id} />
      <input type="hidden" name="version" value={offer.version} />
      <input type="hidden" name="price" value={offer.price.toString()} />
      <input type="hidden" name="start" value={view.startNow ? 'now' : 'later'} />
      {view.terms.map((terms) => (
        <input
          key={terms.kind}
          type="hidden"
          name="terms"
          value={`${terms.kind}.${terms.version}.${terms.hash}`}
        />
      ))}
    </>
  )
}

/** The same words as the stored line, each leading to its document. */
function TermsLinks(props: Pick<ConfirmPageProps, 'view' | 'voice'>): JSX.Element {
  const { view, voice } = props
  return (
    <ul>
      {view.terms.map((terms) => (
        <li key={terms.kind}>
          <a class="plain" href={paths.terms(terms.kind, terms.version)}>
            {voice.words.confirm.termsVersion(terms.title[voice.language], terms.version)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Connection({ view, voice }: ConfirmPageProps): JSX.Element {
  const { confirm } = voice.words
  if (view.ownConnection) return <p class="soft">{confirm.ownConnection}</p>
  const advice = confirm.otherConnection(view.host)
  return (
    <div class="notice">
      <h2>{advice.title}</h2>
      <p>{advice.text}</p>
    </div>
  )
}
