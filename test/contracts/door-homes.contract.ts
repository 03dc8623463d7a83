/** What the one door promises about whose a row is, over any store. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Origin } from '../../src/app/origin.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { Change } from '../../src/app/door/state.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { BrokenInvariant } from '../../src/domain/basics/assert.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { partnerRenewal } from './catalogue.ts'
import { writeRows, type DoorWorld } from './stores.ts'

const LIMITS = { queueMax: 64, groupMax: 64, groupsInFlight: 1 }

function by(key: string): Origin {
  return { channel: 'web', actor: 'visitor:one', key }
}

export function homesContract(given: () => DoorWorld): void {
  test('A command that writes a row of a home that is not its own fails alone', async () => {
    const { ids, line: freshLineOf, doorWith, open } = given()
    const [line, other] = [await freshLineOf(), await freshLineOf()]
    const door = doorWith(LIMITS)
    await door.ask(renewByPartner, partnerRenewal(other, ids), by('first'))
    const [row] = await open.packs(other)
    assert.ok(row !== undefined)
    const stray = { ...row, bytesUsed: bytes(1) }
    const home = { kind: 'line', id: line } as const
    const changes = [{ table: 'packs', row: stray }] as const
    const [poison, neighbour] = await Promise.allSettled([
      door.ask(writeRows, { homes: [home], changes }, by('a')),
      door.ask(renewByPartner, partnerRenewal(line, ids), by('b')),
    ])
    assert.ok(poison.status === 'rejected' && poison.reason instanceof BrokenInvariant)
    assert.ok(neighbour.status === 'fulfilled' && neighbour.value.ok)
    assert.deepEqual(await open.packs(other), [row])
  })

  test('A find that is taken over and given up within one group is nobody’s', async () => {
    const { doorWith, ids, line: freshLineOf, open } = given()
    const door = doorWith(LIMITS)
    const [a, b] = [await freshLineOf(), await freshLineOf()]
    const puts = (line: LineId) => ({ line, gives: false })
    const gives = (line: LineId) => ({ line, gives: true })
    const ask = (value: string, act: ReturnType<typeof puts>) => {
      const home = { kind: 'line', id: act.line } as const
      const row = { kind: 'number_claim', value, home, id: null } as const
      const change: Change = { table: 'finds', row, ...(act.gives ? { removed: true } : {}) }
      return door.ask(writeRows, { homes: [home], changes: [change] }, SYSTEM)
    }
    // Whose it was, what one group does to it, and whose it is then.
    const stories = [
      [a, [puts(b), gives(b)], null],
      [a, [gives(a), puts(b), gives(b)], null],
      [a, [puts(b), gives(a)], b],
      [a, [gives(b)], a],
      [a, [gives(a), puts(a)], a],
      [a, [puts(b), gives(b), puts(a), gives(b)], a],
      [null, [puts(a), puts(b), gives(a), gives(b)], null],
      [null, [puts(a), gives(a), puts(b)], b],
    ] as const
    for (const [before, acts, after] of stories) {
      const value = ids.next()
      if (before !== null) await ask(value, puts(before))
      const { groups } = door.stats()
      await Promise.all(acts.map((act) => ask(value, act)))
      assert.equal(door.stats().groups, groups + 1)
      assert.equal((await open.reads.find('number_claim', value))?.home.id ?? null, after)
    }
  })
}
