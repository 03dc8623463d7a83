/** How auto-renewal of a line stands, and what it waits for; shared by its page and home. */
import type { JSX } from 'preact'
import type { AutoRenewalView } from '../../../app/queries/auto-renewal-view.ts'
import { paths } from '../paths.ts'
import { termsWords } from '../words/terms.ts'
import { renewingWords } from '../words/renewing/words.ts'
import type { Voice } from '../words/words.ts'

interface AutoRenewalStateProps {
  readonly voice: Voice
  readonly view: AutoRenewalView
}

export function AutoRenewalState({ voice, view }: AutoRenewalStateProps): JSX.Element {
  const said = renewingWords(voice.language)
  const { mandate: terms } = termsWords(voice.language)
  return (
    <>
      <p>{stateText(view, voice)}</p>
      {view.cappedSince !== null && <p class="notice">{said.capped}</p>}
      {view.newTerms !== null && (
        <div class="notice">
          <p>
            {view.newTerms.inForce
              ? terms.held
              : terms.comes(voice.format.longDate(view.newTerms.from))}
          </p>
          {view.mandate !== null && (
            <a class="button main" href={paths.autoRenewalTerms(view.mandate.line)}>
              {terms.read}
            </a>
          )}
        </div>
      )}
      {view.retryAt !== null && (
        <p class="notice">{said.retries(voice.format.moment(view.retryAt, view.asOf))}</p>
      )}
      {view.needsHolder !== null && (
        <div class="notice">
          <p>{said.needsYou}</p>
          <a class="button main" href={paths.order(view.needsHolder)}>
            {said.goPay}
          </a>
        </div>
      )}
    </>
  )
}

/** One sentence; what it waits for is said beneath it. */
function stateText(view: AutoRenewalView, { language, format }: Voice): string {
  const said = renewingWords(language)
  const { mandate, state, asOf } = view
  if (mandate === null) return said.off
  if (mandate.ended !== null) return said.stopped[mandate.ended.why]
  if (state === 'paused') {
    const until = mandate.paused?.until ?? null
    return until === null ? said.paused : said.pausedUntil(format.moment(until, asOf))
  }
  const next = view.chargesAt
  if (view.newTerms?.inForce === true) return said.on
  if (view.retryAt !== null || view.needsHolder !== null || view.cappedSince !== null) {
    return said.on
  }
  const coming = next === null ? said.chargesOnUse : said.charges(format.moment(next, asOf))
  return said.onWith(coming)
}
