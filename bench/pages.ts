/**
 * What every page of the portal weighs on the wire, style included, compressed as the portal does
 * while it answers; and what a whole renewal costs with a cold cache, script and icon included. It
 * renders the pages' own samples and asks no server. Fails when a page or the renewal is over.
 */
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { ICON_SVG } from '../src/channels/mark.ts'
import { samplePages } from '../src/channels/web/pages/sample-pages.tsx'
import { machineLine, say, type Bench } from './harness.ts'

/** The first flight of a connection (RFC 6928), so that one round trip paints a page. */
export const PAGE_BYTES_MAX = 14 * 1024
export const RENEWAL_BYTES_MAX = 50 * 1024
/** What `@fastify/compress` uses for an answer made on the way. */
const BROTLI_QUALITY = 5

const LANGUAGES = ['zh-CN', 'ja'] as const

/** A returning customer's way from the line to its next pack; each page's dearest sample counts. */
const RENEWAL: readonly RegExp[] = [
  /^home(?:-|$)/,
  /^offers(?:-|$)/,
  /^confirm-/,
  /^order-awaiting_payment-/,
  /^order-delivered-/,
  /^receipt(?:-|$)/,
]

export const pages: Bench = async () => {
  const machine = machineLine()
  say(machine)
  const figures: Record<string, number | string> = {}
  const assets = assetBytes()
  let fits = true
  let count = 0
  for (const language of LANGUAGES) {
    const weights = samplePages(language)
      .map(({ name, html }) => ({ name, bytes: compressed(html) }))
      .toSorted((one, other) => other.bytes - one.bytes)
    count += weights.length
    for (const { name, bytes } of weights) say(`${language} ${name.padEnd(52)} ${bytes} B`)
    const steps = RENEWAL.map((step) => {
      const dearest = weights.find(({ name }) => step.test(name))
      if (dearest === undefined) throw new Error(`no sample page is like ${step}`)
      return dearest
    })
    const renewal = steps.reduce((sum, { bytes }) => sum + bytes, assets)
    const [largest] = weights
    say(`${language} renewal: ${steps.map(({ name }) => name).join(' > ')}, ${renewal} B`)
    const suffix = language.replace('-', '_').toLowerCase()
    figures[`largest_page_${suffix}_bytes`] = largest?.bytes ?? 0
    figures[`largest_page_${suffix}`] = largest?.name ?? ''
    figures[`renewal_${suffix}_bytes`] = renewal
    fits &&= renewal <= RENEWAL_BYTES_MAX && weights.every(({ bytes }) => bytes <= PAGE_BYTES_MAX)
  }
  if (!fits) process.exitCode = 1
  return {
    bench: 'pages',
    machine,
    runs: 1,
    ratio: null,
    figures: {
      ...figures,
      pages: count,
      assets_bytes: assets,
      page_budget_bytes: PAGE_BYTES_MAX,
      renewal_budget_bytes: RENEWAL_BYTES_MAX,
      within_budget: fits,
    },
    conserved: true,
  }
}

/** Loaded once and kept by the browser. */
function assetBytes(): number {
  const client = new URL('../src/channels/web/client/', import.meta.url)
  const scripts = ['portal.js', 'worker.js'].map((name) =>
    readFileSync(new URL(name, client), 'utf8'),
  )
  return [...scripts, ICON_SVG].reduce((sum, text) => sum + compressed(text), 0)
}

function compressed(text: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
  return brotliCompressSync(text, { params }).byteLength
}
