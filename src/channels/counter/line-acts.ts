/** What else can be done with a line, and by which key: only what this member of staff may do. */
import type { Language } from '../../domain/basics/language.ts'
import type { Call } from '../../domain/call/call.ts'
import { mayDo, type StaffAct } from '../../domain/staff/permissions.ts'
import type { Staff } from '../../domain/staff/staff.ts'
import type { CustomerView } from '../../app/queries/staff/customer-view.ts'
import type { LineAct } from './pages/line.tsx'
import { paths } from './paths.ts'
import { billsWords } from './words/bills/words.ts'
import { callsWords } from './words/calls/words.ts'
import { lineWords } from './words/line/words.ts'
import { profileWords } from './words/profiles.ts'

export function lineActs(
  staff: Staff,
  { overview, holder, suspension }: CustomerView,
  given: {
    readonly language: Language
    readonly call: Pick<Call, 'id'> | null
    /** Whose profile can be ordered here. */
    readonly isEsim: boolean
  },
): readonly LineAct[] {
  const { language, call, isEsim } = given
  const { acts: said } = lineWords(language)
  const { id } = overview
  const { toCall } = callsWords(language).call
  const all: readonly (readonly [StaffAct, LineAct])[] = [
    ...(call === null
      ? []
      : ([['answer_call', { href: paths.call(call.id), label: toCall, key: 'j' }]] as const)),
    ['find_line', { href: paths.lineStatements(id), label: billsWords(language).months, key: 'v' }],
    ['check_identity', { href: paths.identity(id), label: said.identity, key: 'i' }],
    ['keep_case', { href: paths.lineCases(id), label: said.note, key: 'n' }],
    suspension === null
      ? ['suspend_line', { href: paths.suspension(id), label: said.suspend, key: 'b' }]
      : ['resume_line', { href: paths.resumption(id), label: said.resume, key: 'b' }],
    ['replace_sim', { href: paths.sim(id), label: said.sim, key: 'x' }],
    ...(isEsim
      ? ([
          [
            'order_profile',
            { href: paths.profile(id), label: profileWords(language).title, key: 'e' },
          ],
        ] as const)
      : []),
    ...(holder === null
      ? []
      : ([
          ['edit_person', { href: paths.person(id), label: said.person, key: 'p' }],
          ['forget_person', { href: paths.forgetting(id), label: said.forget, key: 'd' }],
          ['change_contact', { href: paths.contact(id), label: said.contact, key: 'm' }],
          [
            'give_points',
            { href: paths.accountPoints(holder.account), label: said.points, key: 'k' },
          ],
        ] as const)),
  ]
  return all.flatMap(([act, link]) => (mayDo(staff, act, staff.shop).ok ? [link] : []))
}
