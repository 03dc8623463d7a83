/** The gateway as a whole: its listeners, one for each way of reaching it, and its teller. */
import type { Charging, SessionTeller } from '../../app/charging/ports.ts'
import type { AnswerTerms } from './answering.ts'
import { createCallers, type CallerSettings } from './callers.ts'
import { freshCounters, type Counters } from './counters.ts'
import { createNotifier } from './notifier.ts'
import { createNotifyHosts, type NotifyHostSettings } from './notify-hosts.ts'
import { createReferences } from './references.ts'
import {
  BODY_MS_MAX,
  STRANGER_MS_MAX,
  openListener,
  type Listener,
  type ListenerSettings,
} from './server.ts'
import { createTeller } from './teller.ts'

export interface NchfSettings {
  readonly host: string
  readonly prefix: string
  /** Null: not spoken. A port of 0 lets the system choose. */
  readonly plain: { readonly port: number } | null
  readonly secure: (NonNullable<ListenerSettings['tls']> & { readonly port: number }) | null
  readonly callers: CallerSettings
  readonly notify: NotifyHostSettings
  readonly terms: AnswerTerms
  /** `REFERENCE_KEY_BYTES`, the same in every process and after every start. */
  readonly referenceKey: Uint8Array
  readonly charging: Pick<Charging, 'charge'>
  /** How long a body may take; default `BODY_MS_MAX`. */
  readonly bodyMsMax?: number
  /** How long a stranger has for a request that is let in; default `STRANGER_MS_MAX`. */
  readonly strangerMsMax?: number
  /** Told of what charging or a socket threw; must not throw. */
  readonly onFault: (fault: unknown) => void
}

export interface NchfGateway {
  readonly plain: Listener | null
  readonly secure: Listener | null
  readonly teller: SessionTeller
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<Counters>
  close(): Promise<void>
}

/** Rejects when a port cannot be bound; throws `BadPeerSetting`. */
export async function openNchfGateway(settings: NchfSettings): Promise<NchfGateway> {
  const counters = freshCounters()
  const { host, prefix, charging, terms, onFault, plain, secure } = settings
  const callers = createCallers(settings.callers)
  const references = createReferences(settings.referenceKey)
  const exchanging = { charging, references, terms, counters, onFault }
  const { bodyMsMax = BODY_MS_MAX, strangerMsMax = STRANGER_MS_MAX } = settings
  const shared = { host, prefix, callers, exchanging, bodyMsMax, strangerMsMax }
  const hosts = createNotifyHosts(settings.notify)
  const notifier = createNotifier({ hosts, tls: secure })
  const open: Listener[] = []
  const close = async () => {
    await Promise.all([...open.map((one) => one.close()), notifier.close()])
  }
  const listen = async (told: Pick<ListenerSettings, 'port' | 'tls'>) => {
    const listener = await openListener({ ...shared, ...told })
    open.push(listener)
    return listener
  }
  try {
    return {
      plain: plain === null ? null : await listen({ port: plain.port, tls: null }),
      secure: secure === null ? null : await listen({ port: secure.port, tls: secure }),
      teller: createTeller({ notifier, counters }),
      counters,
      close,
    }
  } catch (fault) {
    await close()
    throw fault
  }
}
