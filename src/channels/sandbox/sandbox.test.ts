import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fastify, { type InjectOptions } from 'fastify'
import { instant, isBefore, type Instant } from '../../domain/basics/time.ts'
import { MOVE_DAYS_MAX } from './moving.ts'
import type { CaughtMail, SandboxPorts } from './ports.ts'
import { BODY_BYTES_MAX, sandboxRoutes } from './routes.ts'

const START = instant('2026-04-01T03:00:00.123456Z')
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const HOSTILE = '<img src=x onerror=alert(1)>'

function mail(recipient: string, subject: string): CaughtMail {
  return { id: subject, at: START, recipient, language: 'ja', subject, body: `${HOSTILE}\n482913` }
}

function open(given: Partial<SandboxPorts> = {}) {
  let now = START
  const seen: Instant[] = []
  const mails = [mail('b@example.jp', HOSTILE), mail('a@example.jp', 'first')]
  const app = fastify()
  const ports: SandboxPorts = {
    clock: {
      now: () => now,
      async moveTo(at) {
        if (isBefore(now, at)) now = at
        return now
      },
    },
    mails: async (to) => mails.filter((one) => to === null || one.recipient === to),
    world: async () => ({
      lines: [
        { iccid: '8981100000000000001', activationCode: '1234567890', story: HOSTILE },
        { iccid: '8981100000000000002', story: { en: 'Ends tomorrow', ja: '明日まで' } },
      ],
      accounts: [{ email: 'mei@example.jp' }],
      staff: [{ name: 'sato', role: 'clerk', password: 'counter-1', oneTimeCode: '654321' }],
      testCards: [{ number: '4242 4242 4242 4242', name: 'approve' }],
      bytes: 5n,
    }),
    phone: null,
    hosts: ['demo.example.jp:8080'],
    token: null,
    onMoved: async () => void seen.push(now),
    ...given,
  }
  void app.register(sandboxRoutes(ports))
  const ask = (asked: InjectOptions) =>
    app.inject({ ...asked, headers: { host: 'localhost:8080', ...asked.headers } })
  return { ask, seen }
}

