import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { DocumentId, LineId, OrderId, PersonId, RefundId } from '../basics/ids.ts'
import { sumYen, yen, type Yen } from '../basics/money.ts'
import { instant, jstDate } from '../basics/time.ts'
import {
  documentOfReturn,
  documentOfSale,
  type Document,
  type Issue,
  type ReturnFacts,
  type SaleFacts,
  type Seller,
  type Settlement,
} from './document.ts'
import { parseRegistrationNumber } from './registration-number.ts'
import { taxWithin, type TaxRounding } from './tax.ts'

const NOW = instant('2026-11-22T03:00:00Z')
const named = (text: string) => ({ 'zh-CN': text, 'zh-TW': text, en: text, ja: text, ko: text })
const SELLER: Seller = {
  name: named('Kadoya'),
  address: 'Tokyo',
  phone: '+81 3-0000-0142',
  email: 'help@kadoya.example.com',
  registrationNumber: parseRegistrationNumber('T7000012050002'),
}
const issue = (sequence: number): Issue => ({
  id: `00000000-0000-7000-8000-00000000000${sequence}` as DocumentId,
  number: { series: 'R2026', sequence },
  issuedAt: NOW,
  language: 'ja',
  seller: SELLER,
})
const CARD = { kind: 'provider', method: 'card' } as const
const byCard = (amount: Yen): Settlement => ({ by: CARD, amount })
const byPoints = (amount: Yen): Settlement => ({ by: { kind: 'points' }, amount })

function sale(over: Partial<SaleFacts> = {}): SaleFacts {
  return {
    line: '00000000-0000-7000-8000-0000000000a0' as LineId,
    order: '00000000-0000-7000-8000-0000000000aa' as OrderId,
    orderNumber: '000000AA',
    suppliedOn: jstDate(NOW),
    period: { from: NOW, until: null },
    items: [{ name: named('30 days'), price: yen(1_430), taxPercent: 10, discount: null }],
    paid: [byCard(yen(1_430))],
    paidAt: NOW,
    pointsAs: 'payment',
    taxRounding: 'down',
    ...over,
  }
}

function back(original: Document, over: Partial<ReturnFacts> = {}): ReturnFacts {
  return {
    refund: '00000000-0000-7000-8000-0000000000bb' as RefundId,
    name: named('Refund'),
    returned: [byCard(original.total)],
    returnedAt: NOW,
    original,
    earlier: [],
    returnInvoiceFrom: yen(10_000),
    ...over,
  }
}

describe('a receipt', () => {
  test('says the tax within what was paid', () => {
    const receipt = documentOfSale(sale(), issue(1))
    assert.equal(receipt.kind, 'receipt')
    assert.equal(receipt.recipient, null)
    assert.deepEqual(receipt.rates, [{ percent: 10, gross: 1_430n, tax: 130n }])
    assert.equal(receipt.total, 1_430n)
  })

  test('rounds once per rate, not once per line', () => {
    const item = { name: named('day'), price: yen(105), taxPercent: 10, discount: null }
    const facts = sale({ items: [item, item, item], paid: [byCard(yen(315))] })
    // 105 alone holds 9.54…, three of them 28.63…: per line it would be 27.
    assert.equal(documentOfSale(facts, issue(1)).rates[0]?.tax, 28n)
  })

  test('lists the highest rate first and what is not taxed last', () => {
    const at = (taxPercent: number) => ({
      name: named(`${taxPercent}`),
      price: yen(108),
      taxPercent,
      discount: null,
    })
    const facts = sale({ items: [at(0), at(10), at(8)], paid: [byCard(yen(324))] })
    assert.deepEqual(documentOfSale(facts, issue(1)).rates, [
      { percent: 10, gross: 108n, tax: 9n },
      { percent: 8, gross: 108n, tax: 8n },
      { percent: 0, gross: 108n, tax: 0n },
    ])
  })

  test('shows what a campaign took off and taxes the rest', () => {
    const discount = { name: named('autumn'), amount: yen(143) }
    const items = [{ name: named('30 days'), price: yen(1_430), taxPercent: 10, discount }]
    const receipt = documentOfSale(sale({ items, paid: [byCard(yen(1_287))] }), issue(1))
    assert.deepEqual(
      receipt.lines.map((line) => line.gross),
      [1_430n, -143n],
    )
    assert.deepEqual(receipt.rates, [{ percent: 10, gross: 1_287n, tax: 117n }])
  })

  test('treats points as money or as a discount, as the rules of the day said', () => {
    const paid = [byPoints(yen(330)), byCard(yen(1_100))]
    const asMoney = documentOfSale(sale({ paid }), issue(1))
    assert.equal(asMoney.rates[0]?.tax, 130n)
    assert.equal(asMoney.settled.length, 2)
    const asDiscount = documentOfSale(sale({ paid, pointsAs: 'discount' }), issue(1))
    assert.deepEqual(asDiscount.rates, [{ percent: 10, gross: 1_100n, tax: 100n }])
    assert.deepEqual(asDiscount.settled, [byCard(yen(1_100))])
    assert.deepEqual(asDiscount.lines.at(-1), { kind: 'points', gross: -330n, taxPercent: 10 })
  })

  test('of a sale that was not paid in full is a broken invariant', () => {
    const facts = sale({ paid: [byCard(yen(1_429))] })
    assert.throws(() => documentOfSale(facts, issue(1)), { name: 'BrokenInvariant' })
  })
})

