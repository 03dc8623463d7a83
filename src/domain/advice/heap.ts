/** A binary heap: the least first, by a comparison that never answers zero for two. */
export class Heap<Item> {
  readonly #items: Item[] = []
  readonly #compare: (one: Item, other: Item) => number

  constructor(compare: (one: Item, other: Item) => number) {
    this.#compare = compare
  }

  get size(): number {
    return this.#items.length
  }

  get least(): Item | undefined {
    return this.#items[0]
  }

  push(item: Item): void {
    const items = this.#items
    let at = items.length
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above] as Item
      if (this.#compare(parent, item) <= 0) break
      items[at] = parent
      at = above
    }
    items[at] = item
  }

  pop(): Item | undefined {
    const items = this.#items
    const [least] = items
    const last = items.pop()
    if (items.length === 0 || last === undefined) return least
    let at = 0
    for (;;) {
      let below = at * 2 + 1
      if (below >= items.length) break
      const right = items[below + 1]
      if (right !== undefined && this.#compare(right, items[below] as Item) < 0) below += 1
      const child = items[below] as Item
      if (this.#compare(child, last) >= 0) break
      items[at] = child
      at = below
    }
    items[at] = last
    return least
  }
}
