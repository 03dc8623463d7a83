/**
 * What a dial-plan asks for when it hands a channel to us: which call it is, over which trunk it
 * came, and what became of it since.
 */
import { readTelephone } from '../../telephone.ts'
import type { AgiEnvironment } from './codec.ts'

export interface AgiRequest {
  /** The channel's unique id. */
  readonly reference: string
  /** In E.164; null where it is withheld or can not be read. */
  readonly number: string | null
  readonly asserted: boolean
  readonly event: AgiEvent
}

export const AGI_EVENTS = ['nobody-came', 'person-left', 'hung-up'] as const
/** `call`: it rings, or comes back after our process was away. */
export type AgiEvent = 'call' | (typeof AGI_EVENTS)[number]

/** `agi://host/own-trunk` vouches for the calling number, `agi://host/call` does not. */
const OWN_TRUNK = 'own-trunk'
const OTHER_TRUNK = 'call'

const REFERENCE = /^[\w.:-]{1,128}$/

/** Null where it is none of ours: another script, or no channel. */
export function readRequest(environment: AgiEnvironment): AgiRequest | null {
  const reference = environment.get('agi_uniqueid') ?? ''
  const script = (environment.get('agi_network_script') ?? '').replace(/\?.*$/, '')
  const [trunk, told = null, ...others] = script.split('/').filter((part) => part !== '')
  const event = told === null ? 'call' : (AGI_EVENTS.find((one) => one === told) ?? null)
  const isTrunk = trunk === OWN_TRUNK || trunk === OTHER_TRUNK
  if (!REFERENCE.test(reference) || !isTrunk || event === null || others.length > 0) return null

  const presentation = presentationOf(environment.get('agi_callingpres'))
  const number = presentation.shown ? readTelephone(environment.get('agi_callerid') ?? '') : null
  const asserted = trunk === OWN_TRUNK && number !== null && presentation.holds
  return { reference, number, asserted, event }
}

const SHOWING_MASK = 0x60
const SCREENING_MASK = 0x03
const SCREENING_FAILED = 2

/** Presentation and screening indicators (ITU-T Q.931 §4.5.10), as Asterisk writes them. */
function presentationOf(told: string | undefined) {
  const indicators = /^\d{1,3}$/.test(told ?? '') ? Number(told) : 0
  return {
    shown: (indicators & SHOWING_MASK) === 0,
    holds: (indicators & SCREENING_MASK) !== SCREENING_FAILED,
  }
}
