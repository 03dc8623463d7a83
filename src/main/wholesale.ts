/**
 * The wholesalers of a running product: the real adapters, speaking to those that the settings name
 * or, in the sandbox, to one of each shape in this process. Nothing in them knows which.
 */
import { createCodeTopUp } from '../adapters/wholesale/code-topup/supplier.ts'
import { createPartnerOrders } from '../adapters/wholesale/partner-orders/supplier.ts'
import { startCodeTopUp } from '../adapters/wholesale/sandbox/code-topup.ts'
import { startPartnerOrders } from '../adapters/wholesale/sandbox/partner-orders.ts'
import type { Suppliers, WholesaleSupplier } from '../app/fulfilment/ports.ts'
import type { Clock } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { WholesaleConfig } from '../config-wholesale.ts'
import type { SupplierName } from '../domain/basics/ids.ts'

/** What the sandbox's wholesalers sell: so many GiB for so many days. */
const SANDBOX_PLANS = ['jp-1gb-7d', 'jp-3gb-30d', 'jp-10gb-30d'] as const
/** As offers of a sandbox name them. */
const SANDBOX_ORDERS = 'sandbox-orders' as SupplierName
const SANDBOX_CODES = 'sandbox-codes' as SupplierName

interface Surroundings {
  readonly clock: Clock
  readonly stops: (() => Promise<void>)[]
}

export async function openSuppliers(config: Config, on: Surroundings): Promise<Suppliers> {
  const suppliers =
    config.mode === 'live'
      ? config.wholesale.map((one) => supplierOf(one, on.clock))
      : await sandboxSuppliers(on)
  return new Map(suppliers.map((one) => [one.name, one]))
}

function supplierOf(settings: WholesaleConfig, clock: Clock): WholesaleSupplier {
  return settings.shape === 'code-topup'
    ? createCodeTopUp(settings, clock)
    : createPartnerOrders(settings, clock)
}

/** What was topped up there is forgotten with the process; the product knows what it was told. */
async function sandboxSuppliers({ clock, stops }: Surroundings) {
  const random = () => crypto.randomUUID()
  const partner = { clientId: random(), clientSecret: random(), webhookSecret: random() }
  const codes = { accessCode: random(), secret: random() }
  const world = { clock, plans: SANDBOX_PLANS }
  const [orders, coded] = await Promise.all([
    startPartnerOrders(partner, world),
    startCodeTopUp(codes, world),
  ])
  stops.push(
    () => orders.stop(),
    () => coded.stop(),
  )
  const zone = 'UTC'
  const shape = { name: SANDBOX_ORDERS, apiBase: orders.url, signatureHeader: 'x-signature', zone }
  return [
    createPartnerOrders({ ...shape, ...partner }, clock),
    createCodeTopUp({ name: SANDBOX_CODES, apiBase: coded.url, zone, ...codes }, clock),
  ]
}
