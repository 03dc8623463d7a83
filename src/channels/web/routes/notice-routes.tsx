/** Notices: what is wanted and how, this browser's push messages, stopping letters by a link. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setNoticePreferences, setPush, stopMail } from '../../../app/notices/send-notice.ts'
import { readUnsubscribeToken } from '../../../app/notices/unsubscribe.ts'
import { SYSTEM } from '../../../app/origin.ts'
import { NOTICE_KINDS, traitsOf, type NoticeGroup } from '../../../domain/notice/notice.ts'
import {
  DEFAULT_PREFERENCES,
  parseWishes,
  type NoticePreferences,
} from '../../../domain/notice/preferences.ts'
import { parseZone } from '../../../domain/notice/quiet-hours.ts'
import { parsePushAddress, type PushAddress } from '../../../domain/notice/waiting.ts'
import type { Portal } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { NoticesPage, UnsubscribePage, type UnsubscribePageProps } from '../pages/notices.tsx'
import { paths } from '../paths.ts'
import { noticePageWords } from '../words/notices/words.ts'
import { refusalText } from '../words/refusals.ts'

type Signed = NonNullable<FastifyRequest['visitor']['signedIn']>

export function noticeRoutes(server: FastifyInstance, portal: Portal): void {
  server.get<{ Querystring: { saved?: string } }>(paths.notices, (request, reply) => {
    const { saved } = noticePageWords(request.visitor.language)
    const told = request.query.saved === undefined ? {} : { banner: saved }
    return sendNotices(portal, request, reply, told)
  })
  server.post(paths.notices, (request, reply) => postNotices(portal, request, reply))
  server.post(paths.noticesPush, (request, reply) => postPush(portal, request, reply))
  server.post(paths.noticesPushEnd, (request, reply) =>
    posted(portal, request, reply, async ({ account, signIn }, form) => {
      const input = { account: account.id, signIn: signIn.id, push: null }
      return portal.app.door.ask(setPush, input, form.origin)
    }),
  )
  unsubscribeRoutes(server, portal)
}

/** Without anybody signed in: the link itself proves enough for the little it does. */
function unsubscribeRoutes(server: FastifyInstance, portal: Portal): void {
  const { app } = portal
  server.get<{ Params: { token: string } }>('/unsubscribe/:token', (request, reply) => {
    const { token } = request.params
    const known = readUnsubscribeToken(app.vault, token)
    const state = known === null ? UNKNOWN : { kind: 'ask' as const, token, ...of(known.group) }
    return sendUnsubscribe(portal, request, reply, state)
  })
  // Also what a mail program posts by itself, without a page (RFC 8058): so no seal is asked for.
  server.post<{ Params: { token: string } }>('/unsubscribe/:token', async (request, reply) => {
    const { token } = request.params
    const known = readUnsubscribeToken(app.vault, token)
    if (known === null) return sendUnsubscribe(portal, request, reply, UNKNOWN)
    const answer = await app.door.ask(stopMail, known, { ...SYSTEM, channel: 'web' })
    if (!answer.ok) return busy(portal, request, reply)
    return sendUnsubscribe(portal, request, reply, { kind: 'done', token, ...of(known.group) })
  })
}

const UNKNOWN = { kind: 'unknown' } as const

function of(group: NoticeGroup) {
  const hasRequired = NOTICE_KINDS.some((kind) => {
    const traits = traitsOf(kind)
    return traits.group === group && traits.required
  })
  return { group, hasRequired }
}

function sendUnsubscribe(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  state: UnsubscribePageProps['state'],
): FastifyReply {
  const voice = page.voice(request)
  const body = <UnsubscribePage voice={voice} seal={page.seal(request)} state={state} />
  const { title } = noticePageWords(voice.language).unsubscribe
  const status = state.kind === 'unknown' ? 404 : 200
  return page.send(request, reply, { title, body, status, path: '/' })
}

function busy({ page }: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return page.trouble(request, reply, { status: 503, waitSeconds: 1 })
}

async function postNotices(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  return posted(portal, request, reply, ({ account }, form) => {
    const now = account.notices ?? DEFAULT_PREFERENCES
    const preferences: NoticePreferences = {
      // Where no SMS is sent its boxes are not shown, and what was chosen before stays.
      wishes: parseWishes((group, way) =>
        way === 'sms' && !portal.settings.sendsSms
          ? now.wishes[group].includes(way)
          : form.fields[`${group}.${way}`] === 'yes',
      ),
      zone: parseZone(form.fields['zone'] ?? '') ?? now.zone,
    }
    const input = { account: account.id, preferences }
    return portal.app.door.ask(setNoticePreferences, input, form.origin)
  })
}

async function postPush(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const push = pushOf(readForm(portal.app, request))
  if (push === null || !portal.settings.push.accepts(push.endpoint)) {
    const { refused } = noticePageWords(request.visitor.language).push
    return sendNotices(portal, request, reply, { refusal: refused })
  }
  return posted(portal, request, reply, ({ account, signIn }, form) => {
    const input = { account: account.id, signIn: signIn.id, push }
    return portal.app.door.ask(setPush, input, form.origin)
  })
}

function pushOf({ fields }: PostedForm): PushAddress | null {
  const { endpoint = '', p256dh = '', auth = '' } = fields
  return parsePushAddress({ endpoint, p256dh, auth })
}

type Refusable =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Parameters<typeof refusalText>[0] }

/** One command of whoever is signed in, then the page again. */
async function posted(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (signed: Signed, form: PostedForm) => Promise<Refusable>,
): Promise<FastifyReply> {
  const { signedIn, language } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const form = readForm(portal.app, request)
  if (!form.sealed) {
    return sendNotices(portal, request, reply, { refusal: portal.page.expired(request) })
  }
  const answer = await act(signedIn, form)
  if (answer.ok) return reply.redirect(`${paths.notices}?saved`, 303)
  const refusal = refusalText(answer.refusal, language)
  return sendNotices(portal, request, reply, { refusal })
}

async function sendNotices(
  { app, page, settings }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  told: { readonly refusal?: string; readonly banner?: string },
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const { account, signIn } = signedIn
  const mailbox = await app.reads.mailbox(account.mailbox)
  const body = (
    <NoticesPage
      voice={voice}
      preferences={account.notices ?? DEFAULT_PREFERENCES}
      form={{ seal: page.seal(request), refusal: told.refusal }}
      push={{ publicKey: settings.push.publicKey, begun: signIn.push !== null }}
      sendsSms={settings.sendsSms}
      silent={mailbox !== null && mailbox.silentSince !== null}
    />
  )
  return page.send(request, reply, {
    title: noticePageWords(voice.language).title,
    body,
    here: 'account',
    path: paths.notices,
    banner: told.banner,
    status: told.refusal === undefined ? 200 : 422,
  })
}

/** What the holder's own pages say while letters come back; nothing while they arrive. */
export async function mailBanner(
  { app }: Portal,
  { visitor }: FastifyRequest,
): Promise<string | undefined> {
  if (visitor.signedIn === null) return undefined
  const mailbox = await app.reads.mailbox(visitor.signedIn.account.mailbox)
  const silent = mailbox !== null && mailbox.silentSince !== null
  return silent ? noticePageWords(visitor.language).silent : undefined
}
