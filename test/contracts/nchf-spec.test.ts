/**
 * What the Nchf gateway accepts, answers and sends, held to 3GPP's own interface description where
 * a copy lies beside the project; it is not part of it. Of other files that the description refers
 * to, only the common data types lie there: what those others describe is not compared.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { ServiceGrant } from '../../src/domain/charging/request.ts'
import { wordAnswer, type AnswerTerms } from '../../src/gateways/nchf/answering.ts'
import { readChargingData } from '../../src/gateways/nchf/charging-data.ts'
import { freshCounters } from '../../src/gateways/nchf/counters.ts'
import { granted, reportBody, startBody, TERMS } from '../../src/gateways/nchf/example-requests.ts'
import { exampleSession } from '../../src/gateways/nchf/example-session.ts'
import { factsOf } from '../../src/gateways/nchf/mapping.ts'
import { problem, problemText } from '../../src/gateways/nchf/problems.ts'
import { createTeller } from '../../src/gateways/nchf/teller.ts'
import { compare, noFindings, schemaNamed, type Description } from './described-shape.ts'

const FOLDER = join(import.meta.dirname, '../../../shared/specs')
const CHARGING = join(FOLDER, 'TS32291_Nchf_ConvergedCharging.yaml')
const COMMON = join(FOLDER, 'TS29571_CommonData.yaml')
const isThere = existsSync(CHARGING) && existsSync(COMMON)
const skip = isThere ? false : "3GPP's description does not lie beside this"

/** Both files as one: references from one to the other are then references within. */
function readDescription(): Description {
  const [charging, common] = [CHARGING, COMMON].map((path) => readFileSync(path, 'utf8'))
  const within = (text = '') =>
    text
      .replace(/TS29571_CommonData\.yaml#/g, '#')
      // A file that does not lie here: anything goes.
      .replace(/\$ref: *'?TS[\w]+\.yaml#[\w/]+'?/g, 'description: elsewhere')
  const one = parse(within(charging)) as Description
  const other = parse(within(common)) as Description
  const schemas = { ...other.components.schemas, ...one.components.schemas }
  return { ...one, components: { ...one.components, schemas } }
}

function check(description: Description, name: string, value: unknown) {
  const findings = noFindings()
  const schema = schemaNamed(description, name)
  compare({ description, findings }, { schema, value, at: name })
  assert.deepEqual(findings.wrong, [])
  assert.deepEqual([...findings.unknown], [])
}

const GRANTS: readonly ServiceGrant[] = [
  granted(),
  granted({ kbps: 128 }),
  granted({ bytes: bytes(10n ** 15n), last: 'portal_only' }),
  granted({ last: 'none' }),
  { kind: 'empty' },
  { kind: 'suspended' },
  { kind: 'ended' },
]
const FINAL_UNITS: readonly AnswerTerms['finalUnits'][] = [
  TERMS.finalUnits,
  { action: 'restrict', filterId: 'portal' },
  { action: 'terminate' },
]

test('What an SMF sends in our examples is as 3GPP describes it', { skip }, () => {
  const description = readDescription()
  check(description, 'ChargingDataRequest', startBody({ retransmissionIndicator: false }))
  const used = { uplinkVolume: 1, downlinkVolume: 2, triggers: [{ triggerCategory: 'DEFERRED' }] }
  check(description, 'ChargingDataRequest', reportBody(1, { used, wants: { totalVolume: 5 } }))
})

test('Every answer of ours is as 3GPP describes it', { skip }, () => {
  const description = readDescription()
  const read = readChargingData(JSON.stringify(startBody()))
  assert.ok(read.ok && read.value.subscriber !== null)
  const facts = factsOf(read.value, read.value.subscriber)
  for (const grant of GRANTS) {
    for (const finalUnits of FINAL_UNITS) {
      for (const isStart of [true, false]) {
        const asked = { data: read.value, facts, isStart }
        const terms = { ...TERMS, finalUnits, rateFilter: 'rate-{kbps}' }
        const text = wordAnswer([{ ratingGroup: 10, grant }], asked, terms)
        check(description, 'ChargingDataResponse', JSON.parse(text))
      }
    }
  }
})

test('Every problem of ours is as 3GPP describes it', { skip }, () => {
  const description = readDescription()
  const invalidParams = [{ param: '/subscriberIdentifier', reason: 'is missing' }]
  const told = problem('MANDATORY_IE_MISSING', { detail: 'a', invalidParams })
  for (const one of [told, problem('NF_CONGESTION')]) {
    check(description, 'ProblemDetails', JSON.parse(problemText(one)))
  }
})

test('Every notification of ours is as 3GPP describes it', { skip }, async () => {
  const description = readDescription()
  const sent: unknown[] = []
  const teller = createTeller({
    counters: freshCounters(),
    notifier: {
      post(_, body) {
        sent.push(JSON.parse(body))
        return Promise.resolve({ kind: 'answered', status: 204 })
      },
      connections: () => 0,
      close: () => Promise.resolve(),
    },
  })
  const session = exampleSession({ notifyUri: 'http://smf.example/', ratingGroups: '10,20' })
  await teller.change(session, { kind: 'full', kbps: null })
  await teller.stop(session)
  assert.equal(sent.length, 2)
  for (const one of sent) check(description, 'ChargingNotifyRequest', one)
})
