/** Gift cards at the console: looked at by code, sold at the till, frozen and freed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { giftCardSale } from '../../../app/queries/staff/gift-card-sale.ts'
import { giftCardForStaff } from '../../../app/queries/staff/gift-card.ts'
import {
  freezeGiftCardByStaff,
  sellGiftCard,
  unfreezeGiftCardByStaff,
} from '../../../app/staff/gift-cards.ts'
import { parseId, type GiftCardId, type TillEntryId } from '../../../domain/basics/ids.ts'
import { parseLanguage } from '../../../domain/basics/language.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import type { TillMethod } from '../../../domain/payment/provider.ts'
import type { FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { readYen } from '../../shown-form.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeCode } from '../tries.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { GiftCardPage, GiftCardsPage, type GiftCardPageProps } from '../pages/gift-cards.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { giftRefusalText, giftWords, type AnyGiftRefusal } from '../words/gift/words.ts'

export function giftCardRoutes(server: FastifyInstance, console: Console): void {
  const cardOf = (request: FastifyRequest) =>
    parseId<GiftCardId>((request.params as { readonly card: string }).card)
  const card = ':card' as GiftCardId
  server.get(paths.giftCards, (request, reply) => ask(console, request, reply, {}))
  server.post(paths.giftCardLook, (request, reply) => look(console, request, reply))
  server.get(paths.giftCard(card), (request, reply) =>
    show(console, request, reply, { card: cardOf(request) }),
  )
  server.post(paths.giftCardSale(card), (request, reply) =>
    sell(console, request, reply, cardOf(request)),
  )
  server.post(paths.giftCardFreeze(card), (request, reply) =>
    freeze(console, request, reply, cardOf(request)),
  )
}

function ask(
  { page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  form: Omit<FormProps, 'seal'>,
): FastifyReply {
  const { language } = request.staffer
  return page.send(request, reply, {
    title: giftWords(language).title,
    body: <GiftCardsPage language={language} form={{ seal: page.seal(request), ...form }} />,
    here: 'gift_cards',
    status: statusOf(form),
    path: paths.giftCards,
  })
}

/** Wrong codes are counted, by whoever types them. */
async function look(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const form = readForm(app, request)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  const { language } = request.staffer
  const { staff } = atDesk(request)
  const { again, proved } = await takeCode(app, request)
  if (again !== null) {
    tellWhen(reply, again, app.clock.now())
    const refusal = giftWords(language).tooManyTries(format(language).clock(again))
    return ask(console, request, reply, { refusal })
  }
  const seen = await giftCardForStaff(app, staff, { code: form.fields['code'] ?? '' })
  if (seen.ok || seen.refusal.code !== 'gift_card_unknown') await proved()
  if (seen.ok) return reply.redirect(paths.giftCard(seen.value.card), 303)
  const refusal = giftRefusalText(seen.refusal, language)
  if (seen.refusal.code !== 'gift_card_unknown') return ask(console, request, reply, { refusal })
  return ask(console, request, reply, { fieldErrors: { code: refusal } })
}

interface Shown {
  readonly card: GiftCardId | null
  readonly form?: Omit<FormProps, 'seal'>
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  { card, form = {} }: Shown,
): Promise<FastifyReply> {
  const { app, page } = console
  const { language } = request.staffer
  const { staff } = atDesk(request)
  if (card === null) return page.trouble(request, reply, { status: 404 })
  const seen = await giftCardForStaff(app, staff, { card })
  if (!seen.ok) {
    const refusal = giftRefusalText(seen.refusal, language)
    return seen.refusal.code === 'gift_card_unknown'
      ? page.trouble(request, reply, { status: 404 })
      : ask(console, request, reply, { refusal })
  }
  const props: GiftCardPageProps = {
    language,
    seen: seen.value,
    form: { seal: page.seal(request), ...form },
    selling: sellingOf(request),
    mayFreeze: reachOf(staff.role, 'freeze_gift_card') !== 'no',
    ...(await saleOf(console, request, card)),
    operator: app.operator(),
  }
  const banner = bannerOf(request)
  return page.send(request, reply, {
    title: giftWords(language).card(seen.value.hint),
    body: <GiftCardPage {...props} />,
    here: 'gift_cards',
    status: statusOf(form),
    path: props.path,
    ...(banner === null ? {} : { banner }),
  })
}

