/**
 * A sale at the counter through its own pages: scanned, shown, agreed, paid in cash, on paper in
 * the customer's language; an order of the portal finished by its eight digits; what goes wrong
 * between.
 */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Change } from '../../src/app/door/state.ts'
import { giftCodeHash } from '../../src/app/money/gift-codes.ts'
import { makeShortCode, mintShortCode } from '../../src/app/orders/short-code.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { GiftCardId, LineId, OrderId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import {
  GIFT_CODE_BYTES,
  giftCodeHint,
  giftCodeOf,
  printGiftCode,
} from '../../src/domain/gift-card/code.ts'
import type { GiftCard } from '../../src/domain/gift-card/gift-card.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { CATALOGUE, DAY, MONTH, placing } from '../contracts/catalogue.ts'
import { pdfLines } from '../contracts/pdf-text.ts'
import { writeRows } from '../contracts/stores.ts'
import { openConsole, type Browser } from './console-world.ts'

type World = Awaited<ReturnType<typeof openConsole>>

/** A clerk at an open till of their shop. */
async function openShop(float = '10000') {
  const world = await openConsole()
  const sold = [DAY, MONTH].map((one) => ({ ...one, channels: ['web', 'counter'] as const }))
  world.catalogue = { ...CATALOGUE, offers: new Map(sold.map((one) => [offerKey(one), one])) }
  await world.hire('lin', 'clerk')
  const till = await world.addTill('front')
  const clerk = await world.signedIn('lin')
  await clerk.get('/staff/till-choice')
  await clerk.post('/staff/till-choice', { till })
  await clerk.get('/staff/till')
  await clerk.post('/staff/till/shifts', { float })
  return { world, clerk, till }
}

async function scan(clerk: Browser, q: string) {
  await clerk.get('/staff')
  return clerk.post('/staff/search', { q })
}

function linked(page: string, pattern: RegExp): string {
  const found = pattern.exec(page)?.[1]
  assert.ok(found !== undefined, `the page has ${pattern.source}`)
  return found.replaceAll('&amp;', '&')
}

/** The fields that the sale's form carries, as a browser would post them. */
function carried(page: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of page.matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
  )) {
    fields[name] ??= value
  }
  delete fields['csrf']
  delete fields['key']
  return fields
}

async function lineIn(world: World): Promise<LineId> {
  const found = await world.app.reads.find('iccid', iccidOf(world))
  assert.ok(found?.home.kind === 'line')
  return found.home.id
}

function iccidOf({ store }: World): string {
  const [first] = [...store.tables.lines.values()]
  assert.ok(first !== undefined)
  return first.sim.iccid
}

/** To the step at which the money is taken. */
async function agreed(world: World, clerk: Browser) {
  const found = await scan(clerk, iccidOf(world))
  const line = await clerk.get(found.to ?? '')
  const sale = linked(line.body, /class="button main" href="([^"]*sales\/new[^"]*)"/)
  const shown = await clerk.get(sale)
  const action = linked(shown.body, /<form method="post" action="([^"]*\/sales)"/)
  const fields = { ...carried(shown.body), language: 'zh-CN', act: 'agree' }
  const pay = await clerk.post(action, fields)
  return { action, pay, shown, line }
}

