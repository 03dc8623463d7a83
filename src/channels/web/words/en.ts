/** English: plain words, short sentences, for readers of many mother tongues. */
import { enAdvice } from './advice/en.ts'
import { enHelp } from './help/en.ts'
import { enOrders } from './orders/en.ts'
import { enPaying } from './paying/en.ts'
import type { Words } from './words.ts'

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

export const en: Words = {
  frame: {
    skip: 'Skip to content',
    menu: 'Main menu',
    language: 'Language',
    home: 'My SIM',
    orders: 'Orders',
    account: 'Account',
    help: 'Help',
    signIn: 'Sign in',
    signOut: 'Sign out',
    sandbox: 'Demo: no money is taken and no real data is delivered',
    japanTime: 'Japan time',
    inJapan: (moment) => `${moment} (Japan time)`,
    yourTime: 'Your local time',
    back: 'Back',
    wrongTitle: 'Please check the following',
    optional: 'optional',
    footLabel: 'Safety notice and help lines',
    caution: {
      title: 'Beware of impostors.',
      text: 'We never call, text or chat to ask for gift-card numbers, card numbers, passwords or codes. You pay only from an order page on this site, or on a call that you place to our hotline.',
    },
    helpLines: {
      title: 'Help lines in Japan:',
      consumer: 'consumer hotline',
      police: 'police advice',
      tourist: 'consumer hotline for tourists',
      touristHours: 'weekdays 10:00–16:00, English spoken',
    },
  },
  fields: {
    email: 'E-mail',
    emailHint: 'Sign-in codes and renewal notices go to this address',
    iccid: 'SIM number (ICCID)',
    iccidHint: '19 or 20 digits printed on the card, beginning 8981; spaces do not matter',
    activationCode: 'Activation code',
    activationCodeHint: 'The 10 digits that came with your card',
    displayName: 'Name',
    displayNameHint: 'What we should call you, in any script',
    language: 'Language',
    country: 'Country or region',
    countryNone: 'Prefer not to say',
    code: 'Code',
    codeHint: (digits) => `The ${digits} digits from the e-mail; you can paste them`,
    receiptEmail: 'E-mail for the receipt',
    receiptEmailHint: 'Used for this order only',
  },
  first: {
    title: 'Renew your Japan data SIM',
    lead: 'Data or time running out? Renew in a minute. Same card, no app.',
    pickNetwork: 'Which network is your card on?',
    orIccid: 'Not sure? Enter the number on the card',
    check: 'Check whether it can be renewed',
    signInLead:
      'Have an account? Sign in to see what is left and to buy the last pack again in one tap.',
    withoutSignIn: 'Renew without signing in',
    withoutSignInHint:
      'You need the SIM number and the activation code. Family or friends abroad can pay for you this way too.',
    register: 'Create an account',
    connectionTitle: (network) => `You are online with your ${network} SIM`,
    connectionNote:
      'We recognised the SIM by this connection, so you can see what is left and renew without signing in. Anyone on your hotspot can too; sign in to switch this off.',
  },
  signIn: {
    title: 'Sign in',
    lead: 'Enter your e-mail and we send you a code. No password and no text message needed.',
    send: 'Send the code',
    or: 'or',
    passkey: 'Sign in with a passkey',
    passkeyFailed: 'The passkey sign-in was not completed. Try again, or use a code by e-mail.',
    noAccount: 'No account yet?',
    codeTitle: 'Enter the code',
    codeSent: (email, minutes) =>
      `We sent a code to ${email}. It arrives within seconds and is valid for ${counted(minutes, 'minute', 'minutes')}.`,
    codeMissing: 'Nothing there? Look in your spam folder, or check the address for typos.',
    codeAgain: 'Send another code',
    otherEmail: 'Use another address',
    confirm: 'Sign in',
  },
  registration: {
    title: 'Create an account',
    lead: 'An e-mail and a name are enough. You can change everything later.',
    create: 'Create account and send the code',
    finish: 'Create account',
    have: 'Already have an account?',
  },
  home: {
    title: 'My SIM',
    lines: 'Choose a SIM',
    addLine: 'Add a SIM',
    noLines: {
      title: 'No SIM here yet',
      text: 'Add one to see how much data is left and when it ends.',
    },
    left: 'Data left',
    unlimited: 'Unlimited',
    nothingValid: 'No pack is running now',
    used: (used, granted) => `${used} used of ${granted}`,
    usedOnly: (used) => `${used} used`,
    validUntil: 'Valid until',
    noEnd: 'No end date, until the data is used up',
    fresh: 'Not used yet',
    speed: 'Speed now',
    speedFull: 'Full speed',
    speedFullAt: (speed) => `Up to ${speed}`,
    speedThrottled: (speed) => `Slowed to ${speed}`,
    speedPortalOnly: 'This site only',
    speedNone: 'Switched off',
    asOf: (clock) => `As of ${clock} Japan time`,
    reportedAt: (moment) => `last reported by the network ${moment}`,
    neverReported: 'the network has not reported any usage yet',
    grace: (since, suspendedFrom) => ({
      title: 'Your packs have ended',
      text: `No pack has been running since ${since}. Renew before ${suspendedFrom} and you are online again at once; after that the SIM is suspended.`,
    }),
    suspended: (since, endsAt) => ({
      title: 'Suspended',
      text: `Suspended since ${since}. You can still renew. After ${endsAt} the SIM and its number end for good and cannot be renewed.`,
    }),
    ended: (since) => ({
      title: 'This SIM has ended',
      text: `It ended on ${since} and cannot be renewed. You need a new card.`,
    }),
    forecastEmpties: (at, before) =>
      `At your recent pace the data runs out around ${at}, ${before} before your validity ends.`,
    forecastLasts: 'At your recent pace the data lasts until the end of your validity.',
    forecastUnknown: 'Too little usage so far to say how long the data will last.',
    renew: 'Renew',
    repeat: (offer, price) => `Buy again: ${offer} · ${price}`,
    packs: 'Packs',
    noPacks: 'No packs yet.',
    packState: {
      running: 'in use',
      empty: 'used up',
      queued: 'waiting',
      waiting_first_use: 'starts on first use',
      ended: 'ended',
    },
    packBonus: 'bonus',
    packLeft: (left, granted) => `${left} left of ${granted}`,
    packLeftToday: (left, granted) => `${left} left today, ${granted} a day`,
    packUsed: (used) => `${used} used`,
    packThrottled: (used) => `${used} more at the slowed rate, not counted`,
    packSpan: (from, until) => `${from} to ${until}`,
    packUntil: (until) => `until ${until}`,
    packFrom: (from) => `from ${from}`,
    packFirstUse: 'Starts when it is first used',
    packReset: (at) => `The day’s data comes back at ${at}`,
    packStartNow: 'Start it now',
    packStartNowHint: 'It then runs at the same time as your present pack.',
    usage: 'Usage of the last 14 days',
    usageChart: (total, most, mostDay) =>
      `${total} in 14 days; the most was ${most} on ${mostDay}.`,
    usageTable: 'See the figures by day',
    usageDay: 'Day',
    usageVolume: 'Used',
    newestOrder: 'Latest order',
    card: 'This SIM',
    network: 'Network',
    phoneNumber: 'Number',
    lost: 'Lost card',
    lostHint:
      'Stops the SIM at once so that nobody else can use it. Your packs stay and their time keeps running. When you find the card, or need a new one, contact support.',
    lostSubmit: 'Stop this SIM',
    lostNow: (since) => ({
      title: 'Stopped as lost',
      text: `Stopped since ${since}. Contact support to use it again or to replace the card.`,
    }),
    recognitionOn:
      'On this SIM’s own connection, what is left can be seen and renewed without signing in, also by people on your hotspot.',
    recognitionOff: 'Recognition is off: even on this SIM’s own connection you need to sign in.',
    recognitionTurnOff: 'Switch recognition off',
    recognitionTurnOn: 'Switch recognition on',
    offlineCopy: 'You are offline. This is the last saved page; mind the time that it shows.',
  },
  addLine: {
    title: 'Add a SIM',
    lead: 'The SIM number and the activation code show that the card is yours.',
    add: 'Add',
    where:
      'The number is printed on the SIM or its frame, the code on the leaflet that came with it. For an eSIM, look under “About” in your phone’s settings.',
  },
  offers: {
    title: 'Choose a pack',
    priceList: (network) => `Prices for ${network}`,
    priceListNote: 'To buy, sign in or enter the SIM number and the activation code.',
    lead: 'Prices include tax. You pay once; nothing renews by itself.',
    none: 'There is nothing on sale online for this network at the moment.',
    length: {
      hourly: 'By the hour',
      daily: 'By the day',
      weekly: 'By the week',
      monthly: 'By the month',
      long: 'Long term',
    },
    total: (volume) => `${volume} in all`,
    daily: (volume, hour) =>
      hour === 0 ? `${volume} a day, new at midnight` : `${volume} a day, new at ${hour}:00`,
    unlimited: 'Unlimited data',
    binaryGigabyte: '1 GB is 1,024 MB here',
    fullSpeed: (speed) => `Up to ${speed}`,
    afterThrottle: (speed) => `Then slowed to ${speed}, at no extra charge`,
    afterStop: 'Then data stops, at no extra charge',
    taxIncluded: 'incl. tax',
    effect: {
      runs_now: 'Starts as soon as it is paid and runs beside your present packs',
      extends: 'Extends your present validity; the new data is ready at once',
      queues: 'Starts by itself when your present packs end',
      first_use: 'Starts when it is first used',
    },
    endsIfNow: 'Bought now, valid until',
    startsAt: 'Starts',
    movesEnd: (from, until) => `Validity moves from ${from} to ${until}`,
    endUnknown: 'depends on when it starts',
    startUnknown: 'when your present data is used up or ends',
    latestStarts: (at) => `Starts by itself at the latest at ${at}`,
    latestLapses: (at) => `Start using it before ${at}, or it lapses`,
    choose: 'Choose',
    chooseStartNow: (until) => `Choose and start at once (until ${until})`,
  },
  validity: {
    hours: (hours) => counted(hours, 'hour', 'hours'),
    daysToDayEnd: (days) => `${days} × 24 hours, then to the end of that day`,
    calendarDays: (days) =>
      `${counted(days, 'day', 'days')} in Japan time, the first day counted in full`,
    calendarMonth: 'to the end of this month',
    monthly: 'one month, to the end of the day before the same date next month',
    endOfMonth: (months) =>
      months === 1
        ? 'to the end of this month'
        : `to the end of the ${ordinal(months)} month, this one counted`,
    untilUsed: 'until used up',
    untilUsedAtMost: (days) => `until used up, ${counted(days, 'day', 'days')} at most`,
    told: 'until the time that the network names when it starts',
  },
  confirm: {
    title: 'Check your order',
    line: 'For this SIM',
    quantity: 'What you buy',
    once: 'One pack, bought once; it does not renew by itself',
    period: 'Period of use',
    periodSpan: (from, until) => `${from} to ${until}`,
    periodFrom: (from) => `from ${from}`,
    ifPaidNow: 'If paid now; it counts from the moment the payment arrives',
    price: 'Price',
    priceWithTax: (price, percent, tax) =>
      `${price} (includes ${percent}% consumption tax, ${tax})`,
    priceUntaxed: (price) => `${price} (no consumption tax)`,
    noOtherCharges: 'No other charges, apart from your own cost of being online',
    payment: 'How and when you pay',
    paymentCard: 'By card with 3-D Secure, now and in full, on the payment provider’s page',
    delivery: 'When you get it',
    deliveryNow: 'As soon as the payment arrives',
    deliveryLater:
      'Registered as soon as the payment arrives; starts by itself when your present packs end',
    deliveryFirstUse: 'Registered as soon as the payment arrives; starts when it is first used',
    cancellation: 'Cancelling and refunds',
    cancellationRule: (rule) => {
      if (rule.kind === 'none') {
        return 'You can cancel until you have paid. Once delivered, it cannot be cancelled or refunded.'
      }
      if (rule.kind === 'pro_rata') {
        return 'You can cancel until you have paid. Once delivered, the share of unused data or of time left, whichever is less, is refunded.'
      }
      return `You can cancel until you have paid. After that, a full refund within ${counted(rule.withinDays, 'day', 'days')} as long as it has not started; none once it has.`
    },
    contact: (phone, email, hours) => `Contact: phone ${phone} (${hours}), e-mail ${email}`,
    applicationPeriod: 'Pay by',
    applicationUntil: (end) => `The price is held until ${end}; unpaid orders are then cancelled`,
    after: 'When the data is used up',
    seller: 'Seller',
    sellerText: (name, representative, address) =>
      `${name}, represented by ${representative}, ${address}`,
    termsTitle: 'Terms',
    termsVersion: (title, version) => `${title}, version ${version}`,
    accept: 'I have read these terms and accept them',
    pay: (price) => `Pay ${price}`,
    change: 'Choose another pack',
    ownConnection: 'You are on this SIM’s own connection: a good place to pay from.',
    otherConnection: (host) => ({
      title: 'Better paid over mobile data',
      text: `This connection is not the SIM’s own. On public Wi-Fi, it is safer to switch Wi-Fi off and use mobile data. Check that the address bar says ${host}.`,
    }),
    nextPage:
      'Next, the payment provider’s page opens. You enter your card only there; we never see its number.',
  },
  ...enOrders,
  ...enPaying,
  ...enAdvice,
  ...enHelp,
  profile: {
    title: 'Account',
    lead: 'Seen only by you and by staff who handle your requests.',
    save: 'Save',
    saved: 'Saved.',
    emailTitle: 'Sign-in e-mail',
    emailNow: 'Present address',
    emailChange: 'Change e-mail',
    emailLead:
      'We send a code to the new address to make sure it is yours, and tell the old address of the change. You must have signed in within the last ten minutes.',
    emailNew: 'New address',
    emailStepUp: (email) => `We sent a code to ${email}.`,
    emailConfirm: 'Confirm the change',
    emailChanged: 'Your e-mail has been changed.',
    more: 'Security and records',
  },
  signIns: {
    title: 'Signed-in devices',
    lead: 'If you do not know one of them, sign it out at once.',
    current: 'this device',
    since: (moment) => `signed in ${moment}`,
    lastSeen: (moment) => `last used ${moment}`,
    means: { email_code: 'code by e-mail', passkey: 'passkey' },
    end: 'Sign it out',
    endAll: 'Sign out everywhere',
    endAllHint: 'This device too.',
  },
  passkeys: {
    title: 'Passkeys',
    lead: 'Sign in with your fingerprint, face or screen lock. Safe from fake sites, and no waiting for e-mail.',
    none: 'No passkeys yet.',
    name: 'Name',
    nameHint: 'So that you know which device it is, for example “My phone”',
    add: 'Add a passkey',
    unsupported:
      'This browser cannot add a passkey, or scripts are off. Codes by e-mail always work.',
    failed: 'The passkey was not added. You can try again.',
    created: (date) => `added ${date}`,
    lastUsed: (moment) => `last used ${moment}`,
    neverUsed: 'never used',
    remove: 'Remove',
  },
  terms: {
    version: (version, date) => `Version ${version}, in force from ${date}`,
    fingerprint: 'Fingerprint of the text (SHA-256)',
  },
  agreements: {
    title: 'What you accepted',
    lead: 'What you saw and accepted before each payment, kept exactly as it was.',
    none: 'Nothing here yet.',
    at: 'Accepted',
    channel: {
      web: 'website',
      counter: 'shop',
      phone: 'phone',
      api: 'partner',
      auto: 'automatic',
    },
    documents: 'Terms',
    shown: 'What was shown',
    button: 'The button pressed:',
    via: 'By way of',
    order: 'See the order',
  },
  lineProof: {
    title: 'Renew directly',
    lead: 'The SIM number and the activation code are enough. No account needed.',
    go: 'See what can be bought',
    note: 'You will see packs and prices only: no balance, number or name.',
    friend: {
      title: 'Paying for somebody else?',
      text: 'Ask them for the SIM number and the activation code. The data arrives on their SIM, and they never see your payment details.',
    },
  },
  notOurs: {
    title: 'This card is not served here',
    text: 'The beginning of its number says that another company issued it. We cannot renew it, and we take no money for it.',
    next: 'Look for the company’s name on the card or its package, and renew on its official site or in its shop.',
    again: 'Check another number',
  },
  offline: {
    title: 'You are offline',
    text: 'Try again when you are connected. On this SIM, our site stays reachable even when your data is used up.',
    again: 'Try again',
  },
  trouble: {
    forbidden: {
      title: 'This page was open too long',
      text: 'For your safety the form has expired and nothing was sent. Go back and send it once more; what you typed is still there.',
    },
    notFound: {
      title: 'Page not found',
      text: 'The address may be wrong, or the page may not be yours to see.',
    },
    tooMany: { title: 'Too many tries', text: 'To protect your account, please wait a little.' },
    fault: {
      title: 'Something went wrong on our side',
      text: 'It was nothing you did. If you were paying, look at your orders first and do not pay again.',
    },
    busy: {
      title: 'Very busy right now',
      text: 'Please try again shortly. Nothing was done and nothing was charged.',
    },
    waitSeconds: (seconds) => `Please try again in ${counted(seconds, 'second', 'seconds')}.`,
    reference: (id) => `If you contact support, name this reference: ${id}`,
    toStart: 'To the first page',
  },
}

function ordinal(count: number): string {
  const tens = count % 100
  const ones = count % 10
  if (tens >= 11 && tens <= 13) return `${count}th`
  return `${count}${ones === 1 ? 'st' : ones === 2 ? 'nd' : ones === 3 ? 'rd' : 'th'}`
}
