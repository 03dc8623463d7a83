import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { nchf, TOKEN_LENGTH_MIN } from './config-nchf.ts'
import { BadSetting, type Environment } from './config-reading.ts'

const read = (env: Environment, mode: 'sandbox' | 'live' = 'live') =>
  nchf(env, { mode, other: (port) => port })
const TOKEN = 'x'.repeat(TOKEN_LENGTH_MIN)

suite('The settings of Nchf', () => {
  test('let a sandbox speak with loopback, and a live desk with nobody', () => {
    const sandbox = read({}, 'sandbox')
    assert.deepEqual([sandbox.host, sandbox.plain], ['127.0.0.1', { port: 8081 }])
    assert.deepEqual(sandbox.peers, ['127.0.0.0/8', '::1/128'])
    assert.deepEqual(sandbox.notifyHosts, sandbox.peers)
    const live = read({})
    assert.deepEqual([live.peers, live.notifyHosts, live.secure], [[], [], null])
    assert.deepEqual(live.finalUnits, { action: 'redirect', url: null })
  })

  test('open it beyond loopback only where somebody is listed', () => {
    assert.equal(read({ NCHF_PEERS: '10.0.0.0/8' }).host, '0.0.0.0')
    assert.equal(read({ NCHF_HOST: '10.0.0.1', NCHF_TOKENS: `smf ${TOKEN}` }).host, '10.0.0.1')
    assert.throws(() => read({ NCHF_HOST: '10.0.0.1' }), BadSetting)
  })

  test('read tokens, certificates and what follows the last grant', () => {
    const { tokens } = read({ NCHF_TOKENS: `smf-1 ${TOKEN}; smf-2 ${TOKEN}y` })
    assert.deepEqual(tokens[1], { name: 'smf-2', token: `${TOKEN}y` })
    const secure = read({ NCHF_TLS_CERT: 'c', NCHF_TLS_KEY: 'k', NCHF_PLAIN: 'no' })
    assert.deepEqual(secure.secure, { port: 8443, key: 'k', cert: 'c', ca: null })
    assert.equal(secure.plain, null)
    const final = (told: string) => read({ NCHF_FINAL_UNITS: told }).finalUnits
    assert.deepEqual(final('terminate'), { action: 'terminate' })
    assert.deepEqual(final('restrict portal'), { action: 'restrict', filterId: 'portal' })
    assert.deepEqual(final('redirect https://a.example/'), {
      action: 'redirect',
      url: 'https://a.example',
    })
  })

  test('name a full rate unless it is 0', () => {
    const rate = (NCHF_FULL_RATE_KBPS: string) => read({ NCHF_FULL_RATE_KBPS }).fullKbps
    assert.deepEqual([rate(''), rate('150000'), rate('0')], [1_000_000, 150_000, null])
  })

  test('name the one that is wrong', () => {
    const wrong: readonly Environment[] = [
      { NCHF_TOKENS: `smf ${TOKEN.slice(1)}` },
      { NCHF_TOKENS: `smf ${TOKEN} more` },
      { NCHF_PLAIN: 'no' },
      { NCHF_TLS_CERT: 'c' },
      { NCHF_TLS_CA: 'c', NCHF_TLS_KEY: 'k' },
      { NCHF_PATH: 'nchf' },
      { NCHF_FULL_RATE_KBPS: '1 Gbps' },
      { NCHF_FINAL_UNITS: 'restrict' },
      { NCHF_FINAL_UNITS: 'redirect nowhere' },
      { NCHF_FINAL_UNITS: 'terminate now' },
    ]
    for (const env of wrong) {
      const [setting = ''] = Object.keys(env)
      assert.throws(() => read(env), BadSetting, setting)
    }
  })
})
