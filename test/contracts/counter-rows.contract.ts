/**
 * What the counter keeps, as rows: staff with their sign-ins, tills with shifts and entries,
 * identity checks, cases, changes that wait, and what several homes may be found by.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change, SearchKey } from '../../src/app/door/state.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  AccountId,
  LineId,
  ShiftId,
  ShopId,
  StaffId,
  TillId,
} from '../../src/domain/basics/ids.ts'
import { plusSeconds } from '../../src/domain/basics/time.ts'
import {
  someCases,
  someChanges,
  someEntries,
  someIdentityChecks,
  someShifts,
  someSignIns,
  someStaff,
} from './example-counter.ts'
import { EVERY_SCRIPT, FINE } from './example-rows.ts'
import { load, write } from './rows-asked.ts'
import { assertSame } from './same.ts'
import type { DoorWorld } from './stores.ts'

const MANY = 100

export function counterRowsContract(given: () => DoorWorld): void {
  staffContract(given)
  tillsContract(given)
  checksContract(given)
  changesContract(given)
  searchContract(given)
}

function staffContract(given: () => DoorWorld): void {
  test('Staff come back bare and full, with the sign-ins that are not over', async () => {
    const { ids, open } = given()
    const people = someStaff(ids)
    for (const row of people) {
      const home = { kind: 'staff', id: row.id } as const
      const { live, over } = someSignIns(row.id, ids)
      const signIns = [...live, over].map((one): Change => ({ table: 'staff_sign_ins', row: one }))
      await write(given(), home, [{ table: 'staff', row }, ...signIns])
      assertSame(await open.reads.staff(row.id), { staff: row, signIns: live })
      const loaded = (await load(given(), { homes: [home] })).staff.get(row.id)
      assertSame(loaded, { staff: row, signIns: live })
    }
    const own = new Set(people.map(({ id }) => id))
    const all = (await open.reads.allStaff()).filter(({ id }) => own.has(id))
    assertSame(
      all,
      people.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    )
    const [bare] = people
    assert.ok(bare !== undefined)
    const again = { ...bare, role: 'auditor', ended: { at: FINE } } as const
    await write(given(), { kind: 'staff', id: bare.id }, [{ table: 'staff', row: again }])
    assertSame((await open.reads.staff(bare.id)).staff, again)
    const stranger = ids.next<StaffId>()
    assertSame(await open.reads.staff(stranger), { staff: null, signIns: [] })
  })
}

function tillsContract(given: () => DoorWorld): void {
  test('A till comes back with its open shift; closed ones and entries are read apart', async () => {
    const { ids, open } = given()
    const shop = `shop-${ids.next()}` as ShopId
    const [front, back] = ['front', 'back'].map((name) => ({
      id: ids.next<TillId>(),
      shop,
      name,
      createdAt: FINE,
    }))
    assert.ok(front !== undefined && back !== undefined)
    const { opened, closed } = someShifts(front.id, ids)
    const shifts = [...closed, opened]
    const entries = someEntries(opened, ids)
    const home = { kind: 'till', id: front.id } as const
    await write(given(), home, [
      { table: 'tills', row: front },
      ...shifts.map((row): Change => ({ table: 'shifts', row })),
      ...entries.map((row): Change => ({ table: 'till_entries', row })),
    ])
    await write(given(), { kind: 'till', id: back.id }, [{ table: 'tills', row: back }])
    const state = { till: front, shift: opened }
    assertSame(await open.reads.till(front.id), state)
    assertSame((await load(given(), { homes: [home] })).tills.get(front.id), state)
    assertSame(await open.reads.tills(shop), [{ till: back, shift: null }, state])
    const all = (await open.reads.tills(null)).filter(({ till }) => till?.shop === shop)
    assertSame(all, [{ till: back, shift: null }, state])
    assertSame(await open.reads.shifts(front.id, MANY), shifts.toReversed())
    assertSame(await open.reads.shifts(front.id, 1), [opened])
    for (const shift of shifts) assertSame(await open.reads.shift(front.id, shift.id), shift)
    assert.equal(await open.reads.shift(back.id, opened.id), null)
    assert.equal(await open.reads.shift(front.id, ids.next<ShiftId>()), null)
    assertSame(await open.reads.tillEntries(front.id, opened.id), entries)
    assertSame(await open.reads.tillEntries(front.id, present(closed[0], 'one is closed').id), [])
    assertSame(await open.reads.till(ids.next<TillId>()), { till: null, shift: null })
  })
}

function checksContract(given: () => DoorWorld): void {
  test('Identity checks and open cases are loaded with their line, for whoever asks for them', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const home = { kind: 'line', id: line } as const
    const checks = someIdentityChecks(line, ids)
    const cases = someCases(line, ids)
    await write(given(), home, [
      ...checks.map((row): Change => ({ table: 'identity_checks', row })),
      ...cases.map((row): Change => ({ table: 'cases', row })),
    ])
    assertSame(await open.reads.identityChecks(line), checks)
    assertSame(await open.reads.cases(line, MANY), cases.toReversed())
    assertSame(await open.reads.cases(line, 1), cases.slice(-1))
    const bare = (await load(given(), { homes: [home] })).lines.get(line)
    assertSame([bare?.identityChecks, bare?.cases], [[], []])
    const parts = new Map([
      ['identity', [line]],
      ['cases', [line]],
    ] as const)
    const full = (await load(given(), { homes: [home], parts })).lines.get(line)
    const openCases = cases.filter(({ closed }) => closed === null)
    assertSame([full?.identityChecks, full?.cases], [checks, openCases])
    const [first] = openCases
    assert.ok(first !== undefined)
    const after = { ...first, closed: { at: FINE, by: ids.next<StaffId>() } }
    await write(given(), home, [{ table: 'cases', row: after }])
    const again = (await load(given(), { homes: [home], parts })).lines.get(line)
    assertSame(
      again?.cases,
      openCases.filter(({ id }) => id !== first.id),
    )
    assertSame(await open.reads.identityChecks(ids.next<LineId>()), [])
  })
}

function changesContract(given: () => DoorWorld): void {
  test('Changes that wait are found by their home and when they are due, longest due first', async () => {
    const { ids, open } = given()
    const [line, account] = [ids.next<LineId>(), ids.next<AccountId>()]
    const homes = [
      { kind: 'line', id: line },
      { kind: 'account', id: account },
    ] as const
    for (const home of homes) {
      const { waiting, over } = someChanges(home, ids)
      const rows = [...waiting, ...over]
      await write(
        given(),
        home,
        rows.map((row): Change => ({ table: 'pending_changes', row })),
      )
      assertSame(await open.reads.pendingChanges(home.id, MANY), rows.toReversed())
      assertSame(await open.reads.pendingChanges(home.id, 1), rows.slice(-1))
      const parts = new Map([['changes', [home.id]]] as const)
      const { lines, accounts } = await load(given(), { homes: [home], parts })
      const state = home.kind === 'line' ? lines.get(home.id) : accounts.get(home.id)
      assertSame(state?.changes, waiting)
      const due = async (at: typeof FINE, limit = MANY) =>
        (await open.reads.changesDue(at, limit)).filter(({ of }) => of.id === home.id)
      const [late, early] = waiting
      assert.ok(late !== undefined && early !== undefined)
      assertSame(await due(late.dueAt), [early, late])
      assertSame(await due(early.dueAt), [early])
      assertSame(await due(plusSeconds(early.dueAt, -1)), [])
      const done = waiting.map((one) => ({ ...one, state: { kind: 'done', at: FINE } }) as const)
      await write(
        given(),
        home,
        done.map((row): Change => ({ table: 'pending_changes', row })),
      )
      assertSame(await due(FINE), [])
    }
    assertSame(await open.reads.pendingChanges(ids.next<LineId>(), MANY), [])
  })
}

function searchContract(given: () => DoorWorld): void {
  test('Homes are found by all the words that were given, whatever else they are found by', async () => {
    const { ids, open } = given()
    const [one, other] = [ids.next<AccountId>(), ids.next<AccountId>()]
    const line = ids.next<LineId>()
    const homes = [one, other].map((id) => ({ kind: 'account', id }) as const)
    const shared = `shared ${EVERY_SCRIPT}`
    const keys: readonly SearchKey[] = [
      ...homes.map((home) => ({ kind: 'name', value: shared, home }) as const),
      { kind: 'name', value: 'own', home: { kind: 'account', id: one } },
      { kind: 'document', value: shared, home: { kind: 'line', id: line } },
    ]
    for (const row of keys) await write(given(), row.home, [{ table: 'search_keys', row }])
    const find = (kind: SearchKey['kind'], values: readonly string[], limit = MANY) =>
      open.reads.searched(kind, values, limit)
    assertSame(await find('name', [shared]), homes)
    assertSame(await find('name', [shared], 1), homes.slice(0, 1))
    assertSame(await find('name', [shared, 'own', shared]), homes.slice(0, 1))
    assertSame(await find('document', [shared]), [{ kind: 'line', id: line }])
    assertSame(await find('document', ['own']), [])
    assertSame(await find('name', []), [])
    const [first] = keys
    assert.ok(first !== undefined)
    await write(given(), first.home, [{ table: 'search_keys', row: first, removed: true }])
    assertSame(await find('name', [shared]), homes.slice(1))
    assertSame(await find('name', ['own']), homes.slice(0, 1))
  })
}
