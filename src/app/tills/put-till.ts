/** Brings a till into being as the operator's file names it. Its shifts are `shift.ts`. */
import type { ShopId, TillId } from '../../domain/basics/ids.ts'
import { decided, type Command } from '../door/command.ts'

export interface PutTill {
  /** Of the one that shop and name find; freshly minted where they find none. */
  readonly till: TillId
  readonly shop: ShopId
  readonly name: string
}

/** By what a till is found. */
export function tillName(shop: ShopId, name: string): string {
  return `${shop}/${name}`
}

export const putTill: Command<PutTill, 'created' | 'unchanged', never> = {
  name: 'put_till',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ till }) => [{ kind: 'till', id: till }],
  fingerprint: ({ shop, name }) => tillName(shop, name),
  decide({ states, now }, { till: id, shop, name }) {
    if ((states.tills.get(id)?.till ?? null) !== null) return decided('unchanged')
    const home = { kind: 'till', id } as const
    return decided('created', {
      changes: [
        { table: 'tills', row: { id, shop, name, createdAt: now } },
        { table: 'finds', row: { kind: 'till', value: tillName(shop, name), home, id } },
      ],
      events: [{ name: 'till_put', facts: { till: id, shop } }],
    })
  },
}
