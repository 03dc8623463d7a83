/** A line that nothing stops, as tests of the domain tell stories. Not used by the product. */
import { at, LINE, NETWORK } from '../balance/example-packs.ts'
import type { Iccid } from './iccid.ts'
import type { Line } from './line.ts'

export const EXAMPLE_LINE: Line = {
  id: LINE,
  network: NETWORK.id,
  sim: { iccid: '8981100000000000000' as Iccid, imsi: null, form: 'card', eid: null },
  msisdn: null,
  holder: null,
  releasedAt: null,
  activation: { hash: '', wrongTries: 0, lockedUntil: null },
  suspension: null,
  recognition: 'on',
  campaignUses: {},
  createdAt: at('01-01 00:00'),
}
