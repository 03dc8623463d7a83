import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DARK, LIGHT, TOUCH_TARGET_PX, type Palette } from './tokens.ts'

/** WCAG 2.2 relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((place) => Number.parseInt(colour.slice(place, place + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const TEXT: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ['ink', 'paper'],
  ['ink', 'sheet'],
  ['ink', 'wash'],
  ['soft', 'paper'],
  ['soft', 'sheet'],
  ['accent', 'paper'],
  ['accent', 'sheet'],
  ['accent', 'wash'],
  ['onAccent', 'accent'],
  ['paper', 'ink'],
]
const CONTROLS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ['edge', 'paper'],
  ['edge', 'sheet'],
  ['accent', 'calm'],
]

test('text has a contrast of 4.5 and controls of 3 in both schemes', () => {
  for (const [scheme, palette] of Object.entries({ light: LIGHT, dark: DARK })) {
    for (const [one, other] of TEXT) {
      const ratio = contrast(palette[one], palette[other])
      assert.ok(ratio >= 4.5, `${scheme} ${one} on ${other}: ${ratio.toFixed(2)}`)
    }
    for (const [one, other] of CONTROLS) {
      const ratio = contrast(palette[one], palette[other])
      assert.ok(ratio >= 3, `${scheme} ${one} on ${other}: ${ratio.toFixed(2)}`)
    }
  }
})

test('a touch target is at least 44 px', () => {
  assert.ok(TOUCH_TARGET_PX >= 44)
})
