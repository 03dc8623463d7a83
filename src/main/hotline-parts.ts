/**
 * The hotline with its voice, opened once for every transport of a process: over the application,
 * with prompts kept beside the data.
 */
import { join } from 'node:path'
import { openSpeech, type SpeechPrompts, type SpeechTrouble } from '../adapters/speech/prompts.ts'
import { isJapaneseHoliday } from '../adapters/system/japanese-holidays.ts'
import type { App } from '../app/app.ts'
import { createHotline } from '../channels/hotline/answering.ts'
import type { Hotline } from '../channels/hotline/ports.ts'
import type { Config } from '../config.ts'
import type { Database } from './database.ts'

export interface HotlineParts {
  readonly hotline: Hotline
  readonly prompts: SpeechPrompts
}

const PROMPTS_FOLDER = 'prompts'

/** @throws when the folder of prompts can not be made or read. */
export async function openHotline(
  { mode }: Pick<Config, 'mode'>,
  on: {
    readonly app: App
    readonly database: Pick<Database, 'dataDirectory'>
    /** Of the operator's recorded clips; null: everything is spoken by the synthesiser. */
    readonly recordings: string | null
    readonly log: (trouble: SpeechTrouble) => void
  },
): Promise<HotlineParts> {
  const { app, database, recordings, log } = on
  const hotline = createHotline({
    app,
    isHoliday: isJapaneseHoliday,
    sandbox: mode === 'sandbox',
  })
  const prompts = await openSpeech({
    folder: join(database.dataDirectory, PROMPTS_FOLDER),
    recordings,
    hash: (content) => app.vault.keyed('prompt', content),
    log,
  })
  return { hotline, prompts }
}
