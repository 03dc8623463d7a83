/** The sentences of the advisor, part of every catalogue (`../words.ts`). */
import type { Comparison, StepReason } from '../../../../domain/advice/plan.ts'

export interface AdviceWords {
  readonly advice: {
    readonly title: string
    /** How much is needed until which day, and how that is known. */
    readonly needByUsage: (volume: string, day: string) => string
    readonly needByWords: (volume: string, day: string) => string
    /** Counted only where it is more than one. */
    readonly offerTimes: (offer: string, count: number) => string
    readonly nothingNeeded: (day: string) => string
    readonly packs: (offers: string, price: string) => string
    readonly servedThrough: (day: string) => string
    readonly firstPurchase: (moment: string) => string
    /** What a plan is compared with; stands within the three sentences below it. */
    readonly rule: Readonly<Record<Comparison['with'], (offer: string) => string>>
    readonly saves: (price: string, rule: string) => string
    readonly dearer: (price: string, rule: string, volume: string) => string
    readonly samePrice: (rule: string, volume: string) => string
    readonly unserved: (volume: string, day: string) => string
    readonly withoutCover: (span: string) => string
    readonly exact: string
    readonly bestFound: (price: string) => string
    readonly bestFoundServes: (volume: string) => string
    readonly nothingHelps: string
    readonly now: string
    readonly signInToStart: string
    readonly later: string
    readonly laterNote: string
    readonly laterMore: (count: number) => string
    /** True of now and of later alike. */
    readonly reason: Readonly<Record<Exclude<StepReason['kind'], 'prolongs'>, string>>
    readonly prolongs: (end: string) => string
    readonly runsOutBetween: (from: string, to: string) => string
    readonly runsOutOn: (day: string) => string
    readonly mayRunOut: (day: string) => string
    readonly lasts: string
    readonly ask: string
    readonly until: string
    readonly resident: string
    readonly gigabytes: string
    readonly gigabytesHint: string
    readonly compute: string
    readonly tooLittleUsage: (known: number, needed: number) => string
    readonly usageNotShown: string
    readonly untilUnreadable: string
    readonly untilOutOfRange: (earliest: string, latest: string) => string
    readonly untilOrResident: string
    readonly gigabytesUnreadable: string
    readonly gigabytesOutOfRange: (max: string) => string
  }
}
