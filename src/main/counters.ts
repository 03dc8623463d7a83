/** Counters of a gateway as `/metrics` tells them. */

/** Counters as metrics: a number by its name, a group of them labelled by reason. */
export function countersAsMetrics(
  prefix: string,
  counters: object,
): Readonly<Record<string, number>> {
  const figures: Record<string, number> = {}
  for (const [name, count] of Object.entries(counters)) {
    const metric = `${prefix}_${snakeCase(name)}_total`
    if (typeof count === 'number') figures[metric] = count
    else
      for (const [reason, of] of Object.entries(count as Record<string, number>)) {
        figures[`${metric}{reason="${reason}"}`] = of
      }
  }
  return figures
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
