/**
 * An internet address as the counting of tries knows it and as staff see it: the network, and not
 * whose place in it. Whose an address is: `app/network-address.ts`.
 */
import { isIPv4 } from 'node:net'
import { caller, type Caller } from '../app/limits/limits.ts'
import { requestKey } from '../app/network-address.ts'
import type { Vault } from '../app/vault.ts'

/** Of a /64, as much as names the network and not the customer. */
const GROUPS_SHOWN = 3

export function addressCaller(vault: Pick<Vault, 'keyed'>, ip: string): Caller {
  const network = requestKey({ ip })
  return caller(vault, 'address', network, maskNetwork(network))
}

/** `203.0.113.•`, `2001:db8:1:•`: which network, and not whose place in it. */
export function maskNetwork(network: string): string {
  if (isIPv4(network)) return network.replace(/\d+$/, '•')
  const groups = network.split(':').filter((group) => group !== '' && !group.startsWith('/'))
  return `${groups.slice(0, GROUPS_SHOWN).join(':')}:•`
}
