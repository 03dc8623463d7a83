/**
 * The API over the real application on the memory store, asked as a partner's program would ask:
 * with HTTP requests and keys. The payment provider is a stand-in behind the port. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { USUAL_HOTLINE } from '../../src/app/queries/views.ts'
import { createHash } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryBooks } from '../../src/adapters/memory/books.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { createMemoryReads } from '../../src/adapters/memory/reads.ts'
import { createMemoryUsageFiles } from '../../src/adapters/memory/usage-files.ts'
import { createMemoryStore, type MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { API_SCOPES, makeApiKey, type ApiKey, type ApiScope } from '../../src/app/api-keys.ts'
import type { App } from '../../src/app/app.ts'
import type { Books } from '../../src/app/books/ports.ts'
import { createCharging } from '../../src/app/charging/charge.ts'
import type { UsageFileParts } from '../../src/app/usage-files/take.ts'
import { USUAL_SOURCES } from '../../src/domain/charging/usage-source.ts'
import { csvFormat } from '../../src/gateways/cdr/format.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { decided, type Command } from '../../src/app/door/command.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { ProviderUnreachable, type PaymentProvider } from '../../src/app/ports.ts'
import { apiRoutes } from '../../src/channels/api/api.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { answerUnroutable } from '../../src/channels/api/troubles.ts'
import type { ApiKeyId, LineId } from '../../src/domain/basics/ids.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import type { Catalogue } from '../../src/domain/catalogue/catalogue.ts'
import { parseIccid } from '../../src/domain/line/iccid.ts'
import { parseMsisdn } from '../../src/domain/line/msisdn.ts'
import type { Line } from '../../src/domain/line/line.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  TERMS,
  type TestClock,
} from '../contracts/catalogue.ts'
import { NO_DIRECTORY } from '../../src/domain/directory/directory.ts'

export const ICCID = '8981100022313842011'
export const MSISDN = '+812012345678'
const EVERYWHERE = { 'zh-CN': '续', 'zh-TW': '續', en: 'Tsuzuki', ja: '続き', ko: '계속' }

export interface ApiWorld {
  readonly server: FastifyInstance
  readonly app: App
  readonly store: MemoryStore
  readonly books: Books
  readonly usageFiles: UsageFileParts
  readonly clock: TestClock
  readonly line: LineId
  /** With every scope. */
  readonly key: string
  keyWith(...scopes: ApiScope[]): string
  addLine(change?: Partial<Line>): Promise<LineId>
  catalogue: Catalogue
  provider: { isDown: boolean; readonly opened: string[] }
}

/** Puts a line there, as an import of cards would. */
const importLine: Command<Line, null, never> = {
  name: 'import_line',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ id }) => [{ kind: 'line', id }],
  fingerprint: ({ id }) => id,
  decide(_context, line) {
    const home = { kind: 'line', id: line.id } as const
    const iccid = { kind: 'iccid', value: line.sim.iccid, home, id: null } as const
    const msisdn =
      line.msisdn === null ? [] : [{ kind: 'msisdn', value: line.msisdn, home, id: null } as const]
    return decided(null, {
      changes: [
        { table: 'lines', row: line },
        ...[iccid, ...msisdn].map((row) => ({ table: 'finds', row }) as const),
      ],
    })
  },
}