suite('A clerk sells what is recommended for cash', () => {
  test('in four steps from the scan to a receipt in Chinese, with the change', async (t) => {
    const { world, clerk, till } = await openShop()
    t.after(() => world.close())
    const { action, pay, line, shown } = await agreed(world, clerk)
    assert.equal(line.status, 200)
    assert.match(line.body, /autofocus/)
    assert.match(shown.body, /lang="zh-CN"/)
    assert.match(shown.body, /550 日元/)
    assert.equal(pay.status, 200)
    assert.match(pay.body, /name="tendered"[^>]*autofocus|autofocus[^>]*name="tendered"/)
    const paid = await clerk.post(action, { ...carried(pay.body), tendered: '1000', act: 'cash' })
    assert.equal(paid.status, 303, paid.body)
    const receipt = await clerk.get(paid.to ?? '')
    assert.match(receipt.body, /JPY 450/, 'the change')
    assert.match(receipt.body, /<article class="sheet" lang="zh-CN"/)
    const { shift } = await world.app.reads.till(till)
    assert.equal(shift?.cashExpected, 10_550n)
    const order = linked(paid.to ?? '', /orders\/([^/]+)\/receipt/) as OrderId
    const known = await world.app.reads.order(await lineIn(world), order)
    assert.equal(known?.order.state.kind, 'delivered')
    const agreement = await world.app.reads.agreement(await lineIn(world), known.order.agreement)
    assert.equal(agreement?.channel, 'counter')
    assert.equal(agreement?.shown.language, 'zh-CN')

    const pdf = await clerk.get(`${paid.to ?? ''}.pdf`)
    assert.equal(pdf.headers['content-type'], 'application/pdf')
    await clerk.get(paid.to ?? '')
    const tape = await clerk.post(`${paid.to ?? ''}/58`, {})
    assert.equal(tape.headers['content-type'], 'application/octet-stream')
    assert.match(
      String(tape.headers['content-disposition']),
      /attachment; filename="[^"]+\.escpos"/,
    )
  })

  test('on paper to sign, in Chinese, and that it was signed is in the agreement', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const { action, pay, shown } = await agreed(world, clerk)
    assert.match(shown.body, /value="paper" formtarget="_blank"/i)
    const asked = { ...carried(shown.body), language: 'zh-CN', act: 'paper' }
    const paper = await clerk.post(action, asked)
    assert.equal(paper.headers['content-type'], 'application/pdf', paper.body)
    const text = pdfLines(paper.bytes).join('\n')
    assert.match(text, /购买内容与条款摘要/)
    assert.match(text, /550 日元/)
    assert.match(text, /签名/)
    const orders = async () => {
      return world.app.reads.orders(await lineIn(world), { limit: 9, before: null })
    }
    assert.deepEqual(await orders(), [], 'nothing was sold by printing')
    const signed = { ...carried(pay.body), tendered: '1000', paper: 'yes', act: 'cash' }
    const paid = await clerk.post(action, signed)
    assert.equal(paid.status, 303, paid.body)
    const [sold] = await orders()
    assert.ok(sold !== undefined)
    const agreement = await world.app.reads.agreement(sold.order.line, sold.order.agreement)
    assert.equal(agreement?.shown.paper, 'signed')
  })

  test('posted twice it is sold and paid once', async (t) => {
    const { world, clerk, till } = await openShop()
    t.after(() => world.close())
    const { action, pay } = await agreed(world, clerk)
    const key = linked(pay.body, /name="key" value="([^"]*)"/)
    const fields = { ...carried(pay.body), key, tendered: '', act: 'cash' }
    const [one, other] = [await clerk.post(action, fields), await clerk.post(action, fields)]
    assert.equal(one.status, 303, one.body)
    assert.equal(other.to, one.to)
    assert.equal((await world.app.reads.till(till)).shift?.cashExpected, 10_550n)
    const orders = await world.app.reads.orders(await lineIn(world), { limit: 9, before: null })
    assert.equal(orders.length, 1)
  })

  test('too little cash orders nothing and keeps what was typed', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const { action, pay } = await agreed(world, clerk)
    const short = await clerk.post(action, { ...carried(pay.body), tendered: '500', act: 'cash' })
    assert.equal(short.status, 422)
    assert.match(short.body, /JPY 50 is missing/)
    assert.match(short.body, /value="500"/)
    const orders = await world.app.reads.orders(await lineIn(world), { limit: 9, before: null })
    assert.equal(orders.length, 0)
  })

  test('a card terminal needs its number, and is paid with it', async (t) => {
    const { world, clerk, till } = await openShop()
    t.after(() => world.close())
    const { action, pay } = await agreed(world, clerk)
    const without = await clerk.post(action, { ...carried(pay.body), act: 'terminal' })
    assert.equal(without.status, 422)
    const fields = { ...carried(without.body), reference: '004711', act: 'terminal' }
    const paid = await clerk.post(action, fields)
    assert.equal(paid.status, 303, paid.body)
    assert.equal((await world.app.reads.till(till)).shift?.terminalExpected, 550n)
  })

  test('an offer that asks for a document leads to its check first, and comes back', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const asking = { ...DAY, channels: ['counter'], idRequiredFrom: DAY.onSaleFrom } as const
    world.catalogue = { ...CATALOGUE, offers: new Map([[offerKey(asking), asking]]) }
    const { shown } = await agreed(world, clerk)
    assert.match(shown.body, /needs a checked document/)
    const check = linked(shown.body, /class="button main"[^>]*href="([^"]*identity[^"]*)"/)
    const back = new URL(check, 'https://desk').searchParams.get('to')
    assert.match(back ?? '', /^\/staff\/lines\/[^/]+\/sales\/new\?offer=day&version=1$/)
  })

  test('nothing is sold before the customer agreed', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const { action, shown } = await agreed(world, clerk)
    const fields = { ...carried(shown.body), language: 'zh-CN', tendered: '1000', act: 'cash' }
    const again = await clerk.post(action, fields)
    assert.equal(again.status, 200)
    assert.match(again.body, /The customer agrees/)
  })
})