function sellingOf(request: FastifyRequest): GiftCardPageProps['selling'] {
  const { staff, till } = atDesk(request)
  if (reachOf(staff.role, 'sell_gift_card') === 'no') return 'not_theirs'
  return till === null ? 'no_till' : 'can'
}

/** The sale that the address names, as far as this till's open shift made it. */
async function saleOf(
  { app }: Console,
  request: FastifyRequest,
  card: GiftCardId,
): Promise<Pick<GiftCardPageProps, 'sale' | 'path'>> {
  const { sold, receipt } = request.query as Readonly<Record<string, unknown>>
  const entry = typeof sold === 'string' ? parseId<TillEntryId>(sold) : null
  const { till } = atDesk(request)
  const path = paths.giftCard(card)
  if (entry === null || till === null) return { sale: null, path }
  const told = await giftCardSale(app, { card, till: till.id, entry })
  const wish = typeof receipt === 'string' ? parseLanguage(receipt) : null
  const receiptIn = wish ?? request.staffer.language
  return { sale: told && { told, receiptIn }, path: `${path}?sold=${entry}` }
}

function bannerOf(request: FastifyRequest): string | null {
  const { done } = request.query as { readonly done?: unknown }
  const said = giftWords(request.staffer.language)
  if (done === 'frozen') return said.froze
  return done === 'freed' ? said.unfroze : null
}

async function sell(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  card: GiftCardId | null,
): Promise<FastifyReply> {
  const { app, page } = console
  const form = readForm(app, request)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  const { language } = request.staffer
  const { staff, till } = atDesk(request)
  if (card === null || till === null) return show(console, request, reply, { card })
  const { fields } = form
  const method: TillMethod = fields['method'] === 'terminal' ? 'terminal' : 'cash'
  const tendered = readYen(fields['tendered']?.trim())
  if (method === 'cash' && tendered === 0n) {
    const fieldErrors = { tendered: giftWords(language).amountNeeded }
    return show(console, request, reply, { card, form: { typed: fields, fieldErrors } })
  }
  const input = {
    till: till.id,
    staff: staff.id,
    card,
    method,
    tendered: method === 'cash' ? tendered : null,
    reference: fields['reference'] ?? null,
    shownPrice: readYen(fields['shown']),
    ids: { entry: app.ids.next<TillEntryId>() },
  }
  const sold = await app.door.ask(sellGiftCard, { acting: acting(request), input }, form.origin)
  if (sold.ok) return reply.redirect(`${paths.giftCard(card)}?sold=${sold.value.entry}`, 303)
  return refuse(console, request, reply, { card, typed: fields, refusal: sold.refusal })
}

function refuse(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly card: GiftCardId
    readonly typed: Readonly<Record<string, string>>
    readonly refusal: AnyGiftRefusal
  },
): Promise<FastifyReply> {
  const { card, typed } = given
  const refusal = giftRefusalText(given.refusal, request.staffer.language)
  return show(console, request, reply, { card, form: { typed, refusal } })
}

async function freeze(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  card: GiftCardId | null,
): Promise<FastifyReply> {
  const { app, page } = console
  const form = readForm(app, request)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  if (card === null) return page.trouble(request, reply, { status: 404 })
  const isFree = form.fields['wish'] === 'free'
  const who = acting(request)
  const frozen = isFree
    ? await app.door.ask(unfreezeGiftCardByStaff, { acting: who, input: { card } }, form.origin)
    : await app.door.ask(
        freezeGiftCardByStaff,
        { acting: who, input: { card, why: 'staff' } },
        form.origin,
      )
  if (!frozen.ok) {
    return refuse(console, request, reply, { card, typed: {}, refusal: frozen.refusal })
  }
  return reply.redirect(`${paths.giftCard(card)}?done=${isFree ? 'freed' : 'frozen'}`, 303)
}
