/** Notices in English. */
import type { StopWhy } from '../../../../domain/renewal/mandate.ts'
import type { AfterDataSaid, NoticeWords } from './words.ts'

const STOPPED: Readonly<Record<StopWhy, string>> = {
  by_owner: 'You switched auto-renewal off.',
  replaced: 'You set up a new auto-renewal; the old one has stopped.',
  retries_exhausted: 'Several payments failed, so auto-renewal has stopped.',
  means_barred: 'Your bank does not allow another try, so auto-renewal has stopped.',
  means_gone: 'The saved way to pay is gone, so auto-renewal has stopped.',
  price_raised:
    'The pack now costs more than you agreed to. Nothing was charged; auto-renewal has stopped.',
  offer_gone: 'The pack is no longer sold, so auto-renewal has stopped.',
  identity_needed: 'This pack now needs an identity check, so auto-renewal has stopped.',
  not_confirmed: 'Your bank asked you to confirm and got no answer, so auto-renewal has stopped.',
  line_ended: 'The SIM has ended, and auto-renewal with it.',
  holder_changed: 'The SIM has a new holder, so auto-renewal has stopped.',
}

function after(told: AfterDataSaid): string {
  switch (told.kind) {
    case 'left':
      return `Your other packs still have ${told.volume}, so you can go on.`
    case 'unlimited':
      return 'You still have an unlimited pack, so you can go on.'
    case 'throttled':
      return `Your speed is now ${told.speed}. The renewal pages still open.`
    case 'stopped':
      return 'Only the renewal pages open now. Buy a pack and you are back online at once.'
  }
}

