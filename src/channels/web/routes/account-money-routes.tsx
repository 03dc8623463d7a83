/** What an account keeps to pay with: shown, and taken away. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { forgetMeans } from '../../../app/money/keep-means.ts'
import { accountMoney } from '../../../app/queries/account-money.ts'
import type { Account } from '../../../domain/account/account.ts'
import { parseId, type KeptMethodId } from '../../../domain/basics/ids.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { AccountMoneyPage } from '../pages/account-money.tsx'
import { paths } from '../paths.ts'
import { refusalText } from '../words/refusals.ts'

export function accountMoneyRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get(paths.accountMoney, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    return sendMoney(portal, request, reply, { account: signedIn.account })
  })

  server.post<{ Params: { method: string } }>(
    '/account/payment/methods/:method/removal',
    async (request, reply) => {
      const { signedIn } = request.visitor
      if (signedIn === null) return reply.redirect(paths.signIn, 303)
      const { account } = signedIn
      const form = readForm(app, request)
      const refused = (banner: string) => sendMoney(portal, request, reply, { account, banner })
      if (!form.sealed) return refused(page.expired(request))
      const method = parseId<KeptMethodId>(request.params.method)
      if (method === null) return page.onNotFound(request, reply)
      const answer = await app.door.ask(forgetMeans, { account: account.id, method }, form.origin)
      if (!answer.ok) return refused(refusalText(answer.refusal, page.voice(request).language))
      return reply.redirect(paths.accountMoney, 303)
    },
  )
}

async function sendMoney(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly account: Account; readonly banner?: string },
): Promise<FastifyReply> {
  const { account, banner } = given
  const voice = page.voice(request)
  const view = await accountMoney(app, account)
  return page.send(request, reply, {
    title: voice.words.accountMoney.title,
    body: <AccountMoneyPage voice={voice} view={view} seal={page.seal(request)} />,
    here: 'account',
    banner,
    path: paths.accountMoney,
    status: banner === undefined ? 200 : 422,
  })
}
