/** What seeding a demo world stands on, and what its parts share while it is lived through. */
import type { Command } from '../../app/door/command.ts'
import type { DoorStore } from '../../app/door/store.ts'
import type { LoadedLine } from '../../app/operator/line-files.ts'
import type { Origin } from '../../app/origin.ts'
import type { OperatorView } from '../../app/queries/views.ts'
import type { Reads } from '../../app/reads.ts'
import type { Ids } from '../../app/ports.ts'
import type { Vault } from '../../app/vault.ts'
import type { ApiKeyId, LineId, MailboxId } from '../../domain/basics/ids.ts'
import type { RefusalShape } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { World, WorldLine } from './world-file.ts'

export interface SeedPorts {
  readonly store: DoorStore
  /** Of the same store. */
  readonly reads: Reads
  readonly vault: Vault
  readonly catalogue: Catalogue
  readonly operator: OperatorView
  /** How sign-in finds a mailbox by its address; must be the portal's own. */
  readonly mailboxOf: (email: string) => MailboxId
  /** The key under which the partner's renewals are booked. */
  readonly partner: ApiKeyId
}

export interface SeededLine {
  readonly line: WorldLine
  readonly id: LineId
  readonly loaded: LoadedLine
}

/** What the parts of the seeding share. */
export interface Stage {
  readonly ports: SeedPorts
  readonly world: World
  readonly now: Instant
  readonly ids: Ids
  readonly chance: Chance
  readonly agenda: Agenda
  /** Throws on a refusal: a world that cannot be lived is a mistake in its file. */
  ask<Input, Value, Refusal extends RefusalShape>(
    command: Command<Input, Value, Refusal>,
    input: Input,
    origin: Origin,
  ): Promise<Value>
}
