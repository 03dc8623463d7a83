import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../domain/basics/data-volume.ts'
import { instant } from '../../domain/basics/time.ts'
import { captiveDocument } from './document.ts'

const PORTAL = 'https://renew.example.jp'
const asOf = instant('2027-03-10T12:00:00.250+09:00')
const PAGES = {
  'user-portal-url': 'https://renew.example.jp/',
  'venue-info-url': 'https://renew.example.jp/help',
}

test('A stranger is told where the portal is, and nothing of any line', () => {
  assert.deepEqual(captiveDocument(null, PORTAL), { captive: false, ...PAGES })
})

test('Of a connection that is shut in nothing remains, and the portal sells more', () => {
  const view = { asOf, captivity: { captive: true }, canExtend: true } as const
  assert.deepEqual(captiveDocument(view, PORTAL), {
    captive: true,
    ...PAGES,
    'can-extend-session': true,
  })
})

test('What remains is told in whole numbers that are really there', () => {
  const until = instant('2027-03-10T12:01:00+09:00')
  const captivity = { captive: false, until, bytesLeft: bytes(123_456_789n) } as const
  assert.deepEqual(captiveDocument({ asOf, captivity, canExtend: false }, PORTAL), {
    captive: false,
    ...PAGES,
    'can-extend-session': false,
    'seconds-remaining': 59,
    'bytes-remaining': 123_456_789,
  })
})

test('What has no end is not told, and what no number of JSON holds is told as less', () => {
  const open = { captive: false, until: null, bytesLeft: null } as const
  assert.deepEqual(captiveDocument({ asOf, captivity: open, canExtend: true }, PORTAL), {
    captive: false,
    ...PAGES,
    'can-extend-session': true,
  })
  const huge = { captive: false, until: null, bytesLeft: bytes(1n << 60n) } as const
  const told = captiveDocument({ asOf, captivity: huge, canExtend: true }, PORTAL)
  assert.equal(told['bytes-remaining'], Number.MAX_SAFE_INTEGER)
})
