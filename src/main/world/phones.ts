/**
 * Telephones of the demo world's people: a PIN is set on the portal, a number claimed there, and
 * confirmed by a call to the hotline itself, which keys the code.
 */
import { claimNumber, setPhonePin } from '../../app/accounts/phone.ts'
import { mintClaim, phonePinHash } from '../../app/accounts/phone-secrets.ts'
import type { App } from '../../app/app.ts'
import type { Origin } from '../../app/origin.ts'
import { createHotline } from '../../channels/hotline/answering.ts'
import type { Answered, Hotline } from '../../channels/hotline/ports.ts'
import { present } from '../../domain/basics/assert.ts'
import { plusMinutes } from '../../domain/basics/time.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import { seededChance } from './chance.ts'
import type { OpenedAccount } from './people.ts'
import type { Stage } from './stage.ts'
import type { WorldPhone } from './world-file.ts'

/** Streams of chance from here on are those of codes: lines have the ones before. */
const CODE_STREAM = 1_000_000
const CLAIMS_MINUTES_LATER = 1
const CALLS_MINUTES_LATER = 3

/** Everything is put on the agenda; `app` is the world's own, on its clock. */
export function givePhones(
  stage: Stage,
  given: { readonly app: App; readonly accounts: ReadonlyMap<string, OpenedAccount> },
): void {
  const { world } = stage
  const { app, accounts } = given
  const hotline = createHotline({
    app,
    isHoliday: () => false,
    sandbox: true,
  })
  for (const [index, { email, phone }] of world.customers.entries()) {
    if (phone === null) continue
    const holder = present(accounts.get(email), `${email} is a customer`)
    const own: App = { ...app, dice: seededChance(world.seed, CODE_STREAM + index) }
    phoneLater(stage, { app: own, hotline, holder, phone, reference: `${world.name} ${email}` })
  }
}

interface Giving {
  readonly app: App
  readonly hotline: Hotline
  readonly holder: OpenedAccount
  readonly phone: WorldPhone
  readonly reference: string
}

function phoneLater({ agenda, ask }: Stage, giving: Giving): void {
  const { app, holder, phone } = giving
  const { id: account, signIn, holdsFrom } = holder
  const origin: Origin = { channel: 'web', actor: `account:${account}`, key: null }
  const by = { account, signIn, letter: null } as const
  let code = ''
  agenda.at(plusMinutes(holdsFrom, CLAIMS_MINUTES_LATER), async () => {
    if (phone.pin !== null) {
      await ask(setPhonePin, { ...by, hash: phonePinHash(app.vault, account, phone.pin) }, origin)
    }
    const state = await app.reads.account(account)
    const minted = await mintClaim(app, present(state.account, 'it is open'), phone.number)
    const claim = present(minted, 'nobody was forgotten')
    const { sealedCode } = await ask(claimNumber, { ...by, ...claim }, origin)
    code = app.vault.open(sealedCode)
  })
  agenda.at(plusMinutes(holdsFrom, CALLS_MINUTES_LATER), () => confirmByCall(giving, () => code))
}

async function confirmByCall(
  { hotline, phone, reference }: Giving,
  code: () => string,
): Promise<void> {
  const { number, language } = phone
  let answered = await hotline.ring({ transport: 'sandbox', reference, number, asserted: true })
  const key = async (digits: string) => {
    const { call, turn } = answered
    const next = await hotline.hear(call, turn, { kind: 'digits', digits })
    answered = present(next, 'the hotline knows the call')
  }
  await key(keyOf(answered, language, 'this_language'))
  await key(keyOf(answered, language, 'confirm_number'))
  await key(code())
  await hotline.hear(answered.call, answered.turn, { kind: 'hang_up' })
}

/** As a caller finds it: by listening. */
function keyOf({ reply }: Answered, language: SpokenLanguage, kind: string): string {
  const keys = reply.say.flatMap((said) => {
    const { utterance } = said
    const isIt = utterance.code === 'option' && utterance.option.kind === kind
    return isIt && said.language === language ? [utterance.key] : []
  })
  return present(keys[0], `the hotline offers ${kind}`)
}
