/** A picture as pixels, drawn by resvg. Its WebAssembly is loaded when first wanted. */
import { readFile } from 'node:fs/promises'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { Picture } from './tape-surface.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue and opacity of each, row by row. */
  readonly data: Uint8Array
}

let loaded: Promise<void> | null = null

export async function rasterise({ svg, fonts, width, height }: Picture): Promise<Pixels> {
  loaded ??= load()
  await loaded
  const drawing = new Resvg(svg, {
    background: '#fff',
    font: { fontBuffers: [...fonts], loadSystemFonts: false },
  })
  try {
    const image = drawing.render()
    try {
      return { width, height, data: image.pixels }
    } finally {
      image.free()
    }
  } finally {
    drawing.free()
  }
}

/** A failure is not remembered: the file may be readable next time. */
async function load(): Promise<void> {
  try {
    const file = new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))
    await initWasm(await readFile(file))
  } catch (fault) {
    loaded = null
    throw fault
  }
}
