/** One live session: what its peer lets through, what it should, and what was used and heard. */
import type { JSX } from 'preact'
import type { SessionView } from '../../../app/queries/session-view.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { sameEntitlement, type Entitlement } from '../../../domain/line/entitlement.ts'
import type { Speech } from '../voice.ts'
import { networkWords } from '../words/network/words.ts'

export function SessionFacts(props: {
  readonly session: SessionView & { readonly should: Entitlement }
  readonly asOf: Instant
  readonly speech: Speech
}): JSX.Element {
  const { session, asOf, speech } = props
  const { told, should, telling, since, heardAt, bytesUsed } = session
  const said = networkWords(speech.language)
  const { moment, volumeUsed, colon } = speech.format
  const isSame = told !== null && sameEntitlement(told, should)
  return (
    <>
      <p>
        {said.told}
        {colon}
        {told === null ? said.nothing : speedOf(told, speech)}
        {!isSame && ` · ${said.should}${colon}${speedOf(should, speech)}`}{' '}
        {told !== null && !isSame && <span class="tag on">{said.differs}</span>}{' '}
        {telling !== null && (
          <span class="tag">
            {telling.how === 'stop' ? said.stopping(telling.tries) : said.telling(telling.tries)}
          </span>
        )}
      </p>
      <p class="soft">
        {said.since(moment(since, asOf))} · {said.used(volumeUsed(bytesUsed, 'GB'))} ·{' '}
        {said.heard(moment(heardAt, asOf))}
      </p>
    </>
  )
}

function speedOf(entitlement: Entitlement, { language, format }: Speech): string {
  const said = networkWords(language)
  switch (entitlement.kind) {
    case 'full':
      return entitlement.kbps === null ? said.full : said.fullAt(format.speed(entitlement.kbps))
    case 'throttled':
      return said.throttled(format.speed(entitlement.kbps))
    case 'portal_only':
      return said.portal
    case 'none':
      return said.no
  }
}
