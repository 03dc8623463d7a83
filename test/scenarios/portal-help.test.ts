/** The help page through the portal's own door: questions, hours of people, a caller's numbers. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { SEARCH_LENGTH_MAX } from '../../src/app/queries/answers.ts'
import { LINES_AT_HAND_MAX } from '../../src/app/queries/before-call.ts'
import { USUAL_HOTLINE } from '../../src/app/queries/views.ts'
import { USUAL_HOURS, type HotlineHours } from '../../src/domain/call/hotline-hours.ts'
import { DAY } from '../contracts/catalogue.ts'
import { CORNER_SHOP, readWorldFolder } from '../../src/main/world/read-folder.ts'
import { openPaying, type PayingWorld } from './paying-world.ts'

const { answers } = readWorldFolder(CORNER_SHOP)
const always = { from: 0, until: 1_440 }

suite('The help page', () => {
  let world: PayingWorld
  let operator: ReturnType<PayingWorld['app']['operator']>
  before(async () => {
    world = await openPaying()
    operator = { ...world.app.operator(), answers }
    Object.assign(world.app, { operator: () => operator })
  })
  after(() => world.close())

  const opened = (hours: Partial<HotlineHours>) => {
    operator = {
      ...operator,
      hotline: { ...USUAL_HOTLINE, hours: { ...USUAL_HOURS, ...hours } },
    }
  }
  const stranger = () => world.browser({ language: 'en' })
  const questions = (page: string) =>
    [...page.matchAll(/<details class="asked" id="([^"]+)"/g)].map(([, id]) => id)

  test('shows every question of the operator under its topic', async () => {
    const browser = stranger()
    await browser.get('/help')
    assert.equal(browser.status, 200)
    assert.deepEqual(questions(browser.page).toSorted(), answers.map(({ id }) => id).toSorted())
    for (const { question, answer } of answers) {
      assert.ok(browser.page.includes(question.en.replaceAll('&', '&amp;')), question.en)
      assert.ok(browser.page.includes(answer.en.slice(0, 20)), answer.en)
    }
    assert.match(browser.text(), /Data and speed .* Paying .* Safety/)
  })

  test('finds an answer by a plain form, opens the best and keeps what was typed', async () => {
    const browser = stranger()
    await browser.get(`/help?${new URLSearchParams({ q: ' convenience store ' }).toString()}`)
    assert.equal(questions(browser.page)[0], 'konbini')
    assert.match(browser.page, /<details class="asked" id="konbini" open>/)
    assert.match(browser.page, /name="q"[^>]*value="convenience store"/)
    assert.match(browser.text(), /answers? for “convenience store”/)
    await browser.get('/help?q=zebra')
    assert.deepEqual(questions(browser.page), [])
    assert.match(browser.text(), /Nothing was found for “zebra”/)
  })

  test('takes whatever an address brings: long, hostile, twice, empty', async () => {
    const browser = stranger()
    const hostile = `"><script>alert(1)</script>`
    await browser.get(`/help?${new URLSearchParams({ q: hostile }).toString()}`)
    assert.equal(browser.status, 200)
    assert.doesNotMatch(browser.page, /<script>alert/)
    await browser.get(`/help?q=${'x'.repeat(9_000)}`)
    assert.equal(browser.status, 200)
    assert.match(browser.page, new RegExp(`value="x{${SEARCH_LENGTH_MAX}}"`))
    for (const query of ['?q=a&q=b', '?q=', '?q=%20%20', '?q[a]=b']) {
      await browser.get(`/help${query}`)
      assert.equal(browser.status, 200, query)
      assert.equal(questions(browser.page).length, answers.length, query)
    }
  })

  test('says whether people answer now, and which days ahead differ', async () => {
    const browser = stranger()
    opened({ week: USUAL_HOURS.week.map(() => always) })
    await browser.get('/help')
    assert.match(browser.text(), /People answer now, day and night\..*Every day around the clock/)
    opened({ week: USUAL_HOURS.week.map(() => null) })
    await browser.get('/help')
    assert.match(browser.text(), /No people are there at present/)
    const today = world.app.clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
    const why = { ...operator.name, en: 'Stocktaking' }
    const closed = [{ date: today.add({ days: 2 }), why }]
    opened({ week: USUAL_HOURS.week.map(() => always), closed })
    await browser.get('/help')
    assert.match(browser.text(), /People answer now, until .* Stocktaking closed/)
  })

  test('fills in the numbers and dates of whoever is signed in, masked, and nobody else’s', async () => {
    const held = await world.holder(5_000)
    const browser = world.browser(held.cookies)
    await browser.get('/help')
    assert.match(browser.text(), /Your numbers and dates .*Not used yet/)
    await browser.get(`/lines/${held.line}/renewals/new?offer=${DAY.id}&version=${DAY.version}`)
    const renewals = `/lines/${held.line}/renewals`
    await browser.send(renewals, { act: 'update', points: 'all', accept: 'yes' })
    await browser.send(renewals, { act: 'pay', points: 'all', accept: 'yes' })
    await browser.get('/help')
    assert.match(browser.text(), /Valid until [A-Z][a-z]{2} \d+/)
    const { line } = await world.app.reads.line(held.line)
    assert.ok(line !== null)
    assert.ok(!browser.page.includes(line.sim.iccid))
    assert.ok(browser.text().includes(line.sim.iccid.slice(-4)))
    assert.match(browser.page, /href="\/account\/phone"/)
    const nobody = stranger()
    await nobody.get('/help')
    assert.doesNotMatch(nobody.text(), /Your numbers and dates/)
    assert.match(nobody.page, /<a href="\/sign-in">Sign in and your numbers/)
    assert.ok(LINES_AT_HAND_MAX < 10, 'a page of few bytes')
  })

  test('gives the hotline as a contact in the language asked for', async () => {
    opened({})
    const answer = await world.portal.inject({ url: '/hotline.vcf?lang=ja' })
    assert.equal(answer.statusCode, 200)
    assert.equal(answer.headers['content-type'], 'text/vcard; charset=utf-8')
    assert.match(String(answer.headers['cache-control']), /^private/)
    const card = answer.body.replaceAll('\r\n ', '')
    assert.match(card, /^BEGIN:VCARD\r\nVERSION:3\.0\r\n/)
    assert.match(card, /\r\nFN:Tabi Data\r\n/)
    assert.match(card, /\r\nTEL;TYPE=WORK,VOICE,PREF:0300000000\r\n/)
    assert.match(card, /\r\nURL:https:\/\/renew\.example\.jp\/help\r\n/)
    assert.match(card, /\r\nNOTE:係員がお受けする時間（日本時間）：毎日 9:00–21:00。/)
  })
})
