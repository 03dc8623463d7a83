/** English: which packs cost least. */
import type { AdviceWords } from './words.ts'

export const enAdvice: AdviceWords = {
  advice: {
    title: 'What costs you least',
    needByUsage: (volume, day) =>
      `At your recent pace, with something to spare, you will need about ${volume} through ${day}.`,
    needByWords: (volume, day) => `You asked for ${volume} through ${day}.`,
    offerTimes: (offer, count) => (count === 1 ? `“${offer}”` : `${count} × “${offer}”`),
    nothingNeeded: (day) => `What you have lasts through ${day}. There is nothing to buy.`,
    packs: (offers, price) => `In all: ${offers}, ${price} together.`,
    servedThrough: (day) => `That covers you through ${day}.`,
    firstPurchase: (moment) => `Nothing to buy now: wait until ${moment}.`,
    rule: {
      repeat_last: (offer) => `buying your last pack “${offer}” each time`,
      monthly: (offer) => `the monthly pack “${offer}”`,
      one_pack: (offer) => `a single “${offer}”`,
    },
    saves: (price, rule) => `It costs ${price} less than ${rule}.`,
    dearer: (price, rule, volume) =>
      `It costs ${price} more than ${rule}, and gives you ${volume} more at full speed.`,
    samePrice: (rule, volume) =>
      `It costs the same as ${rule}, and gives you ${volume} more at full speed.`,
    unserved: (volume, day) =>
      `From ${day} on, nothing on sale covers about ${volume} of it; that part would be slow or cut off.`,
    withoutCover: (span) => `For ${span} of that time there is no pack.`,
    exact: 'All combinations were compared: none that serves you as well costs less.',
    bestFound: (price) => `The best one found; any better one would save at most ${price} more.`,
    bestFoundServes: (volume) =>
      `The best one found; any better one would give you at most ${volume} more at full speed.`,
    nothingHelps: 'Nothing on sale now would help.',
    now: 'Buy now',
    signInToStart: 'Sign in to start it at once',
    later: 'Buy later',
    laterNote: 'Only an outlook; nothing to pay now. Look again when it is time.',
    laterMore: (count) => `After that, about ${count} more ${count === 1 ? 'time' : 'times'}.`,
    reason: {
      cover_ended: 'No pack is valid',
      data_ended: 'Data used up',
      spares_others: 'Adds to your other packs',
      waits_its_turn: 'Bought ahead, waits its turn',
    },
    prolongs: (end) => `Extends your validity before it ends on ${end}`,
    runsOutBetween: (from, to) => `At this pace your data ends between ${from} and ${to}.`,
    runsOutOn: (day) => `At this pace your data ends on ${day}.`,
    mayRunOut: (day) =>
      `Your data may end as early as ${day}; used sparingly, it lasts until your validity ends.`,
    lasts: 'At this pace your data lasts until your validity ends.',
    ask: 'Work it out for other plans',
    until: 'Until which day (the day you leave Japan, say)',
    resident: 'I live in Japan: plan for 30 days',
    gigabytes: 'About how many GB until then',
    gigabytesHint: 'Left empty: as much as lately',
    compute: 'Work it out',
    tooLittleUsage: (known, needed) =>
      `Advice needs ${needed} days of usage; so far there ${known === 1 ? 'is' : 'are'} ${known}. Tell us about how many GB you need, and we can work it out now.`,
    usageNotShown:
      'Tell us about how many GB you need, and we work out what costs least. Signed in, we can go by your usage.',
    untilUnreadable: 'This day cannot be read. Please write it like 2026-12-14.',
    untilOutOfRange: (earliest, latest) => `Please choose a day from ${earliest} to ${latest}.`,
    untilOrResident: 'Please give either a day or “I live in Japan”, not both.',
    gigabytesUnreadable: 'Please enter a number only, such as 10 or 1.5.',
    gigabytesOutOfRange: (max) => `Please enter a number above 0 and up to ${max}.`,
  },
}
