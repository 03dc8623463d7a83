/** The one page of PayPal in the sandbox: what would be paid, and how it shall end. */
import type { Language } from '../../../../app/ports.ts'
import { page } from '../pages/pages.tsx'
import { WORDS } from '../pages/words.ts'
import { OUTCOMES } from './records.ts'
import { PAYPAL_WORDS } from './words.ts'

export interface PayPalBill {
  readonly order: string
  readonly language: Language
  readonly amount: number
  readonly description: string | null
  readonly keep: boolean
  readonly refused: boolean
  readonly returnUrl: string | null
  readonly cancelUrl: string | null
}

export function payPalPage(bill: PayPalBill): string {
  const words = WORDS[bill.language]
  const own = PAYPAL_WORDS[bill.language]
  const money = words.money(bill.amount.toLocaleString('en'))
  const [first, ...others] = OUTCOMES
  return page(
    bill.language,
    own.title,
    <>
      <p class="amount">{money}</p>
      {bill.description !== null && <p class="soft">{bill.description}</p>}
      {bill.refused && (
        <p class="said" role="alert">
          {own.refused}
        </p>
      )}
      <form class="sheet" method="post" action={`/pay/paypal/${bill.order}`}>
        <p>{own.ask(money)}</p>
        {bill.keep && <p>{own.keep}</p>}
        <button class="deed" name="outcome" value={first}>
          {own.outcomes[first ?? 'pay']}
        </button>
        <h2>{own.outcomesTitle}</h2>
        {others.map((outcome) => (
          <button class="plain wide" name="outcome" value={outcome}>
            {own.outcomes[outcome]}
          </button>
        ))}
      </form>
      {bill.cancelUrl !== null && (
        <a class="back" href={bill.cancelUrl}>
          {words.cancel}
        </a>
      )}
    </>,
  )
}

export type PayPalEnding = 'approved' | 'paid' | 'deciding' | 'over'

export function payPalEndPage(bill: PayPalBill, ending: PayPalEnding): string {
  const words = WORDS[bill.language]
  const own = PAYPAL_WORDS[bill.language]
  const said: Readonly<Record<PayPalEnding, readonly [title: string, text: string]>> = {
    approved: [own.approvedTitle, own.approvedText],
    paid: [words.paidTitle, words.paidText],
    deciding: [words.decidingTitle, words.decidingText],
    over: [words.overTitle, words.overText],
  }
  const [title, text] = said[ending]
  const back = ending === 'over' ? (bill.cancelUrl ?? bill.returnUrl) : bill.returnUrl
  return page(
    bill.language,
    title,
    <>
      <p role="status">{text}</p>
      {back !== null && (
        <a class="back" href={back}>
          {words.back}
        </a>
      )}
    </>,
  )
}