suite('A phone pays what the clerk sold', () => {
  test('by the QR code of a pay-link; the order can be paid in cash or dropped meanwhile', async (t) => {
    const { world, clerk, till } = await openShop()
    t.after(() => world.close())
    const { action, pay } = await agreed(world, clerk)
    const placed = await clerk.post(action, { ...carried(pay.body), act: 'link' })
    assert.equal(placed.status, 303, placed.body)
    const waits = await clerk.get(placed.to ?? '')
    assert.match(waits.body, /class="qr"/)
    assert.match(waits.body, /data-watch="\/staff\/orders\/[^"]+\/live\?mark=awaiting_payment/)
    assert.match(waits.body, /http-equiv="refresh"/)
    const fields = { ...carried(waits.body), tendered: '550', act: 'cash' }
    const paid = await clerk.post(`${placed.to ?? ''}/payments`, fields)
    assert.equal(paid.status, 303, paid.body)
    assert.equal((await world.app.reads.till(till)).shift?.cashExpected, 10_550n)
    const over = await clerk.get(placed.to ?? '')
    assert.doesNotMatch(over.body, /data-watch/)
    assert.match(over.body, /Paid and delivered/)
  })

  test('and what nobody pays is dropped', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const { action, pay } = await agreed(world, clerk)
    const placed = await clerk.post(action, { ...carried(pay.body), act: 'link' })
    await clerk.get(placed.to ?? '')
    const dropped = await clerk.post(`${placed.to ?? ''}/end`, {})
    assert.match(dropped.to ?? '', /^\/staff\/lines\//)
    const [known] = await world.app.reads.orders(await lineIn(world), { limit: 1, before: null })
    assert.equal(known?.order.state.kind, 'cancelled')
  })
})

suite('An order of the portal', () => {
  async function begun() {
    const { world, clerk, till } = await openShop()
    const line = await lineIn(world)
    const input = placing(line, world.app.ids)
    const { order } = input.ids
    const origin = { ...SYSTEM, channel: 'web', key: order } as const
    assert.ok((await world.app.door.ask(placeOrder, input, origin)).ok)
    const minted = await mintShortCode(world.app)
    assert.ok((await world.app.door.ask(makeShortCode, { line, order, ...minted }, SYSTEM)).ok)
    return { world, clerk, till, order, digits: world.app.vault.open(minted.sealed) }
  }

  test('is found by its eight digits and finished in cash', async (t) => {
    const { world, clerk, order, digits } = await begun()
    t.after(() => world.close())
    const found = await scan(clerk, digits)
    assert.equal(found.to, `/staff/orders/${order}`)
    const page = await clerk.get(found.to ?? '')
    const fields = { ...carried(page.body), tendered: '', act: 'cash' }
    const paid = await clerk.post(`${found.to ?? ''}/payments`, fields)
    assert.equal(paid.to, `/staff/orders/${order}/receipt`)
    const again = await scan(clerk, digits)
    assert.equal(again.status, 422, 'digits of a paid order are over')
  })

  test('wrong digits are counted at the desk, which then waits', async (t) => {
    const { world, clerk, digits } = await begun()
    t.after(() => world.close())
    const wrong = digits === '00000000' ? '00000001' : '00000000'
    for (let count = 0; count < LIMITS.desk_codes.max.desk; count += 1) {
      assert.match((await scan(clerk, wrong)).body, /too old/)
    }
    const waits = await scan(clerk, digits)
    assert.match(waits.body, /Too many wrong codes/)
  })
})

