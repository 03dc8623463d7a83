/**
 * A font reduced to the characters that are wanted of it, so that a file or a picture need not
 * carry some 20,000 glyphs. Not the choice of the face.
 */
import subsetFont from 'subset-font'
import { fontFile, type Face, type Weight } from './faces.ts'

/** `features` are OpenType's, such as `kern`; what the face lacks is left out silently. */
export async function cutFont(
  { face, weight }: { readonly face: Face; readonly weight: Weight },
  characters: ReadonlySet<string>,
  features: readonly string[],
): Promise<Buffer> {
  return subsetFont(await fontFile(face, weight), [...characters].toSorted().join(''), {
    targetFormat: 'sfnt',
    keepFeatures: features,
    noHinting: true,
  })
}
