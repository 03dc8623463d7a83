/** A demo world's folder: the same operator files as anybody's, and `world.yaml`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readOperatorFile } from '../../adapters/operator-files/read-file.ts'
import { sha256 } from '../../adapters/secrets/passwords.ts'
import { readAnswers } from '../../app/operator/hotline-files.ts'
import { readDirectory } from '../../app/operator/directory-files.ts'
import { readCampaigns } from '../../app/operator/campaign-files.ts'
import { readNetworks, readOffers } from '../../app/operator/catalogue-files.ts'
import { readLines, type LoadedLine } from '../../app/operator/line-files.ts'
import { readMoneyRules } from '../../app/operator/money-rules-files.ts'
import {
  readOperator,
  readStaff,
  type Operator,
  type StaffEntry,
} from '../../app/operator/operator-files.ts'
import { pathText, type Read } from '../../app/operator/reading.ts'
import { readTerms } from '../../app/operator/terms-files.ts'
import { NO_CATALOGUE, withLoad } from '../../app/operator/whole-catalogue.ts'
import type { Answer } from '../../domain/call/answer.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import { readWorld, type World } from './world-file.ts'

export interface WorldFolder {
  readonly catalogue: Catalogue
  readonly operator: Operator
  readonly answers: readonly Answer[]
  readonly directory: Directory
  readonly staff: readonly StaffEntry[]
  readonly cards: readonly LoadedLine[]
  readonly world: World
}

export const CORNER_SHOP = join(import.meta.dirname, '../../../db/worlds/corner-shop')

const known = new Map<string, WorldFolder>()

/**
 * Read once a process. Throws with the first trouble: a world is part of the checkout, and is right
 * or a mistake.
 */
export function readWorldFolder(folder: string): WorldFolder {
  const read = known.get(folder) ?? readAll(folder)
  known.set(folder, read)
  return read
}

function readAll(folder: string): WorldFolder {
  const load = {
    networks: readOne(folder, 'networks.yaml', readNetworks),
    offers: readOne(folder, 'offers.yaml', readOffers),
    terms: readOne(folder, 'terms.yaml', (content) => readTerms(content, sha256)),
    campaigns: readOne(folder, 'campaigns.yaml', readCampaigns),
    rules: readOne(folder, 'money-rules.yaml', readMoneyRules),
  }
  const world = readWorld(parse(readFileSync(join(folder, 'world.yaml'), 'utf8')))
  return {
    catalogue: withLoad(NO_CATALOGUE, load),
    operator: readOne(folder, 'operator.yaml', readOperator),
    answers: readOne(folder, 'answers.yaml', readAnswers),
    directory: readOne(folder, 'directory.yaml', readDirectory),
    staff: readOne(folder, 'staff.yaml', readStaff),
    cards: readOne(folder, 'lines.csv', (content) => readLines(content as readonly unknown[])),
    world: sound(world, join(folder, 'world.yaml')),
  }
}

function readOne<Value>(
  folder: string,
  name: string,
  reader: (content: unknown) => Read<Value>,
): Value {
  const path = join(folder, name)
  const file = readOperatorFile(name, readFileSync(path))
  if (!file.ok) throw new Error(`${path}: ${file.refusal.troubles[0]?.message}`)
  return sound(reader(file.value.content), path)
}

function sound<Value>(answer: Read<Value>, path: string): Value {
  if (answer.ok) return answer.value
  const [first] = answer.refusal.troubles
  throw new Error(`${path}: ${pathText(first?.path ?? [])}: ${first?.message}`)
}
