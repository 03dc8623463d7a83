/** The pages about one's own data and about deleting the account, in their situations. */
import type { JSX } from 'preact'
import type { LineId, OrderId } from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant } from '../../../domain/basics/time.ts'
import { closingRefusalText } from '../words/closing.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'
import { ClosingPage, type ClosingPageProps } from './closing.tsx'
import { PersonalDataPage } from './personal-data.tsx'
import { FORM, SEAL } from './samples.ts'

const DUE = instant('2026-11-30T03:00:00Z')
const ID = '00000000-0000-7000-8000-000000000001'

export function personalPages(speech: Voice): readonly (readonly [string, JSX.Element])[] {
  const { language } = speech
  const view = { lines: 2, points: yen(1_200), packs: 3, inTheWay: null, dueAt: null }
  const bare: ClosingPageProps = { voice: speech, form: FORM, view, isFresh: true }
  const order = { code: 'order_not_over', line: ID as LineId, order: ID as OrderId } as const
  const wrong = {
    seal: SEAL,
    fieldErrors: { email: closingRefusalText({ code: 'email_differs' }, language) },
  }
  const refusal = refusalText({ code: 'step_up_needed' }, language)
  return [
    ['personal-data', <PersonalDataPage voice={speech} form={FORM} isFresh />],
    ['personal-data-stale', <PersonalDataPage voice={speech} form={FORM} isFresh={false} />],
    [
      'personal-data-wrong',
      <PersonalDataPage voice={speech} form={{ seal: SEAL, refusal }} isFresh={false} />,
    ],
    ['closing', <ClosingPage {...bare} />],
    ['closing-stale', <ClosingPage {...bare} isFresh={false} />],
    ['closing-wrong', <ClosingPage {...bare} form={wrong} />],
    ['closing-order', <ClosingPage {...bare} view={{ ...view, inTheWay: order }} />],
    ['closing-waits', <ClosingPage {...bare} view={{ ...view, dueAt: DUE }} />],
  ]
}
