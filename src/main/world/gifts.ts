/** Gift cards and points of the demo world, made by the same commands as anybody's. */
import { activateGiftCard, freezeGiftCard, issueGiftCard } from '../../app/money/gift-cards.ts'
import { mintedCode } from '../../app/money/gift-codes.ts'
import { giveGoodwillPoints } from '../../app/money/goodwill-points.ts'
import { SYSTEM } from '../../app/origin.ts'
import { present } from '../../domain/basics/assert.ts'
import type { GiftCardId, PointsLotId } from '../../domain/basics/ids.ts'
import { plusMinutes, plusSeconds } from '../../domain/basics/time.ts'
import type { OpenedAccount } from './people.ts'
import type { Stage } from './stage.ts'
import type { WorldGiftCard } from './world-file.ts'

const BATCH = 'sandbox'

export function giveMoney(stage: Stage, accounts: ReadonlyMap<string, OpenedAccount>): void {
  for (const card of stage.world.giftCards) cardLater(stage, card)
  for (const { customer, points, agoSeconds } of stage.world.points) {
    const { id: account } = present(accounts.get(customer), `${customer} is a customer`)
    const lot = stage.ids.next<PointsLotId>()
    stage.agenda.at(plusSeconds(stage.now, -agoSeconds), async () => {
      await stage.ask(giveGoodwillPoints, { account, points, order: null, lot }, SYSTEM)
    })
  }
}

function cardLater(stage: Stage, { code, value, story, agoSeconds }: WorldGiftCard): void {
  const { agenda, ids, ports } = stage
  const card = ids.next<GiftCardId>()
  const at = plusSeconds(stage.now, -agoSeconds)
  agenda.at(at, async () => {
    const origin = story === 'given' ? 'given' : 'sold'
    const minted = mintedCode(ports.vault, code)
    await stage.ask(issueGiftCard, { card, origin, value, batch: BATCH, code: minted }, SYSTEM)
  })
  if (story === 'paper' || story === 'given') return
  agenda.at(plusMinutes(at, 1), async () => {
    await stage.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM)
  })
  if (story !== 'frozen') return
  agenda.at(plusMinutes(at, 2), async () => {
    await stage.ask(freezeGiftCard, { card, why: 'reported_stolen' }, SYSTEM)
  })
}
