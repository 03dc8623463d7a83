/**
 * A fraud told by customers, judged by staff and known to everybody who asks; and the directory
 * edited by two people, published and printed: through the doors of the portal and the console.
 */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { directoryKeyFrom, isSignedDirectory } from '../../src/adapters/secrets/directory-key.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { officialWords } from '../../src/channels/counter/words/official/words.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import { reportWords } from '../../src/channels/web/words/reports/words.ts'
import { verifyWords } from '../../src/channels/web/words/verify/words.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { withChanges } from '../../src/domain/directory/changes.ts'
import { MESSAGE_LENGTH_MAX } from '../../src/domain/directory/reading.ts'
import { REPORT_WORDS_LENGTH_MAX } from '../../src/domain/directory/report.ts'
import { CORNER_SHOP, readWorldFolder } from '../../src/main/world/read-folder.ts'
import { Browser, openConsole, PASSWORD, type ConsoleWorld } from './console-world.ts'

const { directory: FILE } = readWorldFolder(CORNER_SHOP)
assert.ok(FILE !== undefined)
const AD =
  '日本流量卡限时充值！充100送50%，官方渠道，加微信 jp_data888，价目图 https://t.cn/A6xyz.jpg'
const MIXED = 'Renew at https://renew.kadoya.example.com or pay +81 3-5555-0199'
const BAD = 'handle wechat jp_data888'
const WORDS = '付了三千日元'

