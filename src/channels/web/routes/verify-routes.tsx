/**
 * Official or not. Short things may come in the address (`?q=`, printed codes), messages are
 * posted. What is pasted is judged and forgotten.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  publicKeyJson,
  publish,
  referenceOf,
  referred,
  type Published,
} from '../../../app/directory/publication.ts'
import { isInForce, isSeller } from '../../../domain/directory/directory.ts'
import { judge } from '../../../domain/directory/judging.ts'
import { readMessage } from '../../../domain/directory/reading.ts'
import { secondsBetween } from '../../../domain/basics/time.ts'
import { readPrintedTelephone } from '../../telephone.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { DirectoryPage, SellerPage } from '../pages/directory.tsx'
import { VerifyPage } from '../pages/verify.tsx'
import type { Answered } from '../parts/verify-answer.tsx'
import { paths } from '../paths.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import { verifyWords } from '../words/verify/words.ts'

/** Longer things are posted. */
export const QUERY_LENGTH_MAX = 200

export function verifyRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    text: string,
  ): Promise<FastifyReply> {
    const said = verifyWords(page.voice(request).language)
    const { again } = await takeTry(app, request, 'verifications')
    if (again !== null) {
      const now = app.clock.now()
      tellWhen(reply, again, now)
      const seconds = Math.ceil(secondsBetween(now, again))
      const refusal = said.tooOften(Math.ceil(seconds / 60))
      return show(request, reply, { text, refusal, status: 429 })
    }
    return show(request, reply, { text, answered: answeredTo(text, portal) })
  }

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: {
      readonly text: string
      readonly answered?: Answered
      readonly refusal?: string
      readonly status?: number
    },
  ): FastifyReply {
    const voice = page.voice(request)
    const { text, answered = null, refusal, status = 200 } = shown
    const form = { seal: page.seal(request), typed: { message: text }, refusal }
    const body = <VerifyPage voice={voice} form={form} answered={answered} />
    const { title } = verifyWords(voice.language)
    return page.send(request, reply, { title, body, status, path: paths.verify })
  }

  server.get<{ Querystring: { q?: unknown } }>(paths.verify, async (request, reply) => {
    const { q } = request.query
    const text = typeof q === 'string' ? q.trim() : ''
    if (text === '' || text.length > QUERY_LENGTH_MAX) return show(request, reply, { text })
    return answer(request, reply, text)
  })

  server.post(paths.verify, async (request, reply) => {
    const form = readForm(app, request)
    const text = (form.fields['message'] ?? '').trim()
    if (!form.sealed) return show(request, reply, { text, refusal: page.expired(request) })
    if (text === '') return show(request, reply, { text })
    return answer(request, reply, text)
  })
}

function answeredTo(text: string, { app }: Portal): Answered {
  const { vault } = app
  const { directory } = app.operator()
  const now = app.clock.now()
  const reference = referred(text, { directory, vault, now })
  if (reference.kind === 'seller') return reference
  if (reference.kind === 'false') return { kind: 'false_code' }
  const read = readMessage(text, readPrintedTelephone)
  return { kind: 'judged', judgement: judge(read, directory, now) }
}

export function directoryRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page, settings } = portal
  const key = settings.directoryKey

  function published(): Published {
    const { directory, name } = app.operator()
    return publish(directory, { operator: name, now: app.clock.now(), key })
  }

  server.get(paths.directory, async (request, reply) => {
    const voice = page.voice(request)
    const now = app.clock.now()
    const entries = app.operator().directory.entries.filter((entry) => isInForce(entry, now))
    const validUntil = voice.format.longMoment(published().validUntil)
    const body = <DirectoryPage {...{ voice, entries, validUntil }} publicKey={key.publicKey} />
    return page.send(request, reply, { title: verifyWords(voice.language).directory.title, body })
  })

  server.get<{ Params: { seller: string } }>('/directory/:seller', async (request, reply) => {
    const now = app.clock.now()
    const { entries } = app.operator().directory
    const entry = entries.find(({ id }) => id === request.params.seller)
    if (entry === undefined || !isSeller(entry) || !isInForce(entry, now)) {
      return page.onNotFound(request, reply)
    }
    const voice = page.voice(request)
    const url = `${app.portalUrl}${paths.verifyQuery(referenceOf(entry.id, app.vault))}`
    const body = <SellerPage voice={voice} entry={entry} url={url} />
    const { kinds } = verifyWords(voice.language).directory
    const title = `${kinds[entry.kind]}${voice.format.colon}${entry.name[voice.language]}`
    return page.send(request, reply, { title, body })
  })

  server.get(paths.directoryList, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(published().json),
  )
  server.get(paths.directorySignature, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(published().signature),
  )
  server.get(paths.directoryKey, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(publicKeyJson(key, app.clock.now())),
  )
}
