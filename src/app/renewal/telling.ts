/** What the holder is told of auto-renewal, as jobs that are worded when they go. */
import type { OfferId, OrderId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Learned } from '../../domain/renewal/attempt.ts'
import type { Mandate, StopWhy } from '../../domain/renewal/mandate.ts'
import type { Job } from '../door/command.ts'
import { noticeJob } from '../notices/notice-job.ts'

export function tellLearned(
  { mandate, tell }: Learned,
  about: {
    /** Null where points did not suffice for one. */
    readonly order: OrderId | null
    readonly offer: OfferId
    readonly price: Yen
    readonly number: number
  },
): readonly Job[] {
  const { line } = mandate
  const { order, offer, price } = about
  switch (tell?.kind) {
    case undefined:
      return []
    case 'done':
      return order === null ? [] : [noticeJob({ kind: 'auto_renewal_done', line, order })]
    case 'failed': {
      const { nextAt: again } = tell
      const mark = `${mandate.fired}.${about.number}`
      return [noticeJob({ kind: 'auto_renewal_failed', line, mark, offer, price, again })]
    }
    case 'needs_you':
      return order === null ? [] : [noticeJob({ kind: 'auto_renewal_needs_you', line, order })]
    case 'stopped':
      return [tellStopped(mandate, tell.why)]
  }
}

export function tellStopped({ line, offer, id }: Mandate, why: StopWhy): Job {
  return noticeJob({ kind: 'auto_renewal_stopped', line, mark: id, offer, why })
}

/** Once for each version: of one that is announced, or of one that holds a renewal back. */
export function tellTerms({ line, id }: Mandate, version: number): Job {
  return noticeJob({ kind: 'terms_changed', line, mark: id, version })
}
