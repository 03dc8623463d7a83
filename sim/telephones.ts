/**
 * What people set in the portal for the telephone: a PIN, now and then a new one, and the number
 * that they will call from, with the code that is to be keyed there.
 */
import { claimNumber, setPhonePin } from '../src/app/accounts/phone.ts'
import { mintClaim, phonePinHash } from '../src/app/accounts/phone-secrets.ts'
import type { AccountId, SignInId } from '../src/domain/basics/ids.ts'
import { askDoor, origin } from './people.ts'
import { SIM_VAULT } from './vault.ts'
import { insist, type Person, type World } from './world.ts'

export async function setUpPhone(world: World, person: Person): Promise<void> {
  const { account } = person
  if (account === null) return
  const { signIns } = await world.process.app.reads.account(account)
  const signIn = signIns.at(-1)?.id
  if (signIn === undefined) return
  if (person.pin === null || world.chance.happens(0.3)) {
    await setPin(world, person, { account, signIn })
  }
  await claim(world, person, { account, signIn })
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
