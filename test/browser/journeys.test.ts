/**
 * Journeys through the running product in a real browser, a small phone. One product and one
 * browser serve them all, one after another, because starting is the expensive part and the clock
 * of the sandbox is everybody's. Each journey has its own lines of the demonstration world.
 */
import { existsSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { chromium, type Browser } from 'playwright-core'
import { openProduct, type Product } from './product.ts'
import { accountJourneys } from './account-journeys.ts'
import { paymentJourneys } from './payment-journeys.ts'
import { lateJourneys, refusalJourneys } from './refusal-journeys.ts'
import { readingJourneys } from './reading-journeys.ts'
import { renewalJourneys } from './renewal-journeys.ts'
import { strangerJourneys } from './stranger-journeys.ts'
import { openPlace, type Journey } from './visiting.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : 'there is no Chromium here'

/** Journeys wait for the product now and then; meanwhile another one walks on. */
const AT_ONCE = 2

/** Those that move the clock come last. */
const GROUPS: readonly (readonly [name: string, journeys: readonly Journey[], atOnce?: number])[] =
  [
    ['Renewing', renewalJourneys],
    ['Strangers', strangerJourneys],
    ['Accounts', accountJourneys],
    ['Paying', paymentJourneys],
    ['Refusing', refusalJourneys],
    ['Reading', readingJourneys],
    ['In time', lateJourneys, 1],
  ]

describe('In a browser', { skip }, () => {
  let product: Product
  let browser: Browser
  const signedIn = new Map()

  before(async () => {
    const starting = openProduct()
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    product = await starting
  })
  after(async () => {
    await browser?.close()
    await product?.close()
  })

  for (const [name, journeys, concurrency = AT_ONCE] of GROUPS) {
    describe(name, { concurrency }, () => {
      for (const [title, walk] of journeys) {
        it(title, async () => {
          const place = openPlace(browser, product, signedIn)
          try {
            await walk(place)
          } finally {
            await place.leave()
          }
        })
      }
    })
  }
})
