/** What customers do: register, add their lines, start what waits, lose their cards. */
import { letterJob } from '../src/app/accounts/letters.ts'
import { register } from '../src/app/accounts/register.ts'
import { sendCode } from '../src/app/accounts/send-code.ts'
import { signInByCode, signOut, type NewSignIn } from '../src/app/accounts/sign-in.ts'
import type { Command } from '../src/app/door/command.ts'
import { reportLost, startPackNow } from '../src/app/lines/manage-line.ts'
import { addLine } from '../src/app/lines/prove-line.ts'
import { activationHash, putLine } from '../src/app/lines/put-line.ts'
import { SYSTEM, type Actor, type Origin } from '../src/app/origin.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { AccountId, MailboxId, PersonId } from '../src/domain/basics/ids.ts'
import type { RefusalShape } from '../src/domain/basics/result.ts'
import { plusMinutes } from '../src/domain/basics/time.ts'
import type { ActivationCode } from '../src/domain/line/activation-code.ts'
import { parseIccid } from '../src/domain/line/iccid.ts'
import type { Imsi } from '../src/domain/line/imsi.ts'
import { parseMsisdn, type Msisdn } from '../src/domain/line/msisdn.ts'
import { NETWORKS } from './catalogue.ts'
import { expect } from './outside.ts'
import type { Process } from './process.ts'
import { SIM_VAULT } from './vault.ts'
import { insist, onTheWay, type Person, type SimLine, type World } from './world.ts'

/** Letters take so long at most. */
const LETTER_SECONDS_MAX = 10
const LOOKS_MAX = 20

export function newPerson(number: number): Person {
  return {
    mailbox: `p${number}@example.com`,
    number: `+8190111122${String(number).padStart(2, '0')}`,
    account: null,
    lines: [],
    pin: null,
    pins: new Set(),
    pinsAsked: 0,
    numberCode: null,
  }
}

export function origin(world: World, actor: Actor): Origin {
  return { channel: 'web', actor, key: world.ids.next() }
}

/** The answer of the door; a full door is asked again. */
export async function askDoor<Input, Value, Refusal extends RefusalShape>(
  { app }: Process,
  command: Command<Input, Value, Refusal>,
  input: Input,
  from: Origin,
) {
  const answer = await app.door.ask(command, input, from)
  return !answer.ok && answer.refusal.code === 'busy' ? 'busy' : answer
}

/** The operator puts another card into the shop. */
export async function activateLine(world: World): Promise<void> {
  const { chance } = world
  const number = String(world.cards).padStart(4, '0')
  const network = present(NETWORKS[world.cards % NETWORKS.length], 'there are networks')
  world.cards += 1
  const iccid = rightIccid(`${network.iccidPrefixes[0]}000000${number}00`)
  const code = String(chance.below(10 ** 10)).padStart(10, '0') as ActivationCode
  const imsi = `44010000000${number}` as Imsi
  const msisdn = chance.happens(0.5) ? rightMsisdn(`0901000${number}`) : null
  const id = world.ids.next<SimLine['id']>()
  const row = {
    sim: { iccid, imsi, form: 'card', eid: null },
    msisdn,
    network: network.id,
    activationHash: activationHash(SIM_VAULT, iccid, code),
  } as const
  const put = await insist(world, (process) => {
    return askDoor(process, putLine, { line: id, row }, SYSTEM)
  })
  // Not known to be there: nobody sells it.
  if (put === null) return
  expect(put.ok, 'a card is put into the shop', put)
  world.lines.push({ id, network: network.id, iccid, imsi, msisdn, code })
}

function rightIccid(digits: string) {
  for (let check = 0; check <= 9; check += 1) {
    const parsed = parseIccid(`${digits}${check}`)
    if (parsed.ok) return parsed.value
  }
  throw new Error('no check digit fits')
}

function rightMsisdn(digits: string): Msisdn {
  const parsed = parseMsisdn(digits)
  if (!parsed.ok) throw new Error(parsed.refusal.code)
  return parsed.value
}

