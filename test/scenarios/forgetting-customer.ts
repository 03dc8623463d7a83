/**
 * A customer about whom the product knows everything that it may know, made on the real database.
 * For tests only.
 */
import assert from 'node:assert/strict'
import { createMailCatcher } from '../../src/adapters/postgres/sandbox.ts'
import { letterJob } from '../../src/app/accounts/letters.ts'
import { contactNumberHash, mintClaim } from '../../src/app/accounts/phone-secrets.ts'
import { letIn } from '../../src/app/accounts/sign-in.ts'
import { documentPdf, documentsOf, issueInvoice } from '../../src/app/documents/papers.ts'
import type { Paper } from '../../src/app/documents/ports.ts'
import type { Job } from '../../src/app/door/command.ts'
import { NO_ACCOUNT, type Change } from '../../src/app/door/state.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { nameKeys } from '../../src/app/search-keys.ts'
import { openCase } from '../../src/app/staff/cases.ts'
import { editPersonByStaff } from '../../src/app/staff/person.ts'
import type { Email } from '../../src/domain/account/email.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  AgreementId,
  CaseId,
  DisputeId,
  KeptMethodId,
  LineId,
  OrderId,
  PasskeyId,
  PersonId,
  PointsLotId,
  ReportId,
  SignInId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import {
  checked,
  FRESH_EMAIL,
  holder,
  PASSPORT_NUMBER,
  type CareWorld,
} from '../contracts/care-world.ts'
import { NUMBER, putCall, putCallBack, putTurns } from '../contracts/call-world.ts'
import { partnerRenewal } from '../contracts/catalogue.ts'
import { write } from '../contracts/rows-asked.ts'
import { type OpenPostgres } from '../contracts/stores.ts'
import { asked } from '../contracts/till-world.ts'

export const NAME = 'Nguyễn Thị Ánh Tuyết'
export const EMAIL = 'tuyet.nguyen@letters.example' as Email
const COMPANY = '株式会社アンコールワット商会'
/** What the search looks for. */
export const WORDS = {
  name: NAME,
  company: COMPANY,
  email: EMAIL,
  mask: 't•••@letters.example',
  telephone: NUMBER,
  otherNumber: '+819087654321',
  document: PASSPORT_NUMBER,
  caseNote: 'came with her husband, speaks Cantonese',
  callNote: 'asked about the Osaka address',
  refundNote: 'was in hospital',
  dispute: 'I was on the mountain that day',
  report: 'they wrote to my Zalo tuyetzalo99',
  device: 'Vivaldi on Haiku',
  passkey: 'Ánh’s little phone',
  push: 'https://push.example/c8f1e0a2',
  keyed: '4711228899',
  notice: 'wait-for-tuyet',
} as const

type Held = Awaited<ReturnType<typeof holder>>

export interface Ground {
  readonly open: OpenPostgres
  readonly world: CareWorld
  readonly paper: Paper
}

export interface Customer extends Held {
  /** Hashes under which something of theirs was found. */
  readonly hashes: readonly string[]
  readonly invoice: OrderId
}

/** Everything that the product may know of somebody. */
export async function customer(ground: Ground): Promise<Customer> {
  const { world } = ground
  const { app } = world
  const held = await holder(world, { name: NAME, email: EMAIL, language: 'en' })
  const { line } = held
  await named(ground, held)
  await telephone(ground, held)
  await signedIn(ground, held)
  const invoice = await bought(ground, held)
  await atCounter(ground, held)
  await called(ground, held)
  await told(ground, held)
  const number = contactNumberHash(app.vault, NUMBER)
  const hashes = [...nameKeys(app.vault, NAME), number, ...(await documentHashes(ground, line.id))]
  return { ...held, hashes, invoice }
}

async function documentHashes({ open }: Ground, line: LineId): Promise<readonly string[]> {
  const checks = await open.reads.identityChecks(line)
  return checks.map((one) => one.numberHash)
}

/** By a member of staff, so that the journal tells of it. */
async function named({ world }: Ground, { account, line }: Held): Promise<void> {
  const input = { line: line.id, account: account.id, language: 'en', country: 'VN', name: null }
  assert.ok((await asked(world, editPersonByStaff, world.lin, { input: input as never })).ok)
}

