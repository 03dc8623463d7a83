/**
 * Every limit of tries: what is counted, of whom, within which window, and why so many. One table
 * for all processes and channels. Not the locks that belong to one thing and travel with it (an
 * activation code, a mailbox, a PIN, a member of staff), which commands decide; they are listed in
 * `docs/reference/limits.md` beside these.
 */

/**
 * visitor   a browser, by its random cookie     account   a customer's sign-in
 * address   IPv4, or the /64 of IPv6            desk      a sign-in of staff
 * number    a calling number                    withheld  all callers without one together
 * line      the line that is paid for           pay_link  the order behind a pay-link
 * means     a kept payment means                all       everybody together
 */
export type Who =
  | 'visitor'
  | 'account'
  | 'address'
  | 'desk'
  | 'number'
  | 'withheld'
  | 'line'
  | 'pay_link'
  | 'means'
  | 'all'

export interface LimitRule {
  /** A try counts for so long. */
  readonly minutes: number
  /** Who is not named is not counted. */
  readonly max: Readonly<Partial<Record<Who, number>>>
  /** Present: the last try begins a pause of so long, after which counting begins anew. */
  readonly pauseMinutes?: number
  /** `wrong`: what proves right is given back. */
  readonly counts: 'every' | 'wrong'
  readonly why: string
}

export const LIMITS = {
  activation: {
    minutes: 60,
    max: { visitor: 10, account: 10, address: 20, all: 1_000 },
    counts: 'wrong',
    why: 'Ten digits of a card; with five tries a card and day beside this, guessing is vain.',
  },
  codes_sent: {
    minutes: 60,
    max: { visitor: 20, address: 120, all: 20_000 },
    counts: 'every',
    why: 'Letters are sent to whatever address is typed: nobody floods strangers through us.',
  },
  sign_ins: {
    minutes: 60,
    max: { visitor: 30, address: 120, all: 5_000 },
    counts: 'wrong',
    why: 'Codes and passkeys of many mailboxes tried from one place; a mailbox locks by itself.',
  },
  card_look_ups: {
    minutes: 10,
    max: { visitor: 60, address: 600 },
    counts: 'every',
    why: 'The answer depends on the issuer alone; the limit keeps it from being asked by machines.',
  },
  gift_codes: {
    minutes: 10,
    max: { visitor: 5, account: 5, address: 5, all: 500 },
    counts: 'wrong',
    why: 'Eighty bits are beyond guessing; whoever tries is stopped before trying costs anything.',
  },
  short_codes: {
    minutes: 10,
    max: { visitor: 5, account: 5, address: 5, all: 500 },
    counts: 'wrong',
    why: 'Eight digits, good for half an hour: a few hundred guesses at 10^8 find nothing.',
  },
  pay_links: {
    minutes: 60,
    max: { visitor: 20, address: 60, all: 5_000 },
    counts: 'wrong',
    why: 'A link holds 128 bits of proof; wrong ones are scanners or copies cut short.',
  },
  payments: {
    minutes: 60,
    max: { visitor: 20, account: 20, address: 200, pay_link: 10, all: 20_000 },
    counts: 'every',
    why: 'Trying to pay is how stolen cards are tested. A shared address may be a network.',
  },
  declines: {
    minutes: 60,
    max: { account: 4, line: 6, pay_link: 4, means: 3 },
    pauseMinutes: 60,
    counts: 'every',
    why: 'Cards refused one after another are being tested; an honest payer asks the bank.',
  },
  verifications: {
    minutes: 10,
    max: { visitor: 30, account: 30, address: 300, all: 20_000 },
    counts: 'every',
    why: 'Reading a message costs us time; many people share one address of a mobile network.',
  },
  reports: {
    minutes: 60,
    max: { visitor: 6, account: 6, address: 60, all: 2_000 },
    counts: 'every',
    why: 'Every report is read by people: a flood of them would hide the one that matters.',
  },
  desk_codes: {
    minutes: 10,
    max: { desk: 5 },
    counts: 'wrong',
    why: 'Codes are read off a screen or a card; more wrong ones at one desk look like guessing.',
  },
  desk_sign_ins: {
    minutes: 60,
    max: { address: 120, all: 5_000 },
    counts: 'every',
    why: 'A shop is one address with a shift change; a name locks by itself after five.',
  },
  call_proofs: {
    minutes: 60,
    max: { number: 10, withheld: 60, all: 1_000 },
    counts: 'wrong',
    why: 'Cards, PINs and codes keyed in by one caller; a slow way to guess, so held long.',
  },
  call_gift_codes: {
    minutes: 10,
    max: { number: 5, withheld: 30, all: 500 },
    counts: 'wrong',
    why: 'As on the web; callers without a number share one count.',
  },
} as const satisfies Readonly<Record<string, LimitRule>>

export type LimitKind = keyof typeof LIMITS

export const LIMIT_KINDS = Object.keys(LIMITS) as readonly LimitKind[]

export type LimitTable = Readonly<Record<LimitKind, LimitRule>>

/** A sandbox is tried by many browsers from one address: people at play and tests. */
export function withoutAddresses(table: LimitTable): LimitTable {
  const rules = LIMIT_KINDS.map((kind) => {
    const { address: _uncounted, ...max } = table[kind].max
    return [kind, { ...table[kind], max }] as const
  })
  return Object.fromEntries(rules) as Record<LimitKind, LimitRule>
}
