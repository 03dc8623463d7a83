/**
 * What a customer does with their data in the portal: take it away in two forms, ask for the
 * account to be deleted, stop that by the letter's link, or be forgotten.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createMemoryTraces } from '../../src/adapters/memory/personal-traces.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { SECTION_KINDS, FIELDS } from '../../src/app/queries/personal-sections/cells.ts'
import { EXPORT_ROWS_MAX } from '../../src/app/queries/personal-sections/gathered.ts'
import { forgetPeople } from '../../src/app/sweeps/forgetting.ts'
import {
  codeText,
  fieldLabel,
  personalDataWords,
  sectionTitle,
} from '../../src/channels/web/words/personal-data.ts'
import { CLOSING_DAYS } from '../../src/domain/account/closing.ts'
import { STEP_UP_MINUTES } from '../../src/domain/account/sign-in.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { AccountId, CaseId, LineId, PasskeyId } from '../../src/domain/basics/ids.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { partnerRenewal, placing } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openPaying, type PayingWorld } from './paying-world.ts'

const DATA = '/account/data'
const CLOSING = '/account/closing'
const NOTE = 'was told twice how to put the card in'

interface Exported {
  readonly format: string
  readonly version: number
  readonly sections: Readonly<
    Record<string, { whole: boolean; rows: readonly Record<string, unknown>[] }>
  >
}

let world: PayingWorld
before(async () => {
  world = await openPaying()
})
after(() => world.close())

async function signedIn() {
  const held = await world.holder(120)
  return { ...held, browser: world.browser(held.cookies) }
}

const accountOf = async (id: AccountId): Promise<Account> =>
  present((await world.app.reads.account(id)).account, 'a row stays')

const emailOf = (browser: { cookies: Record<string, string> }) =>
  `${browser.cookies['sign-in']}@example.jp`

async function noted(line: LineId): Promise<void> {
  const { app } = world
  const at = app.clock.now()
  const staff = app.ids.next<never>()
  const row = {
    id: app.ids.next<CaseId>(),
    line,
    shop: null,
    about: 'slow',
    openedBy: staff,
    openedAt: at,
    notes: [{ at, by: staff, sealed: app.vault.seal(NOTE) }],
    closed: null,
  } as const
  const homes = [{ kind: 'line', id: line }] as const
  assert.ok(
    (await app.door.ask(writeRows, { homes, changes: [{ table: 'cases', row }] }, SYSTEM)).ok,
  )
}

suite('Taking one’s data away', () => {
  test('gives everything as JSON and as a page, after a fresh sign-in, and is written down', async () => {
    const { account, line, browser } = await signedIn()
    const { app } = world
    const sold = await app.door.ask(renewByPartner, partnerRenewal(line, app.ids), SYSTEM)
    assert.ok(sold.ok)
    await noted(line)
    await browser.get(DATA)
    assert.equal(browser.status, 200)
    await browser.send(DATA, { format: 'json' })
    assert.equal(browser.status, 200)
    assert.match(
      String(browser.headers['content-disposition']),
      /attachment; filename="my-data-.*\.json"/,
    )
    assert.equal(browser.headers['cache-control'], 'no-store')
    const file = JSON.parse(browser.page) as Exported
    assert.deepEqual([file.format, file.version], ['tsuzuki-personal-data', 1])
    assert.deepEqual(Object.keys(file.sections), SECTION_KINDS)
    const only = (kind: string) => present(file.sections[kind]?.rows[0], kind)
    assert.equal(only('account')['email'], emailOf(browser))
    assert.equal(only('orders')['state'], 'delivered')
    assert.equal(only('points')['left'], 120)
    assert.equal(only('cases')['text'], NOTE)
    assert.ok(file.sections['journal']?.rows.some((row) => row['command'] === 'export_person'))
    assert.ok(Object.values(file.sections).every(({ whole }) => whole))
    await browser.get(DATA)
    await browser.send(DATA, { format: 'html' })
    assert.match(String(browser.headers['content-type']), /text\/html/)
    assert.match(browser.page, new RegExp(NOTE))
    assert.doesNotMatch(browser.page, /<script|https?:\/\//)
    const entries = world.store.journal.filter((one) => one.home.id === account)
    const events = entries.flatMap((one) => one.events)
    assert.deepEqual(
      events.filter((one) => one.name === 'personal_data_exported').map((one) => one.facts),
      [
        { account, format: 'json' },
        { account, format: 'html' },
      ],
    )
  })

  test('holds no token, no code, and nobody else’s data', async () => {
    const { line, browser } = await signedIn()
    const other = await signedIn()
    await noted(other.line)
    await browser.get(DATA)
    await browser.send(DATA, { format: 'json' })
    const { activation } = present((await world.app.reads.line(line)).line, 'it is held')
    for (const secret of [activation.hash, NOTE, emailOf(other.browser)]) {
      assert.ok(!browser.page.includes(secret))
    }
  })

  test('wants a fresh sign-in under the lock too, and anybody else is asked to sign in', async () => {
    const { browser } = await signedIn()
    await browser.get(DATA)
    const page = browser.page
    world.outside.product.advanceHours(STEP_UP_MINUTES / 60)
    browser.page = page
    await browser.send(DATA, { format: 'json' })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /first confirm with a code/)
    await browser.get(DATA)
    assert.ok(!browser.page.includes(`action="${DATA}"`))
    const stranger = world.browser({ language: 'en' })
    await stranger.get(DATA)
    assert.match(stranger.path, /sign-in/)
  })

  test('tells no more rows of a kind than its limit, and says so', async () => {
    const { account, browser } = await signedIn()
    const at = world.app.clock.now()
    const homes = [{ kind: 'account', id: account }] as const
    const changes = Array.from({ length: EXPORT_ROWS_MAX + 1 }, () => {
      const id = world.app.ids.next<never>()
      const row = {
        id,
        account,
        tokenHash: id,
        means: 'email_code',
        device: 'Firefox',
        since: at,
        lastSeenAt: at,
        ended: at,
        push: null,
      } as const
      return { table: 'sign_ins', row } as const
    })
    assert.ok((await world.app.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
    await browser.get(DATA)
    await browser.send(DATA, { format: 'json' })
    const { sign_ins: told } = (JSON.parse(browser.page) as Exported).sections
    assert.deepEqual([told?.rows.length, told?.whole], [EXPORT_ROWS_MAX, false])
  })

  test('is worded in every language: titles, fields and codes', () => {
    for (const language of LANGUAGES) {
      const titles = SECTION_KINDS.map((kind) => sectionTitle(kind, language))
      const labels = FIELDS.map((name) => fieldLabel(name, language))
      const said = Object.values(personalDataWords(language))
      assert.ok([...titles, ...labels, ...said].every((words) => words !== ''))
      assert.equal(new Set(titles).size, titles.length, language)
    }
    assert.equal(codeText('delivered', 'ko'), '적용됨')
    assert.equal(codeText('something_new', 'ja'), 'something new')
  })
})

suite('Deleting one’s account', () => {
  test('shows first what it means, and asks for the address to be typed', async () => {
    const { browser } = await signedIn()
    await browser.get(CLOSING)
    const text = browser.text()
    for (const said of [/What is deleted/, /What law keeps/, /120 points lapse/, /1 SIM/]) {
      assert.match(text, said)
    }
    await browser.send(CLOSING, { email: 'another@example.jp' })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /not the address of this account/)
  })

  test('waits, is told at once, and is stopped by the letter’s link without signing in', async () => {
    const { account, browser } = await signedIn()
    await browser.get(CLOSING)
    await browser.send(CLOSING, { email: emailOf(browser).toUpperCase() })
    assert.equal(browser.status, 200)
    assert.match(browser.text(), /The account is deleted on/)
    await world.work()
    const mail = present(world.sent.at(-1), 'a letter was sent')
    assert.equal(mail.to, emailOf(browser))
    const link = present(
      /https:\/\/renew\.example\.jp(\/changes\/\S+)/.exec(mail.text)?.[1],
      'a link',
    )
    const anybody = world.browser({ language: 'en', browser: 'elsewhere' })
    await anybody.get(link)
    assert.match(anybody.text(), /your account and your personal data are deleted/)
    await anybody.send(`${link}/stop`)
    assert.match(anybody.text(), /The change was stopped/)
    world.outside.product.advanceHours(CLOSING_DAYS * 24 + 1)
    await forgetPeople(world.app, createMemoryTraces(world.store))
    assert.equal((await accountOf(account)).closed, null)
  })

  test('is refused while an order waits for its money, and says so', async () => {
    const { line, browser } = await signedIn()
    const { app } = world
    assert.ok((await app.door.ask(placeOrder, placing(line, app.ids), SYSTEM)).ok)
    await browser.get(CLOSING)
    assert.match(browser.text(), /An order is not over/)
    assert.ok(!browser.page.includes(`action="${CLOSING}"`))
  })

  test('ends every sign-in and leaves nothing to see', async () => {
    const { account, line, browser } = await signedIn()
    const home = { kind: 'account', id: account } as const
    const passkey = {
      id: world.app.ids.next<PasskeyId>(),
      account,
      credential: `c-${account}`,
      publicKey: 'k',
      counter: 0,
      transports: [],
      name: 'phone',
      createdAt: world.app.clock.now(),
      lastUsedAt: null,
    }
    const changes = [{ table: 'passkeys', row: passkey }] as const
    assert.ok((await world.app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)).ok)
    await browser.get(CLOSING)
    await browser.send(CLOSING, { email: emailOf(browser) })
    world.outside.product.advanceHours(CLOSING_DAYS * 24 + 1)
    await forgetPeople(world.app, createMemoryTraces(world.store))
    const closed = await accountOf(account)
    assert.deepEqual(closed.closed?.lines, [line])
    await browser.get('/profile')
    assert.match(browser.path, /sign-in/)
    await world.work()
    assert.match(present(world.sent.at(-1), 'the last letter').text, /已于.*删除/)
    assert.deepEqual((await world.app.reads.account(account)).passkeys, [])
  })
})
