/** Auto-renewal of a line: as it stands, agreed to, ended. Who agrees is the holder of the line. */
import type { App } from '../../../app/app.ts'
import type { Origin } from '../../../app/origin.ts'
import {
  autoRenewalChoices,
  autoRenewalView,
  type AutoRenewalView,
} from '../../../app/queries/auto-renewal-view.ts'
import { endMandate, setMandate } from '../../../app/renewal/manage-mandate.ts'
import type { ShownScreen, TermsRef } from '../../../domain/agreement/agreement.ts'
import { present } from '../../../domain/basics/assert.ts'
import {
  parseId,
  parseName,
  type AccountId,
  type AgreementId,
  type KeptMethodId,
  type LineId,
  type MandateId,
  type OfferId,
  type TermsKind,
} from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { offerKey, offerOf } from '../../../domain/catalogue/catalogue.ts'
import type { Offer } from '../../../domain/catalogue/offer.ts'
import type { MandateRequest } from '../../../domain/renewal/agreeing.ts'
import type { Mandate, MandateMeans } from '../../../domain/renewal/mandate.ts'
import { answer, type Answered } from '../answer.ts'
import { refusedAnswer } from '../asking.ts'
import * as examples from '../renewing-examples.ts'
import type { Fastify } from '../fastify.ts'
import type { Guard } from '../guard.ts'
import { IdempotencyHeaders, told } from '../operation.ts'
import type { Trouble } from '../problems.ts'
import * as schemas from '../schemas/auto-renewal.ts'
import { integer, money, text, type Shape } from '../shapes.ts'
import { LineParams, readLine } from './lines.ts'
import { originOf } from './orders.ts'

const LINE_UNKNOWN = { trouble: { code: 'line_unknown' } } as const

const AGREE_REFUSALS: readonly Trouble['code'][] = [
  'line_unknown',
  'line_without_holder',
  'line_ended',
  'offer_unknown',
  'offer_of_other_network',
  'offer_not_in_channel',
  'offer_off_sale',
  'identity_needed',
  'price_changed',
  'terms_not_accepted',
  'cap_below_price',
  'cap_too_high',
  'share_out_of_bounds',
  'notice_out_of_bounds',
  'means_unknown',
  'means_barred',
  'rest_too_small',
  'renewal_charging',
  'key_reused',
  'busy',
]

type Told = Answered<Shape<typeof schemas.AutoRenewal>>

export function autoRenewalRoutes(fastify: Fastify, app: App, guard: Guard): void {
  const shape = { response: schemas.AutoRenewal, example: examples.AUTO_RENEWAL }
  fastify.get(
    '/lines/:line/auto-renewal',
    {
      onRequest: guard('lines:read'),
      schema: {
        params: LineParams,
        ...told({
          operationId: 'getAutoRenewal',
          summary: 'Auto-renewal of a line, and what a new one could be paid with',
          scope: 'lines:read',
          refusals: ['line_unknown'],
          ...shape,
        }),
      },
    },
    async (request, reply) => answer(reply, await read(app, request.params.line)),
  )
  fastify.put(
    '/lines/:line/auto-renewal',
    {
      onRequest: guard('orders:write'),
      schema: {
        params: LineParams,
        headers: IdempotencyHeaders,
        body: schemas.AutoRenewalWish,
        ...told({
          operationId: 'setAutoRenewal',
          summary: 'Switch auto-renewal on, or put another in the place of the one that stands',
          description:
            'Only with what the holder of the line saw and agreed to: price, terms and means. ' +
            'Charges begin when the trigger is met, never by this call.',
          scope: 'orders:write',
          refusals: AGREE_REFUSALS,
          ...shape,
        }),
      },
    },
    async (request, reply) => {
      const asked = { body: request.body, origin: originOf(request) }
      return answer(reply, await agree(app, request.params.line, asked))
    },
  )
  fastify.delete(
    '/lines/:line/auto-renewal',
    {
      onRequest: guard('orders:write'),
      schema: {
        params: LineParams,
        headers: IdempotencyHeaders,
        ...told({
          operationId: 'endAutoRenewal',
          summary: 'Switch auto-renewal off',
          description: 'A renewal that is being charged may still come: it stays in `order`.',
          scope: 'orders:write',
          refusals: ['line_unknown', 'line_without_holder', 'no_mandate', 'key_reused', 'busy'],
          ...shape,
        }),
      },
    },
    async (request, reply) => answer(reply, await end(app, request.params.line, originOf(request))),
  )
}

interface Held {
  readonly line: LineId
  readonly holder: AccountId
}

async function heldLine(app: App, id: string): Promise<Held | Extract<Told, { trouble: unknown }>> {
  const found = await readLine(app, id)
  if (found === null) return LINE_UNKNOWN
  const { holder, id: line } = found.state.line
  return holder === null ? { trouble: { code: 'line_without_holder' } } : { line, holder }
}

async function read(app: App, id: string): Promise<Told> {
  const found = await readLine(app, id)
  if (found === null) return LINE_UNKNOWN
  const { id: line, holder } = found.state.line
  return { body: await shapeOf(app, line, holder) }
}

