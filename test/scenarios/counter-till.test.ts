/**
 * A clerk's shift in a browser without scripts: opened with a float, a sale seen live, cash moved,
 * counted, its difference shown before anything is closed, closed with a ¥1,000 difference named,
 * and the report that stays. Every page in every language.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { receiptPrinter } from '../../src/adapters/documents/receipt-tape/printer.ts'
import { staffSecrets } from '../../src/adapters/secrets/staff-secrets.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import type { App } from '../../src/app/app.ts'
import { shiftReport } from '../../src/app/queries/staff/shift-report.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { CONSOLE_LIMITS } from '../../src/channels/counter/desk.ts'
import { consoleRoutes } from '../../src/channels/counter/console.ts'
import { shiftSheet } from '../../src/channels/counter/shift-sheet.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { yen } from '../../src/domain/basics/money.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { CATALOGUE, DAY } from '../contracts/catalogue.ts'
import { write } from '../contracts/rows-asked.ts'
import { openMemory } from '../contracts/stores.ts'
import {
  owed,
  payingOut,
  placed,
  taking,
  tillWorld,
  type TillWorld,
} from '../contracts/till-world.ts'

let world: TillWorld
let app: App
let server: FastifyInstance

before(async () => {
  world = await tillWorld(await openMemory())
  const { door, clock, ids, open } = world
  app = {
    door,
    reads: open.reads,
    clock,
    ids,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => CATALOGUE,
    operator: () => assert.fail('nobody asks for the operator here'),
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'http://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  server = fastify()
  const secrets = staffSecrets(systemDice)
  const settings = { sandbox: false, limits: CONSOLE_LIMITS }
  const printer = receiptPrinter()
  // No page of a till draws a document or shows what customers see.
  const others = { paper: {} as never, portal: {} as never, hotline: {} as never }
  await server.register(consoleRoutes(app, { ...settings, ...others, secrets, printer }))
  for (const acting of [world.lin, world.kim]) await letIn(acting, world.till)
})
after(() => server.close())

/** Their browser's cookie, and where it stands. */
async function letIn({ staff, signIn }: StaffActing, till: TillWorld['till']): Promise<void> {
  const { signIns } = await world.open.reads.staff(staff)
  const row = present(
    signIns.find(({ id }) => id === signIn),
    'they are signed in',
  )
  const tokenHash = app.vault.digest(staff)
  const home = { kind: 'staff', id: staff } as const
  await write(world, home, [
    { table: 'staff_sign_ins', row: { ...row, till, tokenHash } },
    { table: 'finds', row: { kind: 'staff_sign_in', value: tokenHash, home, id: signIn } },
  ])
}

function cookies({ staff }: StaffActing): Record<string, string> {
  return { 'staff-sign-in': staff, 'staff-browser': 'browser', 'staff-language': 'en' }
}

async function get(url: string, acting: StaffActing = world.lin) {
  const answer = await server.inject({ url, cookies: cookies(acting) })
  return { status: answer.statusCode, html: answer.body, to: answer.headers.location }
}

/** Posts what stands on the page, as a browser without scripts would. */
async function post(page: string, action: string, typed: Record<string, string>) {
  const { html } = await get(page)
  return submit(html, action, typed)
}

async function submit(html: string, action: string, typed: Record<string, string>) {
  const form = present(
    html.split('<form').find((one) => one.includes(`action="${action}"`)),
    `a form for ${action}`,
  ).split('</form>')[0]
  const hidden = [...(form ?? '').matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/gu)]
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]))
  const answer = await server.inject({
    method: 'POST',
    url: action,
    cookies: cookies(world.lin),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...(fields as Record<string, string>), ...typed }).toString(),
  })
  return { status: answer.statusCode, html: answer.body, to: answer.headers.location }
}

