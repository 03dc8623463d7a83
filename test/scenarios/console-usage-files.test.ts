/** The operator sends a file of usage at the console, and has rejected rows tried again. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import type { UsageFileId } from '../../src/domain/basics/ids.ts'
import { parseIccid } from '../../src/domain/line/iccid.ts'
import { REJECTED_SHOWN_MAX, USAGE_FILES_SHOWN_MAX } from '../../src/app/staff/usage-files.ts'
import { PASTE_LETTERS_MAX } from '../../src/channels/counter/pages/usage-files.tsx'
import { usageFileWords } from '../../src/channels/counter/words/usage-files/words.ts'
import { openConsole, type ConsoleWorld } from './console-world.ts'
import { ICCID } from './api-world.ts'

const PAGE = '/staff/usage-files'
/** In stock later. */
const LATER = '8981100022313842029'

describe('Usage files at the console', () => {
  let world: ConsoleWorld
  before(async () => {
    world = await openConsole()
    await world.hire('mori', 'operator')
    await world.hire('sato', 'auditor')
    await world.hire('abe', 'senior')
  })
  after(() => world.close())

  function csv(...rows: readonly (readonly [id: string, iccid: string])[]): string {
    const now = world.clock.now()
    const span = `${now.subtract({ seconds: 60 }).toString()},${now.toString()}`
    return ['record_id,iccid,start,end,bytes']
      .concat(rows.map(([id, iccid]) => `${id},${iccid},${span},1000`))
      .join('\r\n')
  }

  async function newest(): Promise<UsageFileId> {
    const [file] = await world.usageFiles.store.newest(1, null)
    assert.ok(file !== undefined)
    return file.id
  }

  test('are pasted, charged, and told with every row that was not taken', async () => {
    const desk = await world.signedIn('mori')
    const page = await desk.get(PAGE)
    assert.equal(page.status, 200)
    const fields = { source: 'cdr', name: 'nov.csv', content: csv(['c1', ICCID], ['c2', '<b>']) }
    const sent = await desk.post(PAGE, fields)
    const id = await newest()
    assert.equal(sent.to, `${PAGE}/${id}?done=sent`)
    const shown = await desk.get(sent.to ?? '')
    assert.match(shown.body, /The file was taken/)
    assert.match(shown.body, /“iccid” cannot be read/)
    assert.ok(shown.body.includes('c2,&lt;b>') || shown.body.includes('c2,&lt;b&gt;'))
    assert.match(shown.body, /Sent by<\/dt><dd>mori/)
    assert.match((await desk.get(PAGE)).body, /nov\.csv.*1 taken, 0 known already, 1 rejected/s)
    const [noted] = world.store.journal.filter(({ command }) => command === 'take_usage_file')
    assert.equal(noted?.events[0]?.facts['name'], 'nov.csv')
  })

  test('have rejected rows tried again once their line is there', async () => {
    const desk = await world.signedIn('mori')
    await desk.get(PAGE)
    const iccid = parseIccid(LATER)
    assert.ok(iccid.ok, 'the number of the test is sound')
    await desk.post(PAGE, { source: 'cdr', name: '', content: csv(['late', LATER]) })
    const id = await newest()
    const page = await desk.get(`${PAGE}/${id}`)
    assert.match(page.body, /No line has this subscriber/)
    await world.addLine({ sim: { iccid: iccid.value, imsi: null, form: 'card', eid: null } })
    const again = await desk.post(`${PAGE}/${id}/again`, {})
    assert.equal(again.to, `${PAGE}/${id}?done=again`)
    assert.match((await desk.get(again.to ?? '')).body, /No row is rejected/)
    const file = await world.usageFiles.store.find(id)
    assert.deepEqual([file?.counts.accepted, file?.counts.rejected], [1, 0])
  })

  test('are shown page by page, rows and files', async () => {
    const desk = await world.signedIn('mori')
    await desk.get(PAGE)
    const bad = Array.from({ length: REJECTED_SHOWN_MAX + 1 }, () => 'x')
    const content = [csv(), ...bad].join('\r\n')
    const sent = await desk.post(PAGE, { source: 'cdr', name: 'pages.csv', content })
    const page = await desk.get(sent.to ?? '')
    const next = `${PAGE}/${await newest()}?after=${REJECTED_SHOWN_MAX + 1}`
    assert.ok(page.body.includes(`href="${next}"`))
    const last = await desk.get(next)
    assert.match(last.body, new RegExp(`<td class="number">${REJECTED_SHOWN_MAX + 2}</td>`))
    assert.doesNotMatch(last.body, /Further rows/)

    for (let count = 0; count < USAGE_FILES_SHOWN_MAX; count += 1) {
      const { ids, clock, store } = world.usageFiles
      await store.begin({
        id: ids.next<UsageFileId>(),
        source: 'cdr',
        name: 'm.csv',
        sha256: `${count}`,
        sizeBytes: 0n,
        came: 'api',
        by: 'system',
        at: clock.now(),
      })
    }
    const list = await desk.get(PAGE)
    assert.doesNotMatch(list.body, /pages\.csv/)
    const [, older = ''] = /href="([^"]*before=[^"]*)"/.exec(list.body) ?? []
    assert.match((await desk.get(older)).body, /pages\.csv/)
  })

  test('keep what was typed where something is wrong', async () => {
    const desk = await world.signedIn('mori')
    await desk.get(PAGE)
    const nothing = await desk.post(PAGE, { source: 'cdr', name: 'kept.csv', content: ' ' })
    assert.equal(nothing.status, 422)
    assert.match(nothing.body, /value="kept\.csv"/)
    const long = { source: 'cdr', name: '', content: 'x'.repeat(PASTE_LETTERS_MAX + 1) }
    assert.match((await desk.post(PAGE, long)).body, /longer than 100000 characters/)
    const unknown = await desk.post(PAGE, { source: 'nobody', name: '', content: csv() })
    assert.match(unknown.body, /There is no such source/)
    const headless = await desk.post(PAGE, { source: 'cdr', name: '', content: 'a,b' })
    assert.match((await desk.get(headless.to ?? '')).body, /The header lacks: record_id, start/)
  })

  test('are the operator’s to send, the auditor’s to read, and nobody else’s', async () => {
    const auditor = await world.signedIn('sato')
    const page = await auditor.get(PAGE)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.body, /<textarea/)
    const sent = await auditor.post(PAGE, { source: 'cdr', name: '', content: csv(['x', ICCID]) })
    assert.match(sent.body, /is not part of the role/)
    const senior = await world.signedIn('abe')
    assert.equal((await senior.get(PAGE)).status, 404)
    assert.equal((await senior.get(`${PAGE}/${await newest()}`)).status, 404)
    assert.doesNotMatch((await senior.get('/staff')).body, /usage-files/)
    assert.equal((await auditor.get(`${PAGE}/${'0'.repeat(8)}`)).status, 404)
  })

  test('are told in every language', async () => {
    const desk = await world.signedIn('mori')
    for (const language of LANGUAGES) {
      const page = await desk.get(`${PAGE}?lang=${language}`)
      assert.ok(page.body.includes(usageFileWords(language).lead), language)
    }
    await desk.get(`${PAGE}?lang=en`)
  })
})
