/** Whether everybody can read the portal: by assistive means, in each language, without network. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Page } from 'playwright-core'
import { LANGUAGE_NAMES } from '../../src/channels/web/words/words.ts'
import { LANGUAGES, type Language } from '../../src/domain/basics/language.ts'
import { friendPages, holderPages, openPages, PAGE_BYTES_MAX, PAGES_OF } from './portal-pages.ts'
import { lineOf, until } from './product.ts'
import { button, follow, heading, mainText, PHONE, wordsOn, type Journey } from './visiting.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export const readingJourneys: readonly Journey[] = [
  ...(['zh-CN', 'ja'] as const).map((language): Journey => [
    `Every page is accessible in ${language}, light and dark, and fits a small phone`,
    async (place) => {
      const { product, visit } = place
      const visitor = await visit({ scripts: true, language })
      const holder = await visit({ scripts: true, as: PAGES_OF })
      const looks: (readonly [Page, readonly string[]])[] = [
        [visitor.page, [...openPages(product), ...(await friendPages(place, visitor))]],
        [holder.page, await holderPages(place)],
      ]
      const found: string[] = []
      await Promise.all(
        looks.map(async ([page, paths]) => {
          for (const path of paths) {
            await page.emulateMedia({ colorScheme: 'light' })
            await page.goto(inLanguage(path, language))
            await openAll(page)
            found.push(...(await violations(page, { type: 'tag', values: LEVELS })))
            // Nothing but colours differs in the dark.
            await page.emulateMedia({ colorScheme: 'dark' })
            found.push(...(await violations(page, { type: 'rule', values: ['color-contrast'] })))
            const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
            if (width > PHONE.width) found.push(`${path} is ${width} wide`)
          }
        }),
      )
      assert.deepEqual(found, [])
    },
  ]),
  [
    'Every page comes in each of the five languages, in few bytes',
    async (place) => {
      const { product, visit } = place
      const visitor = await visit()
      const holder = await visit({ as: PAGES_OF })
      const looks = [
        [visitor, [...openPages(product), ...(await friendPages(place, visitor))]],
        [holder, await holderPages(place)],
      ] as const
      for (const [{ context }, paths] of looks) {
        for (const path of paths) {
          const titles = new Set<string>()
          for (const language of LANGUAGES) {
            const answer = await context.request.get(inLanguage(path, language))
            const html = await answer.text()
            assert.equal(answer.status(), path.includes('-is-not-') ? 404 : 200, path)
            assert.ok(html.includes(`<html lang="${language}"`), `${path} in ${language}`)
            // A key is random letters, which may spell anything.
            const said = html.replaceAll(/name="key" value="[^"]*"/g, '')
            assert.doesNotMatch(said, /undefined|\[object|NaN/, `${path} in ${language}`)
            const bytes = compressed(html)
            assert.ok(bytes <= PAGE_BYTES_MAX, `${path} in ${language}: ${bytes} bytes`)
            titles.add(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? '')
          }
          // A paper stays in the language that it was issued in.
          const count = path.endsWith('/receipt') ? 1 : LANGUAGES.length
          assert.equal(titles.size, count, `${path}: ${[...titles].join(', ')}`)
        }
      }
    },
  ],
  [
    'With scripts off the language is switched on any page, which stays the same page',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'last-hours')
      const { page } = await visit({ as: line.holder ?? '' })
      const path = `/lines/${line.id}/renewals/new?offer=chidori-1gb-3d&version=1`
      await page.goto(path)
      for (const language of LANGUAGES) {
        await page.locator('header summary').click()
        const name = LANGUAGE_NAMES[language]
        await follow(page, page.locator('header li').getByRole('link', { name, exact: true }))
        const { confirm, help } = await wordsOn(page)
        assert.equal(await page.locator('html').getAttribute('lang'), language)
        assert.equal(await heading(page), confirm.title)
        assert.ok(page.url().includes(path))
        await page.goto('/help')
        assert.equal(await heading(page), help.title, 'the choice is remembered')
        await page.goto(path)
      }
    },
  ],
  [
    'Without network the last home is read, marked as a copy, until its owner signs out',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'several-packs', 'lucas.souza@example.com')
      const { page, context } = await visit({
        scripts: true,
        language: 'en',
        host: 'localhost',
        as: line.holder ?? '',
      })
      await page.goto(`/lines/${line.id}`)
      await page.evaluate('navigator.serviceWorker.ready')
      await page.reload()
      const { home, offline, frame } = await wordsOn(page)
      assert.ok(!(await mainText(page)).includes(home.offlineCopy))
      await keptInBrowser(page, '/')

      await context.setOffline(true)
      for (const path of ['/', `/lines/${line.id}`]) {
        await page.goto(path)
        const copy = await mainText(page)
        assert.ok(copy.includes(home.offlineCopy), path)
        assert.match(copy, /[\d:]{5}/)
      }
      await page.goto('/orders')
      assert.equal(await heading(page), offline.title)

      await context.setOffline(false)
      await page.goto(`/lines/${line.id}`)
      await follow(page, button(page, frame.signOut))
      await keptInBrowser(page, '/offline')
      await context.setOffline(true)
      await page.goto('/')
      assert.equal(await heading(page), offline.title, 'nothing personal is left')
    },
  ],
]

async function keptInBrowser(page: Page, path: string): Promise<void> {
  const look = `caches.open('tsuzuki').then((kept) => kept.match('${path}')).then(Boolean)`
  await until(`a copy of ${path}`, () => page.evaluate<boolean>(look))
}

function inLanguage(path: string, language: Language): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}

/** What is folded away is read too. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(
    "document.querySelectorAll('main details').forEach((one) => { one.open = true })",
  )
}

/** As the portal compresses while it answers. */
function compressed(html: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  return brotliCompressSync(html, { params }).byteLength
}

/** What axe finds, as a line each. */
export async function violations(
  page: Page,
  runOnly: { readonly type: 'tag' | 'rule'; readonly values: readonly string[] },
): Promise<readonly string[]> {
  if ((await page.evaluate("'axe' in globalThis")) !== true) await page.evaluate(AXE)
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const found = (await page.evaluate(
    `axe.run(document, ${options}).then((found) => found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => id + ' ' + node.target.join(' ') + ': ' + node.failureSummary)))`,
  )) as readonly string[]
  return found.map((one) => `${page.url()} ${one}`)
}
