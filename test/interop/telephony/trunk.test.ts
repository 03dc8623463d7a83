/** The exchange's trunk from the caller's side, message by message: sipp and baresip lose none. */
import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { on, once } from 'node:events'
import { suite, test, type TestContext } from 'node:test'
import { headerOf, methodOf, readSip, tagOf, writeSip, type SipMessage } from './sip-message.ts'
import { openTrunk, PROMPT_PACKAGE, type IncomingCall } from './trunk.ts'

interface Line {
  readonly call: Promise<IncomingCall>
  readonly calls: IncomingCall[]
  readonly repeated: () => number
  send(method: string, more?: Partial<Asking>): void
  /** The next message that came. */
  next(): Promise<SipMessage>
}

interface Asking {
  readonly branch: string
  readonly cseq: number
  readonly to: string
}

async function openLine(t: TestContext): Promise<Line> {
  const { promise: call, resolve } = Promise.withResolvers<IncomingCall>()
  const calls: IncomingCall[] = []
  const trunk = await openTrunk((one) => {
    calls.push(one)
    resolve(one)
  })
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  t.after(() => {
    trunk.close()
    socket.close()
  })
  const { port } = socket.address()
  const messages = messagesOn(socket)
  return {
    call,
    calls,
    repeated: () => trunk.counters.repeated,
    send(method, { branch = 'z9hG4bK1', cseq = 1, to = '<sip:hotline@test>' } = {}) {
      const text = writeSip({
        start: `${method} sip:hotline@127.0.0.1 SIP/2.0`,
        headers: [
          ['v', `SIP/2.0/UDP 127.0.0.1:${port};branch=${branch}`],
          ['From', '"Aoi" <sip:+819012345678@127.0.0.1>;tag=caller'],
          ['t', to],
          ['Call-ID', 'call-1'],
          ['CSeq', `${cseq} ${method}`],
          ['Contact', `<sip:aoi@127.0.0.1:${port}>`],
          ['Recv-Info', PROMPT_PACKAGE],
        ],
        body: method === 'INVITE' ? 'v=0\r\n' : '',
      })
      socket.send(text, trunk.port, '127.0.0.1')
    },
    next: async () => {
      const came = await messages.next()
      assert.ok(came.done !== true)
      return came.value
    },
  }
}

async function* messagesOn(socket: Socket): AsyncGenerator<SipMessage> {
  for await (const [octets] of on(socket, 'message') as AsyncIterable<[Buffer]>) {
    const message = readSip(octets.toString())
    assert.ok(message !== null, String(octets))
    yield message
  }
}

suite('A trunk', () => {
  test('answers a call that comes twice as one, and alike', async (t) => {
    const line = await openLine(t)
    line.send('INVITE')
    assert.equal((await line.next()).start, 'SIP/2.0 100 Trying')
    const call = await line.call
    assert.equal(call.number, '+819012345678')
    assert.equal(call.offer, 'v=0\r\n')
    call.ring()
    const ringing = await line.next()
    assert.equal(ringing.start, 'SIP/2.0 180 Ringing')
    assert.equal(tagOf(headerOf(ringing, 'To')), call.toTag)
    line.send('INVITE')
    assert.deepEqual(await line.next(), ringing)
    assert.equal(line.calls.length, 1)
    assert.equal(line.repeated(), 1)
  })

  test('says again that it answered until the caller has heard it', async (t) => {
    const line = await openLine(t)
    line.send('INVITE')
    await line.next()
    const call = await line.call
    const answered = call.answer('v=0\r\ns=ours\r\n')
    const [first, second] = [await line.next(), await line.next()]
    assert.equal(first.start, 'SIP/2.0 200 OK')
    assert.equal(first.body, 'v=0\r\ns=ours\r\n')
    assert.deepEqual(second, first)
    line.send('ACK', { branch: 'z9hG4bK2' })
    await answered
  })

  test('lets a caller go who hangs up, also twice', async (t) => {
    const line = await openLine(t)
    line.send('INVITE')
    await line.next()
    const call = await line.call
    const answered = call.answer('')
    const to = headerOf(await line.next(), 'To')
    line.send('ACK', { branch: 'z9hG4bK2', to })
    await answered
    const bye = { branch: 'z9hG4bK3', cseq: 2, to }
    line.send('BYE', bye)
    const yes = await line.next()
    assert.equal(yes.start, 'SIP/2.0 200 OK')
    assert.equal(headerOf(yes, 'CSeq'), '2 BYE')
    line.send('BYE', bye)
    assert.deepEqual(await line.next(), yes)
    await call.gone
  })

  test('lets a caller go who gives up while it rings', async (t) => {
    const line = await openLine(t)
    line.send('INVITE')
    await line.next()
    const call = await line.call
    line.send('CANCEL')
    const said = [await line.next(), await line.next()].map(
      (message) => `${message.start}, ${headerOf(message, 'CSeq')}`,
    )
    assert.deepEqual(said, ['SIP/2.0 200 OK, 1 CANCEL', 'SIP/2.0 487 Request Terminated, 1 INVITE'])
    await call.gone
    await call.answer('too late')
    line.send('INVITE')
    assert.equal((await line.next()).start, 'SIP/2.0 487 Request Terminated')
  })

  test('tells callers of prompts, and hangs up, asking again until it is heard', async (t) => {
    const line = await openLine(t)
    line.send('INVITE')
    await line.next()
    const call = await line.call
    const answered = call.answer('')
    await line.next()
    line.send('ACK', { branch: 'z9hG4bK2' })
    await answered
    call.tellPrompt()
    const told = await line.next()
    assert.equal(methodOf(told), 'INFO')
    assert.equal(headerOf(told, 'Info-Package'), PROMPT_PACKAGE)
    assert.deepEqual(await line.next(), told)
    void call.hangUp()
    assert.equal(methodOf(await line.next()), 'BYE')
  })

  test('does not know a caller who never called', async (t) => {
    const line = await openLine(t)
    line.send('BYE', { cseq: 2 })
    assert.equal((await line.next()).start, 'SIP/2.0 481 Call/Transaction Does Not Exist')
  })
})
