/**
 * The text of a pay-link: which order, and a keyed proof that we made the link that is in force. It
 * says nothing of who asked. A link that was replaced or changed is as unknown as one that never
 * was. Not the command that makes it (`orders/pay-link.ts`).
 */
import type { OrderId, LineId } from '../domain/basics/ids.ts'
import { isBefore, microsOf, type Instant } from '../domain/basics/time.ts'
import type { PayLink } from '../domain/order/order.ts'
import type { App } from './app.ts'
import { decoyOf } from './decoys.ts'
import type { OrderWithPayment } from './reads.ts'
import type { Vault } from './vault.ts'

const ID_BYTES = 16
/** Of HMAC-SHA-256: 128 bits are beyond guessing, and the link stays short enough for a message. */
const PROOF_BYTES = 16

/** `since` names the link among those of one order. */
export function payLinkToken(vault: Vault, order: OrderId, since: Instant): string {
  const id = Uint8Array.fromHex(order.replaceAll('-', ''))
  const token = new Uint8Array(ID_BYTES + PROOF_BYTES)
  token.set(id)
  token.set(proofOf(vault, order, since), ID_BYTES)
  return token.toBase64({ alphabet: 'base64url', omitPadding: true })
}

function proofOf(vault: Vault, order: OrderId, since: Instant): Uint8Array {
  const whole = Uint8Array.fromHex(vault.keyed('pay_link', `${order}|${microsOf(since)}`))
  return whole.subarray(0, PROOF_BYTES)
}

export interface FoundPayLink extends OrderWithPayment {
  readonly state: PayLinkState
}

type PayLinkState = 'open' | 'revoked' | 'over'

/** Of the link alone; the order may be over before it. */
export function payLinkState({ until, revokedAt }: PayLink, now: Instant): PayLinkState {
  if (revokedAt !== null) return 'revoked'
  return isBefore(now, until) ? 'open' : 'over'
}

/** Null for anything but the link that is in force, or was when it ended. */
export async function findPayLink(app: App, token: string): Promise<FoundPayLink | null> {
  const bytes = decode(token)
  if (bytes === null) return null
  const hex = bytes.subarray(0, ID_BYTES).toHex()
  const order = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as OrderId
  // An order that is nobody's is looked for and proved like any other.
  const nobodys = decoyOf<LineId>(app.vault, 'line', order)
  const found = await app.reads.find('order', order)
  const line = found?.home.kind === 'line' ? found.home.id : nobodys
  const known = await app.reads.order(line, order)
  const payLink = known?.order.payLink ?? null
  const proof = proofOf(app.vault, order, payLink?.since ?? app.clock.now())
  const proves = sameBytes(proof, bytes.subarray(ID_BYTES))
  if (!proves || known === null || payLink === null) return null
  return { ...known, state: payLinkState(payLink, app.clock.now()) }
}

function decode(token: string): Uint8Array | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  try {
    return Uint8Array.fromBase64(token, { alphabet: 'base64url' })
  } catch {
    return null
  }
}

/** Takes as long whichever byte differs. */
function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length
  for (const [place, byte] of one.entries()) difference |= byte ^ (other[place] ?? 0)
  return difference === 0
}
