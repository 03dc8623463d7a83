/** A holder renews: from the first page to the receipt, with scripts off and with scripts on. */
import assert from 'node:assert/strict'
import type { CDPSession, Page } from 'playwright-core'
import { meansWords } from '../../src/channels/means-words.ts'
import { documentWords } from '../../src/channels/documents/words/words.ts'
import { report } from './nas.ts'
import { PAGE_BYTES_MAX } from './portal-pages.ts'
import { lineOf, until } from './product.ts'
import {
  agree,
  button,
  follow,
  heading,
  link,
  mainText,
  newEnd,
  payWith,
  row,
  rowText,
  signIn,
  wordsOn,
  type Journey,
} from './visiting.ts'

/** Like the promise for each page: over the wire, headers included. */
const RENEWAL_BYTES_MAX = 50 * 1_024

const MEGABYTE = 1_000_000

export const renewalJourneys: readonly Journey[] = [
  [
    'With scripts off a holder renews from the first page to the receipt, in few bytes',
    async ({ product, visit }) => {
      const { page, url, complaints, elsewhere } = await visit()
      const line = lineOf(product.world, 'low', 'zhao.lei@mail.test')
      await page.goto('/')
      assert.equal(await heading(page), '日本上网卡续费')
      const meter = await startMeter(page, url)

      await signIn(product, page, line.holder ?? '')
      assert.equal(page.url(), `${url}/lines/${line.id}`)
      const home = await mainText(page)
      assert.match(home, /剩余流量\s+300 MB/)
      assert.match(home, /有效期至 · 日本时间\s+\d+月\d+日.*24:00/)
      assert.match(home, /日本时间 \d\d:\d\d 的数据/)
      assert.match(home, /最近 14 天的用量[^]*14 天共用 [\d.]+ GB/)
      assert.match(home, /流量包[^]*千鸟 10 GB · 15 天/)

      await follow(page, link(page, '续费'))
      const offer = page.getByRole('article', { name: '千鸟 10 GB · 15 天' })
      assert.match(await offer.innerText(), /1,750[^]*现在购买，用到[^]*24:00/)
      await follow(page, offer.getByRole('link', { name: '选这个 千鸟 10 GB · 15 天' }))

      const promised = await checkLastScreen(page)
      await button(page, '支付 1,750 日元').click()
      assert.match(page.url(), /\/renewals\/new/, 'the box must be ticked first')
      await agree(page)
      await payWith(page, 'approve')

      assert.match(page.url(), /\/orders\//)
      const end = await newEnd(page)
      assert.equal(await heading(page), '已开通')
      assert.ok(promised.includes(end), `${promised} promised ${end}`)
      await follow(page, link(page, '查看收据'))
      await checkReceipt(page)
      const measured = await meter.stop()

      await page.goto('/lines')
      assert.ok((await mainText(page)).includes(end), 'home shows the new end')
      assert.match(await mainText(page), /最近的订单[^]*已开通/)
      await checkRecords(page)
      assert.deepEqual(complaints, [])
      assert.deepEqual(
        elsewhere.filter((address) => !address.includes('/pay/')),
        [],
        'nothing but the payment page is asked of anybody else',
      )
      checkMeasured(measured)
    },
  ],
  [
    'With scripts on the figures move while the page is open, and the last pack is one tap away',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'plenty', 'guo.xiaowen@example.com')
      const { page, complaints, elsewhere } = await visit({ scripts: true, as: line.holder ?? '' })
      await page.goto(`/lines/${line.id}`)
      await page.evaluate("globalThis.stayed = 'yes'")
      const figure = page.locator('main .figure')
      const before = await figure.innerText()

      await report(product.world, line, { moment: 'start', session: 'live', usedBytes: 0 })
      const usedBytes = 700 * MEGABYTE
      await report(product.world, line, { moment: 'interim', session: 'live', usedBytes })
      await until('less data', async () => (await figure.innerText()) !== before)
      const used = await figure.innerText()
      assert.ok(gigabytesOf(before) - gigabytesOf(used) >= 0.6, `${before} to ${used}`)

      await product.sellAsPartner(line.id, 'chidori-3gb-3d')
      await until(
        'more data',
        async () => gigabytesOf(await figure.innerText()) > gigabytesOf(used),
      )
      assert.ok(gigabytesOf(await figure.innerText()) - gigabytesOf(used) >= 2.9)
      assert.equal(await page.evaluate('globalThis.stayed'), 'yes')
      // Whoever is elsewhere than in Japan is told the end in their own time too.
      assert.match(await mainText(page), /您当地时间/)

      await page.reload()
      const repeat = page.locator('main a.button[href*="renewals/new"]')
      assert.match(await repeat.innerText(), /再买一次：千鸟 .*日元/)
      await follow(page, repeat)
      await agree(page)
      await payWith(page, 'approve')
      await newEnd(page)
      assert.equal(await heading(page), '已开通')
      await report(product.world, line, { moment: 'stop', session: 'live', usedBytes })
      assert.deepEqual(complaints, [])
      assert.deepEqual(
        elsewhere.filter((address) => !address.includes('/pay/')),
        [],
      )
    },
  ],
]

