import assert from 'node:assert/strict'
import { connect as connectPlain } from 'node:net'
import { suite, test } from 'node:test'
import { StoreAway } from '../../app/ports.ts'
import { makeCertificates, openWith, TOKEN, withoutOpenssl as skip } from './example-gateway.ts'
import { openPeer, referenceOf, type Answer } from './example-peer.ts'
import {
  chargingBy,
  generous,
  granted,
  IMSI,
  PREFIX,
  recorded,
  reportBody,
  startBody,
} from './example-requests.ts'
import {
  BODY_BYTES_MAX,
  CALLER_IN_FLIGHT_MAX,
  CONNECTIONS_MAX,
  HEADER_LIST_BYTES_MAX,
  IN_FLIGHT_MAX,
  STREAMS_MAX,
} from './server.ts'

const causeOf = ({ text }: Answer) => (JSON.parse(text) as { cause?: string }).cause
const told = (answer: Answer) => [answer.status, causeOf(answer)]

suite('A session over Nchf', () => {
  for (const version of ['v2', 'v3'] as const) {
    test(`is created, updated and released under ${version}`, async () => {
      const charging = chargingBy(generous)
      const { peer, close, counters } = await openWith({ charging })
      const created = await peer.ask({ version, body: startBody() })
      assert.equal(created.status, 201)
      assert.equal(created.headers['content-type'], 'application/json')
      const location = created.headers.location ?? ''
      assert.match(
        location,
        new RegExp(`^http://127.0.0.1:\\d+${PREFIX}/${version}/chargingdata/[\\w-]+$`),
      )
      const path = `/${referenceOf(created)}`
      const used = { used: { uplinkVolume: 100, downlinkVolume: 900 } }
      const updated = await peer.ask({ version, path: `${path}/update`, body: reportBody(1, used) })
      assert.equal(updated.status, 200)
      const last = reportBody(2, { used: { totalVolume: 5 }, wants: null })
      const released = await peer.ask({ version, path: `${path}/release`, body: last })
      assert.deepEqual([released.status, released.text], [204, ''])

      assert.deepEqual(
        charging.heard.map((one) => [one.moment, one.sequence, one.services[0]?.usedBytes]),
        [
          ['start', 'start.0', null],
          ['update', 'update.1', 1_000n],
          ['end', 'end.2', 5n],
        ],
      )
      assert.equal(new Set(charging.heard.map((one) => one.sessionKey)).size, 1)
      assert.ok(charging.heard.every((one) => one.subscriber.imsi === IMSI))
      assert.deepEqual([counters.created, counters.updated, counters.released], [1, 1, 1])
      await close()
    })
  }

  test('goes on after a restart, at whichever process is asked', async () => {
    const one = await openWith()
    const created = await one.peer.ask({ body: startBody() })
    await one.close()
    const charging = chargingBy(generous)
    const other = await openWith({ charging })
    const path = `/${referenceOf(created)}/update`
    assert.equal((await other.peer.ask({ path, body: reportBody(1) })).status, 200)
    assert.equal(charging.heard[0]?.subscriber.imsi, IMSI)
    await other.close()
  })

  test('asked for twice is answered alike to the octet', async () => {
    const { peer, close } = await openWith()
    const one = await peer.ask({ body: startBody() })
    const other = await peer.ask({ body: startBody({ retransmissionIndicator: true }) })
    assert.equal(other.text, one.text)
    assert.equal(other.headers.location, one.headers.location)
    await close()
  })

  test('that was slowed has its own full rate named once a purchase lifts it', async () => {
    const speeds = [128, null]
    const charging = chargingBy(({ services }) => {
      const grant = granted({ kbps: speeds.shift() ?? null })
      return recorded(services.map(({ ratingGroup }) => ({ ratingGroup, grant })))
    })
    const { peer, close } = await openWith({ charging })
    const full = { uplink: '50 Mbps', downlink: '200 Mbps' }
    const session = { pduSessionID: 5, dnnId: 'internet', subscribedSessionAMBR: full }
    const created = await peer.ask({
      body: startBody({ pDUSessionChargingInformation: { pduSessionInformation: session } }),
    })
    const rateIn = ({ text }: Answer) => /"authorizedSessionAMBR":({[^}]+})/.exec(text)?.[1]
    assert.equal(rateIn(created), '{"uplink":"128 Kbps","downlink":"128 Kbps"}')
    const path = `/${referenceOf(created)}/update`
    assert.equal(rateIn(await peer.ask({ path, body: reportBody(1) })), JSON.stringify(full))
    await close()
  })

  test('that never was, or is misspelt, is unknown', async () => {
    const charging = chargingBy(generous)
    const { peer, close } = await openWith({ charging })
    for (const path of ['/nothing/update', '/nothing/release', `/${'x'.repeat(3_000)}/update`]) {
      const answer = await peer.ask({ path, body: reportBody(1) })
      assert.deepEqual(told(answer), [404, 'CONTEXT_NOT_FOUND'])
    }
    assert.equal(charging.heard.length, 0)
    await close()
  })
})

