/**
 * The colours and measures of portal and console: paper and ink, and one accent, the vermilion
 * brush-stroke of 続き. Contrast of every text and control pair is at least WCAG 2.2 AA in both
 * schemes; the test beside this file computes it. Not the rules that use them (`style-sheet.ts`).
 */

export interface Palette {
  readonly paper: string
  readonly sheet: string
  readonly ink: string
  readonly soft: string
  readonly rule: string
  readonly edge: string
  readonly accent: string
  readonly onAccent: string
  readonly wash: string
  readonly calm: string
}

export const LIGHT: Palette = {
  paper: '#f6f1e6',
  sheet: '#fffdf8',
  ink: '#221d18',
  soft: '#5d554b',
  rule: '#e0d6c4',
  edge: '#857a6b',
  accent: '#a5301a',
  onAccent: '#fffaf4',
  wash: '#f7e3d7',
  calm: '#dcd2c0',
}

export const DARK: Palette = {
  paper: '#10141a',
  sheet: '#191f27',
  ink: '#ece5d9',
  soft: '#aea79b',
  rule: '#2b333d',
  edge: '#78818b',
  accent: '#f08c6e',
  onAccent: '#1d0f0a',
  wash: '#35231d',
  calm: '#37414c',
}

/** WCAG 2.5.8 asks 24 px; thumbs on a train ask for more. */
export const TOUCH_TARGET_PX = 46

export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')
}
