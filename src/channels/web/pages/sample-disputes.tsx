/** Sample facts and pages of disputes. For tests. */
import type { JSX } from 'preact'
import type { OwnDispute } from '../../../app/queries/dispute-view.ts'
import { gigabytes } from '../../../domain/basics/data-volume.ts'
import type { DisputeId, RefundId, StaffId } from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { jstDate, plusDays } from '../../../domain/basics/time.ts'
import type { DisputeState, Evidence } from '../../../domain/dispute/dispute.ts'
import type { Voice } from '../words/words.ts'
import { disputePageWords, disputeRefusalText } from '../words/disputes/words.ts'
import { DisputePage, DisputesPage, NotDisputedPage } from './disputes.tsx'
import { DELIVERED, NOW, SEAL } from './samples.ts'

export const DISPUTE = '00000000-0000-7000-8000-0000000000e1' as DisputeId
const STAFF = '00000000-0000-7000-8000-0000000000e2' as StaffId
const REFUND = '00000000-0000-7000-8000-0000000000e3' as RefundId
const DAY = jstDate(NOW)

const EVIDENCE: readonly Evidence[] = [
  {
    kind: 'anomaly',
    id: null,
    at: NOW,
    facts: { finding: 'duplicate', earlier: 'x', secondsApart: 41 },
  },
  {
    kind: 'anomaly',
    id: null,
    at: NOW,
    facts: { finding: 'price_differs', charged: 1_980n, listed: 1_760n },
  },
  {
    kind: 'order',
    id: DELIVERED.id,
    at: NOW,
    facts: { channel: 'web', price: 1_980n, state: 'delivered', bytesUsed: gigabytes(1) },
  },
  {
    kind: 'payment',
    id: null,
    at: NOW,
    facts: { amount: 1_980n, method: 'card', state: 'succeeded', byLink: true, bankDisputes: 1 },
  },
  { kind: 'agreement', id: null, at: NOW, facts: { terms: 'service 3, privacy 1', lines: 14 } },
  { kind: 'sign_in', id: null, at: NOW, facts: { device: 'Chrome, Android', means: 'passkey' } },
  { kind: 'journal', id: null, at: NOW, facts: { command: 'place_order' } },
  { kind: 'journal', id: null, at: NOW, facts: { command: 'learn_payment' } },
]

const OF_USAGE: readonly Evidence[] = [
  {
    kind: 'anomaly',
    id: null,
    at: NOW,
    facts: { finding: 'usage_jump', bytes: gigabytes(9), usual: gigabytes(1) },
  },
  {
    kind: 'usage',
    id: null,
    at: NOW,
    facts: { bytes: gigabytes(9), usual: gigabytes(1), reports: 288, sessions: 3 },
  },
]

const OPEN: OwnDispute = {
  id: DISPUTE,
  line: DELIVERED.line,
  about: {
    kind: 'order',
    order: DELIVERED.id,
    number: DELIVERED.number,
    offerName: DELIVERED.offerName,
  },
  raisedAt: NOW,
  dueAt: plusDays(NOW, 14),
  steps: [{ at: NOW, kind: 'raised', by: null }],
  evidence: EVIDENCE,
  state: { kind: 'open' },
  isLate: false,
  asOf: NOW,
  words: null,
  answer: null,
}

const decided = (
  outcome: Extract<DisputeState, { readonly kind: 'decided' }>['outcome'],
): OwnDispute => ({
  ...OPEN,
  steps: [
    ...OPEN.steps,
    { at: NOW, kind: 'taken', by: STAFF },
    { at: NOW, kind: 'overdue', by: null },
    { at: NOW, kind: 'decided', by: STAFF },
  ],
  state: { kind: 'decided', at: NOW, by: STAFF, outcome, words: null },
  words: 'I bought it once.',
  answer: 'You are right.',
})

const SAMPLE_DISPUTES: Readonly<Record<string, OwnDispute>> = {
  open: OPEN,
  late: { ...OPEN, isLate: true, words: 'I bought it once.' },
  usage: { ...OPEN, about: { kind: 'usage', day: DAY }, evidence: OF_USAGE },
  explained: decided({ kind: 'explained' }),
  refunded: decided({
    kind: 'refunded',
    order: DELIVERED.id,
    refund: REFUND,
    amount: yen(1_980n),
  }),
  adjusted: {
    ...decided({ kind: 'adjusted', points: yen(300n) }),
    about: { kind: 'usage', day: DAY },
  },
  withdrawn: { ...OPEN, state: { kind: 'withdrawn', at: NOW } },
}

export function disputePages(voice: Voice): readonly (readonly [string, JSX.Element])[] {
  const all = Object.values(SAMPLE_DISPUTES)
  const form = { seal: SEAL }
  const { wordsNeeded } = disputePageWords(voice.language)
  const refused = { code: 'nothing_used', day: DAY } as const
  return [
    ['disputes', <DisputesPage voice={voice} disputes={all} />],
    ['disputes-none', <DisputesPage voice={voice} disputes={[]} />],
    ...Object.entries(SAMPLE_DISPUTES).map(
      ([name, dispute]) =>
        [`dispute-${name}`, <DisputePage voice={voice} dispute={dispute} form={form} />] as const,
    ),
    [
      'dispute-wrong',
      <DisputePage
        voice={voice}
        dispute={OPEN}
        form={{ ...form, fieldErrors: { words: wordsNeeded } }}
      />,
    ],
    [
      'dispute-refused',
      <NotDisputedPage
        voice={voice}
        refusal={disputeRefusalText(refused, voice.language)}
        back="/orders"
      />,
    ],
  ]
}
