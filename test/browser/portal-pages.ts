/** Every page of the running portal that a GET leads to, for journeys that look at all of them. */
import { lineOf, type Product } from './product.ts'
import { chooseToPay, order, takeNumber } from './paying.ts'
import { choose, follow, newEnd, payWith, wordsOn, type Place, type Visit } from './visiting.ts'

/** The promise to people at 128 kbps, in bytes over the wire. */
export const PAGE_BYTES_MAX = 14 * 1_024

/** For people who are not signed in. */
export function openPages(product: Product): readonly string[] {
  return [
    '/',
    '/networks/docomo/offers',
    '/sign-in',
    '/registration',
    '/renewal',
    '/code',
    '/help',
    '/help?q=128',
    '/verify',
    '/verify?q=https%3A%2F%2Fkad0ya.example.com%2Fpay',
    '/verify/reports/new',
    '/verify/reports/thanks',
    '/directory',
    '/directory/shinjuku',
    '/offline',
    '/terms',
    '/terms/service-terms/1',
    '/terms/service-terms/2?since=1',
    `/sandbox-is-not-a-page-${product.world.lines.length}`,
  ]
}

/** `2026-11`, at the end of a statement's address. */
const MONTH_LENGTH = 7

/** The account whose pages are looked at: several lines, orders in several states. */
export const PAGES_OF = 'wang.fang@example.com'

interface Prepared {
  readonly paths: readonly string[]
  /** Of an order that waits for somebody else. */
  readonly payLink: string
}

const prepared = new WeakMap<Product, Promise<Prepared>>()

function prepare(place: Place): Promise<Prepared> {
  const pages = prepared.get(place.product) ?? preparePages(place)
  prepared.set(place.product, pages)
  return pages
}

/** For the signed-in holder, after orders of several kinds were made; done once. */
export async function holderPages(place: Place): Promise<readonly string[]> {
  return (await prepare(place)).paths
}

/** The page of a pay-link, for a browser that has opened it. */
export async function friendPages(place: Place, { page }: Visit): Promise<readonly string[]> {
  await page.goto((await prepare(place)).payLink)
  return ['/pay']
}

async function preparePages({ product, visit }: Place): Promise<Prepared> {
  const { page } = await visit({ as: PAGES_OF })
  const line = lineOf(product.world, 'empty-throttled', PAGES_OF)
  const other = lineOf(product.world, 'order-waiting', PAGES_OF)
  const offer = 'kawasemi-20gb-anniversary'
  const auOffer = 'chidori-3gb-3d'
  const pathOf = () => new URL(page.url()).pathname
  await chooseToPay(page, { line: line.id, offer }, { method: 'card', keep: true })
  await order(page)
  await payWith(page, 'approve')
  await newEnd(page)
  const delivered = pathOf()
  await follow(page, page.locator('form[action$="/disputes"] button').last())
  const dispute = pathOf()
  await chooseToPay(page, { line: line.id, offer }, { method: 'konbini' })
  await order(page)
  await takeNumber(page)
  await follow(page, page.locator('a.back').last())
  const voucher = pathOf()
  await choose(page, other.id, auOffer)
  const { confirm, orderMoney } = await wordsOn(page)
  await page.getByLabel(confirm.accept).check()
  await follow(page, page.locator('button[name=act][value=link]'))
  const linked = pathOf()
  const payLink = await page.getByLabel(orderMoney.linkAddress).inputValue()
  await page.goto('/agreements')
  const firstListed = () => page.locator('main ul.list a').first().getAttribute('href')
  const agreement = await firstListed()
  await page.goto('/account/statements')
  const statement = await firstListed()
  const paths = [
    `/lines/${line.id}`,
    `/lines/${other.id}`,
    `/lines/${line.id}/auto-renewal`,
    `/lines/${line.id}/auto-renewal/terms`,
    `/lines/${line.id}/offers`,
    `/lines/${line.id}/install`,
    `/lines/${line.id}/renewals/new?offer=${offer}&version=1`,
    '/lines/new',
    '/orders',
    delivered,
    `${delivered}/receipt`,
    voucher,
    linked,
    '/profile',
    '/account/payment',
    '/account/notices',
    '/account/disputes',
    dispute,
    '/account/statements',
    statement ?? '',
    `/lines/${line.id}/statements`,
    `/lines/${line.id}/statements/${statement?.slice(-MONTH_LENGTH)}`,
    '/account/phone',
    '/account/data',
    '/account/closing',
    '/sign-ins',
    '/passkeys',
    '/agreements',
    '/agreements/pending',
    agreement ?? '',
  ]
  return { paths, payLink }
}
