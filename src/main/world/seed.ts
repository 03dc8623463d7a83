/**
 * Lives the demo world through: every line loaded, every pack bought, every byte reported and every
 * account opened by the real commands through the real door, on a clock that runs from the world's
 * beginning to now. Letters of that past are not sent.
 */
import { createMemoryLimits } from '../../adapters/memory/limits.ts'
import type { App } from '../../app/app.ts'
import { createDoor, QUEUE_MAX, type Door, type DoorLimits } from '../../app/door/door.ts'
import type { DoorStore } from '../../app/door/store.ts'
import type { Origin } from '../../app/origin.ts'

import { activationHash, putLine } from '../../app/lines/put-line.ts'
import type { LoadedLine } from '../../app/operator/line-files.ts'
import { createIds } from '../../adapters/system/ids.ts'
import { present } from '../../domain/basics/assert.ts'
import { plusDays, type Instant } from '../../domain/basics/time.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import { createAgenda, seedingClock } from './agenda.ts'
import { seededChance } from './chance.ts'
import { openAccounts, type OpenedAccount } from './people.ts'
import type { SeededLine, SeedPorts, Stage } from './stage.ts'
import { giveMoney } from './gifts.ts'
import { givePhones } from './phones.ts'
import { tellReports } from './reports.ts'
import { planStory } from './stories.ts'
import type { World } from './world-file.ts'

export interface SeededWorld {
  readonly lines: readonly SeededLine[]
  readonly accounts: ReadonlyMap<string, OpenedAccount>
}

/** One group an instant: what is asked together is made durable together. */
const LIMITS: DoorLimits = { queueMax: QUEUE_MAX, groupMax: QUEUE_MAX, groupsInFlight: 1 }

const LOADING: Origin = { channel: 'auto', actor: 'system', key: null }

/** `cards` are the rows of the world's `lines.csv`. The store must be empty of them. */
export async function seedWorld(
  ports: SeedPorts,
  given: { readonly world: World; readonly cards: readonly LoadedLine[]; readonly now: Instant },
): Promise<SeededWorld> {
  const { world, cards, now } = given
  const start = plusDays(now, -world.days)
  const clock = seedingClock(start)
  const chance = seededChance(world.seed)
  const ids = createIds({ clock, dice: chance })
  const store = withoutJobs(ports.store)
  const door = createDoor({ store, clock, ids, catalogue: () => ports.catalogue }, LIMITS)
  const agenda = createAgenda({ start, end: now })
  const stage: Stage = { ports, world, now, ids, chance, agenda, ask: asker(door) }

  const lines = await putLines(stage, cards)
  const accounts = openAccounts(stage, lines)
  for (const [index, line] of lines.entries()) {
    const own = seededChance(world.seed, index + 1)
    planStory({ ...stage, chance: own }, line, accounts)
  }
  giveMoney(stage, accounts)
  const app = worldsOwn(ports, { door, clock, ids, dice: chance })
  givePhones(stage, { app, accounts })
  tellReports(stage, app)
  await agenda.run(clock)
  await door.idle()
  return { lines, accounts }
}

/** The application of the world's past: nobody pays in it, and nobody is shown the portal. */
function worldsOwn(
  { reads, vault, catalogue, operator }: SeedPorts,
  own: Pick<App, 'door' | 'clock' | 'ids' | 'dice'>,
): App {
  return {
    ...own,
    reads,
    vault,
    catalogue: () => catalogue,
    operator: () => operator,
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: '',
    interimSeconds: 0,
    limits: createMemoryLimits(),
  }
}

/** Whoever was written to in the past has long read it. */
function withoutJobs(store: DoorStore): DoorStore {
  return {
    transact: (plan, decide) => store.transact(plan, (loaded) => ({ ...decide(loaded), jobs: [] })),
  }
}

function asker(door: Door): Stage['ask'] {
  return async (command, input, origin) => {
    const answer = await door.ask(command, input, origin)
    if (answer.ok) return answer.value
    throw new Error(`the world met a refusal: ${command.name}: ${JSON.stringify(answer.refusal)}`)
  }
}

async function putLines(
  stage: Stage,
  cards: readonly LoadedLine[],
): Promise<readonly SeededLine[]> {
  const byCard = new Map<Iccid, LoadedLine>(cards.map((card) => [card.iccid, card]))
  const lines = stage.world.lines.map((line): SeededLine => {
    const loaded = present(byCard.get(line.card), `card ${line.card} of the world is in lines.csv`)
    return { line, id: stage.ids.next(), loaded }
  })
  await Promise.all(
    lines.map(({ id, loaded }) => {
      const { iccid, imsi, form, eid, msisdn, network, activationCode } = loaded
      const hash = activationHash(stage.ports.vault, iccid, activationCode)
      const row = { sim: { iccid, imsi, form, eid }, msisdn, network, activationHash: hash }
      return stage.ask(putLine, { line: id, row }, LOADING)
    }),
  )
  return lines
}
