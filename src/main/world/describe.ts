/** What `/sandbox/world.json` tells of the demo world: codes and passwords here are no secrets. */
import { oneTimeCodeAt } from '../../adapters/secrets/one-time-codes.ts'
import type { Reads } from '../../app/reads.ts'
import type { MailboxId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { giftCodeHash } from '../../app/money/gift-codes.ts'
import type { Vault } from '../../app/vault.ts'
import { printGiftCode, printGiftDigits } from '../../domain/gift-card/code.ts'
import type { WorldFolder } from './read-folder.ts'
import type { World } from './world-file.ts'

export interface WorldDescription {
  readonly lines: readonly {
    readonly id: string
    readonly iccid: string
    readonly activationCode: string
    readonly msisdn: string | null
    readonly imsi: string | null
    readonly network: string
    readonly form: 'card' | 'esim'
    readonly story: string
    readonly holder: string | null
    readonly connected: string | null
  }[]
  readonly accounts: readonly {
    readonly id: string
    readonly email: string
    readonly displayName: string
    readonly language: string
    readonly lines: readonly string[]
    /** That the hotline knows its holder by; null: none. */
    readonly number: string | null
    readonly phonePin: string | null
  }[]
  readonly staff: readonly {
    readonly name: string
    readonly role: string
    readonly shop: string | null
    readonly password: string
    readonly oneTimeSecret: string
    /** Of this moment. */
    readonly oneTimeCode: string
  }[]
  readonly apiKeys: readonly {
    readonly name: string
    readonly key: string
    readonly scopes: readonly string[]
  }[]
  readonly giftCards: readonly {
    readonly code: string
    /** The same for a keypad. */
    readonly digits: string
    readonly story: string
    /** Yen that are left now. */
    readonly left: number
  }[]
  readonly radius: { readonly peer: string; readonly secret: string }
}

/** Ids are looked up, so that a world seeded by an earlier process is described as well. */
export async function describeWorld(
  { world, cards, staff }: WorldFolder,
  given: {
    readonly reads: Pick<Reads, 'findMany' | 'giftCard'>
    readonly vault: Vault
    readonly now: Instant
    readonly mailboxOf: (email: string) => MailboxId
  },
): Promise<WorldDescription> {
  const { reads, vault, mailboxOf, now } = given
  const emails = new Map(world.customers.map((one) => [mailboxOf(one.email) as string, one.email]))
  const cardFinds = await reads.findMany(
    'iccid',
    world.lines.map((line) => line.card),
  )
  const mailboxFinds = await reads.findMany('mailbox', [...emails.keys()])
  const lineIds = new Map(cardFinds.map((find) => [find.value, find.home.id as string]))
  const accountIds = new Map(mailboxFinds.map((find) => [emails.get(find.value), find.home.id]))
  const known = new Map(world.staff.map((one) => [one.name, one]))
  const lines = world.lines.flatMap(({ card, story, holder, connected }) => {
    const id = lineIds.get(card)
    const loaded = cards.find((one) => one.iccid === card)
    if (id === undefined || loaded === undefined) return []
    const { iccid, activationCode, msisdn, imsi, network, form } = loaded
    return [{ id, iccid, activationCode, msisdn, imsi, network, form, story, holder, connected }]
  })
  return {
    lines,
    accounts: world.customers.flatMap(({ email, name: displayName, language, phone }) => {
      const id = accountIds.get(email)
      const own = lines.filter((line) => line.holder === email).map((line) => line.id)
      if (id === undefined) return []
      const [number, phonePin] = [phone?.number ?? null, phone?.pin ?? null]
      return [{ id, email, displayName, language, lines: own, number, phonePin }]
    }),
    staff: staff.flatMap(({ name, role, shop }) => {
      const one = known.get(name)
      if (one === undefined) return []
      const { password, oneTimeSecret } = one
      const oneTimeCode = oneTimeCodeAt(oneTimeSecret, now)
      return [{ name, role, shop, password, oneTimeCode, oneTimeSecret }]
    }),
    apiKeys: world.apiKeys,
    giftCards: await describeGiftCards(world, { reads, vault }),
    radius: world.radius,
  }
}

async function describeGiftCards(
  { giftCards }: World,
  { reads, vault }: { readonly reads: Pick<Reads, 'findMany' | 'giftCard'>; readonly vault: Vault },
): Promise<WorldDescription['giftCards']> {
  const hashes = giftCards.map(({ code }) => giftCodeHash(vault, code))
  const finds = new Map((await reads.findMany('gift_card', hashes)).map((one) => [one.value, one]))
  const cards = giftCards.map(async ({ code, story }, index) => {
    const home = finds.get(hashes[index] ?? '')?.home
    const card = home?.kind === 'gift_card' ? await reads.giftCard(home.id) : null
    if (card === null) return []
    return [
      {
        code: printGiftCode(code),
        digits: printGiftDigits(code),
        story,
        left: Number(card.left),
      },
    ]
  })
  return (await Promise.all(cards)).flat()
}
