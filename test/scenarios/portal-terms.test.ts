/**
 * Terms on the portal, over its own HTTP: read and compared by anybody, asked for again when they
 * changed without being in the way, accepted from what was shown, and kept as files.
 */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import { AUTO_RENEWAL_TERMS } from '../../src/domain/agreement/accepting.ts'
import type { Terms, TermsRef } from '../../src/domain/agreement/agreement.ts'
import type { AccountId, OfferId, SignInId, TermsKind } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import type { Mandate } from '../../src/domain/renewal/mandate.ts'
import { CATALOGUE, START, TERMS } from '../contracts/catalogue.ts'
import { pdfLines } from '../contracts/pdf-text.ts'
import { writeRows } from '../contracts/stores.ts'
import { openApi, type ApiWorld } from './api-world.ts'

const TOKEN = 'a token that only this browser knows'
const HOLDER = { 'sign-in': TOKEN, browser: 'holder', language: 'en' }
const SERVICE = 'service-terms' as TermsKind

function version(kind: TermsKind, number: number, text: string, hours = 0): Terms {
  const everywhere = { 'zh-CN': text, 'zh-TW': text, en: text, ja: text, ko: text }
  const hash = `${kind}${number}`.replace(/\W/g, '').padEnd(64, '0')
  const effectiveFrom = plusHours(START, hours)
  return { ...TERMS, kind, version: number, effectiveFrom, hash, text: everywhere }
}

const FIRST = version(SERVICE, 1, 'Prices include tax.\nThe service is data only.')
const SECOND = version(SERVICE, 2, 'Prices include consumption tax.\nThe service is data only.', 1)
const AUTO = version(AUTO_RENEWAL_TERMS, 1, 'We renew until you end it.')
const NEXT_AUTO = version(AUTO_RENEWAL_TERMS, 2, 'We renew until you end it, or a year.', 2)

const ref = ({ kind, version: number, hash }: Terms): TermsRef => {
  return { kind, version: number, hash }
}
const field = (one: Terms) => `${one.kind}.${one.version}.${one.hash}`

function mandateOf(world: ApiWorld, account: Account): Mandate {
  const { app, line } = world
  return {
    id: app.ids.next(),
    line,
    account: account.id,
    person: account.person,
    offer: 'day' as OfferId,
    maxPrice: yen(550),
    means: { kind: 'points' },
    trigger: { kind: 'at_end' },
    monthlyCap: yen(5_500),
    noticeHours: 0,
    agreement: app.ids.next(),
    terms: [ref(AUTO)],
    termsTold: 1,
    since: app.clock.now(),
    paused: null,
    ended: null,
    dueAt: null,
    noticeAt: null,
    announced: null,
    fired: null,
    attempt: null,
    capped: null,
    spent: { month: '2026-04', yen: yen(0) },
  }
}

