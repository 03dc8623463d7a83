/** The pages about the telephone and about the digits of an order, in their situations. */
import type { JSX } from 'preact'
import { instant } from '../../../domain/basics/time.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'
import { CodePage } from './code.tsx'
import { PhonePage, type PhonePageProps } from './phone.tsx'
import { FORM, NOW, SEAL } from './samples.ts'

const SINCE = instant('2026-11-02T03:00:00Z')
const UNTIL = instant('2026-11-23T03:30:00Z')

export function phonePages(speech: Voice): readonly (readonly [string, JSX.Element])[] {
  const say = (refusal: Parameters<typeof refusalText>[0]) => refusalText(refusal, speech.language)
  const bare: PhonePageProps = {
    voice: speech,
    form: FORM,
    number: null,
    claim: null,
    pin: null,
    isFresh: true,
    hotline: '03-0000-0000',
    asOf: NOW,
  }
  const claim = { lastDigits: '5678', until: UNTIL, code: '482913' }
  const number = { lastDigits: '1234', since: SINCE }
  const pin = { since: SINCE, lockedAt: null }
  const wrong = {
    seal: SEAL,
    typed: { number: '090-1234', pin: '1234', pinAgain: '4321' },
    refusal: say({ code: 'step_up_needed' }),
    fieldErrors: {
      number: say({ code: 'telephone_unreadable' }),
      pin: say({ code: 'pin_too_easy' }),
      pinAgain: say({ code: 'pins_differ' }),
    },
  }
  const noOrder = { code: say({ code: 'short_code_unknown' }) }
  return [
    ['phone-none', <PhonePage {...bare} />],
    ['phone-waiting', <PhonePage {...bare} number={number} claim={claim} pin={pin} />],
    ['phone-elsewhere', <PhonePage {...bare} claim={{ ...claim, code: null }} />],
    ['phone-stale', <PhonePage {...bare} number={number} pin={pin} isFresh={false} />],
    ['phone-locked', <PhonePage {...bare} pin={{ ...pin, lockedAt: NOW }} />],
    ['phone-wrong', <PhonePage {...bare} form={wrong} />],
    ['first-order-code', <CodePage voice={speech} form={FORM} />],
    [
      'first-order-code-wrong',
      <CodePage
        voice={speech}
        form={{ seal: SEAL, typed: { code: '12345678' }, fieldErrors: noOrder }}
      />,
    ],
  ]
}
