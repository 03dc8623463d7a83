/**
 * Somebody who renews a card on the portal of a running product, over HTTP and without scripts: the
 * card's number and code, the cheapest pack, the last screen, the provider's page. For tests only.
 */
import assert from 'node:assert/strict'
import type { DemoLine, Product } from '../product.ts'
import { insist, lever, type Desk, type PricedOffer } from './callers.ts'
import { formFields } from './shown-forms.ts'

const REDIRECTS_MAX = 5

interface Shown {
  readonly status: number
  readonly page: string
  /** Where a redirect left the portal; null: it did not. */
  readonly away: string | null
}

class PortalVisitor {
  readonly #url: string
  readonly #cookies = new Map<string, string>()
  #page = ''

  constructor({ url }: Pick<Product, 'url'>) {
    this.#url = url
  }

  get(path: string): Promise<Shown> {
    return this.#ask(path, { method: 'GET' })
  }

  /** Sends the form of that action as it was shown, with what a person changed in it. */
  send(action: string, changed: Readonly<Record<string, string>>): Promise<Shown> {
    const fields = new URLSearchParams(formFields(this.#page, action))
    for (const [name, value] of Object.entries(changed)) fields.set(name, value)
    return this.#ask(action, { method: 'POST', body: fields })
  }

  async #ask(path: string, asked: RequestInit, hops = 0): Promise<Shown> {
    assert.ok(hops < REDIRECTS_MAX, 'the portal does not lead in circles')
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, 'accept-language': 'en' }
    const answer = await fetch(this.#url + path, { ...asked, headers, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? []
      this.#cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    const page = await answer.text()
    if (to === null) {
      this.#page = page
      return { status: answer.status, page, away: null }
    }
    const target = new URL(to, this.#url)
    if (target.origin !== new URL(this.#url).origin) {
      return { status: answer.status, page, away: target.href }
    }
    return this.#ask(target.pathname + target.search, { method: 'GET' }, hops + 1)
  }
}

/** Answers the provider's page on which it is to be paid by card. */
export async function orderOnPortal(
  product: Pick<Product, 'url'>,
  { id, iccid, activationCode }: DemoLine,
  offer: PricedOffer,
): Promise<string> {
  const visitor = new PortalVisitor(product)
  await visitor.get('/renewal')
  const offers = await visitor.send('/renewal', { iccid, activationCode })
  assert.equal(offers.status, 200, offers.page)
  const chosen = `offer=${offer.id}&version=${offer.version}`
  await visitor.get(`/lines/${id}/renewals/new?${chosen}`)
  const paying = await visitor.send(`/lines/${id}/renewals`, { act: 'pay', accept: 'yes' })
  assert.ok(paying.away !== null, paying.page)
  return paying.away
}

export async function payOnPage(desk: Desk, page: string): Promise<void> {
  const session = page.split('/').at(-1) ?? ''
  const path = `/sessions/${session}/payment`
  await insist(() => lever(desk, { method: 'POST', path, body: { card: 'approve' } }))
}
