/**
 * Reports and the edited directory as commands of every store do them: told by anybody, judged by
 * staff, changed by two; and what every process answers by afterwards.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openReport, tellSuspect, type Suspect } from '../../src/app/directory/report-suspect.ts'
import { directoryEntries, directoryNow } from '../../src/app/queries/staff/directory.ts'
import { reportQueue, reportView } from '../../src/app/queries/staff/reports.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { againstEntry, editDirectory } from '../../src/app/staff/directory.ts'
import { chosenOf, judgeReports } from '../../src/app/staff/reports.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { ReportId } from '../../src/domain/basics/ids.ts'
import type { Entry } from '../../src/domain/directory/directory.ts'
import { DIRECTORY } from '../../src/domain/directory/example-directory.ts'
import { judge } from '../../src/domain/directory/judging.ts'
import { readMessage } from '../../src/domain/directory/reading.ts'
import { REPORTS_TOGETHER_MAX } from '../../src/domain/directory/report.ts'
import { readPrintedTelephone } from '../../src/channels/telephone.ts'
import { careWorld, type CareWorld } from './care-world.ts'
import { write } from './rows-asked.ts'
import type { OpenStore } from './stores.ts'
import { asked, putStaff } from './till-world.ts'

const AD = '限时充值！加微信 jp_data888，价目图 https://t.cn/A6xyz.jpg'
const BAD = 'handle wechat jp_data888'
const LINK = 'link t.cn/a6xyz.jpg'
const PORTAL = 'link kadoya.example.com'

interface World extends CareWorld {
  readonly agent: StaffActing
  readonly boss: StaffActing
}

export function directoryContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Reports and the directory over the ${name} store`, () => {
    let world: World
    before(async () => {
      const ground = await careWorld(await openStore())
      const view = { ...ground.app.operator(), directory: DIRECTORY }
      Object.assign(ground.app, { operator: () => view })
      world = {
        ...ground,
        agent: await putStaff(ground, 'agent', null),
        boss: await putStaff(ground, 'operator', null),
      }
    })
    after(() => world.open.close())
    tellingContract(() => world)
    judgingContract(() => world)
    queueContract(() => world)
    readsContract(() => world)
    editingContract(() => world)
  })
}

let attempts = 0

async function told(world: World, message: string, over: Partial<Suspect> = {}, key?: string) {
  attempts += 1
  const usual = { message, happened: [], words: '', language: 'zh-CN', account: null } as const
  const origin = { channel: 'web', actor: 'visitor:1', key: key ?? `web|${attempts}` } as const
  const suspect = { ...usual, channel: 'web', ...over } as const
  const answer = await tellSuspect(world.app, suspect, { origin, readPhone: readPrintedTelephone })
  assert.ok(answer.ok)
  return answer.value.id
}

function judging(
  world: World,
  reports: readonly ReportId[],
  keys: readonly string[] | null,
  acting = world.agent,
) {
  const [first, ...others] = reports
  return asked(world, judgeReports, acting, {
    input: {
      staff: acting.staff,
      reports: [present(first, 'one at least'), ...others],
      chosen: keys === null ? null : chosenOf(world.app, keys),
    },
  })
}

async function staffOf({ open }: World, { staff }: StaffActing) {
  return present((await open.reads.staff(staff)).staff, 'who was just put there')
}

/** As every process answers once it has looked. */
async function verdict(world: World, text: string) {
  const directory = await directoryNow(world.app)
  const now = world.clock.now()
  return judge(readMessage(text, readPrintedTelephone), directory, now).verdict
}

function tellingContract(ofWorld: () => World): void {
  test('What somebody tells is kept sealed, with what it names read from the text', async () => {
    const world = ofWorld()
    const words = 'my card was charged at once'
    const id = await told(world, AD, { happened: ['paid'], words })
    const report = present(await world.open.reads.report(id), 'just told')
    const { sealed, ...open } = report
    assert.deepEqual(open, {
      id,
      at: world.clock.now(),
      channel: 'web',
      language: 'zh-CN',
      account: null,
      names: [LINK, BAD],
      state: { kind: 'waiting' },
    })
    const text = openReport(world.app.vault, present(sealed, 'sealed'))
    assert.deepEqual(text, { message: AD, happened: ['paid'], words })
    assert.equal(JSON.stringify(open).includes(words), false)
    assert.equal(await verdict(world, AD), 'unknown')
    assert.deepEqual(await eventsOf(world, id), ['suspect_reported'])
  })

  test('The same attempt sent again is the same report; another text is another', async () => {
    const world = ofWorld()
    const id = await told(world, 'call 03-1234-5678', {}, 'web|same')
    assert.equal(await told(world, 'call 03-1234-5678', {}, 'web|same'), id)
    assert.notEqual(await told(world, 'call 03-1234-5679', {}, 'web|same'), id)
  })
}

