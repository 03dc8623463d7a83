import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { BadSetting, readConfig } from './config.ts'
import { MASTER_KEY_BYTES } from './app/vault.ts'

const root = join(import.meta.dirname, '..')
const KEY = new Uint8Array(MASTER_KEY_BYTES).fill(7).toBase64()
const LIVE = {
  TSUZUKI_MODE: 'live',
  TSUZUKI_MASTER_KEY: KEY,
  TSUZUKI_PORTAL_URL: 'https://renew.example.jp/',
  STRIPE_SECRET_KEY: 'sk_live_example',
  STRIPE_WEBHOOK_SECRET: 'whsec_example',
  SMTP_URL: 'smtps://user:secret@mail.example.jp',
  MAIL_FROM: 'Tabi <renew@example.jp>',
}

test('Nothing set is a sandbox on loopback with the ports of the reference', () => {
  const config = readConfig({})
  assert.equal(config.mode, 'sandbox')
  assert.equal(config.host, '127.0.0.1')
  assert.deepEqual(
    [
      config.port,
      config.operationsPort,
      config.providerPort,
      config.radius.accountingPort,
      config.radius.authPort,
    ],
    [8080, 9090, 8082, 1813, 1812],
  )
  assert.equal(config.interimSeconds, 600)
  assert.equal(config.radius.clients[0]?.name, 'sandbox-nas')
})

test('With a port of its own, an instance takes free ones for the rest', () => {
  const config = readConfig({ PORT: '8181', OPERATIONS_PORT: '9191' })
  assert.deepEqual(
    [
      config.port,
      config.operationsPort,
      config.providerPort,
      config.radius.accountingPort,
      config.radius.authPort,
    ],
    [8181, 9191, 0, 0, 0],
  )
})

test('Live mode is read whole, and has no demonstration network', () => {
  const config = readConfig({ ...LIVE, TRUSTED_PROXIES: ' 10.0.0.0/8, ,::1/128 ' })
  assert.equal(config.portalUrl, 'https://renew.example.jp')
  assert.equal(config.masterKey?.length, MASTER_KEY_BYTES)
  assert.deepEqual(config.trustedProxies, ['10.0.0.0/8', '::1/128'])
  assert.deepEqual(config.radius.clients, [])
})

test('The directory is signed by a key of its own where one is given', () => {
  assert.deepEqual(readConfig({}).directoryKey, { seed: null, former: null })
  const given = { DIRECTORY_KEY: KEY, DIRECTORY_KEY_FORMER: `${KEY} 2027-04-01` }
  const { seed, former } = readConfig(given).directoryKey
  assert.equal(seed?.toBase64(), KEY)
  assert.equal(former?.publicKey, KEY)
  assert.equal(former?.until.toString(), '2027-03-31T15:00:00Z')
})

test('RADIUS clients are listed with their addresses and secrets', () => {
  const { clients } = readConfig({
    RADIUS_CLIENTS:
      'pgw-1 10.1.0.0/16,10.2.0.1 s3cret require-message-authenticator; pgw-2 ::1 other; ' +
      'wlan 10.3.0.1 third dialect=mikrotik coa-port=1700; mute 10.3.0.2 fourth coa-port=none',
  }).radius
  const usual = { requireMessageAuthenticator: false, dialect: 'none', coaPort: 3799 }
  assert.deepEqual(clients, [
    {
      ...usual,
      name: 'pgw-1',
      addresses: ['10.1.0.0/16', '10.2.0.1'],
      secret: 's3cret',
      requireMessageAuthenticator: true,
    },
    { ...usual, name: 'pgw-2', addresses: ['::1'], secret: 'other' },
    {
      ...usual,
      name: 'wlan',
      addresses: ['10.3.0.1'],
      secret: 'third',
      dialect: 'mikrotik',
      coaPort: 1700,
    },
    { ...usual, name: 'mute', addresses: ['10.3.0.2'], secret: 'fourth', coaPort: null },
  ])
})

