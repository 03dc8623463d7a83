/**
 * The sandbox's telephone in a browser, a small phone: a call into the hotline by tapping keys, or
 * by forms where scripts are off; what it renewed stands on the portal. Not the telephone's part of
 * the portal (`phone-journeys.ts`).
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { staffOf } from './desk.ts'
import { lineOf, type DemoLine } from './product.ts'
import { violations } from './reading-journeys.ts'
import { button, follow, mainText, PHONE, type Journey } from './visiting.ts'

/** Of the demonstration world: a number that was confirmed, a PIN, points for the last pack. */
const LI_NA = { email: 'li.na@mail.test', number: '+818000000011', pin: '2580' } as const
const SITA = { email: 'sita.gurung@example.com', number: '+818000000012', pin: '7391' } as const
const EMMA = { number: '+12025550123' } as const

const KEY_PIXELS_MIN = 56

async function dial(page: Page, number: string): Promise<void> {
  await page.goto('/sandbox')
  await page.getByRole('link', { name: 'Telephone' }).click()
  await page.getByRole('radio', { name: new RegExp(number.slice(1)) }).check()
  await button(page, 'Call').click()
  await page.waitForURL(/\/sandbox\/phone\/calls\//)
}

/** What was said and heard, newest last. */
function transcript(page: Page): Promise<string[]> {
  return page.locator('#transcript > li').allInnerTexts()
}

/** Nothing is hurried on a busy machine: time stands still, and a key waits for its answer. */
async function standStill(page: Page): Promise<void> {
  await page.getByLabel('Sound').uncheck()
  assert.equal(await page.getByLabel('Let time pass').isChecked(), false)
}

async function tap(page: Page, ...keys: readonly string[]): Promise<void> {
  const turns = (await transcript(page)).length
  for (const key of keys) await page.getByRole('button', { name: key, exact: true }).click()
  await page.locator('#transcript > li').nth(turns).waitFor()
}

/** As its holder reads it on the portal. */
async function newestOrder(page: Page, line: DemoLine): Promise<string> {
  await page.goto(`/lines/${line.id}`)
  await follow(page, page.locator('section[aria-labelledby=newest] a').first())
  return mainText(page)
}

async function isAccessible(page: Page): Promise<void> {
  const found = await violations(page, { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa'] })
  assert.deepEqual(found, [])
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), PHONE.width)
}

export const phoneCallJourneys: readonly Journey[] = [
  [
    'A known caller renews by points with taps alone, and the portal shows it',
    async ({ product, visit }) => {
      const { page, complaints } = await visit({ scripts: true })
      await dial(page, LI_NA.number)
      await standStill(page)
      assert.match((await transcript(page)).join(), /已经认出您的来电号码/)
      for (const key of await page.locator('.pad button').all()) {
        const box = await key.boundingBox()
        assert.ok(box !== null && box.height >= KEY_PIXELS_MIN && box.width >= KEY_PIXELS_MIN)
      }
      await tap(page, '1')
      await tap(page, '1')
      await tap(page, '1')
      const [first, ...rest] = LI_NA.pin
      await page.getByRole('button', { name: first ?? '', exact: true }).click()
      assert.equal(await page.locator('#keyed').innerText(), '•')
      await tap(page, ...rest, 'Hash')
      const all = await transcript(page)
      assert.match(all.at(-1) ?? '', /续费成功/)
      assert.ok(!all.join().includes(LI_NA.pin))
      assert.ok((await page.locator('#transcript p[lang=zh-CN]').count()) > 10)
      // The same after it is read again, and by the keys of a keyboard.
      await page.reload()
      assert.deepEqual(await transcript(page), all)
      await standStill(page)
      await page.keyboard.press('2')
      await page.getByText('Over: the call is finished').waitFor()
      assert.equal(await page.locator('.pad').isVisible(), false)
      assert.deepEqual(complaints, [])

      const line = lineOf(product.world, 'low', LI_NA.email)
      const owner = await visit({ language: 'zh-CN', as: LI_NA.email })
      assert.match(await newestOrder(owner.page, line), /2,700[^]*积分/)
    },
  ],
  [
    'With scripts off the same is done by forms',
    async ({ product, visit }) => {
      const { page, complaints } = await visit()
      await dial(page, SITA.number)
      await follow(page, button(page, 'Say nothing'))
      for (let presses = 0; presses < 3; presses += 1) await follow(page, button(page, '1'))
      assert.equal(await page.locator('.pad').isVisible(), false)
      await page.getByLabel('Digits').fill(SITA.pin)
      await follow(page, button(page, 'Send'))
      const all = await transcript(page)
      assert.match(all.at(-1) ?? '', /••••/)
      assert.match(all.at(-1) ?? '', /更新|購入/)
      await follow(page, button(page, 'Hang up'))
      assert.match(await mainText(page), /Over: the caller hung up/)
      assert.deepEqual(complaints, [])

      const line = lineOf(product.world, 'voucher', SITA.email)
      const owner = await visit({ language: 'ja', as: SITA.email })
      assert.match(await newestOrder(owner.page, line), /1,500[^]*ポイント/)
    },
  ],
  [
    'Time passes when it is let, and nobody is kept waiting for a person',
    async ({ visit }) => {
      const { page } = await visit({ scripts: true })
      await page.clock.install()
      await page.goto('/sandbox/phone')
      await page.getByRole('radio', { name: /withholds/ }).check()
      await button(page, 'Call').click()
      await page.locator('#transcript > li').waitFor()
      await standStill(page)
      await page.getByLabel('Let time pass').check()
      await page.clock.runFor('00:10')
      await page.locator('#transcript > li').nth(1).waitFor()
      assert.match((await transcript(page))[1] ?? '', /Nothing was keyed/)
      await page.getByLabel('Let time pass').uncheck()
      await tap(page, '2')
      await tap(page, '0')
      await page.getByText(/Waiting for a person since|Over|In the flow/).waitFor()
      if ((await page.locator('#state').innerText()).startsWith('Waiting')) {
        await page.clock.runFor('01:01')
        await page.getByText('In the flow').waitFor()
        assert.match((await transcript(page)).at(-1) ?? '', /Nobody came/)
      }
    },
  ],
  [
    'An agent takes the call and gives it back, and the caller’s telephone follows',
    async ({ product, visit }) => {
      const { page } = await visit({ scripts: true })
      await dial(page, EMMA.number)
      await standStill(page)
      await tap(page, '0')
      const call = page.url().split('/').at(-1) ?? ''
      const agent = await visit()
      const staff = await staffOf(product, 'aoki')
      await agent.page.goto('/staff/sign-in?back=/staff/calls')
      await agent.page.fill('[name=name]', staff.name)
      await agent.page.fill('[name=password]', staff.password)
      await agent.page.fill('[name=code]', staff.oneTimeCode)
      await follow(agent.page, agent.page.locator('main form button').first())
      await agent.page.goto(`/staff/calls/${call}`)
      await follow(agent.page, agent.page.locator('form[action$="/taking"] button').first())
      // Out of hours nobody is waited for: the caller hears of the agent with the next key.
      const isAsked = (await page.locator('#phone').getAttribute('data-next')) === 'ask'
      if (isAsked) await tap(page, '9')
      await page.getByText('With aoki since').waitFor()
      await button(page, 'The person is gone').waitFor()
      await agent.page.goto(`/staff/calls/${call}`)
      await follow(agent.page, agent.page.locator('form[action$="/giving-back"] button').first())
      await page.getByText('In the flow').waitFor()
      await page.getByText('The person is gone').waitFor()
      await tap(page, '2')
      await page.getByText('Over: the call is finished').waitFor()
    },
  ],
  [
    'In light and dark, before and during a call, axe finds nothing',
    async ({ visit }) => {
      const { page } = await visit({ scripts: true })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.goto('/sandbox/phone')
        await isAccessible(page)
        await button(page, 'Call').click()
        await page.locator('#transcript > li').waitFor()
        await standStill(page)
        await isAccessible(page)
        await tap(page, '0')
        await isAccessible(page)
        await button(page, 'Hang up').click()
        await page.getByText('Over: the caller hung up').waitFor()
        await isAccessible(page)
      }
    },
  ],
]
