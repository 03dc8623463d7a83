/**
 * Official or not over the corpus of own-written messages: precision and recall of each class and
 * language, and how long reading and judging one message takes. Counted as the page answers:
 * genuine is "official", fraud is "reported" or raises alarm, all else is "unknown". No baseline:
 * nothing else was found that judges by a directory.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readPrintedTelephone } from '../src/channels/telephone.ts'
import { LANGUAGES, type Language } from '../src/domain/basics/language.ts'
import { instant } from '../src/domain/basics/time.ts'
import { judge, type Judgement } from '../src/domain/directory/judging.ts'
import { readMessage } from '../src/domain/directory/reading.ts'
import { CORNER_SHOP, readWorldFolder } from '../src/main/world/read-folder.ts'
import { machineLine, rounded, say, sliceOf, type Bench } from './harness.ts'

const CORPUS = join(import.meta.dirname, '../test/corpus/verify')
const NOW = instant('2026-11-23T14:20:00+09:00')
const CLASSES = ['genuine', 'fraud', 'unknown'] as const
type Class = (typeof CLASSES)[number]
const ROUNDS = { short: 20, full: 200 }

interface Message {
  readonly id: string
  readonly language: Language
  readonly text: string
  readonly truth: Class
}

interface Told {
  readonly message: Message
  readonly as: Class
}

export const verify: Bench = ({ full }) => {
  const machine = machineLine()
  say(machine)
  const { directory } = readWorldFolder(CORNER_SHOP)
  const judged = ({ text }: Message) =>
    judge(readMessage(text, readPrintedTelephone), directory, NOW)
  const messages = corpus()
  const told = messages.map((message) => ({ message, as: classOf(judged(message)) }))
  for (const { message, as } of told.filter((one) => one.as !== one.message.truth)) {
    say(`${message.id}: ${message.truth}, told as ${as}`)
  }
  const figures: Record<string, number> = { messages: messages.length }
  const languages = [null, ...LANGUAGES]
  for (const language of languages) {
    const some = told.filter(({ message }) => language === null || message.language === language)
    for (const one of CLASSES) Object.assign(figures, measured(some, one, language ?? 'all'))
  }
  const rounds = ROUNDS[full ? 'full' : 'short']
  const latencies = timed(messages, rounds, judged)
  const took = latencies.reduce((sum, one) => sum + one, 0)
  const { perSecond, p50Ms, p99Ms } = sliceOf(latencies, took)
  Object.assign(figures, {
    judge_per_second: Math.round(perSecond),
    judge_p50_ms: rounded(p50Ms),
    judge_p99_ms: rounded(p99Ms),
  })
  return Promise.resolve({
    bench: 'verify',
    machine,
    runs: rounds,
    ratio: null,
    figures,
    // Worse than a fraud that is missed: one that is called official.
    conserved: told.every(({ message, as }) => as !== 'genuine' || message.truth === 'genuine'),
  })
}

function corpus(): readonly Message[] {
  return readdirSync(CORPUS)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .flatMap((name) => parse(readFileSync(join(CORPUS, name), 'utf8')) as Message[])
}

function classOf({ verdict, alarm }: Judgement): Class {
  if (verdict === 'official') return 'genuine'
  return verdict === 'reported' || alarm ? 'fraud' : 'unknown'
}

/** Of those told as the class, how many are; of those that are, how many were told. */
function measured(told: readonly Told[], one: Class, where: string): Record<string, number> {
  const toldSo = told.filter(({ as }) => as === one)
  const isSo = told.filter(({ message }) => message.truth === one)
  const both = toldSo.filter(({ message }) => message.truth === one).length
  const precision = toldSo.length === 0 ? 1 : both / toldSo.length
  const recall = isSo.length === 0 ? 1 : both / isSo.length
  const shares = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`
  say(`${where.padEnd(6)} ${one.padEnd(8)} ${String(isSo.length).padStart(4)}  ${shares}`)
  const name = `${where.replace('-', '_').toLowerCase()}_${one}`
  return { [`${name}_precision`]: rounded(precision), [`${name}_recall`]: rounded(recall) }
}

function timed(
  messages: readonly Message[],
  rounds: number,
  judged: (message: Message) => Judgement,
): readonly number[] {
  const latencies: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const message of messages) {
      const before = performance.now()
      judged(message)
      latencies.push(performance.now() - before)
    }
  }
  return latencies
}
