/**
 * The application over the store in memory, with an operator, people and lines, and a worker that
 * does its jobs one after another: the ground of tests about jobs. What is sent goes where the test
 * says. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { USUAL_HOTLINE } from '../../src/app/queries/views.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { mailboxOf, sealProfile } from '../../src/app/accounts/proofs.ts'
import { accountChanges } from '../../src/app/accounts/register.ts'
import type { App } from '../../src/app/app.ts'
import type { Job } from '../../src/app/door/command.ts'
import { createDoor } from '../../src/app/door/door.ts'
import type { Change, Home } from '../../src/app/door/state.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { Account } from '../../src/domain/account/account.ts'
import type { Email } from '../../src/domain/account/email.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import type { Language, Localised } from '../../src/domain/basics/language.ts'
import type { Instant } from '../../src/domain/basics/time.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { isOfWorker, type tasks } from '../../src/main/tasks.ts'
import { CATALOGUE, createTestClock, createTestIds, freshLine } from './catalogue.ts'
import { openMemory, writeRows, type OpenStore } from './stores.ts'
import { NO_DIRECTORY } from '../../src/domain/directory/directory.ts'

const everywhere = (text: string): Localised => ({
  'zh-CN': text,
  'zh-TW': text,
  en: text,
  ja: text,
  ko: text,
})

export const OPERATOR: ReturnType<App['operator']> = {
  name: everywhere('Tabi'),
  representative: 'Mori Aoi',
  address: 'Tokyo',
  phone: '03-0000-0000',
  email: 'help@tabi.example',
  hotlineHours: everywhere('10:00-18:00'),
  invoiceNumber: null,
  shops: [],
  hotline: USUAL_HOTLINE,
  answers: [],
  directory: NO_DIRECTORY,
}

export async function openTaskWorld(
  given: { readonly at?: Instant; readonly providers?: App['providers'] } = {},
) {
  const open = await openMemory()
  const clock = createTestClock(given.at)
  const ids = createTestIds()
  const catalogue = () => CATALOGUE
  const app: App = {
    door: createDoor({ store: open.store, clock, ids, catalogue }),
    reads: open.reads,
    clock,
    ids,
    dice: { bytes: (count) => new Uint8Array(count) },
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue,
    operator: () => OPERATOR,
    providers: given.providers ?? new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  return { open, clock, app }
}

/** Rows as they are. */
export async function put(app: App, home: Home, changes: readonly Change[]): Promise<void> {
  await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
}

export async function putAccount(
  app: App,
  { email, language = 'en' }: { readonly email: Email; readonly language?: Language },
): Promise<Account> {
  const row: Account = {
    id: app.ids.next(),
    person: app.ids.next(),
    mailbox: mailboxOf(app.vault, email),
    language,
    country: null,
    lines: [],
    createdAt: app.clock.now(),
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const profile = sealProfile(app.vault, { email, displayName: 'Mei' })
  await put(app, { kind: 'account', id: row.id }, accountChanges(row, profile))
  return row
}

export async function putLine(app: App, over: Partial<Line>): Promise<LineId> {
  const row = { ...freshLine(app.ids.next<LineId>()), ...over }
  await put(app, { kind: 'line', id: row.id }, [{ table: 'lines', row }])
  return row.id
}

/** Does every waiting job once, with those that follow from it; answers those that failed. */
export async function workOff(
  open: OpenStore,
  doing: ReturnType<typeof tasks>,
): Promise<readonly Job[]> {
  const failed: Job[] = []
  for (;;) {
    const jobs = await open.takeJobs()
    if (jobs.length === 0) return failed
    for (const job of jobs.filter(isOfWorker))
      await doing[job.task](job.payload).catch(() => failed.push(job))
  }
}
