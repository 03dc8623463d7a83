/** The advisor: from what a holder says of the days ahead to a last screen of the same price. */
import assert from 'node:assert/strict'
import { words } from '../../src/channels/web/words/words.ts'
import { lineOf } from './product.ts'
import { button, follow, type Journey } from './visiting.ts'

const { advice, frame } = words('zh-CN')

export const adviceJourneys: readonly Journey[] = [
  [
    'What is said of the days ahead is worked out, kept in the address, and leads to buying',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'empty-throttled')
      const { page, url, elsewhere } = await visit({ as: line.holder ?? '' })
      await page.goto(`/lines/${line.id}/offers?gigabytes=many`)
      const part = page.getByRole('region', { name: advice.title })
      const trouble = part.getByRole('alert')
      assert.match(await trouble.innerText(), new RegExp(`${frame.wrongTitle}[^]*例如 10 或 1.5`))
      assert.equal(await part.locator('#gigabytes').inputValue(), 'many')

      await part.locator('#gigabytes').fill('3')
      await part.getByLabel(advice.resident).check()
      await follow(page, button(page, advice.compute))
      assert.equal(page.url(), `${url}/lines/${line.id}/offers?until=&resident=yes&gigabytes=3`)
      assert.match(await part.innerText(), /按您填的，到.*要用 3 GB/)
      assert.match(await part.innerText(), /现在买[^]*日元/)
      const price = (await part.locator('.price').innerText()).trim()
      await follow(page, part.locator('a.button.main'))
      await page
        .getByRole('button', { name: `支付 ${price}` })
        .first()
        .waitFor()
      assert.deepEqual(elsewhere, [])
    },
  ],
]
