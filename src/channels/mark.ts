/**
 * The mark of Tsuzuki: the kana つ as one brush-stroke that trails on. Also the long stroke that
 * shows how much data is left. Paths only; no colours.
 */

/** In a 28 × 28 box. */
export const MARK_PATH: string = [
  'M3 12.4C9 8.3 18.4 5 23.6 8.7 29 12.7 24.4 20.8 11.8 23.6 19.8 19.8 23.8 14.6',
  ' 20.7 11.8 17.6 9.1 9.6 11.2 4.3 14.3Z',
].join('')

/** In a 320 × 22 box: pressed in at the left, lifted off at the right. */
export const STROKE_PATH =
  'M2 12C14 4 58 5 112 7S236 4 319 9.5C300 13 258 13.5 210 14.5S92 19 38 18.5 6 18 2 12Z'

/** The icon as its own file, for the browser's tab and the installed app. */
export const ICON_SVG = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">',
  '<rect width="64" height="64" rx="14" fill="#f6f1e6"/>',
  `<path transform="translate(4 4) scale(2)" fill="#a5301a" d="${MARK_PATH}"/>`,
  '</svg>',
].join('')
