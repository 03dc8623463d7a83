/**
 * A customer about whom everything is known is forgotten on the real database; then every column of
 * every table of every schema is searched for each of their words, and for the ciphertexts and keyed
 * hashes that stood for them. What law keeps is named. The books, their proofs and the audit are
 * whole afterwards, and a word that is planted is found.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createAudit } from '../../src/adapters/postgres/audit.ts'
import { createDocumentFiles } from '../../src/adapters/postgres/document-files.ts'
import { createPersonalTraces } from '../../src/adapters/postgres/personal-traces.ts'
import { createProofs } from '../../src/adapters/postgres/proofs.ts'
import { createMailCatcher } from '../../src/adapters/postgres/sandbox.ts'
import { createAuditKey } from '../../src/adapters/secrets/audit-key.ts'
import { isSignedBy } from '../../src/adapters/secrets/ed25519.ts'
import { forgetPerson } from '../../src/app/accounts/forget-person.ts'
import { letterJob, openLetter } from '../../src/app/accounts/letters.ts'
import { contactNumberHash, mintClaim } from '../../src/app/accounts/phone-secrets.ts'
import { letIn } from '../../src/app/accounts/sign-in.ts'
import { chainAudit, CLOCKS_DIFFER_SECONDS_MAX } from '../../src/app/audit/chain.ts'
import { verifyAudit } from '../../src/app/audit/verify.ts'
import { documentPdf, documentsOf, issueInvoice } from '../../src/app/documents/papers.ts'
import type { Paper } from '../../src/app/documents/ports.ts'
import type { Job } from '../../src/app/door/command.ts'
import { NO_ACCOUNT, type Change, type Home } from '../../src/app/door/state.ts'
import { forget } from '../../src/app/forgetting/forget.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { nameKeys } from '../../src/app/search-keys.ts'
import { openCase } from '../../src/app/staff/cases.ts'
import { editPersonByStaff } from '../../src/app/staff/person.ts'
import { proveAll } from '../../src/app/sweeps/books.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
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
import { ageOutNow } from '../../src/main/sweeps.ts'
import { buyPack } from '../contracts/care-buying.ts'
import {
  card,
  careWorld,
  checked,
  FRESH_EMAIL,
  holder,
  PASSPORT_NUMBER,
  type CareWorld,
} from '../contracts/care-world.ts'
import { NUMBER, putCall, putCallBack, putTurns } from '../contracts/call-world.ts'
import { partnerRenewal } from '../contracts/catalogue.ts'
import { write } from '../contracts/rows-asked.ts'
import { openPostgres, type OpenPostgres } from '../contracts/stores.ts'
import { asked, seen } from '../contracts/till-world.ts'
import { scan } from './personal-scan.ts'

const NAME = 'Nguyễn Thị Ánh Tuyết'
const EMAIL = 'tuyet.nguyen@letters.example' as Email
const COMPANY = '株式会社アンコールワット商会'
const WORDS = {
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

const key = createAuditKey(new Uint8Array(MASTER_KEY_BYTES))
const isSigned = ({ signature }: { readonly signature: string }, bytes: Uint8Array) =>
  isSignedBy(key.publicKey, bytes, Uint8Array.fromHex(signature))

let open: OpenPostgres
let world: CareWorld
let paper: Paper
before(async () => {
  open = await openPostgres()
  world = await careWorld(open)
  paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createDocumentFiles(open.pool),
  }
})
after(() => open.close())

interface Customer extends Awaited<ReturnType<typeof holder>> {
  /** Hashes under which something of theirs was found. */
  readonly hashes: readonly string[]
  readonly invoice: OrderId
}

/** Everything that the product may know of somebody. */
async function customer(): Promise<Customer> {
  const { app } = world
  const held = await holder(world, { name: NAME, email: EMAIL, language: 'en' })
  const { account, line } = held
  const home = { kind: 'account', id: account.id } as const
  const lineHome = { kind: 'line', id: line.id } as const
  await named(held)
  await telephone(held)
  await signedIn(home, held)
  const invoice = await bought(held)
  await atCounter(lineHome, held)
  await called(held)
  await told(home, held)
  const number = contactNumberHash(app.vault, NUMBER)
  const hashes = [...nameKeys(app.vault, NAME), number, ...(await documentHashes(line.id))]
  return { ...held, hashes, invoice }
}

