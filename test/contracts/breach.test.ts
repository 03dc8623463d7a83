/** Whom a leak concerns, over the database that a running product writes. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createBreachReads } from '../../src/adapters/postgres/breach-reads.ts'
import { noteRead, readCaseNotes } from '../../src/app/staff/reading.ts'
import { revealPerson } from '../../src/app/staff/revealing.ts'
import type { LeakSpan } from '../../src/domain/breach/breach.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import type { Desk } from '../../src/main/operator/desk.ts'
import { fulfilBreach, understandBreach } from '../../src/main/operator/breach.ts'
import { careWorld, holder } from './care-world.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'
import { putStaff } from './till-world.ts'

suite('A leak', () => {
  let open: OpenPostgres
  let world: Awaited<ReturnType<typeof careWorld>>
  let span: LeakSpan
  let seen: Awaited<ReturnType<typeof holder>>
  let unseen: Awaited<ReturnType<typeof holder>>
  let name: string
  let notesOf: string
  before(async () => {
    open = await openPostgres()
    world = await careWorld(open)
    const { app, clock } = world
    const acting = await putStaff(world, 'clerk', null)
    const { rows } = await open.pool.query<{ name: string }>(
      'select name from staff where home_id = $1',
      [acting.staff],
    )
    name = rows[0]?.name ?? ''
    seen = await holder(world)
    unseen = await holder(world)
    const line = await world.line()
    notesOf = line
    const now = clock.now()
    span = { from: now, until: plusHours(now, 1) }
    await noteRead(app, readCaseNotes, { acting, channel: 'counter', subject: { line } })
    const input = {
      line: seen.line.id,
      account: seen.account.id,
      reason: 'reach_customer',
    } as const
    const origin = { channel: 'counter', actor: `staff:${acting.staff}`, key: null } as const
    assert.ok((await app.door.ask(revealPerson, { acting, input }, origin)).ok)
  })
  after(() => open.close())

  test('by a staff account concerns whom the journal says they opened, within the span', async () => {
    const reads = createBreachReads(open.pool)
    const found = await reads.affected({ kind: 'staff', name }, span)
    assert.deepEqual(found?.accounts, [seen.account.id])
    assert.deepEqual(found?.lines, [notesOf])
    assert.deepEqual(found?.kinds, ['name', 'email', 'telephone', 'notes', 'card_number'])
    const before = { from: plusHours(span.from, -1), until: span.from }
    assert.deepEqual((await reads.affected({ kind: 'staff', name }, before))?.accounts, [])
    assert.equal(await reads.affected({ kind: 'staff', name: 'nobody' }, span), null)
  })

  test('of a backup concerns everybody that there was, and text only with the keys', async () => {
    const reads = createBreachReads(open.pool)
    const found = await reads.affected({ kind: 'backup', keysToo: false }, span)
    assert.deepEqual(found?.accounts, [seen.account.id, unseen.account.id].toSorted())
    assert.ok(found?.lines.includes(notesOf))
    assert.ok(!found?.kinds.includes('name'))
    const withKeys = await reads.affected({ kind: 'backup', keysToo: true }, span)
    assert.ok(withKeys?.kinds.includes('name'))
  })

  test('is told with its dates, and as ids alone', async () => {
    const times = {
      from: span.from.toString(),
      until: span.until.toString(),
      known: '2026-04-01T15:30:00Z',
    }
    const told = async (format: 'text' | 'csv') => {
      const said: string[] = []
      const say = (line: string) => void said.push(line)
      const wish = understandBreach([`staff:${name}`], { ...times, malicious: true, format })
      assert.ok(wish !== null)
      const desk = { pool: open.pool } as Partial<Desk> as Desk
      assert.ok(await fulfilBreach(desk, { say, complain: say }, wish))
      return said
    }
    const text = (await told('text')).join('\n')
    assert.match(text, /^1 accounts, 1 lines, 0 guests\n2 people at most\n/)
    assert.match(text, /2026-04-05 to 2026-04-07/)
    assert.match(text, /last report: by 2026-06-01/)
    assert.deepEqual(await told('csv'), [
      'kind,id',
      `account,${seen.account.id}`,
      `line,${notesOf}`,
    ])
    assert.equal(understandBreach(['table:moon'], times), null)
    assert.equal(understandBreach(['backup'], { ...times, until: times.from }), null)
  })
})
