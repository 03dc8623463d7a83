import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  ES2_FUNCTIONS,
  judge,
  readDownloadNews,
  readExecution,
  type ExecutionStatus,
} from './es2plus.ts'

const failed = (subject: string, reason: string): ExecutionStatus => ({
  kind: 'failed',
  status: { subject, reason },
})
const answer = (functionExecutionStatus: unknown) => ({ header: { functionExecutionStatus } })
const FIRST = { askedBefore: false }
const AGAIN = { askedBefore: true }

describe('the execution status of an answer', () => {
  test('is read in all four forms', () => {
    const statusCodeData = { subjectCode: '8.2.1', reasonCode: '3.3', message: 'x' }
    const status = { subject: '8.2.1', reason: '3.3' }
    for (const [told, wanted] of [
      [{ status: 'Executed-Success' }, { kind: 'success' }],
      [{ status: 'Executed-WithWarning' }, { kind: 'warning', status: null }],
      [
        { status: 'Failed', statusCodeData },
        { kind: 'failed', status },
      ],
      [{ status: 'Failed' }, { kind: 'failed', status: null }],
      [{ status: 'Expired' }, { kind: 'expired' }],
    ] as const) {
      assert.deepEqual(readExecution(answer(told)), wanted)
    }
  })

  test('is nothing where there is none, whatever the body', () => {
    for (const body of [null, [], 'x', {}, { header: null }, answer({ status: 'Great' })]) {
      assert.equal(readExecution(body), null)
    }
    fc.assert(fc.property(fc.jsonValue(), (body) => void readExecution(body)))
  })
})

describe('what an answer means', () => {
  test('is done after success, also with a warning', () => {
    for (const what of ES2_FUNCTIONS) {
      assert.deepEqual(judge(what, { kind: 'success' }, FIRST), { kind: 'done' })
      assert.deepEqual(judge(what, { kind: 'warning', status: null }, FIRST), { kind: 'done' })
    }
  })

  test('is unknown where time ran out or the SM-DP+ was busy or broken', () => {
    for (const what of ES2_FUNCTIONS) {
      for (const told of [
        { kind: 'expired' } as const,
        { kind: 'failed', status: null } as const,
        failed('1.2', '4.2'),
        failed('1.2', '4.4'),
        failed('8.9', '5.1'),
      ]) {
        assert.deepEqual(judge(what, told, FIRST), { kind: 'unknown' })
        assert.deepEqual(judge(what, told, AGAIN), { kind: 'unknown' })
      }
    }
  })

  test('is done when what was asked before stands already, and a no the first time', () => {
    const status = { subject: '8.2.1', reason: '3.3' }
    for (const what of ['download_order', 'confirm_order'] as const) {
      assert.deepEqual(judge(what, failed('8.2.1', '3.3'), AGAIN), { kind: 'done' })
      assert.deepEqual(judge(what, failed('8.2.1', '3.3'), FIRST), { kind: 'refused', status })
    }
  })

  test('of a cancelling that comes too late says that the phone has the profile', () => {
    assert.deepEqual(judge('cancel_order', failed('8.2.1', '3.3'), FIRST), { kind: 'fetched' })
    assert.deepEqual(judge('cancel_order', failed('8.2.1', '3.3'), AGAIN), { kind: 'fetched' })
  })

  test('of a cancelling asked again says that the order is gone', () => {
    for (const [subject, reason] of [
      ['8.2.1', '3.9'],
      ['8.2.6', '3.10'],
    ] as const) {
      assert.deepEqual(judge('cancel_order', failed(subject, reason), AGAIN), { kind: 'done' })
      assert.equal(judge('cancel_order', failed(subject, reason), FIRST).kind, 'refused')
    }
  })
})

const NEWS = {
  header: { functionRequesterIdentifier: 'smdp', functionCallIdentifier: '1' },
  eid: '89049032123451234512345678901235',
  iccid: '8981100123456789017',
  profileType: 'data',
  timestamp: '2026-11-23T03:00:00Z',
  notificationPointId: 4,
  notificationPointStatus: { status: 'Executed-Success' },
}

describe('news of a download', () => {
  test('say which point was reached, by version 2 and by version 3', () => {
    const { notificationPointId: _, notificationPointStatus, ...rest } = NEWS
    const third = {
      ...rest,
      notificationEvent: 3,
      notificationEventStatus: notificationPointStatus,
    }
    assert.equal(readDownloadNews(NEWS)?.what, 'installed')
    assert.equal(readDownloadNews(third)?.what, 'downloaded')
    assert.equal(readDownloadNews({ ...NEWS, notificationPointId: 1 })?.what, 'other')
    assert.equal(readDownloadNews(NEWS)?.eid, NEWS.eid)
    assert.equal(readDownloadNews({ ...NEWS, iccid: `${NEWS.iccid}F` })?.iccid, NEWS.iccid)
  })

  test('of a failure say so, and lack what was not told', () => {
    const news = readDownloadNews({
      ...NEWS,
      eid: undefined,
      timestamp: 'yesterday',
      notificationPointStatus: { status: 'Failed' },
    })
    assert.deepEqual(news, {
      iccid: NEWS.iccid,
      eid: null,
      what: 'installed',
      succeeded: false,
      claimedAt: null,
    })
  })

  test('are nothing where there is none, whatever the body', () => {
    for (const body of [null, {}, { ...NEWS, iccid: '1' }, { ...NEWS, notificationPointId: '4' }]) {
      assert.equal(readDownloadNews(body), null)
    }
    fc.assert(fc.property(fc.jsonValue(), (body) => void readDownloadNews(body)))
  })
})
