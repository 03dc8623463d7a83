/** What of a recognised scan a line can be looked for by; a code or card's zone is not all. */
import type { LineClue } from '../../app/queries/staff/find-line.ts'
import type { Scan } from './reading/recognise-scan.ts'

/** Null for what names no line: a gift card, an order as it is called aloud, nothing known. */
export function clueOf(scan: Scan): LineClue | null {
  switch (scan.kind) {
    case 'refused':
    case 'unknown':
    case 'order_number':
    case 'gift_code':
      return null
    case 'mrz':
      return { kind: 'document', number: scan.document.number }
    case 'residence_card':
    case 'document_number':
      return { kind: 'document', number: scan.number }
    default:
      return scan
  }
}
