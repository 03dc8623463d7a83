/** Sheets on a receipt printer's paper, as the printer would put them there. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { create } from 'qrcode'
import { receiptPrinter } from '../../src/adapters/documents/receipt-tape/printer.ts'
import type { DocumentSheet, PaperWidthMm, ReportSheet } from '../../src/app/documents/ports.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { BrokenInvariant } from '../../src/domain/basics/assert.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { bandsOf, paperOf, type Paper } from './escpos-paper.ts'
import { exampleInvoice, exampleReceipt, exampleReturn } from './example-documents.ts'

const printer = receiptPrinter()
const WIDTHS = [58, 80] as const
const DOTS = { 58: 384, 80: 576 } as const
/** Dots at each edge that stay white. */
const MARGIN = 2

const REPORT: ReportSheet = {
  language: 'ja',
  title: '精算',
  number: null,
  facts: [],
  parts: [],
  notes: [],
}

async function paperFor(
  sheet: DocumentSheet | ReportSheet,
  widthMm: PaperWidthMm = 58,
): Promise<Paper> {
  return paperOf(await printer.print(sheet, { widthMm }))
}

/** The black dots of one character, large, in a line of its own. */
async function inkOf(character: string): Promise<string> {
  return JSON.stringify((await paperFor({ ...REPORT, title: character })).rows)
}

describe('a sheet on a receipt printer', () => {
  for (const widthMm of WIDTHS) {
    for (const language of LANGUAGES) {
      test(`keeps its ink on ${widthMm} mm of paper in ${language}, is fed and cut`, async () => {
        const paper = await paperFor(wordDocument(exampleReceipt(language), null), widthMm)
        assert.equal(paper.widthDots, DOTS[widthMm])
        assert.ok(paper.linesFed >= 4, `fed ${paper.linesFed} lines`)
        assert.equal(paper.cut, 'partial')
        const bands = bandsOf(paper)
        assert.ok(bands.length > 20, 'lines of text, and white between them')
        for (const { left, right } of bands) {
          assert.ok(left >= MARGIN && right < paper.widthDots - MARGIN, `${left} to ${right}`)
        }
      })
    }
  }

  test('differs from language to language', async () => {
    const papers = await Promise.all(
      LANGUAGES.map((language) => paperFor(wordDocument(exampleReturn(language), null))),
    )
    assert.equal(new Set(papers.map(({ rows }) => JSON.stringify(rows))).size, LANGUAGES.length)
  })

  test('is the same to the byte whatever was printed before, by whom, and how many at once', async () => {
    const sheet = wordDocument(exampleInvoice('zh-CN'), '髙﨑贸易（上海）有限公司')
    const first = await receiptPrinter().print(sheet, { widthMm: 80 })
    const others = LANGUAGES.map((one) => wordDocument(exampleReceipt(one), null))
    for (const other of others) await printer.print(other, { widthMm: 58 })
    const both = await Promise.all([0, 1].map(() => printer.print(sheet, { widthMm: 80 })))
    assert.deepEqual(both, [first, first])
  })
})

describe('the characters of a receipt', () => {
  test('are drawn, each with its own form', async () => {
    const blank = await inkOf('')
    const drawn = ['あ', '髙', '高', '﨑', '崎', '𠮷', '吉', '한', '灣', '湾', 'ế', 'Ł']
    const inks = await Promise.all(drawn.map(inkOf))
    assert.ok(!inks.includes(blank))
    assert.equal(new Set(inks).size, drawn.length)
    assert.ok(!inks.includes(await inkOf('\u0378')), 'none is the sign for a missing one')
  })

  test('take the form of the language that says them', async () => {
    const says = (language: 'ja' | 'zh-CN') =>
      paperFor({ ...REPORT, title: '', notes: [{ text: '直', language }] })
    assert.notDeepEqual((await says('ja')).rows, (await says('zh-CN')).rows)
  })

  test('stand for themselves where a picture has another use for them', async () => {
    const inks = await Promise.all(['&', '<', '>', '"', '&amp;', '&#65;', 'A'].map(inkOf))
    assert.equal(new Set(inks).size, inks.length)
  })

  test('that no text can have stop no receipt', async () => {
    const paper = await paperFor({ ...REPORT, title: 'A\uffffB\ud800C\u0000D\u202eE' })
    assert.equal(bandsOf(paper).length, 1)
  })
})

