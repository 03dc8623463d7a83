/**
 * A whole product for browser tests, started as its operator would start it: own data, own ports,
 * the demonstration world. With it what stands outside the browser: caught mail, the clock, the API,
 * the payment provider's levers. Starting takes seconds, so that many tests share one.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { WorldDescription } from '../../src/main/world/describe.ts'
import { controlOf } from '../contracts/payment-world.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** Far above what anything awaited here takes on a busy machine. */
const UNTIL_MS_MAX = 30_000
const LOOK_EVERY_MS = 40

export type DemoWorld = WorldDescription & {
  readonly ports: { readonly radiusAccounting: number; readonly provider: number }
}
export type DemoLine = DemoWorld['lines'][number]

interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export type Product = Awaited<ReturnType<typeof startProduct>>

export async function startProduct() {
  const directory = mkdtempSync(join(tmpdir(), 'tsuzuki-browser-'))
  // The database's own user must be able to pass through.
  chmodSync(directory, 0o755)
  const data = join(directory, 'data')
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', './scripts/jsx.ts', 'src/main/all.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), TSUZUKI_DATA: data, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => void child.kill()
  process.once('exit', end)
  const url = await readyUrl(child)
  const world = (await askJson(`${url}/sandbox/world.json`)) as DemoWorld
  const { secretKey } = JSON.parse(
    readFileSync(join(data, 'sandbox-provider-keys.json'), 'utf8'),
  ) as { secretKey: string }
  return {
    url,
    world,
    ...outside(url, world),
    lever: controlOf(`http://127.0.0.1:${world.ports.provider}`, secretKey),
    async stop() {
      process.off('exit', end)
      child.kill()
      if (child.exitCode === null) await once(child, 'exit')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function outside(url: string, world: DemoWorld) {
  const key = world.apiKeys.find((one) => one.scopes.includes('orders:write'))?.key ?? ''
  const api = (path: string) => askJson(`${url}/api/v1${path}`, { authorization: `Bearer ${key}` })
  const mailTo = async (email: string): Promise<readonly Mail[]> => {
    const address = `${url}/sandbox/mail?to=${encodeURIComponent(email)}`
    return ((await askJson(address)) as { mails: Mail[] }).mails
  }
  return {
    api,
    mailTo,
    /** Acts, then waits for the letter with a code that the act sends. */
    async codeSent(email: string, act: () => Promise<unknown>): Promise<string> {
      const codes = async () =>
        (await mailTo(email)).flatMap((mail) => /\b\d{6}\b/.exec(mail.text) ?? [])
      const before = await codes()
      await act()
      return until(`a code for ${email}`, async () => {
        const now = await codes()
        return now.length > before.length ? now.find((one) => !before.includes(one)) : undefined
      })
    },
    /** A partner's sale over the API, delivered at once; returns the pack's name by language. */
    async sellAsPartner(line: string, offerId: string): Promise<void> {
      const offers = (await api(`/lines/${line}/offers`)) as { items: ApiOffer[] }
      const offer = offers.items.find((one) => one.offer.id === offerId)?.offer
      const terms = (await api('/terms')) as { items: ApiTerms[] }
      const answer = await fetch(`${url}/api/v1/lines/${line}/renewals`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({
          offer: { id: offerId, version: offer?.version },
          expectedPrice: offer?.price,
          acceptedTerms: terms.items.map(({ kind, version, hash }) => ({ kind, version, hash })),
          language: 'zh-CN',
          payment: { method: 'partner', reference: crypto.randomUUID() },
        }),
      })
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
    },
    async ordersOf(line: string): Promise<readonly ApiOrder[]> {
      return ((await api(`/lines/${line}/orders`)) as { items: ApiOrder[] }).items
    },
    async advanceClock(duration: string): Promise<void> {
      const answer = await fetch(`${url}/sandbox/clock/advance`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ duration }),
      })
      if (!answer.ok) throw new Error(`the clock did not move: ${answer.status}`)
    },
  }
}

interface ApiOffer {
  readonly offer: { readonly id: string; readonly version: number; readonly price: unknown }
}
interface ApiTerms {
  readonly kind: string
  readonly version: number
  readonly hash: string
}
export interface ApiOrder {
  readonly id: string
  readonly state: { readonly kind: string }
}

/** Lines of the demonstration world that have lived through a story, in its own order. */
export function linesOf(world: DemoWorld, story: string): readonly DemoLine[] {
  return world.lines.filter((line) => line.story === story)
}

export function lineOf(world: DemoWorld, story: string, holder?: string | null): DemoLine {
  const found = linesOf(world, story).find((line) => holder === undefined || line.holder === holder)
  if (found === undefined) throw new Error(`the world has no line for "${story}"`)
  return found
}

/** Looks again and again until something is found. @throws when it takes too long. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined | false>,
): Promise<Found> {
  const deadline = Date.now() + UNTIL_MS_MAX
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await wait(LOOK_EVERY_MS)
  }
}

async function askJson(address: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(address, { headers: { accept: 'application/json', ...headers } })
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function readyUrl(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  if (child.stdout === null) throw new Error('the product has an output')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (\S+)$/.exec(line)?.[1]
    if (url !== undefined) {
      child.stdout.resume()
      return url
    }
    said += `${line}\n`
  }
  throw new Error(`the product did not start:\n${said}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