test('An event is charged at once and has no session', async () => {
  const charging = chargingBy((request) =>
    recorded(request.services.map(({ ratingGroup }) => ({ ratingGroup, grant: granted() }))),
  )
  const { peer, close, counters } = await openWith({ charging })
  const event = (requestedUnit: object) =>
    startBody({
      oneTimeEvent: true,
      oneTimeEventType: 'IEC',
      multipleUnitUsage: [{ ratingGroup: 10, requestedUnit }],
    })
  assert.equal((await peer.ask({ body: event({ totalVolume: 5 }) })).status, 201)
  assert.equal(charging.heard[0]?.moment, 'event')
  assert.equal(counters.events, 1)

  // A message, which is no traffic: nothing of the line is asked for.
  const message = await peer.ask({ body: event({ serviceSpecificUnits: 1 }) })
  const { multipleUnitInformation } = JSON.parse(message.text) as Record<string, unknown>
  assert.deepEqual(multipleUnitInformation, [{ ratingGroup: 10, resultCode: 'RATING_FAILED' }])
  assert.deepEqual(charging.heard[1]?.services, [{ ratingGroup: 10, usedBytes: null, wants: null }])
  await close()
})

suite('What cannot be served is said', () => {
  test('with the cause, and where the body is wrong', async () => {
    const { peer, close } = await openWith()
    const { subscriberIdentifier: _, ...nobody } = startBody({ pDUSessionChargingInformation: {} })
    const answer = await peer.ask({ body: nobody })
    assert.equal(answer.headers['content-type'], 'application/problem+json')
    assert.deepEqual(JSON.parse(answer.text), {
      title: 'Bad Request',
      status: 400,
      cause: 'MANDATORY_IE_MISSING',
      invalidParams: [{ param: '/subscriberIdentifier', reason: 'is missing' }],
    })
    const ask = async (body: unknown) => told(await peer.ask({ body }))
    assert.deepEqual(await ask('{'), [400, 'INVALID_MSG_FORMAT'])
    assert.deepEqual(await ask('[]'), [400, 'INVALID_MSG_FORMAT'])
    assert.deepEqual(await ask(startBody({ invocationTimeStamp: 'noon' })), [
      400,
      'MANDATORY_IE_INCORRECT',
    ])
    assert.deepEqual(await ask(startBody({ multipleUnitUsage: 5 })), [400, 'OPTIONAL_IE_INCORRECT'])
    assert.deepEqual(
      await ask(startBody({ subscriberIdentifier: 'nai-a@b', pDUSessionChargingInformation: {} })),
      [404, 'USER_UNKNOWN'],
    )
    await close()
  })

  test('of an address, a method, a form and a size that are not ours', async () => {
    const { peer, close } = await openWith()
    const at = async (path: string, more = {}) =>
      told(await peer.send('{}', { ':path': path, ...more }))
    const unknown = [404, 'RESOURCE_URI_STRUCTURE_NOT_FOUND']
    for (const path of ['/', PREFIX, `${PREFIX}/v1/chargingdata`, `${PREFIX}/v3/chargingdata/a`]) {
      assert.deepEqual(await at(path), unknown)
    }
    assert.deepEqual(await at(`${PREFIX}/v3/chargingdata/a/update/b`), unknown)
    const ours = `${PREFIX}/v3/chargingdata`
    const get = await peer.send('', { ':path': ours, ':method': 'PUT' })
    assert.deepEqual([...told(get), get.headers['allow']], [405, 'METHOD_NOT_ALLOWED', 'POST'])
    for (const form of ['text/plain', 'application/json-patch+json', '']) {
      assert.deepEqual(await at(ours, { 'content-type': form }), [415, 'NOT_JSON'])
    }
    assert.deepEqual(await at(ours, { 'content-encoding': 'gzip' }), [415, 'NOT_JSON'])
    assert.deepEqual(await at(ours, { 'content-type': 'application/json; charset=utf-8' }), [
      400,
      'MANDATORY_IE_MISSING',
    ])
    const long = { ...startBody(), padding: ' '.repeat(BODY_BYTES_MAX) }
    assert.deepEqual(told(await peer.ask({ body: long })), [413, 'BODY_TOO_LARGE'])
    const short = JSON.stringify(startBody())
    const exact = short + ' '.repeat(BODY_BYTES_MAX - short.length)
    assert.equal((await peer.ask({ body: exact })).status, 201)
    const header = 'x'.repeat(HEADER_LIST_BYTES_MAX)
    assert.deepEqual(await at(ours, { padding: header }), [431, 'HEADERS_TOO_LARGE'])
    await close()
  })

  test('of a subscriber that is not known, a full door, a lost database and a fault', async () => {
    const answers = [
      () => ({ kind: 'unknown_subscriber' }) as const,
      () => ({ kind: 'busy' }) as const,
      () => Promise.reject(new StoreAway('gone')),
      () => Promise.reject(new Error('broken')),
    ]
    const { peer, close, faults, counters } = await openWith({
      charging: chargingBy(() => (answers.shift() ?? assert.fail)()),
    })
    const ask = () => peer.ask({ body: startBody() })
    assert.deepEqual(told(await ask()), [404, 'USER_UNKNOWN'])
    const busy = await ask()
    assert.deepEqual([...told(busy), busy.headers['retry-after']], [503, 'NF_CONGESTION', '1'])
    const away = await ask()
    assert.deepEqual([...told(away), away.headers['retry-after']], [503, 'NF_CONGESTION', '2'])
    assert.deepEqual(told(await ask()), [500, 'SYSTEM_FAILURE'])
    assert.equal(faults.length, 2)
    assert.deepEqual(counters.refused, { USER_UNKNOWN: 1, NF_CONGESTION: 2, SYSTEM_FAILURE: 1 })
    await close()
  })

  test('of a caller that has too much under way', async () => {
    const gate = Promise.withResolvers<void>()
    const { plain, peer, close } = await openWith({
      charging: chargingBy(async (request) => {
        await gate.promise
        return generous(request)
      }),
    })
    // One connection carries fewer streams than a caller may have under way.
    const other = openPeer(`http://127.0.0.1:${plain?.port}`)
    const third = openPeer(`http://127.0.0.1:${plain?.port}`)
    const asked = Array.from({ length: CALLER_IN_FLIGHT_MAX }, (_, at) =>
      (at % 2 === 0 ? peer : other).ask({ body: startBody({ invocationSequenceNumber: at }) }),
    )
    while ((plain?.inFlight() ?? 0) < CALLER_IN_FLIGHT_MAX) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    const turned = await third.ask({ body: startBody() })
    assert.deepEqual(
      [...told(turned), turned.headers['retry-after']],
      [429, 'NF_CONGESTION_RISK', '1'],
    )
    gate.resolve()
    assert.ok((await Promise.all(asked)).every(({ status }) => status === 201))
    await Promise.all([other.close(), third.close()])
    await close()
  })
})

