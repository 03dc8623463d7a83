/** Documents as files: worded, drawn, and read back by a machine. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { LANGUAGES, type Language } from '../../src/domain/basics/language.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { exampleInvoice, exampleReceipt, exampleReturn, SALE } from './example-documents.ts'
import { pdfLines } from './pdf-text.ts'

const renderer = documentRenderer()

/** Names that a form of a Tokyo office meets: old characters, other scripts, a surrogate pair. */
const NAMES: Readonly<Record<Language, string>> = {
  ja: '髙﨑 渋一郎・𠮷野家',
  'zh-CN': '髙﨑贸易（上海）有限公司',
  'zh-TW': '臺灣髙﨑股份有限公司',
  en: 'Łukasz Nguyễn Văn 髙﨑',
  ko: '김철수 (髙﨑商店)',
}

async function textOf(sheet: ReturnType<typeof wordDocument>): Promise<string> {
  return pdfLines(await renderer.render(sheet)).join('\n')
}

describe('a document as a file', () => {
  for (const language of LANGUAGES) {
    test(`says in ${language} all that its sheet says, and a name as its bearer writes it`, async () => {
      const sheet = wordDocument(exampleInvoice(language), NAMES[language])
      const text = await textOf(sheet)
      assert.ok(text.includes(NAMES[language]), text)
      assert.ok(text.includes('T7000012050002'))
      const rows = [...sheet.facts, ...sheet.sums, ...sheet.settled.rows]
      for (const { label, value } of rows) {
        assert.ok(
          text.includes(`${label} ${typeof value === 'string' ? value : value.text}`),
          label,
        )
      }
      for (const item of sheet.items) assert.ok(text.includes(item.name), item.name)
    })
  }

  test('is the same to the byte when it is drawn again, also by another renderer', async () => {
    const sheet = wordDocument(exampleReceipt('zh-CN'), null)
    const first = await renderer.render(sheet)
    await renderer.render(wordDocument(exampleReturn('ja'), null))
    assert.deepEqual(await documentRenderer().render(sheet), first)
  })

  test('is the same to the byte when several are drawn at once', async () => {
    const sheets = LANGUAGES.map((language) => wordDocument(exampleReceipt(language), null))
    const together = await Promise.all(sheets.map((sheet) => renderer.render(sheet)))
    for (const [place, sheet] of sheets.entries()) {
      assert.deepEqual(await renderer.render(sheet), together[place])
    }
  })

  test('goes on to further pages, each with its number', async () => {
    const items = Array.from({ length: 60 }, () => SALE.items[0]!)
    const price = yen(60 * 12_870)
    const paid = [{ by: { kind: 'gift_card' }, amount: price } as const]
    const text = await textOf(wordDocument(exampleReceipt('en', { items, paid }), null))
    assert.equal(text.match(/R2026-000123 \d \/ 4/g)?.length, 4, text)
    assert.equal(text.match(/30 days 20 GB/g)?.length, 60)
  })

  test('breaks a long name between words and characters, and loses none', async () => {
    const name = `${'株式会社長い名前の会社'.repeat(9)} ${'x'.repeat(90)}`
    const text = await textOf(wordDocument(exampleInvoice('ja'), name))
    assert.ok(text.replaceAll('\n', '').replaceAll(' ', '').includes(name.replaceAll(' ', '')))
  })

  test('knows which characters it can not draw', async () => {
    assert.deepEqual(await renderer.unwritable(Object.values(NAMES).join('')), [])
    assert.deepEqual(await renderer.unwritable('สม髙 สม'), ['ส', 'ม'])
  })

  test('carries no control character of a name into a line of its own', async () => {
    const text = await textOf(wordDocument(exampleInvoice('en'), 'A\u202eB\nC\u200bD'))
    assert.ok(text.includes('To A B C D'), text)
  })

  test('is read by pdftotext as well', async (t) => {
    if (!hasPdftotext()) return t.skip('poppler-utils is not installed')
    const folder = mkdtempSync(join(tmpdir(), 'document-'))
    try {
      const file = join(folder, 'invoice.pdf')
      writeFileSync(file, await renderer.render(wordDocument(exampleInvoice('ja'), NAMES.ja)))
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      assert.ok(text.includes(NAMES.ja), text)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
