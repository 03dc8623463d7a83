/**
 * Text as it comes from keyboards, wedge readers and pastes, in plain ASCII where it has such a
 * form: full-width characters and spaces narrowed, control and invisible characters left out.
 * Every character becomes one or none, so nothing is spelt out that was not typed.
 */

const FULL_WIDTH = /[\uff01-\uff5e]/gu
const FULL_WIDTH_SHIFT = 0xfee0
const WIDE_SPACE = /[\u3000\u00a0]/gu
/** Control characters but tab and line ends; joiners, direction marks, soft hyphen. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- readers frame what they send with these
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
/** Hyphens and dashes, and what a Japanese keyboard gives for one. */
const GROUPING = /[\s\-\u2010-\u2015\u2212\u30fc\uff70]/gu

export function narrow(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(WIDE_SPACE, ' ')
    .replace(FULL_WIDTH, (character) =>
      String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_SHIFT),
    )
}

/** Narrowed, ASCII letters in upper case, without spaces, dashes and line ends. */
export function closeUp(text: string): string {
  return upperCase(narrow(text)).replace(GROUPING, '')
}

/** ASCII only: other scripts have letters whose upper case is longer. */
export function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}