export async function openApi(): Promise<ApiWorld> {
  const store = createMemoryStore()
  const clock = createTestClock()
  const ids = createTestIds()
  const vault = createVault(new Uint8Array(MASTER_KEY_BYTES))
  const keys = new Map<string, ApiKey>()
  const world = { catalogue: CATALOGUE, provider: { isDown: false, opened: [] as string[] } }
  const catalogue = () => world.catalogue
  const provider = standIn(world, clock)
  const app: App = {
    door: createDoor({ store, clock, ids, catalogue }),
    reads: createMemoryReads(store),
    clock,
    ids,
    dice: systemDice,
    vault,
    catalogue,
    operator: () => ({
      name: EVERYWHERE,
      representative: 'Aoki',
      address: 'Tokyo',
      phone: '0312345678',
      email: 'desk@example.jp',
      hotlineHours: EVERYWHERE,
      invoiceNumber: null,
      shops: [],
      hotline: USUAL_HOTLINE,
      answers: [],
      directory: NO_DIRECTORY,
    }),
    providers: new Map([['stripe', provider]]),
    providerTroubles: () => new Set(),
    portalUrl: 'https://example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  const server = Fastify({
    frameworkErrors: (error, request, reply) => void answerUnroutable(error, request, reply),
  })
  const paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createMemoryDocumentFiles(),
  }
  const books = createMemoryBooks(store)
  const apiKeys = { byHash: async (hash: string) => keys.get(hash) ?? null }
  const usageFiles = usageFilesOf(app)
  const api = apiRoutes(app, { apiKeys, paper, books, usageFiles })
  await server.register(api, { prefix: '/api/v1' })
  await server.ready()
  const keyWith = (...scopes: ApiScope[]) => {
    const { text, hash } = makeApiKey(app)
    keys.set(hash, { id: ids.next<ApiKeyId>(), name: `key ${keys.size}`, scopes })
    return text
  }
  const addLine = async (change: Partial<Line> = {}) => {
    const line = { ...freshLine(ids.next<LineId>()), ...change }
    await app.door.ask(importLine, line, SYSTEM)
    return line.id
  }
  const [iccid, msisdn] = [parseIccid(ICCID), parseMsisdn(MSISDN)]
  if (!iccid.ok || !msisdn.ok) throw new Error('the numbers of the test are sound')
  const line = await addLine({
    sim: { iccid: iccid.value, imsi: null, form: 'card', eid: null },
    msisdn: msisdn.value,
  })
  const key = keyWith(...API_SCOPES)
  const made = { server, app, store, books, usageFiles, clock, line, key, keyWith, addLine }
  return Object.assign(world, made)
}

/** Usage files charged for good, and kept in memory. */
function usageFilesOf(app: App): UsageFileParts {
  return {
    clock: app.clock,
    ids: app.ids,
    charging: createCharging(app),
    store: createMemoryUsageFiles(),
    format: csvFormat,
    sources: async () => USUAL_SOURCES,
    pause: async () => {},
    digest: (octets) => createHash('sha256').update(octets).digest('hex'),
  }
}

function standIn(
  world: { readonly provider: { isDown: boolean; readonly opened: string[] } },
  clock: TestClock,
): PaymentProvider {
  return {
    name: 'stripe',
    async openCheckout({ ref: { payment: paymentId }, successUrl }) {
      if (world.provider.isDown) throw new ProviderUnreachable('down')
      world.provider.opened.push(successUrl)
      const reference = `cs_${paymentId}` as ProviderReference
      const url = `https://pay.example/${paymentId}`
      return { reference, url, expiresAt: plusHours(clock.now(), 1) }
    },
    readPayment: async () => ({ state: 'open', lastFailure: null, voucher: null }),
    capture: async () => ({ state: 'open', lastFailure: null, voucher: null }),
    chargeSaved: () => Promise.reject(new Error('nothing is kept here')),
    forgetMeans: async () => {},
    movements: async () => [],
    cancelCheckout: async () => ({ state: 'failed', reason: 'cancelled' }),
    refund: async () => ({ state: 'succeeded' }),
    readEvent: async () => ({ kind: 'forged' }),
  }
}

export const CARD = {
  method: 'card',
  successUrl: 'https://partner.example/paid',
  cancelUrl: 'https://partner.example/back',
}
export const PARTNER = { method: 'partner', reference: 'receipt 42' }

/** A renewal as it should be; each test says what is different. */
export function renewal(over: object = {}) {
  return {
    offer: { id: DAY.id, version: DAY.version },
    expectedPrice: { amount: Number(DAY.price), currency: 'JPY' },
    acceptedTerms: [{ kind: TERMS.kind, version: TERMS.version, hash: TERMS.hash }],
    language: 'zh-CN',
    payment: PARTNER,
    ...over,
  }
}
