/**
 * A customer about whom everything is known is forgotten on the real database; then every column
 * of every table of every schema is searched for each of their words, and for the ciphertexts and
 * keyed hashes that stood for them. What law keeps is named. The books, their proofs and the audit
 * are whole afterwards, and a word that is planted is found.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { openLetter } from '../../src/app/accounts/letters.ts'
import { chainAudit, CLOCKS_DIFFER_SECONDS_MAX } from '../../src/app/audit/chain.ts'
import { verifyAudit } from '../../src/app/audit/verify.ts'
import { documentPdf, documentsOf } from '../../src/app/documents/papers.ts'
import type { Paper } from '../../src/app/documents/ports.ts'
import type { Job } from '../../src/app/door/command.ts'
import { forget } from '../../src/app/forgetting/forget.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { proveAll } from '../../src/app/sweeps/books.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { ageOutNow } from '../../src/main/sweeps.ts'
import { buyPack } from '../contracts/care-buying.ts'
import { card, careWorld, FRESH_EMAIL, holder, type CareWorld } from '../contracts/care-world.ts'
import { openPostgres, type OpenPostgres } from '../contracts/stores.ts'
import { seen } from '../contracts/till-world.ts'
import { forgetPeople } from '../../src/app/sweeps/forgetting.ts'
import { CLOSING_DAYS } from '../../src/domain/account/closing.ts'
import type { AccountId, PendingChangeId } from '../../src/domain/basics/ids.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { PendingChange } from '../../src/domain/line/pending-change.ts'
import { fulfilForgotten, understandForgotten } from '../../src/main/operator/forgotten.ts'
import { write } from '../contracts/rows-asked.ts'
import { scan } from './personal-scan.ts'
import { customer, EMAIL, enqueue, NAME, WORDS, type Customer } from './forgetting-customer.ts'

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

/** As its holder asks for it. */
async function waits(account: AccountId): Promise<PendingChangeId> {
  const at = world.clock.now()
  const row: PendingChange = {
    id: world.ids.next<PendingChangeId>(),
    of: { kind: 'account', id: account },
    what: { kind: 'forget' },
    askedBy: null,
    second: null,
    shop: null,
    askedAt: at,
    dueAt: plusDays(at, CLOSING_DAYS),
    state: { kind: 'waiting' },
  }
  await write(world, row.of, [{ table: 'pending_changes', row }])
  return row.id
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
    tuyet = await customer({ open, world, paper })
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
    const { id } = tuyet.account
    const change = await waits(id)
    world.clock.advance(CLOSING_DAYS * 86_400)
    await seen(world)
    assert.equal((await forgetPeople(world.app, createPersonalTraces(open.pool))).done, 1)
    const [over] = await open.reads.pendingChanges(id, 1)
    assert.deepEqual([over?.id, over?.state.kind], [change, 'done'])
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

  test('is forgotten again, and told nothing, where an older backup was put back', async () => {
    const back = await holder(world, { name: NAME })
    const lines: string[] = []
    const told = { say: (line: string) => void lines.push(line), complain: assert.fail }
    const desk = { ...world.app, pool: open.pool }
    const list = { kind: 'list', since: plusDays(world.clock.now(), -365) } as const
    assert.ok(await fulfilForgotten(desk, told, list))
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      [tuyet.account.id],
    )
    const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-forgotten-'))
    const file = join(folder, 'list')
    writeFileSync(file, `${lines.join('\n')}\n${back.account.id} 2026-11-01T00:00:00Z\n`)
    await open.takeJobs()
    assert.ok(await fulfilForgotten(desk, told, { kind: 'again', file }))
    assert.deepEqual(lines.slice(1), [
      `${tuyet.account.id} nothing`,
      `${back.account.id} forgotten`,
    ])
    assert.deepEqual(await open.takeJobs(), [])
    writeFileSync(file, 'nobody\n')
    assert.ok(!(await fulfilForgotten(desk, told, { kind: 'again', file })))
    rmSync(folder, { recursive: true })
    for (const words of [[], ['list', 'x'], ['again'], ['again', 'a', 'b'], ['erase']]) {
      assert.equal(understandForgotten(words, { since: undefined }), null)
    }
    assert.equal(understandForgotten(['list'], { since: '2026-13-01' }), null)
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
    await enqueue(open, { task: 'letter', payload: { sealed: PLANTED } })
    const places = new Set((await scan(open.pool, [PLANTED])).map((one) => one.where))
    assert.deepEqual([...places].toSorted(), [
      'graphile_worker._private_jobs.payload',
      'public.person_keys.wrapped',
    ])
  })
})
