/**
 * The sentences of the help page: finding an answer, when people answer the telephone, what to have
 * at hand before calling, how to know that it is us. The answers themselves are the operator's.
 */
import type { AnswerTopic } from '../../../../domain/call/answer.ts'

export interface HelpWords {
  readonly help: {
    readonly title: string
    readonly toCall: string
    readonly search: string
    readonly searchHint: string
    readonly searchButton: string
    readonly found: (count: number, typed: string) => string
    readonly notFound: (typed: string) => string
    readonly allQuestions: string
    readonly questionsTitle: string
    readonly topics: Readonly<Record<AnswerTopic, string>>
    readonly callTitle: string
    readonly anyHour: string
    readonly phone: string
    readonly openUntil: (end: string) => string
    readonly openAlways: string
    readonly closedUntil: (opening: string) => string
    readonly closed: string
    readonly peopleTitle: string
    readonly everyDay: string
    readonly days: (from: string, to: string) => string
    readonly holidays: string
    readonly closedDay: string
    readonly aroundTheClock: string
    /** A day ahead and why it differs. */
    readonly otherDay: (days: string, why: string) => string
    readonly holiday: string
    readonly closing: string
    readonly saveContact: string
    readonly contactNote: (hours: string) => string
    readonly beforeTitle: string
    readonly signInFirst: string
    readonly yourLines: string
    readonly endsAt: string
    readonly nextReset: string
    readonly renewsAt: string
    readonly before: readonly string[]
    readonly pin: string
    readonly officialTitle: string
    readonly official: readonly string[]
  }
}
