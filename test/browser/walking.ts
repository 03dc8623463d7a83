/**
 * Runs journeys: one product and one browser serve all of a file, because starting is the expensive
 * part and the clock of the sandbox is everybody's. Not the journeys themselves.
 */
import { existsSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { chromium, type Browser } from 'playwright-core'
import { openProduct, type Product } from './product.ts'
import { openPlace, type Journey } from './visiting.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : 'there is no Chromium here'

/** Journeys wait for the product now and then; meanwhile another one walks on. */
const AT_ONCE = 2

/** Those that move the clock come last, one at a time. */
export type JourneyGroup = readonly [name: string, journeys: readonly Journey[], atOnce?: number]

export function walkAll(title: string, groups: readonly JourneyGroup[]): void {
  describe(title, { skip }, () => {
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

    for (const [name, journeys, concurrency = AT_ONCE] of groups) {
      describe(name, { concurrency }, () => {
        for (const [journey, walk] of journeys) {
          it(journey, async () => {
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
}
