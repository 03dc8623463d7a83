import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { describe, it } from 'node:test'
import { creditRequest, GATEWAY } from '../../../test/interop/diameter-gateway.ts'
import { instant } from '../../domain/basics/time.ts'
import { answer, capabilitiesRequest, COMMAND, watchdogRequest } from './base.ts'
import { decode, encode, type Message } from './codec.ts'
import {
  ask,
  ASKED_MAX,
  openConnection,
  reply,
  UNREAD_BYTES_MAX,
  type Connection,
} from './connection.ts'
import { freshCounters } from './counters.ts'
import { createFraming } from './framing.ts'
import { accepted, GOODBYE_SECONDS } from './peer.ts'

const NOW = instant('2027-01-15T00:00:00Z')
const OURS = {
  host: 'ocs.test.local',
  realm: 'test.local',
  addresses: ['127.0.0.1'],
  stateId: null,
}

/** A socket whose other side reads only when it is told to. */
class SlowSocket extends Duplex {
  readonly written: Buffer[] = []
  reads = true
  #held: (() => void) | null = null

  override _read(): void {}

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.written.push(chunk)
    if (this.reads) done()
    else this.#held = done
  }

  readAgain(): void {
    this.reads = true
    this.#held?.()
  }

  setNoDelay(): this {
    return this
  }

  /** As a socket does: what was written goes out first. */
  destroySoon(): void {
    this.end(() => this.destroy())
  }
}

function open(serve: (connection: Connection, request: Message) => void = () => {}) {
  const socket = new SlowSocket()
  const counters = freshCounters()
  const connection = openConnection(
    socket as unknown as Socket,
    {
      identity: OURS,
      clock: { now: () => NOW },
      counters,
      mayConnect: () => true,
      serve,
      opened() {},
      served() {},
      ended() {},
      onFault: assert.ifError,
    },
    () => ({ state: accepted(NOW), effects: [] }),
  )
  socket.push(encode(capabilitiesRequest(GATEWAY, { hopByHop: 1, endToEnd: 1 })))
  return { socket, counters, connection }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const wished = (mark: number) =>
  creditRequest({ session: `s${mark}`, type: 'initial', number: 0 }, GATEWAY, mark)

describe('A connection', () => {
  it('reads no more of a peer that does not read, and goes on when it does', async () => {
    const failed = { code: 1, vendor: null, mandatory: false, data: new Uint8Array(60_000) }
    const { socket, counters } = open((connection, request) => {
      reply(connection, answer(request, OURS, { result: 5012, failed }))
    })
    await turn()
    socket.reads = false
    const COUNT = 2 * Math.ceil(UNREAD_BYTES_MAX / 60_000)
    for (let mark = 2; mark < COUNT; mark += 1) {
      socket.push(encode(wished(mark)))
      await turn()
    }
    assert.ok(socket.isPaused())
    const heard = counters.requests + counters.answersSent
    assert.ok(heard < COUNT - 10, `${heard} of ${COUNT}`)
    assert.ok(socket.writableLength < 2 * UNREAD_BYTES_MAX)
    socket.readAgain()
    for (let turns = 0; counters.answersSent < COUNT - 2 && turns < 1_000; turns += 1) await turn()
    assert.equal(counters.answersSent, COUNT - 2)
    socket.destroy()
  })

  it('of a peer that does not read is over when its goodbye was waited for', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const { socket, connection } = open()
    await turn()
    await turn()
    socket.reads = false
    socket.push(encode(watchdogRequest(GATEWAY, { hopByHop: 2, endToEnd: 2 })))
    await turn()
    await turn()
    socket.push(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
    await turn()
    assert.ok(connection.hasEnded)
    t.mock.timers.tick(GOODBYE_SECONDS * 1_000 - 1)
    assert.ok(!socket.destroyed)
    t.mock.timers.tick(1)
    assert.ok(socket.destroyed)
  })

  it('writes once what one turn gave', async () => {
    const { socket, counters } = open((connection, request) => {
      reply(connection, answer(request, OURS, { result: 2001 }))
    })
    await turn()
    await turn()
    const before = counters.writes
    socket.push(Buffer.concat([2, 3, 4, 5].map((mark) => encode(wished(mark)))))
    await turn()
    await turn()
    assert.deepEqual([counters.answersSent, counters.writes - before], [4, 1])
    socket.destroy()
  })

  it('keeps few requests of ours waiting, and none when it ends', async () => {
    const { socket, connection } = open()
    await turn()
    const plain = watchdogRequest(OURS, { hopByHop: 0, endToEnd: 7 })
    const order = { ...plain, application: 4, command: COMMAND.reAuth }
    const asked = Array.from({ length: ASKED_MAX }, () => ask(connection, order, 60_000))
    assert.equal(await ask(connection, order, 60_000), 'full')
    await turn()
    await turn()
    const said = createFraming().add(Buffer.concat(socket.written)) ?? []
    const orders = said.map(decode).flatMap((one) => (one.ok ? [one.value] : []))
    const first = orders.find((one) => one.application === order.application)
    assert.ok(first !== undefined)
    socket.push(encode(answer(first, GATEWAY, { result: 2001 })))
    const [one, ...others] = asked
    const heard = await one
    assert.ok(typeof heard === 'object' && heard.endToEnd === 7)
    socket.destroy()
    assert.deepEqual([...new Set(await Promise.all(others))], ['lost'])
    assert.equal(await ask(connection, order, 60_000), 'lost')
  })
})