async function documentHashes(line: LineId): Promise<readonly string[]> {
  const checks = await open.reads.identityChecks(line)
  return checks.map((one) => one.numberHash)
}

/** By a member of staff, so that the journal tells of it. */
async function named({ account, line }: Awaited<ReturnType<typeof holder>>): Promise<void> {
  const input = { line: line.id, account: account.id, language: 'en', country: 'VN', name: null }
  assert.ok((await asked(world, editPersonByStaff, world.lin, { input: input as never })).ok)
}

async function telephone({ account }: Awaited<ReturnType<typeof holder>>): Promise<void> {
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

async function signedIn(
  home: Extract<Home, { kind: 'account' }>,
  { account }: Awaited<ReturnType<typeof holder>>,
): Promise<void> {
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
async function bought({ line }: Awaited<ReturnType<typeof holder>>): Promise<OrderId> {
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

async function atCounter(
  home: Extract<Home, { kind: 'line' }>,
  { account, line }: Awaited<ReturnType<typeof holder>>,
): Promise<void> {
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

async function called({ account, line }: Awaited<ReturnType<typeof holder>>): Promise<void> {
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
async function told(
  home: Extract<Home, { kind: 'account' }>,
  { account }: Awaited<ReturnType<typeof holder>>,
): Promise<void> {
  const { app } = world
  const dueAt = plusDays(app.clock.now(), 90)
  const notice = { account: account.id, id: WORDS.notice, payload: { account: account.id }, dueAt }
  await write(world, home, [{ table: 'waiting_notices', row: notice }])
  const at = app.clock.now()
  const letter = { kind: 'email_changed', at, newEmailMasked: WORDS.mask } as const
  await enqueue(letterJob(app.vault, { to: EMAIL, language: 'en', letter }))
  await enqueue(letterJob(app.vault, { to: FRESH_EMAIL, language: 'en', letter }))
  const mailer = createMailCatcher(open.pool, app)
  const mail = { subject: `For ${NAME}`, text: `Dear ${NAME}`, html: null, language: 'en' } as const
  await mailer.send({ ...mail, to: EMAIL })
}

async function enqueue({ task, payload }: Job): Promise<void> {
  await open.pool.query('select graphile_worker.add_job($1, $2::json)', [
    task,
    JSON.stringify(payload),
  ])
}

/** Ciphertexts and wrapped keys of whoever is forgotten, as they lie: bytes or base64. */
async function ciphertexts({ account, line }: Customer): Promise<readonly string[]> {
  const homes = [[account.id, line.id]]
  const { rows } = await open.pool.query<{ readonly text: string }>(
    `select encode(sealed, 'hex') as text from sealed_texts
       where home_id = any ($1) and kind <> 'invoice_name'
     union all select encode(wrapped, 'hex') from person_keys where home_id = any ($1)
       and person_id not in (select person_id from sealed_texts where kind = 'invoice_name')
     union all select note ->> 'sealed' from cases, jsonb_array_elements(notes) as note
       where home_id = any ($1)
     union all select wrap_up ->> 'note' from calls where line_id = any ($1)
     union all select number ->> 'sealed' from calls where line_id = any ($1)
     union all select number from call_backs where line_id = any ($1)
     union all select words ->> 'sealed' from disputes where home_id = any ($1)
     union all select state #>> '{words,sealed}' from disputes where home_id = any ($1)
     union all select sealed from reports where account_id = any ($1)`,
    homes,
  )
  return rows.map((row) => row.text)
}

function openedTo(payload: Job['payload']): string {
  return openLetter(world.app.vault, payload['sealed'] ?? '').to
}

async function holding(texts: readonly string[]): Promise<readonly string[]> {
  return [...new Set((await scan(open.pool, texts)).map((one) => `${one.where}: ${one.what}`))]
}

suite('A person who is forgotten', () => {
  let tuyet: Customer
  let sealed: readonly string[]
  let invoiceNames: readonly string[]

  before(async () => {
    tuyet = await customer()
    sealed = await ciphertexts(tuyet)
    const { rows } = await open.pool.query<{ readonly text: string }>(
      `select encode(sealed, 'hex') as text from sealed_texts where kind = 'invoice_name'`,
    )
    invoiceNames = rows.map((row) => row.text)
    await buyPack(world, (await holder(world)).line.id)
  })

  test('was known: the search finds what stands in plain, every ciphertext and every hash', async () => {
    const found = await scan(open.pool, Object.values(WORDS))
    const places = new Set(found.map((one) => one.where))
    for (const where of [
      'public.sandbox_mail.recipient',
      'public.sandbox_mail.body',
      'public.sign_ins.device',
      'public.sign_ins.push',
      'public.passkeys.name',
      'public.call_turns.heard',
      'public.waiting_notices.id',
    ]) {
      assert.ok(places.has(where), `${where}: ${[...places].join(', ')}`)
    }
    assert.ok(sealed.length >= 10, String(sealed.length))
    for (const text of [...sealed, ...tuyet.hashes]) {
      assert.ok((await holding([text])).length > 0, text)
    }
  })

  test('is nowhere any more: no word, no ciphertext, no key, no hash', async () => {
    world.clock.advance(60)
    await seen(world)
    const traces = createPersonalTraces(open.pool)
    const { id } = tuyet.account
    assert.equal(await forget(world.app, traces, { account: id, change: null }), 'forgotten')
    // The one letter that says so is sent and gone; a sandbox keeps it until it ages out.
    const jobs = await world.open.takeJobs()
    const letters = jobs.filter(({ task }) => task === 'letter')
    const addresses = letters.map(({ payload }) => openedTo(payload)).toSorted()
    assert.deepEqual(addresses, [FRESH_EMAIL, EMAIL].toSorted(), 'to them for the last time')
    assert.ok(jobs.some(({ task }) => task === 'forget_means'))
    const mailer = createMailCatcher(open.pool, world.app)
    const last = { subject: 'Deleted', text: 'Your account', html: null, language: 'en' } as const
    await mailer.send({ ...last, to: EMAIL })
    const tokens = ['cus_tuyet01', 'pm_tuyet01']
    const left = await scan(open.pool, [
      ...Object.values(WORDS),
      ...tuyet.hashes,
      ...sealed,
      ...tokens,
    ])
    assert.deepEqual(
      [...new Set(left.map((one) => one.where))].toSorted(),
      ['public.kept_methods.means', 'public.sandbox_mail.recipient'],
      'until the provider was told, and in a sandbox',
    )
    world.clock.advance(120 * 86_400)
    await ageOutNow(world.app, open.pool)
    assert.deepEqual(await holding([...Object.values(WORDS), ...tuyet.hashes]), [])
    assert.deepEqual(await holding(sealed), [])
    assert.deepEqual(await holding([...tokens, 'credential-of-tuyet']), [])
  })

  test('is named by nothing but an invoice that law keeps, sealed under its own key', async () => {
    assert.equal(invoiceNames.length, 1)
    const places = (await scan(open.pool, invoiceNames)).map((one) => one.where)
    assert.deepEqual([...new Set(places)], ['public.sealed_texts.sealed'])
    const { rows } = await open.pool.query<{ readonly names: number; readonly plain: number }>(
      `select count(person_id)::int as names,
         count(*) filter (where person_id is not null
           and position('%PDF'::bytea in body) > 0)::int as plain from document_files`,
    )
    assert.deepEqual(rows[0], { names: 1, plain: 0 })
    const { line } = tuyet
    const papers = await documentsOf(world.app, { line: line.id, order: tuyet.invoice }, 'ja')
    const invoice = present(
      papers.find((one) => one.recipient !== null),
      'it was issued',
    )
    assert.ok((await documentPdf(world.app, paper, invoice)) !== null)
  })

  test('takes nothing out of the books: they balance, prove themselves, and the audit is whole', async () => {
    const balance = await open.reads.trialBalance()
    assert.equal(
      [...balance.values()].reduce((sum, one) => sum + one, 0n),
      0n,
    )
    const proofs = createProofs(open.pool)
    await proveAll(world.app, proofs)
    assert.deepEqual(await proofs.openDifferences(10), [])
    const store = createAudit(open.pool)
    const { clock } = world
    clock.advance(CLOCKS_DIFFER_SECONDS_MAX + 1)
    await chainAudit({ clock, store, key })
    const { breaks, entries } = await verifyAudit({ clock, store, key, isSigned })
    assert.deepEqual(breaks, [])
    assert.ok(entries > 10n)
  })

  test('is not forgotten twice, and the address may begin afresh', async () => {
    const { account } = tuyet
    const traces = createPersonalTraces(open.pool)
    const again = { account: account.id, change: null } as const
    assert.equal(await forget(world.app, traces, again), 'nothing')
    const input = { ...again, mailbox: account.mailbox, lines: [], nameKeys: [], guests: [] }
    const asked = await world.door.ask(forgetPerson, { ...input, letters: [] }, SYSTEM)
    assert.deepEqual(asked.ok && asked.value, 'nothing')
    const fresh = await holder(world, { email: EMAIL, name: 'Someone New' })
    const found = await open.reads.find('mailbox', account.mailbox)
    assert.equal(found?.home.id, fresh.account.id)
  })

  test('loses the invoice’s name too when its years are over', async () => {
    world.clock.advance(9 * 366 * 86_400)
    await ageOutNow(world.app, open.pool)
    assert.deepEqual(await holding(invoiceNames), [])
    const { line } = tuyet
    const papers = await documentsOf(world.app, { line: line.id, order: tuyet.invoice }, 'ja')
    const invoice = present(
      papers.find((one) => one.recipient !== null),
      'the document stays',
    )
    assert.equal(await documentPdf(world.app, paper, invoice), null)
    const { rows } = await open.pool.query<{ readonly events: unknown }>(
      `select events from journal where command = 'age_out' order by at desc limit 1`,
    )
    assert.match(JSON.stringify(rows[0]?.events), /invoiceNames/)
  })
})

suite('The search itself', () => {
  const PLANTED = 'Planted, Person ＠ Shinjuku'

  const plant = async (content: string) => {
    await open.pool.query(
      `insert into operator_settings (name, content) values ('planted', to_jsonb($1::text))
       on conflict (name) do update set content = excluded.content`,
      [content],
    )
    return (await scan(open.pool, [PLANTED])).map((one) => one.where)
  }

  test('finds a word in any spelling and any form that it may hide in', async () => {
    const bytes = Buffer.from(PLANTED, 'utf8')
    const hidden = {
      plain: `before ${PLANTED} after`,
      upper: PLANTED.toUpperCase(),
      lower: PLANTED.toLowerCase(),
      tight: PLANTED.replaceAll(' ', ''),
      hex: bytes.toString('hex'),
      base64: bytes.toString('base64'),
      insideBase64: Buffer.from(`x${PLANTED}yz`).toString('base64'),
      deeperBase64: Buffer.from(`xy${PLANTED}z`).toString('base64url'),
      json: JSON.stringify(PLANTED).replace('＠', '\\uff20'),
      url: encodeURIComponent(PLANTED),
    }
    for (const [form, content] of Object.entries(hidden)) {
      assert.deepEqual(
        [...new Set(await plant(content))],
        ['public.operator_settings.content'],
        form,
      )
    }
    assert.deepEqual(await plant('nobody'), [])
  })

  test('finds a word among bytes, and in a job', async () => {
    const stock = await card(world)
    await open.pool.query(
      `insert into person_keys (home_id, person_id, wrapped) values ($1, $1, $2)`,
      [stock.id, Buffer.from(`\0${PLANTED}`)],
    )
    await enqueue({ task: 'letter', payload: { sealed: PLANTED } })
    const places = new Set((await scan(open.pool, [PLANTED])).map((one) => one.where))
    assert.deepEqual([...places].toSorted(), [
      'graphile_worker._private_jobs.payload',
      'public.person_keys.wrapped',
    ])
  })
})
