/**
 * Every page in every situation, as whole documents from sample facts. For tests and for looking at
 * them: what is not listed here is not tested.
 */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import { document } from '../layout.tsx'
import { voice, type Voice } from '../words/words.ts'
import { refusalText } from '../words/refusals.ts'
import { AccountMoneyPage } from './account-money.tsx'
import { AddLinePage } from './add-line.tsx'
import { AgreementPage, AgreementsPage } from './agreements.tsx'
import { ConfirmPage } from './confirm.tsx'
import { ConnectionPage, FirstPage } from './first.tsx'
import { HelpPage } from './help.tsx'
import { HomePage, NoLinesPage } from './home.tsx'
import { LineProofPage } from './line-proof.tsx'
import { NoticesPage, UnsubscribePage } from './notices.tsx'
import { NotOursPage } from './not-ours.tsx'
import { OffersPage } from './offers.tsx'
import { OfflinePage } from './offline.tsx'
import { OrderPage, type OrderPageProps, orderRefresh } from './order.tsx'
import { OrdersPage } from './orders.tsx'
import { PayLinkPage } from './pay-link.tsx'
import { PasskeysPage } from './passkeys.tsx'
import { EmailChangeCodePage, ProfilePage } from './profile.tsx'
import { ReceiptPage } from './receipt.tsx'
import { RegistrationPage } from './registration.tsx'
import { INVOICE_SHEET, PAPERS, RECEIPT_SHEET } from './sample-papers.ts'
import { RENEWAL_NEEDS_HOLDER, RENEWAL_OFF, RENEWAL_ON, renewingPages } from './sample-renewing.tsx'
import { verifyPages } from './sample-verify.tsx'
import { DISPUTE, disputePages } from './sample-disputes.tsx'
import { ANOMALIES, statementPages } from './sample-statements.tsx'
import { termsPages } from './sample-terms.tsx'
import { installPages } from './sample-install.tsx'
import { personalPages } from './sample-personal.tsx'
import { phonePages } from './sample-phone.tsx'
import { SHOP, SHORT_CODE } from './sample-counter.ts'
import { advicePages } from './sample-advice.tsx'
import * as help from './sample-help.ts'
import * as sample from './samples.ts'
import { SignInCodePage, SignInPage } from './sign-in.tsx'
import { SignInsPage } from './sign-ins.tsx'
import { TroublePage } from './trouble.tsx'

export interface SamplePage {
  readonly name: string
  readonly html: string
}

export function samplePages(language: Language): readonly SamplePage[] {
  const speech = voice(language)
  return [
    ...entering(speech),
    ...lines(speech),
    ...buying(speech),
    ...orders(speech),
    ...account(speech),
    ...reading(speech),
  ].map(([name, body]) => ({
    name,
    html: document({
      language,
      title: name,
      path: '/',
      body,
      sandbox: true,
      ...(name.startsWith('first') ? {} : { signedIn: sample.SEAL, here: 'home' as const }),
      ...(name === 'profile' ? { banner: speech.words.profile.saved } : {}),
      ...(name === 'order-undecided' ? { head: <>{orderRefresh(sample.UNDECIDED)}</> } : {}),
    }),
  }))
}

type Named = readonly (readonly [name: string, body: JSX.Element])[]

function wrongCard(speech: Voice) {
  const say = (refusal: Parameters<typeof refusalText>[0]) => refusalText(refusal, speech.language)
  return {
    seal: sample.SEAL,
    typed: { iccid: '8981 1001 2345 6789 018', activationCode: '12345' },
    refusal: say({ code: 'line_not_proved' }),
    fieldErrors: {
      iccid: say({ code: 'check_digit', expected: '7', found: '8', swappedAt: null }),
      activationCode: say({ code: 'wrong_length', digits: 5, expected: [10] }),
    },
  }
}

function wrongCodes(speech: Voice) {
  const say = (refusal: Parameters<typeof refusalText>[0]) => refusalText(refusal, speech.language)
  return {
    seal: sample.SEAL,
    typed: { campaignCode: 'AUTUMN', giftCode: 'SECRET-GIFT-CODE' },
    refusal: speech.words.paying.changed,
    fieldErrors: {
      giftCode: say({ code: 'gift_codes_too_many', again: sample.NOW }),
      campaignCode: say({ code: 'campaign_code_unknown' }),
    },
  }
}