async function eventsOf({ open }: World, home: string): Promise<readonly string[]> {
  return (await open.journal(home)).flatMap(({ events }) => events)
}

function judgingContract(ofWorld: () => World): void {
  test('A confirmed key is told as reported to everybody, until it is taken back', async () => {
    const world = ofWorld()
    const ids = [await told(world, AD), await told(world, `again: 微信 jp_data888`)]
    const staff = await staffOf(world, world.agent)
    const shown = await reportView(world.app, staff, {
      id: present(ids[0], 'told'),
      readPhone: readPrintedTelephone,
    })
    assert.ok(shown.ok && shown.value !== null)
    assert.ok(shown.value.similar.waiting.some(({ id }) => id === ids[1]))
    assert.deepEqual(
      shown.value.named.map(({ key, isGenuine }) => [key, isGenuine]),
      [
        [LINK, false],
        [BAD, false],
      ],
    )
    assert.ok((await judging(world, ids, [BAD])).ok)
    assert.equal(await verdict(world, 'WeChat: jp_data888'), 'reported')
    assert.equal(await verdict(world, 'https://t.cn/A6xyz.jpg'), 'unknown', 'not chosen')
    const again = await judging(world, ids, [BAD])
    assert.equal(!again.ok && again.refusal.code, 'report_judged')
    const queue = await reportQueue(world.app, staff)
    assert.ok(queue.ok)
    assert.ok(ids.every((id) => queue.value.confirmed.some((row) => row.id === id)))
    assert.ok((await judging(world, ids, null)).ok)
    assert.notEqual(await verdict(world, 'WeChat: jp_data888'), 'reported')
    const events = await eventsOf(world, present(ids[0], 'told'))
    const both = ['report_confirmed', 'report_confirmed', 'report_rejected', 'report_rejected']
    assert.deepEqual(events, ['suspect_reported', ...both])
  })

  test('What the directory lists as somebody’s own can not be confirmed', async () => {
    const world = ofWorld()
    const id = await told(world, 'https://kadoya.example.com https://bad.example')
    const refused = async (keys: readonly string[], reports = [id]) => {
      const answer = await judging(world, reports, keys)
      return answer.ok ? null : answer.refusal.code
    }
    assert.equal(await refused([PORTAL, 'link bad.example']), 'key_genuine')
    assert.equal(await refused(['link other.example']), 'key_not_named')
    assert.equal(await refused([]), 'no_key_chosen')
    assert.equal(await refused(['link bad.example'], [world.ids.next()]), 'report_unknown')
    const many = Array.from({ length: REPORTS_TOGETHER_MAX + 1 }, () => world.ids.next<ReportId>())
    assert.equal(await refused(['link bad.example'], many), 'too_many_reports')
    assert.equal((await world.open.reads.report(id))?.state.kind, 'waiting')
  })
}

function queueContract(ofWorld: () => World): void {
  test('Waiting ones stand oldest first; a text that aged away leaves what it named', async () => {
    const world = ofWorld()
    const staff = await staffOf(world, world.agent)
    world.clock.advance(60)
    const late = await told(world, 'https://late.example')
    const queue = await reportQueue(world.app, staff)
    assert.ok(queue.ok && queue.value.waiting.length > 1)
    const times = queue.value.waiting.map(({ at }) => at.epochNanoseconds)
    assert.deepEqual(
      times,
      times.toSorted((one, other) => (one < other ? -1 : 1)),
    )
    const row = present(await world.open.reads.report(late), 'just told')
    const blank = { table: 'reports', row: { ...row, sealed: null } } as const
    await write(world, { kind: 'report', id: late }, [blank])
    const aged = await reportView(world.app, staff, { id: late, readPhone: () => null })
    assert.ok(aged.ok && aged.value !== null)
    assert.deepEqual([aged.value.text, aged.value.judgement], [null, null])
    assert.deepEqual(
      aged.value.named.map(({ value, standing }) => [value, standing]),
      [['late.example', 'unknown']],
    )
  })
}

