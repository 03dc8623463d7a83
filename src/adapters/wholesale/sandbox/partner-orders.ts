/**
 * A wholesaler whose top-ups are orders, as an HTTP server: tokens of a day, five of them a minute;
 * usage of a card once in 15 minutes; amounts in MiB; times without a zone, in UTC.
 */
import type { Clock } from '../../../app/ports.ts'
import { isBefore, plusSeconds, secondsBetween, type Instant } from '../../../domain/basics/time.ts'
import { hmac } from '../reading.ts'
import {
  listen,
  Shelf,
  type Asked,
  type Listening,
  type Replied,
  type TopUp,
} from './wholesaler.ts'

const TOKEN_SECONDS = 86_400
const TOKENS_A_MINUTE = 5
const USAGE_EVERY_SECONDS = 900
const MIB = 1_048_576

export interface PartnerSecrets {
  readonly clientId: string
  readonly clientSecret: string
  readonly webhookSecret: string
}

export interface SandboxPartner extends Listening {
  readonly shelf: Shelf
  /** As a wholesaler would send it; `level` is what moved. */
  event(iccid: string): { readonly body: string; readonly headers: Record<string, string> }
  /** Every token ends now. */
  endTokens(): void
}

export async function startPartnerOrders(
  secrets: PartnerSecrets,
  on: { readonly clock: Clock; readonly plans: readonly string[]; readonly port?: number },
): Promise<SandboxPartner> {
  const shelf = new Shelf(on.clock, on.plans)
  const world = {
    shelf,
    secrets,
    tokens: new Map<string, Instant>(),
    asked: [] as Instant[],
    usage: new Map<string, Instant>(),
  }
  const listening = await listen((asked) => answer(world, asked), { port: on.port ?? 0 })
  return {
    ...listening,
    shelf,
    endTokens: () => world.tokens.clear(),
    event(iccid) {
      const body = JSON.stringify({ type: 'low_data_notification', level: '75%', iccid })
      return { body, headers: { 'x-signature': hmac('sha512', secrets.webhookSecret, body) } }
    },
  }
}

interface World {
  readonly shelf: Shelf
  readonly secrets: PartnerSecrets
  readonly tokens: Map<string, Instant>
  asked: Instant[]
  readonly usage: Map<string, Instant>
}

const no = (status: number, code: number, reason: string): Replied => ({
  status,
  json: { code, reason },
})
const tooMany = (seconds: number): Replied => ({
  status: 429,
  json: { meta: { message: 'Too Many Attempts.' } },
  headers: { 'retry-after': String(Math.ceil(seconds)) },
})

function answer(world: World, asked: Asked): Replied {
  const { shelf } = world
  const { pathname } = asked.url
  shelf.count(`${asked.method} ${pathname}`)
  if (pathname === '/v2/token') return token(world, asked)
  const bearer = (asked.headers.authorization ?? '').replace(/^Bearer /, '')
  const until = world.tokens.get(bearer)
  if (until === undefined || !isBefore(shelf.clock.now(), until)) {
    return { status: 401, json: { meta: { message: 'Unauthenticated.' } } }
  }
  const { kind } = shelf.behaviour
  if (kind === 'broken') return { status: 500, json: { meta: { message: 'Server Error' } } }
  if (kind === 'limited') return tooMany(30)
  const [, iccid, what] = /^\/v2\/sims\/(\d+)\/(topups|usage)$/.exec(pathname) ?? []
  if (iccid !== undefined && what === 'topups') return packages(world, iccid)
  if (iccid !== undefined && what === 'usage') return usage(world, iccid)
  if (pathname === '/v2/orders/topups' && asked.method === 'POST') return order(world, asked)
  if (pathname === '/v2/orders') return orders(world, asked.url.searchParams)
  return { status: 404, json: { meta: { message: 'Not Found' } } }
}

function token(world: World, { body }: Asked): Replied {
  const now = world.shelf.clock.now()
  world.asked = world.asked.filter((at) => isBefore(now, plusSeconds(at, 60)))
  const [oldest] = world.asked
  if (world.asked.length >= TOKENS_A_MINUTE && oldest !== undefined) {
    return tooMany(secondsBetween(now, plusSeconds(oldest, 60)))
  }
  world.asked.push(now)
  const given = new URLSearchParams(body)
  const { clientId, clientSecret } = world.secrets
  if (given.get('client_id') !== clientId || given.get('client_secret') !== clientSecret) {
    return { status: 401, json: { meta: { message: 'Authentication failed' } } }
  }
  const value = crypto.randomUUID()
  world.tokens.set(value, plusSeconds(now, TOKEN_SECONDS))
  const data = { token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: value }
  return { status: 200, json: { data, meta: { message: 'success' } } }
}

function packages({ shelf }: World, iccid: string): Replied {
  if (shelf.card(iccid).recycled) return no(422, 73, 'The iccid was recycled')
  const data = shelf.plans.map((id) => ({ id, type: 'topup', price: 4.5, amount: 3_072, day: 30 }))
  return { status: 200, json: { data } }
}

function order({ shelf }: World, asked: Asked): Replied {
  const { behaviour } = shelf
  if (behaviour.kind === 'loses_request') return 'gone'
  const given = JSON.parse(asked.body) as Record<string, string>
  const { package_id: plan = '', iccid = '', description: key = '' } = given
  if (shelf.card(iccid).recycled) return no(422, 73, 'The iccid was recycled')
  if (behaviour.kind === 'refuses') return no(422, behaviour.code, 'Refused')
  if (!shelf.plans.includes(plan)) return no(422, 33, 'Insufficient stock')
  const topUp = shelf.take({ key, iccid, plan })
  if (behaviour.kind === 'loses_answer') return 'gone'
  return { status: 200, json: { data: written(topUp), meta: { message: 'success' } } }
}

function written({ ref, key, plan, state }: TopUp) {
  const slug = { pending: 'in-process', done: 'completed', failed: 'failed' }[state]
  return {
    id: Number(ref.slice(1)),
    code: ref,
    description: key,
    package_id: plan,
    status: { slug },
  }
}

function orders({ shelf }: World, query: URLSearchParams): Replied {
  const [key, iccid] = [query.get('filter[description]'), query.get('filter[iccid]')]
  const found = shelf.topUps.filter((one) => one.key === key && one.iccid === iccid)
  return { status: 200, json: { data: found.map(written), meta: { message: 'success' } } }
}

function usage(world: World, iccid: string): Replied {
  const { shelf } = world
  const now = shelf.clock.now()
  const last = world.usage.get(iccid)
  const next = last === undefined ? null : plusSeconds(last, USAGE_EVERY_SECONDS)
  if (next !== null && isBefore(now, next)) return tooMany(secondsBetween(now, next))
  world.usage.set(iccid, now)
  const card = shelf.card(iccid)
  const mib = (bytes: bigint) => Number(bytes) / MIB
  const isOver = card.until !== null && !isBefore(now, card.until)
  const data = {
    remaining: mib(card.bytesTotal - card.bytesUsed),
    total: mib(card.bytesTotal),
    expired_at: card.until?.toString().slice(0, 19).replace('T', ' ') ?? null,
    is_unlimited: false,
    status: card.until === null ? 'NOT_ACTIVE' : isOver ? 'EXPIRED' : statusOf(card),
  }
  return { status: 200, json: { data, meta: { message: 'success' } } }
}

function statusOf({ bytesTotal, bytesUsed }: { bytesTotal: bigint; bytesUsed: bigint }): string {
  return bytesUsed >= bytesTotal ? 'FINISHED' : 'ACTIVE'
}