function entering(speech: Voice): Named {
  const code = { form: sample.FORM, voice: speech, digits: 6 }
  return [
    ['first', <FirstPage voice={speech} form={sample.FORM} networks={sample.NETWORKS} />],
    ['first-wrong', <FirstPage voice={speech} form={wrongCard(speech)} networks={[]} />],
    ['first-connection', <ConnectionPage voice={speech} overview={sample.CONNECTION} />],
    ['first-sign-in', <SignInPage voice={speech} form={sample.FORM} />],
    ['first-code', <SignInCodePage {...code} email="li.wei@example.com" minutesValid={10} />],
    [
      'first-registration',
      <RegistrationPage
        voice={speech}
        form={sample.FORM}
        provenEmail={null}
        documents={[sample.TERMS]}
      />,
    ],
    [
      'first-registration-proven',
      <RegistrationPage
        voice={speech}
        form={sample.FORM}
        provenEmail="li.wei@example.com"
        documents={[sample.TERMS]}
      />,
    ],
    ['first-line-proof', <LineProofPage voice={speech} form={sample.FORM} />],
    ['first-line-proof-wrong', <LineProofPage voice={speech} form={wrongCard(speech)} />],
    ['first-not-ours', <NotOursPage voice={speech} />],
  ]
}

function lines(speech: Voice): Named {
  const { lines: all } = sample.ACCOUNT
  const props = {
    voice: speech,
    lines: all,
    autoRenewal: RENEWAL_ON,
    odd: [],
    seal: sample.SEAL,
  }
  return [
    ['home', <HomePage {...props} overview={sample.OVERVIEW} />],
    ...Object.entries(sample.OVERVIEWS).map(
      ([name, overview]) => [`home-${name}`, <HomePage {...props} overview={overview} />] as const,
    ),
    [
      'home-renewal-off',
      <HomePage {...props} overview={sample.OVERVIEW} autoRenewal={RENEWAL_OFF} />,
    ],
    [
      'home-renewal-needs',
      <HomePage {...props} overview={sample.OVERVIEW} autoRenewal={RENEWAL_NEEDS_HOLDER} />,
    ],
    ...renewingPages(speech),
    ['home-odd', <HomePage {...props} overview={sample.OVERVIEW} odd={ANOMALIES} />],
    ...statementPages(speech),
    ['no-lines', <NoLinesPage voice={speech} />],
    ['add-line', <AddLinePage voice={speech} form={wrongCard(speech)} />],
  ]
}

function buying(speech: Voice): Named {
  const choice = { network: sample.NETWORK, quotes: sample.QUOTES }
  const offers = { voice: speech, choice, advice: null }
  const confirm = { voice: speech, form: sample.FORM, giftCards: [] }
  const { CHECKOUT } = sample
  return [
    ['offers', <OffersPage {...offers} line={sample.OVERVIEW} />],
    ['first-offers', <OffersPage {...offers} line={null} />],
    ...advicePages(speech),
    [
      'offers-none',
      <OffersPage {...offers} choice={{ ...choice, quotes: [] }} line={sample.OVERVIEW} />,
    ],
    ...sample.QUOTES.map(
      (quote) =>
        [
          `confirm-${quote.effect}`,
          <ConfirmPage {...confirm} view={{ ...sample.CHECKOUT, quote }} />,
        ] as const,
    ),
    [
      'confirm-start-now',
      <ConfirmPage
        {...confirm}
        view={{ ...sample.CHECKOUT, startNow: true, ownConnection: true }}
      />,
    ],
    [
      'confirm-in-parts',
      <ConfirmPage
        {...confirm}
        giftCards={[sample.SEALED, sample.SEALED]}
        view={{ ...CHECKOUT, paying: sample.PAYING_IN_PARTS }}
        form={{ seal: sample.SEAL, typed: { points: 'some' } }}
      />,
    ],
    [
      'confirm-covered',
      <ConfirmPage {...confirm} view={{ ...CHECKOUT, paying: sample.PAYING_COVERED }} />,
    ],
    ['confirm-wrong-code', <ConfirmPage {...confirm} view={CHECKOUT} form={wrongCodes(speech)} />],
    [
      'first-confirm-guest',
      <ConfirmPage
        giftCards={[]}
        voice={speech}
        view={{ ...sample.CHECKOUT, overview: { ...sample.OVERVIEW, access: 'line_proof' } }}
        form={{
          seal: sample.SEAL,
          typed: { accept: 'yes' },
          fieldErrors: {
            accept: refusalText({ code: 'terms_not_accepted', kinds: [] }, speech.language),
          },
        }}
      />,
    ],
  ]
}