function gigabytesOf(figure: string): number {
  const [, count = '', unit] = /([\d.,]+)\s*(GB|MB)/.exec(figure) ?? []
  return Number(count.replaceAll(',', '')) / (unit === 'MB' ? 1_000 : 1)
}

/** The six things of the Specified Commercial Transactions Act, art. 12-6; returns the period. */
async function checkLastScreen(page: Page): Promise<string> {
  const { confirm } = await wordsOn(page)
  assert.match(await rowText(page, confirm.quantity), /10 GB[^]*一次购买 1 份，不会自动续费/)
  assert.match(await rowText(page, confirm.price), /1,750 日元（已含 10% 消费税 159 日元）/)
  assert.match(await rowText(page, confirm.payment), /银行卡/)
  assert.match(await rowText(page, confirm.delivery), /付款到账后马上开通/)
  assert.match(await rowText(page, confirm.cancellation), /付款前可随时取消[^]*电话/)
  assert.match(await rowText(page, confirm.applicationPeriod), /价格保留到/)
  assert.ok((await row(page, confirm.termsTitle).getByRole('link').count()) >= 1)
  assert.equal(await page.getByLabel(confirm.accept).isChecked(), false)
  return rowText(page, confirm.period)
}

async function checkReceipt(page: Page): Promise<void> {
  const receipt = documentWords('zh-CN')
  assert.equal(await heading(page), '收据')
  assert.match(await rowText(page, receipt.total), /1,750 日元/)
  assert.match(await rowText(page, receipt.rateTax(10)), /159 日元/)
  assert.match(await rowText(page, meansWords('zh-CN').card), /1,750 日元/)
  assert.match(await rowText(page, receipt.registrationNumber), /^T\d{13}$/)
}

/** The agreement as it was shown, and the order in the list. */
async function checkRecords(page: Page): Promise<void> {
  await page.goto('/agreements')
  await follow(page, page.locator('main ul.list a').first())
  const shown = await mainText(page)
  for (const part of ['1,750 日元（已含 10% 消费税 159 日元）', '支付 1,750 日元', 'SHA-256']) {
    assert.ok(shown.includes(part), part)
  }
  await follow(page, link(page, '查看订单'))
  assert.equal(await heading(page), '已开通')
  await page.goto('/orders')
  const orders = await mainText(page)
  assert.match(orders, /千鸟 10 GB · 15 天\s+1,750 日元\s+已开通/)
}

interface Measured {
  /** One entry an answer of our own origin, redirects too. */
  readonly answers: readonly { readonly path: string; readonly bytes: number }[]
}

/** Counts what comes over the wire from our origin, as the browser itself counts it. */
async function startMeter(page: Page, url: string) {
  const session: CDPSession = await page.context().newCDPSession(page)
  const asked = new Map<string, string>()
  const answers: { path: string; bytes: number }[] = []
  const ours = (address: string) => address.startsWith(`${url}/`)
  const take = (address: string, bytes: number) => {
    if (ours(address)) answers.push({ path: new URL(address).pathname, bytes })
  }
  session.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    if (redirectResponse !== undefined) {
      take(redirectResponse.url, redirectResponse.encodedDataLength)
    }
    asked.set(requestId, request.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    take(asked.get(requestId) ?? '', encodedDataLength)
  })
  await session.send('Network.enable')
  return {
    async stop(): Promise<Measured> {
      await session.detach()
      return { answers }
    },
  }
}

function checkMeasured({ answers }: Measured): void {
  const total = answers.reduce((sum, one) => sum + one.bytes, 0)
  const largest = answers.toSorted((one, other) => other.bytes - one.bytes)[0]
  const most = `largest ${largest?.path} ${largest?.bytes}`
  const told = `${answers.length} answers, ${total} bytes, ${most}`
  process.stdout.write(`sign-in to receipt with scripts off: ${told}\n`)
  assert.ok(answers.length >= 7, told)
  assert.ok(total <= RENEWAL_BYTES_MAX, told)
  assert.ok((largest?.bytes ?? 0) <= PAGE_BYTES_MAX, told)
}
