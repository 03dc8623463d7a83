/**
 * The test's telephone exchange, in the place of an Asterisk: calls come in by SIP on the own or a
 * foreign trunk, media are rtpengine's, and each call runs a dial-plan that asks the desk over
 * FastAGI, puts callers into a queue, and tells the desk when a caller is gone, like the dial-plan
 * of `docs/guides/telephone-by-asterisk.md`.
 */
import { openChannel, type Channel, type ChannelRecord } from './channel.ts'
import { talkAgi } from './fastagi-client.ts'
import { startMediaServer, type MediaServer } from './media-server.ts'
import { createTrigger } from './trigger.ts'
import { openTrunk, type IncomingCall, type Trunk } from './trunk.ts'

export type TrunkName = 'own-trunk' | 'call'

export interface Exchange {
  readonly trunks: Readonly<Record<TrunkName, Trunk>>
  /** In the order in which they came. */
  readonly calls: readonly ExchangeCall[]
  /** The call after so many others. */
  call(number: number): Promise<ExchangeCall>
  close(): Promise<void>
}

export interface ExchangeCall {
  readonly uniqueid: string
  readonly trunk: TrunkName
  readonly number: string
  readonly record: ChannelRecord
  /** Resolves when so many prompts were begun that keys may answer; rejects when none follow. */
  listening(times: number): Promise<void>
  /** Resolves when the caller waits for a person. */
  readonly queued: Promise<void>
  /** Somebody of the queue lifts the receiver. */
  pickUp(): void
  /** Somebody of the queue hung up and the caller did not. */
  putDown(): void
  /** Resolves when the dial-plan has nothing left to do. Rejects when it broke. */
  readonly over: Promise<void>
}

interface Running {
  readonly media: MediaServer
  readonly deskPort: number
  readonly startedAt: number
  readonly calls: ExchangeCall[]
  begun: number
  readonly came: ReturnType<typeof createTrigger>
}

/** The port is the desk's, for FastAGI. */
export async function openExchange(deskPort: number): Promise<Exchange> {
  const media = await startMediaServer()
  const running: Running = {
    media,
    deskPort,
    startedAt: Math.floor(Date.now() / 1_000),
    calls: [],
    begun: 0,
    came: createTrigger(),
  }
  const trunks = {
    'own-trunk': await openTrunk((call) => begin(running, 'own-trunk', call)),
    call: await openTrunk((call) => begin(running, 'call', call)),
  }
  return {
    trunks,
    calls: running.calls,
    async call(number) {
      await running.came.reached(number + 1)
      const call = running.calls[number]
      if (call === undefined) throw new RangeError(`no call ${number}`)
      return call
    },
    async close() {
      for (const trunk of Object.values(trunks)) trunk.close()
      await media.close()
    },
  }
}

interface Plan {
  readonly running: Running
  readonly trunk: TrunkName
  readonly incoming: IncomingCall
  readonly uniqueid: string
  readonly opened: Promise<Channel>
  readonly queued: PromiseWithResolvers<void>
  readonly picked: PromiseWithResolvers<'picked'>
  readonly put: PromiseWithResolvers<'put'>
  isGone: boolean
}

function begin(running: Running, trunk: TrunkName, incoming: IncomingCall): void {
  running.begun += 1
  const uniqueid = `${running.startedAt}.${running.begun}`
  const opened = openChannel(incoming, running.media)
  const plan: Plan = {
    running,
    trunk,
    incoming,
    uniqueid,
    opened,
    queued: Promise.withResolvers<void>(),
    picked: Promise.withResolvers<'picked'>(),
    put: Promise.withResolvers<'put'>(),
    isGone: false,
  }
  void incoming.gone.then(() => {
    plan.isGone = true
  })
  void opened.then(
    (channel) => {
      running.calls.push(told(plan, channel))
      running.came.pull()
    },
    () => incoming.refuse('500 Server Internal Error'),
  )
}

function told(plan: Plan, channel: Channel): ExchangeCall {
  const { uniqueid, trunk, incoming, queued, picked, put } = plan
  const over = dial(plan, channel)
  // Whoever waits for it is told; nobody has to.
  over.catch(() => {})
  return {
    uniqueid,
    trunk,
    number: incoming.number,
    record: channel.record,
    listening: (times) =>
      Promise.race([channel.listens.reached(times), over.then(() => endedBefore(times))]),
    queued: queued.promise,
    pickUp: () => picked.resolve('picked'),
    putDown: () => put.resolve('put'),
    over,
  }
}

function endedBefore(times: number): never {
  throw new Error(`the call was over before prompt ${times}`)
}

const TRIES_MAX = 3
const HUNG_UP = '/hung-up'
const NEVER = Promise.withResolvers<void>().promise

/** The context `hotline`, and its hang-up handler. */
async function dial(plan: Plan, channel: Channel): Promise<void> {
  const { incoming } = plan
  const { record } = channel
  incoming.ring()
  try {
    await followPlan(plan, channel)
  } finally {
    record.end ??= plan.isGone ? 'hung_up' : 'lost'
    incoming.refuse('503 Service Unavailable')
    await channel.hangUp()
  }
  await ask(plan, channel, HUNG_UP)
}

async function followPlan(plan: Plan, channel: Channel): Promise<void> {
  const { record } = channel
  let script = ''
  for (let tries = 0; tries < TRIES_MAX && isUp(plan, record);) {
    record.variables.set('TSUZUKI_NEXT', '')
    await ask(plan, channel, script)
    if (record.variables.get('TSUZUKI_NEXT') === 'person' && isUp(plan, record)) {
      script = await queue(plan, record)
    } else {
      tries += 1
      script = ''
    }
  }
}

function isUp({ isGone }: Plan, { end }: ChannelRecord): boolean {
  return !isGone && end === null
}

async function ask(plan: Plan, channel: Channel, script: string): Promise<void> {
  const { trunk, incoming, uniqueid, running } = plan
  await talkAgi({
    port: running.deskPort,
    script: `${trunk}${script}`,
    uniqueid,
    callerid: incoming.number === '' ? 'unknown' : incoming.number,
    carryOut: channel.carryOut,
    // The handler runs when the caller is gone already, and is told nothing more of that.
    gone: script === HUNG_UP ? NEVER : incoming.gone,
  })
}

const MS_A_SECOND = 1_000

/** What to ask the desk next. */
async function queue({ incoming, queued, picked, put }: Plan, { variables }: ChannelRecord) {
  queued.resolve()
  const { promise: waited, resolve } = Promise.withResolvers<'waited'>()
  const waitMs = Number(variables.get('TSUZUKI_WAIT')) * MS_A_SECOND
  const timer = setTimeout(() => resolve('waited'), waitMs)
  const gone = incoming.gone.then(() => 'gone' as const)
  const first = await Promise.race([waited, picked.promise, gone])
  clearTimeout(timer)
  if (first === 'waited') return '/nobody-came'
  if (first === 'gone') return ''
  await Promise.race([put.promise, gone])
  return '/person-left'
}
