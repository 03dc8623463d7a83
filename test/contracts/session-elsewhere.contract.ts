/**
 * A Diameter session that goes on at another node of ours, which has the store in common with the
 * one that began it and nothing else: its gateway names the subscriber in the first request only,
 * and of two requests, one over each node, the second may come first.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCharging } from '../../src/app/charging/charge.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { buy, offer, total } from '../../src/domain/balance/example-packs.ts'
import type { LineId, PackId } from '../../src/domain/basics/ids.ts'
import type { Message } from '../../src/gateways/diameter/codec.ts'
import { openDiameterServer } from '../../src/gateways/diameter/server.ts'
import {
  creditRequest,
  GATEWAY,
  resultOf,
  serviceIn,
  TestGateway,
  type CreditAsked,
} from '../interop/diameter-gateway.ts'
import { CATALOGUE } from './catalogue.ts'
import { writeRows, type DoorWorld } from './stores.ts'

const IMSI = '440107777777777'
const SUBSCRIPTION_ID = 443

export function elsewhereContract(given: () => DoorWorld): void {
  test('go on at another node, which is told their key alone', async () => {
    const world = given()
    const line = await world.line()
    await nameLine(world, line, IMSI)
    const [began, other] = [await node(world), await node(world)]
    try {
      const wish = [{ group: 100, wants: null }] as const
      const start = { session: 'pgw;7;7', type: 'initial', number: 0, services: wish } as const
      assert.equal(resultOf(await began.gateway.credit({ ...start, imsi: IMSI })), 2001)
      const used = (count: bigint) => [{ group: 100, used: count }]
      const update = { ...start, type: 'update', number: 1, services: used(5n) } as const
      assert.equal(resultOf(await other.gateway.send(unnamed(update))), 2001)
      const end = { ...start, type: 'termination', number: 2, services: used(70n) } as const
      assert.equal(resultOf(await other.gateway.send(unnamed(end))), 2001)
      const records = await world.open.usage(line)
      assert.deepEqual(
        records.map(({ moment, bytes }) => [moment, bytes]),
        [
          ['start', 0n],
          ['update', 5n],
          ['end', 70n],
        ],
      )
      const strange = { ...end, session: 'pgw;8;8' }
      assert.equal(resultOf(await other.gateway.send(unnamed(strange))), 5002)
    } finally {
      await began.close()
      await other.close()
    }
  })

  test('live on where their requests overtake each other, and each is served', async () => {
    const world = given()
    const line = await world.line()
    const imsi = '440108888888888'
    await nameLine(world, line, imsi)
    await give(world, line)
    const [one, other] = [await node(world), await node(world)]
    try {
      const session = { session: 'pgw;9;9', imsi } as const
      const groups = [
        { group: 1, wants: null },
        { group: 2, wants: null },
      ]
      const start = { ...session, type: 'initial', number: 0, services: groups } as const
      assert.equal(resultOf(await one.gateway.credit(start)), 2001)
      const update = (number: number, group: number) => {
        const services = [{ group, used: 1_000n, wants: 5_000n }]
        return { ...session, type: 'update', number, services } as const
      }
      const newer = await other.gateway.credit(update(2, 2))
      const late = await one.gateway.credit(update(1, 1))
      assert.deepEqual([resultOf(newer), resultOf(late)], [2001, 2001])
      assert.deepEqual([serviceIn(newer, 2).granted, serviceIn(late, 1).granted], [5_000n, 5_000n])
      const used = groups.map(({ group }) => ({ group, used: 500n }))
      const end = { ...session, type: 'termination', number: 3, services: used } as const
      assert.equal(resultOf(await other.gateway.credit(end)), 2001)
      const [pack] = await world.open.packs(line)
      assert.deepEqual([pack?.bytesUsed, pack?.bytesReserved], [3_000n, 0n])
    } finally {
      await one.close()
      await other.close()
    }
  })
}

async function nameLine({ door }: DoorWorld, line: LineId, imsi: string): Promise<void> {
  const home = { kind: 'line', id: line } as const
  const row = { kind: 'imsi', value: imsi, home, id: line } as const
  await door.ask(writeRows, { homes: [home], changes: [{ table: 'finds', row }] }, SYSTEM)
}

/** A pack of some megabytes. */
async function give({ door, clock, ids }: DoorWorld, line: LineId): Promise<void> {
  const home = { kind: 'line', id: line } as const
  const id = ids.next<PackId>()
  const [pack] = buy([], offer({ allowance: total(9_000_000) }), { id: 1, now: clock.now() })
  assert.ok(pack !== undefined)
  const row = { ...pack, id, chain: id, line }
  await door.ask(writeRows, { homes: [home], changes: [{ table: 'packs', row }] }, SYSTEM)
}

async function node({ door, clock, ids, open }: DoorWorld) {
  const server = await openDiameterServer({
    host: '127.0.0.1',
    port: 0,
    identity: { host: 'ocs.test.local', realm: GATEWAY.realm },
    peers: [
      {
        host: GATEWAY.host,
        addresses: ['127.0.0.0/8'],
        final: { kind: 'terminate' },
        speed: { kind: 'none' },
        connect: null,
        relay: false,
      },
    ],
    tls: null,
    portalUrl: 'http://renew.test.local/',
    quotaHoldingSeconds: 600,
    charging: createCharging({ door, clock, ids, reads: open.reads, catalogue: () => CATALOGUE }),
    clock,
    onFault: (fault) => assert.ifError(fault),
  })
  const gateway = await TestGateway.open(server.port)
  const close = async () => {
    await gateway.leave()
    await server.close()
  }
  return { gateway, close }
}

function unnamed(asked: CreditAsked): Message {
  const message = creditRequest(asked, GATEWAY, asked.number + 1_000)
  return { ...message, avps: message.avps.filter(({ code }) => code !== SUBSCRIPTION_ID) }
}
