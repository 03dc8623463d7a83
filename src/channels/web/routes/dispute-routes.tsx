/** Disputes of whoever holds the line: raised in one tap, looked at, said more of, withdrawn. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addDisputeWords, withdrawDispute } from '../../../app/disputes/follow.ts'
import { gather } from '../../../app/disputes/gathering.ts'
import { raiseDispute } from '../../../app/disputes/raise.ts'
import { sealWords } from '../../../app/disputes/words.ts'
import { disputesOfAccount, ownDispute } from '../../../app/queries/dispute-view.ts'
import {
  parseId,
  type AccountId,
  type AnomalyId,
  type DisputeId,
  type LineId,
  type OrderId,
} from '../../../domain/basics/ids.ts'
import type { JstDate } from '../../../domain/basics/time.ts'
import type { DisputeSubject } from '../../../domain/dispute/dispute.ts'
import { DISPUTE_WORDS_LENGTH_MAX } from '../../../domain/dispute/raising.ts'
import type { FormProps } from '../../form.tsx'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { DisputePage, DisputesPage, NotDisputedPage } from '../pages/disputes.tsx'
import { paths } from '../paths.ts'
import {
  disputePageWords,
  disputeRefusalText,
  type DisputePageRefusal,
} from '../words/disputes/words.ts'
import { strangersTurn } from './order-routes.tsx'

const LINE = ':line' as LineId
const DISPUTE = ':dispute' as DisputeId

export function disputeRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.get(paths.accountDisputes, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const voice = page.voice(request)
    const disputes = await disputesOfAccount(app, signedIn.account)
    const title = disputePageWords(voice.language).listTitle
    const body = <DisputesPage voice={voice} disputes={disputes} />
    return page.send(request, reply, { title, body, here: 'account' })
  })
  server.get(paths.disputes(LINE), async (_request, reply) =>
    reply.redirect(paths.accountDisputes, 303),
  )
  server.post(paths.disputes(LINE), (request, reply) => postRaise(portal, request, reply))
  server.get(paths.dispute(LINE, DISPUTE), (request, reply) => show(portal, request, reply, {}))
  server.post(paths.disputeWords(LINE, DISPUTE), (request, reply) =>
    postWords(portal, request, reply),
  )
  server.post(paths.disputeWithdrawal(LINE, DISPUTE), (request, reply) =>
    postWithdrawal(portal, request, reply),
  )
}

function param(request: FastifyRequest, name: 'line' | 'dispute'): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? ''
}

interface Asked {
  readonly account: AccountId
  readonly line: LineId
  readonly dispute: DisputeId
}

/** Null for strangers and for addresses that name nothing. */
function askedIn(request: FastifyRequest): Asked | null {
  const { signedIn } = request.visitor
  const line = parseId<LineId>(param(request, 'line'))
  const dispute = parseId<DisputeId>(param(request, 'dispute'))
  if (signedIn === null || line === null || dispute === null) return null
  return { account: signedIn.account.id, line, dispute }
}

async function show(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  state: Omit<FormProps, 'seal'>,
): Promise<FastifyReply> {
  const { app, page } = portal
  const asked = askedIn(request)
  const dispute = asked === null ? null : await ownDispute(app, asked.account, asked)
  if (dispute === null) return strangersTurn(portal, request, reply)
  const voice = page.voice(request)
  const form = { seal: page.seal(request), ...state }
  const isRefused = state.refusal !== undefined || state.fieldErrors !== undefined
  return page.send(request, reply, {
    title: disputePageWords(voice.language).listTitle,
    body: <DisputePage voice={voice} dispute={dispute} form={form} />,
    here: 'account',
    path: paths.dispute(dispute.line, dispute.id),
    status: isRefused ? 422 : 200,
  })
}

interface Wish {
  readonly about: DisputeSubject
  readonly anomaly: AnomalyId | null
  readonly words: string
}

