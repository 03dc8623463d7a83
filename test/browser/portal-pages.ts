/** Every page of the running portal that a GET leads to, for journeys that look at all of them. */
import { lineOf, type Product } from './product.ts'
import { agree, choose, payWith, type Place } from './visiting.ts'

/** For people who are not signed in. */
export function openPages(product: Product): readonly string[] {
  return [
    '/',
    '/networks/docomo/offers',
    '/sign-in',
    '/registration',
    '/renewal',
    '/help',
    '/offline',
    '/terms/service-terms/1',
    `/sandbox-is-not-a-page-${product.world.lines.length}`,
  ]
}

/** The account whose pages are looked at: several lines, orders in several states. */
export const PAGES_OF = 'wang.fang@example.com'

const prepared = new WeakMap<Product, Promise<readonly string[]>>()

/** For the signed-in holder, after an order was paid and another left open; done once. */
export function holderPages(place: Place): Promise<readonly string[]> {
  const pages = prepared.get(place.product) ?? preparePages(place)
  prepared.set(place.product, pages)
  return pages
}

async function preparePages({ product, visit }: Place): Promise<readonly string[]> {
  const { page } = await visit({ as: PAGES_OF })
  const line = lineOf(product.world, 'empty-throttled', PAGES_OF)
  const other = lineOf(product.world, 'order-waiting', PAGES_OF)
  const offer = 'kawasemi-20gb-anniversary'
  await choose(page, line.id, offer)
  await agree(page)
  await payWith(page, 'approve')
  const delivered = new URL(page.url()).pathname
  await choose(page, line.id, offer)
  await agree(page)
  const [open] = await product.ordersOf(line.id)
  await page.goto('/agreements')
  const agreement = await page.locator('main ul.list a').first().getAttribute('href')
  return [
    `/lines/${line.id}`,
    `/lines/${other.id}`,
    `/lines/${line.id}/offers`,
    `/lines/${line.id}/renewals/new?offer=${offer}&version=1`,
    '/lines/new',
    '/orders',
    delivered,
    `${delivered}/receipt`,
    `/orders/${open?.id}`,
    '/profile',
    '/sign-ins',
    '/passkeys',
    '/agreements',
    agreement ?? '',
  ]
}
