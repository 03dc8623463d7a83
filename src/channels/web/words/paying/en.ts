/** English: paying, paying for somebody else, refunds and points. */
import type { PayingWords } from './words.ts'

export const enPaying: PayingWords = {
  paying: {
    points: 'Points',
    pointsHave: (worth) => `You have points worth ${worth}`,
    pointsNone: 'Use none',
    pointsAll: (worth) => `Use all: ${worth} less to pay`,
    pointsSome: 'Use some',
    pointsAmount: 'How many points (1 point is 1 yen)',
    giftCode: 'Gift card number',
    giftCodeHint: '17 letters and digits, or 25 digits; dashes and spaces do not matter',
    giftCard: (hint) => `Gift card •••• ${hint}`,
    giftCardUse: (hint, taken, left) =>
      `Gift card •••• ${hint}: pays ${taken}, ${left} left afterwards`,
    codesHave: 'Have a gift card or a campaign code?',
    code: 'Campaign code',
    update: 'Update the amount',
    changed:
      'Something about the payment changed, and nothing was paid yet. Please check the amount and the way below, then press the button again.',
    campaign: 'Campaign',
    bonusData: (volume) => `${volume} as a present`,
    percentOff: (percent) => `${percent}% off`,
    pointsTimes: (times) => `points × ${times}`,
    pointsGiven: (points) => `points worth ${points} as a present`,
    giftCardGiven: (value, months) =>
      `a gift card of ${value} as a present, valid ${months === 1 ? '1 month' : `${months} months`}`,
    listPrice: 'List price',
    discount: 'Discount',
    toPay: 'To pay',
    rest: 'Still to pay',
    method: 'How to pay',
    methodName: {
      card: 'Credit or debit card',
      paypal: 'PayPal',
      konbini: 'At a convenience store',
      alipay: 'Alipay',
      wechat_pay: 'WeChat Pay',
    },
    methodText: {
      card: 'Now and in full on the payment provider’s page, with 3-D Secure',
      paypal: 'Now and in full on PayPal’s page',
      konbini: (end) =>
        `You get a payment number and pay it in full, in cash, at FamilyMart, Lawson, Ministop or Seicomart before ${end}`,
      alipay: 'Now and in full with Alipay',
      wechat_pay: 'Now and in full by scanning a code with WeChat',
    },
    keptText: 'Charged in full to your kept means as soon as you press the button',
    atCounter:
      'Now and in full: in cash or by card at this counter, or on your own phone by scanning a code here',
    coveredText: 'Paid in full when you press the button; nothing else is charged',
    troubled: 'This provider cannot be reached right now; please use another way',
    tooSmall: (min) => `Not for less than ${min}`,
    tooLarge: (max) => `Not for more than ${max}`,
    keep: 'Keep this card or PayPal for next time',
    keepHint:
      'The payment provider keeps it; we never see its number. You can remove it under “Account” at any time.',
    linkButton: (price) => `Let somebody else pay ${price}`,
    linkHint:
      'Makes a pay-link for family or friends. They see no name, number or balance of yours; a refund goes to whoever paid.',
    payWithPoints: (price) => `Pay ${price} with points`,
    payWithGiftCard: (price) => `Pay ${price} by gift card`,
    payWithBoth: (price) => `Pay ${price} with points and gift card`,
    takeFree: 'Get it for free',
    ifPaidLast: (end, span) =>
      `At a convenience store, if paid at the last moment before ${end}: ${span}`,
    untilKonbini: (end) => `Paid at a convenience store, the price is held until ${end}`,
    untilLink: (end) => `Paid by somebody else, the price is held until ${end}`,
    deliveryKonbini: 'From a convenience store it usually arrives within minutes',
    nextPage:
      'Next, the payment provider’s page opens. You enter your card only there; we never see its number.',
  },
  orderMoney: {
    voucher: {
      title: 'Please pay at a convenience store',
      text: 'Nothing has been paid yet. Before the time is over, pay with the payment number at the till or the machine in the store; this page then changes.',
    },
    voucherUntil: (end) => `The payment number is valid until ${end}`,
    voucherOpen: 'See the payment number and the steps',
    linkWaiting: {
      title: 'Waiting for somebody else to pay',
      text: 'Send them the pay-link. As soon as they have paid, this page changes.',
    },
    change: 'Pay another way',
    changeHint: 'A payment page or store number that you opened before then ends.',
    link: 'Let somebody else pay',
    linkHint:
      'Whoever has the link sees the pack, the network and the amount, and pays their own way. A refund goes to whoever paid.',
    linkMake: 'Make a pay-link',
    linkAddress: 'Pay-link',
    linkUntil: (end) => `Valid until ${end}. Send it only to whoever is to pay.`,
    linkRevoke: 'End this link',
    paidByOther: 'Somebody else',
    restPaid: 'Rest, paid',
    earned: 'Points earned',
    refund: 'Refund',
    refundNow: 'If asked now, you get back',
    way: {
      provider: 'Back the way it was paid',
      gift_card: 'Back to the gift card',
      points: 'Back as points',
    },
    pointsTakenBack: 'Points earned with this order, taken back',
    shortfall: 'Points earned and already spent, taken off the refund',
    refundRevokes: 'With the refund, the data of this order ends at once and for good.',
    refundAsk: (amount) => `Ask for a refund of ${amount}`,
    returns: 'Where the refund stands',
    returnState: {
      on_its_way: 'On its way',
      done: 'Returned',
      failed: 'It did not go through; our staff will contact you',
    },
    asksPayer:
      'To return it to a bank account, the payment provider has sent the payer an e-mail asking for the account.',
  },
  payLink: {
    title: 'Pay for somebody’s data SIM',
    lead: (operator) => `Somebody asks you to pay. The money goes to ${operator}.`,
    what: 'Pack',
    network: 'Network',
    amount: 'Amount, tax included',
    until: 'Pay before',
    host: (host) =>
      `Before you pay, check that the address bar says ${host}. Do not pay if you do not know who sent the link.`,
    privacy: 'They do not see how you paid. A refund would come back to you.',
    paid: {
      title: 'Paid, thank you',
      text: 'The data has been delivered; nothing is left to pay.',
    },
    undecided: {
      title: 'The bank is still deciding',
      text: 'Please do not pay again. They will know as soon as the bank answers.',
    },
    revoked: {
      title: 'This link was ended',
      text: 'Nothing was charged. If needed, ask for another link.',
    },
    over: {
      title: 'This link is over',
      text: 'The time to pay has passed or the order has ended. Nothing was charged.',
    },
    unknown: {
      title: 'This pay-link cannot be opened',
      text: 'Please open the whole link again from the message you got.',
    },
  },
  accountMoney: {
    title: 'Ways to pay and points',
    kept: 'Kept ways to pay',
    keptNone: 'None yet. Tick “Keep” when you pay, and it appears here.',
    keptSince: (date) => `Kept since ${date}`,
    keptUntil: (month) => `Valid until ${month}`,
    barred: 'The issuer forbids further use',
    forget: 'Remove',
    forgetHint: 'Once removed, it is not charged any more.',
    points: 'Points',
    pointsNote:
      '1 point is 1 yen for a renewal, never cash. Those that expire first are used first.',
    pointsNone: 'No points now.',
    lotUntil: (end) => `Expire ${end}`,
    source: {
      earned: 'Earned with an order',
      campaign: 'From a campaign',
      returned: 'Back from a refund',
      goodwill: 'From our staff',
    },
    history: 'History of points',
    historyNone: 'Nothing yet.',
    spent: 'Used',
    earned: 'Earned',
    returned: 'Back',
  },
}
