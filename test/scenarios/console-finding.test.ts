/**
 * What staff find and see: a line by its holder's name, e-mail and document, masked; points that
 * can be used only while the holder stands there.
 */
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { accountChanges } from '../../src/app/accounts/register.ts'
import { mailboxOf } from '../../src/app/accounts/proofs.ts'
import type { Change } from '../../src/app/door/state.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { customerView } from '../../src/app/queries/staff/customer-view.ts'
import { findLine, type LineClue } from '../../src/app/queries/staff/find-line.ts'
import { saleView } from '../../src/app/queries/staff/sale-view.ts'
import { recommendationFor } from '../../src/app/queries/staff/recommendation.ts'
import { NO_WISH } from '../../src/app/queries/paying-view.ts'
import { documentKey, nameKeys } from '../../src/app/search-keys.ts'
import type { Account } from '../../src/domain/account/account.ts'
import type { Email } from '../../src/domain/account/email.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { AccountId, PersonId, PointsLotId, ShopId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, plusHours, type Instant } from '../../src/domain/basics/time.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { DocumentNumber } from '../../src/domain/identity/document-number.ts'
import type { IdentityCheck } from '../../src/domain/identity/identity-check.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
import type { Staff } from '../../src/domain/staff/staff.ts'
import { CATALOGUE, DAY, MONTH } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openConsole, SHOP } from './console-world.ts'

const EMAIL = 'mei.lin@example.jp' as Email
const PASSPORT = 'L898902C3' as DocumentNumber

