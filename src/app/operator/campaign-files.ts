/**
 * The meaning of a `kind: campaigns` file: the whole list, in the order in which campaigns are
 * tried. Whether the offers and networks that it names exist is asked when everything is there
 * (`whole-catalogue.ts`).
 */
import { type CampaignId, type NetworkId, type OfferId } from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import { isBefore } from '../../domain/basics/time.ts'
import type { Benefit, Campaign } from '../../domain/catalogue/campaign.ts'
import { GIFT_CARD_MONTHS_MAX } from '../../domain/catalogue/money-rules.ts'
import { GIFT_CARD_YEN_MAX, GIFT_CARD_YEN_MIN } from '../../domain/gift-card/issuing.ts'
import { CHANNELS, LENGTHS, NAME_LENGTH_MAX, volume } from './catalogue-files.ts'
import {
  and,
  choice,
  listOf,
  matching,
  localised,
  named,
  oneOf,
  orElse,
  orNull,
  read,
  record,
  tell,
  unique,
  when,
  whole,
  within,
  type Place,
  type Read,
  type Reader,
  type Wrong,
} from './reading.ts'

export const CAMPAIGNS_MAX = 100
/** A free renewal would have no payment to speak of; give a gift card instead. */
export const PERCENT_OFF_MAX = 99
export const POINTS_TIMES_MAX = 20
export const POINTS_PRESENT_MAX = 100_000
const NAMED_MAX = 200
const USES_MAX = 1_000_000_000

/** Compared without case; short enough to be read out. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{2,23}$/

const some = <Value>(one: Reader<Value>) => orNull(listOf(one, { min: 1, max: NAMED_MAX }))

const benefit = choice({
  bonus_data: { bytes: volume('GB') },
  percent_off: { percent: whole({ min: 1, max: PERCENT_OFF_MAX }) },
  points_multiplier: { times: whole({ min: 2, max: POINTS_TIMES_MAX }) },
  points: { points: whole({ min: 1, max: POINTS_PRESENT_MAX }) },
  gift_card: {
    value: whole({ min: Number(GIFT_CARD_YEN_MIN), max: Number(GIFT_CARD_YEN_MAX) }),
    valid_months: whole({ min: 1, max: GIFT_CARD_MONTHS_MAX }),
  },
})

const fields = {
  id: named<CampaignId>(),
  name: localised({ max: NAME_LENGTH_MAX }),
  from: when,
  until: orNull(when),
  offers: some(named<OfferId>()),
  networks: some(named<NetworkId>()),
  lengths: some(oneOf(LENGTHS)),
  channels: some(oneOf(CHANNELS)),
  buyers: orElse(oneOf(['anyone', 'account']), 'anyone'),
  code: orNull(matching(CODE, '3 to 24 letters and digits')),
  per_line_max: orNull(whole({ min: 1, max: USES_MAX })),
  total_max: orNull(whole({ min: 1, max: USES_MAX })),
  benefit,
}

const readCampaign = record(fields)
type Given = Exclude<ReturnType<typeof readCampaign>, Wrong>

function asCampaign(given: Given, place: Place): Campaign | Wrong {
  const { per_line_max: perLineMax, total_max: totalMax, ...rest } = given
  if (given.until !== null && !isBefore(given.from, given.until)) {
    return tell(within(place, 'until'), 'the campaign ends before it begins')
  }
  const present = asBenefit(given.benefit)
  const needsAccount = present.kind !== 'bonus_data' && present.kind !== 'percent_off'
  if (needsAccount && given.buyers !== 'account') {
    return tell(within(place, 'buyers'), `${present.kind} needs buyers: account`)
  }
  return { ...rest, benefit: present, perLineMax, totalMax }
}

function asBenefit(given: Given['benefit']): Benefit {
  switch (given.kind) {
    case 'points':
      return { kind: given.kind, points: yen(given.points) }
    case 'gift_card':
      return { kind: given.kind, value: yen(given.value), validMonths: given.valid_months }
    default:
      return given
  }
}

export function readCampaigns(file: unknown): Read<readonly Campaign[]> {
  const campaigns = listOf(and(readCampaign, asCampaign), { min: 0, max: CAMPAIGNS_MAX })
  const list = unique(campaigns, (one) => one.id)
  return read(
    and(record({ kind: oneOf(['campaigns']), campaigns: list }), (given) => given.campaigns),
    file,
  )
}
