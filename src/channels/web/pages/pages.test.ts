import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import { contentSecurityPolicy } from '../layout.tsx'
import { STYLES_HASH } from '../look/styles.ts'
import { manifest } from '../manifest.ts'
import { renewingWords } from '../words/renewing/words.ts'
import { hostilePages } from './hostile-pages.tsx'
import { samplePages } from './sample-pages.tsx'

/** The first flight of a connection (RFC 6928), so that one round trip paints a page. */
const PAGE_BYTES_MAX = 14 * 1024

/** As the server compresses while it answers: quick, not smallest. */
function compressed(html: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  return brotliCompressSync(html, { params }).byteLength
}

const rendered = LANGUAGES.map((language) => ({ language, pages: samplePages(language) }))

test('every page renders in every language, states the language and fits the first flight', (t) => {
  let largest = { name: '', size: 0 }
  for (const { language, pages } of rendered) {
    for (const page of pages) {
      assert.ok(page.html.startsWith('<!doctype html>'), page.name)
      assert.ok(page.html.includes(`<html lang="${language}">`), page.name)
      const size = compressed(page.html)
      assert.ok(size <= PAGE_BYTES_MAX, `${language} ${page.name}: ${size} B`)
      if (size > largest.size) largest = { name: `${language} ${page.name}`, size }
    }
  }
  t.diagnostic(`largest page ${largest.name}: ${largest.size} B brotli`)
  for (const page of rendered[0]?.pages ?? []) {
    if (!/-\d+-/.test(page.name)) {
      t.diagnostic(`${page.name} ${compressed(page.html)} B`)
    }
  }
})

test('no page carries a style attribute, a handler, an address of others or a bare yen sign', () => {
  for (const { language, pages } of rendered) {
    for (const page of pages) {
      const where = `${language} ${page.name}`
      assert.doesNotMatch(page.html, /\sstyle=/, where)
      assert.doesNotMatch(page.html, /\son[a-z]+=/, where)
      assert.doesNotMatch(page.html, /(?:src|href|action)="(?:https?:)?\/\//, where)
      assert.doesNotMatch(page.html, /[¥￥]/, where)
      assert.doesNotMatch(page.html, /undefined|\[object|NaN/, where)
    }
  }
})

/** Countries are named by the Unicode data, which has narrow brackets in Japanese. */
const NOT_OUR_TEXT = /<(script|style|option)[\s\S]*?<\/\1>|<[^>]*>/g

test('Chinese and Japanese text is never followed by a narrow colon or bracket', () => {
  for (const { language, pages } of rendered) {
    for (const page of pages) {
      const text = page.html.replaceAll(NOT_OUR_TEXT, '')
      const [narrow] = /.{0,20}[\p{Script=Han}ぁ-んァ-ヶー] ?[:(].{0,20}/u.exec(text) ?? []
      assert.equal(narrow, undefined, `${language} ${page.name}`)
    }
  }
})

test('every page has one heading of the first rank and no id twice', () => {
  for (const { language, pages } of rendered) {
    for (const page of pages) {
      const where = `${language} ${page.name}`
      assert.equal(page.html.match(/<h1[ >]/g)?.length, 1, where)
      const ids = [...page.html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
      assert.equal(new Set(ids).size, ids.length, `${where}: ${ids.join(' ')}`)
    }
  }
})

test('every form that changes something is sealed, and all but signing out name their attempt', () => {
  for (const { pages } of rendered) {
    for (const page of pages) {
      for (const [form] of page.html.matchAll(/<form[\s\S]*?<\/form>/g)) {
        if (/^<form[^>]* method="get"/.test(form)) {
          assert.doesNotMatch(form, /name="(?:csrf|key)"/, 'a seal in an address')
          continue
        }
        assert.match(form, /method="post"/, page.name)
        assert.match(form, /name="csrf"/, page.name)
        if (!form.includes('action="/sign-out"')) assert.match(form, /name="key"/, page.name)
      }
    }
  }
})

test('hostile text stays text', () => {
  for (const page of hostilePages()) {
    assert.doesNotMatch(page.html, /<script>alert|<img src=x|"><b>/, page.name)
    assert.match(page.html, /&lt;script>/, page.name)
  }
})

test('codes are never put back into a form, other typed text is', () => {
  const page = rendered[0]?.pages.find((one) => one.name === 'add-line')
  assert.ok(page !== undefined)
  assert.match(page.html, /value="8981 1001 2345 6789 018"/)
  assert.doesNotMatch(page.html, /value="12345"/)
})

test('a wrong field is linked from the summary, described and marked', () => {
  const page = rendered[0]?.pages.find((one) => one.name === 'add-line')
  assert.ok(page !== undefined)
  assert.match(page.html, /<a href="#iccid">/)
  assert.match(page.html, /id="iccid"[^>]*aria-describedby="iccid-wrong iccid-hint"/)
  assert.match(page.html, /aria-invalid="true"/)
})

test('home says that a renewal waits for its holder, and leads to where it is confirmed', () => {
  for (const { language, pages } of rendered) {
    const home = pages.find((one) => one.name === 'home-renewal-needs')
    assert.ok(home !== undefined)
    const { needsYou, goPay } = renewingWords(language)
    assert.ok(home.html.includes(needsYou), language)
    assert.match(home.html, new RegExp(`<a class="button main" href="/orders/[^"]+">${goPay}</a>`))
  }
})

test('the policy allows our own script, one style sheet by its hash and nothing inline', () => {
  const policy = contentSecurityPolicy(['https://pay.example'])
  assert.ok(policy.includes(`style-src ${STYLES_HASH};`))
  assert.ok(policy.includes("form-action 'self' https://pay.example;"))
  assert.doesNotMatch(policy, /unsafe/)
})

test('the manifest names the app in each language', () => {
  for (const language of LANGUAGES) {
    const parsed: unknown = JSON.parse(manifest(language))
    assert.ok(typeof parsed === 'object' && parsed !== null && 'lang' in parsed)
    assert.equal(parsed.lang, language)
  }
})

test('the worker finds the line that marks a kept copy', () => {
  const worker = readFileSync(new URL('../client/worker.js', import.meta.url), 'utf8')
  const source = /COPY_NOTICE = \/(.+)\/$/m.exec(worker)?.[1]
  assert.ok(source !== undefined)
  for (const { pages } of rendered) {
    const home = pages.find((one) => one.name === 'home')
    assert.match(home?.html ?? '', new RegExp(source))
  }
})
