/** From the code that somebody typed to the card it names. Nothing tells why there is none. */
import type { GiftCardId } from '../../domain/basics/ids.ts'
import { parseGiftCode, type GiftCode } from '../../domain/gift-card/code.ts'
import type { App } from '../app.ts'
import type { Vault } from '../vault.ts'

/** Only this is kept of a code. */
export function giftCodeHash(vault: Vault, code: GiftCode): string {
  return vault.keyed('gift_code', code)
}

export async function findGiftCard(app: App, text: string): Promise<GiftCardId | null> {
  const code = parseGiftCode(text)
  if (!code.ok) return null
  const found = await app.reads.find('gift_card', giftCodeHash(app.vault, code.value))
  return found?.home.kind === 'gift_card' ? found.home.id : null
}
