/** What the application's flows and queries stand on; `main/` puts it together. */
import type { Catalogue } from '../domain/catalogue/catalogue.ts'
import type { ProviderName } from '../domain/payment/provider.ts'
import type { Door } from './door/door.ts'
import type { Suppliers } from './fulfilment/ports.ts'
import type { Limits } from './limits/limits.ts'
import type { Clock, Dice, Ids, PaymentProvider } from './ports.ts'
import type { OperatorView } from './queries/views.ts'
import type { Reads } from './reads.ts'
import type { Vault } from './vault.ts'

export interface App {
  readonly door: Door
  readonly reads: Reads
  readonly clock: Clock
  readonly ids: Ids
  readonly dice: Dice
  readonly vault: Vault
  readonly limits: Limits
  readonly catalogue: () => Catalogue
  readonly operator: () => OperatorView
  readonly providers: ReadonlyMap<ProviderName, PaymentProvider>
  /** Those that did not answer lately: other ways to pay are offered first. */
  readonly providerTroubles: () => ReadonlySet<ProviderName>
  /** Wholesalers that the settings name; absent: none. */
  readonly suppliers?: Suppliers
  /** Where customers reach the portal, without a slash at the end. */
  readonly portalUrl: string
  /** How often the network reports a live session; two missed and it no longer counts as live. */
  readonly interimSeconds: number
}
