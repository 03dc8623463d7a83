/**
 * Points, kept means, gift cards and the operator's book as rows, and what no command may write of
 * them, whatever it decided.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change } from '../../src/app/door/state.ts'
import type { Pack } from '../../src/domain/balance/pack.ts'
import type { AccountId, LineId } from '../../src/domain/basics/ids.ts'
import { NO_YEN, yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { Book } from '../../src/domain/bill/book.ts'
import { transfer, type PostingSet } from '../../src/domain/ledger/posting.ts'
import {
  EVERY_SCRIPT,
  FINE,
  someGiftCards,
  someKeptMethods,
  someLots,
  somePacks,
} from './example-rows.ts'
import { load, write } from './rows-asked.ts'
import { assertSame } from './same.ts'
import type { DoorWorld } from './stores.ts'

export function moneyRowsContract(given: () => DoorWorld): void {
  test('Points and kept means come back with their account; what is spent or forgotten stays away', async () => {
    const { ids, open } = given()
    const id = ids.next<AccountId>()
    const home = { kind: 'account', id } as const
    const [lots, methods] = [someLots(id, given()), someKeptMethods(id, given())]
    const [spent] = lots
    assert.ok(spent !== undefined)
    await write(given(), home, [
      ...lots.map((row): Change => ({ table: 'points_lots', row })),
      ...methods.map((row): Change => ({ table: 'kept_methods', row })),
    ])
    const usable = methods.filter(({ forgottenAt }) => forgottenAt === null)
    const known = await open.reads.account(id)
    assertSame([known.lots, known.keptMethods], [lots, usable])
    for (const method of methods) assertSame(await open.reads.keptMethod(id, method.id), method)
    assert.equal(await open.reads.keptMethod(ids.next(), methods[0]?.id ?? ids.next()), null)
    await write(given(), home, [{ table: 'points_lots', row: { ...spent, left: NO_YEN } }])
    const parts = new Map([
      ['points', [id]],
      ['kept_methods', [id]],
    ] as const)
    const loaded = (await load(given(), { homes: [home], parts })).accounts.get(id)
    assertSame([loaded?.lots, loaded?.keptMethods], [lots.slice(1), usable])
  })

  test('A gift card comes back in every state of its life', async () => {
    const { open } = given()
    for (const row of someGiftCards(given())) {
      const home = { kind: 'gift_card', id: row.id } as const
      await write(given(), home, [{ table: 'gift_cards', row }])
      assertSame(await open.reads.giftCard(row.id), row)
      assertSame((await load(given(), { homes: [home] })).giftCards.get(row.id), row)
    }
    assert.equal(await open.reads.giftCard(given().ids.next()), null)
  })

  bookContract(given)
  constraintsContract(given)
}

function bookContract(given: () => DoorWorld): void {
  test('The book comes back with its next numbers, and so do posting sets of every home', async () => {
    const { ids, open } = given()
    const book: Book = { id: ids.next(), numbers: { 'R-2027': 9_007_199_254_740_991 } }
    const homes: readonly PostingSet['home'][] = [
      { kind: 'account', id: ids.next() },
      { kind: 'gift_card', id: ids.next() },
      { kind: 'book', id: book.id },
    ]
    for (const home of homes) {
      const set: PostingSet = {
        id: ids.next(),
        home,
        order: null,
        cause: 'points_granted',
        subject: EVERY_SCRIPT,
        at: FINE,
        postings: transfer(yen(7n), { debit: 'promotions', credit: 'points' }),
      }
      const rows: Change[] = [{ table: 'postings', row: set }]
      if (home.kind === 'book') rows.push({ table: 'books', row: book })
      await write(given(), home, rows)
      assertSame(await open.postings(home.id), [set])
    }
    const home = { kind: 'book', id: book.id } as const
    assertSame((await load(given(), { homes: [home] })).books.get(book.id), book)
  })
}

/** What no command may write, whatever it decided. */
function constraintsContract(given: () => DoorWorld): void {
  test('No lot and no gift card holds less than nothing or more than it was worth', async () => {
    const { ids } = given()
    const account = ids.next<AccountId>()
    const [lot] = someLots(account, given())
    const [card] = someGiftCards(given())
    assert.ok(lot !== undefined && card !== undefined)
    for (const left of [yen(-1n), yen(lot.granted + 1n)]) {
      const row = { ...lot, left }
      await assert.rejects(
        write(given(), { kind: 'account', id: account }, [{ table: 'points_lots', row }]),
      )
    }
    for (const left of [yen(-1n), yen(card.value + 1n)]) {
      const row = { ...card, left }
      await assert.rejects(
        write(given(), { kind: 'gift_card', id: card.id }, [{ table: 'gift_cards', row }]),
      )
    }
  })

  test('A gift card is never valid for longer than six months', async () => {
    const [, card] = someGiftCards(given())
    assert.ok(card !== undefined)
    const row = { ...card, expiresAt: plusDays(FINE, 190) }
    await assert.rejects(
      write(given(), { kind: 'gift_card', id: card.id }, [{ table: 'gift_cards', row }]),
    )
  })

  onceContract(given)
}

function onceContract(given: () => DoorWorld): void {
  test('What is posted once is posted once, by cause and subject in a home', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const home = { kind: 'line', id: line } as const
    const set: PostingSet = {
      id: ids.next(),
      home,
      order: ids.next(),
      cause: 'return',
      subject: 'refund 1',
      at: FINE,
      postings: transfer(yen(7n), { debit: 'refunds_due', credit: 'provider_clearing:stripe' }),
    }
    const sets = [
      set,
      { ...set, id: ids.next(), subject: 'refund 2' } as PostingSet,
      { ...set, id: ids.next(), cause: 'refund' } as PostingSet,
    ]
    for (const row of sets) await write(given(), home, [{ table: 'postings', row }])
    const again = { ...set, id: ids.next() } as PostingSet
    await assert.rejects(write(given(), home, [{ table: 'postings', row: again }]))
    const lame = { ...set, id: ids.next(), subject: 'x', postings: set.postings.slice(1) }
    await assert.rejects(
      write(given(), home, [{ table: 'postings', row: lame as unknown as PostingSet }]),
    )
    assertSame(await open.postings(line), sets)
  })

  test('An order is delivered once, and a present beside it once too', async () => {
    const { ids } = given()
    const line = ids.next<LineId>()
    const home = { kind: 'line', id: line } as const
    const [pack] = somePacks(line, given())
    assert.ok(pack !== undefined)
    const own: Pack = { ...pack, id: ids.next(), order: ids.next(), origin: 'paid' }
    const present: Pack = { ...own, id: ids.next(), origin: 'bonus' }
    const rows = [own, present].map((row): Change => ({ table: 'packs', row }))
    await write(given(), home, rows)
    for (const one of [own, present]) {
      const row = { ...one, id: ids.next<Pack['id']>() }
      await assert.rejects(write(given(), home, [{ table: 'packs', row }]))
    }
  })
}
