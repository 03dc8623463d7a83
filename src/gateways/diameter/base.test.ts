import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { avp, reading } from './avps.ts'
import {
  answer,
  capabilitiesAnswer,
  capabilitiesRequest,
  COMMAND,
  CREDIT_CONTROL_APPLICATION,
  DISCONNECT,
  disconnectRequest,
  readCapabilities,
  refusal,
  RELAY_APPLICATION,
  RESULT,
  watchdogAnswer,
  watchdogRequest,
  type Identity,
} from './base.ts'
import { decode, encode, type Avp, type Message } from './codec.ts'
import { nameOf } from './dictionary.ts'

const OURS: Identity = {
  host: 'ocs.test.local',
  realm: 'test.local',
  addresses: ['127.0.0.1', '::1'],
  stateId: 1_800_000_000,
}
const THEIRS: Identity = { ...OURS, host: 'pgw.test.local', addresses: ['192.0.2.1'] }
const MARKS = { hopByHop: 7, endToEnd: 9 }

function creditControl(...avps: readonly Avp[]): Message {
  return {
    command: COMMAND.creditControl,
    application: CREDIT_CONTROL_APPLICATION,
    request: true,
    proxiable: true,
    error: false,
    retransmitted: true,
    ...MARKS,
    avps,
  }
}

const namesOf = ({ avps }: Message) => avps.map((one) => nameOf(one.code, one.vendor))

function overTheWire(message: Message): Message {
  const result = decode(encode(message))
  assert.ok(result.ok)
  return result.value
}

describe('An answer', () => {
  const proxies = [1, 2].map((mark) =>
    avp('Proxy-Info', [
      avp('Proxy-Host', `dra${mark}.test.local`),
      avp('Proxy-State', Uint8Array.of(mark)),
    ]),
  )
  const asked = creditControl(avp('Session-Id', 'pgw;1;2'), ...proxies)

  it('has the session first, the marks of its request, and what proxies left in order', () => {
    const told = overTheWire(answer(asked, OURS, { result: RESULT.success }))
    assert.deepEqual(namesOf(told), [
      'Session-Id',
      'Result-Code',
      'Origin-Host',
      'Origin-Realm',
      'Proxy-Info',
      'Proxy-Info',
    ])
    const states = reading(told.avps)
      .groups('Proxy-Info')
      .map((group) => group.need('Proxy-State')?.[0])
    assert.deepEqual(states, [1, 2])
    const { command, application, proxiable, hopByHop, endToEnd } = told
    assert.deepEqual(
      { command, application, proxiable, hopByHop, endToEnd },
      { command: 272, application: 4, proxiable: true, ...MARKS },
    )
    assert.deepEqual([told.request, told.retransmitted, told.error], [false, false, false])
  })

  it('has the error flag where the protocol was broken, and only there', () => {
    const flagOf = (result: number) => answer(asked, OURS, { result }).error
    assert.deepEqual([2999, 3000, 3999, 4000].map(flagOf), [false, true, true, false])
  })

  it('shows the AVP that failed', () => {
    const read = reading(creditControl().avps)
    assert.equal(read.need('CC-Request-Type'), null)
    const failure = read.failure()
    assert.ok(failure !== null)
    const told = overTheWire(refusal(asked, OURS, failure))
    const [failed] = told.avps.filter((one) => nameOf(one.code, one.vendor) === 'Failed-AVP')
    assert.ok(failed?.data instanceof Uint8Array, 'what failed stays closed')
    assert.equal(Buffer.from(failed.data).readUInt32BE(0), 416)
  })
})

describe('The exchange of capabilities', () => {
  it('finds the application that both speak', () => {
    const { capabilities } = readCapabilities(overTheWire(capabilitiesRequest(THEIRS, MARKS)))
    assert.deepEqual(capabilities, {
      host: 'pgw.test.local',
      realm: 'test.local',
      stateId: THEIRS.stateId,
      result: null,
      applications: [CREDIT_CONTROL_APPLICATION],
      speaksPlainly: true,
    })
  })

  it('finds it with relays, and where a vendor names it; else finds none', () => {
    const speaking = (...avps: readonly Avp[]) => {
      const base = [avp('Origin-Host', 'dra.test.local'), avp('Origin-Realm', 'test.local')]
      return readCapabilities({ ...creditControl(), avps: [...base, ...avps] }).capabilities
    }
    const vendor = avp('Vendor-Specific-Application-Id', [
      avp('Vendor-Id', 10_415),
      avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION),
    ])
    const relay = avp('Auth-Application-Id', RELAY_APPLICATION)
    const found = [speaking(relay), speaking(vendor)].map((one) => one?.applications)
    assert.deepEqual(found, [[CREDIT_CONTROL_APPLICATION], [CREDIT_CONTROL_APPLICATION]])
    assert.deepEqual(speaking(avp('Auth-Application-Id', 16_777_238))?.applications, [])
    assert.equal(speaking(relay, avp('Inband-Security-Id', 1))?.speaksPlainly, false)
  })

  it('tells what is missing', () => {
    const { capabilities, failure } = readCapabilities(creditControl())
    assert.equal(capabilities, null)
    assert.equal(failure?.resultCode, 5005)
  })

  it('names every address of ours in the answer', () => {
    const asked = capabilitiesRequest(THEIRS, MARKS)
    const told = overTheWire(capabilitiesAnswer(asked, OURS, RESULT.success))
    assert.deepEqual(reading(told.avps).all('Host-IP-Address'), ['127.0.0.1', '::1'])
  })
})

describe('Between neighbours', () => {
  it('the watchdog is answered with our state, and goodbyes say why', () => {
    const dog = overTheWire(watchdogRequest(THEIRS, MARKS))
    assert.deepEqual([dog.command, dog.proxiable], [COMMAND.deviceWatchdog, false])
    assert.equal(reading(watchdogAnswer(dog, OURS).avps).need('Origin-State-Id'), OURS.stateId)
    const bye = overTheWire(disconnectRequest(OURS, MARKS, DISCONNECT.rebooting))
    assert.equal(reading(bye.avps).need('Disconnect-Cause'), 0)
  })
})
