/** The package has no types of its own; what is used of it. */
declare module 'subset-font' {
  /** Keeps the glyphs of the text's characters; what the font lacks is left out silently. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      readonly targetFormat: 'sfnt'
      /** OpenType features to keep; all by default. */
      readonly keepFeatures?: readonly string[]
      readonly noHinting?: boolean
    },
  ): Promise<Buffer>
}
