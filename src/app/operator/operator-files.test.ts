import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOperator, readStaff, SETTINGS } from './operator-files.ts'
import { pathText } from './reading.ts'
import { hashOfTerms } from './terms-files.ts'

test('Receipts are kept for the seven years of the law unless more is said', () => {
  assert.equal(SETTINGS.receiptYears, 7)
})

const WORDS = { 'zh-CN': '店', 'zh-TW': '店', en: 'Shop', ja: '店', ko: '가게' }
const SELLER = {
  name: WORDS,
  representative: 'Minato Kadoya',
  address: 'Shinjuku, Tokyo',
  phone: '+81 3-0000-0142',
  email: 'help@example.com',
  hotline_hours: WORDS,
  invoice_number: null,
}

test('How tax is rounded is said by date alone, and whoever says it here is told where', () => {
  const file = (settings: object) => readOperator({ kind: 'operator', seller: SELLER, settings })
  assert.ok(file({ receipt_years: 10 }).ok)
  assert.ok(readOperator({ kind: 'operator', seller: SELLER }).ok)
  const told = file({ tax_rounding: 'down', receipt_years: 7 })
  assert.ok(!told.ok)
  assert.deepEqual(
    told.refusal.troubles.map(({ path, message }) => `${pathText(path)}: ${message}`),
    ['settings.tax_rounding: belongs to a dated entry of kind: money-rules'],
  )
})

test('Staff have a name and a role, never a password', () => {
  const file = (staff: object) => readStaff({ kind: 'staff', staff: [staff] })
  assert.ok(file({ name: 'lin', role: 'clerk', shop: 'shinjuku' }).ok)
  assert.equal(file({ name: 'lin', role: 'king' }).ok, false)
  const secret = { name: 'lin', role: 'clerk', shop: 'shinjuku', password: 'x' }
  assert.equal(file(secret).ok, false)
})

test('Who takes money works at a shop, others need none', () => {
  const troubles = (role: string) => {
    const read = readStaff({ kind: 'staff', staff: [{ name: 'lin', role }] })
    return read.ok ? [] : read.refusal.troubles.map(({ path }) => pathText(path))
  }
  for (const role of ['clerk', 'senior']) assert.deepEqual(troubles(role), ['staff[1].shop'])
  for (const role of ['agent', 'operator', 'auditor']) assert.deepEqual(troubles(role), [])
})

test('The hash of terms moves with any word in any language, and with nothing else', () => {
  const words = { 'zh-CN': '一', 'zh-TW': '二', en: 'three', ja: '四', ko: '오' }
  const reordered = { ko: '오', ja: '四', en: 'three', 'zh-TW': '二', 'zh-CN': '一' }
  const kind = 'service-terms' as Parameters<typeof hashOfTerms>[0]['kind']
  const terms = { kind, version: 1, title: words, text: words }
  const hashed = (over: object) => hashOfTerms({ ...terms, ...over }, (text) => text)
  assert.equal(hashed({ text: reordered }), hashed({}))
  assert.notEqual(hashed({ text: { ...words, ko: '육' } }), hashed({}))
  assert.notEqual(hashed({ version: 2 }), hashed({}))
})
