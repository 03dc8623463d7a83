/**
 * A running product with what stands outside the browser: caught mail, the clock, the API, the
 * payment provider's levers, the demonstration world. Starting takes seconds, so that all browser
 * tests of a file share one. Not the starting itself (`test/product.ts`).
 */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { WorldDescription } from '../../src/main/world/describe.ts'
import { controlOf } from '../contracts/payment-world.ts'
import { databaseOf, startProduct } from '../product.ts'

/** Far above what anything awaited here takes on a busy machine. */
const UNTIL_MS_MAX = 30_000
const LOOK_EVERY_MS = 40

export type DemoWorld = WorldDescription & {
  readonly ports: { readonly radiusAccounting: number; readonly provider: number }
}
export type DemoLine = DemoWorld['lines'][number]

export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export type Product = Awaited<ReturnType<typeof openProduct>>

export async function openProduct() {
  const running = await startProduct()
  const { url, dataDirectory } = running
  const world = (await askJson(`${url}/sandbox/world.json`)) as DemoWorld
  const keys = readFileSync(join(dataDirectory, 'sandbox-provider-keys.json'), 'utf8')
  const { secretKey } = JSON.parse(keys) as { secretKey: string }
  const database = new pg.Pool({ ...databaseOf(dataDirectory), max: 1 })
  return {
    url,
    world,
    ...outside(url, world),
    ...bookReader(database),
    load: loaderOn(dataDirectory),
    lever: controlOf(`http://127.0.0.1:${world.ports.provider}`, secretKey),
    async close() {
      await database.end()
      await running.remove()
    },
  }
}

/** As the operator loads a file beside the running product. @throws with its complaints. */
function loaderOn(dataDirectory: string) {
  return async (content: string): Promise<void> => {
    const path = join(dataDirectory, 'to-load.yaml')
    writeFileSync(path, content)
    const args = ['--import', './scripts/jsx.ts', 'src/main/operator.ts', 'load', path]
    const { PATH } = process.env
    await promisify(execFile)(process.execPath, args, {
      env: { PATH, TSUZUKI_DATA: dataDirectory },
    })
  }
}

/** Yen that a provider has of an order by its book, the fee included. */
export function taken(book: Readonly<Record<string, number>>, provider: string): number {
  return (book[`provider_clearing:${provider}`] ?? 0) + (book[`provider_fees:${provider}`] ?? 0)
}

/** The book as it stands in the database: no page and no answer of the product tells it whole. */
function bookReader(database: pg.Pool) {
  return {
    /** Yen of each ledger account that an order has touched, debit positive; zeros are left out. */
    async bookOf(order: string): Promise<Readonly<Record<string, number>>> {
      const { rows } = await database.query<{ account: string; amount: string }>(
        `select account, sum(amount) as amount
         from posting_sets, unnest(accounts, amounts) as posting (account, amount)
         where order_id = $1 group by account having sum(amount) <> 0 order by account`,
        [order],
      )
      return Object.fromEntries(rows.map(({ account, amount }) => [account, Number(amount)]))
    },
    /** Yen that an order moved over tills, by what for. */
    async drawersOf(order: string): Promise<Readonly<Record<string, number>>> {
      const { rows } = await database.query<{ kind: string; amount: string }>(
        `select kind, sum(amount) as amount from till_entries where order_id = $1
         group by kind order by kind`,
        [order],
      )
      return Object.fromEntries(rows.map(({ kind, amount }) => [kind, Number(amount)]))
    },
    /** Yen that should lie in a till whose shift is open. */
    async cashIn(till: string): Promise<number> {
      const { rows } = await database.query<{ cash: string }>(
        `select cash_expected as cash from shifts join tills using (home_id)
         where closing is null and shop_id || '/' || name = $1`,
        [till],
      )
      return Number(rows[0]?.cash)
    },
    /** Null while nothing documents a return of the order. */
    async returnOf(order: string): Promise<{ kind: string; total: number } | null> {
      const { rows } = await database.query<{ kind: string; total: string }>(
        `select kind, content -> 'total' ->> '$bigint' as total from documents
         where order_id = $1 and refund_id is not null`,
        [order],
      )
      const [row] = rows
      return row === undefined ? null : { kind: row.kind, total: Number(row.total) }
    },
    /** What the proof of the books made again and found otherwise. */
    async differences(): Promise<readonly string[]> {
      const { rows } = await database.query<{ figure: string }>(
        'select figure from book_differences where resolved_at is null',
      )
      return rows.map(({ figure }) => figure)
    },
    /** Posting sets that do not sum to zero. */
    async unbalanced(): Promise<readonly string[]> {
      const { rows } = await database.query<{ id: string }>(
        `select id from posting_sets
         where (select sum(amount) from unnest(amounts) as amount) <> 0`,
      )
      return rows.map(({ id }) => id)
    },
  }
}

