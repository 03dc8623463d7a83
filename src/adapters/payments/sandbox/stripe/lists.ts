/** Lists as Stripe pages them: newest first, cursors by id, `created` as an instant or a range. */
import type { Sandbox } from '../sandbox.ts'
import type { ListFilter } from '../store.ts'
import { expandedList, expandPaths } from './expand.ts'
import { textAt, wholeAt, type Form } from './form.ts'
import { missing, refused } from './trouble.ts'

export const PAGE_SIZE_DEFAULT = 10
export const PAGE_SIZE_MAX = 100

export function listAnswer(
  sandbox: Sandbox,
  about: { readonly kind: string; readonly url: string; readonly query: Form },
  filter: Pick<ListFilter, 'parent' | 'type'> = {},
): unknown {
  const limit = wholeAt(about.query, 'limit') ?? PAGE_SIZE_DEFAULT
  if (limit < 1 || limit > PAGE_SIZE_MAX) {
    throw refused(`Invalid integer: limit is between 1 and ${PAGE_SIZE_MAX}`, { param: 'limit' })
  }
  const startingAfter = textAt(about.query, 'starting_after')
  const endingBefore = textAt(about.query, 'ending_before')
  for (const cursor of [startingAfter, endingBefore]) {
    if (cursor !== null && sandbox.store.get(cursor) === null) {
      throw missing(about.kind, cursor, 'starting_after')
    }
  }
  const found = sandbox.store.list({
    ...filter,
    ...createdRange(about.query),
    kind: about.kind,
    startingAfter,
    endingBefore,
    limit: limit + 1,
  })
  const hasMore = found.length > limit
  // One more was read to know whether there is more: the farthest from the cursor.
  const page = endingBefore === null ? found.slice(0, limit) : found.slice(-limit)
  return {
    object: 'list',
    data: expandedList(sandbox.store, page, expandPaths(about.query)),
    has_more: hasMore,
    url: about.url,
  }
}

function createdRange(query: Form): { createdMin?: number; createdMax?: number } {
  const exact = typeof query['created'] === 'string' ? wholeAt(query, 'created') : null
  if (exact !== null) return { createdMin: exact, createdMax: exact }
  const above = wholeAt(query, 'created.gt')
  const below = wholeAt(query, 'created.lt')
  const min = wholeAt(query, 'created.gte') ?? (above === null ? null : above + 1)
  const max = wholeAt(query, 'created.lte') ?? (below === null ? null : below - 1)
  return {
    ...(min === null ? {} : { createdMin: min }),
    ...(max === null ? {} : { createdMax: max }),
  }
}
