/**
 * The last screen filled in by a person's wish: which way to pay, points, gift cards, codes; and
 * the provider's pages behind it. Not the journeys.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { HostedMethod } from '../../src/domain/payment/provider.ts'
import { choose, follow, wordsOn } from './visiting.ts'

export interface PayingWish {
  readonly method?: HostedMethod | 'kept'
  /** All of them. */
  readonly points?: 'all'
  readonly giftCode?: string
  readonly campaignCode?: string
  readonly keep?: boolean
}

/** From a line's offers to the last screen, filled in; nothing is ordered yet. */
export async function chooseToPay(
  page: Page,
  { line, offer }: { readonly line: string; readonly offer: string },
  wish: PayingWish,
): Promise<void> {
  await choose(page, line, offer)
  await fillIn(page, wish)
}

export async function fillIn(page: Page, wish: PayingWish): Promise<void> {
  if (wish.points !== undefined) {
    await page.locator(`input[name=points][value=${wish.points}]`).check()
  }
  if (wish.giftCode !== undefined || wish.campaignCode !== undefined) {
    const { paying } = await wordsOn(page)
    const field = page.locator('input[name=giftCode]')
    if (!(await field.isVisible())) {
      await page.locator('main summary').filter({ hasText: paying.codesHave }).click()
    }
    await field.fill(wish.giftCode ?? '')
    await page.locator('input[name=campaignCode]').fill(wish.campaignCode ?? '')
  }
  if (wish.points ?? wish.giftCode ?? wish.campaignCode) await computeAgain(page)
  if (wish.method !== undefined) await pickWay(page, wish.method)
  if (wish.keep === true) await page.locator('input[name=keep]').check()
}

async function computeAgain(page: Page): Promise<void> {
  await follow(page, page.locator('button[name=act][value=update]'))
}

/** Of the kept means the first, which is the newest. */
export async function pickWay(page: Page, method: HostedMethod | 'kept'): Promise<void> {
  const value = method === 'kept' ? '^="kept:"' : `="${method}"`
  await page.locator(`input[name=method][value${value}]`).first().check()
}

/** Agrees to the terms and presses the button that orders; what comes then, the caller knows. */
export async function order(page: Page): Promise<void> {
  const { confirm } = await wordsOn(page)
  await page.getByLabel(confirm.accept).check()
  await follow(page, page.locator('main form button.main'))
}

export function orderOf(page: Page): string {
  const id = /\/orders\/([0-9a-f-]{36})/.exec(page.url())?.[1]
  assert.ok(id, `${page.url()} is an order's page`)
  return id
}

/** On the page of PayPal: agrees, or lets it end in another way. */
export async function answerPayPal(page: Page, outcome = 'pay'): Promise<void> {
  assert.match(page.url(), /\/pay\/paypal\//)
  await follow(page, page.locator(`button[name=outcome][value="${outcome}"]`))
}

/** On the page of a wallet: goes there and agrees, or refuses. */
export async function answerWallet(page: Page, answer: 'approve' | 'fail'): Promise<void> {
  await follow(page, page.locator('button[name=method]'))
  await follow(page, page.locator(`button[name=answer][value=${answer}]`))
}

/** On the page of the convenience stores: takes a number for one of them. */
export async function takeNumber(page: Page, store = 'lawson'): Promise<void> {
  await page.locator('input[name=name]').fill('Aki')
  await page.locator('input[name=email]').fill('aki@mail.test')
  await page.locator(`input[name=store][value=${store}]`).check()
  await follow(page, page.locator('button.deed'))
  assert.match(page.url(), /\/pay\/vouchers\//)
}
