import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { readRequest } from './request.ts'

const CALLER = '+819012345678'

function asked(changed: Readonly<Record<string, string>>) {
  return readRequest(
    new Map(
      Object.entries({
        agi_network_script: 'own-trunk',
        agi_uniqueid: 'tokyo-1397044468.12',
        agi_callerid: '09012345678',
        agi_callingpres: '0',
        ...changed,
      }),
    ),
  )
}

suite('A dial-plan that hands a channel over', () => {
  test('tells the call, its number and that the trunk vouches for it', () => {
    assert.deepEqual(asked({}), {
      reference: 'tokyo-1397044468.12',
      number: CALLER,
      asserted: true,
      event: 'call',
    })
  })

  for (const [script, told] of [
    ['own-trunk', { asserted: true, event: 'call' }],
    ['/own-trunk/', { asserted: true, event: 'call' }],
    ['call', { asserted: false, event: 'call' }],
    ['call?x=1', { asserted: false, event: 'call' }],
    ['call/nobody-came', { asserted: false, event: 'nobody-came' }],
    ['own-trunk/nobody-came', { asserted: true, event: 'nobody-came' }],
    ['own-trunk/person-left', { asserted: true, event: 'person-left' }],
    ['own-trunk/hung-up', { asserted: true, event: 'hung-up' }],
  ] as const) {
    test(`by agi://host/${script} is understood`, () => {
      const { asserted, event } = asked({ agi_network_script: script }) ?? {}
      assert.deepEqual({ asserted, event }, told)
    })
  }

  for (const script of [
    '',
    '/',
    'own-trunk2',
    'Call',
    'call/call',
    'call/nobody-came/x',
    'x/call',
  ]) {
    test(`by agi://host/${script} asks for nothing of ours`, () => {
      assert.equal(asked({ agi_network_script: script }), null)
    })
  }

  for (const uniqueid of ['', 'a b', '1\t2', 'x'.repeat(129)]) {
    test(`of a channel named ${JSON.stringify(uniqueid)} is not understood`, () => {
      assert.equal(asked({ agi_uniqueid: uniqueid }), null)
    })
  }

  for (const [pres, number, asserted] of [
    ['0', CALLER, true],
    ['1', CALLER, true],
    ['2', CALLER, false],
    ['3', CALLER, true],
    ['32', null, false],
    ['35', null, false],
    ['67', null, false],
    ['x', CALLER, true],
  ] as const) {
    test(`with the presentation ${pres} tells ${number ?? 'no number'}`, () => {
      const request = asked({ agi_callingpres: pres })
      assert.deepEqual([request?.number, request?.asserted], [number, asserted])
    })
  }

  for (const callerid of ['unknown', 'anonymous', '', '1001']) {
    test(`for the caller "${callerid}" vouches for nobody`, () => {
      const request = asked({ agi_callerid: callerid })
      assert.deepEqual([request?.number, request?.asserted], [null, false])
    })
  }
})
