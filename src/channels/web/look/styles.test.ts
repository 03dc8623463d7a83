import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { STYLES } from './styles.ts'

const STYLES_BYTES_MAX = 4_608

test('the sheet of the portal stays small', (t) => {
  const size = brotliCompressSync(STYLES).byteLength
  t.diagnostic(`style sheet ${size} B brotli`)
  assert.ok(size <= STYLES_BYTES_MAX)
})
