/**
 * Who may do what, walked whole: every command of staff by every role, about a thing of their own
 * shop, of another or of none, alone, beside somebody who may stand in and beside somebody who may
 * not. Asked of the real door over rows of a real store; the table says what must come of it.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, beforeEach, suite, test } from 'node:test'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { STAFF_COMMANDS, type AnyStaffCommand } from '../../src/app/staff/commands.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { ShopId } from '../../src/domain/basics/ids.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import {
  reachOf,
  STAFF_ACTS,
  STAFF_ROLES,
  type StaffAct,
  type StaffRole,
} from '../../src/domain/staff/permissions.ts'
import { codeOnly, isTest, readSources } from '../tidy/source.ts'
import { permissionsPage, SECOND_PERSON } from '../../scripts/permissions-page.ts'
import { careWorld } from './care-world.ts'
import { STAGES, type Stage } from './permission-stages.ts'
import type { StagedWorld } from './staged-things.ts'
import { openMemory } from './stores.ts'
import { originOf, putStaff, SHINJUKU } from './till-world.ts'

const ROOT = join(import.meta.dirname, '../..')

/**
 * Asked in queries, or only of whoever stands beside; the rest are commands. Staff themselves are
 * managed by the operator's files (`app/staff/put-staff.ts`), which no console reaches.
 */
const NO_COMMAND: readonly StaffAct[] = [
  'read_shifts',
  'read_anomalies',
  'read_limits',
  'read_network',
  'read_fulfilments',
  'read_usage_files',
  'check_gift_card',
  'be_second',
  'manage_staff',
]

const SHOP_OF: Readonly<Record<StaffRole, ShopId | null>> = {
  clerk: SHINJUKU,
  senior: SHINJUKU,
  agent: null,
  operator: null,
  auditor: null,
}

type Beside = 'nobody' | 'who_may' | 'who_may_not'
const BESIDE: readonly Beside[] = ['nobody', 'who_may', 'who_may_not']

/** Refusals that speak of who asks, not of what is asked. */
const OF_PEOPLE = new Set([
  'act_not_allowed',
  'other_shop',
  'second_person_needed',
  'second_person_refused',
  'staff_signed_out',
])

suite('Every command of staff', () => {
  let world: StagedWorld
  let people: Readonly<Record<StaffRole, StaffActing>>
  let beside: Readonly<Record<Beside, StaffActing['second']>>

  before(async () => {
    const ground = await careWorld(await openMemory())
    world = { ...ground, boss: await putStaff(ground, 'operator', null) }
    const made = STAFF_ROLES.map(async (role) => {
      return [role, await putStaff(ground, role, SHOP_OF[role])] as const
    })
    people = Object.fromEntries(await Promise.all(made)) as typeof people
    const mayStandIn = (await putStaff(ground, 'operator', null)).staff
    const mayNot = (await putStaff(ground, 'clerk', SHINJUKU)).staff
    beside = { nobody: null, who_may: mayStandIn, who_may_not: mayNot }
  })
  beforeEach(() => world.open.takeJobs())

  for (const command of STAFF_COMMANDS) {
    test(`${command.name} follows the table for every role, shop and second person`, async () => {
      const stages = present(STAGES[command.name], 'every command of staff has its stage')
      let done = 0
      for (const stage of stages) {
        for (const [role, shop, by] of combinations(stage)) {
          const acting = { ...people[role], second: beside[by] }
          const wanted = expected(command.act, { role, shop, by, people: stage.people })
          const found = await outcome(world, command, { stage, shop, acting })
          const about = `${command.name} of ${role} at ${shop ?? 'no shop'}, beside: ${by}`
          assert.equal(found.code, wanted, `${about}: ${found.told}`)
          if (found.isDone) done += 1
        }
      }
      assert.ok(done > 0, `${command.name} is done by somebody`)
    })
  }

  test('is listed, and every act is a command’s, a query’s or a second person’s', () => {
    const listed = STAFF_COMMANDS.map(({ name }) => name)
    assert.equal(new Set(listed).size, listed.length, 'each once')
    assert.deepEqual(Object.keys(STAGES).toSorted(), listed.toSorted())
    const acts = new Set<StaffAct>([...STAFF_COMMANDS.map(({ act }) => act), ...NO_COMMAND])
    assert.deepEqual([...acts].toSorted(), STAFF_ACTS.toSorted())
  })

  test('takes two where the page says so, and nowhere else', () => {
    const byTwo = STAFF_COMMANDS.filter(({ name }) =>
      (STAGES[name] ?? []).some(({ people: count }) => count === 2),
    )
    const acts = new Set<string>(byTwo.map(({ act }) => act))
    assert.deepEqual([...acts].toSorted(), Object.keys(SECOND_PERSON).toSorted())
  })

  test('is listed wherever in the source it is made', () => {
    const list = readFileSync(join(ROOT, 'src/app/staff/commands.ts'), 'utf8')
    const made = readSources(ROOT, 'src')
      .filter((source) => source.path.endsWith('.ts') && !isTest(source))
      .flatMap(({ path, text }) =>
        [...codeOnly(text).matchAll(MADE)].map(([, name = '']) => ({ path, name })),
      )
    assert.ok(made.length >= STAFF_COMMANDS.length)
    for (const { path, name } of made) {
      assert.match(list, new RegExp(`^  ${name},$`, 'm'), `${path}: ${name} stands in no list`)
    }
  })

  test('stands in the table of the documents as the code says', () => {
    const page = readFileSync(join(ROOT, 'docs/reference/permissions.md'), 'utf8')
    assert.equal(page, permissionsPage(), 'run: npm run pages')
  })
})

/** A command of staff as it is made, by whichever of the three makers. */
const MADE = /^export const (\w+)[^=]*= (?:byStaff|atTill|inOwnName)\(/gm

function combinations({ shops }: Stage) {
  return STAFF_ROLES.flatMap((role) =>
    shops.flatMap((shop) => BESIDE.map((by) => [role, shop, by] as const)),
  )
}

interface Case {
  readonly role: StaffRole
  readonly shop: ShopId | null
  readonly by: Beside
  readonly people: Stage['people']
}

/** Null: nothing speaks against the people; whatever comes of it is the thing's own affair. */
function expected(act: StaffAct, { role, shop, by, people }: Case): string | null {
  const reach = reachOf(role, act)
  if (reach === 'no') return 'act_not_allowed'
  if (reach === 'own' && shop !== null && shop !== SHOP_OF[role]) return 'other_shop'
  if (people === 1) return null
  if (by === 'nobody') return 'second_person_needed'
  return by === 'who_may_not' ? 'second_person_refused' : null
}

async function outcome(
  world: StagedWorld,
  command: AnyStaffCommand,
  {
    stage,
    shop,
    acting,
  }: { readonly stage: Stage; readonly shop: ShopId | null; readonly acting: StaffActing },
) {
  const { staff, second } = acting
  const input = await stage.input(world, shop, { staff, second })
  const asked = { acting, input } as never
  const answer = await world.door.ask(command, asked, originOf(acting))
  const code = answer.ok ? null : answer.refusal.code
  return {
    isDone: answer.ok,
    code: code !== null && OF_PEOPLE.has(code) ? code : null,
    told: JSON.stringify(toJson(answer)),
  }
}
