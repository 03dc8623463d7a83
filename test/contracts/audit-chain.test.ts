/**
 * Chains and heads by example and by chance: any single change of any field is found, and where.
 */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from '../../src/adapters/secrets/audit-key.ts'
import { instant, plusSeconds } from '../../src/domain/basics/time.ts'
import {
  canonical,
  chainBegin,
  digestOf,
  entryAfter,
  SUBJECT_KINDS,
  type AuditEntry,
  type ChainEnd,
  type Subject,
} from '../../src/domain/audit/entry.ts'
import {
  headBytes,
  headHash,
  leafOf,
  type AuditHead,
  type SignedHead,
} from '../../src/domain/audit/head.ts'
import { growTree, pathOf, rootByPath, rootOf } from '../../src/domain/audit/merkle.ts'
import {
  checkHeads,
  verifyEntries,
  type AuditBreak,
  type EntryAndRow,
} from '../../src/domain/audit/verifying.ts'

const START = instant('2026-04-01T00:00:00Z')
const DAY = Temporal.PlainDate.from('2026-04-01')
const HOMES = ['home-a', 'home-b', 'home-c']

function subject(home: string, number: number, text: string | null): Subject {
  return {
    kind: number % 3 === 0 ? 'agreement' : 'journal',
    home,
    id: `${home}-${number}`,
    at: plusSeconds(START, number),
    fields: [
      ['command', `command ${number}`],
      ['key', text],
    ],
  }
}

/** Chains of the given lengths, each entry with its row. */
function chains(lengths: readonly number[]): readonly EntryAndRow[] {
  return lengths.flatMap((length, index) => {
    const home = HOMES[index] ?? ''
    let end: ChainEnd = chainBegin(sha256, home)
    return Array.from({ length }, (_, number) => {
      const row = subject(home, number, number % 2 === 0 ? null : 'x')
      const entry = entryAfter(sha256, end, { subject: row, at: plusSeconds(row.at, 5) })
      end = entry
      return { entry, row }
    })
  })
}

function headOf(walked: readonly EntryAndRow[]): AuditHead {
  const tree = growTree(sha256)
  for (const [home, own] of Map.groupBy(walked, ({ entry }) => entry.home)) {
    const last = own.at(-1)
    if (last !== undefined) tree.add(leafOf(home, last.entry))
  }
  return {
    day: DAY,
    at: plusSeconds(START, 1_000),
    chains: BigInt(tree.count()),
    entries: BigInt(walked.length),
    root: tree.root().toHex(),
    previous: null,
  }
}

function breaksOf(
  walked: readonly EntryAndRow[],
  heads: readonly AuditHead[],
): readonly AuditBreak[] {
  const verifying = verifyEntries(sha256, heads)
  return [...walked.flatMap((one) => verifying.next(one)), ...verifying.end()]
}

const anyLengths = fc.tuple(
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 4 }),
)
const anyPlace = fc.nat({ max: 10_000 })

function other(hex: string): string {
  return `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`
}

/** One change each; `row` ones leave the entry as it is. */
const CHANGES: Readonly<Record<string, (one: EntryAndRow) => EntryAndRow>> = {
  'an entry’s instant': (one) => changed(one, { at: plusSeconds(one.entry.at, 1) }),
  'its digest': (one) => changed(one, { digest: other(one.entry.digest) }),
  'its hash': (one) => changed(one, { hash: other(one.entry.hash) }),
  'its subject’s id': (one) => changed(one, { subject: { ...one.entry.subject, id: 'another' } }),
  'its subject’s kind': (one) =>
    changed(one, {
      subject: {
        ...one.entry.subject,
        kind: SUBJECT_KINDS.find((kind) => kind !== one.entry.subject.kind) ?? 'journal',
      },
    }),
  'its subject’s instant': (one) =>
    changed(one, { subject: { ...one.entry.subject, at: plusSeconds(one.entry.subject.at, 1) } }),
}

