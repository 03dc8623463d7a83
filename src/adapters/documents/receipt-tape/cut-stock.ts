/**
 * Fonts cut for receipts and kept for the next one, which mostly says the same words: a cut grows
 * by what a receipt adds to it. Which others a cut holds is not seen on paper. Not for files, where
 * a font is part of the bytes.
 */
import { cutFont } from '../cut-font.ts'
import type { Face, Weight } from '../faces.ts'

/** Past so many characters a cut begins again with those of one receipt; some 200 kB. */
export const CHARACTERS_KEPT_MAX = 1200

interface Cut {
  readonly characters: ReadonlySet<string>
  readonly font: Promise<Uint8Array>
}

export interface CutStock {
  /** The face with at least these characters. */
  font(face: Face, weight: Weight, characters: ReadonlySet<string>): Promise<Uint8Array>
}

export function cutStock(): CutStock {
  const cuts = new Map<string, Cut>()
  return {
    font: (face, weight, characters) => {
      const key = `${face} ${weight}`
      const before = cuts.get(key)
      if (before !== undefined && characters.isSubsetOf(before.characters)) return before.font
      const wanted = keptWith(before?.characters ?? new Set(), characters)
      // No kerning: widths are added up from single characters.
      const cut: Cut = { characters: wanted, font: cutFont({ face, weight }, wanted, []) }
      cuts.set(key, cut)
      // A failure is not kept: the file may be readable next time.
      cut.font.catch(() => cuts.get(key) === cut && cuts.delete(key))
      return cut.font
    },
  }
}

/** Exported for its test. */
export function keptWith(
  before: ReadonlySet<string>,
  characters: ReadonlySet<string>,
): ReadonlySet<string> {
  const together = before.union(characters)
  return together.size > CHARACTERS_KEPT_MAX ? new Set(characters) : together
}
