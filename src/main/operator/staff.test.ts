import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryReads } from '../../adapters/memory/reads.ts'
import { createMemoryStore } from '../../adapters/memory/memory-store.ts'
import { isPassword } from '../../adapters/secrets/passwords.ts'
import { systemDice } from '../../adapters/system/dice.ts'
import { createDoor } from '../../app/door/door.ts'
import { SYSTEM } from '../../app/origin.ts'
import { putStaff } from '../../app/staff/put-staff.ts'
import type { StaffId } from '../../domain/basics/ids.ts'
import { CATALOGUE, createTestClock, createTestIds } from '../../../test/contracts/catalogue.ts'
import { fulfilStaff, understandStaff } from './staff.ts'

async function openDesk() {
  const store = createMemoryStore()
  const [clock, ids] = [createTestClock(), createTestIds()]
  const door = createDoor({ store, clock, ids, catalogue: () => CATALOGUE })
  const staff = ids.next<StaffId>()
  const place = { role: 'agent', shop: null } as const
  const secrets = { passwordHash: 'before', sealedSecret: 'sealed' }
  await door.ask(putStaff, { staff, name: 'aoki', ...place, ...secrets }, SYSTEM)
  const desk = { door, reads: createMemoryReads(store), dice: systemDice }
  const lines: string[] = []
  const complaints: string[] = []
  const told = {
    say: (line: string) => void lines.push(line),
    complain: (line: string) => void complaints.push(line),
  }
  const stands = async () => (await desk.reads.staff(staff)).staff
  return { desk, told, lines, complaints, stands }
}

test('A wish about staff names what and who', () => {
  assert.deepEqual(understandStaff(['reset', 'aoki']), { kind: 'reset', name: 'aoki' })
  assert.deepEqual(understandStaff(['end', 'aoki']), { kind: 'end', name: 'aoki' })
  for (const words of [[], ['reset'], ['hire', 'aoki'], ['end', 'aoki', 'kim']]) {
    assert.equal(understandStaff(words), null)
  }
})

test('A reset prints a password that is right from then on, and forgets the code', async () => {
  const { desk, told, lines, stands } = await openDesk()
  assert.equal(await fulfilStaff(desk, told, { kind: 'reset', name: 'aoki' }), true)
  const password = /sign in with (\S+) /.exec(lines[0] ?? '')?.[1] ?? ''
  const staff = await stands()
  assert.equal(await isPassword(password, staff?.passwordHash ?? ''), true)
  assert.equal(staff?.oneTimeCode, null)
})

test('Who is ended is not reset, and nobody is nobody', async () => {
  const { desk, told, complaints, stands } = await openDesk()
  assert.equal(await fulfilStaff(desk, told, { kind: 'end', name: 'aoki' }), true)
  assert.notEqual((await stands())?.ended, null)
  assert.equal(await fulfilStaff(desk, told, { kind: 'reset', name: 'aoki' }), false)
  assert.equal(await fulfilStaff(desk, told, { kind: 'end', name: 'nobody' }), false)
  assert.deepEqual(complaints, [
    'aoki was ended; load them from a file first',
    'nobody is called nobody',
  ])
})