function orders(speech: Voice): Named {
  const own = { isBuyer: true, mayCancel: true } as const
  const plain = { voice: speech, ...own, asOf: sample.NOW, seal: sample.SEAL } as const
  const none = { odd: [], ways: null, refund: null, shortCode: null, dispute: null } as const
  const bare = { ...plain, ...none, shops: [SHOP] }
  const ways = { methods: sample.PAYING_IN_PARTS.methods, payBy: sample.PAY_BY, link: null }
  const pairs = sample.ORDER_STATES.flatMap((state, one) =>
    sample.PAYMENT_STATES.map((payment, other) => {
      const order = sample.sampleOrder(state, payment)
      const name = `order-${state.kind}-${one}-${payment.kind}-${other}`
      const waits = state.kind === 'awaiting_payment'
      return [name, <OrderPage {...bare} order={order} ways={waits ? ways : null} />] as const
    }),
  )
  const refund = { ok: true, value: sample.REFUND_QUOTE } as const
  const not = { ok: false, refusal: { code: 'not_refundable', rule: 'none' } } as const
  const returned = { ...sample.REFUNDING, money: sample.RETURNED_MONEY }
  const link = { ...ways, link: 'https://renew.sakura-data.example/pay/AZigAAAAcACAAAAAAAAAoZ' }
  const receipt = {
    voice: speech,
    order: sample.DELIVERED.id,
    recipientLengthMax: 100,
    papers: PAPERS,
  }
  return [
    ...pairs,
    ...disputable(bare),
    ['order-undecided', <OrderPage {...bare} order={sample.UNDECIDED} />],
    ['order-refundable', <OrderPage {...bare} order={sample.DELIVERED} refund={refund} />],
    ['order-not-refundable', <OrderPage {...bare} order={sample.DELIVERED} refund={not} />],
    ['order-odd', <OrderPage {...bare} order={sample.DELIVERED} odd={ANOMALIES.slice(0, 2)} />],
    ['order-returned', <OrderPage {...bare} order={returned} />],
    ['order-linked', <OrderPage {...bare} order={sample.LINKED} ways={link} />],
    [
      'order-short-code',
      <OrderPage {...bare} order={sample.LINKED} ways={ways} shortCode={SHORT_CODE} />,
    ],
    ...(['open', 'undecided', 'paid', 'revoked', 'over'] as const).map((state) => {
      const view = { ...sample.PAY_LINK, state }
      const body = <PayLinkPage voice={speech} view={view} seal={sample.SEAL} />
      return [`first-pay-link-${state}`, body] as const
    }),
    ['first-pay-link-unknown', <PayLinkPage voice={speech} view={null} seal={sample.SEAL} />],
    [
      'first-pay-link-voucher',
      <PayLinkPage
        voice={speech}
        view={{ ...sample.PAY_LINK, voucher: sample.VOUCHER }}
        seal={sample.SEAL}
      />,
    ],
    ['orders', <OrdersPage voice={speech} orders={[sample.UNDECIDED, sample.DELIVERED]} />],
    ['orders-none', <OrdersPage voice={speech} orders={[]} />],
    ['receipt', <ReceiptPage {...receipt} sheet={RECEIPT_SHEET} form={sample.FORM} />],
    ['invoice', <ReceiptPage {...receipt} sheet={INVOICE_SHEET} form={null} />],
  ]
}

