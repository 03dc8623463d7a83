/** A line with a pack and days of usage, seen through portal and API on one memory store. */
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import Fastify from 'fastify'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import { COOKIES, type Kept } from '../../src/channels/web/visitor.ts'
import type { Account } from '../../src/domain/account/account.ts'
import type { AccountId, MailboxId, PersonId, SignInId } from '../../src/domain/basics/ids.ts'
import { megabytes } from '../../src/domain/basics/data-volume.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import { MONTH, partnerRenewal, usageReport } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openApi, type ApiWorld } from './api-world.ts'

const DAY_SECONDS = 86_400
const TOKEN = 'a token that only this browser knows'

export interface AdviceWorld extends ApiWorld {
  /** Answers the page in English; `address` is where the request comes from. */
  get(path: string, cookies: Readonly<Record<string, string>>, address?: string): Promise<Seen>
  readonly holder: Readonly<Record<string, string>>
  /** Just proved the line by its number and code. */
  prover(): Readonly<Record<string, string>>
  /** The month's pack, and so many days that use so much each; the clock stands after the last. */
  uses(days: number, megabytesADay: number): Promise<void>
}

export interface Seen {
  readonly status: number
  readonly page: string
  /** Without markup. */
  readonly text: string
}

export async function openAdvice(): Promise<AdviceWorld> {
  const world = await openApi()
  const { app } = world
  const portal = Fastify()
  const paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createMemoryDocumentFiles(),
  }
  const push = { publicKey: '', accepts: () => false }
  const settings = {
    sandbox: false,
    push,
    sendsSms: false,
    isHoliday: () => false,
    directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
    providerOrigins: [],
  }
  await portal.register(portalRoutes(app, { ...settings, paper, limits: PORTAL_LIMITS }))
  await portal.ready()
  await signIn(world)
  const kept = (): Kept => ({
    proof: { line: world.line, until: plusHours(app.clock.now(), 1) },
  })
  return Object.assign(world, {
    holder: { [COOKIES.signIn]: TOKEN, [COOKIES.browser]: 'holder' },
    prover() {
      const sealed = app.vault.seal(JSON.stringify(toJson(kept())))
      return { [COOKIES.browser]: 'friend', [COOKIES.kept]: sealed }
    },
    async get(path: string, cookies: Readonly<Record<string, string>>, address = '127.0.0.1') {
      const answer = await portal.inject({
        url: path,
        cookies: { ...cookies, language: 'en' },
        remoteAddress: address,
      })
      const text = answer.body
        .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&amp;', '&')
        .replace(/\s+/g, ' ')
      return { status: answer.statusCode, page: answer.body, text }
    },
    uses: (days: number, megabytesADay: number) => usageOf(world, { days, megabytesADay }),
  })
}

async function usageOf(
  { app, clock, line }: ApiWorld,
  told: { readonly days: number; readonly megabytesADay: number },
): Promise<void> {
  const renewal = partnerRenewal(line, app.ids, MONTH)
  assert.ok((await app.door.ask(renewByPartner, renewal, SYSTEM)).ok)
  for (let day = 0; day < told.days; day += 1) {
    const report = usageReport(line, app.ids, {
      sequence: '1',
      sessionKey: `day-${day}`,
      usedBytes: megabytes(told.megabytesADay),
    })
    await app.door.ask(chargeLine, report, SYSTEM)
    clock.advance(DAY_SECONDS)
  }
}

async function signIn({ app, line }: ApiWorld): Promise<void> {
  const now = app.clock.now()
  const id = app.ids.next<AccountId>()
  const home = { kind: 'account', id } as const
  const signInId = app.ids.next<SignInId>()
  const tokenHash = app.vault.digest(TOKEN)
  const row: Account = {
    id,
    person: app.ids.next<PersonId>(),
    mailbox: app.ids.next<MailboxId>(),
    language: 'en',
    country: null,
    lines: [line],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const signedIn = { id: signInId, account: id, tokenHash, means: 'passkey', device: '' } as const
  const times = { since: now, lastSeenAt: now, ended: null, push: null }
  const find = { kind: 'sign_in', value: tokenHash, home, id: signInId } as const
  const changes = [
    { table: 'accounts', row },
    { table: 'sign_ins', row: { ...signedIn, ...times } },
    { table: 'finds', row: find },
  ] as const
  assert.ok((await app.door.ask(writeRows, { homes: [home], changes: [...changes] }, SYSTEM)).ok)
}