suite('A report', () => {
  let world: ConsoleWorld
  let portal: FastifyInstance

  before(async () => {
    world = await openConsole()
    const view = { ...world.app.operator(), directory: FILE }
    Object.assign(world.app, { operator: () => view })
    portal = await openPortal(world)
    await world.hire('agnes', 'agent', { shop: null })
    await world.hire('otto', 'operator', { shop: null })
    await world.hire('olga', 'operator', { shop: null })
    await world.hire('audrey', 'auditor', { shop: null })
    await world.hire('carl', 'clerk')
  })
  after(async () => {
    await Promise.all([portal.close(), world.close()])
  })

  const visitor = (language = 'zh-CN') => new Browser(portal, { 'accept-language': language })

  /** As every process does within seconds of a change. */
  async function refresh(): Promise<void> {
    const directory = withChanges(FILE, await world.app.reads.directoryChanges())
    const view = { ...world.app.operator(), directory }
    Object.assign(world.app, { operator: () => view })
  }

  async function verified(message: string, language = 'zh-CN'): Promise<string> {
    const browser = visitor(language)
    await browser.get('/verify')
    return (await browser.post('/verify', { message })).body
  }

  test('goes with one tap from the answer to staff, who confirm it, and everybody is told', async () => {
    const said = reportWords('zh-CN')
    const browser = visitor()
    await browser.get('/verify')
    const answered = await browser.post('/verify', { message: AD })
    assert.ok(answered.body.includes(said.one))
    const sent = await browser.post('/verify/reports', { message: AD })
    assert.equal(sent.to, '/verify/reports/thanks')
    const thanks = await browser.get('/verify/reports/thanks')
    for (const line of [said.thanks, ...said.next, said.lostText, '188', '#9110', '03-5449-0906']) {
      assert.ok(thanks.body.includes(line), line)
    }
    world.clock.advance(1)
    const other = visitor()
    await other.get('/verify/reports/new')
    const fields = { message: `有人发来 ${AD}`, words: WORDS, happened: 'paid' }
    assert.equal((await other.post('/verify/reports', fields)).to, '/verify/reports/thanks')
    assert.doesNotMatch(await verified(AD), new RegExp(verifyWords('zh-CN').headings.reported[0]))

    const desk = await world.signedIn('agnes')
    const list = await desk.get('/staff/reports')
    const [first, second] = reportPaths(list.body)
    assert.ok(first !== undefined && second !== undefined)
    const page = await desk.get(second)
    const en = officialWords('en').reports
    for (const shown of [WORDS, en.happenings.paid, 'jp_data888', en.counts(1, 0, 0)]) {
      assert.ok(page.body.includes(shown), shown)
    }
    const together = /name="together" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    assert.equal(`/staff/reports/${together}`, first)
    const nothing = await desk.post(`${second}/confirmation`, {})
    assert.equal(nothing.status, 422)
    assert.ok(nothing.body.includes('Please tick what is to be confirmed.'))
    const confirmed = await desk.post(`${second}/confirmation`, { named: BAD, together })
    assert.equal(confirmed.to, '/staff/reports?done=confirmed')
    await refresh()
    for (const language of LANGUAGES) {
      const words = verifyWords(language)
      const body = await verified('WeChat: jp_data888', language)
      assert.ok(body.includes(words.headings.reported[0]), language)
      assert.ok(body.includes(words.reasons.reported('jp_data888')), language)
    }
    const queue = await desk.get('/staff/reports?done=confirmed')
    assert.ok(queue.body.includes(en.none) && queue.body.includes(en.done.confirmed))
    const over = await desk.post(`${first}/confirmation`, { named: BAD })
    assert.equal(over.status, 422)
    assert.equal((await desk.post(`${first}/rejection`, {})).status, 303)
    assert.equal((await desk.post(`${second}/rejection`, {})).status, 303)
    await refresh()
    assert.ok(!(await verified(AD)).includes(verifyWords('zh-CN').headings.reported[0]))
  })

  test('never makes a fraud of what is really ours', async () => {
    const browser = visitor('en')
    await browser.get('/verify/reports/new')
    await browser.post('/verify/reports', { message: MIXED })
    const desk = await world.signedIn('agnes')
    const [path = ''] = reportPaths((await desk.get('/staff/reports')).body)
    const page = await desk.get(path)
    assert.match(page.body, /value="link renew\.kadoya\.example\.com" disabled/)
    const own = await desk.post(`${path}/confirmation`, { named: 'link renew.kadoya.example.com' })
    assert.equal(own.status, 422)
    assert.match(own.body, /lists this as somebody’s own/)
    await refresh()
    assert.doesNotMatch(await verified(MIXED, 'en'), /Reported as fraud/)
  })

  test('is read by those whom the table names, and judged by fewer', async () => {
    const auditor = await world.signedIn('audrey')
    const [path = ''] = reportPaths((await auditor.get('/staff/reports')).body)
    const page = await auditor.get(path)
    assert.ok(page.status === 200 && !page.body.includes('/confirmation'))
    const refused = await auditor.post(`${path}/rejection`, {})
    assert.match(refused.body, /not part of the role/)
    const clerk = await world.signedIn('carl')
    assert.equal((await clerk.get('/staff/reports')).status, 404)
    assert.equal((await clerk.get(path)).status, 404)
    assert.equal((await clerk.get('/staff/directory')).status, 200)
    assert.equal((await clerk.get('/staff/directory/new')).status, 404)
  })

  test('keeps what was typed where something is wrong, and is limited', async () => {
    const said = reportWords('en')
    const browser = visitor('en')
    await browser.get('/verify/reports/new')
    const empty = await browser.post('/verify/reports', { message: ' ', words: 'kept' })
    assert.ok(empty.status === 422 && empty.body.includes(said.needed))
    assert.match(empty.body, />kept<\/textarea>/)
    const message = 'x'.repeat(MESSAGE_LENGTH_MAX + 1)
    const long = await browser.post('/verify/reports', { message })
    assert.ok(long.body.includes(said.tooLong(MESSAGE_LENGTH_MAX)))
    const words = 'x'.repeat(REPORT_WORDS_LENGTH_MAX + 1)
    const wordy = await browser.post('/verify/reports', { message: 'x', words })
    assert.ok(wordy.body.includes(said.tooLong(REPORT_WORDS_LENGTH_MAX)))
    for (let count = 0; count < LIMITS.reports.max.visitor; count += 1) {
      await browser.get('/verify/reports/new')
      const sent = await browser.post('/verify/reports', { message: `call 03-5555-01${count}0` })
      assert.equal(sent.status, 303)
    }
    await browser.get('/verify/reports/new')
    const often = await browser.post('/verify/reports', { message: 'still here' })
    assert.equal(often.status, 429)
    assert.match(often.body, />still here<\/textarea>/)
    assert.ok(Number(often.headers['retry-after']) > 0)
  })
})

function reportPaths(body: string): readonly string[] {
  return [...body.matchAll(/href="(\/staff\/reports\/[0-9a-f-]{36})"/g)].map(
    ([, path = '']) => path,
  )
}

