/** An eSIM line and its profile, to tell stories with. For tests only. */
import type { LineId, SimProfileId } from '../basics/ids.ts'
import { assert } from '../basics/assert.ts'
import { instant } from '../basics/time.ts'
import type { Eid } from '../line/eid.ts'
import type { Iccid } from '../line/iccid.ts'
import type { Line } from '../line/line.ts'
import type { SmdpAddress } from './install-code.ts'
import { orderProfile, type ProfileOrder, type SimProfile } from './sim-profile.ts'

export const NOW = instant('2026-11-23T03:00:00Z')
export const EID = '89049032123451234512345678901235' as Eid
export const SMDP = 'smdp.example.com' as SmdpAddress

export const ESIM_LINE: Line = {
  id: '0198c000-0000-7000-8000-000000000001' as LineId,
  network: 'sakura' as Line['network'],
  sim: { iccid: '8981100123456789017' as Iccid, imsi: null, form: 'esim', eid: null },
  msisdn: null,
  holder: null,
  releasedAt: null,
  activation: { hash: 'hash', wrongTries: 0, lockedUntil: null },
  suspension: null,
  recognition: 'on',
  campaignUses: {},
  createdAt: NOW,
}

export const ORDER: ProfileOrder = {
  id: '0198c000-0000-7000-8000-000000000002' as SimProfileId,
  eid: null,
  smdp: SMDP,
  sealedMatchingId: 'sealed',
  orderedBy: null,
  now: NOW,
}

export function orderedProfile(): SimProfile {
  const ordered = orderProfile(ESIM_LINE, [], ORDER)
  assert(ordered.ok, 'an eSIM without a profile is given one')
  return ordered.value
}
