/** A QR code (ISO/IEC 18004) drawn as one path: no picture from elsewhere, no style attribute. */
import type { JSX } from 'preact'
import { create } from 'qrcode'

/** Clear space around the code, in modules; readers ask for four. */
const QUIET = 4

export function QrCode(props: { readonly text: string; readonly label: string }): JSX.Element {
  const { modules } = create(props.text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const rows = Array.from({ length: size }, (_, row) => row)
  const path = rows
    .flatMap((row) =>
      rows.filter((column) => modules.get(row, column) === 1).map((column) => ({ row, column })),
    )
    .map(({ row, column }) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    .join('')
  const side = size + 2 * QUIET
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={props.label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
