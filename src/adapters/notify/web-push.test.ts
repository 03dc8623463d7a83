/**
 * Web push against a local receiver that stands for push service and browser: it checks our
 * identity (RFC 8292) and decrypts what came (RFC 8188, RFC 8291) with code of its own.
 */
import assert from 'node:assert/strict'
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { describe, test } from 'node:test'
import { NotTaken, type PushMessage } from '../../app/notices/ports.ts'
import { createOutbound } from './outbound.ts'
import { openReceiver, type Heard, type Receiver } from './receiver.ts'
import { createPushSender, pushKeysFrom, PUSH_HOSTS } from './web-push.ts'

const MASTER_KEY = new Uint8Array(32).fill(7)
const keys = pushKeysFrom(MASTER_KEY)
const MESSAGE: PushMessage = {
  title: '流量用完了',
  body: '套餐「10 GB」已用完。',
  path: '/lines/x',
  tag: 'data x',
  urgent: true,
  keepSeconds: 3_600,
}

/** A browser's half of a subscription. */
function browser() {
  const curve = createECDH('prime256v1')
  const publicKey = curve.generateKeys()
  const auth = randomBytes(16)
  return { curve, publicKey, auth }
}

function senderTo({ origin }: Receiver) {
  return createPushSender({
    keys,
    subject: () => 'mailto:help@tabi.example',
    extraHosts: [new URL(origin).host],
    outbound: createOutbound({ privateAddresses: true }),
  })
}

function subscription(own: ReturnType<typeof browser>, { origin }: Receiver) {
  return {
    endpoint: `${origin}/push/1`,
    p256dh: own.publicKey.toString('base64url'),
    auth: own.auth.toString('base64url'),
  }
}

/** One record of `aes128gcm`: salt ‖ record size ‖ key id length ‖ sender's key ‖ ciphertext. */
function decrypt({ body }: Heard, own: ReturnType<typeof browser>): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const senderKey = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const shared = own.curve.computeSecret(senderKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.publicKey, senderKey])
  const input = Buffer.from(hkdfSync('sha256', shared, own.auth, info, 32))
  const derive = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', input, salt, `Content-Encoding: ${name}\0`, length))
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
}

/** The signed claims of `Authorization: vapid t=…, k=…`, checked against the key beside them. */
function claims({ headers }: Heard): { readonly aud: string; readonly sub: string } {
  const header = String(headers['authorization'])
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
  assert.equal(key, keys.publicKey)
  const [head, payload, signature] = (token ?? '').split('.')
  const point = Buffer.from(keys.publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature ?? '', 'base64url'),
  )
  assert.ok(signed, 'the claims are signed by the key that browsers subscribed to')
  return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'))
}

describe('web push', () => {
  test('reaches the browser encrypted to it, under our name', async () => {
    await using receiver = await openReceiver()
    const own = browser()
    assert.equal(await senderTo(receiver).send(subscription(own, receiver), MESSAGE), 'sent')
    const [heard] = receiver.heard
    assert.ok(heard !== undefined)
    const { title, body, path, tag } = MESSAGE
    assert.deepEqual(JSON.parse(decrypt(heard, own)), { title, body, path, tag })
    assert.ok(!heard.body.includes('流量'), 'the push service reads nothing')
    assert.equal(heard.headers['ttl'], '3600')
    assert.equal(heard.headers['urgency'], 'high')
    assert.equal(heard.headers['content-encoding'], 'aes128gcm')
    const { aud, sub } = claims(heard)
    assert.deepEqual([aud, sub], [receiver.origin, 'mailto:help@tabi.example'])
  })

  test('tells a subscription that is over from a service that is busy', async () => {
    await using receiver = await openReceiver()
    const send = () => senderTo(receiver).send(subscription(browser(), receiver), MESSAGE)
    for (const status of [404, 410]) {
      receiver.answerWith(status)
      assert.equal(await send(), 'gone')
    }
    for (const status of [302, 401, 413, 429, 500, 503]) {
      receiver.answerWith(status, { Location: `${receiver.origin}/other` })
      await assert.rejects(send(), NotTaken)
    }
    assert.ok(receiver.heard.every(({ path }) => path === '/push/1'))
  })

  test('speaks only to push services that are known', async () => {
    await using receiver = await openReceiver()
    const outbound = createOutbound({ privateAddresses: false })
    const subject = () => 'mailto:help@tabi.example'
    const sender = createPushSender({ keys, subject, extraHosts: [], outbound })
    assert.equal(await sender.send(subscription(browser(), receiver), MESSAGE), 'gone')
    assert.equal(receiver.heard.length, 0)
    const known = [
      `https://${PUSH_HOSTS[0]}/fcm/send/x`,
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://wns2-par02p.notify.windows.com/w/?token=x',
      'https://web.push.apple.com/x',
    ]
    for (const endpoint of known) assert.ok(sender.accepts(endpoint), endpoint)
    const strange = [
      'https://evil.example/fcm.googleapis.com',
      'https://fcm.googleapis.com.evil.example/',
      'https://fcm.googleapis.com@evil.example/',
      'https://fcm.googleapis.com:8443/x',
      'https://evilpush.apple.com/',
      'not a url',
    ]
    for (const endpoint of strange) assert.ok(!sender.accepts(endpoint), endpoint)
  })

  test('keeps one identity for one master key, on the curve', () => {
    assert.deepEqual(pushKeysFrom(MASTER_KEY), keys)
    assert.notEqual(pushKeysFrom(new Uint8Array(32).fill(8)).publicKey, keys.publicKey)
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(Buffer.from(keys.privateKey, 'base64url'))
    assert.equal(curve.getPublicKey('base64url'), keys.publicKey)
  })
})
