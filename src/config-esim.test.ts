import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALLBACK_TOKEN_LENGTH_MIN, esim } from './config-esim.ts'
import { BadSetting, type Environment } from './config-reading.ts'

const read = (env: Environment, mode: 'sandbox' | 'live' = 'live') =>
  esim(env, { mode, other: (port) => port })
const SERVER = {
  ES2PLUS_URL: 'https://es2.example.com/',
  ES2PLUS_REQUESTER: 'desk',
  ES2PLUS_TOKEN: 'word',
}
const CALLBACK = {
  ES2PLUS_CALLBACK_CERTIFICATE: 'our.pem',
  ES2PLUS_CALLBACK_KEY: 'our.key',
  ES2PLUS_CALLBACK_CA: 'their.pem',
}

test('Without settings no profile is ordered, and nobody tells of any', () => {
  const { server, callbackTokens, callbackTls } = read({})
  assert.deepEqual([server, callbackTokens, callbackTls], [null, [], null])
})

test('The SM-DP+ is reached by token, certificate or both, and named in codes', () => {
  const { server } = read(SERVER)
  assert.equal(server?.smdp, 'es2.example.com')
  assert.equal(server?.url, 'https://es2.example.com')
  const other = { ...SERVER, ES2PLUS_TOKEN: '', ES2PLUS_SMDP_ADDRESS: 'smdp.example.com' }
  const files = { ES2PLUS_CERTIFICATE: 'our.pem', ES2PLUS_KEY: 'our.key' }
  const certified = read({ ...other, ...files }).server
  assert.equal(certified?.smdp, 'smdp.example.com')
  assert.deepEqual(certified?.certificate, { certificateFile: 'our.pem', keyFile: 'our.key' })
})

test('A listener of its own wants all three files', () => {
  assert.equal(read(CALLBACK).callbackTls?.authorityFile, 'their.pem')
})

test('A bad setting is named', () => {
  const short = 'x'.repeat(CALLBACK_TOKEN_LENGTH_MIN - 1)
  for (const [setting, env] of [
    ['ES2PLUS_URL', { ...SERVER, ES2PLUS_URL: 'http://es2.example.com' }],
    ['ES2PLUS_REQUESTER', { ...SERVER, ES2PLUS_REQUESTER: '' }],
    ['ES2PLUS_TOKEN', { ...SERVER, ES2PLUS_TOKEN: '' }],
    ['ES2PLUS_KEY', { ...SERVER, ES2PLUS_CERTIFICATE: 'our.pem' }],
    ['ES2PLUS_SMDP_ADDRESS', { ...SERVER, ES2PLUS_SMDP_ADDRESS: 'here' }],
    ['ES2PLUS_CALLBACK_TOKENS', { ES2PLUS_CALLBACK_TOKENS: short }],
    ['ES2PLUS_CALLBACK_CA', { ...CALLBACK, ES2PLUS_CALLBACK_CA: '' }],
  ] as const) {
    assert.throws(
      () => read(env),
      (fault) => fault instanceof BadSetting && fault.message.startsWith(setting),
      setting,
    )
  }
  assert.throws(() => read(SERVER, 'sandbox'), /^BadSetting: ES2PLUS_URL/)
})