export const en: NoticeWords = {
  dataUsed: ({ percent, offer, left }) => {
    const rest = left === null ? 'You also have an unlimited pack.' : `In all, ${left} is left.`
    return {
      subject: `${percent}% of your data is used: ${offer}`,
      text: `You have used ${percent}% of “${offer}”. ${rest}`,
      sms: `${percent}% of your data is used. ${rest}`,
    }
  },
  dataGone: ({ offer, after: told }) => ({
    subject: `Your data is used up: ${offer}`,
    text: `“${offer}” is used up. ${after(told)}`,
    sms: `Your data pack is used up. ${after(told)}`,
  }),
  end: ({ end, renewsItself }) => ({
    subject: `Your SIM is valid until ${end}`,
    text: `Your SIM is valid until ${end}. ${renewsItself ? 'It renews by itself before that; there is nothing you need to do.' : 'Renew before that and you stay online without a gap.'}`,
    sms: `Your SIM is valid until ${end}. ${renewsItself ? 'It renews by itself.' : 'Please renew in time.'}`,
  }),
  numberLoss: ({ end }) => ({
    subject: `Your SIM and its number end on ${end}`,
    text: `Your validity is over. After ${end} this SIM ends and its number cannot be brought back. Renew before that and you keep both.`,
    sms: `Your SIM ends on ${end}; its number is then lost. Renew to keep it.`,
  }),
  renewal: {
    upcoming: ({ offer, price, at }) => ({
      subject: `Will renew by itself: ${offer}`,
      text: `${at === null ? 'When the condition you chose is met' : `From ${at}`}, we buy “${offer}” for you as you asked, and charge ${price}. Until charging starts you can switch this off on the auto-renewal page.`,
      sms: `Your SIM renews by itself${at === null ? ' soon' : ` from ${at}`} for ${price}. You can switch this off on our site.`,
    }),
    done: ({ offer, price }) => ({
      subject: `Renewed by itself: ${offer}`,
      text: `We bought “${offer}” for you as you asked, and charged ${price}.`,
      sms: `Your SIM was renewed by itself; ${price} was charged.`,
    }),
    failed: ({ offer, price, again }) => ({
      subject: `Auto-renewal payment failed: ${offer}`,
      text: `The payment of ${price} for “${offer}” did not go through. ${again === null ? 'We will try again.' : `We try again at ${again}.`} You can also renew now yourself and pay another way.`,
      sms: `Auto-renewal payment failed. ${again === null ? 'We will try again.' : `We try again at ${again}.`} Or renew yourself now.`,
    }),
    needsYou: ({ offer, price, until }) => ({
      subject: `Auto-renewal needs you: ${offer}`,
      text: `${price} for “${offer}” is not paid yet: your bank wants you to confirm it yourself. Please open the link below${until === null ? '' : ` before ${until}`} and pay.`,
      sms: `Auto-renewal needs you to confirm a payment of ${price}. See your e-mail or our site.`,
    }),
    stopped: ({ offer, why }) => ({
      subject: `Auto-renewal has stopped: ${offer}`,
      text: `${STOPPED[why]} You can renew this SIM yourself at any time.`,
      sms: STOPPED[why],
    }),
    cap: ({ offer, price, cap }) => ({
      subject: `Auto-renewal reached your monthly limit: ${offer}`,
      text: `Buying “${offer}” (${price}) would pass the monthly limit of ${cap} that you set, so nothing was charged. You can raise the limit or renew yourself.`,
      sms: `Auto-renewal reached your monthly limit of ${cap}. Nothing was charged. Please renew yourself.`,
    }),
  },
  points: ({ points, end }) => ({
    subject: `${points} points expire soon`,
    text: `${points} points can be used until ${end}. You can pay for a renewal with them.`,
    sms: `${points} points can be used until ${end}.`,
  }),
  means: ({ means, end }) => ({
    subject: 'The card for auto-renewal expires soon',
    text: `The saved card ${means} is valid until ${end}. Please choose another, or the next auto-renewal will fail.`,
    sms: `Your saved card ${means} expires on ${end}. Please choose another for auto-renewal.`,
  }),
  disputes: {
    raised: ({ due }) => ({
      subject: 'We received what you dispute',
      text: `We are looking into it and answer by ${due}. The page below shows what we know so far; you need not do anything.`,
      sms: `We received what you dispute and answer by ${due}.`,
    }),
    taken: ({ due }) => ({
      subject: 'Somebody is looking into your dispute',
      text: `A member of our staff now looks after it and answers by ${due}.`,
      sms: `Our staff now look into your dispute and answer by ${due}.`,
    }),
    overdue: {
      subject: 'Our answer to your dispute is late',
      text: 'We promised an answer by now and have not given one. We are sorry. It stands first in the queue of our staff, and nothing of what you dispute is lost.',
      sms: 'Our answer to your dispute is late. We are sorry and still on it.',
    },
    explained: {
      subject: 'Your dispute is answered',
      text: 'We looked into it and found it to be right. The page below says why. You can dispute it again if something is missing there.',
      sms: 'Your dispute is answered. Please see our site.',
    },
    refunded: {
      subject: 'Your dispute is answered: money goes back',
      text: 'Money goes back to you the way it came. The page below says how much and why.',
      sms: 'Your dispute is answered: money goes back the way it came.',
    },
    adjusted: {
      subject: 'Your dispute is answered: you were given points',
      text: 'We gave you points for it. The page below says how many and why.',
      sms: 'Your dispute is answered: you were given points.',
    },
  },
  labels: {
    end: 'Valid until',
    left: 'Data left',
    unlimited: 'Unlimited',
    charge: 'Charging starts',
    again: 'Next try',
    cap: 'Monthly limit',
    answeredBy: 'Answered by',
    goesBack: 'Goes back',
    pointsGiven: 'Points given',
  },
  link: {
    line: 'See this SIM and renew',
    renewal: 'Auto-renewal page',
    pay: 'Confirm and pay',
    account: 'Your account',
    dispute: 'See the dispute',
    advice: 'This is not a sign-in link. You need not use it: open our site yourself.',
    payAdvice:
      'This link can only pay for this one order. It shows nothing personal and signs nobody in.',
  },
  stop: {
    mail: 'No more e-mails of this kind',
    preferences: 'Notice settings',
    required:
      'The law asks us to send this kind of notice. You cannot switch all of them off, but you can choose another way to get them.',
  },
}
