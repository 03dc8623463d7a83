/** One word for one thing, and the marks of each language, over all that the channels say. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'

interface Said {
  readonly where: string
  readonly text: string
}

const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]`
const LITERAL = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g

const files = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
  .filter((path) => !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), 'utf8') }))

function literalsOf(path: string, text: string): Said[] {
  const code = text.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '')
  return [...code.matchAll(LITERAL)].map(([literal]) => ({ where: path, text: literal }))
}

const said = files.flatMap(({ path, text }) => literalsOf(path, text))

function found(pattern: RegExp, among: readonly Said[] = said): string[] {
  return among.filter(({ text }) => pattern.test(text)).map(({ where, text }) => `${where} ${text}`)
}

const ofMany = (text: string) => literalsOf('sample', text)

suite('Wording', () => {
  test('A renewal in Traditional Chinese is 續購, never 續費', () => {
    assert.deepEqual(found(/續費/), [])
    assert.equal(found(/續費/, ofMany(`const a = { text: '已續費' }`)).length, 1)
  })

  test('門號 is a telephone number and never a line', () => {
    const line = /門號 ?\$|這[個條]門號|個門號|(?:您的|停用|恢復|查看|名下的|帳號裡的)門號(?!即將)/
    assert.deepEqual(found(line), [])
    assert.equal(found(line, ofMany(`const a = '停用門號'`)).length, 1)
  })

  test('A renewal in Korean is 충전 or 자동 연장, never 갱신', () => {
    assert.deepEqual(found(/갱신/), [])
  })

  test('A telephone in Korean is 휴대전화, and a SIM 유심', () => {
    assert.deepEqual(found(/휴대폰/), [])
    const latin = /^(?=.*[가-힣]).*(?<![A-Za-z-])SIM(?![A-Za-z-])/s
    assert.deepEqual(found(latin), [])
    assert.equal(found(latin, ofMany(`const a = ['교체할 SIM', '새 eSIM']`)).length, 1)
  })

  test('Colons and brackets after Chinese and Japanese letters are wide', () => {
    const narrow = new RegExp(`${CJK} ?(?::(?!\\p{Extended_Pictographic})|\\()`, 'u')
    assert.deepEqual(found(narrow), [])
    assert.equal(found(narrow, ofMany(`const a = ['安裝碼: x', '時刻 (日本)']`)).length, 2)
  })

  test('A page takes its colons and brackets from the language', () => {
    const fixed = /\{[\w.]+\}: |\$\{[^{}]*\}: |(?:^|\s)\(\{[\w.]+\}\)|\{[\w.]+\} \(/
    const pages = files.filter(({ path }) => path.endsWith('.tsx') && !path.startsWith('sandbox/'))
    const among = pages.flatMap(({ path, text }) =>
      text.split('\n').map((line, place) => ({ where: `${path}:${place + 1}`, text: line.trim() })),
    )
    assert.deepEqual(found(fixed, among), [])
    const sample = [
      '{said.code}: <code>',
      '`${said.copy}: ${name}`',
      '{said.hour} ({frame.zone})',
      '({said.hours})',
    ]
    const bad = sample.map((text) => ({ where: 'sample', text }))
    assert.equal(found(fixed, bad).length, bad.length)
  })
})