function outside(url: string, world: DemoWorld) {
  const key = world.apiKeys.find((one) => one.scopes.includes('orders:write'))?.key ?? ''
  const api = (path: string) => askJson(`${url}/api/v1${path}`, { authorization: `Bearer ${key}` })
  const mailTo = async (email: string): Promise<readonly Mail[]> => {
    const address = `${url}/sandbox/mail?to=${encodeURIComponent(email)}`
    return ((await askJson(address)) as { mails: Mail[] }).mails
  }
  return {
    /** Newest first. */
    mailTo,
    /** Waits for a letter whose subject says something. */
    async letter(email: string, subject: string | RegExp): Promise<Mail> {
      const says = (one: Mail) =>
        typeof subject === 'string' ? one.subject.includes(subject) : subject.test(one.subject)
      return until(`a letter ${subject} to ${email}`, async () => (await mailTo(email)).find(says))
    },
    /** Acts, then waits for the letter with a code that the act sends. */
    async codeSent(email: string, act: () => Promise<unknown>): Promise<string> {
      const codes = async () =>
        (await mailTo(email)).flatMap((mail) => /\b\d{6}\b/.exec(mail.text) ?? [])
      const before = await codes()
      await act()
      return until(`a code for ${email}`, async () => {
        const now = await codes()
        return now.length > before.length ? now.find((one) => !before.includes(one)) : undefined
      })
    },
    /** A partner's sale over the API, delivered at once. */
    async sellAsPartner(line: string, offerId: string): Promise<void> {
      const offers = (await api(`/lines/${line}/offers`)) as { items: ApiOffer[] }
      const offer = offers.items.find((one) => one.offer.id === offerId)?.offer
      const terms = (await api('/terms')) as { items: ApiTerms[] }
      const answer = await fetch(`${url}/api/v1/lines/${line}/renewals`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({
          offer: { id: offerId, version: offer?.version },
          expectedPrice: offer?.price,
          acceptedTerms: terms.items.map(({ kind, version, hash }) => ({ kind, version, hash })),
          language: 'zh-CN',
          payment: { method: 'partner', reference: crypto.randomUUID() },
        }),
      })
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
    },
    async ordersOf(line: string): Promise<readonly ApiOrder[]> {
      return ((await api(`/lines/${line}/orders`)) as { items: ApiOrder[] }).items
    },
    ...clockOf(url),
  }
}

/** The sandbox's clock, which only moves forward. */
function clockOf(url: string) {
  return {
    /** Forward to when clocks in Japan next show this, so that nobody is asleep or just waking. */
    async clockToNext(hour: number): Promise<void> {
      const { now } = (await askJson(`${url}/sandbox/clock`)) as { now: string }
      const here = Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Tokyo')
      const today = here.round({ smallestUnit: 'day', roundingMode: 'floor' }).with({ hour })
      const next = Temporal.ZonedDateTime.compare(here, today) < 0 ? today : today.add({ days: 1 })
      const answer = await fetch(`${url}/sandbox/clock`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ now: next.toInstant().toString() }),
      })
      if (!answer.ok) throw new Error(`the clock did not move: ${answer.status}`)
    },
    async advanceClock(duration: string): Promise<void> {
      const answer = await fetch(`${url}/sandbox/clock/advance`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ duration }),
      })
      if (!answer.ok) throw new Error(`the clock did not move: ${answer.status}`)
    },
  }
}

interface ApiOffer {
  readonly offer: { readonly id: string; readonly version: number; readonly price: unknown }
}
interface ApiTerms {
  readonly kind: string
  readonly version: number
  readonly hash: string
}
export interface ApiOrder {
  readonly id: string
  readonly state: { readonly kind: string; readonly why?: string }
  readonly payment: { readonly method: string; readonly state: { readonly kind: string } }
}

/** Lines of the demonstration world that have lived through a story, in its own order. */
export function linesOf(world: DemoWorld, story: string): readonly DemoLine[] {
  return world.lines.filter((line) => line.story === story)
}

export function lineOf(world: DemoWorld, story: string, holder?: string | null): DemoLine {
  const found = linesOf(world, story).find((line) => holder === undefined || line.holder === holder)
  if (found === undefined) throw new Error(`the world has no line for "${story}"`)
  return found
}

/** The number of a gift card that can be used and held so many yen at the start. */
export function giftOf(world: DemoWorld, left: number): string {
  const usable = ['sold', 'given']
  const found = world.giftCards.find((one) => usable.includes(one.story) && one.left === left)
  if (found === undefined) throw new Error(`the world has no gift card over ${left}`)
  return found.code
}

/** Looks again and again until something is found. @throws when it takes too long. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined | false>,
): Promise<Found> {
  const deadline = Date.now() + UNTIL_MS_MAX
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await wait(LOOK_EVERY_MS)
  }
}

async function askJson(address: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(address, { headers: { accept: 'application/json', ...headers } })
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
