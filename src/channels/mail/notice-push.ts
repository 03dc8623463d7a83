/** A notice as a push message: what a locked screen may show, so no line and no money beyond it. */
import type { AddressedNotice } from '../../app/notices/notice-view.ts'
import type { PushMessage } from '../../app/notices/ports.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { traitsOf } from '../../domain/notice/notice.ts'
import { accountPath, linePath } from './notice-letter.ts'
import { inShort, sayNotice } from './notice-said.ts'

/** A message for a browser that comes back later than this would be stale. */
export const URGENT_KEPT_SECONDS = 3_600
export const KEPT_SECONDS = 86_400

export function wordNoticePush(
  { notice, line }: AddressedNotice,
  { language, now }: { readonly language: Language; readonly now: Instant },
): PushMessage {
  const { subject, text } = sayNotice(notice, inShort(language, now))
  const { group, urgent } = traitsOf(notice.kind)
  return {
    title: subject,
    body: text,
    path: line === null ? accountPath(notice) : linePath(line.id, notice),
    tag: `${group} ${line?.id ?? 'account'}`,
    urgent,
    keepSeconds: urgent ? URGENT_KEPT_SECONDS : KEPT_SECONDS,
  }
}
