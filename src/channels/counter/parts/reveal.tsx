/** What the screen of a line masks, in full for a few minutes, or the form that asks for it. */
import type { JSX } from 'preact'
import type { RevealedText } from '../../../app/queries/staff/revealed.ts'
import { REVEAL_MINUTES, REVEAL_REASONS } from '../../../app/staff/revealing.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { Seal, Select, type FormSeal } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { revealWords } from '../words/reveal.ts'
import { Rows } from './rows.tsx'

export interface RevealProps {
  readonly speech: Speech
  readonly line: LineId
  /** Null: not asked for lately at this console. */
  readonly shown: { readonly text: RevealedText; readonly until: Instant } | null
  readonly seal: FormSeal
}

export function Reveal({ speech, line, shown, seal }: RevealProps): JSX.Element {
  const said = revealWords(speech.language)
  if (shown === null) {
    return (
      <details>
        <summary>{said.title}</summary>
        <form class="stack" method="post" action={paths.reveal(line)}>
          <Seal seal={seal} />
          <Select
            form={{ seal }}
            name="reason"
            label={said.reason}
            value={REVEAL_REASONS[0]}
            options={REVEAL_REASONS.map((one) => [one, said.reasons[one]] as const)}
            autocomplete="off"
          />
          <p class="hint">{said.lead(REVEAL_MINUTES)}</p>
          <button>{said.show}</button>
        </form>
      </details>
    )
  }
  const { iccid, number, holder } = shown.text
  return (
    <div class="stack" id="revealed">
      <p class="soft">{said.until(speech.format.clock(shown.until))}</p>
      <Rows
        rows={[
          holder === null ? null : [said.name, holder.name],
          holder === null ? null : [said.email, holder.email],
          holder === null || holder.contactNumber === ''
            ? null
            : [said.contactNumber, holder.contactNumber],
          [said.card, iccid],
          number === null ? null : [said.number, number],
        ]}
      />
    </div>
  )
}
