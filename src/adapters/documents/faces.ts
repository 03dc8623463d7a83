/**
 * The typefaces of documents: Noto Sans with the characters as each region writes them, and which
 * of them sets which text. Files are read when first wanted and kept in memory, each some 5 MB.
 */
import { readFile } from 'node:fs/promises'
import type { Language } from '../../domain/basics/language.ts'
import { readCharacterMap, type CharacterMap } from './character-map.ts'

export type Face = 'ja' | 'zh-CN' | 'zh-TW' | 'ko' | 'latin'
export type Weight = 'Regular' | 'Bold'

export interface Run {
  readonly face: Face
  readonly text: string
}

const FILES: Readonly<Record<Face, (weight: Weight) => string>> = {
  ja: (weight) => fontIn(import.meta.resolve('@embedpdf/fonts-jp'), `NotoSansJP-${weight}.otf`),
  'zh-CN': (weight) =>
    fontIn(import.meta.resolve('@embedpdf/fonts-sc'), `NotoSansHans-${weight}.otf`),
  'zh-TW': (weight) =>
    fontIn(import.meta.resolve('@embedpdf/fonts-tc'), `NotoSansHant-${weight}.otf`),
  ko: (weight) => fontIn(import.meta.resolve('@embedpdf/fonts-kr'), `NotoSansKR-${weight}.otf`),
  latin: (weight) => fontIn(import.meta.resolve('@embedpdf/fonts-latin'), `NotoSans-${weight}.ttf`),
}

/** Whose forms a text of the language takes, and who helps out with what those lack. */
const FACES: Readonly<Record<Language, readonly Face[]>> = {
  ja: ['ja', 'zh-CN', 'zh-TW', 'ko', 'latin'],
  en: ['ja', 'latin', 'zh-CN', 'zh-TW', 'ko'],
  'zh-CN': ['zh-CN', 'ja', 'zh-TW', 'ko', 'latin'],
  'zh-TW': ['zh-TW', 'ja', 'zh-CN', 'ko', 'latin'],
  ko: ['ko', 'ja', 'zh-CN', 'zh-TW', 'latin'],
}

/** The package's entry lies in `dist/`, its fonts in `fonts/` beside that. */
function fontIn(entry: string, file: string): string {
  return new URL(`../fonts/${file}`, entry).href
}

const files = new Map<string, Promise<Buffer>>()
const maps = new Map<Face, Promise<CharacterMap>>()

export function fontFile(face: Face, weight: Weight): Promise<Buffer> {
  return remembered(files, `${face} ${weight}`, () => readFile(new URL(FILES[face](weight))))
}

/** Both weights of a face have the same characters, in the same order. */
export function characterMap(face: Face): Promise<CharacterMap> {
  return remembered(maps, face, async () => readCharacterMap(await fontFile(face, 'Regular')))
}

/** A failure is not remembered: the file may be readable next time. */
function remembered<Key, Value>(
  known: Map<Key, Promise<Value>>,
  key: Key,
  make: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}

/** One form of every character, no control characters: what is drawn, and what is found again. */
export function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
}

/**
 * One run where a face has the whole text, so that a name is set in one piece; else each character
 * in the first face that has it. What none has stays with the first, which draws a box.
 */
export async function runsOf(text: string, language: Language): Promise<readonly Run[]> {
  const characters = [...text]
  for (const face of FACES[language]) {
    const map = await characterMap(face)
    if (characters.every((one) => map.has(codePoint(one)))) return [{ face, text }]
  }
  const runs: { face: Face; text: string }[] = []
  for (const character of characters) {
    const face = (await faceOf(character, FACES[language])) ?? FACES[language][0] ?? 'ja'
    const last = runs.at(-1)
    if (last?.face === face) last.text += character
    else runs.push({ face, text: character })
  }
  return runs
}

/** Characters that no face has, each once. */
export async function unwritable(text: string): Promise<readonly string[]> {
  const missing: string[] = []
  for (const character of new Set(drawable(text))) {
    if ((await faceOf(character, FACES.ja)) === null) missing.push(character)
  }
  return missing
}

async function faceOf(character: string, faces: readonly Face[]): Promise<Face | null> {
  for (const face of faces) {
    if ((await characterMap(face)).has(codePoint(character))) return face
  }
  return null
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0
}
