/** Pages whose every free text tries to break out of its place. For tests. */
import { differenceOf } from '../../../domain/agreement/difference.ts'
import { document } from '../layout.tsx'
import { voice } from '../words/words.ts'
import { ConfirmPage } from './confirm.tsx'
import { LineProofPage } from './line-proof.tsx'
import { OffersPage } from './offers.tsx'
import { PasskeysPage } from './passkeys.tsx'
import { ProfilePage } from './profile.tsx'
import { hostileAdvice } from './sample-advice.tsx'
import type { SamplePage } from './sample-pages.tsx'
import * as sample from './samples.ts'
import { SignInCodePage } from './sign-in.tsx'
import { TermsPage } from './terms.tsx'

const HOSTILE = `"><b>'<script>alert(1)</script><img src=x onerror=alert(1)>`

export function hostilePages(): readonly SamplePage[] {
  const speech = voice('en')
  const form = {
    seal: { csrf: HOSTILE, key: HOSTILE },
    typed: { iccid: HOSTILE, displayName: HOSTILE },
    refusal: HOSTILE,
    fieldErrors: { iccid: HOSTILE },
  }
  const text = { 'zh-CN': HOSTILE, 'zh-TW': HOSTILE, en: HOSTILE, ja: HOSTILE, ko: HOSTILE }
  const offer = { ...sample.WEEK_QUOTE.offer, name: text }
  const passkeys = [{ id: HOSTILE, name: HOSTILE, createdAt: sample.NOW, lastUsedAt: null }]
  const view = {
    ...sample.CHECKOUT,
    quote: { ...sample.WEEK_QUOTE, offer },
    host: HOSTILE,
    operator: { ...sample.OPERATOR, address: HOSTILE },
  }
  return Object.entries({
    proof: <LineProofPage voice={speech} form={form} />,
    code: (
      <SignInCodePage voice={speech} form={form} email={HOSTILE} minutesValid={10} digits={6} />
    ),
    profile: <ProfilePage voice={speech} form={form} account={sample.ACCOUNT} />,
    passkeys: <PasskeysPage voice={speech} form={form} passkeys={passkeys} />,
    confirm: <ConfirmPage voice={speech} form={form} view={view} giftCards={[]} />,
    offers: (
      <OffersPage
        voice={speech}
        choice={{ network: { ...sample.NETWORK, name: text }, quotes: [view.quote] }}
        line={sample.OVERVIEW}
        advice={hostileAdvice(offer, HOSTILE)}
      />
    ),
    terms: (
      <TermsPage
        voice={speech}
        terms={{ ...sample.TERMS, text, title: text }}
        others={[]}
        since={{ version: 1, passages: differenceOf(`${HOSTILE} a b`, `${HOSTILE} a c`) }}
      />
    ),
  }).map(([name, body]) => ({
    name,
    html: document({
      language: 'en',
      title: HOSTILE,
      path: `/?q=${HOSTILE}`,
      body,
      sandbox: false,
      banner: HOSTILE,
    }),
  }))
}