async function agree(
  app: App,
  id: string,
  {
    body,
    origin,
  }: { readonly body: Shape<typeof schemas.AutoRenewalWish>; readonly origin: Origin },
): Promise<Told> {
  const held = await heldLine(app, id)
  if ('trouble' in held) return held
  const { line, holder } = held
  const [{ account }, view] = await Promise.all([
    app.reads.account(holder),
    autoRenewalView(app, line, 'holder'),
  ])
  const name = parseName<OfferId>(body.offer.id)
  const ref = name === null ? null : { id: name, version: body.offer.version }
  const offer = ref === null ? null : offerOf(app.catalogue(), ref)
  const means = meansOf(body.means)
  if (ref === null || offer === null) return { trouble: { code: 'offer_unknown' } }
  if (means === null) return { trouble: { code: 'means_unknown' } }
  const request: MandateRequest = {
    account: holder,
    person: present(account, 'a line is held by an account').person,
    offer: ref,
    shownPrice: yen(body.expectedPrice.amount),
    acceptedTerms: body.acceptedTerms.map((one) => ({ ...one, kind: one.kind as TermsKind })),
    means,
    trigger: body.trigger,
    monthlyCap: yen(body.monthlyCap.amount),
    noticeHours: body.noticeHours ?? 0,
  }
  const set = await app.door.ask(
    setMandate,
    {
      line,
      request,
      order: view.mandate?.attempt?.order ?? null,
      shown: confirmedScreen(app, { request, offer, language: body.language }),
      channel: 'api',
      ids: { mandate: app.ids.next<MandateId>(), agreement: app.ids.next<AgreementId>() },
    },
    origin,
  )
  if (!set.ok) return refusedAnswer(app, set)
  return { body: await shapeOf(app, line, holder), replayed: set.replayed }
}

async function end(app: App, id: string, origin: Origin): Promise<Told> {
  const held = await heldLine(app, id)
  if ('trouble' in held) return held
  const { line, holder: account } = held
  const order = (await autoRenewalView(app, line, 'holder')).mandate?.attempt?.order ?? null
  const ended = await app.door.ask(endMandate, { line, account, order }, origin)
  if (!ended.ok) return refusedAnswer(app, ended)
  const body = await shapeOf(app, line, account)
  const { charging } = ended.value
  const { mandate } = body
  return {
    body: { ...body, mandate: mandate && { ...mandate, order: charging ?? mandate.order } },
    replayed: ended.replayed,
  }
}

function meansOf(means: Shape<typeof schemas.AutoRenewalWish>['means']): MandateMeans | null {
  if (means.kind === 'points') return means
  const method = parseId<KeptMethodId>(means.method)
  return method === null ? null : { kind: 'kept', method }
}

/** What a partner confirms having shown: the six things of the law as plain facts. */
function confirmedScreen(
  app: App,
  facts: {
    readonly request: MandateRequest
    readonly offer: Offer
    readonly language: ShownScreen['language']
  },
): ShownScreen {
  const { request, offer, language } = facts
  const operator = app.operator()
  const { trigger, monthlyCap, means, shownPrice, acceptedTerms } = request
  const terms = acceptedTerms.map(({ kind, version, hash }) => `${kind} ${version} ${hash}`)
  const when = trigger.kind === 'at_share' ? `at_share ${trigger.percent} %` : trigger.kind
  return {
    language,
    lines: [
      { label: 'quantity', value: `${offer.name[language]} (${offerKey(offer)}), each time anew` },
      { label: 'period', value: `${JSON.stringify(offer.grant.validity)}, until switched off` },
      { label: 'price', value: `JPY ${shownPrice} each, at most JPY ${monthlyCap} a month` },
      { label: 'payment', value: `by ${means.kind} means, ${when} and at the end of validity` },
      { label: 'delivery', value: 'at the end of validity, or when data is used up' },
      {
        label: 'cancellation',
        value: `until charging starts; ${operator.phone} ${operator.email}`,
      },
      { label: 'application period', value: 'none' },
      { label: 'seller', value: `${operator.name[language]}, ${operator.address}` },
      { label: 'terms', value: terms.join('\n') },
    ],
    button: `confirmed by the partner through the API: JPY ${shownPrice} each time`,
  }
}

async function shapeOf(
  app: App,
  line: LineId,
  holder: AccountId | null,
): Promise<Shape<typeof schemas.AutoRenewal>> {
  const [view, choices] = await Promise.all([
    autoRenewalView(app, line, 'holder'),
    holder === null ? null : autoRenewalChoices(app, { line, account: holder }),
  ])
  const refs = (choices?.terms ?? []).map(({ kind, version, hash }: TermsRef) => {
    return { kind, version, hash }
  })
  const methods = (choices?.kept ?? []).map(({ id, means: { brand, lastDigits } }) => {
    return { id, brand, lastDigits }
  })
  return {
    state: view.state,
    mandate: view.mandate === null ? null : mandateShape(view.mandate, view),
    terms: refs,
    methods,
    points: integer(choices?.points ?? 0n),
  }
}

function mandateShape(mandate: Mandate, view: AutoRenewalView) {
  const { paused, ended } = mandate
  const at = (instant: Temporal.Instant | null) => (instant === null ? null : text(instant))
  return {
    id: mandate.id,
    offer: mandate.offer,
    maxPrice: money(mandate.maxPrice),
    means: mandate.means,
    trigger: mandate.trigger,
    monthlyCap: money(mandate.monthlyCap),
    spentThisMonth: money(view.spent ?? yen(0)),
    noticeHours: mandate.noticeHours,
    since: text(mandate.since),
    pausedSince: at(paused?.since ?? null),
    pausedUntil: at(paused?.until ?? null),
    endedAt: at(ended?.at ?? null),
    endedWhy: ended?.why ?? null,
    chargesAt: at(view.chargesAt),
    retryAt: at(view.retryAt),
    order: mandate.attempt?.order ?? null,
    needsHolder: view.needsHolder !== null,
    heldByTerms: view.newTerms?.inForce === true,
  }
}
