/**
 * How different makes of NAS are told a speed, and to let nothing through but the renewal pages.
 * A table of words: what a line may have is decided elsewhere. Operators choose a dialect for each
 * client; `docs/reference/radius.md` shows what each sends.
 */
import { attribute } from './attributes.ts'
import type { Attribute } from './codec.ts'

/**
 * Stands for "as fast as the network can" where a NAS knows no word for it and a live session must
 * lose an earlier limit: 2 Gbit/s, which fits the signed 32 bits that some NASes keep.
 */
export const BEST_KBPS = 2_000_000

/** What the operator configured on the NASes beforehand. */
export interface Naming {
  /** Before the names of policies, filters and address lists. */
  readonly prefix: string
  readonly portalUrl: string
}

export interface Dialect {
  /** Gives this speed, and ends `portal` where that can be; null: the network's best. */
  speed(kbps: number | null, naming: Naming): readonly Attribute[]
  /** Lets through the renewal pages alone; null: it has no words for that. */
  readonly portal: ((naming: Naming) => readonly Attribute[]) | null
  /** Whether `speed` ends in a live session what `portal` began. */
  readonly leavesPortal: boolean
}

const DIALECTS = {
  /** Says nothing; such a NAS can only let in and cut off. */
  none: { speed: () => [], portal: null, leavesPortal: false },

  /** The hotspot attributes of the Wi-Fi Alliance's roaming paper, in bits per second. */
  wispr: {
    speed: (kbps) => [
      attribute('WISPr-Bandwidth-Max-Up', bounded(kbps) * 1_000),
      attribute('WISPr-Bandwidth-Max-Down', bounded(kbps) * 1_000),
    ],
    portal: null,
    leavesPortal: false,
  },

  /** ChilliSpot and CoovaChilli, in kilobits per second. */
  chillispot: {
    speed: (kbps) => [
      attribute('ChilliSpot-Bandwidth-Max-Up', bounded(kbps)),
      attribute('ChilliSpot-Bandwidth-Max-Down', bounded(kbps)),
    ],
    portal: null,
    leavesPortal: false,
  },

  /** RouterOS: `rx/tx`, zero for no limit, and the address list that the firewall judges by. */
  mikrotik: {
    speed: (kbps, { prefix }) => [
      attribute('Mikrotik-Rate-Limit', kbps === null ? '0/0' : `${kbps}k/${kbps}k`),
      attribute('Mikrotik-Address-List', `${prefix}full`),
    ],
    portal: ({ prefix }) => [attribute('Mikrotik-Address-List', `${prefix}portal`)],
    leavesPortal: true,
  },

  /** IOS: policy maps by name, and a redirect that only a new session is free of. */
  cisco: {
    speed: (kbps, { prefix }) =>
      ['in', 'out'].map((way) =>
        attribute('Cisco-AVPair', `ip:sub-qos-policy-${way}=${prefix}${speedName(kbps)}`),
      ),
    portal: ({ prefix, portalUrl }) => [
      attribute('Cisco-AVPair', `url-redirect-acl=${prefix}portal`),
      attribute('Cisco-AVPair', `url-redirect=${portalUrl}`),
    ],
    leavesPortal: false,
  },

  /** One named filter, replaced by the next (RFC 2865 §5.11). */
  'filter-id': {
    speed: (kbps, { prefix }) => [attribute('Filter-Id', `${prefix}${speedName(kbps)}`)],
    portal: ({ prefix }) => [attribute('Filter-Id', `${prefix}portal`)],
    leavesPortal: true,
  },
} as const satisfies Readonly<Record<string, Dialect>>

export type DialectName = keyof typeof DIALECTS

export function dialectOf(name: DialectName): Dialect {
  return DIALECTS[name]
}

function bounded(kbps: number | null): number {
  return Math.min(kbps ?? BEST_KBPS, BEST_KBPS)
}

function speedName(kbps: number | null): string {
  return kbps === null ? 'full' : `${kbps}k`
}
