/**
 * The papers of an order through the portal's own HTTP: the receipt on screen, its file at every
 * download the same, an invoice in a name as its bearer writes it, nothing for strangers.
 */
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import type { AccountId, MailboxId, PersonId, SignInId } from '../../src/domain/basics/ids.ts'
import * as orderSchemas from '../../src/channels/api/schemas/orders.ts'
import { pdfLines } from '../contracts/pdf-text.ts'
import { writeRows } from '../contracts/stores.ts'
import { asker, holds } from './api-asking.ts'
import { openApi, type ApiWorld } from './api-world.ts'

const TOKEN = 'a token that only this browser knows'
const HOLDER = { 'sign-in': TOKEN, browser: 'holder' }

/** An account that holds the world's line and is signed in by `TOKEN`. */
async function signIn(world: ApiWorld): Promise<void> {
  const { app, clock, line } = world
  const now = clock.now()
  const account = app.ids.next<AccountId>()
  const home = { kind: 'account', id: account } as const
  const id = app.ids.next<SignInId>()
  const tokenHash = app.vault.digest(TOKEN)
  const row = {
    id: account,
    person: app.ids.next<PersonId>(),
    mailbox: app.ids.next<MailboxId>(),
    language: 'ja',
    country: 'JP',
    lines: [line],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  } as const
  const signedIn = { id, account, tokenHash, means: 'email_code', device: 'test' } as const
  const times = { since: now, lastSeenAt: now, ended: null, push: null }
  const put = await app.door.ask(
    writeRows,
    {
      homes: [home],
      changes: [
        { table: 'accounts', row },
        { table: 'sign_ins', row: { ...signedIn, ...times } },
        { table: 'finds', row: { kind: 'sign_in', value: tokenHash, home, id } },
      ],
    },
    SYSTEM,
  )
  assert.ok(put.ok)
}

suite('Papers on the portal', () => {
  let world: ApiWorld
  let portal: FastifyInstance
  const { renew } = asker(() => world)

  before(async () => {
    world = await openApi()
    await signIn(world)
    portal = Fastify()
    const paper = {
      wording: wordDocument,
      renderer: documentRenderer(),
      files: createMemoryDocumentFiles(),
    }
    const push = { publicKey: '', accepts: () => false }
    const without = {
      sandbox: false,
      push,
      sendsSms: false,
      isHoliday: () => false,
      directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
      providerOrigins: [],
    }
    await portal.register(portalRoutes(world.app, { ...without, paper, limits: PORTAL_LIMITS }))
    await portal.ready()
  })
  after(() => Promise.all([world.server.close(), portal.close()]))

  const delivered = async () => holds(orderSchemas.Order, await renew(), 201).id
  const get = (url: string, cookies: Record<string, string> = HOLDER) =>
    portal.inject({ url, cookies })
  const named = async (order: string, recipient: string, key: string) => {
    const page = await get(`/orders/${order}/receipt`)
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    return portal.inject({
      method: 'POST',
      url: `/orders/${order}/invoice`,
      cookies: HOLDER,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, key, recipient }).toString(),
    })
  }

  test('The receipt is shown as it is on paper, and its file stays the same', async () => {
    const order = await delivered()
    const page = await get(`/orders/${order}/receipt`)
    assert.equal(page.statusCode, 200)
    const number = /R2026-\d{6}/.exec(page.body)?.[0] ?? ''
    assert.match(page.body, /領収書/)
    const [, file = ''] = /href="([^"]+\.pdf)"/.exec(page.body) ?? []
    const first = await get(file)
    assert.equal(first.headers['content-type'], 'application/pdf')
    assert.match(String(first.headers['content-disposition']), new RegExp(`${number}\\.pdf`))
    assert.ok(pdfLines(first.rawPayload).join('\n').includes(number))
    world.clock.advance(3_600)
    assert.deepEqual((await get(file)).rawPayload, first.rawPayload)
  })

  test('An invoice is asked for in a form that keeps what was typed when it refuses', async () => {
    const order = await delivered()
    const refused = await named(order, '髙﨑 สมชาย', 'attempt 1')
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /value="髙﨑 สมชาย"/)
    assert.match(refused.body, /ส ม ช า ย/)
    const issued = await named(order, '髙﨑 渋一郎', 'attempt 2')
    assert.equal(issued.statusCode, 303)
    const page = await get(String(issued.headers.location))
    assert.match(page.body, /髙﨑 渋一郎 様/)
    assert.doesNotMatch(page.body, /name="recipient"/)
    const invoice = [...page.body.matchAll(/href="([^"]+\.pdf)"/g)].map((one) => one[1]).at(-1)
    const text = pdfLines((await get(invoice ?? '')).rawPayload).join('\n')
    assert.match(text, /髙﨑 渋一郎 様/)
    const twice = await named(order, 'Somebody Else', 'attempt 3')
    assert.equal(twice.statusCode, 422)
    assert.match(twice.body, /Q2026-\d{6}/)
  })

  test('Whoever is not the holder gets nothing, signed in or not', async () => {
    const order = await delivered()
    const page = await get(`/orders/${order}/receipt`)
    const [, file = ''] = /href="([^"]+\.pdf)"/.exec(page.body) ?? []
    for (const url of [`/orders/${order}/receipt`, file]) {
      const stranger = await get(url, { browser: 'stranger' })
      assert.equal(stranger.statusCode, 303)
      assert.equal(stranger.headers.location, '/sign-in')
    }
    const other = await delivered()
    const elsewhere = file.replace(order, other)
    assert.equal((await get(elsewhere)).statusCode, 404)
  })
})
