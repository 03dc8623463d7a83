import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { instant, plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { avp, reading } from './avps.ts'
import {
  answer,
  capabilitiesAnswer,
  capabilitiesRequest,
  COMMAND,
  CREDIT_CONTROL_APPLICATION,
  DISCONNECT,
  disconnectRequest,
  RESULT,
  watchdogAnswer,
  watchdogRequest,
  type Identity,
} from './base.ts'
import type { Message } from './codec.ts'
import {
  accepted,
  connected,
  GOODBYE_SECONDS,
  INTRODUCTION_SECONDS,
  isUnneeded,
  move,
  WATCHDOG_SECONDS,
  type Effect,
  type Moved,
  type PeerEvent,
  type PeerState,
} from './peer.ts'

const START = instant('2027-01-15T00:00:00Z')
const OURS: Identity = {
  host: 'ocs.test.local',
  realm: 'test.local',
  addresses: ['127.0.0.1'],
  stateId: 1,
}
const THEIRS: Identity = { ...OURS, host: 'pgw.test.local' }
const MARKS = { hopByHop: 7, endToEnd: 9 }

/** One connection through its life, with a clock of its own. */
class Life {
  state: PeerState
  now: Instant = START
  count = 0

  constructor(state: PeerState = accepted(START)) {
    this.state = state
  }

  given() {
    return {
      now: this.now,
      identity: OURS,
      mayConnect: (host: string) => host === THEIRS.host,
      marks: () => {
        this.count += 1
        return { hopByHop: 100 + this.count, endToEnd: 200 + this.count }
      },
    }
  }

  take({ state, effects }: Moved): readonly Effect[] {
    this.state = state
    return effects
  }

  event(event: PeerEvent): readonly Effect[] {
    return this.take(move(this.state, event, this.given()))
  }

  hear(message: Message): readonly Effect[] {
    return this.event({ kind: 'message', message })
  }

  wait(seconds: number): readonly Effect[] {
    this.now = plusSeconds(this.now, seconds)
    return this.event({ kind: 'tick' })
  }
}

function open(): Life {
  const life = new Life()
  life.hear(capabilitiesRequest(THEIRS, MARKS))
  assert.equal(life.state.kind, 'open')
  return life
}

const kinds = (effects: readonly Effect[]) => effects.map((effect) => effect.kind)

function sent(effects: readonly Effect[]): Message {
  const [first] = effects
  assert.ok(first?.kind === 'send')
  return first.message
}

const resultOf = (message: Message) => reading(message.avps).need('Result-Code')

function asking(changed: Partial<Message> = {}): Message {
  return {
    command: COMMAND.creditControl,
    application: CREDIT_CONTROL_APPLICATION,
    request: true,
    proxiable: true,
    error: false,
    retransmitted: false,
    ...MARKS,
    avps: [avp('Session-Id', 'pgw;1')],
    ...changed,
  }
}

function ended({ state }: Life): string | null {
  return state.kind === 'over' ? state.why : null
}

describe('A neighbour introduces itself', () => {
  it('and is let in', () => {
    const life = new Life()
    const effects = life.hear(capabilitiesRequest(THEIRS, MARKS))
    assert.equal(resultOf(sent(effects)), RESULT.success)
    assert.equal(life.state.kind, 'open')
  })

  it('and is sent away, told why, where it is not configured or speaks something else', () => {
    const stranger = new Life()
    const told = stranger.hear(capabilitiesRequest({ ...THEIRS, host: 'who.test.local' }, MARKS))
    assert.deepEqual(kinds(told), ['send', 'close'])
    assert.equal(resultOf(sent(told)), RESULT.unknownPeer)
    const asked = capabilitiesRequest(THEIRS, MARKS)
    const foreign = new Life()
    const avps = asked.avps.filter(({ code }) => code !== 258)
    const other = foreign.hear({
      ...asked,
      avps: [...avps, avp('Auth-Application-Id', 16_777_251)],
    })
    assert.equal(resultOf(sent(other)), RESULT.noCommonApplication)
    const veiled = new Life()
    const tls = asked.avps.filter(({ code }) => code !== 299)
    const wants = veiled.hear({ ...asked, avps: [...tls, avp('Inband-Security-Id', 1)] })
    assert.equal(resultOf(sent(wants)), RESULT.noCommonSecurity)
    assert.deepEqual([stranger, foreign, veiled].map(ended), [
      'unknown_peer',
      'no_common_application',
      'no_common_security',
    ])
  })

  it('before anything else is listened to', () => {
    const life = new Life()
    assert.deepEqual(kinds(life.hear(asking())), ['close'])
    assert.equal(ended(life), 'malformed')
  })

  it('within its time', () => {
    const life = new Life()
    assert.deepEqual(life.wait(INTRODUCTION_SECONDS - 1), [])
    assert.deepEqual(kinds(life.wait(1)), ['close'])
    assert.equal(ended(life), 'silent')
  })

  it('as we do where we made the connection', () => {
    const life = new Life()
    const asked = sent(life.take(connected(life.given())))
    assert.equal(asked.command, COMMAND.capabilitiesExchange)
    const wrong = { ...capabilitiesAnswer(asked, THEIRS, RESULT.success), hopByHop: 1 }
    assert.equal(
      move(life.state, { kind: 'message', message: wrong }, life.given()).state.kind,
      'over',
    )
    life.hear(capabilitiesAnswer(asked, THEIRS, RESULT.success))
    assert.equal(life.state.kind, 'open')
  })

  it('and hear that they do not want us', () => {
    const life = new Life()
    const asked = sent(life.take(connected(life.given())))
    const said = life.hear(capabilitiesAnswer(asked, THEIRS, RESULT.unknownPeer))
    assert.deepEqual([kinds(said), ended(life)], [['close'], 'not_wanted'])
  })
})

describe('While the connection is open', () => {
  it('requests of credit control are served, others told that nobody serves them', () => {
    const life = open()
    assert.deepEqual(kinds(life.hear(asking())), ['serve'])
    const command = sent(life.hear(asking({ command: 271 })))
    assert.equal(resultOf(command), RESULT.commandUnsupported)
    const application = sent(life.hear(asking({ application: 16_777_251 })))
    assert.equal(resultOf(application), RESULT.applicationUnsupported)
    assert.equal(application.error, true)
  })

  it('answers to requests of ours are handed on', () => {
    const life = open()
    const reAuth = asking({ command: COMMAND.reAuth })
    const effects = life.hear(answer(reAuth, THEIRS, { result: 2002 }))
    assert.deepEqual(kinds(effects), ['answered'])
  })

  it('a watchdog is answered at once', () => {
    const reply = sent(open().hear(watchdogRequest(THEIRS, MARKS)))
    assert.deepEqual([reply.command, reply.hopByHop, resultOf(reply)], [280, 7, 2001])
  })

  it('silence is asked about, and then ends it', () => {
    const life = open()
    assert.deepEqual(life.wait(WATCHDOG_SECONDS - 1), [])
    const dog = sent(life.wait(1))
    assert.equal(dog.command, COMMAND.deviceWatchdog)
    assert.deepEqual(life.wait(WATCHDOG_SECONDS - 1), [])
    assert.deepEqual(kinds(life.wait(1)), ['close'])
    assert.equal(ended(life), 'silent')
  })

  it('whatever is heard puts the end off, also while a watchdog waits (RFC 3539 §3.4.1)', () => {
    const life = open()
    life.wait(WATCHDOG_SECONDS)
    life.wait(WATCHDOG_SECONDS - 1)
    life.hear(asking())
    assert.deepEqual(life.wait(WATCHDOG_SECONDS - 1), [])
    assert.deepEqual(kinds(life.wait(1)), ['close'])
  })

  it('whatever is heard ends the silence; the answer ends the asking', () => {
    const life = open()
    life.wait(WATCHDOG_SECONDS - 1)
    life.hear(asking())
    assert.deepEqual(life.wait(WATCHDOG_SECONDS - 1), [])
    const dog = sent(life.wait(1))
    life.hear(watchdogAnswer(dog, THEIRS))
    assert.deepEqual(life.wait(WATCHDOG_SECONDS - 1), [])
    assert.deepEqual(kinds(life.wait(1)), ['send'])
  })
})

describe('A goodbye', () => {
  it('of theirs is answered, and nothing is served any more', () => {
    const life = open()
    const bye = sent(life.hear(disconnectRequest(THEIRS, MARKS, DISCONNECT.rebooting)))
    assert.equal(resultOf(bye), RESULT.success)
    assert.equal(resultOf(sent(life.hear(asking()))), RESULT.unableToDeliver)
    assert.deepEqual(kinds(life.wait(GOODBYE_SECONDS)), ['close'])
    assert.equal(ended(life), 'they_left')
  })

  it('of theirs says whether they will want us again', () => {
    const { rebooting, busy, doNotWantToTalk } = DISCONNECT
    for (const cause of [rebooting, busy, doNotWantToTalk]) {
      const life = open()
      life.hear(disconnectRequest(THEIRS, MARKS, cause))
      assert.equal(isUnneeded(life.state), cause === doNotWantToTalk)
      life.wait(GOODBYE_SECONDS)
      assert.equal(isUnneeded(life.state), cause === doNotWantToTalk)
      assert.equal(ended(life), cause === doNotWantToTalk ? 'unneeded' : 'they_left')
    }
  })

  it('of ours waits for its answer, not for ever', () => {
    const answered = open()
    const bye = sent(answered.event({ kind: 'leave' }))
    assert.equal(bye.command, COMMAND.disconnectPeer)
    assert.deepEqual(kinds(answered.hear(answer(bye, THEIRS, { result: 2001 }))), ['close'])
    assert.equal(ended(answered), 'we_left')
    const ignored = open()
    ignored.event({ kind: 'leave' })
    assert.deepEqual(ignored.wait(GOODBYE_SECONDS - 1), [])
    assert.deepEqual(kinds(ignored.wait(1)), ['close'])
  })

  it('is said once, and after the end nothing happens', () => {
    const life = open()
    life.event({ kind: 'leave' })
    assert.deepEqual(life.event({ kind: 'leave' }), [])
    life.wait(GOODBYE_SECONDS)
    assert.deepEqual(life.hear(asking()), [])
  })
})
