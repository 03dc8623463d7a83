/**
 * Staff read personal text: each such read goes into the journal before anything is shown, and from
 * there it can be told. Masked forms are no reading of this kind. A list of every place that opens
 * sealed text for staff is kept by `test/contracts/staff-readings.test.ts`.
 */
import type { AccountId, CallId, LineId, ReportId } from '../../domain/basics/ids.ts'
import { microsOf } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import { decided, type Command } from '../door/command.ts'
import type { Home } from '../door/state.ts'
import { byStaff, type StaffActing, type StaffCommand, type StaffRefusal } from './by-staff.ts'
import type { StaffChannel } from './channel.ts'

/** Who reads the same again within the hour is not written down again. */
const HOUR_MICROS = 3_600_000_000n

function reading<Subject extends object>(
  name: string,
  homeOf: (subject: Subject) => Home,
): Command<Subject, null, never> {
  return {
    name,
    keyPlace: 'outcomes',
    reads: [],
    homes: (subject) => [homeOf(subject)],
    fingerprint: (subject) => homeOf(subject).id,
    decide(_, subject) {
      const { kind, id } = homeOf(subject)
      return decided(null, { events: [{ name: 'personal_text_read', facts: { [kind]: id } }] })
    },
  }
}

/** The name that a holder goes by. */
export const readPerson = byStaff(
  { act: 'edit_person' },
  reading('read_person', ({ account }: { readonly account: AccountId }) => {
    return { kind: 'account', id: account }
  }),
)

/** What staff wrote about a line and whoever came with it. */
export const readCaseNotes = byStaff(
  { act: 'find_line' },
  reading('read_case_notes', ({ line }: { readonly line: LineId }) => ({ kind: 'line', id: line })),
)

/** What a customer wrote about what they contest, and what they were answered. */
export const readDisputeWords = byStaff(
  { act: 'read_disputes' },
  reading('read_dispute_words', ({ line }: { readonly line: LineId }) => ({
    kind: 'line',
    id: line,
  })),
)

/** What an agent wrote of a call. */
export const readCallNote = byStaff(
  { act: 'read_calls' },
  reading('read_call_note', ({ call }: { readonly call: CallId }) => ({ kind: 'call', id: call })),
)

/** What somebody reported, and what they said of it. */
export const readReport = byStaff(
  { act: 'read_reports' },
  reading('read_report', ({ report }: { readonly report: ReportId }) => {
    return { kind: 'report', id: report }
  }),
)

type Reading<Subject> = StaffCommand<Subject, null, StaffRefusal>

/** Whether it was written down; what was not is not to be shown. */
export async function noteRead<Subject>(
  { door, clock }: Pick<App, 'door' | 'clock'>,
  command: Reading<Subject>,
  given: {
    readonly acting: StaffActing
    readonly channel: StaffChannel
    readonly subject: Subject
  },
): Promise<boolean> {
  const { acting, channel, subject: input } = given
  const hour = microsOf(clock.now()) / HOUR_MICROS
  const key = `${command.name}|${command.fingerprint({ acting, input })}|${acting.signIn}|${hour}`
  const origin = { channel, actor: `staff:${acting.staff}`, key } as const
  const answer = await door.ask(command, { acting, input }, origin)
  return answer.ok
}