suite('The pages of the sandbox', () => {
  test('The first page tells lines, accounts and test cards, and runs nothing', async () => {
    const { ask } = open()
    const answer = await ask({ url: '/sandbox', headers: { accept: 'text/html' } })
    assert.equal(answer.statusCode, 200)
    for (const told of [
      '8981100000000000001',
      '1234567890',
      'Ends tomorrow',
      'mei@',
      'counter-1',
      '654321',
      '4242 42',
    ]) {
      assert.ok(answer.body.includes(told), told)
    }
    assert.ok(!answer.body.includes(HOSTILE))
    assert.ok(!answer.body.includes('<script'))
    const policy = String(answer.headers['content-security-policy'])
    assert.match(policy, /default-src 'none'; style-src 'sha256-/)
    assert.equal(answer.headers['referrer-policy'], 'same-origin')
  })

  test('The world is given whole', async () => {
    const answer = await open().ask({ url: '/sandbox/world.json' })
    assert.equal(answer.json().bytes, '5')
    assert.equal(answer.json().lines.length, 2)
  })

  test('Mail is shown as a page, escaped, or as JSON, and filtered by its reader', async () => {
    const { ask } = open()
    const page = await ask({ url: '/sandbox/mail', headers: { accept: 'text/html' } })
    assert.ok(page.body.includes('first') && !page.body.includes(HOSTILE))
    const all = await ask({ url: '/sandbox/mail', headers: { accept: 'application/json' } })
    assert.deepEqual(
      all.json().mails.map((one: { to: string }) => one.to),
      ['b@example.jp', 'a@example.jp'],
    )
    const url = '/sandbox/mail?to=a%40example.jp'
    const one = await ask({ url, headers: { accept: 'application/json' } })
    assert.equal(one.json().mails.length, 1)
    assert.equal(one.json().mails[0].subject, 'first')
    assert.ok(one.json().mails[0].text.includes('482913'))
  })
})

suite('The clock of the sandbox', () => {
  test('It is told, and moves forward to an instant', async () => {
    const { ask, seen } = open()
    const before = await ask({ url: '/sandbox/clock' })
    assert.deepEqual(before.json(), { now: START.toString() })
    const payload = { now: '2026-05-01T00:00:00+09:00' }
    const moved = await ask({ method: 'PUT', url: '/sandbox/clock', payload })
    assert.deepEqual(moved.json(), { now: '2026-04-30T15:00:00Z' })
    assert.equal(seen.length, 1)
  })

  test('It moves by a duration, months being those of Japan', async () => {
    const { ask } = open()
    const advance = async (duration: string) => {
      const url = '/sandbox/clock/advance'
      return (await ask({ method: 'POST', url, payload: { duration } })).json().now
    }
    assert.equal(await advance('PT1H'), '2026-04-01T04:00:00.123456Z')
    assert.equal(await advance('P1M'), '2026-05-01T04:00:00.123456Z')
  })

  test('A form moves it too and leads back to the page', async () => {
    const { ask, seen } = open()
    const advanced = await ask({
      method: 'POST',
      url: '/sandbox/clock/advance',
      headers: { ...FORM, origin: 'http://localhost:8080' },
      payload: 'duration=P1D',
    })
    assert.equal(advanced.statusCode, 303)
    assert.equal(advanced.headers.location, '/sandbox#clock')
    const form = { method: 'POST', url: '/sandbox/clock', headers: FORM } as const
    const moved = await ask({ ...form, payload: 'now=2026-04-03T00%3A00' })
    assert.equal(moved.statusCode, 303)
    assert.equal(seen.at(-1)?.toString(), '2026-04-02T15:00:00Z')
    const back = await ask({ ...form, payload: 'now=2026-04-01T00%3A00' })
    assert.equal(back.statusCode, 422)
    assert.ok(back.body.includes('moves forward only'))
  })

  for (const [title, method, url, payload, code] of [
    ['backwards', 'PUT', '', { now: '2026-03-31T00:00:00Z' }, 'only_forward'],
    ['to this very instant', 'PUT', '', { now: START.toString() }, 'only_forward'],
    ['to no instant', 'PUT', '', { now: 'tomorrow' }, 'instant_unreadable'],
    ['to nothing', 'PUT', '', {}, 'instant_unreadable'],
    ['to a number', 'PUT', '', { now: 5 }, 'instant_unreadable'],
    ['by a negative duration', 'POST', '/advance', { duration: '-PT1H' }, 'only_forward'],
    ['by no time', 'POST', '/advance', { duration: 'PT0S' }, 'only_forward'],
    ['by no duration', 'POST', '/advance', { duration: 'an hour' }, 'duration_unreadable'],
    ['too far', 'POST', '/advance', { duration: `P${MOVE_DAYS_MAX + 1}D` }, 'too_far'],
    ['beyond all time', 'POST', '/advance', { duration: 'P999999Y' }, 'too_far'],
  ] as const) {
    test(`It does not move ${title}, and says why`, async () => {
      const { ask, seen } = open()
      const answer = await ask({ method, url: `/sandbox/clock${url}`, payload })
      assert.equal(answer.statusCode, 422)
      assert.equal(answer.json().code, code)
      assert.equal(answer.json().now, START.toString())
      assert.equal(seen.length, 0)
    })
  }

  test('It moves as far as one move goes', async () => {
    const payload = { duration: `P${MOVE_DAYS_MAX}D` }
    const answer = await open().ask({ method: 'POST', url: '/sandbox/clock/advance', payload })
    assert.equal(answer.statusCode, 200)
  })

  test('A body larger than a clock needs is refused', async () => {
    const payload = { now: ' '.repeat(BODY_BYTES_MAX) }
    const answer = await open().ask({ method: 'PUT', url: '/sandbox/clock', payload })
    assert.equal(answer.statusCode, 413)
  })
})

suite('The guard of the sandbox', () => {
  const move = (headers: Record<string, string>) =>
    ({
      method: 'POST',
      url: '/sandbox/clock/advance',
      payload: { duration: 'PT1H' },
      headers,
    }) as const

  for (const host of ['localhost', '127.0.0.1:8080', '[::1]:80', 'demo.example.jp:9']) {
    test(`It answers as ${host}`, async () => {
      assert.equal((await open().ask(move({ host }))).statusCode, 200)
    })
  }

  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil', 'a@localhost']) {
    test(`It does not answer as "${host}"`, async () => {
      const answer = await open().ask({ url: '/sandbox/world.json', headers: { host } })
      assert.equal(answer.statusCode, 403)
      assert.equal(answer.json().code, 'host_unknown')
    })
  }

  test('Only its own pages may ask', async () => {
    const { ask, seen } = open()
    for (const foreign of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:9999' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await ask(move(foreign))
      assert.equal(answer.json().code, 'origin_foreign')
    }
    assert.equal(seen.length, 0)
    const own = { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }
    assert.equal((await ask(move(own))).statusCode, 200)
    const link = { 'sec-fetch-site': 'cross-site', accept: 'text/html' }
    assert.equal((await ask({ url: '/sandbox', headers: link })).statusCode, 200)
  })

  test('A token is asked for, exchanged for a cookie, and taken out of the address', async () => {
    const { ask } = open({ token: 'c0ffee' })
    const without = await ask({ url: '/sandbox', headers: { accept: 'text/html' } })
    assert.equal(without.statusCode, 403)
    assert.ok(!without.body.includes('8981'))
    assert.equal((await ask({ url: '/sandbox/mail?token=c0ffed' })).json().code, 'token_needed')
    assert.equal((await ask({ url: '/sandbox/clock?token=c0ffee' })).statusCode, 200)
    const url = '/sandbox/mail?to=a%40example.jp&token=c0ffee'
    const first = await ask({ url, headers: { accept: 'text/html' } })
    assert.equal(first.statusCode, 303)
    assert.equal(first.headers.location, '/sandbox/mail?to=a%40example.jp')
    const cookie = String(first.headers['set-cookie'])
    assert.match(cookie, /HttpOnly; SameSite=Lax/)
    const headers = { cookie: `other=1; ${cookie.split(';')[0]}` }
    assert.equal((await ask({ url: '/sandbox', headers })).statusCode, 200)
  })
})