describe('an invoice', () => {
  test('names whom it is for, and the receipt that it replaces', () => {
    const receipt = documentOfSale(sale(), issue(1))
    const recipient = '00000000-0000-7000-8000-0000000000cc' as PersonId
    const replaces = { id: receipt.id, number: receipt.number }
    const invoice = documentOfSale(sale(), issue(2), { recipient, replaces })
    assert.equal(invoice.kind, 'invoice')
    assert.equal(invoice.recipient, recipient)
    assert.deepEqual(invoice.refersTo, replaces)
  })
})

describe('a document of a return', () => {
  const dear = (price: Yen) =>
    documentOfSale(
      sale({
        items: [{ name: named('90 days'), price, taxPercent: 10, discount: null }],
        paid: [byCard(price)],
      }),
      issue(1),
    )

  test('is a return invoice from the amount that law names, of a registered seller', () => {
    const kindOf = (total: number, seller: Seller = SELLER) => {
      const given = { ...issue(2), seller }
      return documentOfReturn(back(dear(yen(20_000)), { returned: [byCard(yen(total))] }), given)
        ?.kind
    }
    assert.equal(kindOf(9_999), 'refund_note')
    assert.equal(kindOf(10_000), 'return_invoice')
    assert.equal(kindOf(10_000, { ...SELLER, registrationNumber: null }), 'refund_note')
  })

  test('names the document that it corrects', () => {
    const original = dear(yen(2_000))
    const note = documentOfReturn(back(original), issue(2))
    assert.deepEqual(note?.refersTo, { id: original.id, number: original.number })
  })

  test('is none where only points that were a discount go back', () => {
    const paid = [byPoints(yen(330)), byCard(yen(1_100))]
    const original = documentOfSale(sale({ paid, pointsAs: 'discount' }), issue(1))
    const points = [byPoints(yen(330))]
    assert.equal(documentOfReturn(back(original, { returned: points }), issue(2)), null)
    const all = [byCard(yen(1_100)), ...points]
    assert.equal(documentOfReturn(back(original, { returned: all }), issue(2))?.total, 1_100n)
  })

  test('of more than was paid is a broken invariant', () => {
    const facts = back(dear(yen(2_000)), { returned: [byCard(yen(2_001))] })
    assert.throws(() => documentOfReturn(facts, issue(2)), { name: 'BrokenInvariant' })
  })
})

describe('any sale and its returns', () => {
  const price = fc.oneof(
    fc.constantFrom(1n, 10n, 11n, 109n, 110n, 111n),
    fc.bigInt({ min: 1n, max: 40_000n }),
  )
  const item = fc.record({
    price: price.map(yen),
    taxPercent: fc.constantFrom(10, 8, 0),
    off: fc.constantFrom(0n, 1n, 10n, 33n, 100n),
  })
  const facts = fc.record({
    items: fc.array(item, { minLength: 1, maxLength: 4 }),
    pointsShare: fc.constantFrom(0n, 1n, 37n, 99n, 100n),
    pointsAs: fc.constantFrom<'payment' | 'discount'>('payment', 'discount'),
    taxRounding: fc.constantFrom<TaxRounding>('down', 'half_up', 'up'),
    cuts: fc.array(fc.bigInt({ min: 0n, max: 100n }), { maxLength: 5 }),
  })

  test('have the tax right to the yen, and returns sum to the sale when complete', () => {
    fc.assert(
      fc.property(facts, ({ items, pointsShare, pointsAs, taxRounding, cuts }) => {
        const sold = items.map(({ price: full, taxPercent, off }) => {
          const amount = yen((full * off) / 100n)
          return {
            name: named('x'),
            price: full,
            taxPercent,
            discount: { name: named('y'), amount },
          }
        })
        const due = sumYen(sold.map((one) => yen(one.price - one.discount.amount)))
        const points = yen((due * pointsShare) / 100n)
        const paid = [byPoints(points), byCard(yen(due - points))]
        const original = documentOfSale(
          sale({ items: sold, paid, pointsAs, taxRounding }),
          issue(1),
        )
        for (const rate of original.rates) {
          assert.equal(rate.tax, taxWithin(rate.gross, rate.percent, taxRounding))
        }
        assert.equal(sumYen(original.lines.map((line) => line.gross)), original.total)
        assertReturnsComplete(original, cuts)
      }),
    )
  })
})

/** Gives the whole back in pieces, and compares the pieces with the sale, rate by rate. */
function assertReturnsComplete(original: Document, cuts: readonly bigint[]): void {
  const earlier: Document[] = []
  let left: bigint = original.total
  for (const cut of [...cuts, 100n]) {
    const piece = yen((left * cut) / 100n)
    left -= piece
    const note = documentOfReturn(
      back(original, { returned: [byCard(piece)], earlier: [...earlier] }),
      issue(2),
    )
    if (note === null) assert.equal(piece, 0n)
    else earlier.push(note)
  }
  for (const rate of original.rates) {
    const returned = earlier.flatMap((one) => one.rates.filter((r) => r.percent === rate.percent))
    assert.equal(sumYen(returned.map((one) => one.gross)), rate.gross)
    assert.equal(sumYen(returned.map((one) => one.tax)), rate.tax)
    assert.ok(returned.every((one) => one.tax >= 0n))
  }
}
