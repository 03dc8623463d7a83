/** What wrong tries have locked of a line and its holder, and the form that ends one of them. */
import type { JSX } from 'preact'
import type { StandingLock } from '../../../app/queries/staff/locks.ts'
import { LIFT_REASONS } from '../../../app/staff/limits.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { Seal, Select, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { limitWords } from '../words/limits/words.ts'
import { lockWords } from '../words/locks.ts'
import { Key, keyed } from './key.tsx'

/** As they are posted; another form of the page asks for a reason too. */
export const LOCK_FIELDS = { what: 'lock', reason: 'lockReason' } as const

export interface LocksProps {
  readonly speech: Speech
  readonly role: StaffRole
  readonly line: LineId
  readonly locks: readonly StandingLock[]
  readonly asOf: Instant
  readonly form: FormProps
}

export function Locks(props: LocksProps): JSX.Element | null {
  const { speech, role, locks } = props
  if (locks.length === 0) return null
  return (
    <section class="sheet notice stack" aria-labelledby="locks">
      <h2 id="locks">{lockWords(speech.language).title}</h2>
      <ul class="list">
        {locks.map((lock) => (
          <li key={lock.what.kind}>{sentence(props, lock)}</li>
        ))}
      </ul>
      {reachOf(role, 'lift_limit') !== 'no' && <Lifting {...props} />}
    </section>
  )
}

function Lifting(props: LocksProps): JSX.Element {
  const { speech, line, locks, form } = props
  const said = lockWords(speech.language)
  const { reason, reasons } = limitWords(speech.language)
  const options = LIFT_REASONS.map((one) => [one, reasons[one]] as const)
  const [only, ...others] = locks
  return (
    <details open={form.refusal !== undefined}>
      <summary {...keyed('u')}>
        {said.lift} <Key name="u" />
      </summary>
      <form class="stack" method="post" action={paths.locks(line)}>
        <Seal seal={form.seal} />
        {only !== undefined && others.length === 0 ? (
          <input type="hidden" name={LOCK_FIELDS.what} value={only.what.kind} />
        ) : (
          locks.map((lock) => (
            <label key={lock.what.kind} class="tick">
              <input type="radio" name={LOCK_FIELDS.what} value={lock.what.kind} required />
              {sentence(props, lock)}
            </label>
          ))
        )}
        <Select form={form} name={LOCK_FIELDS.reason} label={reason} options={options} />
        <p class="hint">{said.lead}</p>
        <button type="submit">{said.lift}</button>
      </form>
    </details>
  )
}

function sentence({ speech, asOf }: LocksProps, { what, at }: StandingLock): string {
  return lockWords(speech.language).stands[what.kind](speech.format.moment(at, asOf))
}
