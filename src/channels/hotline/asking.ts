/**
 * Answers what the flow asks of the application, by its commands and queries, on behalf of one
 * caller. What is proved in a turn holds for the rest of that turn.
 */
import type { CallBackId, LineId, OrderId } from '../../domain/basics/ids.ts'
import { NUMBER_DIGITS_SHOWN, type CallProof } from '../../domain/call/call.ts'
import { callBackSpan, isOpenAt, openingAfter } from '../../domain/call/hotline-hours.ts'
import { parseGiftCode } from '../../domain/gift-card/code.ts'
import type { ActivationCode } from '../../domain/line/activation-code.ts'
import { phoneLetter } from '../../app/accounts/phone-letters.ts'
import { confirmNumber } from '../../app/accounts/phone.ts'
import { numberClaimHash, phonePinHash } from '../../app/accounts/phone-secrets.ts'
import { askCallBack } from '../../app/calls/call-back.ts'
import { proveCardOnCall, provePinOnCall } from '../../app/calls/proofs.ts'
import { stopCardOnCall } from '../../app/calls/renew.ts'
import { decoyOf } from '../../app/decoys.ts'
import { activationHash } from '../../app/lines/put-line.ts'
import { spendableGiftCard } from '../../app/money/gift-codes.ts'
import { readTelephone } from '../telephone.ts'
import { billOf, placeSaid } from './billing.ts'
import { knownLines } from './known.ts'
import { originOf, type OnLine } from './on-line.ts'
import { adviceSaid, factsOf, lineSaid, packsSaid, pastSaid } from './said-of-line.ts'
import type { Question, Told } from './places.ts'
import { callersOf } from './tries.ts'

export interface Answer {
  readonly told: Told
  /** Proved by the question. */
  readonly proof?: CallProof
  /** Placed by the question. */
  readonly order?: OrderId
}

type Of<Kind extends Question['kind']> = Extract<Question, { readonly kind: Kind }>

export async function answerFlow(on: OnLine, question: Question): Promise<Answer> {
  const { app } = on
  switch (question.kind) {
    case 'prove_card':
      return proveCard(on, question)
    case 'confirm_number':
      return confirm(on, question)
    case 'pin':
      return provePin(on, question)
    case 'line':
      return { told: { kind: 'line', facts: await factsOf(on, question.line) } }
    case 'packs': {
      const state = await app.reads.line(question.line)
      return { told: { kind: 'packs', packs: packsSaid(on, state) } }
    }
    case 'advice': {
      const advice = await adviceSaid(on, question.line, question.days)
      return { told: { kind: 'advice', advice } }
    }
    case 'bill': {
      const bill = await billOf(on, question.line, question.draft)
      return { told: { kind: 'bill', bill } }
    }
    case 'gift_code':
      return { told: await readGiftCode(on, question) }
    case 'place': {
      const { outcome, order } = await placeSaid(on, question)
      return { told: { kind: 'placed', outcome }, ...(order === null ? {} : { order }) }
    }
    case 'details':
      return { told: { kind: 'details', say: await pastSaid(on, question.line) } }
    case 'stop_card':
      return stopCard(on, question.line)
    case 'answers':
      return { told: { kind: 'answers', answers: spokenAnswers(on) } }
    case 'people':
      return { told: people(on) }
    case 'call_back':
      return callBack(on, question)
  }
}

const NOT_PROVED: Answer = { told: { kind: 'card', line: null, triesOver: false } }

/** One answer, and one amount of work, for a wrong code and for a card that is nobody's. */
async function proveCard(on: OnLine, { iccid, code }: Of<'prove_card'>): Promise<Answer> {
  const { app, call, number } = on
  const now = app.clock.now()
  const callers = callersOf(app, number)
  if ((await app.limits.take('call_proofs', callers, now)) !== null) return NOT_PROVED
  const nobodys = decoyOf<LineId>(app.vault, 'line', iccid)
  const found = await app.reads.find('iccid', iccid)
  const line = found?.home.kind === 'line' ? found.home.id : nobodys
  const codeHash = activationHash(app.vault, iccid, code as ActivationCode)
  const origin = originOf(on, 'prove_card')
  const answer = await app.door.ask(proveCardOnCall, { call, line, codeHash }, origin)
  if (answer.ok) {
    await app.limits.giveBack('call_proofs', callers, now)
    const said = lineSaid(await app.reads.line(answer.value.line))
    const proof = { kind: 'activation', line: answer.value.line, by: null, at: now } as const
    return { told: { kind: 'card', line: said, triesOver: false }, proof }
  }
  const { refusal } = answer
  if (refusal.code !== 'card_not_proved') return { told: { kind: 'trouble' } }
  return { told: { kind: 'card', line: null, triesOver: refusal.triesOver } }
}

