/**
 * What only a browser can show of the agents' desk: a list that refreshes itself under the cursor,
 * forms that stay while a call moves on, keys, a scanner, and that everybody can read it. The acts
 * themselves are told in `scenarios/agent-desk.test.ts`.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Answer } from '../../src/domain/call/answer.ts'
import type { StaffId } from '../../src/domain/basics/ids.ts'
import { LANGUAGES, type Localised } from '../../src/domain/basics/language.ts'
import type { Call } from '../../src/domain/call/call.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { putCall, putCallBack, putTurns, withAgent } from '../contracts/call-world.ts'
import { CODE, holder } from '../contracts/care-world.ts'
import { openConsole, PASSWORD, type ConsoleWorld } from '../scenarios/console-world.ts'
import { LEVELS, violations } from './reading-journeys.ts'
import { typeLikeScanner } from './desk.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : 'there is no Chromium here'
const TABLET = { width: 768, height: 1_024 }

const everywhere = (text: string): Localised =>
  Object.fromEntries(LANGUAGES.map((one) => [one, `${text} (${one})`])) as Localised

const ANSWER: Answer = {
  id: 'refunds',
  topic: 'paying',
  question: everywhere('How do I get a refund?'),
  answer: everywhere('Ask for it on the page of the order.'),
  spoken: null,
}

suite('The desk of agents in a browser', { skip }, () => {
  let world: ConsoleWorld
  let browser: Browser
  let page: Page
  let base: string
  let aoki: StaffId
  let line: Line

  before(async () => {
    world = await openConsole()
    const operator = { ...world.app.operator(), answers: [ANSWER] }
    Object.assign(world.app, { operator: () => operator })
    aoki = await world.hire('aoki', 'agent', { shop: null })
    ;({ line } = await holder(world))
    const url = new URL(await world.console.listen({ port: 0, host: '127.0.0.1' }))
    base = `http://localhost:${url.port}`
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    const context = await browser.newContext({ locale: 'en', viewport: TABLET })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    page = await context.newPage()
    await page.goto(`${base}/staff/sign-in?back=/staff/calls`)
    await page.keyboard.type('aoki')
    await page.fill('[name=password]', PASSWORD)
    await page.fill('[name=code]', world.freshCode())
    await page.keyboard.press('Enter')
    await arrived('/staff/calls')
  })
  after(async () => {
    await browser.close()
    await world.close()
  })

  const arrived = (path: string) => page.waitForURL(({ pathname }) => pathname === path)
  const waiting = () => {
    const state = { kind: 'waiting', since: world.clock.now(), why: 'asked' } as const
    return putCall(world, { state })
  }
  const over = ({ id, ...call }: Call) =>
    putCall(world, { ...call, id, state: { kind: 'over', at: call.startedAt, how: 'hung_up' } })

  test('A call appears by itself, the cursor stays, and one key takes it', async () => {
    const first = await waiting()
    await page.goto(`${base}/staff/calls`)
    const look = page.locator(`[data-stays="look-${first.id}"]`)
    await look.focus()
    const second = await waiting()
    await page.locator(`[data-stays="take-${second.id}"]`).waitFor()
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-stays')),
      `look-${first.id}`,
    )
    await page.keyboard.press('1')
    await arrived(`/staff/calls/${first.id}`)
    assert.equal((await world.app.reads.call(first.id)).call?.agent, aoki)
    await over(present(await world.app.reads.call(first.id)))
    await over(second)
  })

  test('A scanned card waits for its code; verified, Enter leads to the customer', async () => {
    const call = await putCall(world, withAgent(world, aoki))
    await page.goto(`${base}/staff/calls/${call.id}`)
    await typeLikeScanner(page, line.sim.iccid)
    await page.locator('[name=iccid]').waitFor()
    assert.equal(await page.inputValue('[name=iccid]'), line.sim.iccid)
    await page.fill('[name=code]', CODE)
    await page.keyboard.press('Enter')
    await page.getByText('The caller has the card.').waitFor()
    await page.keyboard.press('Enter')
    await arrived(`/staff/lines/${line.id}`)
    await page.keyboard.press('j')
    await arrived(`/staff/calls/${call.id}`)
    await over(call)
  })

  test('A call that moves on leaves what is typed, and says so', async () => {
    const call = await putCall(world, { line: line.id, ...withAgent(world, aoki) })
    await page.goto(`${base}/staff/calls/${call.id}`)
    await page.fill('[name=note]', 'Asked about')
    const at = world.clock.now()
    const ended: Call = { ...call, state: { kind: 'over', at, how: 'hung_up' } }
    const heard = { kind: 'hang_up' } as const
    await putTurns(world, ended, [{ at, place: 'main', heard, reply: null }])
    await page.getByText('Hangs up').waitFor()
    await page.getByText('moved on while you were typing').waitFor()
    assert.equal(await page.inputValue('[name=note]'), 'Asked about')
  })

  test('An answer is copied in the language that was picked', async () => {
    await page.goto(`${base}/staff/answers`)
    await page.getByRole('button', { name: 'Copy: 日本語' }).click()
    await page.getByText('Copied').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    assert.match(copied, /Ask for it on the page of the order\. \(ja\)/)
  })

  test('Every page can be read by everybody, light and dark, on a tablet', async () => {
    const at = world.clock.now()
    const call = await putCall(world, {
      line: line.id,
      wrongProofs: 3,
      proofs: [{ kind: 'activation', line: line.id, by: aoki, at }],
      ...withAgent(world, aoki),
    })
    const say = [{ language: 'zh', utterance: { code: 'ask_iccid' } }]
    const turn = { at, place: 'iccid', heard: { kind: 'ring' }, reply: { say } } as const
    await putTurns(world, call, [turn])
    const asked = await waiting()
    await putCallBack(world, asked, { state: { kind: 'taken', by: aoki, at } })
    const found: string[] = []
    const pages = ['calls', `calls/${call.id}`, `calls/${asked.id}`, 'calls/today']
    for (const path of [...pages, 'call-backs', 'answers']) {
      for (const language of ['en', 'zh-CN', 'ja'] as const) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(`${base}/staff/${path}?lang=${language}`)
        found.push(...(await violations(page, { type: 'tag', values: LEVELS })))
        await page.emulateMedia({ colorScheme: 'dark' })
        found.push(...(await violations(page, { type: 'rule', values: ['color-contrast'] })))
        const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
        if (width > TABLET.width) found.push(`${path} is ${width} wide`)
        const shots = process.env['SHOTS']
        if (shots !== undefined && language !== 'ja') {
          await page.emulateMedia({ colorScheme: language === 'en' ? 'light' : 'dark' })
          const name = `${shots}/${path.replaceAll('/', '-')}-${language}.png`
          await page.screenshot({ path: name, fullPage: true })
        }
      }
    }
    assert.deepEqual(found, [])
  })
})

function present({ call }: { readonly call: Call | null }): Call {
  assert.ok(call !== null)
  return call
}
