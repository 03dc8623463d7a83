/** A page of pdfkit as type is set on it: points, fonts cut for one file, Latin letters kerned. */
import { cutFont } from './cut-font.ts'
import type { Face, Run, Weight } from './faces.ts'
import { WEIGHTS, type Style, type Surface } from './type.ts'

/** What pdfkit's document can do, as far as type is concerned. */
type TypePage = Pick<
  PDFKit.PDFDocument,
  'registerFont' | 'font' | 'fontSize' | 'fillColor' | 'text' | 'widthOfString'
>

/** Pairs of Latin letters closer together; nothing of vertical writing or width variants. */
const FEATURES = ['kern']

export function pdfSurface(page: TypePage): Surface {
  const select = (run: Run, { size, weight }: Style) =>
    page.font(fontName(run.face, weight)).fontSize(size)
  return {
    equip: async (face, characters) => {
      for (const weight of WEIGHTS) {
        const cut = await cutFont({ face, weight }, characters, FEATURES)
        page.registerFont(fontName(face, weight), cut)
      }
    },
    width: (run, style) => select(run, style).widthOfString(run.text),
    draw: (run, style, { x, baseline }) => {
      select(run, style)
      page.fillColor(style.colour)
      page.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
    },
  }
}

function fontName(face: Face, weight: Weight): string {
  return `${face} ${weight}`
}
