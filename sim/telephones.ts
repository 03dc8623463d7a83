/**
 * What people set in the portal for the telephone: a PIN, now and then a new one, and the number
 * that they will call from, with the code that is to be keyed there. Then they call. Points that
 * they got for nothing are here too.
 */
import { claimNumber, setPhonePin } from '../src/app/accounts/phone.ts'
import { mintClaim, phonePinHash } from '../src/app/accounts/phone-secrets.ts'
import { giveGoodwillPoints } from '../src/app/money/goodwill-points.ts'
import { SYSTEM } from '../src/app/origin.ts'
import type { AccountId, PointsLotId, SignInId } from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import { callHotline } from './calling.ts'
import { askDoor, origin, signIn } from './people.ts'
import { SIM_VAULT } from './vault.ts'
import { insist, type Person, type World } from './world.ts'

const POINTS_MAX = 4_000

/** Signed in a moment ago, as the portal asks for. */
export async function setUpPhone(world: World, person: Person): Promise<void> {
  await signIn(world, person)
  const { account } = person
  if (account === null) return
  const { signIns } = await world.process.app.reads.account(account)
  const browser = signIns.at(-1)?.id
  if (browser === undefined) return
  const asking = { account, signIn: browser }
  if (person.pin === null || world.chance.happens(0.3)) {
    await setPin(world, person, asking)
  }
  if (person.numberCode === null || world.chance.happens(0.2)) {
    await claim(world, person, asking)
  }
  if (world.chance.happens(0.5)) await apologise(world, account)
  const line = world.chance.pickAny(world.lines)
  if (line !== undefined) await callHotline(world, line, person)
}

/** Points that nobody had to buy anything for. */
async function apologise(world: World, account: AccountId): Promise<void> {
  const points = yen(world.chance.between(100, POINTS_MAX))
  const lot = world.ids.next<PointsLotId>()
  const asked = { ...SYSTEM, key: world.ids.next() }
  await insist(world, (process) =>
    askDoor(process, giveGoodwillPoints, { account, points, order: null, lot }, asked),
  )
}

interface Browser {
  readonly account: AccountId
  readonly signIn: SignInId
}

async function setPin(world: World, person: Person, browser: Browser): Promise<void> {
  const pin = String(world.chance.between(2_000, 9_999))
  person.pins.add(pin)
  person.pinsAsked += 1
  const hash = phonePinHash(SIM_VAULT, browser.account, pin)
  const asked = origin(world, `account:${browser.account}`)
  const set = await insist(world, (process) =>
    askDoor(process, setPhonePin, { ...browser, hash, letter: null }, asked),
  )
  // Without an answer it may be taken at any time, or never.
  if (set !== null) person.pinsAsked += 1
  else person.pinsAsked = Number.NaN
  if (set?.ok === true) person.pin = pin
}

async function claim(world: World, person: Person, browser: Browser): Promise<void> {
  const asked = origin(world, `account:${browser.account}`)
  const claimed = await insist(world, async (process) => {
    const { account } = await process.app.reads.account(browser.account)
    const minted = account === null ? null : await mintClaim(process.app, account, person.number)
    if (minted === null) return { ok: false } as const
    return askDoor(process, claimNumber, { ...browser, ...minted, letter: null }, asked)
  })
  if (claimed?.ok === true) person.numberCode = SIM_VAULT.open(claimed.value.sealedCode)
}