const ROW_CHANGES: Readonly<Record<string, (row: Subject) => Subject | null>> = {
  'a row’s column': ({ fields: [, ...rest], ...row }) => {
    return { ...row, fields: [['command', 'another'], ...rest] }
  },
  'nothing instead of text': ({ fields: [first], ...row }) => {
    return { ...row, fields: [first ?? ['command', ''], ['key', '']] }
  },
  'its instant': (row) => ({ ...row, at: plusSeconds(row.at, 1) }),
  'its presence': () => null,
}

function changed({ entry, row }: EntryAndRow, change: Partial<AuditEntry>): EntryAndRow {
  return { entry: { ...entry, ...change }, row }
}

function at<Value>(list: readonly Value[], place: number): readonly [number, Value] {
  const index = place % list.length
  const value = list[index]
  assert.ok(value !== undefined)
  return [index, value]
}

suite('A chain', () => {
  test('of honest entries has no breaks and makes the root of its head', () => {
    fc.assert(
      fc.property(anyLengths, (lengths) => {
        const walked = chains(lengths)
        assert.deepEqual(breaksOf(walked, [headOf(walked)]), [])
      }),
    )
  })

  for (const [what, change] of Object.entries(CHANGES)) {
    test(`tells once, and where, that somebody changed ${what}`, () => {
      fc.assert(
        fc.property(anyLengths, anyPlace, (lengths, place) => {
          const walked = chains(lengths)
          const [index, one] = at(walked, place)
          const { home, seq } = one.entry
          const [found, ...more] = breaksOf(walked.with(index, change(one)), [])
          assert.ok(found?.kind === 'entry_changed')
          assert.deepEqual([found.home, found.seq, more], [home, seq, []])
        }),
      )
    })
  }

  for (const [what, change] of Object.entries(ROW_CHANGES)) {
    test(`tells that a record lost ${what}`, () => {
      fc.assert(
        fc.property(anyLengths, anyPlace, (lengths, place) => {
          const walked = chains(lengths)
          const [index, { entry, row }] = at(walked, place)
          assert.ok(row !== null)
          const now = change(row)
          const kind = now === null ? 'row_missing' : 'row_changed'
          const { home, seq, subject: about } = entry
          const found = breaksOf(walked.with(index, { entry, row: now }), [headOf(walked)])
          assert.deepEqual(found, [{ kind, home, seq, subject: about }])
        }),
      )
    })
  }

  test('tells which entries are gone; of a chain’s last ones the head tells', () => {
    fc.assert(
      fc.property(anyLengths, anyPlace, (lengths, place) => {
        const walked = chains(lengths)
        const [index, { entry }] = at(walked, place)
        const { home, seq } = entry
        const found = breaksOf(walked.toSpliced(index, 1), [headOf(walked)])
        const isLast = walked[index + 1]?.entry.home !== home
        assert.deepEqual(
          found.map(({ kind }) => kind),
          isLast ? ['head_differs'] : ['entry_missing', 'head_differs'],
        )
        if (found[0]?.kind === 'entry_missing') {
          assert.deepEqual([found[0].home, found[0].seq, found[0].last], [home, seq, seq])
        }
      }),
    )
  })

  test('whose entries changed places is told at the first of them', () => {
    const walked = chains([4])
    const [one, two] = [walked[1], walked[2]]
    assert.ok(one !== undefined && two !== undefined)
    const swapped = [
      ...walked.slice(0, 1),
      changed(two, { seq: 2n }),
      changed(one, { seq: 3n }),
      ...walked.slice(3),
    ]
    const [found] = breaksOf(swapped, [])
    assert.ok(found?.kind === 'entry_changed' && found.seq === 2n)
  })

  test('made again whole after a change is told by the head alone', () => {
    const walked = chains([3, 2])
    let end: ChainEnd = chainBegin(sha256, 'home-a')
    const forged = walked.map(({ entry, row }, index) => {
      assert.ok(row !== null)
      if (entry.home !== 'home-a') return { entry, row }
      const mine: Subject = index === 0 ? { ...row, fields: [['command', 'another']] } : row
      const made = entryAfter(sha256, end, { subject: mine, at: entry.at })
      end = made
      return { entry: made, row: mine }
    })
    const found = breaksOf(forged, [headOf(walked)])
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['head_differs'],
    )
  })

  test('has one canonical form, told apart by what it is of', () => {
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    assert.equal(text(canonical('chain', 'é')), '["tsuzuki audit 1","chain","é"]')
    const one = subject('home-a', 1, 'x')
    const known =
      '["tsuzuki audit 1","subject","journal","home-a","home-a-1","1775001601000000",' +
      '[["command","command 1"],["key","x"]]]'
    assert.equal(digestOf(sha256, one), sha256(new TextEncoder().encode(known)).toHex())
  })
})