/** Somebody who accepted the first version, holds the world's line and renews it by mandate. */
async function openHolder(world: ApiWorld): Promise<AccountId> {
  const { app, line } = world
  const now = app.clock.now()
  const id = app.ids.next<AccountId>()
  const home = { kind: 'account', id } as const
  const signIn = app.ids.next<SignInId>()
  const tokenHash = app.vault.digest(TOKEN)
  const row: Account = {
    id,
    person: app.ids.next(),
    mailbox: app.ids.next(),
    language: 'en',
    country: null,
    lines: [line],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [ref(FIRST)],
    closed: null,
  }
  const known = await app.reads.line(line)
  assert.ok(known.line !== null)
  const signedIn = { id: signIn, account: id, tokenHash, means: 'email_code', device: '' } as const
  const times = { since: now, lastSeenAt: now, ended: null, push: null }
  const changes = [
    { table: 'accounts', row },
    { table: 'sign_ins', row: { ...signedIn, ...times } },
    { table: 'finds', row: { kind: 'sign_in', value: tokenHash, home, id: signIn } },
    { table: 'lines', row: { ...known.line, holder: id } },
    { table: 'mandates', row: mandateOf(world, row) },
  ] as const
  const homes = [home, { kind: 'line', id: line }] as const
  assert.ok((await app.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
  return id
}

suite('Terms on the portal', () => {
  let world: ApiWorld
  let portal: FastifyInstance
  let account: AccountId
  before(async () => {
    world = await openApi()
    world.catalogue = { ...CATALOGUE, terms: [FIRST, SECOND, AUTO, NEXT_AUTO] }
    account = await openHolder(world)
    portal = Fastify()
    const paper = {
      wording: wordDocument,
      renderer: documentRenderer(),
      files: createMemoryDocumentFiles(),
    }
    const settings = {
      sandbox: false,
      push: { publicKey: '', accepts: () => false },
      sendsSms: false,
      isHoliday: () => false,
      directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
      providerOrigins: [],
    }
    await portal.register(portalRoutes(world.app, { ...settings, paper, limits: PORTAL_LIMITS }))
    await portal.ready()
  })
  after(() => Promise.all([world.server.close(), portal.close()]))

  const get = (url: string, cookies: Record<string, string> = HOLDER) =>
    portal.inject({ url, cookies })
  async function post(url: string, terms: readonly string[]) {
    const page = await get(url)
    const sealed = (name: string) =>
      new RegExp(`name="${name}" value="([^"]+)"`).exec(page.body)?.[1] ?? ''
    const fields = new URLSearchParams({ csrf: sealed('csrf'), key: sealed('key') })
    for (const one of terms) fields.append('terms', one)
    return portal.inject({
      method: 'POST',
      url,
      cookies: HOLDER,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: fields.toString(),
    })
  }
  const asks = (body: string) => body.includes('Our terms have a new version')

  test('anybody reads every version, and what changed is marked in words and by sign', async () => {
    const stranger = { browser: 'stranger', language: 'en' }
    const list = await get('/terms', stranger)
    assert.match(list.body, /To come/)
    assert.match(list.body, /href="\/terms\/service-terms\/2\?since=1"/)
    const compared = await get('/terms/service-terms/2?since=1', stranger)
    assert.equal(compared.statusCode, 200)
    assert.match(compared.body, /<ins><span class="unseen"> \[Added\] <\/span>consumption <\/ins>/)
    assert.match(compared.body, /<p class="soft">The service is data only\.<\/p>/)
    const backwards = await get('/terms/service-terms/1?since=2', stranger)
    assert.match(backwards.body, /<del><span class="unseen"> \[Removed\] <\/span>consumption /)
    for (const unknown of ['/terms/service-terms/3', '/terms/service-terms/2?since=7']) {
      assert.equal((await get(unknown, stranger)).statusCode, 404)
    }
  })

  test('before its day a version is announced and can be accepted; nobody is asked', async () => {
    assert.ok(!asks((await get('/lines')).body))
    const pending = await get('/agreements/pending')
    assert.match(pending.body, /There is nothing to accept/)
    assert.match(pending.body, /Takes effect on/)
    assert.ok(pending.body.includes(field(SECOND)))
  })

  test('from its day on a calm line asks, and what is accepted is what was shown', async () => {
    world.clock.set(SECOND.effectiveFrom)
    assert.ok(asks((await get('/orders')).body))
    assert.ok(!asks((await get('/agreements/pending')).body), 'not where it is answered')
    const stale = await post('/agreements/pending', [field(FIRST)])
    assert.equal(stale.statusCode, 422)
    const accepted = await post('/agreements/pending', [field(SECOND)])
    assert.equal(accepted.statusCode, 303, accepted.body)
    assert.ok(!asks((await get('/orders')).body))
    const { account: known } = await world.app.reads.account(account)
    assert.deepEqual(known?.accepted, [ref(SECOND)])
  })

  test('the agreement is listed, and its files have the words that were accepted', async () => {
    const list = await get('/agreements')
    assert.match(list.body, /website · Account/)
    const path = /href="(\/agreements\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? ''
    const page = await get(path)
    assert.match(page.body, /What you have paid for is not affected/)
    const data = await get(`${path}.json`)
    assert.match(String(data.headers['content-disposition']), /^attachment; /)
    const told = data.json<{ documents: { text: string; version: number }[]; channel: string }>()
    assert.equal(told.channel, 'web')
    assert.deepEqual(told.documents[0]?.text, SECOND.text.en)
    const pdf = await get(`${path}.pdf`)
    assert.equal(pdf.headers['content-type'], 'application/pdf')
    const text = pdfLines(pdf.rawPayload).join('\n')
    assert.match(text, /Prices include consumption tax\./)
    assert.ok(text.replaceAll('\n', '').includes(SECOND.hash.slice(0, 20)))
    const stranger = { browser: 'stranger' }
    for (const kind of ['', '.json', '.pdf']) {
      assert.equal((await get(`${path}${kind}`, stranger)).statusCode, 404)
    }
    assert.equal((await get(`${path}.txt`)).statusCode, 404)
  })

  test('auto-renewal says that its terms come, then that it waits, and goes on when accepted', async () => {
    const page = `/lines/${world.line}/auto-renewal`
    assert.match((await get(page)).body, /New terms of auto-renewal take effect on/)
    world.clock.set(NEXT_AUTO.effectiveFrom)
    assert.match((await get(page)).body, /nothing is renewed or charged by itself/)
    const asked = await get(`${page}/terms`)
    assert.match(asked.body, /href="\/terms\/auto-renewal\/2\?since=1"/)
    assert.equal((await post(`${page}/terms`, [field(AUTO)])).statusCode, 422)
    const fields = [field(NEXT_AUTO), field(SECOND)]
    for (const one of fields) assert.ok(asked.body.includes(one))
    const accepted = await post(`${page}/terms`, fields)
    assert.equal(accepted.headers.location, `${page}?terms=accepted`, accepted.body)
    assert.match((await get(`${page}?terms=accepted`)).body, /Your acceptance is on record/)
    const { mandate } = await world.app.reads.line(world.line)
    assert.deepEqual(mandate?.terms, [ref(NEXT_AUTO), ref(SECOND)])
    const agreement = await world.app.reads.agreement(world.line, mandate.agreement)
    assert.equal(agreement?.shown.button, 'Accept these documents')
    assert.match((await get(`${page}/terms`)).body, /no new terms to accept/)
  })

  test('somebody else finds neither the page nor the line', async () => {
    const url = `/lines/${world.line}/auto-renewal/terms`
    assert.equal((await get(url, { browser: 'stranger' })).headers.location, '/sign-in')
    const other = await world.addLine({ holder: world.app.ids.next<AccountId>() })
    assert.equal((await get(`/lines/${other}/auto-renewal/terms`)).statusCode, 404)
  })
})
