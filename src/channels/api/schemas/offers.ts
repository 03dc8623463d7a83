/** What is on sale, as the API describes it: offers, quotations, networks, terms. */
import * as Type from 'typebox'
import {
  Bytes,
  CatalogueName,
  Instant,
  Kbps,
  Money,
  named,
  nullable,
  record,
  Texts,
  Version,
  Whole,
} from './values.ts'

export const OfferRef = named('OfferRef', 'One version of an offer.', {
  id: CatalogueName,
  version: Version,
})

export const Validity = Type.Union(
  [
    record({ kind: Type.Literal('hours'), hours: Whole }),
    record({ kind: Type.Literal('days_to_day_end'), days: Whole }),
    record({ kind: Type.Literal('calendar_days'), days: Whole }),
    record({ kind: Type.Literal('calendar_month') }),
    record({
      kind: Type.Literal('monthly_anniversary'),
      shortMonths: Type.Enum(['clip', 'first_of_next']),
    }),
    record({ kind: Type.Literal('end_of_month'), months: Whole }),
    record({ kind: Type.Literal('until_used'), daysMax: nullable(Whole) }),
    record({ kind: Type.Literal('told_by_wholesaler') }),
  ],
  { title: 'Validity', description: 'Until when a pack of the offer is valid.' },
)

export const Allowance = Type.Union(
  [
    record({ kind: Type.Literal('total'), bytes: Bytes }),
    record({ kind: Type.Literal('daily'), bytesPerDay: Bytes, resetHour: Whole }),
    record({ kind: Type.Literal('unlimited') }),
  ],
  { title: 'Allowance', description: 'How much data at full speed; resetHour is in JST.' },
)

export const AfterAllowance = Type.Union(
  [record({ kind: Type.Literal('throttle'), kbps: Kbps }), record({ kind: Type.Literal('stop') })],
  { title: 'AfterAllowance', description: 'What happens once the allowance is used.' },
)

export const StartRule = Type.Union(
  [
    record({ kind: Type.Literal('now') }),
    record({ kind: Type.Literal('after_current') }),
    record({
      kind: Type.Literal('first_use'),
      withinDays: Whole,
      atLatest: Type.Enum(['starts', 'lapses']),
    }),
  ],
  { title: 'StartRule', description: 'When a pack begins, seen from its delivery.' },
)

export const Stacking = Type.Union(
  [
    record({ kind: Type.Literal('independent') }),
    record({ kind: Type.Literal('extends') }),
    record({ kind: Type.Literal('queues'), trigger: Type.Enum(['end', 'end_or_empty']) }),
  ],
  { title: 'Stacking', description: 'How a pack stands to those already there.' },
)

export const RefundRule = Type.Union(
  [
    record({ kind: Type.Literal('none') }),
    record({ kind: Type.Literal('full_while_unstarted'), withinDays: Whole }),
    record({ kind: Type.Literal('pro_rata') }),
  ],
  { title: 'RefundRule', description: 'What comes back when a pack is given up.' },
)

export const Length = Type.Enum(['hourly', 'daily', 'weekly', 'monthly', 'long'])
export const Gigabyte = Type.Enum(['GB', 'GiB'])

export const Offer = named('Offer', 'An offer in the version now on sale.', {
  id: CatalogueName,
  version: Version,
  network: CatalogueName,
  family: CatalogueName,
  name: Texts,
  length: Length,
  price: Money,
  taxPercent: Whole,
  gigabyte: Gigabyte,
  validity: Validity,
  allowance: Allowance,
  afterAllowance: AfterAllowance,
  fullKbps: nullable(Kbps, 'Speed while the allowance lasts; null is the best of the network.'),
  start: StartRule,
  stacking: Stacking,
  graceDays: Whole,
  fulfilment: Type.Union(
    [
      record({ kind: Type.Literal('own') }),
      record({ kind: Type.Enum(['wholesale', 'manual']), withinMinutes: Whole }),
    ],
    {
      description:
        'Who delivers: this system at once, or another carrier within so many minutes of the ' +
        'payment; after them the money goes back.',
    },
  ),
  refund: RefundRule,
  onSaleFrom: Instant,
  onSaleUntil: nullable(Instant),
  identityRequiredFrom: nullable(Instant),
})

export const Quote = named('Quote', 'An offer for one line, as if bought at `asOf`.', {
  asOf: Instant,
  offer: Offer,
  tax: Money,
  effect: Type.Enum(['runs_now', 'extends', 'queues', 'first_use']),
  from: nullable(Instant, 'Null where it depends on first use or on data running out.'),
  until: nullable(Instant),
  extendsFrom: nullable(Instant, 'For `extends`: the end that moves.'),
  latestStart: nullable(Instant, 'For `first_use`: the latest start.'),
  startNowUntil: nullable(Instant, 'The end if a queued pack is started at once (`startNow`).'),
})

export const Network = named('Network', 'A network this operator serves lines on.', {
  id: CatalogueName,
  name: Texts,
  iccidPrefixes: Type.Array(Type.String()),
})

export const TermsRef = named('TermsRef', 'One version of one document, by its hash.', {
  kind: CatalogueName,
  version: Version,
  hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, lower-case hex.' }),
})

export const Terms = named('Terms', 'A document that a renewal is sold under.', {
  kind: CatalogueName,
  version: Version,
  hash: TermsRef.properties.hash,
  effectiveFrom: Instant,
  title: Texts,
  text: Texts,
})

export const Quotes = named('Quotes', 'What this line can buy now, cheapest first.', {
  items: Type.Array(Quote),
})
export const Offers = named('Offers', 'What is on sale in this channel now.', {
  items: Type.Array(Offer),
})
export const Networks = named('Networks', 'All networks.', { items: Type.Array(Network) })
export const TermsInForce = named('TermsInForce', 'The documents to accept now.', {
  items: Type.Array(Terms),
})
