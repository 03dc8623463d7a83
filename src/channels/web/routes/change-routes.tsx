/**
 * Stopping a risky change: by the letter's own link, or signed in as its holder. The link proves
 * enough, because it can stop that one change and nothing else.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { stopLetters } from '../../../app/changes/asking.ts'
import { stopChangeByHolder } from '../../../app/changes/stop-change.ts'
import { readStopToken, stopToken, type ChangeRef } from '../../../app/changes/stop-token.ts'
import { toldOf } from '../../../app/changes/telling.ts'
import { waitingChanges } from '../../../app/queries/staff/line-care.ts'
import type { PendingChange } from '../../../domain/line/pending-change.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { ChangesPage, type ChangesPageProps } from '../pages/changes.tsx'
import { paths } from '../paths.ts'
import { changePageWords } from '../words/changes.ts'

type TokenParams = { readonly Params: { readonly token: string } }

export function changeRoutes(server: FastifyInstance, portal: Portal): void {
  server.get(paths.changes, (request, reply) => showOwn(portal, request, reply))
  server.get<TokenParams>(paths.change(':token'), async (request, reply) => {
    const known = await namedBy(portal, request.params.token)
    return send(portal, request, reply, shown(portal, known))
  })
  server.post<TokenParams>(paths.changeStop(':token'), (request, reply) =>
    postStop(portal, request, reply, request.params.token),
  )
}

/** Newest first; there is one of a kind, so that whatever waits is among these. */
const CHANGES_LOOKED_AT = 10

interface Named {
  readonly ref: ChangeRef
  readonly change: PendingChange
  readonly token: string
}

/** Null for a link that is not ours, or behind which nothing waits any more. */
async function namedBy({ app }: Portal, token: string): Promise<Named | null> {
  const ref = readStopToken(app.vault, token)
  if (ref === null) return null
  const known = await app.reads.pendingChanges(ref.of.id, CHANGES_LOOKED_AT)
  const change = known.find(({ id, state }) => id === ref.change && state.kind === 'waiting')
  return change === undefined ? null : { ref, change, token }
}

function shown({ app }: Portal, known: Named | null): Pick<ChangesPageProps, 'changes' | 'told'> {
  if (known === null) return { changes: [], told: 'over' }
  const { token, change } = known
  return { changes: [{ token, what: toldOf(app, change), dueAt: change.dueAt }], told: null }
}

async function showOwn(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const { app } = portal
  const { account } = signedIn
  const waiting = await waitingChanges(app, [account.id, ...account.lines])
  const changes = waiting.map(({ of, change, what, dueAt }) => {
    return { token: stopToken(app.vault, { of, change }), what, dueAt }
  })
  return send(portal, request, reply, { changes, told: null })
}

async function postStop(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<FastifyReply> {
  const { app, page } = portal
  const form = readForm(app, request)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  const known = await namedBy(portal, token)
  if (known === null) return send(portal, request, reply, { changes: [], told: 'over' })
  const input = { ...known.ref, letters: await stopLetters(app, known.change) }
  const answer = await app.door.ask(stopChangeByHolder, input, form.origin)
  if (!answer.ok && answer.refusal.code === 'busy') {
    return page.trouble(request, reply, { status: 503, waitSeconds: 1 })
  }
  return send(portal, request, reply, { changes: [], told: answer.ok ? 'stopped' : 'over' })
}

function send(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Pick<ChangesPageProps, 'changes' | 'told'>,
): FastifyReply {
  const voice = page.voice(request)
  const body = <ChangesPage voice={voice} seal={page.seal(request)} {...given} />
  const { title } = changePageWords(voice.language)
  const status = given.told === 'over' ? 404 : 200
  return page.send(request, reply, { title, body, status, path: '/' })
}