describe('the lines of a receipt', () => {
  for (const [widthMm, characters] of [
    [58, 17],
    [80, 23],
  ] as const) {
    test(`hold ${characters} Chinese characters on ${widthMm} mm, and break there`, async () => {
      const linesOf = async (count: number) => {
        const rows = [{ label: '国'.repeat(count), value: '' }]
        const paper = await paperFor(
          { ...REPORT, title: '', parts: [{ title: '', rows, sum: null }] },
          widthMm,
        )
        // The rule above the part is the first band.
        return bandsOf(paper).slice(1).length
      }
      assert.equal(await linesOf(characters), 1)
      assert.equal(await linesOf(characters + 1), 2)
      assert.equal(await linesOf(characters * 3 + 1), 4)
    })

    test(`end figures at the right edge of ${widthMm} mm, also below a long label`, async () => {
      const facts = ['1,430円', '14,300円', '314,300円'].map((value, place) => {
        return { label: place === 2 ? '長い名前の項目'.repeat(4) : '項目', value }
      })
      const paper = await paperFor({ ...REPORT, title: '', facts }, widthMm)
      const figures = bandsOf(paper).filter(({ right }) => right > DOTS[widthMm] - 10)
      assert.equal(figures.length, 3)
      assert.equal(new Set(figures.map(({ right }) => right)).size, 1)
    })
  }

  test('lose nothing of a word longer than the paper', async () => {
    const word = 'x'.repeat(100)
    const paper = await paperFor({ ...REPORT, title: '', notes: [word] })
    const bands = bandsOf(paper).slice(1)
    const dots = bands.reduce((sum, { left, right }) => sum + right - left + 1, 0)
    const single = bandsOf(await paperFor({ ...REPORT, title: '', notes: ['x'.repeat(10)] })).at(
      -1,
    )!
    const perLetter = (single.right - single.left + 1) / 10
    assert.ok(Math.abs(dots / perLetter - 100) < 2, `${dots / perLetter} letters`)
  })

  test('say a report too, each part under its heading', async () => {
    const row = { label: '現金売上', value: '14,300円' }
    const part = { title: '現金', rows: [row, row], sum: { label: '差額', value: '-1,000円' } }
    const [plain, whole] = await Promise.all([
      paperFor({ ...REPORT, parts: [{ ...part, rows: [], sum: null }] }),
      paperFor({ ...REPORT, number: 'Z-12', facts: [row], parts: [part, part], notes: ['以上'] }),
    ])
    assert.ok(bandsOf(plain).length >= 3)
    assert.ok(whole.rows.length > 3 * plain.rows.length - 60)
  })
})

describe('the link of a receipt', () => {
  const sheet = wordDocument(exampleReceipt('zh-TW'), null)
  const linked = (url: string) => ({ ...sheet, link: { url, caption: '電子收據' } })

  for (const [url, widthMm, moduleDots] of [
    ['https://kadoya.example.com/papers/8f3kq2vtx9c0w7m1', 58, 5],
    ['https://kadoya.example.com/papers/8f3kq2vtx9c0w7m1', 80, 5],
    [`https://kadoya.example.com/${'p'.repeat(500)}`, 58, 3],
  ] as const) {
    test(`is a QR code of ${moduleDots} dots a module: ${url.length} letters on ${widthMm} mm`, async () => {
      const paper = await paperFor(linked(url), widthMm)
      assert.ok(hasQrCode(paper, url, moduleDots))
      assert.ok(!hasQrCode(paper, `${url}x`, moduleDots))
    })
  }

  test('is refused where its code would be too fine to read', async () => {
    const url = `https://kadoya.example.com/${'p'.repeat(1500)}`
    await assert.rejects(printer.print(linked(url), { widthMm: 58 }), BrokenInvariant)
  })
})

/** Whether the code stands somewhere on the paper, with its quiet zone of four modules. */
function hasQrCode({ rows, widthDots }: Paper, text: string, moduleDots: number): boolean {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const ink = rows.map((columns) => new Set(columns))
  const isCodeAt = (left: number, top: number) => {
    for (let y = -4; y < size + 4; y += 1) {
      for (let x = -4; x < size + 4; x += 1) {
        const isInside = x >= 0 && y >= 0 && x < size && y < size
        const wanted = isInside && data[y * size + x] === 1
        // Opposite corners of the module, which its edges must reach.
        for (const corner of [0, moduleDots - 1]) {
          const row = ink[top + y * moduleDots + corner]
          if ((row?.has(left + x * moduleDots + corner) ?? false) !== wanted) return false
        }
      }
    }
    return true
  }
  const left = (top: number) => Math.min(...(rows[top] ?? []))
  return rows.some((_, top) => left(top) < widthDots && isCodeAt(left(top), top))
}
