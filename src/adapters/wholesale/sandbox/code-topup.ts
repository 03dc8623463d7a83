/**
 * A wholesaler of package codes, as an HTTP server: an access code, signed calls, one top-up for
 * one `transactionId`, volumes in bytes, times with an offset.
 */
import type { Clock } from '../../../app/ports.ts'
import { isBefore } from '../../../domain/basics/time.ts'
import { signature } from '../code-topup/supplier.ts'
import { isSigned } from '../reading.ts'
import {
  listen,
  Shelf,
  type Asked,
  type Listening,
  type Replied,
  type TopUp,
} from './wholesaler.ts'

export interface CodeSecrets {
  readonly accessCode: string
  readonly secret: string
}

export interface SandboxCodes extends Listening {
  readonly shelf: Shelf
  event(iccid: string): { readonly body: string; readonly headers: Record<string, string> }
}

export async function startCodeTopUp(
  secrets: CodeSecrets,
  on: { readonly clock: Clock; readonly plans: readonly string[]; readonly port?: number },
): Promise<SandboxCodes> {
  const shelf = new Shelf(on.clock, on.plans)
  const listening = await listen((asked) => answer(shelf, secrets, asked), { port: on.port ?? 0 })
  return {
    ...listening,
    shelf,
    event(iccid) {
      const text = JSON.stringify({ notifyType: 'DATA_USAGE', content: { iccid } })
      const timestamp = String(on.clock.now().epochMilliseconds)
      const requestId = crypto.randomUUID()
      const { accessCode, secret } = secrets
      const signed = signature(secret, { timestamp, requestId, accessCode, text })
      const headers = {
        'rt-timestamp': timestamp,
        'rt-requestid': requestId,
        'rt-signature': signed,
      }
      return { body: text, headers }
    },
  }
}

const ok = (obj: unknown): Replied => ({
  status: 200,
  json: { success: true, errorCode: '0', errorMsg: null, obj },
})
const no = (errorCode: string): Replied => ({
  status: 200,
  json: { success: false, errorCode, errorMsg: 'refused', obj: null },
})

function answer(shelf: Shelf, secrets: CodeSecrets, asked: Asked): Replied {
  const path = asked.url.pathname.replace('/api/v1/open', '')
  shelf.count(`${asked.method} ${path}`)
  const { headers, body: text } = asked
  const header = (name: string) => String(headers[name] ?? '')
  if (header('rt-accesscode') !== secrets.accessCode) return { status: 401, json: {} }
  const right = signature(secrets.secret, {
    timestamp: header('rt-timestamp'),
    requestId: header('rt-requestid'),
    accessCode: secrets.accessCode,
    text,
  })
  if (!isSigned(header('rt-signature'), right)) return no('101003')
  const { kind } = shelf.behaviour
  if (kind === 'broken') return { status: 500, json: {} }
  if (kind === 'limited') return { status: 429, json: {}, headers: { 'retry-after': '30' } }
  const given = JSON.parse(text) as Record<string, string>
  if (path === '/esim/topup') return topUp(shelf, given)
  if (path === '/esim/query') return query(shelf, given['iccid'] ?? '')
  if (path === '/package/list') return packages(shelf)
  return { status: 404, json: {} }
}

function topUp(shelf: Shelf, given: Readonly<Record<string, string>>): Replied {
  const { behaviour } = shelf
  if (behaviour.kind === 'loses_request') return 'gone'
  const { iccid = '', packageCode: plan = '', transactionId: key = '' } = given
  const known = shelf.topUps.find((one) => one.key === key)
  if (known === undefined) {
    if (shelf.card(iccid).recycled) return no('310403')
    if (behaviour.kind === 'refuses') return no(String(behaviour.code))
    if (!shelf.plans.includes(plan)) return no('310241')
  }
  const made = known ?? shelf.take({ key, iccid, plan })
  if (behaviour.kind === 'loses_answer') return 'gone'
  return ok(written(made))
}

function written({ key, plan, ref, state }: TopUp) {
  const topUpStatus = { pending: 'PROCESSING', done: 'SUCCESS', failed: 'FAILED' }[state]
  return { transactionId: key, packageCode: plan, orderNo: ref, topUpStatus }
}

function query(shelf: Shelf, iccid: string): Replied {
  const card = shelf.card(iccid)
  const now = shelf.clock.now()
  const isOver = card.until !== null && !isBefore(now, card.until)
  const isUsedUp = card.bytesTotal > 0n && card.bytesUsed >= card.bytesTotal
  const running = isUsedUp ? 'USED_UP' : 'IN_USE'
  const esimStatus = card.until === null ? 'GOT_RESOURCE' : isOver ? 'USED_EXPIRED' : running
  const esim = {
    iccid,
    esimStatus,
    totalVolume: Number(card.bytesTotal),
    orderUsage: Number(card.bytesUsed),
    expiredTime: card.until === null ? null : offset(card.until.toString()),
    lastUpdateTime: offset(now.toString()),
    packageList: shelf.topUps.filter((one) => one.iccid === iccid).map(written),
  }
  return ok({ esimList: [esim], pager: { pageNum: 1, pageSize: 1, total: 1 } })
}

/** As this wholesaler writes it: `2027-04-09T03:00:00+0000`. */
function offset(text: string): string {
  return `${text.slice(0, 19)}+0000`
}

/** Prices are times 10,000: 4.50 is 45000. */
function packages({ plans }: Shelf): Replied {
  return ok({ packageList: plans.map((packageCode) => ({ packageCode, price: 45_000 })) })
}
