/**
 * Whether a line is shut in with the operator's own pages, and if not, after how many bytes or at
 * which instant it will be if nothing is bought (RFC 8908 §5). Slow is not shut in: where a pack
 * goes on throttled, or a network has a base rate, no number of bytes ends it.
 */
import { begin, derivedInterval } from '../balance/chain.ts'
import { burn } from '../balance/burn.ts'
import type { Pack } from '../balance/pack.ts'
import { bytes, NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import { earlierEnd, isBefore, type Instant } from '../basics/time.ts'
import type { Network } from '../catalogue/offer.ts'
import { entitlementAt } from './entitlement.ts'
import { lifecycleAt } from './lifecycle.ts'
import type { Line } from './line.ts'

export type Captivity =
  | { readonly captive: true }
  | {
      readonly captive: false
      /** When time alone shuts it in; null: it does not. */
      readonly until: Instant | null
      /** What shuts it in when used; null: no number of bytes does. */
      readonly bytesLeft: Bytes | null
    }

/** `packs` with nothing set aside: what live sessions hold is still theirs to use. */
export function captivityAt(
  line: Line,
  packs: readonly Pack[],
  given: { readonly network: Network; readonly now: Instant },
): Captivity {
  const at = { line, ...given }
  const begun = begin(packs, given.now)
  if (isCaptive(begun, at)) return { captive: true }
  return { captive: false, until: captiveFrom(begun, at), bytesLeft: captiveAfter(begun, at) }
}

interface At {
  readonly line: Line
  readonly network: Network
  readonly now: Instant
}

function isCaptive(packs: readonly Pack[], { line, ...given }: At): boolean {
  const { kind } = entitlementAt(line, packs, given)
  return kind === 'portal_only' || kind === 'none'
}

/** Every turn ends a pack or begins one that waited, so that there are few of them. */
function captiveFrom(packs: readonly Pack[], at: At): Instant | null {
  let now = at.now
  let begun = packs
  for (;;) {
    const turn = nextEnd(begun, now) ?? endOfLine(begun, { ...at, now })
    if (turn === null) return null
    now = turn
    begun = begin(begun, now)
    if (isCaptive(begun, { ...at, now })) return now
  }
}

/** The next instant at which something ends that a pack gave, or one gives up waiting. */
function nextEnd(packs: readonly Pack[], now: Instant): Instant | null {
  let next: Instant | null = null
  for (const pack of packs) {
    if (pack.revoked !== null) continue
    const { start } = pack
    const end = start.kind === 'first_use' ? start.latest : derivedInterval(packs, pack).until
    if (end !== null && isBefore(now, end)) next = earlierEnd(next, end)
  }
  return next
}

function endOfLine(packs: readonly Pack[], { network, now }: At): Instant | null {
  const lifecycle = lifecycleAt(packs, { suspendedDays: network.suspendedDays, now })
  return 'endsAt' in lifecycle ? lifecycle.endsAt : null
}

/** More than any line could move before the next look at it. */
const ENDLESS: Bytes = bytes(1n << 62n)

/** The very rule that burns is asked, on a copy: all that can be used at full speed is used. */
function captiveAfter(packs: readonly Pack[], at: At): Bytes | null {
  const { now } = at
  const used = burn(packs, { from: now, until: now, heardAt: now }, ENDLESS)
  if (!isCaptive(used.packs, at)) return null
  return used.shares
    .filter((share) => share.at === 'full')
    .reduce((sum, share) => plus(sum, share.bytes), NO_BYTES)
}
