/** The other side of RADIUS, for tests: a socket that sends what it is told and hears answers. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { bytes } from '../../domain/basics/data-volume.ts'
import type { DataSessionId, LineId } from '../../domain/basics/ids.ts'
import { instant } from '../../domain/basics/time.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { emptyMessageAuthenticator, encodeRequest } from './authenticator.ts'
import { PacketCode } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'

export const NAS_SECRET = new TextEncoder().encode('testing123')

/** As operators configure it. */
export const NAS_CLIENT = {
  name: 'tokyo',
  addresses: '127.0.0.0/8',
  secret: 'testing123',
  requireMessageAuthenticator: false,
  dialect: 'none',
  coaPort: null,
} as const

export interface ExampleNas {
  readonly socket: Socket
  send(bytes: Uint8Array): void
  /** What comes next. */
  next(): Promise<Uint8Array>
}

/** Speaks to a port of this machine from a socket of its own. */
export async function exampleNas(context: TestContext, port: number): Promise<ExampleNas> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  context.after(() => socket.close())
  return {
    socket,
    send: (bytes) => socket.send(bytes, port, '127.0.0.1'),
    next: async () => {
      const [datagram] = (await once(socket, 'message')) as [Uint8Array]
      return datagram
    },
  }
}

export function signed(packet: Packet): Uint8Array {
  return encodeRequest(packet, NAS_SECRET)
}

export function statusServer(identifier: number): Packet {
  return {
    code: PacketCode.statusServer,
    identifier,
    authenticator: new Uint8Array(16).fill(identifier),
    attributes: [emptyMessageAuthenticator()],
  }
}

export function accessRequest(identifier: number, ...attributes: Attribute[]): Packet {
  return {
    code: PacketCode.accessRequest,
    identifier,
    authenticator: new Uint8Array(16).fill(identifier + 1),
    attributes: [emptyMessageAuthenticator(), ...attributes],
  }
}

/** Resolves when the loop has turned often enough for what is under way to be seen. */
export async function until(seen: () => boolean): Promise<void> {
  while (!seen()) await new Promise((resolve) => setImmediate(resolve))
}

const NOW = instant('2026-11-22T15:00:00Z')

/** A session as its NAS reported it. */
export function exampleSession(changed: Partial<DataSession> = {}): DataSession {
  return {
    id: '0192f0c1-0000-7000-8000-000000000001' as DataSessionId,
    line: '0192f0c1-0000-7000-8000-000000000002' as LineId,
    protocol: 'radius',
    peer: 'tokyo/pgw01',
    sessionKey: '5f01a2b3-0001',
    startedAt: NOW,
    reportedUntil: NOW,
    heardAt: NOW,
    lastNumber: null,
    bytesCounted: bytes(0n),
    bytesUsed: bytes(0n),
    reservations: [],
    told: { kind: 'full', kbps: null },
    telling: null,
    expectedBy: NOW,
    lookAt: null,
    reach: {
      client: 'tokyo',
      address: '127.0.0.1',
      nasIdentifier: 'pgw01',
      userName: '440101234567890@internet',
    },
    framedAddress: '100.64.0.10',
    framedIpv6Prefix: null,
    ended: null,
    ...changed,
  }
}
