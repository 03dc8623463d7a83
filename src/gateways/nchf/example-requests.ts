/** Requests as SMFs send them, and charging that answers by heart. For tests only. */
import type { Charging } from '../../app/charging/ports.ts'
import { bytes } from '../../domain/basics/data-volume.ts'
import type {
  ChargingAnswer,
  ChargingRequest,
  ServiceAnswer,
  ServiceGrant,
} from '../../domain/charging/request.ts'
import type { AnswerTerms } from './answering.ts'

export const PREFIX = '/nchf-convergedcharging'
export const SMF = '0197a000-1111-4222-8333-444455556666'
export const IMSI = '440100000000001'

export const TERMS: AnswerTerms = {
  finalUnits: { action: 'redirect', url: 'https://renew.example.jp' },
  rateFilter: null,
  fullKbps: 1_000_000,
  quotaHoldingSeconds: 600,
  interimSeconds: 300,
}

/** One that a session might begin with; `over` replaces whole fields. */
export function startBody(over: Readonly<Record<string, unknown>> = {}) {
  return {
    subscriberIdentifier: `imsi-${IMSI}`,
    nfConsumerIdentification: { nFName: SMF, nodeFunctionality: 'SMF' },
    invocationTimeStamp: '2026-11-23T10:00:00.125Z',
    invocationSequenceNumber: 0,
    notifyUri: 'http://127.0.0.1:7777/notify',
    multipleUnitUsage: [{ ratingGroup: 10, requestedUnit: {} }],
    pDUSessionChargingInformation: pduSession(),
    ...over,
  }
}

export function pduSession(chargingId = 4711) {
  return {
    chargingId,
    userInformation: { servedGPSI: 'msisdn-817012345678', servedPEI: 'imei-356938035643809' },
    userLocationinfo: {
      nrLocation: {
        tai: { plmnId: { mcc: '440', mnc: '10' }, tac: '00ab12' },
        ncgi: { plmnId: { mcc: '440', mnc: '10' }, nrCellId: '0123abcde' },
      },
    },
    uetimeZone: '+09:00',
    pduSessionInformation: {
      pduSessionID: 5,
      dnnId: 'internet',
      startTime: '2026-11-23T09:59:59Z',
      pduAddress: { pduIPv4Address: '100.64.1.2' },
    },
  }
}

export function reportBody(
  number: number,
  unit: {
    readonly used?: object
    readonly wants?: object | null
    readonly ratingGroup?: number
  } = {},
) {
  const { used, wants = {}, ratingGroup = 10 } = unit
  return {
    nfConsumerIdentification: { nFName: SMF, nodeFunctionality: 'SMF' },
    invocationTimeStamp: '2026-11-23T10:05:00Z',
    invocationSequenceNumber: number,
    multipleUnitUsage: [
      {
        ratingGroup,
        ...(wants === null ? {} : { requestedUnit: wants }),
        ...(used === undefined
          ? {}
          : { usedUnitContainer: [{ localSequenceNumber: number, ...used }] }),
      },
    ],
  }
}

export function granted(over: Partial<Extract<ServiceGrant, { kind: 'granted' }>> = {}) {
  const usual = { kind: 'granted', bytes: bytes(100_000_000n), kbps: null, seconds: 3_600 } as const
  return { ...usual, last: null, ...over } as const
}

export function recorded(services: readonly ServiceAnswer[], replayed = false): ChargingAnswer {
  return { kind: 'recorded', replayed, services }
}

/** Answers everybody alike, and remembers what it was asked. */
export function chargingBy(
  answer: (request: ChargingRequest) => ChargingAnswer | Promise<ChargingAnswer>,
): Pick<Charging, 'charge'> & { readonly heard: ChargingRequest[] } {
  const heard: ChargingRequest[] = []
  return {
    heard,
    async charge(request) {
      heard.push(request)
      return answer(request)
    },
  }
}

/** As much as is asked, to whoever asks. */
export function generous(request: ChargingRequest): ChargingAnswer {
  return recorded(
    request.services.map(({ ratingGroup, wants }) => ({
      ratingGroup,
      grant: wants === null ? null : granted(),
    })),
  )
}