async function telephone({ world, open }: Ground, { account }: Held): Promise<void> {
  const { app } = world
  const minted = present(await mintClaim(app, account, WORDS.otherNumber), 'a person')
  const now = app.clock.now()
  const home = { kind: 'account', id: account.id } as const
  const { hash, numberHash, lastDigits } = minted
  const number = {
    hash: contactNumberHash(app.vault, NUMBER),
    lastDigits: NUMBER.slice(-4),
    since: now,
  }
  const phone = {
    number,
    claim: { hash, numberHash, lastDigits, until: plusDays(now, 1) },
    pin: { hash: 'a'.repeat(64), since: now, wrongTries: 1, lockedAt: null },
  }
  const known = present((await open.reads.account(account.id)).account, 'it is there')
  const find = (kind: 'contact_number' | 'number_claim', value: string): Change => {
    return { table: 'finds', row: { kind, value, home, id: account.id } }
  }
  await write(world, home, [
    { table: 'accounts', row: { ...known, phone } },
    {
      table: 'sealed_texts',
      row: { home, person: account.person, kind: 'contact_number', sealed: minted.sealedNumber },
    },
    find('contact_number', number.hash),
    find('number_claim', hash),
  ])
}

async function signedIn({ world }: Ground, { account }: Held): Promise<void> {
  const home = { kind: 'account', id: account.id } as const
  const { ids, clock } = world
  const now = clock.now()
  const entry = (over: boolean) => {
    const id = ids.next<SignInId>()
    const [row, find] = letIn(
      NO_ACCOUNT,
      { id, account: account.id, tokenHash: id, device: WORDS.device, means: 'passkey' },
      now,
    )
    assert.ok(row?.table === 'sign_ins' && find !== undefined)
    const push = { endpoint: WORDS.push, p256dh: 'p', auth: 'a' }
    const ended = over ? now : null
    return [{ ...row, row: { ...row.row, push, ended } }, ...(over ? [] : [find])]
  }
  await write(world, home, [
    ...entry(false),
    ...entry(true),
    {
      table: 'passkeys',
      row: {
        id: ids.next<PasskeyId>(),
        account: account.id,
        credential: 'credential-of-tuyet',
        publicKey: 'k',
        counter: 1,
        transports: [],
        name: WORDS.passkey,
        createdAt: now,
        lastUsedAt: null,
      },
    },
    {
      table: 'kept_methods',
      row: {
        id: ids.next<KeptMethodId>(),
        account: account.id,
        provider: 'stripe',
        means: {
          brand: 'visa',
          lastDigits: '4242',
          customer: 'cus_tuyet01',
          token: 'pm_tuyet01',
          expires: '2031-05',
        },
        order: ids.next<OrderId>(),
        keptAt: now,
        barred: null,
        forgottenAt: null,
        attempts: [],
      },
    },
    {
      table: 'points_lots',
      row: {
        id: ids.next<PointsLotId>(),
        account: account.id,
        source: { kind: 'goodwill', order: null },
        granted: yen(0),
        left: yen(0),
        grantedAt: now,
        expiresAt: plusDays(now, 365),
      },
    },
  ])
}

/** A pack with an invoice that names a company, and one bought earlier as a guest. */
async function bought({ world, paper }: Ground, { line }: Held): Promise<OrderId> {
  const { app } = world
  const renewal = partnerRenewal(line.id, world.ids)
  const sold = await world.door.ask(renewByPartner, renewal, SYSTEM)
  assert.ok(sold.ok)
  const { order } = renewal.ids
  const wish = { line: line.id, order, recipient: COMPANY, language: 'ja', origin: SYSTEM } as const
  assert.ok((await issueInvoice(app, paper.renderer, wish)).ok)
  for (const document of await documentsOf(app, { line: line.id, order }, 'ja')) {
    assert.ok((await documentPdf(app, paper, document)) !== null)
  }
  const person = world.ids.next<PersonId>()
  const wrapped = app.vault.newPersonKey()
  const home = { kind: 'line', id: line.id } as const
  await write(world, home, [
    { table: 'person_keys', row: { home, person, wrapped } },
    {
      table: 'sealed_texts',
      row: { home, person, kind: 'email', sealed: app.vault.sealFor(wrapped, EMAIL) },
    },
    {
      table: 'agreements',
      row: {
        id: world.ids.next<AgreementId>(),
        home,
        order,
        person,
        channel: 'web',
        terms: [],
        shown: { language: 'en', lines: [{ label: 'Total', value: 'JPY 550' }], button: 'Pay' },
        at: app.clock.now(),
      },
    },
  ])
  return order
}

