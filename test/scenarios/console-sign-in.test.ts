/** Coming in at the staff console, as a browser without scripts does it. */
import { LIMITS } from '../../src/app/limits/table.ts'
import { addressCaller } from '../../src/channels/address.ts'
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { IDLE_LOCK_MINUTES, STAFF_TRIES_MAX } from '../../src/domain/staff/staff.ts'
import { openConsole, PASSWORD, type ConsoleWorld } from './console-world.ts'

const SIGN_IN = '/staff/sign-in'
const ACCOUNT = '/staff/account'
const IDLE_SECONDS = IDLE_LOCK_MINUTES * 60

suite('Coming in at the console', () => {
  let world: ConsoleWorld

  before(async () => {
    world = await openConsole()
    await world.addTill('front')
    await world.addTill('back')
    await world.hire('sato', 'senior')
    await world.hire('lin', 'clerk', { isSetUp: false })
    await world.hire('mori', 'clerk')
  })
  after(() => world.close())

  test('A page asked for without a sign-in leads there and back', async () => {
    const browser = world.browser({ 'accept-language': 'en' })
    const asked = await browser.get(ACCOUNT)
    assert.equal(asked.to, `${SIGN_IN}?back=%2Fstaff%2Faccount`)
    await browser.get(asked.to ?? '')
    const fields = { name: 'sato', password: PASSWORD, code: world.freshCode(), back: ACCOUNT }
    const signedIn = await browser.post(SIGN_IN, fields)
    assert.equal(signedIn.to, ACCOUNT)
    assert.match((await browser.get(ACCOUNT)).body, /Your account/)
  })

  test('The cookie of a sign-in is for the console alone and never crosses sites', async () => {
    const browser = world.browser()
    await browser.get(SIGN_IN)
    const fields = { name: 'sato', password: PASSWORD, code: world.freshCode() }
    const { headers } = await browser.post(SIGN_IN, fields)
    const [cookie = ''] = [headers['set-cookie']].flat().map(String)
    for (const part of ['staff-sign-in=', 'Path=/staff', 'HttpOnly', 'SameSite=Strict', 'Secure']) {
      assert.ok(cookie.includes(part), `${part} in ${cookie}`)
    }
  })

  test('Pages are kept nowhere, framed nowhere and run only our own script', async () => {
    const { headers } = await world.browser().get(SIGN_IN)
    assert.equal(headers['cache-control'], 'no-store')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /script-src 'self'/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe/)
  })

  test('Every wrong thing gets one answer, and what was wrong is not told', async () => {
    const told = async (fields: Readonly<Record<string, string>>) => {
      const browser = world.browser({ 'accept-language': 'en' })
      await browser.get(SIGN_IN)
      const { status, body } = await browser.post(SIGN_IN, fields)
      assert.equal(status, 422)
      return /<div class="notice".*?<\/div>/s.exec(body)?.[0]
    }
    const code = world.freshCode()
    const answers = [
      await told({ name: 'nobody', password: PASSWORD, code }),
      await told({ name: 'mori', password: 'wrong', code }),
      await told({ name: 'mori', password: PASSWORD, code: '000000' }),
      await told({ name: 'mori', password: PASSWORD, code: '' }),
    ]
    assert.equal(new Set(answers).size, 1)
    assert.match(answers[0] ?? '', /pause of 15 minutes/)
    for (let wrong = 3; wrong < STAFF_TRIES_MAX; wrong += 1) {
      await told({ name: 'mori', password: 'wrong', code })
    }
    const locked = await told({ name: 'mori', password: PASSWORD, code: world.freshCode() })
    assert.equal(locked, answers[0])
  })

  test('A form from elsewhere or without its seal is refused', async () => {
    const browser = world.browser()
    await browser.get(SIGN_IN)
    const code = world.freshCode()
    const fields = { name: 'sato', password: PASSWORD, code, csrf: 'guessed' }
    assert.equal((await browser.post(SIGN_IN, fields)).status, 422)
    assert.equal(browser.cookie('staff-sign-in'), null)
  })

  test('The first sign-in sets up one-time codes before anything else', async () => {
    const browser = world.browser({ 'accept-language': 'en' })
    await browser.get(SIGN_IN)
    const first = await browser.post(SIGN_IN, { name: 'lin', password: PASSWORD, code: '' })
    assert.equal(first.to, '/staff/one-time-code')
    assert.equal((await browser.get(ACCOUNT)).to, '/staff/one-time-code')
    const page = await browser.get('/staff/one-time-code')
    assert.match(page.body, /<svg class="qr"/)
    const secret = /class="id">([A-Z2-7\u200b]+)</.exec(page.body)?.[1]?.replaceAll('\u200b', '')
    assert.ok(secret !== undefined)
    const wrong = await browser.post('/staff/one-time-code', { code: '000000' })
    assert.equal(wrong.status, 422)
    assert.ok(wrong.body.replaceAll('\u200b', '').includes(secret), 'the same secret is shown')
    const done = await browser.post('/staff/one-time-code', { code: world.freshCode(secret) })
    assert.equal(done.to, '/staff')
    assert.equal((await browser.get(ACCOUNT)).status, 200)
    const other = world.browser()
    await other.get(SIGN_IN)
    const code = world.freshCode(secret)
    const again = await other.post(SIGN_IN, { name: 'lin', password: PASSWORD, code })
    assert.equal(again.to, '/staff')
  })

  test('Left alone it locks, shows nothing, and comes back to the same address', async () => {
    const browser = await world.signedIn('sato')
    await browser.get('/staff/till-choice')
    world.clock.advance(IDLE_SECONDS)
    const asked = await browser.get('/staff/till-choice')
    assert.equal(asked.to, '/staff/lock?back=%2Fstaff%2Ftill-choice')
    const lock = await browser.get(asked.to ?? '')
    assert.match(lock.body, /Locked/)
    assert.doesNotMatch(lock.body, /data-find|data-csrf|shinjuku/)
    const back = '/staff/till-choice'
    const wrong = await browser.post('/staff/unlock', { password: 'wrong', back })
    assert.equal(wrong.status, 422)
    const right = await browser.post('/staff/unlock', { password: PASSWORD, back })
    assert.equal(right.to, back)
    assert.equal((await browser.get(back)).status, 200)
  })

  test('A form posted to a locked console leads back to its page', async () => {
    const browser = await world.signedIn('sato')
    await browser.get(ACCOUNT)
    await browser.post('/staff/lock', { back: ACCOUNT })
    const posted = await browser.post('/staff/account/sign-ins/end', {})
    assert.equal(posted.to, '/staff/lock?back=%2Fstaff%2Faccount')
    assert.equal((await browser.post('/staff/seen', {})).status, 401)
  })

  test('The way back never leaves the console', async () => {
    const browser = world.browser()
    for (const back of ['https://evil.example/staff', '//evil.example', '/staffing', '/lines']) {
      await browser.get(SIGN_IN)
      const fields = { name: 'sato', password: PASSWORD, code: world.freshCode(), back }
      assert.equal((await browser.post(SIGN_IN, fields)).to, '/staff')
    }
  })

  test('A till is chosen once and shown on every page', async () => {
    const browser = await world.signedIn('sato')
    const { body } = await browser.get('/staff/till-choice')
    const till = /name="till" value="([^"]+)"/.exec(body)?.[1] ?? ''
    assert.equal((await browser.post('/staff/till-choice', { till })).to, '/staff/till')
    assert.match((await browser.get(ACCOUNT)).body, /Till (?:front|back)/)
  })

  test('Signing out everywhere ends every browser', async () => {
    const [one, other] = [await world.signedIn('sato'), await world.signedIn('sato')]
    await one.get(ACCOUNT)
    assert.equal((await one.post('/staff/account/sign-ins/end', {})).to, SIGN_IN)
    assert.equal((await other.get(ACCOUNT)).to, `${SIGN_IN}?back=%2Fstaff%2Faccount`)
  })

  test('The language is the one that was chosen, the browser’s, or Japanese', async () => {
    assert.match((await world.browser().get(SIGN_IN)).body, /<html lang="ja"/)
    const browser = world.browser({ 'accept-language': 'ko' })
    assert.match((await browser.get(SIGN_IN)).body, /<html lang="ko"/)
    for (const language of LANGUAGES) {
      assert.match((await browser.get(`${SIGN_IN}?lang=${language}`)).body, /<h1>/)
      assert.ok((await browser.get(SIGN_IN)).body.includes(`<html lang="${language}"`))
    }
  })

  test('Scripts are served without types, and an unknown address is answered in a page', async () => {
    const browser = await world.signedIn('sato')
    const script = await browser.get('/staff/console.ts')
    assert.match(String(script.headers['content-type']), /^text\/javascript/)
    assert.doesNotMatch(script.body, /: KeyboardEvent|import type/)
    assert.equal((await browser.get('/staff/nothing-here')).status, 404)
  })
})

test('Too many tries of one address are turned away', async () => {
  const world = await openConsole()
  try {
    const browser = world.browser()
    await browser.get(SIGN_IN)
    const asker = [addressCaller(world.app.vault, '127.0.0.1')]
    for (let count = 2; count < LIMITS.desk_sign_ins.max.address; count += 1) {
      await world.app.limits.take('desk_sign_ins', asker, world.clock.now())
    }
    const fields = { name: 'nobody', password: PASSWORD, code: '000000' }
    for (const status of [422, 422, 429]) {
      assert.equal((await browser.post(SIGN_IN, fields)).status, status)
    }
  } finally {
    await world.close()
  }
})