async function ofReads(world: World, keys: readonly string[]) {
  const { reads } = world.open
  const lists = async (limit: number) => {
    const asked = [
      reads.reportsWaiting(limit),
      reads.reportsConfirmed(limit),
      reads.reportsNaming(keys, limit),
    ]
    return (await Promise.all(asked)).map((rows) => rows.map(({ id }) => id))
  }
  const [all, one] = [await lists(100), await lists(1)]
  assert.ok(all.every((ids) => ids.length > 1))
  assert.deepEqual(
    one,
    all.map((ids) => ids.slice(0, 1)),
  )
  return all
}

function readsContract(ofWorld: () => World): void {
  test('Lists of reports have an order and an end', async () => {
    const world = ofWorld()
    const ids: ReportId[] = []
    for (const name of ['one', 'two', 'three', 'four']) {
      world.clock.advance(1)
      ids.push(await told(world, `https://${name}.example https://shared.example`))
    }
    const [first, second, third, fourth] = ids
    assert.ok(first !== undefined && second !== undefined)
    assert.ok((await judging(world, [first, second], ['link shared.example'])).ok)
    const [waiting = [], confirmed = [], naming] = await ofReads(world, ['link shared.example'])
    assert.deepEqual(waiting.slice(-2), [third, fourth])
    assert.deepEqual(confirmed.slice(0, 2), [second, first])
    assert.deepEqual(naming, ids)
    assert.deepEqual(await world.open.reads.reportsNaming([], 9), [])
    assert.equal(await world.open.reads.report(world.ids.next()), null)
  })
}

function editingContract(ofWorld: () => World): void {
  const [portal, ...others] = DIRECTORY.entries
  assert.ok(portal !== undefined && others.length > 0)

  async function edit(world: World, entry: Entry, isNew: boolean, second = true) {
    const { staff } = world.boss
    const beside = second ? world.sato.staff : null
    const now = world.clock.now()
    const against = againstEntry(await directoryNow(world.app), { entry, isNew, now })
    const answer = await asked(
      world,
      editDirectory,
      { ...world.boss, second: beside },
      { input: { staff, second: beside, entry, against } },
    )
    return answer.ok ? 'done' : answer.refusal.code
  }

  test('An entry that two people add or end stands before the file’s', async () => {
    const world = ofWorld()
    const fresh: Entry = { ...portal, id: 'fresh', kind: 'domain', value: 'fresh.example' }
    assert.equal(await edit(world, fresh, true, false), 'second_person_needed')
    assert.equal(await verdict(world, 'https://fresh.example'), 'unknown')
    assert.equal(await edit(world, fresh, true), 'done')
    assert.equal(await verdict(world, 'https://fresh.example'), 'official')
    const ended: Entry = { ...portal, until: world.clock.now() }
    assert.equal(await edit(world, ended, false), 'done')
    assert.equal(await verdict(world, 'https://kadoya.example.com'), 'unknown')
    assert.equal(await edit(world, portal, false), 'done')
    assert.equal(await verdict(world, 'https://kadoya.example.com'), 'official')
    const shown = await directoryEntries(world.app)
    assert.deepEqual(
      shown.filter(({ edited }) => edited !== null).map(({ entry }) => entry),
      [portal, fresh],
    )
  })

  test('An id is given once, an unknown one is not changed, and no fraud is made official', async () => {
    const world = ofWorld()
    assert.equal(await edit(world, portal, true), 'entry_listed')
    const stray: Entry = { ...portal, id: 'stray', kind: 'domain', value: 'stray.example' }
    assert.equal(await edit(world, stray, false), 'entry_unknown')
    const bad: Entry = { ...portal, id: 'bad', kind: 'domain', value: 'kaduya-pay.example' }
    assert.equal(await edit(world, bad, true), 'entry_reported')
  })
}
