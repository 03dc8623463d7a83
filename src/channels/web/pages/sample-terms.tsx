/** Sample pages of terms: read, compared and accepted. For tests and for looking at pages. */
import type { JSX } from 'preact'
import { differenceOf } from '../../../domain/agreement/difference.ts'
import type { TermsKind } from '../../../domain/basics/ids.ts'
import { plusDays } from '../../../domain/basics/time.ts'
import { askingScreen, mandateTermsScreen } from '../words/terms-screen.ts'
import type { Voice } from '../words/words.ts'
import { MandateTermsPage, PendingTermsPage } from './accepting-terms.tsx'
import * as sample from './samples.ts'
import { TermsListPage, TermsPage } from './terms.tsx'

const { TERMS, FORM, NOW, OVERVIEW } = sample
const NEXT = { ...TERMS, version: TERMS.version + 1, effectiveFrom: plusDays(NOW, 30) }
const AUTO = { ...NEXT, kind: 'auto-renewal' as TermsKind }
const LINE = 'docomo 8981 •••• •••• ••• 9017'

const BEFORE = 'Prices include tax.\nUnused data lapses.\nDisputes are heard in Tokyo.'
const AFTER = 'Prices include consumption tax.\nDisputes are heard in Tokyo.\nCall 188.'

export function termsPages(voice: Voice): readonly (readonly [string, JSX.Element])[] {
  const { language } = voice
  const passages = differenceOf(BEFORE, AFTER)
  const same = differenceOf(BEFORE, BEFORE)
  const asked = [{ terms: TERMS, since: 1 }]
  const later = [{ terms: NEXT, since: TERMS.version }]
  const screens = {
    screen: askingScreen([TERMS], language),
    laterScreen: askingScreen([NEXT], language),
  }
  const mandate = { voice, line: OVERVIEW.id, lineName: LINE, form: FORM }
  const waiting = mandateTermsScreen([TERMS], { language, now: NOW, waits: true })
  const coming = mandateTermsScreen([AUTO], { language, now: NOW, waits: false })
  const both = [NEXT, TERMS]
  return [
    ['terms', <TermsPage voice={voice} terms={TERMS} others={[1]} since={null} />],
    [
      'terms-since',
      <TermsPage voice={voice} terms={NEXT} others={[1]} since={{ version: 1, passages }} />,
    ],
    [
      'terms-same',
      <TermsPage voice={voice} terms={NEXT} others={[1]} since={{ version: 1, passages: same }} />,
    ],
    ['terms-list', <TermsListPage voice={voice} now={NOW} documents={[both, [AUTO]]} />],
    ['terms-pending', <PendingTermsPage {...{ voice, asked, later, ...screens }} form={FORM} />],
    [
      'terms-none',
      <PendingTermsPage {...{ voice, ...screens }} asked={[]} later={[]} form={FORM} />,
    ],
    ['terms-mandate', <MandateTermsPage {...mandate} asked={asked} screen={waiting} />],
    ['terms-mandate-coming', <MandateTermsPage {...mandate} asked={later} screen={coming} />],
    ['terms-mandate-none', <MandateTermsPage {...mandate} asked={[]} screen={coming} />],
  ]
}
