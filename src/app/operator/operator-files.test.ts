import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStaff, SETTINGS } from './operator-files.ts'
import { hashOfTerms } from './terms-files.ts'

test('Receipts are kept for the seven years of the law unless more is said', () => {
  assert.equal(SETTINGS.receiptYears, 7)
})

test('Staff have a name and a role, never a password', () => {
  const file = (staff: object) => readStaff({ kind: 'staff', staff: [staff] })
  assert.ok(file({ name: 'lin', role: 'clerk' }).ok)
  assert.equal(file({ name: 'lin', role: 'king' }).ok, false)
  assert.equal(file({ name: 'lin', role: 'clerk', password: 'x' }).ok, false)
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