suite('A limit', () => {
  test('of all callers together is told as congestion', async () => {
    const gate = Promise.withResolvers<void>()
    const token = (name: string) => ({ name, token: `${TOKEN}-${name}` })
    const { plain, close, peer } = await openWith({
      callers: { tokens: ['a', 'b', 'c'].map(token), peers: [] },
      charging: chargingBy(async (request) => {
        await gate.promise
        return generous(request)
      }),
    })
    const origin = `http://127.0.0.1:${plain?.port}`
    const peers = Array.from({ length: IN_FLIGHT_MAX / STREAMS_MAX }, () => openPeer(origin))
    const ask = (at: number, name: string) => {
      const headers = { authorization: `Bearer ${TOKEN}-${name}` }
      return (peers[at] ?? peer).ask({ body: startBody(), headers })
    }
    const asked = peers.flatMap((_, at) =>
      Array.from({ length: STREAMS_MAX }, () => ask(at, at % 2 === 0 ? 'a' : 'b')),
    )
    while ((plain?.inFlight() ?? 0) < IN_FLIGHT_MAX) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    const turned = await ask(-1, 'c')
    assert.deepEqual([...told(turned), turned.headers['retry-after']], [503, 'NF_CONGESTION', '1'])
    gate.resolve()
    assert.ok((await Promise.all(asked)).every(({ status }) => status === 201))
    await Promise.all(peers.map((one) => one.close()))
    await close()
  })

  test('of streams is told to the peer', async () => {
    const { peer, close } = await openWith()
    await peer.ask({ body: startBody() })
    assert.equal(peer.session.remoteSettings.maxConcurrentStreams, STREAMS_MAX)
    await close()
  })

  test('of connections turns away the one too many, and serves the others', async () => {
    const { plain, peer, counters, close } = await openWith()
    await peer.ask({ body: startBody() })
    const sockets = Array.from({ length: CONNECTIONS_MAX }, () => {
      const socket = connectPlain(plain?.port ?? 0, '127.0.0.1')
      socket.on('error', () => {})
      socket.resume()
      return socket
    })
    // Beside the peer's there is room for all but one.
    await Promise.any(
      sockets.map((one) => new Promise<void>((gone) => one.on('close', () => gone()))),
    )
    assert.equal(counters.turnedAway, 1)
    assert.equal((await peer.ask({ body: startBody() })).status, 201)
    for (const socket of sockets) socket.destroy()
    await close()
  })

  test('of time ends a body that does not come', async () => {
    const { peer, close } = await openWith({ bodyMsMax: 50 })
    await peer.ask({ body: startBody() })
    const stream = peer.session.request({
      ':method': 'POST',
      ':path': `${PREFIX}/v3/chargingdata`,
      'content-type': 'application/json',
    })
    stream.write('{')
    const { promise, resolve } = Promise.withResolvers<number | undefined>()
    stream.on('response', (headers) => resolve(headers[':status']))
    stream.resume()
    assert.equal(await promise, 408)
    await close()
  })
})

