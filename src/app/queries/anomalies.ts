/** Oddities as people see them: with the names that explain them, and no personal text. */
import type { Anomaly, Finding } from '../../domain/bill/anomaly.ts'
import type { AccountId, AnomalyId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { nameOfOffer, offerOf } from '../../domain/catalogue/catalogue.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import type { App } from '../app.ts'

/** Nobody reads more at once on a line's page; the statement has them all. */
export const UNANSWERED_SHOWN_MAX = 3

export interface AnomalyView {
  readonly id: AnomalyId
  readonly line: LineId
  readonly lineMasked: string
  readonly finding: Finding
  /** Null where it is about usage. */
  readonly order: OrderId | null
  readonly offerName: Localised | null
  readonly aboutAt: Instant
  readonly foundAt: Instant
  readonly feedback: Anomaly['feedback']
}

/** In the order given; those of a line that is gone are left out. */
export async function anomalyViews(
  app: App,
  anomalies: readonly Anomaly[],
): Promise<readonly AnomalyView[]> {
  const lines = new Map<LineId, { masked: string; names: ReadonlyMap<OrderId, Localised> }>()
  for (const line of new Set(anomalies.map((one) => one.line))) {
    const state = await app.reads.line(line)
    if (state.line === null) continue
    const own = anomalies.filter((one) => one.line === line)
    lines.set(line, {
      masked: maskIccid(state.line.sim.iccid),
      names: await offerNames(
        app,
        line,
        own.map(orderOf).filter((id) => id !== null),
      ),
    })
  }
  return anomalies.flatMap((anomaly): readonly AnomalyView[] => {
    const known = lines.get(anomaly.line)
    if (known === undefined) return []
    const { id, line, finding, aboutAt, foundAt, feedback } = anomaly
    const order = orderOf(anomaly)
    const offerName = order === null ? null : (known.names.get(order) ?? null)
    return [
      { id, line, lineMasked: known.masked, finding, order, offerName, aboutAt, foundAt, feedback },
    ]
  })
}

function orderOf({ finding }: Anomaly): OrderId | null {
  return 'order' in finding ? finding.order : null
}

async function offerNames(
  app: App,
  line: LineId,
  ids: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, Localised>> {
  const catalogue = app.catalogue()
  const orders = await app.reads.ordersById(line, ids)
  return new Map(
    orders.flatMap(({ order }) => {
      const name = offerOf(catalogue, order.offer)?.name ?? nameOfOffer(catalogue, order.offer.id)
      return name === null ? [] : [[order.id, name] as const]
    }),
  )
}

/** What waits for a word from the line's holder; an earlier holder's affairs are not theirs. */
export async function unansweredOf(
  app: App,
  { line, account }: { readonly line: LineId; readonly account: AccountId },
): Promise<readonly AnomalyView[]> {
  const found = await app.reads.unansweredAnomalies(line, UNANSWERED_SHOWN_MAX)
  return anomalyViews(
    app,
    found.filter((one) => one.account === account),
  )
}