/** Null for a form that is none of ours. */
function wishIn(fields: Readonly<Record<string, string>>): Wish | null {
  const about = subjectIn(fields)
  if (about === null) return null
  const words = (fields['words'] ?? '').slice(0, DISPUTE_WORDS_LENGTH_MAX)
  return { about, anomaly: parseId<AnomalyId>(fields['anomaly'] ?? ''), words }
}

function subjectIn(fields: Readonly<Record<string, string>>): DisputeSubject | null {
  if (fields['about'] === 'order') {
    const order = parseId<OrderId>(fields['order'] ?? '')
    return order === null ? null : { kind: 'order', order }
  }
  const day = fields['about'] === 'usage' ? dayIn(fields['day'] ?? '') : null
  return day === null ? null : { kind: 'usage', day }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

function dayIn(text: string): JstDate | null {
  if (!DAY.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** Whoever holds the line, and nobody who merely comes over its connection. */
async function postRaise(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page, visitors } = portal
  const line = parseId<LineId>(param(request, 'line'))
  const { signedIn } = request.visitor
  const isHolder = line !== null && visitors.accessTo(request.visitor, line) === 'holder'
  if (line === null || signedIn === null || !isHolder) return strangersTurn(portal, request, reply)
  const form = readForm(app, request)
  const wish = wishIn(form.fields)
  if (wish === null) return page.onNotFound(request, reply)
  const back = wish.about.kind === 'order' ? paths.order(wish.about.order) : paths.line(line)
  const refused = (refusal: string) => notDisputed(portal, request, reply, { refusal, back })
  if (!form.sealed) return refused(page.expired(request))
  const account = signedIn.account.id
  const [gathered, words] = await Promise.all([
    gather(app, line, wish.about),
    sealWords(app, account, wish.words),
  ])
  const { about, anomaly } = wish
  const id = app.ids.next<DisputeId>()
  const input = { id, line, account, about, anomaly, words, gathered }
  const raised = await app.door.ask(raiseDispute, input, form.origin)
  if (raised.ok) return reply.redirect(paths.dispute(line, raised.value.id), 303)
  const { refusal } = raised
  if (refusal.code === 'already_disputed') {
    return reply.redirect(paths.dispute(line, refusal.dispute), 303)
  }
  return refused(disputeRefusalText(refusal, request.visitor.language))
}

function notDisputed(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  { refusal, back }: { readonly refusal: string; readonly back: string },
): FastifyReply {
  const voice = page.voice(request)
  const body = <NotDisputedPage voice={voice} refusal={refusal} back={back} />
  const title = disputePageWords(voice.language).refusedTitle
  return page.send(request, reply, { title, body, status: 422, path: back })
}

async function postWords(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const asked = askedIn(request)
  if (asked === null) return strangersTurn(portal, request, reply)
  const form = readForm(app, request)
  const typed = form.fields
  if (!form.sealed) return show(portal, request, reply, { typed, refusal: page.expired(request) })
  const text = (typed['words'] ?? '').slice(0, DISPUTE_WORDS_LENGTH_MAX)
  const words = await sealWords(app, asked.account, text)
  if (words === null) {
    const { wordsNeeded } = disputePageWords(request.visitor.language)
    return show(portal, request, reply, { typed, fieldErrors: { words: wordsNeeded } })
  }
  const said = await app.door.ask(addDisputeWords, { ...asked, words }, form.origin)
  return followed(portal, request, reply, { asked, answer: said })
}

async function postWithdrawal(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const asked = askedIn(request)
  if (asked === null) return strangersTurn(portal, request, reply)
  const form = readForm(app, request)
  if (!form.sealed) return show(portal, request, reply, { refusal: page.expired(request) })
  const answer = await app.door.ask(withdrawDispute, asked, form.origin)
  return followed(portal, request, reply, { asked, answer })
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: DisputePageRefusal }

function followed(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  { asked, answer }: { readonly asked: Asked; readonly answer: Answer },
): FastifyReply | Promise<FastifyReply> {
  if (answer.ok) return reply.redirect(paths.dispute(asked.line, asked.dispute), 303)
  const refusal = disputeRefusalText(answer.refusal, request.visitor.language)
  return show(portal, request, reply, { refusal })
}