suite('A stranger', () => {
  test('who speaks something else is hung up on, and others are served on', async () => {
    const { plain, peer, counters, close } = await openWith()
    const socket = connectPlain(plain?.port ?? 0, '127.0.0.1')
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    socket.on('close', () => resolve())
    socket.on('error', () => {})
    socket.end('POST / HTTP/1.1\r\nHost: a\r\n\r\n')
    socket.resume()
    await closed
    assert.equal((await peer.ask({ body: startBody() })).status, 201)
    assert.equal(counters.brokenConnections, 1)
    await close()
  })
})

test('A stop lets what is being decided be answered', async () => {
  const gate = Promise.withResolvers<void>()
  const { gateway, peer } = await openWith({
    charging: chargingBy(async (request) => {
      await gate.promise
      return generous(request)
    }),
  })
  const asked = peer.ask({ body: startBody() })
  while (gateway.plain?.inFlight() === 0) await new Promise((resolve) => setImmediate(resolve))
  const closed = gateway.close()
  gate.resolve()
  assert.equal((await asked).status, 201)
  await closed
})

test('Over TLS a caller shows a certificate of the authority, or a token', { skip }, async () => {
  const files = makeCertificates()
  const { ca, key, cert } = files.server
  const { secure, close } = await openWith({
    secure: { port: 0, key, cert, ca },
    callers: { tokens: [{ name: 'smf-1', token: TOKEN }], peers: [] },
  })
  const origin = `https://localhost:${secure?.port}`
  const stranger = openPeer(origin, { ca })
  assert.equal((await stranger.ask({ body: startBody() })).status, 401)
  const headers = { authorization: `Bearer ${TOKEN}` }
  assert.equal((await stranger.ask({ body: startBody(), headers })).status, 201)
  const selfMade = openPeer(origin, { ca, ...files.selfMade })
  assert.equal((await selfMade.ask({ body: startBody() })).status, 401)
  const known = openPeer(origin, { ca, ...files.client })
  const created = await known.ask({ body: startBody() })
  assert.equal(created.status, 201)
  assert.ok(created.headers.location ?? ''.startsWith('https://localhost'))
  await Promise.all([stranger.close(), selfMade.close(), known.close()])
  await close()
})
