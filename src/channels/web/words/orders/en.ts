/** English: every state of an order, and the receipt. */
import { FULFILMENT_WORDS } from '../../../fulfilment-words.ts'
import { always } from '../told.ts'
import type { Words } from '../words.ts'

export const enOrders: Pick<Words, 'order' | 'receipt'> = {
  order: {
    title: (number) => `Order ${number}`,
    listTitle: 'Orders',
    none: 'No orders yet.',
    state: {
      awaiting_payment: {
        created: {
          title: 'The payment page did not open yet',
          text: 'Nothing is charged yet. Please try again, or pay another way.',
        },
        open: {
          title: 'Waiting for your payment',
          text: 'Nothing is charged yet. Please go on to pay.',
        },
        undecided: {
          title: 'The bank is still deciding',
          text: 'There is no confirmed charge yet. Please do not pay again: this page and an e-mail will tell you as soon as the bank answers.',
        },
        succeeded: {
          title: 'Paid, being delivered',
          text: 'The payment has arrived. Your data follows within seconds.',
        },
        failed: {
          title: 'The payment did not go through',
          text: 'Nothing was charged. You can try again, or pay another way.',
        },
      },
      fulfilling: always(FULFILMENT_WORDS.en.title, FULFILMENT_WORDS.en.text),
      delivered: {
        ...always('Delivered', 'Paid, and your data is ready.'),
        undecided: {
          title: 'Delivered',
          text: 'Your data is ready; the payment is being confirmed.',
        },
      },
      cancelled: {
        ...always('Order cancelled', 'Nothing was charged.'),
        undecided: {
          title: 'Order cancelled, waiting for the bank',
          text: 'The bank has not answered yet. If it still charges you, we deliver or refund in full by ourselves.',
        },
        succeeded: {
          title: 'Order cancelled, but money arrived',
          text: 'We are delivering or refunding it. You need do nothing.',
        },
      },
      expired: {
        ...always(
          'The time to pay is over',
          'Nothing was charged and the order has lapsed. Choose again if you still need it.',
        ),
        undecided: {
          title: 'The time to pay is over, waiting for the bank',
          text: 'The bank has not answered yet. If it still charges you, we deliver or refund in full by ourselves.',
        },
        succeeded: {
          title: 'Money arrived after the time to pay',
          text: 'We are delivering or refunding it. You need do nothing.',
        },
      },
      refund_due: always(
        'Being refunded',
        'The money goes back the way it came. To a card this usually takes a few working days.',
      ),
      refunded: always(
        'Refunded',
        'The money went back the way it came. When you see it on a card depends on your bank.',
      ),
      charged_back: always(
        'The bank took the payment back',
        'The payer’s bank took this payment back, and what was left of the data has been stopped. If you have questions, contact support.',
      ),
    },
    queued: {
      title: 'Bought, waiting its turn',
      text: 'Paid. It starts by itself when your present packs end; you need do nothing.',
    },
    firstUse: {
      title: 'Bought, ready for first use',
      text: 'Paid. It starts when it is first used.',
    },
    lastTry: (reason) => `The last try did not succeed: ${reason}`,
    failure: {
      declined: 'the bank declined the payment',
      authentication_failed: 'the bank’s identity check (3-D Secure) was not passed',
      insufficient_funds: 'not enough funds or credit',
      expired_card: 'the card has expired',
      authentication_needed:
        'the bank wants you to confirm this payment yourself; please do so on the payment page',
      barred: 'the issuer forbids further charges this way; please use another',
      provider_error: 'the payment provider had a problem; your card is not the cause',
      expired: 'the payment page timed out',
      cancelled: 'the payment was cancelled',
    },
    refundWhy: {
      line_ended: 'The SIM has ended, so the data could not be delivered.',
      too_many_packs: 'The SIM already has as many waiting packs as it can hold.',
      replaced: 'You replaced it by another order.',
      too_late:
        'The money came after the order had ended and its points and gift cards had gone back.',
      asked: 'Refunded at your request.',
      goodwill: 'Our staff refunded it for you.',
      ...FULFILMENT_WORDS.en.refundWhy,
    },
    ended: (reason) => `Reason: ${reason}`,
    payBy: (end) => `Please pay before ${end}`,
    continuePayment: (price) => `Go on to pay ${price}`,
    payAgain: (price) => `Try again to pay ${price}`,
    refresh: 'See the latest state',
    cancel: 'Cancel the order',
    cancelHint: 'You have not paid, so cancelling costs nothing.',
    newEnd: 'Now valid until',
    newData: 'New data',
    placedAt: 'Ordered',
    offer: 'Pack',
    price: 'Price',
    means: 'Paid with',
    meansOf: (brand, lastDigits) => `${brand} ending ${lastDigits}`,
    receipt: 'See the receipt',
    agreement: 'See what you accepted',
    replacement: 'See the order that replaced it',
    details: 'Order details',
  },
  receipt: {
    papers: 'Documents to keep',
    download: (name) => `${name} (PDF)`,
    invoiceTitle: 'In the name of a company or a person',
    invoiceText:
      'For your books you can have an invoice that names you. The name can not be changed afterwards.',
    recipient: 'Name on the invoice',
    recipientHint: 'As you write it yourself, old forms of characters too',
    invoiceButton: 'Issue the invoice',
  },
}
