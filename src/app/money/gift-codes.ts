/**
 * Gift codes between people and rows: from the code that somebody typed to the card it names
 * (nothing tells why there is none), and from chance to a code that is shown once.
 */
import type { GiftCardId } from '../../domain/basics/ids.ts'
import {
  GIFT_CODE_BYTES,
  giftCodeHint,
  giftCodeOf,
  parseGiftCode,
  printGiftCode,
  printGiftDigits,
  type GiftCode,
} from '../../domain/gift-card/code.ts'
import { troubleWith } from '../../domain/gift-card/gift-card.ts'
import type { App } from '../app.ts'
import { idOfHash, type Vault } from '../vault.ts'

/** Only this is kept of a code. */
export function giftCodeHash(vault: Vault, code: GiftCode): string {
  return vault.keyed('gift_code', code)
}

export async function findGiftCard(
  app: Pick<App, 'reads' | 'vault'>,
  text: string,
): Promise<GiftCardId | null> {
  const code = parseGiftCode(text)
  if (!code.ok) return null
  const found = await app.reads.find('gift_card', giftCodeHash(app.vault, code.value))
  return found?.home.kind === 'gift_card' ? found.home.id : null
}

/** Of no row: looked for where a code names nothing, so that known and unknown cost the same. */
const NO_GIFT_CARD = idOfHash<GiftCardId>('0'.repeat(64))

/**
 * The card that a well-formed code names, if it can be spent now; null for unknown, used and
 * expired alike, after the same look-ups.
 */
export async function spendableGiftCard(
  app: Pick<App, 'reads' | 'vault' | 'clock'>,
  text: string,
): Promise<GiftCardId | null> {
  const id = await findGiftCard(app, text)
  const card = await app.reads.giftCard(id ?? NO_GIFT_CARD)
  return card !== null && troubleWith(card, app.clock.now()) === null ? card.id : null
}

/** A code on its way to whoever will use it: its spellings are shown once and never kept. */
export interface MintedCode {
  readonly hash: string
  readonly hint: string
  /** For whoever asks again under the same key: only we can open it. */
  readonly sealed: string
}

export function mintGiftCode({ dice, vault }: Pick<App, 'dice' | 'vault'>): MintedCode {
  return mintedCode(vault, giftCodeOf(dice.bytes(GIFT_CODE_BYTES)))
}

export function mintedCode(vault: Vault, code: GiftCode): MintedCode {
  return { hash: giftCodeHash(vault, code), hint: giftCodeHint(code), sealed: vault.seal(code) }
}

export interface PrintedCode {
  readonly code: string
  readonly digits: string
}

export function printCode(vault: Vault, sealed: string): PrintedCode {
  const code = vault.open(sealed) as GiftCode
  return { code: printGiftCode(code), digits: printGiftDigits(code) }
}
