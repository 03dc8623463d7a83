/** `expand[]`: ids replaced by the objects they name, along dotted paths, as Stripe does it. */
import type { Store, WireObject } from '../store.ts'
import type { Form } from './form.ts'
import { refused } from './trouble.ts'

export const EXPAND_DEPTH_MAX = 4
export const EXPAND_PATHS_MAX = 20

const EXPANDABLE: { readonly [kind: string]: readonly string[] } = {
  'checkout.session': ['payment_intent', 'customer'],
  payment_intent: ['latest_charge', 'customer', 'payment_method'],
  payment_method: ['customer'],
  charge: ['payment_intent', 'balance_transaction', 'customer'],
  refund: [
    'payment_intent',
    'charge',
    'balance_transaction',
    'failure_balance_transaction',
    'payment_method',
  ],
  dispute: ['charge', 'payment_intent'],
  balance_transaction: ['source'],
  payout: ['balance_transaction'],
  customer: [],
  event: [],
}

export function expandPaths(form: Form): string[] {
  const asked = form['expand'] ?? []
  const paths = typeof asked === 'string' ? [asked] : Object.values(asked)
  if (paths.length > EXPAND_PATHS_MAX) throw refused('Too many paths to expand.')
  return paths.map((path) => {
    if (typeof path !== 'string') throw refused('Paths to expand are text.', { param: 'expand' })
    if (path.split('.').length > EXPAND_DEPTH_MAX + 1) {
      throw refused(`You cannot expand more than ${EXPAND_DEPTH_MAX} levels of a property.`)
    }
    return path
  })
}

export function expanded(store: Store, object: WireObject, paths: readonly string[]): unknown {
  const answer: { [field: string]: unknown } = { ...object }
  for (const path of paths) expandOne(store, { kind: object.object, answer }, path)
  return answer
}

interface Expanding {
  readonly kind: string
  readonly answer: { [field: string]: unknown }
  readonly anySource?: boolean
}

function expandOne(
  store: Store,
  { kind, answer, anySource = false }: Expanding,
  path: string,
): void {
  const [field = '', ...rest] = path.split('.')
  if (!(EXPANDABLE[kind] ?? []).includes(field)) {
    // Sources of the book are of many kinds: what one has, another has not.
    if (anySource) return
    throw refused(`This property cannot be expanded (${path}).`, { param: 'expand' })
  }
  const value = answer[field]
  const found = typeof value === 'string' ? store.get(value) : (value as WireObject | null)
  if (found === null || found === undefined) return
  const inner: { [field: string]: unknown } = { ...found }
  answer[field] = inner
  if (rest.length === 0) return
  const next = { kind: found.object, answer: inner, anySource: field === 'source' }
  expandOne(store, next, rest.join('.'))
}

/** Lists name their members `data`. */
export function expandedList(
  store: Store,
  data: readonly WireObject[],
  paths: readonly string[],
): unknown[] {
  const inner = paths.map((path) => {
    if (!path.startsWith('data.')) {
      throw refused(`This property cannot be expanded (${path}).`, { param: 'expand' })
    }
    return path.slice('data.'.length)
  })
  return data.map((object) => expanded(store, object, inner))
}
