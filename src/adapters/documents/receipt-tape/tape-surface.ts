/**
 * A tape as type is set on it: dots, black on white, growing downwards. Gathers an SVG and the
 * fonts that it asks for. Not where things stand.
 */
import { present } from '../../../domain/basics/assert.ts'
import type { Face, Run, Weight } from '../faces.ts'
import { WEIGHTS, type Surface } from '../type.ts'
import type { CutStock } from './cut-stock.ts'
import { metricsOf, type Metrics } from './metrics.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface TapeSurface extends Surface {
  /** Whole dots, all of them black. */
  blacken(box: Box): void
  picture(size: { readonly width: number; readonly height: number }): Picture
}

export interface Picture {
  readonly svg: string
  readonly fonts: readonly Uint8Array[]
  readonly width: number
  readonly height: number
}

const CSS_WEIGHT: Readonly<Record<Weight, number>> = { Regular: 400, Bold: 700 }

export function tapeSurface(stock: CutStock): TapeSurface {
  const fonts: Uint8Array[] = []
  const metrics = new Map<string, Metrics>()
  const marks: string[] = []
  const metricsFor = (face: Face, weight: Weight) =>
    present(metrics.get(`${face} ${weight}`), 'a face is equipped before it is used')
  return {
    equip: async (face, characters) => {
      for (const weight of WEIGHTS) {
        metrics.set(`${face} ${weight}`, await metricsOf(face, weight))
        fonts.push(await stock.font(face, weight, characters))
      }
    },
    width: (run, { size, weight }) => metricsFor(run.face, weight).advance(run.text) * size,
    draw: (run, { size, weight }, { x, baseline }) => {
      const { family } = metricsFor(run.face, weight)
      marks.push(
        `<text x="${x}" y="${baseline}" font-family="${family}" font-size="${size}"` +
          ` font-weight="${CSS_WEIGHT[weight]}">${xmlText(run)}</text>`,
      )
    },
    blacken: ({ x, y, width, height }) =>
      marks.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`),
    picture: ({ width, height }) => {
      const svg =
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"` +
        ` xml:space="preserve" shape-rendering="crispEdges">${marks.join('')}</svg>`
      return { svg, fonts, width, height }
    },
  }
}

/** What XML can not carry (half a pair, no character at all) becomes the sign for a missing one. */
function xmlText({ text }: Run): string {
  return text
    .replace(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
