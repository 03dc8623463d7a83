/**
 * Real telephone calls to the whole running product: SIP and RTP from sipp and baresip, an exchange
 * of the test's own in the place of an Asterisk, and prompts that are really played and heard.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { readWave, samplesIn, TELEPHONE_RATE } from '../../src/adapters/speech/wave.ts'
import { isJapaneseHoliday } from '../../src/adapters/system/japanese-holidays.ts'
import { ACTIVATION_TRIES_MAX } from '../../src/domain/line/activation.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { instant, plusMinutes } from '../../src/domain/basics/time.ts'
import { isOpenAt, openingAfter } from '../../src/domain/call/hotline-hours.ts'
import { CORNER_SHOP, readWorldFolder } from '../../src/main/world/read-folder.ts'
import { placeCall } from '../contracts/asterisk-side.ts'
import { startProduct, type DemoLine, type DemoWorld, type Product } from '../product.ts'
import { connect, openDesk, read, type Desk } from '../scenarios/callers.ts'
import { signInAgent, type AgentDesk, type AgentProof } from './telephony/agent-desk.ts'
import { unknownIccid, wrongCode } from './telephony/card-numbers.ts'
import { openExchange, type Exchange, type ExchangeCall } from './telephony/exchange.ts'
import { playedMs, report } from './telephony/figures.ts'
import { likeness, rmsOf } from './telephony/likeness.ts'
import { packetsKeyed, placeCalls } from './telephony/sipp.ts'
import { openSoftphone, type Softphone } from './telephony/softphone.ts'
import { transcriptOf, type Transcript } from './telephony/transcript.ts'

const { missing } = await ensureDebianPackages([
  { package: 'rtpengine-daemon', probe: 'rtpengine' },
  { package: 'sip-tester', probe: 'sipp' },
  { package: 'baresip-core', probe: 'baresip' },
  { package: 'espeak-ng', probe: 'espeak-ng' },
])
const skip =
  missing.length > 0
    ? `not installed: ${missing.join(', ')}`
    : process.getuid?.() !== 0 && 'only root may send keys as sipp does'

const CALLERS = 30
const CALLS_A_SECOND = 5
/** A call that hangs ends the test, not the run. */
const PATIENCE = { timeout: 120_000 }
/** RTP carries twenty milliseconds a packet. */
const PACKET_MS = 20
/** Of a sound that went through a telephone (G.711), to itself. */
const ALIKE = 0.95
const SHIFT_MS_MAX = 200
/** Of lines whose cards say nothing any more. */
const STORIES_OVER = ['ended', 'lost']

interface CallersWorld extends DemoWorld {
  readonly accounts: readonly DemoCaller[]
  readonly staff: readonly (AgentProof & { readonly role: string })[]
}

interface DemoCaller {
  readonly id: string
  readonly email: string
  readonly language: string
  readonly lines: readonly string[]
  /** Verified: a call from it is known. */
  readonly number: string | null
  readonly phonePin: string | null
}

type KnownCaller = DemoCaller & { readonly number: string; readonly phonePin: string }

interface OrderTold {
  readonly line: string
  readonly state: { readonly kind: string }
}