suite('Heads', () => {
  const isSigned = ({ signature }: SignedHead, bytes: Uint8Array) =>
    signature === sha256(bytes).toHex()
  const signed = (head: AuditHead): SignedHead => {
    return { ...head, signature: sha256(headBytes(head)).toHex() }
  }

  function daysOf(count: number): readonly SignedHead[] {
    const made: SignedHead[] = []
    for (let day = 0; day < count; day += 1) {
      const last = made.at(-1)
      const previous = last === undefined ? null : headHash(sha256, last)
      made.push(signed({ ...headOf(chains([1])), day: DAY.add({ days: day }), previous }))
    }
    return made
  }

  const check = (heads: readonly SignedHead[]) =>
    checkHeads(sha256, heads, { isSigned, first: true })

  test('of every day in order are right', () => assert.deepEqual(check(daysOf(4)), []))

  test('with any changed figure are told as forged, and as nothing else', () => {
    const changes: readonly Partial<SignedHead>[] = [
      { at: START },
      { chains: 9n },
      { entries: 9n },
      { root: other(daysOf(1)[0]?.root ?? '') },
      { previous: other(daysOf(1)[0]?.root ?? '') },
      { signature: '00' },
    ]
    for (const change of changes) {
      for (const index of [0, 1, 3]) {
        const heads = daysOf(4)
        const [, one] = at(heads, index)
        const found = check(heads.with(index, { ...one, ...change }))
        assert.deepEqual(found, [{ kind: 'head_forged', day: one.day }])
      }
    }
  })

  test('that lack one are told by the day before the next', () => {
    const found = check(daysOf(4).toSpliced(1, 1))
    assert.deepEqual(found, [{ kind: 'head_missing', day: DAY.add({ days: 1 }) }])
    const begun = check(daysOf(4).slice(1))
    assert.deepEqual(begun, [{ kind: 'head_missing', day: DAY }])
  })
})

suite('A tree', () => {
  const leaves = (count: number) => Array.from({ length: count }, (_, one) => Uint8Array.of(one))

  test('of nothing and of one leaf is what RFC 6962 says', () => {
    const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    const empty = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'
    assert.equal(growTree(sha256).root().toHex(), nothing)
    assert.equal(rootOf(sha256, [new Uint8Array(0)]).toHex(), empty)
  })

  test('grown leaf by leaf has the root of the whole list', () => {
    for (let count = 0; count <= 65; count += 1) {
      const tree = growTree(sha256)
      for (const leaf of leaves(count)) tree.add(leaf)
      assert.equal(tree.root().toHex(), rootOf(sha256, leaves(count)).toHex())
    }
  })

  test('proves each of its leaves, and no other', () => {
    for (const count of [1, 2, 3, 7, 8, 9]) {
      const all = leaves(count)
      const root = rootOf(sha256, all).toHex()
      for (const [index, leaf] of all.entries()) {
        const path = pathOf(sha256, all, index)
        assert.equal(rootByPath(sha256, leaf, path).toHex(), root)
        assert.notEqual(rootByPath(sha256, Uint8Array.of(200), path).toHex(), root)
      }
    }
  })
})