/** By e-mail code, sometimes a wrong or an old one; registers where there is no account yet. */
export async function signIn(world: World, person: Person): Promise<void> {
  const { chance } = world
  const mailbox = SIM_VAULT.keyed('mailbox', person.mailbox) as MailboxId
  const code = String(chance.below(1_000_000)).padStart(6, '0')
  const expiresAt = plusMinutes(world.clock.now(), 10)
  const letter = letterJob(SIM_VAULT, {
    to: person.mailbox,
    language: 'zh-CN',
    letter: { kind: 'sign_in_code', code, expiresAt, registers: person.account === null },
  })
  const asked = origin(world, `visitor:${person.mailbox}`)
  const sent = await insist(world, (process) =>
    askDoor(process, sendCode, { mailbox, codeHash: hashOf(code), letter }, asked),
  )
  if (sent === null || !sent.ok) return
  const read = await waitForLetter(world, person, code)
  if (read === undefined) return
  const typed = chance.happens(0.1) ? 'wrong!' : read
  await proveMailbox(world, person, { mailbox, codeHash: hashOf(typed) })
}

/** Looks so often; then an older letter has to do. */
async function waitForLetter(world: World, { mailbox }: Person, code: string) {
  for (let looks = 0; looks < LOOKS_MAX && world.codes.get(mailbox) !== code; looks += 1) {
    await onTheWay(world, LETTER_SECONDS_MAX)
  }
  return world.codes.get(mailbox)
}

function hashOf(code: string): string {
  return SIM_VAULT.keyed('email_code', code)
}

async function proveMailbox(
  world: World,
  person: Person,
  { mailbox, codeHash }: { readonly mailbox: MailboxId; readonly codeHash: string },
): Promise<void> {
  const asked = origin(world, `visitor:${person.mailbox}`)
  const ticketHash = SIM_VAULT.digest(world.ids.next())
  const answer = await insist(world, async (process) => {
    const found = await process.app.reads.find('mailbox', mailbox)
    const account = found === null ? null : (found.home.id as AccountId)
    const signIn = newSignIn(world)
    const input = { mailbox, account, codeHash, signIn, ticketHash, knownBrowser: true }
    return askDoor(process, signInByCode, input, asked)
  })
  if (answer === null || !answer.ok) return
  if (answer.value.kind === 'signed_in') {
    person.account = answer.value.account
    return
  }
  const registering = origin(world, `visitor:${person.mailbox}`)
  const sealed = new Uint8Array(4)
  const registered = await insist(world, (process) =>
    askDoor(
      process,
      register,
      {
        mailbox,
        account: world.ids.next<AccountId>(),
        person: world.ids.next<PersonId>(),
        ticketHash,
        language: 'zh-CN',
        country: null,
        sealed: {
          wrappedKey: SIM_VAULT.newPersonKey(),
          email: sealed,
          displayName: sealed,
          nameKeys: [],
        },
        signIn: newSignIn(world),
        accepted: null,
      },
      registering,
    ),
  )
  if (registered?.ok === true) person.account = registered.value.account
}

function newSignIn({ ids }: World): NewSignIn {
  return { id: ids.next(), tokenHash: ids.next(), device: 'sim' }
}

export async function leave(world: World, person: Person): Promise<void> {
  const { account } = person
  if (account === null) return
  const asked = { ...origin(world, `account:${account}`), key: null }
  const input = { account, which: { kind: 'all' } } as const
  await insist(world, (process) => askDoor(process, signOut, input, asked))
}

/** With the code printed beside the card, sometimes misread. */
export async function takeLine(world: World, person: Person, line: SimLine): Promise<void> {
  const { account } = person
  if (account === null) return
  const typed = world.chance.happens(0.1) ? '0000000000' : line.code
  const codeHash = SIM_VAULT.keyed('activation_code', `${line.iccid}|${typed}`)
  const asked = origin(world, `account:${account}`)
  const added = await insist(world, (process) =>
    askDoor(process, addLine, { line: line.id, account, codeHash }, asked),
  )
  if (added?.ok === true && !person.lines.includes(line.id)) person.lines.push(line.id)
}

/** Runs at once something that waits; or tries to. */
export async function startEarly(world: World, person: Person): Promise<void> {
  const { account } = person
  const line = world.chance.pickAny(person.lines)
  if (account === null || line === undefined) return
  const { packs } = await world.process.app.reads.line(line)
  const waiting = packs.filter(({ start }) => start.kind !== 'begun' && start.kind !== 'lapsed')
  const pack = world.chance.pickAny(world.chance.happens(0.1) ? packs : waiting)
  if (pack === undefined) return
  const asked = origin(world, `account:${account}`)
  await insist(world, (process) =>
    askDoor(process, startPackNow, { line, account, pack: pack.id }, asked),
  )
}

export async function loseCard(world: World, person: Person): Promise<void> {
  const { account } = person
  const line = world.chance.pickAny(person.lines)
  if (account === null || line === undefined) return
  const asked = origin(world, `account:${account}`)
  await insist(world, (process) => askDoor(process, reportLost, { line, account }, asked))
}
