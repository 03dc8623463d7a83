/** Files of usage from a wholesaler or a mediation system: one as a body of CSV; its outcome. */
import * as Type from 'typebox'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../app/app.ts'
import type { UsageFile } from '../../../app/usage-files/ports.ts'
import { noteUsageFile } from '../../../app/usage-files/note.ts'
import { takeUsageFile, uploaded, type UsageFileParts } from '../../../app/usage-files/take.ts'
import type { Origin } from '../../../app/origin.ts'
import { parseId, type UsageFileId } from '../../../domain/basics/ids.ts'
import { ROW_AGE_DAYS_MAX } from '../../../domain/charging/usage-row.ts'
import { answer, type Answered } from '../answer.ts'
import { refusedAnswer } from '../asking.ts'
import type { Fastify } from '../fastify.ts'
import { keyOf, type Guard } from '../guard.ts'
import { told } from '../operation.ts'
import * as schemas from '../schemas/usage-files.ts'
import { integer, text, textOrNull, type Shape } from '../shapes.ts'
import { USAGE_FILE, USAGE_FILE_CSV } from '../usage-file-example.ts'

/** Some ten thousand rows; more come in parts, or through the folder. */
export const USAGE_BODY_BYTES_MAX = 2 * 1_024 * 1_024
/** Rejected rows on one page. */
export const REJECTED_ROWS_MAX = 100
const NAME_LETTERS_MAX = 100
const RETRY_SECONDS = 5
const CSV_TYPE = 'text/csv'

const Query = Type.Object({
  source: Type.String({
    minLength: 1,
    maxLength: 40,
    description: 'Who writes so, as the operator names them; `cdr` where nothing else is said.',
  }),
  name: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: NAME_LETTERS_MAX,
      pattern: String.raw`^[\w.+ -]+$`,
      description: 'Only to find it again.',
    }),
  ),
})
const Params = Type.Object({ file: Type.String() })
const After = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) })

type Told = Shape<typeof schemas.UsageFile>

export function usageFileRoutes(
  v1: FastifyInstance,
  app: App,
  { usageFiles, guard }: { readonly usageFiles: UsageFileParts; readonly guard: Guard },
): void {
  // Bodies here are CSV and nothing else, so they have a plugin of their own.
  void v1.register(async (inside) => {
    inside.removeAllContentTypeParsers()
    inside.addContentTypeParser(
      CSV_TYPE,
      { parseAs: 'string', bodyLimit: USAGE_BODY_BYTES_MAX },
      (_request, body, done) => done(null, body),
    )
    const typed: Fastify = inside.withTypeProvider()
    sendingRoute(typed, app, { usageFiles, guard })
    readingRoute(typed, { usageFiles, guard })
  })
}

function sendingRoute(
  fastify: Fastify,
  app: App,
  { usageFiles, guard }: { readonly usageFiles: UsageFileParts; readonly guard: Guard },
): void {
  fastify.post(
    '/usage-files',
    {
      onRequest: guard('usage:write'),
      config: { bodyBytesMax: USAGE_BODY_BYTES_MAX },
      schema: {
        querystring: Query,
        body: {
          content: { [CSV_TYPE]: { schema: Type.String({ examples: [USAGE_FILE_CSV] }) } },
        },
        ...told({
          operationId: 'takeUsageFile',
          summary: 'Charge a file of usage',
          description:
            'CSV with a header row (RFC 4180), as docs/reference/usage-files.md has it. Each row ' +
            'counts once by its `record_id`, so sending again is safe and needs no idempotency ' +
            `key. Rows older than ${ROW_AGE_DAYS_MAX} days are rejected.`,
          scope: 'usage:write',
          status: 201,
          response: schemas.UsageFile,
          example: USAGE_FILE,
          refusals: ['usage_source_unknown', 'usage_file_refused', 'busy'],
        }),
      },
    },
    async (request, reply) => {
      const actor = `api_key:${keyOf(request).id}` as const
      const { source, name = 'sent.csv' } = request.query
      const content = typeof request.body === 'string' ? request.body : ''
      const taken = await take(app, usageFiles, { source, name, content, actor })
      const location = 'body' in taken ? `${fastify.prefix}/usage-files/${taken.body.id}` : null
      return answer(reply, location === null ? taken : { ...taken, location })
    },
  )
}

function readingRoute(
  fastify: Fastify,
  { usageFiles, guard }: { readonly usageFiles: UsageFileParts; readonly guard: Guard },
): void {
  fastify.get(
    '/usage-files/:file',
    {
      onRequest: guard('usage:write'),
      schema: {
        params: Params,
        querystring: After,
        ...told({
          operationId: 'getUsageFile',
          summary: 'What became of a file of usage',
          description: 'With those of its rows that are still rejected, by line.',
          scope: 'usage:write',
          response: schemas.UsageFile,
          example: USAGE_FILE,
          refusals: ['not_found'],
        }),
      },
    },
    async (request, reply) => {
      const id = parseId<UsageFileId>(request.params.file)
      const file = id === null ? null : await usageFiles.store.find(id)
      if (file === null) return answer(reply, { trouble: { code: 'not_found' } })
      return answer(reply, { body: await shapeOf(usageFiles, file, request.query.after ?? 0) })
    },
  )
}

interface Sent {
  readonly source: string
  readonly name: string
  readonly content: string
  readonly actor: Origin['actor']
}

async function take(
  app: App,
  usageFiles: UsageFileParts,
  { source, name, content, actor }: Sent,
): Promise<Answered<Told>> {
  const upload = uploaded(usageFiles, new TextEncoder().encode(content))
  const about = { source, name, sha256: upload.sha256, came: 'api' } as const
  const origin: Origin = { channel: 'api', actor, key: null }
  const noted = await app.door.ask(noteUsageFile, about, origin)
  if (!noted.ok) return refusedAnswer(app, noted)
  const taken = await takeUsageFile(usageFiles, { ...upload, ...about, by: actor })
  if (!taken.ok) {
    return taken.refusal.code === 'charging_busy'
      ? { trouble: { code: 'busy', retryAfterSeconds: RETRY_SECONDS } }
      : { trouble: { code: 'usage_source_unknown', sources: taken.refusal.sources } }
  }
  const { refusal } = taken.value
  if (refusal !== null) {
    const { code: reason, ...facts } = refusal
    return { trouble: { code: 'usage_file_refused', reason, ...facts } }
  }
  return { body: await shapeOf(usageFiles, taken.value, 0), status: 201 }
}

async function shapeOf({ store }: UsageFileParts, file: UsageFile, after: number): Promise<Told> {
  const { id, source, name, sha256, at, finished, counts } = file
  const rows = await store.rejected(id, { after, countMax: REJECTED_ROWS_MAX + 1 })
  const page = rows.slice(0, REJECTED_ROWS_MAX)
  return {
    id,
    source,
    name,
    sha256,
    at: text(at),
    finished: textOrNull(finished),
    ...counts,
    usedBytes: integer(counts.usedBytes),
    rejectedRows: page.map(({ line, refusal }) => {
      const column = 'column' in refusal ? refusal.column : null
      return { line, reason: refusal.code, column }
    }),
    nextLine: rows.length > REJECTED_ROWS_MAX ? (page.at(-1)?.line ?? null) : null,
  }
}