suite('The directory at the console', () => {
  let world: ConsoleWorld
  let portal: FastifyInstance

  before(async () => {
    world = await openConsole()
    const base = { ...world.app.operator(), directory: FILE }
    Object.assign(world.app, { operator: () => base })
    portal = await openPortal(world)
    await world.hire('otto', 'operator', { shop: null })
    await world.hire('olga', 'operator', { shop: null })
  })
  after(async () => {
    await Promise.all([portal.close(), world.close()])
  })

  async function refresh(): Promise<void> {
    const directory = withChanges(FILE, await world.app.reads.directoryChanges())
    const view = { ...world.app.operator(), directory }
    Object.assign(world.app, { operator: () => view })
  }

  const names = Object.fromEntries(LANGUAGES.map((one) => [`name-${one}`, 'Kadoya Ueno']))
  const shop = {
    kind: 'shop',
    app: '',
    id: 'ueno',
    value: '4-5-6 Ueno, Taito',
    since: '2026-01-01',
    until: '',
    ...names,
  }
  const second = () => ({
    'second-name': 'olga',
    'second-password': PASSWORD,
    'second-code': world.freshCode(),
  })

  async function published(): Promise<{ readonly ids: readonly string[]; readonly text: string }> {
    const [list, signature, key] = await Promise.all(
      ['/directory.json', '/directory.sig', '/.well-known/tsuzuki-directory-key.json'].map((url) =>
        portal.inject({ url }),
      ),
    )
    const text = list?.body ?? ''
    const { x } = JSON.parse(key?.body ?? '') as { readonly x: string }
    const publicKey = Buffer.from(x, 'base64url').toString('base64')
    assert.ok(isSignedDirectory({ text, signature: signature?.body ?? '', publicKey }))
    const { entries } = JSON.parse(text) as { readonly entries: readonly { readonly id: string }[] }
    return { ids: entries.map(({ id }) => id), text }
  }

  test('takes two people, is published signed, and prints a code that leads to a green answer', async () => {
    const desk = await world.signedIn('otto')
    await desk.get('/staff/directory/new')
    const alone = await desk.post('/staff/directory/entries', shop)
    assert.equal(alone.status, 422)
    assert.match(alone.body, /needs a second person/)
    assert.match(alone.body, /value="4-5-6 Ueno, Taito"/)
    const done = await desk.post('/staff/directory/entries', { ...shop, ...second() })
    assert.equal(done.to, '/staff/directory?done=saved', done.body)
    assert.match((await desk.get('/staff/directory')).body, /changed by otto/)
    assert.ok(!(await published()).ids.includes('ueno'))
    await refresh()
    assert.ok((await published()).ids.includes('ueno'))

    const sheet = await desk.get('/staff/directory/entries/ueno/code')
    const url = /https:\/\/example\.jp(\/verify\?q=ref-ueno-[0-9a-f]{16})/.exec(sheet.body)?.[1]
    assert.ok(url !== undefined && sheet.body.includes('<svg'))
    const visitor = new Browser(portal, { 'accept-language': 'en' })
    const green = await visitor.get(url)
    assert.match(green.body, /class="sheet verdict good"/)
    assert.match(green.body, /Kadoya Ueno/)
    assert.doesNotMatch(green.body, /action="\/verify\/reports"/)
    assert.equal((await desk.get('/staff/directory/entries/portal/code')).status, 404)
  })

  test('reads values as the file does, says beside each field what is wrong, and ends at once', async () => {
    const desk = await world.signedIn('otto')
    const said = officialWords('en').directory
    await desk.get('/staff/directory/new')
    const wrong = await desk.post('/staff/directory/entries', {
      ...shop,
      kind: 'phone',
      id: 'Ueno Phone',
      value: '03-0000-0143',
      since: 'soon',
      'name-ko': '',
    })
    for (const field of ['id', 'name-ko', 'since']) {
      assert.match(wrong.body, new RegExp(`id="${field}-wrong"`), field)
    }
    const local = { ...shop, kind: 'phone', id: 'ueno-phone', value: '03-0000-0143' }
    assert.ok((await desk.post('/staff/directory/entries', local)).body.includes(said.wrong.value))
    const added = { ...local, value: '+81 3-0000-0143', ...second() }
    assert.equal((await desk.post('/staff/directory/entries', added)).status, 303)
    await desk.get('/staff/directory/new')
    const twice = await desk.post('/staff/directory/entries', { ...added, ...second() })
    assert.match(twice.body, /There is an entry ueno-phone already/)
    await refresh()
    assert.match((await published()).text, /"\+81300000143"/)

    await desk.get('/staff/directory/entries/ueno-phone')
    const { kind: _kind, app: _app, id: _id, ...fields } = added
    const ended = { ...fields, 'end-now': 'yes', ...second() }
    assert.equal((await desk.post('/staff/directory/entries/ueno-phone', ended)).status, 303)
    await refresh()
    assert.ok(!(await published()).ids.includes('ueno-phone'))
  })
})

async function openPortal({ app }: ConsoleWorld): Promise<FastifyInstance> {
  const portal = Fastify()
  const paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createMemoryDocumentFiles(),
  }
  await portal.register(
    portalRoutes(app, {
      paper,
      sandbox: false,
      push: { publicKey: '', accepts: () => false },
      sendsSms: false,
      isHoliday: () => false,
      directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
      providerOrigins: [],
      limits: PORTAL_LIMITS,
    }),
  )
  await portal.ready()
  return portal
}
