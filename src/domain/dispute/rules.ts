/** What the operator promises whoever contests something: a dated setting. No law has its own. */

export interface DisputeRules {
  /** It is answered within so many days. */
  readonly answerDays: number
  /** It can be raised for so many months after what it is about. */
  readonly withinMonths: number
}

export const DEFAULT_DISPUTE_RULES: DisputeRules = { answerDays: 14, withinMonths: 6 }

/** A promise that nobody could wait for is none. */
export const ANSWER_DAYS_MAX = 60
/** Usage of a line is looked up no further back. */
export const WITHIN_MONTHS_MAX = 24
