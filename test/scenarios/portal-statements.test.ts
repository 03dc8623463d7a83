/**
 * Bills through the portal's own HTTP: a charge that came twice, a price that is not the listed one
 * and a day of much more data than usual, each flagged with its reason, answered in one tap or
 * contested; the month as a page, as a PDF and as a table; and how staff read it.
 */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryAnomalyMarks } from '../../src/adapters/memory/anomaly-marks.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { lookForAnomalies, SALE_SETTLED_SECONDS } from '../../src/app/sweeps/anomalies.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import * as orderSchemas from '../../src/channels/api/schemas/orders.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { AccountId, MailboxId, PersonId, SignInId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { DAY, usageReport } from '../contracts/catalogue.ts'
import { pdfLines } from '../contracts/pdf-text.ts'
import { writeRows } from '../contracts/stores.ts'
import { asker, holds } from './api-asking.ts'
import { Browser, openConsole, type ConsoleWorld } from './console-world.ts'

const MONTH = '2026-04'
const GIGABYTE = 1_000_000_000n

/** An account, in Japanese unless the page is asked otherwise; answers its browser's token. */
async function holder(world: ConsoleWorld, token: string, hasLine: boolean): Promise<void> {
  const { app, clock, line, store } = world
  const now = clock.now()
  const id = app.ids.next<AccountId>()
  const home = { kind: 'account', id } as const
  const signIn = app.ids.next<SignInId>()
  const tokenHash = app.vault.digest(token)
  const row = {
    id,
    person: app.ids.next<PersonId>(),
    mailbox: app.ids.next<MailboxId>(),
    language: 'en',
    country: 'JP',
    lines: hasLine ? [line] : [],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  } as const
  const signedIn = { id: signIn, account: id, tokenHash, means: 'email_code', device: 'x' } as const
  const times = { since: now, lastSeenAt: now, ended: null, push: null }
  const known = store.tables.lines.get(line)
  assert.ok(known !== undefined)
  const homes = [home, { kind: 'line', id: line }] as const
  const put = await app.door.ask(
    writeRows,
    {
      homes,
      changes: [
        { table: 'accounts', row },
        { table: 'sign_ins', row: { ...signedIn, ...times } },
        { table: 'finds', row: { kind: 'sign_in', value: tokenHash, home, id: signIn } },
        ...(hasLine ? ([{ table: 'lines', row: { ...known, holder: id } }] as const) : []),
      ],
    },
    SYSTEM,
  )
  assert.ok(put.ok)
}

