/**
 * Staff at a counter: a wide screen with a keyboard and a scanner. Keys are counted; what a scanner
 * types is not a key press of the clerk's. Not the journeys themselves.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Language } from '../../src/domain/basics/language.ts'
import type { DemoWorld, Product } from './product.ts'
import { follow, type Place } from './visiting.ts'

/** The smallest screen that the console is made for. */
export const DESK_SCREEN = { width: 1024, height: 768 } as const
/** ICAO 9303 part 3, §4.9. */
const WEIGHTS = [7, 3, 1] as const

export interface Clerk {
  readonly page: Page
  readonly complaints: readonly string[]
  /** Presses one key after the other and waits for nothing. */
  press(...keys: readonly string[]): Promise<void>
  /** Presses the last key and waits for the page that it leads to. */
  pressOn(...keys: readonly string[]): Promise<void>
  /** Wherever the cursor stands, once the page listens. */
  scan(text: string): Promise<void>
  /** Key presses so far. */
  pressed(): number
}

/** Signed in, at no till. */
export async function signedInAs({ product, visit }: Place, name: string, language?: Language) {
  const spoken = language === undefined ? {} : { language }
  const { page, complaints } = await visit({ ...spoken, scripts: true })
  await page.setViewportSize(DESK_SCREEN)
  const staff = await staffOf(product, name)
  await page.goto('/staff')
  await page.fill('[name=name]', staff.name)
  await page.fill('[name=password]', staff.password)
  await page.fill('[name=code]', staff.oneTimeCode)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  return { page, complaints }
}

/** Signed in at a till of their shop; its shift is opened if nobody has. */
export async function openDesk(
  place: Place,
  given: { readonly name: string; readonly till: string; readonly float: string },
): Promise<Clerk> {
  const { page, complaints } = await signedInAs(place, given.name)
  await page.goto('/staff/till-choice')
  await follow(page, page.locator('main button').filter({ hasText: given.till }))
  await page.goto('/staff/till')
  if ((await page.locator('[name=float]').count()) > 0) {
    await page.fill('[name=float]', given.float)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  }
  return atKeyboard(page, complaints)
}

function atKeyboard(page: Page, complaints: readonly string[]): Clerk {
  let pressed = 0
  const press = async (...keys: readonly string[]) => {
    await focused(page)
    for (const key of keys) await page.keyboard.press(key)
    pressed += keys.length
  }
  return {
    page,
    complaints,
    press,
    async pressOn(...keys) {
      await press(...keys.slice(0, -1))
      await Promise.all([page.waitForEvent('load'), press(...keys.slice(-1))])
    },
    scan: (text) => typeLikeScanner(page, text),
    pressed: () => pressed,
  }
}

/** Pages that lead on put the cursor where the next thing is done. */
async function focused(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement !== document.body)
}

/** Far below the gap that tells a scanner from a person. */
const SCANNER_SECONDS = 0.003

/**
 * The browser's own key presses, Enter last. Each says when it came, so that a busy machine does
 * not tear the burst apart.
 */
export async function typeLikeScanner(page: Page, text: string): Promise<void> {
  // The script shows its list of keys last of all: from then on it listens.
  await page.locator('[data-shows-keys]:not([hidden])').waitFor()
  const keyboard = await page.context().newCDPSession(page)
  const keys = [...text, 'Enter']
  const begun = Date.now() / 1_000 - keys.length * SCANNER_SECONDS
  await Promise.all(
    keys.flatMap((key, place) => {
      const stroke = { key, timestamp: begun + place * SCANNER_SECONDS }
      const typed =
        key === 'Enter' ? { text: '\r', code: key, windowsVirtualKeyCode: 13 } : { text: key }
      return [
        keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke, ...typed }),
        keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke }),
      ]
    }),
  )
  await keyboard.detach()
}

type WorldStaff = DemoWorld['staff'][number]

const codesUsed = new Set<string>()
/** RFC 6238 §5.2. */
const CODE_STEP = 'PT30S'

/** A code is good once: for another the clock moves on. */
export async function staffOf(product: Product, name: string): Promise<WorldStaff> {
  const world = (await (await fetch(`${product.url}/sandbox/world.json`)).json()) as DemoWorld
  const staff = world.staff.find((one) => one.name === name)
  assert.ok(staff)
  const used = `${name} ${staff.oneTimeCode}`
  if (!codesUsed.has(used)) {
    codesUsed.add(used)
    return staff
  }
  await product.advanceClock(CODE_STEP)
  return staffOf(product, name)
}

/** A passport of nowhere, valid for years, with every check digit right. */
export function passport(number: string): string {
  const personal = '<'.repeat(14)
  const checked = (text: string) => `${text}${checkDigit(text)}`
  const [document, birth, expiry] = [checked(number), checked('740812'), checked('350415')]
  const all = `${document}${birth}${expiry}${checked(personal)}`
  const line = `${document}UTO${birth}F${expiry}${checked(personal)}${checkDigit(all)}`
  return `${'P<UTOERIKSSON<<ANNA<MARIA'.padEnd(44, '<')}${line}`
}

function checkDigit(text: string): number {
  const valueOf = (letter: string) =>
    letter === '<' ? 0 : /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 55
  const sum = [...text].reduce(
    (total, letter, place) => total + valueOf(letter) * (WEIGHTS[place % 3] ?? 0),
    0,
  )
  return sum % 10
}
