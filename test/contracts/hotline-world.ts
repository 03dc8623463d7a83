/**
 * Somebody who calls the hotline: an account with a line, a number that was verified, a PIN, points
 * and a pack that was bought once; and a telephone to key on. For tests only.
 */
import assert from 'node:assert/strict'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { contactNumberHash, phonePinHash } from '../../src/app/accounts/phone-secrets.ts'
import { createHotline } from '../../src/channels/hotline/answering.ts'
import type { Answered, HeardNow, Hotline, Ringing } from '../../src/channels/hotline/ports.ts'
import type { UtteranceCode } from '../../src/channels/hotline/utterances.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { buyPack } from './care-buying.ts'
import { careWorld, holder, type CareWorld } from './care-world.ts'
import { write } from './rows-asked.ts'
import type { OpenStore } from './stores.ts'

export const PIN = '2580'

export interface HotlineWorld extends CareWorld {
  readonly hotline: Hotline
}

export async function hotlineWorld(open: OpenStore): Promise<HotlineWorld> {
  const ground = await careWorld(open)
  const app = { ...ground.app, dice: systemDice }
  const hotline = createHotline({
    app,
    isHoliday: () => false,
    sandbox: false,
  })
  return { ...ground, app, hotline }
}

export interface Known {
  readonly account: Account
  readonly line: Line
  readonly number: string
}

let callers = 0

/** Holds one line with a pack, has points, is called back at a number of their own. */
export async function knownCaller(
  world: Pick<HotlineWorld, 'app' | 'door' | 'ids'>,
  points = 10_000n,
): Promise<Known> {
  const { app } = world
  callers += 1
  const number = `+8190${String(10_000_000 + callers)}`
  const { account, line } = await holder(world, { language: 'ja' })
  const hash = contactNumberHash(app.vault, number)
  const since = app.clock.now()
  const phone = {
    number: { hash, lastDigits: number.slice(-4), since },
    claim: null,
    pin: { hash: phonePinHash(app.vault, account.id, PIN), since, wrongTries: 0, lockedAt: null },
  }
  const home = { kind: 'account', id: account.id } as const
  const lot = {
    id: app.ids.next<never>(),
    account: account.id,
    source: { kind: 'goodwill', order: null },
    granted: yen(points),
    left: yen(points),
    grantedAt: since,
    expiresAt: plusDays(since, 100),
  } as const
  await write(world, home, [
    { table: 'accounts', row: { ...account, phone } },
    { table: 'finds', row: { kind: 'contact_number', value: hash, home, id: null } },
    ...(points === 0n ? [] : [{ table: 'points_lots', row: lot } as const]),
  ])
  await buyPack(world, line.id)
  return { account: { ...account, phone }, line, number }
}

/** A telephone: what is keyed goes to the hotline, as a transport would send it. */
export interface Telephone {
  readonly answered: Answered
  /** Keys or digits, one turn each. */
  key(...digits: readonly string[]): Promise<Telephone>
  hear(heard: HeardNow): Promise<Telephone>
  says(code: UtteranceCode): boolean
}

let references = 0

export async function ring(
  { hotline }: Pick<HotlineWorld, 'hotline'>,
  over: Partial<Ringing> = {},
): Promise<Telephone> {
  references += 1
  const reference = `call-${references}`
  const ringing = {
    transport: 'sandbox',
    reference,
    number: null,
    asserted: false,
    ...over,
  } as const
  return telephone(hotline, await hotline.ring(ringing))
}

function telephone(hotline: Hotline, answered: Answered): Telephone {
  const hear = async (heard: HeardNow): Promise<Telephone> => {
    const next = await hotline.hear(answered.call, answered.turn, heard)
    assert.ok(next !== null, 'the call is known')
    return telephone(hotline, next)
  }
  return {
    answered,
    hear,
    async key(...digits) {
      let phone: Telephone = telephone(hotline, answered)
      for (const keyed of digits) phone = await phone.hear({ kind: 'digits', digits: keyed })
      return phone
    },
    says: (code) => answered.reply.say.some(({ utterance }) => utterance.code === code),
  }
}
