/** A pack on a line, told of by a partner. For tests only. */
import assert from 'node:assert/strict'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { partnerRenewal } from './catalogue.ts'
import type { DoorWorld } from './stores.ts'

export async function buyPack(
  { door, ids }: Pick<DoorWorld, 'door' | 'ids'>,
  line: LineId,
): Promise<void> {
  const bought = await door.ask(renewByPartner, partnerRenewal(line, ids), SYSTEM)
  assert.ok(bought.ok, JSON.stringify(bought))
}