describe('Callers on real telephones', { skip }, () => {
  const closers: (() => Promise<void>)[] = []
  let product: Product
  let desk: Desk
  let exchange: Exchange
  let pool: pg.Pool
  let world: CallersWorld
  let agent: AgentDesk | null = null

  before(async () => {
    product = await startProduct()
    closers.push(() => product.remove())
    desk = await openDesk(product)
    pool = connect(product.dataDirectory)
    closers.push(() => pool.end())
    exchange = await openExchange(present(product.ports['fastagi'], 'FastAGI listens'))
    closers.push(() => exchange.close())
    world = (await product.world()) as CallersWorld
  })
  after(async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  })

  const ownTrunk = () => exchange.trunks['own-trunk'].port
  const foreignTrunk = () => exchange.trunks.call.port

  /** With a number, a PIN and points. */
  function caller(language: string): KnownCaller {
    const isCaller = (one: DemoCaller): one is KnownCaller =>
      one.language === language && one.number !== null && one.phonePin !== null
    return present(world.accounts.find(isCaller), `a caller who speaks ${language}`)
  }

  /** Calls that began since; each has run its dial-plan to the end. */
  async function callsSince(begun: number, count: number): Promise<readonly ExchangeCall[]> {
    const calls = await Promise.all(
      Array.from({ length: count }, (_, index) => exchange.call(begun + index)),
    )
    await Promise.all(calls.map(({ over }) => over))
    return calls
  }

  async function keptOf({ uniqueid }: Pick<ExchangeCall, 'uniqueid'>): Promise<Transcript> {
    return present(await transcriptOf(pool, uniqueid), 'the product knows of the call')
  }

  /** What the call placed, as partners read it. */
  async function orderOf({ order }: Transcript): Promise<OrderTold> {
    assert.ok(order !== null, 'an order was placed on the call')
    return (await read(desk, `/orders/${order}`)) as OrderTold
  }

  async function pointsOf({ id }: DemoCaller): Promise<bigint> {
    const { rows } = await pool.query<{ left: bigint }>(
      'select coalesce(sum("left"), 0)::bigint as left from points_lots where home_id = $1',
      [id],
    )
    return rows[0]?.left ?? 0n
  }

  async function softphone(number: string): Promise<Softphone> {
    const phone = await openSoftphone(number)
    closers.push(() => phone.close())
    return phone
  }

  const heardOf = ({ turns }: Transcript) =>
    turns.map(({ heard }) => (heard.kind === 'digits' ? heard.digits : heard.kind))
  const saidOn = ({ turns }: Transcript) => turns.flatMap(({ said }) => said)

  it(
    'the last pack is renewed by points, with keys from sipp and sound going back',
    PATIENCE,
    async () => {
      const known = caller('zh-CN')
      const points = await pointsOf(known)
      const rows = ['1', '1', '1', `${known.phonePin}#`, '2']
      const callers = [{ number: known.number, rows }]
      const made = await placeCalls({ port: ownTrunk(), callers, ends: 'desk' })
      assert.deepEqual([made.successful, made.failed], [1, 0], made.output)
      const [call] = await callsSince(0, 1)
      assert.ok(call !== undefined)
      const { record } = call
      assert.deepEqual(record.keyed, ['1', '1', '1', known.phonePin, '2'])
      assert.equal(record.end, 'sent_away')
      assert.ok(record.played.at(-1)?.isWhole, 'goodbye is said to its end')

      // All that was played came back as an echo.
      const echoed = (record.packets?.received ?? 0) - packetsKeyed(rows)
      const played = playedMs(record.played) / PACKET_MS
      assert.ok(echoed > 0.9 * played, `${echoed} packets came back of ${played}`)

      const kept = await keptOf(call)
      assert.deepEqual(heardOf(kept), ['ring', '1', '1', '1', 'secret_digits', '2'])
      assert.ok(saidOn(kept).includes('number_known'))
      assert.ok(
        saidOn(kept).some((code) => code.startsWith('renewed')),
        String(saidOn(kept)),
      )
      assert.deepEqual(
        kept.proofs.map(({ kind }) => kind),
        ['number', 'pin'],
      )
      const order = await orderOf(kept)
      assert.equal(order.state.kind, 'delivered')
      assert.ok(known.lines.includes(order.line))
      assert.ok((await pointsOf(known)) < points)
      report('sipp, points', [call])
    },
  )

  it('a softphone renews, and hears the very prompts', PATIENCE, async () => {
    const known = caller('ja')
    const phone = await softphone(known.number)
    const begun = exchange.calls.length
    await phone.dial(ownTrunk())
    const call = await exchange.call(begun)
    for (const [at, row] of ['1', '1', '1', `${known.phonePin}#`, '2'].entries()) {
      await call.listening(at + 1)
      for (const key of row) await phone.key(key)
    }
    await Promise.all([call.over, phone.closed])
    const { record } = call
    assert.deepEqual(record.keyed, ['1', '1', '1', known.phonePin, '2'])
    const kept = await keptOf(call)
    assert.ok(
      saidOn(kept).some((code) => code.startsWith('renewed')),
      String(saidOn(kept)),
    )
    assert.equal((await orderOf(kept)).state.kind, 'delivered')

    const heard = samplesOf(phone.recording())
    const expectedMs = playedMs(record.played)
    const heardMs = (heard.length / TELEPHONE_RATE) * 1_000
    assert.ok(Math.abs(heardMs - expectedMs) < 0.1 * expectedMs, `${heardMs} of ${expectedMs} ms`)
    const goodbye = present(record.played.at(-1), 'it was said')
    const prompt = samplesOf(readFileSync(goodbye.file))
    const end = heard.subarray(-prompt.length)
    const alike = likeness(prompt, end, samplesIn(SHIFT_MS_MAX))
    assert.ok(alike > ALIKE, `${alike}`)
    assert.ok(Math.abs(rmsOf(end) / rmsOf(prompt) - 1) < 0.05, `${rmsOf(end)} ${rmsOf(prompt)}`)
    report(`baresip, heard ${Math.round(heardMs)} ms, goodbye alike ${alike.toFixed(3)}`, [call])
  })

  it(
    'a stranger with a forged number learns nothing, and wrong proofs sound alike',
    PATIENCE,
    async () => {
      const known = caller('zh-CN')
      const [right, locked] = cards()
      await lock(locked)
      const unknown = unknownIccid(right.iccid)
      const tried = [
        { number: known.number, card: right.iccid, code: wrongCode(right) },
        { number: '+14155550100', card: unknown, code: right.activationCode },
        { number: '+14155550101', card: locked.iccid, code: locked.activationCode },
      ]
      const callers = tried.map(({ number, card, code }) => {
        return { number, rows: ['2', '1', `${card}#`, code] }
      })
      const begun = exchange.calls.length
      const made = await placeCalls({
        port: foreignTrunk(),
        callers,
        ends: 'caller',
        callsASecond: 3,
      })
      assert.deepEqual([made.successful, made.failed], [3, 0], made.output)
      const calls = await callsSince(begun, 3)
      const last = calls.map(({ record }) => record.played.at(-1)?.file)
      assert.equal(new Set(last).size, 1, 'the same prompt')
      for (const call of calls) {
        const kept = await keptOf(call)
        assert.deepEqual(kept.proofs, [])
        assert.equal(kept.line, null)
        assert.equal(kept.turns.at(-2)?.said[0], 'card_not_proved')
        assert.ok(!saidOn(kept).includes('number_known') && !saidOn(kept).includes('data_left'))
      }
      const first = await Promise.all(
        calls.map(async (call) => (await keptOf(call)).turns[0]?.said),
      )
      assert.equal(new Set(first.map(String)).size, 1, 'a forged number is greeted as any other')
      report('three wrong proofs', calls)
    },
  )

  it(
    'thirty at once key thirty cards and their codes, and no digit is lost',
    PATIENCE,
    async () => {
      const lines = cards().slice(2, 2 + CALLERS)
      assert.equal(lines.length, CALLERS)
      const callers = lines.map(({ iccid, activationCode }, index) => {
        const rows = ['2', '1', `${iccid}#`, activationCode]
        return { number: `+1415555${String(1_000 + index)}`, rows }
      })
      const begun = exchange.calls.length
      const since = performance.now()
      const calling = { port: foreignTrunk(), callers, callsASecond: CALLS_A_SECOND } as const
      const made = await placeCalls({ ...calling, ends: 'caller' })
      const seconds = (performance.now() - since) / 1_000
      assert.deepEqual([made.successful, made.failed], [CALLERS, 0], made.output)
      const calls = await callsSince(begun, CALLERS)
      for (const call of calls) {
        const line = present(lines[Number(call.number.slice(-4)) - 1_000], 'one of the callers')
        const { iccid, activationCode, id } = line
        assert.deepEqual(call.record.keyed, ['2', '1', iccid, activationCode])
        const kept = await keptOf(call)
        assert.deepEqual(heardOf(kept), ['ring', '2', '1', iccid, 'secret_digits', 'hang_up'])
        assert.deepEqual(
          kept.proofs.map((proof) => proof.kind === 'activation' && proof.line),
          [id],
        )
        assert.equal(kept.line, id)
        assert.ok(!kept.stored.includes(activationCode), 'a code is counted, not kept')
        assert.equal(kept.state.kind, 'over')
      }
      report(`${CALLERS} callers in ${seconds.toFixed(1)} s`, calls)
    },
  )

  it('an agent takes the call of one who waits and hangs up; all is kept', PATIENCE, async () => {
    const known = caller('ko')
    const { phone, call, agent: aoki, id } = await takenByAgent(known)
    await phone.hangUp()
    await call.over
    const kept = await keptOf(call)
    assert.deepEqual(heardOf(kept), ['ring', '0', 'hang_up'])
    assert.ok(saidOn(kept).includes('person_comes'))
    assert.equal(kept.state.kind === 'over' && kept.state.how, 'hung_up')
    assert.notEqual(kept.agent, null)
    assert.equal(call.record.variables.get('TSUZUKI_CALL'), id)
    assert.equal(call.record.end, 'hung_up')
    const page = await aoki.get(`/staff/calls/${id}`)
    assert.ok(page.includes(known.number.slice(-4)) && !page.includes(known.number))
    report('with an agent', [call])
  })

  it('an agent gives a caller back, who goes on by keys', PATIENCE, async () => {
    const { phone, call, agent: aoki, id } = await takenByAgent(caller('en'))
    await aoki.post(`/staff/calls/${id}/giving-back`)
    call.putDown()
    await call.listening(2)
    await phone.key('2')
    await Promise.all([call.over, phone.closed])
    const kept = await keptOf(call)
    assert.deepEqual(heardOf(kept), ['ring', '0', 'person_left', '2'])
    assert.equal(kept.turns.at(-1)?.said.at(-1), 'goodbye')
    assert.equal(kept.state.kind === 'over' && kept.state.how, 'finished')
    assert.equal(call.record.end, 'sent_away')
    report('given back', [call])
  })

  /** A known caller asks for a person, waits in the queue, and an agent has the call. */
  async function takenByAgent({ number }: KnownCaller) {
    await openHours()
    const phone = await softphone(number)
    const begun = exchange.calls.length
    await phone.dial(ownTrunk())
    const call = await exchange.call(begun)
    await call.listening(1)
    await phone.key('0')
    await Promise.race([call.queued, call.over])
    const { id, state } = await keptOf(call)
    assert.equal(state.kind, 'waiting')

    agent ??= await signInAgent(product.url, await agentProof())
    assert.ok((await agent.get('/staff/calls')).includes(id), 'the desk shows who waits')
    assert.match(await agent.post(`/staff/calls/${id}/taking`), /The call is yours/)
    call.pickUp()
    assert.equal((await keptOf(call)).state.kind, 'with_agent')
    return { phone, call, agent, id }
  }

  async function agentProof(): Promise<AgentProof> {
    const { staff } = (await product.world()) as CallersWorld
    const agents = staff.filter(({ role }) => role === 'agent')
    return present(agents[0], 'there is an agent')
  }

  /** Cards that can be asked about, each with its code; nobody tried them yet. */
  function cards(): readonly [DemoLine, DemoLine, ...DemoLine[]] {
    const [one, other, ...rest] = world.lines.filter(
      ({ story, holder }) =>
        !STORIES_OVER.includes(story) &&
        !world.accounts.some(({ email, number }) => email === holder && number !== null),
    )
    assert.ok(one !== undefined && other !== undefined)
    return [one, other, ...rest]
  }

  /** By calls without sound: wrong codes until the card is locked. */
  async function lock(line: DemoLine): Promise<void> {
    const keying = Array.from({ length: ACTIVATION_TRIES_MAX }, () => [
      `${line.iccid}#`,
      wrongCode(line),
    ])
    const port = present(product.ports['fastagi'], 'FastAGI listens')
    const call = { port, script: 'call', uniqueid: 'lock.1', keying: ['2', '1', ...keying.flat()] }
    await placeCall(call)
    const { turns } = await keptOf({ uniqueid: 'lock.1' })
    const wrong = turns.filter(({ said }) => said.includes('card_not_proved'))
    assert.equal(wrong.length, ACTIVATION_TRIES_MAX)
  }

  /** At night the sandbox's clock is moved on to the morning. */
  async function openHours(): Promise<void> {
    const { hours } = readWorldFolder(CORNER_SHOP).operator.view.hotline
    const told = (await (await fetch(`${product.url}/sandbox/clock`)).json()) as { now: string }
    const now = plusMinutes(instant(told.now), 5)
    if (isOpenAt(hours, now, isJapaneseHoliday)) return
    const opening = present(openingAfter(hours, now, isJapaneseHoliday), 'they open again')
    const moved = await fetch(`${product.url}/sandbox/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now: plusMinutes(opening.from, 1).toString() }),
    })
    assert.equal(moved.status, 200, await moved.text())
  }
})

function samplesOf(file: Buffer): Float32Array {
  const sound = readWave(file, { streamed: true })
  assert.ok(sound.ok, 'a WAV file of a telephone')
  return sound.value.samples
}