suite('Bills on the portal', () => {
  let world: ConsoleWorld
  let portal: FastifyInstance
  let mine: Browser
  let stranger: Browser
  const marks = createMemoryAnomalyMarks()
  const { renew, sell } = asker(() => world)

  before(async () => {
    world = await openConsole()
    await holder(world, 'the holder', true)
    await holder(world, 'a stranger', false)
    portal = Fastify()
    const paper = {
      wording: wordDocument,
      renderer: documentRenderer(),
      files: createMemoryDocumentFiles(),
    }
    const settings = {
      sandbox: false,
      push: { publicKey: '', accepts: () => false },
      sendsSms: false,
      isHoliday: () => false,
      directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
      providerOrigins: [],
      limits: PORTAL_LIMITS,
    }
    await portal.register(portalRoutes(world.app, { ...settings, paper }))
    await portal.ready()
    const browserOf = (token: string) =>
      new Browser(portal, { cookie: `sign-in=${encodeURIComponent(token)}` })
    mine = browserOf('the holder')
    stranger = browserOf('a stranger')
  })
  after(() => Promise.all([world.close(), portal.close()]))

  const bought = async () => holds(orderSchemas.Order, await renew(), 201).id
  const look = async () => {
    world.clock.advance(SALE_SETTLED_SECONDS + 1)
    assert.deepEqual((await lookForAnomalies(world.app, marks)).left, [])
  }
  const own = () => `/lines/${world.line}/statements/${MONTH}`
  const answerIn = (body: string) =>
    /action="(\/lines\/[^"]+\/anomalies\/[^"]+\/answer)"/.exec(body)?.[1] ?? ''

  test('A charge that came twice is on home, order and statement, and fine in one tap', async () => {
    await bought()
    world.clock.advance(90)
    const second = await bought()
    await look()
    for (const page of [`/lines/${world.line}`, `/orders/${second}`, own()]) {
      const { status, body } = await mine.get(page)
      assert.equal(status, 200, page)
      assert.match(body, /was bought twice for this SIM within 2 minutes/, page)
      assert.match(body, /This is fine/, page)
    }
    const answered = await mine.post(answerIn((await mine.get(own())).body), { from: 'statement' })
    assert.deepEqual([answered.status, answered.to], [303, own()])
    const after = await mine.get(own())
    assert.match(after.body, /You said that this is fine\./)
    assert.doesNotMatch((await mine.get(`/lines/${world.line}`)).body, /bought twice/)
  })

  test('A price that is not the listed one is flagged, and contested in one tap', async () => {
    world.clock.advance(3_600)
    const order = await bought()
    // On sale since before the order, known only after it: what was charged is not what was listed.
    const listed = { ...DAY, version: 2, price: yen(500n), onSaleFrom: DAY.onSaleFrom }
    sell(listed)
    await look()
    const { body } = await mine.get(`/orders/${order}`)
    assert.match(body, /was charged at JPY 550, while our price list said JPY 500/)
    const anomaly = /name="anomaly" value="([^"]+)"/.exec(body)?.[1] ?? ''
    const fields = { about: 'order', order, anomaly }
    const raised = await mine.post(`/lines/${world.line}/disputes`, fields)
    assert.equal(raised.status, 303, raised.body)
    assert.match(raised.to ?? '', /\/disputes\//)
    assert.match((await mine.get(own())).body, /You dispute this\./)
    sell()
  })

  test('A day of much more data than usual is flagged with both figures', async () => {
    let used = 0n
    for (const [place, day] of [1n, 1n, 1n, 7n].entries()) {
      used += day * GIGABYTE
      const report = usageReport(world.line, world.app.ids, {
        sequence: String(place),
        usedBytes: bytes(used),
      })
      const origin = { ...SYSTEM, key: `usage ${place}` }
      assert.ok((await world.app.door.ask(chargeLine, report, origin)).ok)
      world.clock.advance(86_400)
    }
    for (let run = 0; run < 10; run += 1) await look()
    const { body } = await mine.get(own())
    assert.match(body, /7 GB were used on 4 Apr 2026; .* about 1 GB/)
    assert.match(body, /name="day" value="2026-04-04"/)
    assert.match(body, /<svg class="chart"/)
  })

  test('The month is a page with its sums, a PDF and a table that no spreadsheet takes for more', async () => {
    const page = await mine.get(`/account/statements/${MONTH}`)
    assert.equal(page.status, 200)
    assert.match(page.body, /Statement of April 2026/)
    assert.match(page.body, /Bought at 10% \(tax included\)<\/dt><dd>JPY 1,650/)
    assert.match(page.body, /of it consumption tax \(10%\)<\/dt><dd>JPY 150/)
    assert.match((await mine.get('/account/statements')).body, /April 2026/)
    const raw = await portal.inject({
      url: `${own()}.pdf`,
      cookies: { 'sign-in': 'the holder' },
    })
    assert.equal(raw.headers['content-type'], 'application/pdf')
    const text = pdfLines(raw.rawPayload).join('\n')
    assert.match(text, /Statement of April 2026/)
    assert.match(text, /JPY 1,650/)
    const { body, headers } = await mine.get(`${own()}.csv`)
    assert.equal(headers['content-type'], 'text/csv; charset=utf-8')
    assert.ok(body.startsWith('\uFEFFDate (Japan),Kind,SIM,Order,'))
    const lines = body.split('\r\n')
    assert.equal(lines.filter((line) => line.includes(',Bought,')).length, 3)
    assert.ok(
      lines.some((line) => line.startsWith('2026-04-04,Used,') && line.includes('7000000000')),
    )
    assert.ok(lines.every((line) => !/(?:^|,)[=+@]/.test(line)))
  })

  test('Nobody else’s line, no month that was not, and nothing for a stranger is there', async () => {
    assert.equal((await stranger.get(own())).status, 404)
    assert.equal((await stranger.get(`/account/statements/${MONTH}`)).status, 404)
    assert.equal((await mine.get('/account/statements/2026-13')).status, 404)
    assert.equal((await mine.get('/account/statements/2025-01')).status, 404)
    assert.equal((await mine.get('/account/statements/2026-04.exe')).status, 404)
    const answer = answerIn((await mine.get(own())).body)
    await stranger.get('/account/statements')
    assert.equal((await stranger.post(answer, {})).status, 404)
    assert.equal((await new Browser(portal, {}).get(own())).to, '/sign-in')
  })

  test('Staff read the same month, masked, and how often each rule was wrong', async () => {
    await world.hire('sato', 'senior')
    await world.hire('kimura', 'clerk')
    const senior = await world.signedIn('sato')
    const line = await senior.get(`/staff/lines/${world.line}/statements/${MONTH}`)
    assert.equal(line.status, 200)
    assert.match(line.body, /Statement of April 2026/)
    assert.doesNotMatch(line.body, /898110002231384/)
    assert.doesNotMatch(line.body, /\/answer"/)
    const list = await senior.get('/staff/anomalies')
    assert.match(list.body, /Bought twice within minutes<\/th><td class="number">1<\/td>/)
    assert.match(list.body, /100%/)
    const clerk = await world.signedIn('kimura')
    assert.equal((await clerk.get('/staff/anomalies')).status, 404)
    assert.equal((await clerk.get(`/staff/lines/${world.line}/statements`)).status, 200)
  })
})
