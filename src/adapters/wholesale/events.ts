/** Which card a genuine webhook is about; everything else in it is read again. */
import type { SupplierEvent } from '../../app/fulfilment/ports.ts'
import { parseIccid } from '../../domain/line/iccid.ts'

export function cardEvent(
  rawBody: Uint8Array,
  iccidIn: (told: unknown) => string | null,
): SupplierEvent {
  let told: unknown
  try {
    told = JSON.parse(new TextDecoder().decode(rawBody))
  } catch {
    return { kind: 'ignored' }
  }
  const iccid = parseIccid(iccidIn(told) ?? '')
  return iccid.ok ? { kind: 'card', iccid: iccid.value } : { kind: 'ignored' }
}