suite('A bad setting stops the start and is named', () => {
  const without = (name: keyof typeof LIVE) => ({ ...LIVE, [name]: undefined })
  const bad: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
    ['TSUZUKI_MODE', { TSUZUKI_MODE: 'production' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: 'http' }],
    ['OPERATIONS_PORT', { OPERATIONS_PORT: '-1' }],
    ['SANDBOX_PROVIDER_PORT', { SANDBOX_PROVIDER_PORT: '8082.5' }],
    ['RADIUS_ACCOUNTING_PORT', { RADIUS_ACCOUNTING_PORT: '0x10' }],
    ['RADIUS_CLIENTS', { RADIUS_CLIENTS: 'pgw-1 10.0.0.1' }],
    ['RADIUS_CLIENTS', { RADIUS_CLIENTS: 'pgw-1 10.0.0.1 s3cret strict' }],
    ['RADIUS_CLIENTS', { RADIUS_CLIENTS: 'pgw-1 10.0.0.1 s3cret dialect=klingon' }],
    ['RADIUS_CLIENTS', { RADIUS_CLIENTS: 'pgw-1 10.0.0.1 s3cret coa-port=0' }],
    ['DIAMETER_PORT', { DIAMETER_PORT: '65536' }],
    ['DIAMETER_IDENTITY', { DIAMETER_IDENTITY: 'ocs' }],
    ['DIAMETER_REALM', { DIAMETER_REALM: 'example jp' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp 10.0.0.1 final=never' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp 10.0.0.1 final=redirect:portal' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp 10.0.0.1 speed=fast' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp 10.0.0.1 connect=10.0.0.1' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: '*.example.jp 10.0.0.1 connect=10.0.0.1:3868' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp 10.0.0.1 strict' }],
    ['DIAMETER_PEERS', { DIAMETER_PEERS: 'pgw.example.jp 10.0.0.1 relay=no' }],
    ['DIAMETER_QUOTA_HOLDING_SECONDS', { DIAMETER_QUOTA_HOLDING_SECONDS: 'long' }],
    ['DIAMETER_TLS_KEY', { DIAMETER_TLS_CERT: 'cert.pem' }],
    ['DIAMETER_TLS_CERT', { DIAMETER_TLS_KEY: 'key.pem' }],
    ['RADIUS_AUTH_PORT', { RADIUS_AUTH_PORT: '65536' }],
    ['RADIUS_IDLE_SECONDS', { RADIUS_IDLE_SECONDS: 'soon' }],
    ['RADIUS_POLICY_PREFIX', { RADIUS_POLICY_PREFIX: 'a b' }],
    ['RADIUS_CLIENTS', { ...LIVE, RADIUS_CLIENTS: 'pgw-1 10.0.0.1 testing123' }],
    ['TSUZUKI_PORTAL_URL', { TSUZUKI_PORTAL_URL: 'renew' }],
    ['TSUZUKI_PORTAL_URL', { ...LIVE, TSUZUKI_PORTAL_URL: 'http://renew.example.jp' }],
    ['TSUZUKI_PORTAL_URL', without('TSUZUKI_PORTAL_URL')],
    ['DATABASE_URL', { DATABASE_URL: 'localhost' }],
    ['TSUZUKI_MASTER_KEY', { TSUZUKI_MASTER_KEY: 'short' }],
    ['TSUZUKI_MASTER_KEY', { TSUZUKI_MASTER_KEY: KEY, TSUZUKI_KEY_FILE: 'ring.json' }],
    ['TSUZUKI_MASTER_KEY', { TSUZUKI_MASTER_KEY: '!'.repeat(44) }],
    ['TSUZUKI_MASTER_KEY', without('TSUZUKI_MASTER_KEY')],
    ['STRIPE_SECRET_KEY', { ...LIVE, STRIPE_SECRET_KEY: 'pk_live_public' }],
    ['STRIPE_SECRET_KEY', { ...LIVE, TSUZUKI_MODE: 'sandbox' }],
    ['STRIPE_SECRET_KEY', { ...LIVE, STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' }],
    ['DIRECTORY_KEY', { DIRECTORY_KEY: 'c2hvcnQ=' }],
    ['DIRECTORY_KEY_FORMER', { DIRECTORY_KEY_FORMER: KEY }],
    ['DIRECTORY_KEY_FORMER', { DIRECTORY_KEY_FORMER: `${KEY} soon` }],
    ['DIRECTORY_KEY_FORMER', { DIRECTORY_KEY_FORMER: 'c2hvcnQ= 2027-04-01' }],
    ['STRIPE_WEBHOOK_SECRET', without('STRIPE_WEBHOOK_SECRET')],
    ['SMTP_URL', { SMTP_URL: 'https://mail.example.jp' }],
    ['SMTP_URL', without('SMTP_URL')],
    ['MAIL_FROM', without('MAIL_FROM')],
    ['TSUZUKI_WEBHOOKS', { TSUZUKI_WEBHOOKS: 'https://ops.example.jp/events' }],
    ['TSUZUKI_WEBHOOKS', { TSUZUKI_WEBHOOKS: 'https://ops.example.jp/events whsec_short' }],
    ['TSUZUKI_WEBHOOKS', { TSUZUKI_WEBHOOKS: `ops whsec_${'A'.repeat(32)}` }],
    ['TSUZUKI_WEBHOOK_PRIVATE', { TSUZUKI_WEBHOOK_PRIVATE: 'true' }],
    ['SMS_URL', { SMS_URL: 'gateway' }],
    ['SMS_TOKEN', { SMS_URL: 'https://sms.example.jp', SMS_FROM: '00051234' }],
    ['SMS_FROM', { SMS_URL: 'https://sms.example.jp', SMS_TOKEN: 'word', SMS_FROM: 'Tabi' }],
    ['VAPID_SUBJECT', { VAPID_SUBJECT: 'help@tabi.example' }],
    ['VAPID_PUBLIC_KEY', { VAPID_PRIVATE_KEY: 'A'.repeat(43) }],
    ['VAPID_PRIVATE_KEY', { VAPID_PUBLIC_KEY: 'A'.repeat(87) }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['TSUZUKI_INTERIM_SECONDS', { TSUZUKI_INTERIM_SECONDS: 'ten' }],
    ['TSUZUKI_SANDBOX_PUBLIC', { TSUZUKI_SANDBOX_PUBLIC: 'true' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ]
  for (const [name, environment] of bad) {
    test(`${name} of ${JSON.stringify(environment)}`, () => {
      assert.throws(
        () => readConfig(environment),
        (fault) => fault instanceof BadSetting && fault.message.startsWith(`${name} must be `),
      )
    })
  }

  test('A sandbox may be reached from elsewhere when that is asked for', () => {
    assert.equal(readConfig({ HOST: '0.0.0.0', TSUZUKI_SANDBOX_PUBLIC: 'yes' }).host, '0.0.0.0')
  })
})

test('Every setting is described in the reference, and nothing else is', () => {
  const code = readdirSync(join(root, 'src'))
    .filter((name) => /^config(?:-[a-z]+)?\.ts$/.test(name))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    .join('\n')
  const reference = readFileSync(join(root, 'docs/reference/settings.md'), 'utf8')
  const named = (text: string, pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map((found) => found[1]))].toSorted()
  const plain = named(code, /(?:\(env, |env\[)'([A-Z0-9_]+)'/g)
  // Each wholesaler has its own, under its name.
  const ofNames = named(code, /(?:setting|needed)\('([A-Z0-9_]+)'\)/g)
  const read = [...plain, ...ofNames.map((name) => `WHOLESALE_NAME_${name}`)].toSorted()
  assert.ok(read.length > 15)
  assert.deepEqual(named(reference, /^\| `([A-Z0-9_]+)`/gm), read)
})