async function confirm(on: OnLine, { code }: Of<'confirm_number'>): Promise<Answer> {
  const { app, call, number } = on
  const now = app.clock.now()
  const no: Answer = { told: { kind: 'number', lines: null, triesOver: false } }
  if (number === null || !number.asserted) return no
  const callers = callersOf(app, number)
  if ((await app.limits.take('call_proofs', callers, now)) !== null) return no
  const hash = numberClaimHash(app.vault, { number: app.vault.open(number.sealed), code })
  const found = await app.reads.find('number_claim', hash)
  if (found?.home.kind !== 'account') return no
  const account = found.home.id
  const numberEnds = number.lastDigits
  const letter = await phoneLetter(app, account, { kind: 'number_confirmed', numberEnds })
  const input = { account, hash, call, letter }
  const answer = await app.door.ask(confirmNumber, input, originOf(on, 'confirm_number'))
  if (!answer.ok) return no
  await app.limits.giveBack('call_proofs', callers, now)
  const { lines } = await knownLines(app, account)
  const proof = { kind: 'number', account, at: now } as const
  return { told: { kind: 'number', lines, triesOver: false }, proof }
}

async function provePin(on: OnLine, { line: id, digits }: Of<'pin'>): Promise<Answer> {
  const { app, call, number } = on
  const now = app.clock.now()
  const { line } = await app.reads.line(id)
  const account = line?.holder ?? null
  const told = (proved: boolean, triesLeft: number) => ({ kind: 'pin', proved, triesLeft }) as const
  if (account === null) return { told: told(false, 0) }
  const callers = callersOf(app, number)
  if ((await app.limits.take('call_proofs', callers, now)) !== null) {
    return { told: told(false, 0) }
  }
  const pinHash = phonePinHash(app.vault, account, digits)
  const input = { call, line: id, account, pinHash }
  const answer = await app.door.ask(provePinOnCall, input, originOf(on, 'pin'))
  if (answer.ok) {
    await app.limits.giveBack('call_proofs', callers, now)
    return { told: told(true, 0), proof: { kind: 'pin', account, at: now } }
  }
  const { refusal } = answer
  if (refusal.code !== 'pin_not_proved') return { told: { kind: 'trouble' } }
  return { told: told(false, refusal.triesLeft) }
}

/** A slip of a finger is told apart; whether a sound number is known, used or over is not. */
async function readGiftCode(on: OnLine, { digits }: Of<'gift_code'>): Promise<Told> {
  const { app, number } = on
  const now = app.clock.now()
  const no = { kind: 'gift_code', card: null, mistyped: false, wait: false } as const
  if (!parseGiftCode(digits).ok) return { ...no, mistyped: true }
  const callers = callersOf(app, number)
  if ((await app.limits.take('call_gift_codes', callers, now)) !== null) {
    return { ...no, wait: true }
  }
  const card = await spendableGiftCard(app, digits)
  if (card === null) return no
  await app.limits.giveBack('call_gift_codes', callers, now)
  return { ...no, card }
}

async function stopCard(on: OnLine, line: LineId): Promise<Answer> {
  const input = { call: on.call, input: { line } }
  const answer = await on.app.door.ask(stopCardOnCall, input, originOf(on, 'stop_card'))
  return { told: { kind: 'card_stopped', done: answer.ok } }
}

function spokenAnswers({ app }: OnLine) {
  return app.operator().answers.flatMap(({ spoken }) => spoken ?? [])
}

function people({ app, isHoliday }: OnLine): Told {
  const asOf = app.clock.now()
  const { hours } = app.operator().hotline
  const open = isOpenAt(hours, asOf, isHoliday)
  const opens = open ? null : (openingAfter(hours, asOf, isHoliday)?.from ?? null)
  return { kind: 'people', open, opens, asOf }
}

const NO_SUCH_NUMBER: Answer = { told: { kind: 'call_back', promised: null } }

async function callBack(on: OnLine, { digits }: Of<'call_back'>): Promise<Answer> {
  const { app, isHoliday } = on
  const asOf = app.clock.now()
  const promised = callBackSpan(app.operator().hotline.hours, asOf, isHoliday)
  // Where nobody ever comes, no other number is of help.
  if (promised === null) return { told: { kind: 'trouble' } }
  const named = digits === null ? null : readTelephone(dialled(digits))
  if (digits !== null && named === null) return NO_SUCH_NUMBER
  const number = named === null ? null : sealedNumber(on, named)
  const input = { id: app.ids.next<CallBackId>(), call: on.call, number, promised }
  const answer = await app.door.ask(askCallBack, input, originOf(on, 'call_back'))
  if (!answer.ok) {
    return answer.refusal.code === 'no_number' ? NO_SUCH_NUMBER : { told: { kind: 'trouble' } }
  }
  const { lastDigits, promised: span } = answer.value
  return { told: { kind: 'call_back', promised: { ...span, asOf, lastDigits } } }
}

/** A keypad has no plus: a number of Japan begins with 0, any other with its country. */
function dialled(digits: string): string {
  return digits.startsWith('0') ? digits : `+${digits}`
}

function sealedNumber({ app }: OnLine, number: string) {
  return { sealed: app.vault.seal(number), lastDigits: number.slice(-NUMBER_DIGITS_SHOWN) }
}
