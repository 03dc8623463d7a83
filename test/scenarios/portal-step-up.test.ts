/**
 * Risky acts through the portal's edge: each wants a sign-in of a moment ago. And what a holder
 * hears of sign-ins and passkeys.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { addPasskey } from '../../src/app/accounts/passkeys.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { STEP_UP_MINUTES } from '../../src/domain/account/sign-in.ts'
import { RISKY_ACTS, stepUpFor } from '../../src/domain/account/step-up.ts'
import type { PasskeyId } from '../../src/domain/basics/ids.ts'
import { orderedProfile } from '../../src/domain/esim/example-profiles.ts'
import { stepUpPage } from '../../scripts/step-up-page.ts'
import { write } from '../contracts/rows-asked.ts'
import { openPaying, type Browser, type PayingWorld } from './paying-world.ts'

const ROOT = join(import.meta.dirname, '../..')

test('The page of the table is what the table says', () => {
  const page = readFileSync(join(ROOT, 'docs/reference/step-up.md'), 'utf8')
  assert.equal(page, stepUpPage(), 'run: npm run pages')
})

suite('A stale sign-in', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  async function stale(page: string) {
    const held = await world.holder()
    const browser = world.browser(held.cookies)
    const { signIns } = await world.app.reads.account(held.account)
    const signIn = signIns[0]?.id
    assert.ok(signIn !== undefined)
    const passkey = await withPasskey({ account: held.account, signIn })
    await browser.get(page)
    world.outside.product.advanceHours(STEP_UP_MINUTES / 60)
    return { ...held, browser, signIn, passkey }
  }

  async function withPasskey(at: Pick<Parameters<typeof passkeyInput>[0], 'account' | 'signIn'>) {
    const id = world.app.ids.next<PasskeyId>()
    const input = passkeyInput({ ...at, id })
    assert.ok((await world.app.door.ask(addPasskey, input, SYSTEM)).ok)
    return id
  }

  const asksAgain = (browser: Browser) => {
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /confirm with a code by e-mail that it is you/)
  }

  const FORMS: Readonly<Record<string, readonly [string, string, Record<string, string>]>> = {
    change_email: ['/profile', '/profile/email', { email: 'else@example.jp' }],
    set_phone_pin: ['/account/phone', '/account/phone/pin', { pin: '2759', pinAgain: '2759' }],
    claim_number: ['/account/phone', '/account/phone/number', { number: '090-1234-5678' }],
  }
  for (const [act, [page, action, fields]] of Object.entries(FORMS)) {
    test(`does not ${act}`, async () => {
      const { browser } = await stale(page)
      await browser.send(action, fields)
      asksAgain(browser)
    })
  }

  test('removes no passkey, and adds none', async () => {
    const { browser, passkey, account, signIn } = await stale('/passkeys')
    await browser.send(`/passkeys/${passkey}/removal`)
    asksAgain(browser)
    assert.equal((await world.app.reads.account(account)).passkeys.length, 1)
    const input = passkeyInput({ account, signIn, id: world.app.ids.next<PasskeyId>() })
    const answer = await world.app.door.ask(addPasskey, input, SYSTEM)
    assert.deepEqual(answer.ok ? null : answer.refusal, { code: 'step_up_needed' })
  })

  test('shows no install code', async () => {
    const held = await world.holder()
    const { line: card } = await world.app.reads.line(held.line)
    assert.ok(card !== null)
    const line = { ...card, sim: { ...card.sim, form: 'esim' } } as const
    const { iccid } = line.sim
    const profile = { ...orderedProfile(), line: line.id, iccid, state: 'released' } as const
    await write(world.app, { kind: 'line', id: line.id }, [
      { table: 'lines', row: line },
      { table: 'sim_profiles', row: profile },
    ])
    const browser = world.browser(held.cookies)
    await browser.get(`/lines/${line.id}/install`)
    world.outside.product.advanceHours(STEP_UP_MINUTES / 60)
    await browser.send(`/lines/${line.id}/install`)
    asksAgain(browser)
    await browser.get(`/lines/${line.id}/install`)
    assert.doesNotMatch(browser.text(), /LPA:/)
  })

  test('ends other sign-ins at once', async () => {
    const { browser, account } = await stale('/sign-ins')
    await browser.send('/sign-ins/end')
    assert.equal((await world.app.reads.account(account)).signIns.length, 0)
  })

  test('is tried here with every risky act of the pages of this suite', () => {
    const here = new Set([...Object.keys(FORMS), 'add_passkey', 'remove_passkey', 'install_esim'])
    const elsewhere = new Set(['export_data', 'close_account'])
    for (const act of RISKY_ACTS) {
      if (stepUpFor(act).freshMinutes === null || elsewhere.has(act)) continue
      assert.ok(here.has(act), `${act} has its form here`)
    }
  })
})

function passkeyInput(of: {
  readonly account: Parameters<typeof addPasskey.decide>[1]['account']
  readonly signIn: Parameters<typeof addPasskey.decide>[1]['signIn']
  readonly id: PasskeyId
}) {
  const passkey = {
    id: of.id,
    credential: `credential-${of.id}`,
    publicKey: 'AA',
    counter: 0,
    transports: [],
    name: 'key',
  }
  return { account: of.account, signIn: of.signIn, passkey, letter: null }
}

suite('Signing in', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  const ADDRESS = 'mei@example.jp'
  const FIREFOX = 'Mozilla/5.0 (Android 15) Firefox/140.0'

  /** With the code of the newest letter. */
  async function signIn(browser: Browser) {
    await browser.get('/sign-in')
    await browser.send('/sign-in', { email: ADDRESS })
    await world.work()
    const code = /^ {4}(\d{6})$/m.exec(world.sent.at(-1)?.text ?? '')?.[1] ?? ''
    world.sent.splice(0)
    await browser.send('/sign-in/code', { code })
  }

  test('is told when the browser is new to the account, not at registration', async () => {
    const own = world.browser({ browser: 'own', language: 'ja' })
    await signIn(own)
    assert.equal(own.path, '/registration')
    await own.send('/registration', { displayName: 'Mei', language: 'ko' })
    await world.work()
    assert.equal(world.sent.length, 0)

    // Signed out and in again where the account is known: nothing.
    delete own.cookies['sign-in']
    await signIn(own)
    await world.work()
    assert.equal(world.sent.length, 0)

    const other = world.browser({ browser: 'other', language: 'en' }, '192.0.2.7')
    other.agent = FIREFOX
    await signIn(other)
    assert.equal(other.path, '/lines')
    assert.equal(world.sent.length, 0, 'nothing was sent on the way')
    await world.work()
    const [mail] = world.sent
    assert.equal(mail?.to, ADDRESS)
    assert.equal(mail?.language, 'ko', "in the account's language")
    assert.match(mail?.text ?? '', /Firefox · Android/)
    assert.doesNotMatch(`${mail?.text}${mail?.html}`, /192\.0\.2|https?:/)

    world.sent.splice(0)
    delete other.cookies['sign-in']
    await signIn(other)
    await world.work()
    assert.equal(world.sent.length, 0, 'known from now on')
  })

  test('from a browser that took over only the mark of another is told', async () => {
    // Beyond the hour within which codes are counted.
    world.outside.product.advanceHours(1)
    const own = world.browser({ browser: 'third', language: 'en' })
    await signIn(own)
    await world.work()
    world.sent.splice(0)
    const thief = world.browser({ browser: 'thief', known: own.cookies['known'] ?? '' })
    await signIn(thief)
    await world.work()
    assert.equal(world.sent.length, 1)
  })
})

suite('Plain HTTP', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  const plain = { 'x-forwarded-proto': 'http' }

  test('shows no form: a page is asked for again by https', async () => {
    const answer = await world.portal.inject({ url: '/sign-in?lang=en', headers: plain })
    assert.equal(answer.statusCode, 308)
    assert.equal(answer.headers.location, 'https://renew.example.jp/sign-in?lang=en')
  })

  test('takes no form, told by the proxy or by the browser', async () => {
    for (const headers of [plain, { origin: 'http://renew.example.jp' }]) {
      const browser = world.browser({ language: 'en' })
      await browser.get('/sign-in')
      const csrf = /name="csrf" value="([^"]+)"/.exec(browser.page)?.[1] ?? ''
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await world.portal.inject({
        method: 'POST',
        url: '/sign-in',
        cookies: browser.cookies,
        headers: { ...form, ...headers },
        payload: `email=mei%40example.jp&csrf=${csrf}`,
      })
      assert.equal(answer.statusCode, 403)
    }
    await world.work()
    assert.equal(world.sent.length, 0)
  })
})