/** A held line, a clerk, and a way to write identity checks. */
async function openHeld() {
  const world = await openConsole()
  const { app } = world
  const sold = [DAY, MONTH].map((one) => ({ ...one, channels: ['web', 'counter'] as const }))
  world.catalogue = { ...CATALOGUE, offers: new Map(sold.map((one) => [offerKey(one), one])) }
  const clerk = await world.hire('lin', 'clerk')
  const staff = present((await app.reads.staff(clerk)).staff, 'hired a moment ago')
  const account = app.ids.next<AccountId>()
  const line = await world.addLine({ holder: account })
  const wrappedKey = app.vault.newPersonKey()
  const seal = (text: string) => app.vault.sealFor(wrappedKey, text)
  const now = app.clock.now()
  const row: Account = {
    id: account,
    person: app.ids.next<PersonId>(),
    mailbox: mailboxOf(app.vault, EMAIL),
    language: 'ko',
    country: 'KR',
    lines: [line],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const keys = nameKeys(app.vault, 'Lin Mei')
  const profile = { wrappedKey, email: seal(EMAIL), displayName: seal('Lin Mei'), nameKeys: keys }
  const home = { kind: 'account', id: account } as const
  const lot: PointsLot = {
    id: app.ids.next<PointsLotId>(),
    account,
    source: { kind: 'goodwill', order: null },
    granted: yen(200),
    left: yen(200),
    grantedAt: now,
    expiresAt: plusDays(now, 90),
  }
  const changes: Change[] = [...accountChanges(row, profile), { table: 'points_lots', row: lot }]
  await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
  const seen = async (at: Instant, shop: ShopId | null = SHOP) => {
    const check: IdentityCheck = {
      id: app.ids.next(),
      line,
      kind: 'passport',
      lastDigits: '02C3',
      numberHash: documentKey(app.vault, PASSPORT),
      result: 'accepted',
      clerk,
      shop,
      at,
    }
    const of = { kind: 'line', id: line } as const
    const key = { kind: 'document', value: check.numberHash, home: of } as const
    const made: Change[] = [
      { table: 'identity_checks', row: check },
      { table: 'search_keys', row: key },
    ]
    await app.door.ask(writeRows, { homes: [of], changes: made }, SYSTEM)
  }
  return { world, app, staff, line, account, seen }
}

suite('A line is found', () => {
  test('by what its holder says or shows, and only then', async (t) => {
    const { world, app, staff, line, seen } = await openHeld()
    t.after(() => world.close())
    await seen(app.clock.now())
    const found = async (clue: LineClue) => {
      const answer = await findLine(app, staff, clue)
      assert.ok(answer.ok)
      return answer.value.kind === 'one' ? answer.value.line : answer.value.kind
    }
    assert.equal(await found({ kind: 'name', name: 'mei LIN' }), line)
    assert.equal(await found({ kind: 'name', name: 'docomo Mei' }), line)
    assert.equal(await found({ kind: 'name', name: 'Mei Wang' }), 'none')
    assert.equal(await found({ kind: 'email', email: EMAIL }), line)
    assert.equal(await found({ kind: 'email', email: 'other@example.jp' as Email }), 'none')
    assert.equal(await found({ kind: 'document', number: PASSPORT }), line)
    assert.equal(await found({ kind: 'document', number: 'X0000000' as DocumentNumber }), 'none')
  })

  test('among several, each is told masked', async (t) => {
    const { world, app, staff, account, line } = await openHeld()
    t.after(() => world.close())
    const other = await world.addLine({ holder: account })
    const known = present((await app.reads.account(account)).account, 'the account is there')
    const home = { kind: 'account', id: account } as const
    const row = { ...known, lines: [line, other] }
    const changes: Change[] = [{ table: 'accounts', row }]
    await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
    const answer = await findLine(app, staff, { kind: 'email', email: EMAIL })
    assert.ok(answer.ok && answer.value.kind === 'several')
    assert.deepEqual(
      answer.value.lines.map(({ id, holderName }) => [id, holderName]),
      [line, other].map((id) => [id, 'L••• M•••']),
    )
    assert.ok(answer.value.lines.every(({ iccidMasked }) => iccidMasked.includes('•')))
  })
})

suite('The screen of a line', () => {
  test('tells holder, what can be sold and what to offer first, without unmasked text', async (t) => {
    const { world, app, staff, line } = await openHeld()
    t.after(() => world.close())
    const answer = await customerView(app, staff, line)
    assert.ok(answer.ok)
    const view = answer.value
    assert.deepEqual(view.holder?.nameMasked, 'L••• M•••')
    assert.deepEqual(view.holder.emailMasked, 'm•••@example.jp')
    assert.equal(view.presence, 'not_checked_today')
    assert.deepEqual(
      view.quotes.map(({ offer }) => offer.id),
      [DAY.id, MONTH.id],
    )
    const recommended = await recommendationFor(app, view)
    assert.equal(recommended.quote?.offer.id, DAY.id)
    assert.equal(recommended.why, 'cheapest')
  })

  test('is for staff alone', async (t) => {
    const { world, app, staff, line } = await openHeld()
    t.after(() => world.close())
    const clerk = await world.signedIn('lin')
    const page = await clerk.get(`/staff/lines/${line}`)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.body, /Lin Mei|mei\.lin@/)
    const stranger = await world.browser().get(`/staff/lines/${line}`)
    assert.equal(stranger.status, 303)
    const auditor: Staff = { ...staff, role: 'auditor' }
    const asked = { line, offer: DAY, startNow: false, wish: NO_WISH }
    const refused = await saleView(app, auditor, asked)
    assert.ok(!refused.ok && refused.refusal.code === 'act_not_allowed')
  })
})

suite('Points at the counter', () => {
  test('are the holder’s once their known document was seen here today', async (t) => {
    const { world, app, staff, line, account, seen } = await openHeld()
    t.after(() => world.close())
    const wish = { ...NO_WISH, points: 'all' } as const
    const sale = async () => {
      const answer = await saleView(app, staff, { line, offer: DAY, startNow: false, wish })
      assert.ok(answer.ok)
      return answer.value
    }
    await seen(plusHours(app.clock.now(), -25), null)
    const before = await sale()
    assert.deepEqual(before.buyer, { kind: 'counter', shop: SHOP })
    assert.equal(before.checkout.paying.pointsUsed, 0n)
    assert.equal(before.presence, 'not_checked_today')
    assert.equal(before.language, 'ko')
    await seen(app.clock.now())
    const after = await sale()
    assert.deepEqual(after.buyer, { kind: 'account', account })
    assert.equal(after.checkout.paying.pointsUsed, 200n)
    assert.equal(after.checkout.paying.rest, 350n)
  })
})
