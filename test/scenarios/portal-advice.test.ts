/** The advisor on the portal: a plan by usage, a plan by the person's own words, and its form. */
import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { HORIZON_DAYS_MAX } from '../../src/domain/advice/question.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { megabytes } from '../../src/domain/basics/data-volume.ts'
import { jstDate } from '../../src/domain/basics/time.ts'
import { NETWORK, usageReport } from '../contracts/catalogue.ts'
import { openAdvice, type AdviceWorld } from './advice-world.ts'

const HOSTILE = `"><script>alert(1)</script>`

suite('The advisor on the portal', () => {
  let world: AdviceWorld
  beforeEach(async () => {
    world = await openAdvice()
  })

  const offers = (query: Readonly<Record<string, string>> = {}, cookies = world.holder) =>
    world.get(`/lines/${world.line}/offers?${new URLSearchParams(query).toString()}`, cookies)
  /** The advisor's part of the page. */
  const section = (page: string) =>
    /<section class="sheet" aria-labelledby="advice">[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
  const inDays = (days: number) => jstDate(world.clock.now()).add({ days }).toString()

  test('After two weeks of usage the pack to buy now leads to a last screen of the same price', async () => {
    await world.uses(14, 380)
    const seen = await offers()
    assert.equal(seen.status, 200)
    const part = section(seen.page)
    assert.match(part, /At your recent pace/)
    const [, price] = /<span class="price">(JPY [\d,]+)<\/span>/.exec(part) ?? []
    const [, href] = /<a class="button main" href="([^"]*renewals\/new[^"]*)"/.exec(part) ?? []
    assert.ok(price !== undefined && href !== undefined, part)
    const last = await world.get(href.replaceAll('&amp;', '&'), world.holder)
    assert.equal(last.status, 200)
    assert.ok(last.text.includes(`Pay ${price}`), last.text)
    if (href.includes('start=now')) assert.match(last.page, /name="start" value="now"/)
  })

  test('While the data still lasts, it says how long, and buys nothing before', async () => {
    await world.uses(7, 300)
    const part = section((await offers()).page)
    assert.match(part, /your data ends (?:on|between)|Your data may end|your data lasts/)
    assert.match(part, /Nothing to buy now: wait until/)
    assert.match(part, /Buy later/)
    assert.doesNotMatch(part, /class="button main"/)
  })

  test('Without usage it asks for gigabytes, takes them, and keeps them in the form', async () => {
    const asked = section((await offers()).page)
    assert.match(asked, /Advice needs 3 days of usage; so far there are 0/)
    assert.match(asked, /<details open>/)
    const until = inDays(6)
    const told = await offers({ until, gigabytes: '1.5 GB' })
    assert.equal(told.status, 200)
    const part = section(told.page)
    assert.match(part, /You asked for 1.5 GB through/)
    assert.match(part, new RegExp(`name="until" value="${until}" type="date"`))
    assert.match(part, /name="gigabytes" value="1.5 GB"/)
    const home = section((await offers({ resident: 'yes', gigabytes: '12' })).page)
    assert.match(home, /You asked for 12 GB through/)
    assert.match(home, /name="resident"[^>]* checked/)
  })

  test('Days from today to the horizon are taken, others are named with those that are', async () => {
    for (const [days, status] of [
      [0, 200],
      [HORIZON_DAYS_MAX - 1, 200],
      [-1, 422],
      [HORIZON_DAYS_MAX, 422],
    ] as const) {
      const seen = await offers({ until: inDays(days), gigabytes: '1' })
      assert.equal(seen.status, status, String(days))
      if (status === 422) {
        assert.match(section(seen.page), /Please choose a day from Wed 1 Apr to Mon 29 Jun\./)
        assert.match(section(seen.page), new RegExp(`value="${inDays(days)}"`))
      }
    }
  })

  test('What cannot be read is named and stays, as text, with the offers below', async () => {
    const seen = await offers({ until: HOSTILE, gigabytes: HOSTILE, resident: HOSTILE })
    assert.equal(seen.status, 422)
    const part = section(seen.page)
    assert.match(part, /This day cannot be read/)
    assert.match(part, /Please enter a number only/)
    assert.match(part, /aria-invalid="true"/)
    assert.doesNotMatch(seen.page, /<script>alert/)
    assert.match(seen.page, /renewals\/new\?offer=day/)
    const both = await offers({ until: inDays(3), resident: 'yes' })
    assert.match(section(both.page), /either a day or “I live in Japan”/)
    const much = await offers({ gigabytes: '10001', until: inDays(3) })
    assert.match(section(much.page), /above 0 and up to 10,000 GB/)
    const none = await offers({ gigabytes: '0', until: inDays(3) })
    assert.equal(none.status, 422)
    const twice = await world.get(
      `/lines/${world.line}/offers?until=a&until=b&gigabytes[]=1&__proto__=1`,
      world.holder,
    )
    assert.equal(twice.status, 422)
  })

  test('Who only proved the line is told nothing of its balance or usage', async () => {
    await world.uses(14, 300)
    for (const query of [{}, { gigabytes: '5' }, { until: 'soon' }]) {
      const seen = await offers(query, world.prover())
      assert.equal(seen.status, 200)
      assert.equal(section(seen.page), '')
      assert.match(seen.page, /renewals\/new\?offer=day/)
    }
  })

  test('On the line’s own connection advice goes by what one says, never by usage', async () => {
    const network = { ...NETWORK, unsharedPools: ['192.0.2.0/24'] }
    world.catalogue = { ...world.catalogue, networks: new Map([[NETWORK.id, network]]) }
    await world.uses(14, 300)
    const session = usageReport(world.line, world.app.ids, {
      sequence: '1',
      sessionKey: 'now',
      usedBytes: megabytes(1),
      framedAddress: '192.0.2.7',
    })
    await world.app.door.ask(chargeLine, session, SYSTEM)
    const path = `/lines/${world.line}/offers`
    const own = await world.get(path, {}, '192.0.2.7')
    assert.equal(own.status, 200)
    assert.match(section(own.page), /Tell us about how many GB you need/)
    assert.doesNotMatch(section(own.page), /recent pace/)
    const told = await world.get(`${path}?gigabytes=9`, {}, '192.0.2.7')
    assert.match(section(told.page), /You asked for 9 GB through/)
    assert.doesNotMatch(section(told.page), /At this pace|start=now/)
  })
})