test('A shift is opened, moved, counted and closed with a ¥1,000 difference named', async () => {
  const { lin } = world
  assert.match((await get('/staff/till')).html, /The till is closed/u)
  const wrong = await post('/staff/till', '/staff/till/shifts', { float: 'much' })
  assert.deepEqual([wrong.status, /whole yen/u.test(wrong.html)], [422, true])
  const opened = await post('/staff/till', '/staff/till/shifts', { float: '３０,000' })
  assert.deepEqual([opened.status, opened.to], [303, '/staff/till?said=opened'])

  const line = await world.line()
  const { order } = await placed(world, line)
  assert.ok((await taking(world, lin, { line, order, tendered: yen(1_000) })).ok)
  const live = await get(`/staff/till/entries?till=${world.till}`)
  assert.match(live.html, /handed over JPY 1,000, change JPY 450/u)
  assert.ok(!live.html.includes('<html'), 'a part of the page')

  const bare = { kind: 'expense', amount: '480', note: '' }
  const refused = await post('/staff/till', '/staff/till/entries', bare)
  assert.match(refused.html, /what the money was spent on/u)
  assert.equal(refused.status, 422)
  const spent = await post('/staff/till', '/staff/till/entries', { ...bare, note: 'tape' })
  assert.equal(spent.to, '/staff/till?said=moved')
  assert.match((await get('/staff/till')).html, /JPY 30,070/u)

  const many = await post('/staff/till/close', '/staff/till/count', { 'pieces-500': '1.5' })
  assert.match(many.html, /How many of 500 yen/u)
  // 29,070: one thousand is missing.
  const pieces = { 'pieces-10000': '2', 'pieces-5000': '1', 'pieces-1000': '4', 'pieces-10': '7' }
  const compared = await post('/staff/till/close', '/staff/till/count', pieces)
  assert.match(compared.html, /JPY 1,000 is missing/u)
  assert.ok((await world.open.reads.till(world.till)).shift !== null, 'nothing is closed yet')
  const silent = await submit(compared.html, '/staff/till/close', {})
  assert.match(silent.html, /Please say how that may have come about/u)
  const closed = await submit(silent.html, '/staff/till/close', { note: 'given out twice' })
  assert.equal(closed.status, 303, closed.html)
  const report = await get(closed.to ?? '')
  for (const told of [/Z report/u, /JPY 1,000 is missing/u, /given out twice/u, /JPY -1,000/u]) {
    assert.match(report.html, told)
  }
  assert.match(report.html, /Sold at 10%/u)
  assert.match(report.html, /JPY 550, of it tax JPY 50/u)
  const [, tape] = present(/href="([^"]*tape\?mm=58)"/u.exec(report.html), 'it can be printed')
  const paper = await server.inject({ url: tape ?? '', cookies: cookies(lin) })
  assert.deepEqual([...paper.rawPayload.subarray(0, 2)], [0x1b, 0x40], 'ESC @')
  assert.match((await get('/staff/shifts')).html, /JPY -1,000/u)
  assert.match((await get('/staff/till')).html, /The till is closed/u)
})

test('The report tells sales by means, refunds, and tax per rate of both', async () => {
  const { lin, till } = world
  await post('/staff/till', '/staff/till/shifts', { float: '1000' })
  const line = await world.line()
  const { order } = await placed(world, line)
  const card = { method: 'terminal', tendered: null, reference: 'T-1' } as const
  assert.ok((await taking(world, lin, { line, order, ...card })).ok)
  const other = await world.line()
  const back = await placed(world, other)
  assert.ok((await taking(world, lin, { line: other, order: back.order })).ok)
  const refund = await owed(world, other, back.order, yen(DAY.price))
  assert.ok((await payingOut(world, lin, { line: other, order: back.order, refund })).ok)
  const { shift } = await world.open.reads.till(till)
  assert.ok(shift !== null)
  const staff = { role: 'clerk', shop: null } as const
  const foreign = await shiftReport(app, staff, { till, shift: shift.id })
  assert.equal(foreign.ok ? null : foreign.refusal.code, 'other_shop')
  const report = await shiftReport(app, { ...staff, role: 'auditor' }, { till, shift: shift.id })
  assert.ok(report.ok)
  const { tallies, soldTax, returnedTax } = report.value
  assert.deepEqual(tallies.sale.terminal, { count: 1, amount: 550n })
  assert.deepEqual(tallies.sale.cash, { count: 1, amount: 550n })
  assert.deepEqual(tallies.refund.cash, { count: 1, amount: -550n })
  assert.deepEqual(soldTax, [{ percent: 10, gross: 1_100n, tax: 100n }])
  assert.deepEqual(returnedTax, [{ percent: 10, gross: 550n, tax: 50n }])
  for (const language of LANGUAGES) {
    const sheet = shiftSheet(report.value, language)
    assert.ok(sheet.parts.every(({ rows }) => rows.length > 0))
  }
})

test('Every page of a till is whole in every language; another shop sees none of it', async () => {
  const { shift } = await world.open.reads.till(world.till)
  assert.ok(shift !== null)
  const report = `/staff/tills/${world.till}/shifts/${shift.id}`
  for (const page of ['/staff/till', '/staff/till/close', '/staff/shifts', report]) {
    for (const language of LANGUAGES) {
      const { status, html } = await get(`${page}?lang=${language}`)
      assert.equal(status, 200, `${page} ${language}`)
      assert.ok(!/undefined|\[object|NaN/u.test(html.split('</style>')[1] ?? ''), page)
    }
  }
  for (const page of ['/staff/till', report]) {
    assert.equal((await get(page, world.kim)).status, 422)
  }
  const foreign = await get(`/staff/till/entries?till=${world.till}`, world.kim)
  assert.equal(foreign.status, 404)
  assert.equal((await get('/staff/till.js')).status, 200)
})
