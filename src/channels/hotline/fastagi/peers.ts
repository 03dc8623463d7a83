/** Which addresses may speak FastAGI: it proves nothing else of whoever connects. */
import { BlockList, isIP } from 'node:net'

export class BadPeer extends Error {
  override name = 'BadPeer'
  constructor(peer: string) {
    super(`FastAGI peer "${peer}" is no address or network`)
  }
}

/** `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`. Throws `BadPeer`. */
export function peersOf(peers: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList()
  for (const peer of peers) {
    const [address = '', length] = peer.split('/')
    const version = isIP(address)
    const bitsMax = version === 4 ? 32 : 128
    const bits = length === undefined ? bitsMax : Number(/^\d{1,3}$/.test(length) ? length : -1)
    if (version === 0 || bits < 0 || bits > bitsMax) throw new BadPeer(peer)
    list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6')
  }
  return (address) => {
    // A socket of both families shows IPv4 peers as `::ffff:192.0.2.1`.
    const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
    const version = isIP(plain)
    return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6')
  }
}
