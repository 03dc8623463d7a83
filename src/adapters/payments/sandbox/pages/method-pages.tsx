/** The pages of the other ways to pay: the choice, a convenience store, a wallet, a voucher. */
import type Stripe from 'stripe'
import { CHAINS, type Chain, type PaymentType, type WalletMeans } from '../stripe/means.ts'
import { CHAIN_NAMES, METHOD_WORDS, type PayerTrouble } from './method-words.ts'
import { moneyOf, page, Said, Sum, type Bill } from './pages.tsx'
import { WORDS } from './words.ts'

export function choicePage(bill: Bill, types: readonly PaymentType[]): string {
  const words = METHOD_WORDS[bill.language]
  return page(
    bill.language,
    words.chooseTitle,
    <>
      <Sum bill={bill} />
      <ul>
        {types.map((type) => (
          <li>
            <a class="back" href={`/pay/${bill.session}?method=${type}`}>
              {words.methods[type]}
            </a>
          </li>
        ))}
      </ul>
      <Cancel bill={bill} />
    </>,
  )
}

/** What stands in the form of a convenience store. */
export interface Payer {
  readonly name: string
  readonly email: string
  readonly store: string
}

export function konbiniPage(
  bill: Bill,
  { payer, trouble }: { readonly payer: Payer; readonly trouble: PayerTrouble | null },
): string {
  const words = METHOD_WORDS[bill.language]
  const isWrong = (name: PayerTrouble) => (trouble === name ? 'true' : undefined)
  return page(
    bill.language,
    words.methods.konbini,
    <>
      <Sum bill={bill} />
      <Said text={trouble === null ? null : words.payerTrouble[trouble]} />
      <p class="soft">{words.konbiniText}</p>
      <form class="sheet" method="post" action={`/pay/${bill.session}/konbini`}>
        <label>
          {words.name}
          <input
            name="name"
            value={payer.name}
            autocomplete="off"
            maxLength={100}
            required
            aria-invalid={isWrong('name')}
          />
        </label>
        <label>
          {words.email}
          <input
            name="email"
            type="email"
            value={payer.email}
            autocomplete="off"
            maxLength={254}
            required
            aria-invalid={isWrong('email')}
          />
        </label>
        <fieldset>
          <legend>{words.store}</legend>
          {CHAINS.map((chain) => (
            <label class="choice">
              <input
                type="radio"
                name="store"
                value={chain}
                checked={payer.store === chain}
                required
              />
              {CHAIN_NAMES[chain]}
            </label>
          ))}
        </fieldset>
        <button class="deed">{words.getNumber}</button>
      </form>
      <Other bill={bill} />
      <Cancel bill={bill} />
    </>,
  )
}

export function walletPage(
  bill: Bill,
  { type, failed }: { readonly type: WalletMeans['type']; readonly failed: boolean },
): string {
  const words = METHOD_WORDS[bill.language]
  const wallet = words.methods[type]
  return page(
    bill.language,
    wallet,
    <>
      <Sum bill={bill} />
      <Said text={failed ? words.walletFailed : null} />
      <p class="soft">{words.walletText(wallet)}</p>
      <form class="sheet" method="post" action={`/pay/${bill.session}/wallet`}>
        <button class="deed" name="method" value={type}>
          {words.toWallet(wallet)}
        </button>
      </form>
      <Other bill={bill} />
      <Cancel bill={bill} />
    </>,
  )
}

export function authorisationPage(bill: Bill, type: WalletMeans['type']): string {
  const words = METHOD_WORDS[bill.language]
  return page(
    bill.language,
    words.walletTitle(words.methods[type]),
    <>
      <p>{words.walletAsks(moneyOf(bill))}</p>
      {type === 'wechat_pay' && <p class="soft">{words.qrHint}</p>}
      <form class="sheet" method="post" action={`/pay/${bill.session}/authentication`}>
        <button class="deed" name="answer" value="approve">
          {words.walletApprove}
        </button>
        <button class="plain wide" name="answer" value="fail">
          {words.walletFail}
        </button>
      </form>
    </>,
  )
}

export interface VoucherShown {
  readonly intent: Stripe.PaymentIntent
  readonly chain: Chain
  readonly state: 'waiting' | 'paid' | 'over'
  /** In yen, where a refund waits for a bank account; `sent` once it was named. */
  readonly refund: { readonly id: string; readonly amount: number; readonly sent: boolean } | null
}

export function voucherPage(bill: Bill, shown: VoucherShown): string {
  const words = METHOD_WORDS[bill.language]
  const { state, refund } = shown
  return page(
    bill.language,
    words.voucherTitle,
    <>
      <Sum bill={bill} />
      {state === 'waiting' ? (
        <Numbers bill={bill} shown={shown} />
      ) : (
        <p role="status">{state === 'paid' ? words.voucherPaid : words.voucherOver}</p>
      )}
      {refund !== null && refund.sent && <p role="status">{words.refundSent}</p>}
      {refund !== null && !refund.sent && (
        <form class="sheet" method="post" action={`/pay/vouchers/${shown.intent.id}/account`}>
          <p>{words.refundText(moneyOf(bill, refund.amount))}</p>
          <button class="deed" name="refund" value={refund.id}>
            {words.nameAccount}
          </button>
        </form>
      )}
      <a class="back" href={bill.successUrl}>
        {WORDS[bill.language].back}
      </a>
    </>,
  )
}

function Numbers({ bill, shown }: { bill: Bill; shown: VoucherShown }) {
  const words = METHOD_WORDS[bill.language]
  const details = shown.intent.next_action?.konbini_display_details
  const store = details?.stores[shown.chain]
  return (
    <>
      <p>{words.voucherText(words.japanTime(japanClock(details?.expires_at ?? 0)))}</p>
      <dl class="sheet">
        <dt>{words.store}</dt>
        <dd>{CHAIN_NAMES[shown.chain]}</dd>
        <dt>{words.confirmationNumber}</dt>
        <dd>
          <code>{store?.confirmation_number}</code>
        </dd>
        <dt>{words.paymentCode}</dt>
        <dd>
          <code>{store?.payment_code}</code>
        </dd>
      </dl>
      <form class="sheet" method="post" action={`/pay/vouchers/${shown.intent.id}/payment`}>
        <p class="soft">{words.tillHint}</p>
        <button class="deed">{words.payAtTill}</button>
      </form>
    </>
  )
}

/** Day and minute in Japan, which knows no summer time. */
function japanClock(seconds: number): string {
  return new Date((seconds + 9 * 3_600) * 1_000).toISOString().slice(0, 16).replace('T', ' ')
}

function Other({ bill }: { bill: Bill }) {
  if (!bill.hasChoice) return null
  return (
    <p>
      <a class="back" href={`/pay/${bill.session}`}>
        {METHOD_WORDS[bill.language].otherMethod}
      </a>
    </p>
  )
}

function Cancel({ bill }: { bill: Bill }) {
  if (bill.cancelUrl === null) return null
  return (
    <a class="back" href={bill.cancelUrl}>
      {WORDS[bill.language].cancel}
    </a>
  )
}