function disputable(bare: Omit<OrderPageProps, 'order'>): Named {
  const mayRaise = { latest: null, mayRaise: true } as const
  const raised = { latest: DISPUTE, mayRaise: false } as const
  return [
    ['order-disputable', <OrderPage {...bare} order={sample.DELIVERED} dispute={mayRaise} />],
    ['order-disputed', <OrderPage {...bare} order={sample.DELIVERED} dispute={raised} />],
  ]
}

function account(speech: Voice): Named {
  const props = { voice: speech, form: sample.FORM }
  return [
    ['profile', <ProfilePage {...props} account={sample.ACCOUNT} />],
    ['email-code', <EmailChangeCodePage {...props} sentTo="li.wei@example.com" digits={6} />],
    [
      'sign-ins',
      <SignInsPage voice={speech} signIns={sample.ACCOUNT.signIns} seal={sample.SEAL} />,
    ],
    [
      'account-money',
      <AccountMoneyPage voice={speech} view={sample.ACCOUNT_MONEY} seal={sample.SEAL} />,
    ],
    [
      'account-money-none',
      <AccountMoneyPage voice={speech} view={sample.NOTHING_KEPT} seal={sample.SEAL} />,
    ],
    ['passkeys', <PasskeysPage {...props} passkeys={sample.ACCOUNT.passkeys} />],
    ['notices', <NoticesPage {...props} {...sample.NOTICES} />],
    ['notices-push', <NoticesPage {...props} {...sample.NOTICES_EVERY_WAY} />],
    ...unsubscribing(speech),
    ...phonePages(speech),
    ...personalPages(speech),
    ...installPages(speech),
    ...disputePages(speech),
    ['passkeys-none', <PasskeysPage {...props} passkeys={[]} />],
  ]
}

function unsubscribing(voice: Voice): Named {
  const of = { group: 'auto_renewal', token: 'token', hasRequired: true } as const
  const props = { voice, seal: sample.SEAL }
  return [
    ['unsubscribe', <UnsubscribePage {...props} state={{ kind: 'ask', ...of }} />],
    ['unsubscribe-done', <UnsubscribePage {...props} state={{ kind: 'done', ...of }} />],
    ['unsubscribe-unknown', <UnsubscribePage {...props} state={{ kind: 'unknown' }} />],
  ]
}

function reading(speech: Voice): Named {
  const agreement = sample.sampleAgreement(speech.language)
  const documents = agreement.terms.map((ref) => ({ ref, terms: { ...sample.TERMS, ...ref } }))
  return [
    ...termsPages(speech),
    [
      'agreements',
      <AgreementsPage voice={speech} agreements={[agreement]} olderThan={agreement.id} />,
    ],
    ['agreement', <AgreementPage voice={speech} agreement={agreement} documents={documents} />],
    ...helping(speech),
    ...verifyPages(speech),
    ['offline', <OfflinePage voice={speech} />],
    ['trouble-403', <TroublePage voice={speech} status={403} />],
    ['trouble-404', <TroublePage voice={speech} status={404} />],
    ['trouble-429', <TroublePage voice={speech} status={429} waitSeconds={30} />],
    ['trouble-500', <TroublePage voice={speech} status={500} reference="req-1" />],
    ['trouble-503', <TroublePage voice={speech} status={503} waitSeconds={1} />],
  ]
}

function helping(voice: Voice): Named {
  const operator = help.OPERATOR_WITH_ANSWERS
  const { open, closed, always, never } = help.HOTLINE_TIMES
  const stranger = { voice, operator, lines: null, search: null }
  const none = { ...sample.OPERATOR, answers: [] }
  return [
    ['help', <HelpPage {...stranger} times={open} lines={help.LINES_AT_HAND} />],
    ['first-help', <HelpPage {...stranger} times={closed} />],
    [
      'first-help-found',
      <HelpPage {...stranger} times={always} search={{ typed: '<b>', found: help.ANSWERS }} />,
    ],
    [
      'first-help-not-found',
      <HelpPage {...stranger} times={never} search={{ typed: 'zebra', found: [] }} />,
    ],
    ['help-no-answers', <HelpPage {...stranger} operator={none} times={never} lines={[]} />],
  ]
}
