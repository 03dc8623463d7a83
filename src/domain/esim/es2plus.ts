/**
 * ES2+, the interface between an operator and its SM-DP+ (GSMA SGP.22 §5.3, JSON binding §6.5): the
 * functions by name, how an SM-DP+ says that one was executed, and what that means for us. Pure;
 * who sends is the adapter, who answers notifications the gateway.
 */
import type { Instant } from '../basics/time.ts'
import { instant } from '../basics/time.ts'
import type { Eid } from '../line/eid.ts'
import { parseEid } from '../line/eid.ts'
import { parseIccid, type Iccid } from '../line/iccid.ts'

/** What is asked of the SM-DP+, each at its path below. */
export const ES2_FUNCTIONS = ['download_order', 'confirm_order', 'cancel_order'] as const
export type Es2Function = (typeof ES2_FUNCTIONS)[number]

/** SGP.22 §6.5.1.1, behind the provider's own address. */
export const ES2_PATH = '/gsma/rsp2/es2plus'

export const ES2_PATHS: Readonly<Record<Es2Function, string>> = {
  download_order: `${ES2_PATH}/downloadOrder`,
  confirm_order: `${ES2_PATH}/confirmOrder`,
  cancel_order: `${ES2_PATH}/cancelOrder`,
}

/** What an SM-DP+ tells us: by version 2 the first, by version 3 the second. */
export const ES2_NOTIFICATION_PATHS = [
  `${ES2_PATH}/handleDownloadProgressInfo`,
  `${ES2_PATH}/handleNotification`,
] as const

/** SGP.22 §6.5.1.2: the header in which both sides say what they speak. */
export const ADMIN_PROTOCOL_HEADER = 'X-Admin-Protocol'
export const ADMIN_PROTOCOL = 'gsma/rsp/v2.2.0'

/** SGP.22 §5.2.6.1: codes with dots, such as subject 8.2.1 (ICCID), reason 3.3 (already in use). */
export interface StatusCode {
  readonly subject: string
  readonly reason: string
}

/** SGP.22 §6.5.1.4, functionExecutionStatus. */
export type ExecutionStatus =
  | { readonly kind: 'success' }
  | { readonly kind: 'warning'; readonly status: StatusCode | null }
  | { readonly kind: 'failed'; readonly status: StatusCode | null }
  /** Its time was up before it was executed, or while nobody knows. */
  | { readonly kind: 'expired' }

const KINDS: Readonly<Record<string, ExecutionStatus['kind']>> = {
  'Executed-Success': 'success',
  'Executed-WithWarning': 'warning',
  Failed: 'failed',
  Expired: 'expired',
}
const DOTTED = /^\d{1,3}(?:\.\d{1,3}){0,4}$/

/** Null: the body is no answer of ES2+. */
export function readExecution(body: unknown): ExecutionStatus | null {
  const execution = field(field(body, 'header'), 'functionExecutionStatus')
  return readStatus(execution)
}

/** Of an execution status wherever it stands: a header, a notification's point. */
function readStatus(execution: unknown): ExecutionStatus | null {
  const kind = KINDS[text(field(execution, 'status')) ?? '']
  if (kind === undefined) return null
  if (kind === 'success' || kind === 'expired') return { kind }
  const data = field(execution, 'statusCodeData')
  const subject = text(field(data, 'subjectCode'))
  const reason = text(field(data, 'reasonCode'))
  const isRead = subject !== null && reason !== null && DOTTED.test(subject) && DOTTED.test(reason)
  return { kind, status: isRead ? { subject, reason } : null }
}

/** What an execution means for an order of ours. */
export type Verdict =
  | { readonly kind: 'done' }
  /** The phone fetched the profile already: nothing is left to cancel. */
  | { readonly kind: 'fetched' }
  | { readonly kind: 'refused'; readonly status: StatusCode }
  /** Nobody knows, or the SM-DP+ can not just now: asked again later. */
  | { readonly kind: 'unknown' }

/** Subjects and reasons of SGP.22 §5.2.6 that mean more than "no". */
const ICCID = '8.2.1'
const MATCHING_ID = '8.2.6'
const ALREADY_IN_USE = '3.3'
const UNKNOWN = '3.9'
const INVALID_ASSOCIATION = '3.10'
/** Execution error, busy; inaccessible, time-out, expired, no response: it may have been done. */
const MAY_PASS = ['4.2', '4.4', '5.1', '5.2', '5.3', '5.4']

/**
 * `askedBefore`: the same was asked already and nobody heard what came of it. Then "already in use"
 * is our own order, and a cancelled one that is "unknown" is gone. The first time both are a no.
 */
export function judge(
  what: Es2Function,
  execution: ExecutionStatus,
  { askedBefore }: { readonly askedBefore: boolean },
): Verdict {
  if (execution.kind === 'success' || execution.kind === 'warning') return { kind: 'done' }
  if (execution.kind === 'expired') return { kind: 'unknown' }
  const { status } = execution
  if (status === null || MAY_PASS.includes(status.reason)) return { kind: 'unknown' }
  const { subject, reason } = status
  if (what === 'cancel_order') {
    if (subject === ICCID && reason === ALREADY_IN_USE) return { kind: 'fetched' }
    const isGone =
      (subject === ICCID && reason === UNKNOWN) ||
      (subject === MATCHING_ID && (reason === UNKNOWN || reason === INVALID_ASSOCIATION))
    if (askedBefore && isGone) return { kind: 'done' }
    return { kind: 'refused', status }
  }
  const isOurs = (subject === ICCID || subject === MATCHING_ID) && reason === ALREADY_IN_USE
  return askedBefore && isOurs ? { kind: 'done' } : { kind: 'refused', status }
}

/** Where the download of a profile stands, as the SM-DP+ tells it without being asked. */
export interface DownloadNews {
  readonly iccid: Iccid
  readonly eid: Eid | null
  readonly what: 'downloaded' | 'installed' | 'other'
  readonly succeeded: boolean
  /** The SM-DP+'s own clock: a claim. */
  readonly claimedAt: Instant | null
}

/** SGP.22 §5.3.5: notificationPointId. */
const POINTS: Readonly<Record<string, DownloadNews['what']>> = { 3: 'downloaded', 4: 'installed' }

/** Null: no news of ES2+, or of no profile that could be ours. */
export function readDownloadNews(body: unknown): DownloadNews | null {
  // SGP.22 §6.5.2: one of 19 digits may be filled up with an F.
  const iccid = parseIccid((text(field(body, 'iccid')) ?? '').replace(/F$/, ''))
  const point = field(body, 'notificationPointId') ?? field(body, 'notificationEvent')
  const status = readStatus(
    field(body, 'notificationPointStatus') ?? field(body, 'notificationEventStatus'),
  )
  if (!iccid.ok || !Number.isInteger(point) || status === null) return null
  const eid = parseEid(text(field(body, 'eid')) ?? '')
  return {
    iccid: iccid.value,
    eid: eid.ok ? eid.value : null,
    what: POINTS[String(point)] ?? 'other',
    succeeded: status.kind === 'success' || status.kind === 'warning',
    claimedAt: instantOf(text(field(body, 'timestamp'))),
  }
}

function instantOf(told: string | null): Instant | null {
  try {
    return told === null ? null : instant(told)
  } catch {
    return null
  }
}

function field(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return null
  return (body as Readonly<Record<string, unknown>>)[name] ?? null
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