suite('The one field', () => {
  test('names what is wrong with a number, and says what is not found', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const right = iccidOf(world)
    const last = (Number(right.at(-1)) + 1) % 10
    const wrong = await scan(clerk, `${right.slice(0, -1)}${last}`)
    assert.equal(wrong.status, 422)
    assert.match(wrong.body, /One digit is wrong|may have changed places/)
    const unknown = await scan(clerk, '08099999999')
    assert.match(unknown.body, /no line with this phone number/)
    assert.doesNotMatch(unknown.body, /08099999999/, 'what was typed is not put back')
  })
})

suite('What lowers the rest', () => {
  const CARD_CODE = giftCodeOf(new Uint8Array(GIFT_CODE_BYTES).fill(7))

  /** A gift card of 300 yen, active for months. */
  async function putCard({ app }: World, left = 300): Promise<void> {
    const now = app.clock.now()
    const id = app.ids.next<GiftCardId>()
    const home = { kind: 'gift_card', id } as const
    const row: GiftCard = {
      id,
      origin: { kind: 'sold' },
      value: yen(left),
      left: yen(left),
      batch: 'test',
      hint: giftCodeHint(CARD_CODE),
      issuedAt: now,
      activatedAt: now,
      expiresAt: plusDays(now, 90),
      freeze: null,
      lapsedAt: null,
    }
    const value = giftCodeHash(app.vault, CARD_CODE)
    const changes: Change[] = [
      { table: 'gift_cards', row },
      { table: 'finds', row: { kind: 'gift_card', value, home, id: null } },
    ]
    await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
  }

  test('is computed before the customer agrees; the code is never put back', async (t) => {
    const { world, clerk, till } = await openShop()
    t.after(() => world.close())
    await putCard(world)
    const { action, shown } = await agreed(world, clerk)
    const giftCode = printGiftCode(CARD_CODE)
    const typed = { ...carried(shown.body), language: 'zh-CN', giftCode, act: 'agree' }
    const computed = await clerk.post(action, typed)
    assert.equal(computed.status, 200)
    assert.match(computed.body, /250 日元/, 'the new rest is shown to the customer first')
    assert.ok(!computed.body.includes(giftCode))
    const giftCard = linked(computed.body, /name="giftCard" value="([^"]+)"/)
    const fields = { ...carried(computed.body), language: 'zh-CN', giftCard, act: 'agree' }
    const pay = await clerk.post(action, fields)
    assert.match(pay.body, /name="tendered"/)
    const paid = await clerk.post(action, { ...carried(pay.body), tendered: '', act: 'cash' })
    assert.equal(paid.status, 303, paid.body)
    assert.equal((await world.app.reads.till(till)).shift?.cashExpected, 10_250n)
  })

  test('and what a gift card covers whole needs no till', async (t) => {
    const { world, clerk, till } = await openShop()
    t.after(() => world.close())
    await putCard(world, 1_000)
    const { action, shown } = await agreed(world, clerk)
    const typed = {
      ...carried(shown.body),
      giftCode: printGiftCode(CARD_CODE),
      language: 'en',
      act: 'update',
    }
    const computed = await clerk.post(action, typed)
    const giftCard = linked(computed.body, /name="giftCard" value="([^"]+)"/)
    const fields = { ...carried(computed.body), language: 'en', giftCard, act: 'agree' }
    const pay = await clerk.post(action, fields)
    assert.doesNotMatch(pay.body, /name="tendered"/)
    const done = await clerk.post(action, { ...carried(pay.body), act: 'covered' })
    assert.match(done.to ?? '', /\/receipt$/, done.body)
    assert.equal((await world.app.reads.till(till)).shift?.cashExpected, 10_000n)
  })

  test('points are the holder’s, who is told why they cannot be used yet', async (t) => {
    const { world, clerk } = await openShop()
    t.after(() => world.close())
    const { shown } = await agreed(world, clerk)
    assert.match(shown.body, /in no account, so there are no points/)
    assert.doesNotMatch(shown.body, /name="points"/)
  })
})
