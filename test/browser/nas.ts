/** A network's access server as the tests need one: it reports one line's usage by RADIUS. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { attribute } from '../../src/gateways/radius/attributes.ts'
import { encodeRequest } from '../../src/gateways/radius/authenticator.ts'
import { AUTHENTICATOR_BYTES, decode, PacketCode } from '../../src/gateways/radius/codec.ts'
import type { DemoLine, DemoWorld } from './product.ts'

const STATUS = { start: 1, stop: 2, interim: 3 } as const

export interface Report {
  readonly moment: keyof typeof STATUS
  readonly session: string
  /** Since the session's start. */
  readonly usedBytes: number
}

/** Resolves when the product has answered, that is, when the report is durable. */
export async function report(world: DemoWorld, line: DemoLine, given: Report): Promise<void> {
  const packet = {
    code: PacketCode.accountingRequest,
    identifier: STATUS[given.moment],
    authenticator: new Uint8Array(AUTHENTICATOR_BYTES),
    attributes: [
      attribute('Acct-Status-Type', STATUS[given.moment]),
      attribute('NAS-Identifier', 'browser-tests'),
      attribute('Acct-Session-Id', new TextEncoder().encode(given.session)),
      attribute('3GPP-IMSI', line.imsi ?? ''),
      attribute('Acct-Output-Octets', given.usedBytes),
    ],
  }
  const socket = createSocket('udp4')
  try {
    const answered = once(socket, 'message')
    const bytes = encodeRequest(packet, new TextEncoder().encode(world.radius.secret))
    socket.send(bytes, world.ports.radiusAccounting, '127.0.0.1')
    const [message] = (await answered) as [Buffer]
    const answer = decode(message)
    if (!answer.ok || answer.value.code !== PacketCode.accountingResponse) {
      throw new Error('the report was not taken')
    }
  } finally {
    socket.close()
  }
}
