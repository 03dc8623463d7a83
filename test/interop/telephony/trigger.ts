/** Something that happens again and again, and is waited for by its number. */

export interface Trigger {
  readonly count: number
  pull(): void
  /** Resolves when it has happened so often. */
  reached(count: number): Promise<void>
}

export function createTrigger(): Trigger {
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  let count = 0
  return {
    get count() {
      return count
    },
    pull() {
      count += 1
      for (const one of waiting) if (one.count <= count) one.resolve()
    },
    reached(wanted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (wanted <= count) resolve()
      else waiting.push({ count: wanted, resolve })
      return promise
    },
  }
}
