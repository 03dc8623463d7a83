import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { suite, test } from 'node:test'
import { freshCounters } from './counters.ts'
import { openNotified } from './example-peer.ts'
import { exampleSession as session } from './example-session.ts'
import { createNotifier, NOTIFY_CONNECTIONS_MAX, NOTIFY_IN_FLIGHT_MAX } from './notifier.ts'
import { createNotifyHosts } from './notify-hosts.ts'
import { createTeller } from './teller.ts'

const FULL = { kind: 'full', kbps: null } as const

function tellerTo(hosts: readonly string[] = ['127.0.0.0/8'], notifyMsMax = 2_000) {
  const counters = freshCounters()
  const settings = { hosts, privateAddresses: false, isPrivate: () => true }
  const notifier = createNotifier({ hosts: createNotifyHosts(settings), tls: null, notifyMsMax })
  return { counters, notifier, ...createTeller({ notifier, counters }) }
}

suite('A peer', () => {
  test('is told to ask again for the rating groups that it named or holds', async () => {
    const smf = await openNotified()
    const teller = tellerTo()
    const reach = { notifyUri: smf.uri, ratingGroups: '10,20' }
    assert.equal(await teller.change(session(reach, [20, 30]), FULL), 'taken')
    assert.equal(await teller.change(session({ notifyUri: smf.uri }), FULL), 'taken')
    assert.equal(await teller.stop(session(reach, [10])), 'taken')
    assert.deepEqual(smf.heard, [
      {
        path: '/notify',
        body: {
          notificationType: 'REAUTHORIZATION',
          reauthorizationDetails: [{ ratingGroup: 10 }, { ratingGroup: 20 }, { ratingGroup: 30 }],
        },
      },
      { path: '/notify', body: { notificationType: 'REAUTHORIZATION' } },
      { path: '/notify', body: { notificationType: 'ABORT_CHARGING' } },
    ])
    assert.equal(smf.connections(), 1)
    assert.equal(teller.counters.notified.taken, 3)
    await teller.notifier.close()
    await smf.close()
  })

  test('is told so too for a rating group for which nothing was left', async () => {
    const smf = await openNotified()
    const teller = tellerTo()
    const portal = { kind: 'portal_only' } as const
    const told = { ...FULL, behind: [10, 20].map((ratingGroup) => ({ ratingGroup, to: portal })) }
    const reach = { notifyUri: smf.uri, ratingGroups: '10' }
    assert.equal(await teller.change({ ...session(reach, [10]), told }, FULL), 'taken')
    assert.deepEqual(smf.heard[0]?.body, {
      notificationType: 'REAUTHORIZATION',
      reauthorizationDetails: [{ ratingGroup: 10 }, { ratingGroup: 20 }],
    })
    await teller.notifier.close()
    await smf.close()
  })

  test('answers by its status, and no redirect is followed', async () => {
    const statuses = [200, 204, 404, 410, 307, 308, 400, 500, 503]
    const left = statuses.slice()
    const smf = await openNotified(() => left.shift() ?? 204)
    const teller = tellerTo()
    const told: string[] = []
    for (const _ of statuses) told.push(await teller.change(session({ notifyUri: smf.uri }), FULL))
    const refused = Array.from({ length: 5 }, () => 'refused')
    assert.deepEqual(told, ['taken', 'taken', 'gone', 'gone', ...refused])
    assert.equal(smf.heard.length, statuses.length)
    await teller.notifier.close()
    await smf.close()
  })

  test('is silent when nobody is there, nothing is answered or it told no address', async () => {
    const mute = await openNotified(() => null)
    const teller = tellerTo(undefined, 200)
    assert.equal(await teller.change(session({ notifyUri: mute.uri }), FULL), 'silent')
    await mute.close()
    assert.equal(await teller.change(session({ notifyUri: mute.uri }), FULL), 'silent')
    assert.equal(await teller.change(session(null), FULL), 'silent')
    assert.equal(await teller.change(session({ notifyUri: 'no address' }), FULL), 'silent')
    assert.equal(teller.counters.notified.silent, 4)
    await teller.notifier.close()
  })

  test('that does not speak HTTP/2 is silent', async () => {
    const other = createServer((socket) => {
      socket.on('error', () => {})
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    const { promise, resolve } = Promise.withResolvers<void>()
    other.listen(0, '127.0.0.1', resolve)
    await promise
    const { port } = other.address() as AddressInfo
    const teller = tellerTo()
    const uri = `http://127.0.0.1:${port}/notify`
    assert.equal(await teller.change(session({ notifyUri: uri }), FULL), 'silent')
    await teller.notifier.close()
    other.close()
  })

  test('on a host that is not listed is not spoken to', async () => {
    const smf = await openNotified()
    const teller = tellerTo(['192.0.2.0/24'])
    assert.equal(await teller.change(session({ notifyUri: smf.uri }), FULL), 'silent')
    assert.equal(teller.counters.notifyForbidden, 1)
    assert.equal(smf.connections(), 0)
    await teller.notifier.close()
    await smf.close()
  })

  test('that restarted is told over a new connection', async () => {
    const smf = await openNotified()
    const teller = tellerTo()
    assert.equal(await teller.change(session({ notifyUri: smf.uri }), FULL), 'taken')
    smf.drop()
    assert.equal(await teller.change(session({ notifyUri: smf.uri }), FULL), 'taken')
    assert.equal(smf.connections(), 2)
    await teller.notifier.close()
    await smf.close()
  })
})

test('No more notifications are under way at once than the limit', async () => {
  const mute = await openNotified(() => null)
  const { notifier } = tellerTo(undefined, 1_000)
  const asked = Array.from({ length: NOTIFY_IN_FLIGHT_MAX + 1 }, () =>
    notifier.post(mute.uri, '{}'),
  )
  // The one too many is turned away at once; the others wait for an answer in vain.
  assert.deepEqual(await asked.at(-1), { kind: 'silent' })
  assert.equal((await Promise.all(asked)).length, NOTIFY_IN_FLIGHT_MAX + 1)
  assert.ok(mute.heard.length <= NOTIFY_IN_FLIGHT_MAX)
  await notifier.close()
  await mute.close()
})

test('No more connections are kept than the limit', async () => {
  const smf = await openNotified(() => 204, '0.0.0.0')
  const { notifier } = tellerTo()
  for (let at = 1; at <= NOTIFY_CONNECTIONS_MAX + 3; at += 1) {
    // Every address of loopback is the same listener's, and an origin of its own.
    const told = await notifier.post(`http://127.0.1.${at}:${smf.port}/`, '{}')
    assert.deepEqual(told, { kind: 'answered', status: 204 })
  }
  assert.equal(notifier.connections(), NOTIFY_CONNECTIONS_MAX)
  await notifier.close()
  await smf.close()
})
