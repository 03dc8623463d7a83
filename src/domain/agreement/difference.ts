/**
 * What changed between two versions of a document: paragraph by paragraph, and within a paragraph
 * that was reworded, word by word. Pure; how it is marked on a page is the channels'.
 */

/** More paragraphs are not laid side by side: what differs is told as taken out and put in. */
export const PARAGRAPHS_COMPARED_MAX = 200
/** More words (characters of Chinese and Japanese) than so: the paragraph is told whole. */
export const WORDS_COMPARED_MAX = 1_000
/** In parts of a thousand: paragraphs that share less are two, not one reworded. */
export const LIKENESS_MIN = 500
/** Of a paragraph that stayed as it was: worth more than any likeness. */
const SAME = 2_000

export interface Stretch {
  readonly kind: 'same' | 'gone' | 'added'
  readonly text: string
}

export type Passage = Stretch | { readonly kind: 'changed'; readonly stretches: readonly Stretch[] }

/** Each line is a paragraph; empty ones part nothing further. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * In the order of the newer text; what is gone stands where it stood. The passages without what is
 * gone are the newer text, without what was added the older one.
 */
export function differenceOf(before: string, after: string): readonly Passage[] {
  const [olds, news] = [paragraphsOf(before), paragraphsOf(after)]
  const isLong = Math.max(olds.length, news.length) > PARAGRAPHS_COMPARED_MAX
  const words = isLong ? null : { olds: olds.map(countsOf), news: news.map(countsOf) }
  const score = (old: number, fresh: number) => {
    if (olds[old] === news[fresh]) return SAME
    const [one, other] = [words?.olds[old], words?.news[fresh]]
    return one === undefined || other === undefined ? 0 : likeness(one, other)
  }
  return merged({ olds, news }, score, isLong).map(([old, fresh]): Passage => {
    if (old === null) return { kind: 'added', text: fresh ?? '' }
    if (fresh === null) return { kind: 'gone', text: old }
    if (old === fresh) return { kind: 'same', text: old }
    return { kind: 'changed', stretches: reworded(old, fresh) }
  })
}

/** Nothing was added, taken out or reworded. */
export function isUnchanged(passages: readonly Passage[]): boolean {
  return passages.every(({ kind }) => kind === 'same')
}

function reworded(before: string, after: string): readonly Stretch[] {
  const [olds, news] = [wordsOf(before), wordsOf(after)]
  const isLong = Math.max(olds.length, news.length) > WORDS_COMPARED_MAX
  const score = (old: number, fresh: number) => (olds[old] === news[fresh] ? 1 : 0)
  return joined(
    merged({ olds, news }, score, isLong).map(([old, fresh]): Stretch => {
      if (old === null) return { kind: 'added', text: fresh ?? '' }
      return { kind: fresh === null ? 'gone' : 'same', text: old }
    }),
  )
}

/** Neighbours of one kind are one; within a change, what is gone comes before what was added. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const done: Stretch[] = []
  const open = { gone: '', added: '' }
  const close = () => {
    if (open.gone !== '') done.push({ kind: 'gone', text: open.gone })
    if (open.added !== '') done.push({ kind: 'added', text: open.added })
    open.gone = ''
    open.added = ''
  }
  for (const { kind, text } of stretches) {
    if (kind !== 'same') {
      open[kind] += text
      continue
    }
    close()
    const last = done.at(-1)
    if (last?.kind === 'same') done[done.length - 1] = { kind, text: last.text + text }
    else done.push({ kind, text })
  }
  close()
  return done
}

/**
 * Words where spaces part them, each character where none do. Not by a dictionary: the same two
 * texts must differ in the same places on every machine.
 */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{Script=Latin}\p{Script=Hangul}\p{M}\p{N}]+|./gsu) ?? []
}

type Counts = ReadonlyMap<string, number>

function countsOf(paragraph: string): Counts {
  const counts = new Map<string, number>()
  for (const word of wordsOf(paragraph)) {
    if (/\S/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** Parts of a thousand that two paragraphs have in common, order aside; 0 where too few. */
function likeness(one: Counts, other: Counts): number {
  let [common, all] = [0, 0]
  for (const [word, count] of one) {
    common += Math.min(count, other.get(word) ?? 0)
    all += count
  }
  for (const count of other.values()) all += count
  const share = all === 0 ? 0 : Math.floor((2_000 * common) / all)
  return share < LIKENESS_MIN ? 0 : share
}

type Pair = readonly [old: string | null, fresh: string | null]

/** Both lists as one: what belongs together side by side, the rest alone, the older first. */
function merged(
  { olds, news }: { readonly olds: readonly string[]; readonly news: readonly string[] },
  score: (old: number, fresh: number) => number,
  isLong: boolean,
): readonly Pair[] {
  const shorter = Math.min(olds.length, news.length)
  let head = 0
  while (head < shorter && olds[head] === news[head]) head += 1
  let tail = 0
  while (tail < shorter - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail += 1
  const span = { from: head, oldsUntil: olds.length - tail, newsUntil: news.length - tail }
  const middle = isLong ? [] : bestPairs(span, score)
  const pairs: Pair[] = []
  let [old, fresh] = [0, 0]
  const upTo = (oldUntil: number, freshUntil: number) => {
    for (; old < oldUntil; old += 1) pairs.push([olds[old] ?? '', null])
    for (; fresh < freshUntil; fresh += 1) pairs.push([null, news[fresh] ?? ''])
  }
  const together = (count: number) => {
    for (let done = 0; done < count; done += 1, old += 1, fresh += 1) {
      pairs.push([olds[old] ?? '', news[fresh] ?? ''])
    }
  }
  together(head)
  for (const [nextOld, nextFresh] of middle) {
    upTo(nextOld, nextFresh)
    together(1)
  }
  upTo(span.oldsUntil, span.newsUntil)
  together(tail)
  return pairs
}

interface Span {
  readonly from: number
  readonly oldsUntil: number
  readonly newsUntil: number
}

/**
 * The pairs, in order on both sides, whose scores come to most: the longest common subsequence
 * where every score is 1 (Needleman and Wunsch 1970, gaps for nothing).
 */
function bestPairs(
  { from, oldsUntil, newsUntil }: Span,
  score: (old: number, fresh: number) => number,
): readonly (readonly [old: number, fresh: number])[] {
  const [rows, columns] = [oldsUntil - from, newsUntil - from]
  const width = columns + 1
  const best = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number) => best[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const both = score(from + row, from + column)
      const paired = both === 0 ? 0 : both + at(row + 1, column + 1)
      best[row * width + column] = Math.max(paired, at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  let [row, column] = [0, 0]
  while (row < rows && column < columns) {
    const both = score(from + row, from + column)
    if (both > 0 && at(row, column) === both + at(row + 1, column + 1)) {
      pairs.push([from + row, from + column])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}
