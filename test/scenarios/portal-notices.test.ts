/**
 * Notices through the portal's own HTTP: choosing what to be told and how, this browser's push
 * address, stopping a kind of letter by its link, with one click or a page.
 */
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { unsubscribeToken } from '../../src/app/notices/unsubscribe.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { bounced, BOUNCES_MAX, emptyMailbox } from '../../src/domain/account/mailbox.ts'
import type { AccountId, MailboxId, PersonId, SignInId } from '../../src/domain/basics/ids.ts'
import { DEFAULT_WISHES } from '../../src/domain/notice/preferences.ts'
import { writeRows } from '../contracts/stores.ts'
import { openApi, type ApiWorld } from './api-world.ts'

const TOKEN = 'a token that only this browser knows'
const HOLDER = { 'sign-in': TOKEN, browser: 'holder' }
const PAGE = '/account/notices'
const FORM = 'application/x-www-form-urlencoded'
const ENDPOINT = 'https://push.example/one'

/** Signed in by `TOKEN`. */
async function signIn({ app, clock }: ApiWorld): Promise<Account> {
  const now = clock.now()
  const id = app.ids.next<AccountId>()
  const home = { kind: 'account', id } as const
  const signInId = app.ids.next<SignInId>()
  const tokenHash = app.vault.digest(TOKEN)
  const row: Account = {
    id,
    person: app.ids.next<PersonId>(),
    mailbox: app.ids.next<MailboxId>(),
    language: 'en',
    country: null,
    lines: [],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const signedIn = { id: signInId, account: id, tokenHash, means: 'passkey', device: '' } as const
  const times = { since: now, lastSeenAt: now, ended: null, push: null }
  const find = { kind: 'sign_in', value: tokenHash, home, id: signInId } as const
  const put = await app.door.ask(
    writeRows,
    {
      homes: [home],
      changes: [
        { table: 'accounts', row },
        { table: 'sign_ins', row: { ...signedIn, ...times } },
        { table: 'finds', row: find },
      ],
    },
    SYSTEM,
  )
  assert.ok(put.ok)
  return row
}

suite('Notices on the portal', () => {
  let world: ApiWorld
  let portal: FastifyInstance
  let account: Account

  before(async () => {
    world = await openApi()
    account = await signIn(world)
    portal = Fastify()
    const paper = {
      wording: wordDocument,
      renderer: documentRenderer(),
      files: createMemoryDocumentFiles(),
    }
    const push = { publicKey: 'B'.repeat(87), accepts: (one: string) => one === ENDPOINT }
    const settings = {
      sandbox: false,
      push,
      sendsSms: true,
      isHoliday: () => false,
      directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
      providerOrigins: [],
    }
    await portal.register(portalRoutes(world.app, { ...settings, paper, limits: PORTAL_LIMITS }))
    await portal.ready()
  })
  after(() => Promise.all([world.server.close(), portal.close()]))

  const get = (url: string) => portal.inject({ url, cookies: HOLDER })
  const state = () => world.app.reads.account(account.id)
  let attempts = 0
  async function post(url: string, fields: Readonly<Record<string, string>>) {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await get(PAGE)).body)?.[1] ?? ''
    attempts += 1
    return portal.inject({
      method: 'POST',
      url,
      cookies: HOLDER,
      headers: { 'content-type': FORM },
      payload: new URLSearchParams({ csrf, key: `attempt ${attempts}`, ...fields }).toString(),
    })
  }

  test('What is ticked is what is wanted; the page shows it again', async () => {
    const page = await get(PAGE)
    assert.equal(page.statusCode, 200)
    assert.equal(page.body.match(/ checked/g)?.length, Object.values(DEFAULT_WISHES).flat().length)
    const chosen = { 'data.sms': 'yes', 'ends.email': 'yes', zone: 'Asia/Taipei' }
    const saved = await post(PAGE, chosen)
    assert.equal(saved.statusCode, 303)
    const { notices } = (await state()).account ?? {}
    assert.deepEqual(notices?.wishes, {
      data: ['sms'],
      ends: ['email'],
      auto_renewal: [],
      number_loss: [],
      points: [],
      bills: [],
    })
    assert.equal(notices?.zone, 'Asia/Taipei')
    const again = await get(String(saved.headers.location))
    assert.match(again.body, /Your notice settings are saved\./)
    assert.equal(again.body.match(/ checked/g)?.length, 2)
  })

  test('A zone that does not exist changes nothing, a form that is not ours neither', async () => {
    await post(PAGE, { 'data.email': 'yes', zone: 'Mars/Olympus' })
    assert.equal((await state()).account?.notices?.zone, 'Asia/Taipei')
    const forged = await post(PAGE, { csrf: 'another', 'points.email': 'yes' })
    assert.equal(forged.statusCode, 422)
    assert.deepEqual((await state()).account?.notices?.wishes.points, [])
  })

  test('This browser is notified until it ends that, at push services we speak to', async () => {
    const p256dh = createECDH('prime256v1').generateKeys().toString('base64url')
    const auth = Buffer.alloc(16, 1).toString('base64url')
    const begin = (endpoint: string, over = {}) =>
      post(`${PAGE}/push`, { endpoint, p256dh, auth, ...over })
    for (const refused of [
      await begin('https://evil.example/one'),
      await begin(ENDPOINT, { p256dh: 'short' }),
      await begin(''),
    ]) {
      assert.equal(refused.statusCode, 422)
      assert.match(refused.body, /cannot reach the push service/)
    }
    assert.equal((await begin(ENDPOINT)).statusCode, 303)
    assert.deepEqual((await state()).signIns[0]?.push, { endpoint: ENDPOINT, p256dh, auth })
    assert.match((await get(PAGE)).body, /This device is being notified/)
    assert.equal((await post(`${PAGE}/push/end`, {})).statusCode, 303)
    assert.equal((await state()).signIns[0]?.push, null)
  })

  test('Opening a letter’s link stops nothing; posting to it does, without a sign-in', async () => {
    await post(PAGE, { 'ends.email': 'yes', 'ends.web_push': 'yes' })
    const url = `/unsubscribe/${unsubscribeToken(world.app.vault, account.id, 'ends')}`
    const page = await portal.inject({ url: `${url}?lang=en` })
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /No more e-mails about “Validity”\?/)
    assert.deepEqual((await state()).account?.notices?.wishes.ends, ['email', 'web_push'])
    const oneClick = {
      method: 'POST',
      url,
      headers: { 'content-type': FORM },
      payload: 'List-Unsubscribe=One-Click',
    } as const
    for (let clicks = 0; clicks < 2; clicks += 1) {
      assert.equal((await portal.inject(oneClick)).statusCode, 200)
      assert.deepEqual((await state()).account?.notices?.wishes.ends, ['web_push'])
    }
    for (const wrong of [`${url}0`, '/unsubscribe/x', url.replace('ends', 'data')]) {
      assert.equal((await portal.inject({ ...oneClick, url: wrong })).statusCode, 404)
    }
  })

  test('Whose mailbox refuses letters is told so', async () => {
    let row = emptyMailbox(account.mailbox)
    for (let count = 0; count < BOUNCES_MAX; count += 1) row = bounced(row, world.clock.now())
    const homes = [{ kind: 'mailbox', id: row.id }] as const
    await world.app.door.ask(writeRows, { homes, changes: [{ table: 'mailboxes', row }] }, SYSTEM)
    assert.match((await get(PAGE)).body, /Your mailbox refused our e-mails several times/)
  })

  test('Nobody else sees or changes anything', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await portal.inject({ method, url: PAGE })
      assert.equal(answer.statusCode, 303)
      assert.equal(answer.headers.location, '/sign-in')
    }
  })
})
