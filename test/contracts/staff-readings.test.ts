/**
 * Every read of personal text by staff is written down: a list of the places that open sealed text
 * for them, held against the source, and the journal that a read leaves.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { noteRead, readCaseNotes, readPerson } from '../../src/app/staff/reading.ts'
import { codeOnly, isTest, readSources } from '../tidy/source.ts'
import { careWorld } from './care-world.ts'
import { openMemory } from './stores.ts'
import { putStaff } from './till-world.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDERS = [
  'src/app/queries/staff/',
  'src/app/staff/',
  'src/app/tills/',
  'src/channels/counter/',
]
const OPENS =
  /\b(?:personalText|openFor|openReport|openWords|recipientOf|printCode|openLetter|vault\.open)\(/g

/** How often, and why that is in order. A new place is first made to ask `noteRead`. */
const KNOWN: Readonly<Record<string, readonly [times: number, why: string]>> = {
  'src/app/queries/staff/calls.ts': [
    4,
    'the number taken to be dialled, written down by `take_call_back`; the note of a call, by ' +
      '`read_call_note`; two numbers compared and not shown',
  ],
  'src/app/queries/staff/cases.ts': [1, 'notes, written down by `read_case_notes`'],
  'src/app/queries/staff/reports.ts': [1, 'what was reported, written down by `read_report`'],
  'src/app/queries/staff/disputes.ts': [
    2,
    'both sides’ words, written down by `read_dispute_words`',
  ],
  'src/app/queries/staff/revealed.ts': [
    1,
    'name, address and contact number, written down by `reveal_person`',
  ],
  'src/app/queries/staff/find-line.ts': [1, 'a name, masked'],
  'src/app/queries/staff/holder.ts': [1, 'name and address, masked'],
  'src/channels/counter/routes/person-routes.tsx': [1, 'a name, written down by `read_person`'],
  'src/channels/counter/routes/risky-change-routes.tsx': [1, 'an address, masked'],
  'src/channels/counter/routes/reveal-routes.ts': [
    1,
    'that something may be shown, and until when',
  ],
  'src/channels/counter/routes/receipt-routes.tsx': [1, 'a receipt names nobody'],
  'src/channels/counter/routes/order-routes.tsx': [1, 'the short code of an order'],
  'src/channels/counter/routes/identity-routes.tsx': [1, 'what the form itself carried'],
  'src/channels/counter/routes/sign-in-routes.tsx': [1, 'of the staff themselves'],
  'src/channels/counter/routes/passkey-routes.tsx': [1, 'of the staff themselves'],
  'src/channels/counter/proof.ts': [1, 'of the staff themselves'],
  'src/channels/counter/gift-cards-in-use.ts': [1, 'which card the browser has in use'],
}

test('Whatever opens sealed text for staff is listed, with the reason why it may', () => {
  const found: Record<string, number> = {}
  for (const source of readSources(ROOT, 'src')) {
    const { path, text } = source
    if (isTest(source) || !FOLDERS.some((folder) => path.startsWith(folder))) continue
    const times = [...codeOnly(text).matchAll(OPENS)].length
    if (times > 0) found[path] = times
  }
  const known = Object.fromEntries(Object.entries(KNOWN).map(([path, [times]]) => [path, times]))
  assert.deepEqual(found, known)
})

test('A read is written down under the home it is about, once an hour for each sign-in', async () => {
  const world = await careWorld(await openMemory())
  const { app, clock } = world
  const acting = await putStaff(world, 'auditor', null)
  const line = await world.line()
  const read = () => noteRead(app, readCaseNotes, { acting, channel: 'counter', subject: { line } })
  const written = async () =>
    (await world.open.journal(line)).filter(({ command }) => command === 'read_case_notes')
  assert.ok((await read()) && (await read()))
  const [entry, ...more] = await written()
  assert.equal(entry?.origin.actor, `staff:${acting.staff}`)
  assert.deepEqual([entry?.events, more], [['personal_text_read'], []])
  clock.advance(3_600)
  const other = await putStaff(world, 'clerk', null)
  assert.ok(
    await noteRead(app, readCaseNotes, { acting: other, channel: 'counter', subject: { line } }),
  )
  assert.equal((await written()).length, 2)
})

test('Who may not read, or is no longer at the desk, is shown nothing', async () => {
  const world = await careWorld(await openMemory())
  const { app } = world
  const acting = await putStaff(world, 'auditor', null)
  const subject = { account: world.ids.next() } as Parameters<
    typeof readPerson.fingerprint
  >[0]['input']
  assert.equal(await noteRead(app, readPerson, { acting, channel: 'counter', subject }), false)
  const gone = { ...acting, signIn: world.ids.next() } as typeof acting
  const line = await world.line()
  const asked = { acting: gone, channel: 'counter', subject: { line } } as const
  assert.equal(await noteRead(app, readCaseNotes, asked), false)
  assert.deepEqual(await world.open.journal(line), [])
})
