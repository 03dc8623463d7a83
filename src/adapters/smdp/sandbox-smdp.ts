/**
 * An SM-DP+ for the sandbox and for tests: ES2+ over HTTP, a phone that fetches profiles, and the
 * notifications that follow. Faithful in states and answers (`sandbox-book.ts`); it holds no keys
 * and no profile that a real phone could use.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  ADMIN_PROTOCOL,
  ADMIN_PROTOCOL_HEADER,
  ES2_FUNCTIONS,
  ES2_NOTIFICATION_PATHS,
  ES2_PATHS,
  type Es2Function,
} from '../../domain/esim/es2plus.ts'
import { parseInstallCode } from '../../domain/esim/install-code.ts'
import { parseEid } from '../../domain/line/eid.ts'
import {
  answerCall,
  emptyBook,
  fetchProfile,
  markInstalled,
  type BookAnswer,
  type Es2Request,
  type SmdpBook,
  type SmdpProfile,
} from './sandbox-book.ts'

const BODY_BYTES_MAX = 64 * 1024
/** POST `{"code":"LPA:1$…","eid":"…"}`: a phone fetches and installs. */
export const PHONE_PATH = '/phones/installations'

export interface SandboxSmdpSettings {
  readonly host: string
  readonly port: number
  /** Who may ask; null: anybody on this machine. */
  readonly token: string | null
  /** Where it tells what became of a profile, and how it proves itself there; null: nowhere. */
  readonly notify: (() => { readonly url: string; readonly token: string }) | null
  /** Where its book lies between two starts; null: in memory alone. */
  readonly file: string | null
}

export interface SandboxSmdp {
  readonly port: number
  readonly url: string
  /** What it knows of a profile. */
  profile(iccid: string): SmdpProfile | null
  /** How the next call is treated: answered with that status, or done and never answered. */
  misbehave(how: 503 | 'lose_answer'): void
  /** As many as were heard. */
  calls(): readonly { readonly what: Es2Function; readonly call: string }[]
  close(): Promise<void>
}

export async function startSandboxSmdp(settings: SandboxSmdpSettings): Promise<SandboxSmdp> {
  const book = readBook(settings.file)
  const heard: { what: Es2Function; call: string }[] = []
  let next: 503 | 'lose_answer' | null = null
  const server = createServer((request, response) => {
    const how = next
    next = null
    void answer({ settings, book, heard, how }, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://${settings.host}:${port}`,
    profile: (iccid) => book.profiles[iccid] ?? null,
    misbehave: (how) => void (next = how),
    calls: () => heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Asked {
  readonly settings: SandboxSmdpSettings
  readonly book: SmdpBook
  readonly heard: { what: Es2Function; call: string }[]
  readonly how: 503 | 'lose_answer' | null
}

async function answer(
  asked: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { settings, how } = asked
  const path = request.url ?? ''
  const body = await bodyOf(request)
  if (how === 503) return send(response, 503, {})
  if (request.method !== 'POST' || body === null) return send(response, 400, {})
  if (path === PHONE_PATH) return installOnPhone(asked, body, response)
  const what = ES2_FUNCTIONS.find((one) => ES2_PATHS[one] === path)
  if (what === undefined) return send(response, 404, {})
  const { token } = settings
  if (token !== null && request.headers.authorization !== `Bearer ${token}`) {
    return send(response, 401, {})
  }
  if (request.headers[ADMIN_PROTOCOL_HEADER.toLowerCase()] === undefined) {
    return send(response, 400, {})
  }
  const given = readRequest(body)
  if (given === null) return send(response, 400, {})
  asked.heard.push({ what, call: given.call })
  const said = answerCall(asked.book, what, given)
  keepBook(asked)
  if (how === 'lose_answer') return void response.destroy()
  return send(response, 200, worded(said))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  const chunks: Buffer[] = []
  let heard = 0
  for await (const chunk of request) {
    heard += (chunk as Buffer).length
    if (heard > BODY_BYTES_MAX) return null
    chunks.push(chunk as Buffer)
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return typeof body === 'object' ? (body as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

function readRequest(body: Record<string, unknown>): Es2Request | null {
  const header = body['header'] as Record<string, unknown> | undefined
  const call = header?.['functionCallIdentifier']
  const requester = header?.['functionRequesterIdentifier']
  const { iccid, eid, matchingId, finalProfileStatusIndicator } = body
  if (typeof call !== 'string' || typeof requester !== 'string' || typeof iccid !== 'string') {
    return null
  }
  return {
    call,
    iccid,
    eid: typeof eid === 'string' ? eid : null,
    matchingId: typeof matchingId === 'string' ? matchingId : null,
    releaseFlag: body['releaseFlag'] === true,
    finalStatus:
      typeof finalProfileStatusIndicator === 'string' ? finalProfileStatusIndicator : null,
  }
}

function worded(said: BookAnswer): object {
  if (said.ok) {
    return { header: { functionExecutionStatus: { status: 'Executed-Success' } }, ...said.fields }
  }
  const statusCodeData = {
    subjectCode: said.status.subject,
    reasonCode: said.status.reason,
    message: 'refused',
  }
  return { header: { functionExecutionStatus: { status: 'Failed', statusCodeData } } }
}

function send(response: ServerResponse, status: number, content: object): void {
  response
    .writeHead(status, {
      'Content-Type': 'application/json;charset=UTF-8',
      [ADMIN_PROTOCOL_HEADER]: ADMIN_PROTOCOL,
    })
    .end(JSON.stringify(content))
}

function textIn(body: Record<string, unknown>, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** The phone's two points that matter: the profile came, and it is there. */
async function installOnPhone(
  asked: Asked,
  body: Record<string, unknown>,
  response: ServerResponse,
): Promise<void> {
  const code = parseInstallCode(textIn(body, 'code'))
  const eid = parseEid(textIn(body, 'eid'))
  if (!code.ok || !eid.ok) return send(response, 422, { installed: false })
  const phone = { matchingId: code.value.matchingId, eid: eid.value }
  const fetched = fetchProfile(asked.book, phone)
  if (fetched === null) return send(response, 409, { installed: false })
  keepBook(asked)
  await notify(asked.settings, fetched, 3)
  markInstalled(asked.book, fetched)
  keepBook(asked)
  await notify(asked.settings, fetched, 4)
  return send(response, 200, { installed: true, iccid: fetched.iccid })
}

/** HandleDownloadProgressInfo (SGP.22 §5.3.5). Nobody there: a real one would try again. */
async function notify(
  { notify: to }: SandboxSmdpSettings,
  { iccid, eid }: SmdpProfile,
  notificationPointId: 3 | 4,
): Promise<void> {
  if (to === null) return
  const { url, token } = to()
  await fetch(`${url}${ES2_NOTIFICATION_PATHS[0]}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      [ADMIN_PROTOCOL_HEADER]: ADMIN_PROTOCOL,
      Authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({
      header: {
        functionRequesterIdentifier: 'sandbox-smdp',
        functionCallIdentifier: `${iccid}-${notificationPointId}`,
      },
      eid,
      iccid,
      profileType: 'data',
      timestamp: Temporal.Now.instant().round('second').toString(),
      notificationPointId,
      notificationPointStatus: { status: 'Executed-Success' },
    }),
  }).catch(() => null)
}

function readBook(file: string | null): SmdpBook {
  if (file === null || !existsSync(file)) return emptyBook()
  return JSON.parse(readFileSync(file, 'utf8')) as SmdpBook
}

function keepBook({ settings, book }: Asked): void {
  if (settings.file !== null) writeFileSync(settings.file, JSON.stringify(book), { mode: 0o600 })
}
