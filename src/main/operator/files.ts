/**
 * The operator's files as named on the command line, read and understood, or every trouble told.
 */
import { readFileSync } from 'node:fs'
import { readOperatorFile, type OperatorFile } from '../../adapters/operator-files/read-file.ts'
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
import { pathText, type Path, type Read } from '../../app/operator/reading.ts'
import { readTerms } from '../../app/operator/terms-files.ts'
import type { Terms } from '../../domain/agreement/agreement.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { Answer } from '../../domain/call/answer.ts'
import type { Campaign } from '../../domain/catalogue/campaign.ts'
import type { MoneyRules } from '../../domain/catalogue/money-rules.ts'
import type { Network, Offer } from '../../domain/catalogue/offer.ts'

export interface Understood {
  readonly networks: readonly Network[]
  readonly offers: readonly Offer[]
  readonly terms: readonly Terms[]
  /** Undefined where no file of campaigns was given; an empty one ends them all. */
  readonly campaigns: readonly Campaign[] | undefined
  readonly rules: readonly MoneyRules[]
  readonly operator: Operator | null
  /** Undefined where no file of answers was given; an empty one takes them all away. */
  readonly answers: readonly Answer[] | undefined
  /** Undefined where no directory was given. */
  readonly directory: Directory | undefined
  readonly staff: readonly PlacedStaff[]
  readonly lines: readonly PlacedLine[]
}

export interface PlacedStaff {
  readonly entry: StaffEntry
  readonly at: string
}

/** A line with where it stands, so that a later refusal can be told by file and row. */
export interface PlacedLine {
  readonly line: LoadedLine
  readonly at: string
}

interface Gathering {
  readonly networks: Network[]
  readonly offers: Offer[]
  readonly terms: Terms[]
  campaigns: Campaign[] | undefined
  readonly rules: MoneyRules[]
  operator: Operator | null
  answers: readonly Answer[] | undefined
  directory: Directory | undefined
  readonly staff: PlacedStaff[]
  readonly lines: PlacedLine[]
  readonly troubles: string[]
  readonly digest: (text: string) => string
}

/** Troubles are sentences that begin with `file:row:`. */
export function understand(
  paths: readonly string[],
  digest: (text: string) => string,
): { readonly files: Understood; readonly troubles: readonly string[] } {
  const gathering: Gathering = {
    networks: [],
    offers: [],
    terms: [],
    campaigns: undefined,
    rules: [],
    operator: null,
    answers: undefined,
    directory: undefined,
    staff: [],
    lines: [],
    troubles: [],
    digest,
  }
  for (const path of paths) understandOne(gathering, path)
  return { files: gathering, troubles: gathering.troubles }
}

function understandOne(gathering: Gathering, path: string): void {
  let content: Uint8Array
  try {
    content = readFileSync(path)
  } catch {
    gathering.troubles.push(`${path}: cannot be read`)
    return
  }
  const file = readOperatorFile(path, content)
  if (file.ok) return sortIn(gathering, path, file.value)
  for (const { row, message } of file.refusal.troubles) {
    gathering.troubles.push(`${placeText(path, row)}: ${message}`)
  }
}

function sortIn(gathering: Gathering, path: string, file: OperatorFile): void {
  const { content } = file
  const sound = <Value>(answer: Read<Value>): Value | null => {
    if (answer.ok) return answer.value
    for (const trouble of answer.refusal.troubles) {
      const where = `${placeText(path, file.rowOf(trouble.path))}: ${shownPath(trouble.path)}`
      gathering.troubles.push(`${where}${trouble.message}`)
    }
    return null
  }
  switch (file.kind) {
    case 'networks':
      return void gathering.networks.push(...(sound(readNetworks(content)) ?? []))
    case 'offers':
      return void gathering.offers.push(...(sound(readOffers(content)) ?? []))
    case 'terms':
      return void gathering.terms.push(...(sound(readTerms(content, gathering.digest)) ?? []))
    case 'campaigns':
      gathering.campaigns = [
        ...(gathering.campaigns ?? []),
        ...(sound(readCampaigns(content)) ?? []),
      ]
      return
    case 'money-rules':
      return void gathering.rules.push(...(sound(readMoneyRules(content)) ?? []))
    case 'operator':
      gathering.operator = sound(readOperator(content)) ?? gathering.operator
      return
    case 'answers':
      if (gathering.answers !== undefined) {
        gathering.troubles.push(`${path}: answers come in one file, and another was given`)
      }
      gathering.answers = sound(readAnswers(content)) ?? gathering.answers
      return
    case 'directory':
      if (gathering.directory !== undefined) {
        gathering.troubles.push(`${path}: a directory is one file, and another was given`)
      }
      gathering.directory = sound(readDirectory(content)) ?? gathering.directory
      return
    case 'staff':
      for (const [index, entry] of (sound(readStaff(content)) ?? []).entries()) {
        gathering.staff.push({ entry, at: placeText(path, file.rowOf(['staff', index])) })
      }
      return
    case 'lines': {
      const rows = Array.isArray(content) ? content : []
      for (const [index, line] of (sound(readLines(rows)) ?? []).entries()) {
        gathering.lines.push({ line, at: placeText(path, file.rowOf([index])) })
      }
    }
  }
}

function placeText(path: string, row: number | null): string {
  return row === null ? path : `${path}:${row}`
}

function shownPath(path: Path): string {
  // A row of a list of cards is told by its line already.
  const named = typeof path[0] === 'number' ? path.slice(1) : path
  return named.length === 0 ? '' : `${pathText(named)}: `
}
