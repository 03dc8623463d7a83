/** The corpus of messages keeps its form, its numbers, and to names that belong to nobody. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { parse } from 'yaml'

const FOLDER = join(import.meta.dirname, 'verify')
const LANGUAGES = ['zh-CN', 'zh-TW', 'en', 'ja', 'ko']
const TRUTHS = ['genuine', 'fraud', 'unknown']
const MESSAGES_MIN = 220

const OFFICIAL_HOSTS = new Set(['kadoya.example.com', 'renew.kadoya.example.com'])
const OFFICIAL_PHONES = new Set(['81300000142', '0300000142'])
/** One of these stands in whatever is genuine. */
const OFFICIAL = /kadoya\.example\.com|3-0000-0142|\b00051234\b|\bkadoya_tsushin\b|@kadoya\b/i

interface Message {
  readonly id: string
  readonly language: string
  readonly truth: string
  readonly note?: string
  readonly text: string
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false
  const { note = '', ...rest } = value as Partial<Record<keyof Message, unknown>>
  const kept = Object.keys(rest).toSorted().join(' ') === 'id language text truth'
  return kept && [note, ...Object.values(rest)].every((part) => typeof part === 'string')
}

function read(language: string): readonly Message[] {
  const list: unknown = parse(readFileSync(join(FOLDER, `${language}.yaml`), 'utf8'))
  assert.ok(Array.isArray(list), language)
  return list.map((entry: unknown, index) => {
    assert.ok(isMessage(entry), `${language}, entry ${index + 1}`)
    return entry
  })
}

/** What disguises a name taken off, but for letters of other alphabets. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}]/gu, '')
    .replaceAll(/(?<=[a-z])。(?=[a-z])/g, '.')
    .replaceAll(/https?:\/\//gi, ' ')
}

const LETTER = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d`
/** Not within a path or a word; the last label is letters of the Latin alphabet. */
const HOST = new RegExp(
  [
    `(?<![${LETTER}_/.=&-])`,
    String.raw`[${LETTER}-]+(?:\.[${LETTER}-]+)*\.\p{Script=Latin}{2,}`,
    `(?![${LETTER}-])`,
  ].join(''),
  'gu',
)

/** The hosts of links, of mail addresses and named alone, in small letters. */
function hosts(text: string): readonly string[] {
  return [...plain(text).matchAll(HOST)].map(([host]) => host.toLowerCase())
}

/** Groups of digits as telephone numbers are written; dates are not. */
function phones(text: string): readonly string[] {
  const pattern = /(?<![\d.-])(?:\+\d{1,3}[ -])?\d{1,4}(?:[ -]\d{2,4}){2}(?![\d-])/g
  const found = [...plain(text).matchAll(pattern)].map(([number]) => number)
  return found.filter((number) => !/^\d{4}-\d\d-\d\d$/.test(number))
}

function isReserved(host: string): boolean {
  return /(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org))$/.test(host)
}

const MESSAGES = LANGUAGES.flatMap(read)

function trouble(look: (message: Message) => readonly string[]): readonly string[] {
  return MESSAGES.flatMap((message) => look(message).map((found) => `${message.id}: ${found}`))
}

suite('The corpus of messages', () => {
  test(`holds at least ${MESSAGES_MIN}, each with an id and a text of its own`, () => {
    assert.ok(MESSAGES.length >= MESSAGES_MIN)
    assert.equal(new Set(MESSAGES.map(({ id }) => id)).size, MESSAGES.length)
    assert.equal(new Set(MESSAGES.map(({ text }) => text)).size, MESSAGES.length)
  })

  test('names the language in the file and the id, and one of three truths', () => {
    for (const language of LANGUAGES) {
      for (const [index, message] of read(language).entries()) {
        assert.equal(message.language, language)
        assert.equal(message.id, `${language}-${String(index + 1).padStart(3, '0')}`)
        assert.ok(TRUTHS.includes(message.truth), message.id)
        assert.notEqual(message.text.trim(), '', message.id)
      }
    }
  })

  test('holds as many of each language and truth as its README says', () => {
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8')
    for (const language of LANGUAGES) {
      const mine = MESSAGES.filter((message) => message.language === language)
      const counts = TRUTHS.map((truth) => mine.filter((one) => one.truth === truth).length)
      const row = `| ${[language, ...counts, mine.length].join(' | ')} |`
      assert.ok(readme.includes(row), row)
      assert.ok(
        counts.every((count) => count > 0),
        language,
      )
    }
  })

  test('has messages of a few letters and of about two thousand', () => {
    const lengths = MESSAGES.map(({ text }) => text.length)
    assert.ok(Math.min(...lengths) <= 20)
    assert.ok(Math.max(...lengths) >= 2_000)
  })

  test('names only hosts that are reserved (RFC 2606, RFC 6761)', () => {
    assert.deepEqual(
      trouble(({ text }) => hosts(text).filter((host) => !isReserved(host))),
      [],
    )
    assert.deepEqual(hosts('见 https://ａ.Shop.test/x.jpg，b@c.dev 或 d。e'), [
      'a.shop.test',
      'c.dev',
    ])
  })

  test('names only addresses kept for documentation (RFC 5737, RFC 3849)', () => {
    const documented = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./
    const four = ({ text }: Message) => text.match(/\d+\.\d+\.\d+\.\d+/g) ?? []
    const six = ({ text }: Message) => text.match(/\[[\da-f]*:[\da-f:]*\]/gi) ?? []
    assert.deepEqual(
      trouble((one) => four(one).filter((address) => !documented.test(address))),
      [],
    )
    assert.deepEqual(
      trouble((one) => six(one).filter((address) => !address.startsWith('[2001:db8:'))),
      [],
    )
  })

  test('names only telephone numbers that nobody has', () => {
    assert.deepEqual(
      trouble(({ text }) => phones(text).filter((number) => !/\b0{3,4}\b/.test(number))),
      [],
    )
    assert.deepEqual(phones('+81 3-1234-5678, 090-1234-5678, 2026-12-31'), [
      '+81 3-1234-5678',
      '090-1234-5678',
    ])
    // 192.0.2.1 written as one number is the only long run of digits.
    const long = ({ text }: Message) => plain(text).match(/\d{9,}/g) ?? []
    assert.deepEqual(
      trouble((one) => long(one).filter((digits) => Number(digits) !== 0xc0_00_02_01)),
      [],
    )
  })

  test('what is genuine names only official channels, what is unknown names none', () => {
    const official = ({ text }: Message) => ({
      hosts: hosts(text).map((host) => [host, OFFICIAL_HOSTS.has(host)] as const),
      phones: phones(text)
        .filter((number) => !number.startsWith('0000-142-'))
        .map((number) => [number, OFFICIAL_PHONES.has(number.replaceAll(/\D/g, ''))] as const),
    })
    const wrong = trouble((message) => {
      if (message.truth === 'fraud') return []
      const named = official(message)
      if (message.truth === 'genuine' && !OFFICIAL.test(message.text)) return ['no channel']
      return [...named.hosts, ...named.phones]
        .filter(([, ours]) => ours !== (message.truth === 'genuine'))
        .map(([name]) => name)
    })
    assert.deepEqual(wrong, [])
  })
})
