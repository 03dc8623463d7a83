/** An agreement as a file, with the demo's own documents: all its words, and the same each time. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import type { ReadingSheet } from '../../src/app/documents/ports.ts'
import { agreementData, agreementSheet, paperCopy } from '../../src/channels/agreement-sheet.ts'
import { agreementWords } from '../../src/channels/agreement-words.ts'
import type { Agreement } from '../../src/domain/agreement/agreement.ts'
import { paragraphsOf } from '../../src/domain/agreement/difference.ts'
import type { AgreementId, LineId } from '../../src/domain/basics/ids.ts'
import { LANGUAGES, type Language } from '../../src/domain/basics/language.ts'
import { termsInForce } from '../../src/domain/catalogue/catalogue.ts'
import { CORNER_SHOP, readWorldFolder } from '../../src/main/world/read-folder.ts'
import { START } from './catalogue.ts'
import { pdfLines } from './pdf-text.ts'

const { catalogue, operator } = readWorldFolder(CORNER_SHOP)
const TERMS = termsInForce(catalogue, START)
const DOCUMENTS = TERMS.map((terms) => {
  const { kind, version, hash } = terms
  return { ref: { kind, version, hash }, terms }
})
const renderer = documentRenderer()

function agreementIn(language: Language): Agreement {
  return {
    id: '0198a000-0000-7000-8000-0000000000c1' as AgreementId,
    home: { kind: 'line', id: '0198a000-0000-7000-8000-000000000001' as LineId },
    order: null,
    person: null,
    channel: 'counter',
    terms: DOCUMENTS.map(({ ref }) => ref),
    shown: {
      language,
      lines: [{ label: 'SIM', value: 'docomo 8981\n2 GB' }],
      button: 'JPY 1,430',
      paper: 'signed',
    },
    at: START,
  }
}

/** Lines and pages are broken where the paper ends: the ink is compared, without the feet. */
async function inkOf(sheet: ReadingSheet): Promise<string> {
  const ink = inked(pdfLines(await renderer.renderReading(sheet)).join(''))
  return ink.split(new RegExp(`${sheet.number}\\d/\\d`)).join('')
}

const inked = (text: string) => text.replace(/\s/gu, '')

for (const language of LANGUAGES) {
  describe(`an agreement in ${language}`, () => {
    const agreement = agreementIn(language)
    const sheet = agreementSheet(agreement, DOCUMENTS, operator.view)

    test('has on paper every paragraph of the versions that were accepted', async () => {
      const ink = await inkOf(sheet)
      for (const { title, text, hash } of TERMS) {
        assert.ok(ink.includes(inked(title[language])), title[language])
        assert.ok(ink.includes(hash))
        for (const one of paragraphsOf(text[language])) assert.ok(ink.includes(inked(one)), one)
      }
      assert.ok(ink.includes(inked(agreementWords(language).signed)))
    })

    test('has before it is made a paper with what is shown and where to sign', async () => {
      const { shown, at } = agreement
      const given = { terms: TERMS, operator: operator.view, url: 'https://kado.example/terms' }
      const ink = await inkOf(paperCopy(shown, { ...given, number: 'weekly', at }))
      const { sign, signing, copyTitle } = agreementWords(language)
      for (const said of [
        ...sign,
        signing,
        copyTitle,
        'docomo8981',
        'https://kado.example/terms',
      ]) {
        assert.ok(ink.includes(inked(said)), said)
      }
      for (const { hash } of TERMS) assert.ok(ink.includes(hash))
    })
  })
}

test('a sheet is the same to the byte when it is drawn again', async () => {
  const sheet = agreementSheet(agreementIn('en'), DOCUMENTS, operator.view)
  const first = await renderer.renderReading(sheet)
  assert.deepEqual(await documentRenderer().renderReading(sheet), first)
})

test('as data it names versions, words and what was shown, and nobody', () => {
  const [first, ...rest] = DOCUMENTS
  assert.ok(first !== undefined)
  const gone = { ref: { ...first.ref, version: 99 }, terms: null }
  const data = JSON.parse(JSON.stringify(agreementData(agreementIn('en'), [gone, ...rest])))
  assert.deepEqual(Object.keys(data), [
    'agreement',
    'acceptedAt',
    'channel',
    'order',
    'line',
    'shown',
    'documents',
  ])
  assert.equal(data.documents[0].text, null)
  assert.equal(data.documents[1].text, rest[0]?.terms.text.en)
  assert.equal(data.documents[1].hash, rest[0]?.ref.hash)
  assert.equal(data.shown.paper, 'signed')
})
