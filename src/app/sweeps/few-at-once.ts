/** Many things done a few at a time, each hand taking the next when it is done. */

/** Answers what went wrong; the rest was done. */
export async function fewAtOnce<Thing>(
  things: readonly Thing[],
  atOnceMax: number,
  act: (thing: Thing) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const faults: unknown[] = []
  const waiting = things.values()
  const hands = Array.from({ length: Math.min(atOnceMax, things.length) }, async () => {
    for (const thing of waiting) await act(thing).catch((fault: unknown) => faults.push(fault))
  })
  await Promise.all(hands)
  return faults
}