async function atCounter({ world, open }: Ground, { account, line }: Held): Promise<void> {
  const home = { kind: 'line', id: line.id } as const
  const { app, ids } = world
  await checked(world, line.id)
  const note = {
    line: line.id,
    id: ids.next<CaseId>(),
    about: 'other',
    sealedNote: app.vault.seal(WORDS.caseNote),
    staff: world.lin.staff,
  } as const
  assert.ok((await asked(world, openCase, world.lin, { input: note })).ok)
  const now = app.clock.now()
  const wrapped = present(
    await open.reads.sealed({ kind: 'account', id: account.id }, account.person),
    'a person',
  ).wrapped
  const sealed = app.vault.sealFor(wrapped, WORDS.dispute).toBase64()
  await write(world, home, [
    {
      table: 'disputes',
      row: {
        id: ids.next<DisputeId>(),
        line: line.id,
        account: account.id,
        about: { kind: 'order', order: ids.next<OrderId>() },
        anomaly: null,
        raised: { channel: 'web', staff: null },
        raisedAt: now,
        words: { person: account.person, sealed },
        dueAt: plusDays(now, 14),
        owner: null,
        evidence: [],
        steps: [],
        state: {
          kind: 'decided',
          at: now,
          by: world.lin.staff,
          outcome: { kind: 'explained' },
          words: { person: null, sealed: app.vault.seal(WORDS.refundNote) },
        },
      },
    },
  ])
  const report = ids.next<ReportId>()
  await write(world, { kind: 'report', id: report }, [
    {
      table: 'reports',
      row: {
        id: report,
        at: now,
        channel: 'web',
        language: 'en',
        account: account.id,
        names: ['handle:telegram:tabi-recharge'],
        sealed: app.vault.seal(WORDS.report),
        state: { kind: 'waiting' },
      },
    },
  ])
}

async function called({ world }: Ground, { account, line }: Held): Promise<void> {
  const { app } = world
  const at = app.clock.now()
  const call = await putCall(world, {
    line: line.id,
    proofs: [{ kind: 'number', account: account.id, at }],
    state: { kind: 'over', at, how: 'finished' },
    wrapUp: {
      by: world.lin.staff,
      at,
      outcome: 'other',
      note: app.vault.seal(WORDS.callNote),
    },
  })
  await putTurns(world, call, [
    { at, place: 'card', heard: { kind: 'digits', digits: WORDS.keyed }, reply: {} },
  ])
  await putCallBack(world, call, { line: line.id, account: account.id })
}

/** What is on its way to them. */
async function told({ world, open }: Ground, { account }: Held): Promise<void> {
  const home = { kind: 'account', id: account.id } as const
  const { app } = world
  const dueAt = plusDays(app.clock.now(), 90)
  const notice = { account: account.id, id: WORDS.notice, payload: { account: account.id }, dueAt }
  await write(world, home, [{ table: 'waiting_notices', row: notice }])
  const at = app.clock.now()
  const letter = { kind: 'email_changed', at, newEmailMasked: WORDS.mask } as const
  await enqueue(open, letterJob(app.vault, { to: EMAIL, language: 'en', letter }))
  await enqueue(open, letterJob(app.vault, { to: FRESH_EMAIL, language: 'en', letter }))
  const mailer = createMailCatcher(open.pool, app)
  const mail = { subject: `For ${NAME}`, text: `Dear ${NAME}`, html: null, language: 'en' } as const
  await mailer.send({ ...mail, to: EMAIL })
}

export async function enqueue({ pool }: OpenPostgres, { task, payload }: Job): Promise<void> {
  await pool.query('select graphile_worker.add_job($1, $2::json)', [task, JSON.stringify(payload)])
}
