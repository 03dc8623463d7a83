import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import {
  agiReader,
  ENVIRONMENT_LINES_MAX,
  LINE_OCTETS_MAX,
  OCTETS_MAX,
  USAGE_LINES_MAX,
  writeCommand,
  type AgiMessage,
} from './codec.ts'

const ENVIRONMENT = 'agi_network: yes\nagi_network_script: call\nagi_uniqueid: 1397044468.0\n\n'

function read(...chunks: readonly (string | Uint8Array)[]): AgiMessage[] {
  const reader = agiReader()
  return chunks.flatMap((chunk) => reader.push(Buffer.from(chunk)))
}

function answer(line: string): AgiMessage | undefined {
  return read(ENVIRONMENT, line)[1]
}

suite('The lines that an Asterisk writes', () => {
  test('begin with what the channel is, ended by an empty line', () => {
    const [message, ...others] = read('agi_network: yes\r\nagi_arg_1: a: b\r\nagi_dnid:\r\n\r\n')
    assert.ok(message?.kind === 'environment')
    assert.deepEqual(
      [...message.environment],
      [
        ['agi_network', 'yes'],
        ['agi_arg_1', 'a: b'],
        ['agi_dnid', ''],
      ],
    )
    assert.deepEqual(others, [])
  })

  for (const [line, response] of [
    ['200 result=0', { code: 200, result: '0', note: null }],
    ['200 result=1234', { code: 200, result: '1234', note: null }],
    ['200 result=', { code: 200, result: '', note: null }],
    ['200 result= (timeout)', { code: 200, result: '', note: 'timeout' }],
    ['200 result=12 (timeout)', { code: 200, result: '12', note: 'timeout' }],
    ['200 result=*', { code: 200, result: '*', note: null }],
    ['200 result=-1', { code: 200, result: '-1', note: null }],
    ['200 result=0 endpos=2240', { code: 200, result: '0', note: null }],
    ['200 result=1 ((a)(b)) endpos=1', { code: 200, result: '1', note: '(a)(b)' }],
    ['510 Invalid or unknown command', { code: 510, result: null, note: null }],
    ['511 Command Not Permitted on a dead channel', { code: 511, result: null, note: null }],
    ['520 Invalid command syntax.  Proper usage not available.', bare(520)],
    ['520-Invalid command syntax.\nUsage: X\n200 result=1\n520 End of proper usage.', bare(520)],
    ['520-Invalid command syntax.\nReturns 0 if done.520 End of proper usage.', bare(520)],
  ] as const) {
    test(`say "${line.split('\n')[0]}"`, () => {
      assert.deepEqual(answer(`${line}\n`), { kind: 'response', response })
    })
  }

  function bare(code: number) {
    return { code, result: null, note: null }
  }

  test('tell of a hang-up between answers and inside one', () => {
    assert.deepEqual(answer('HANGUP\n'), { kind: 'hang_up' })
    assert.deepEqual(
      read(ENVIRONMENT, '520-Wrong\nHANGUP\n520 End of proper usage.\n').map(({ kind }) => kind),
      ['environment', 'hang_up', 'response'],
    )
  })

  test('are read alike however they are cut', () => {
    const whole = `${ENVIRONMENT}200 result=89８ (timeout)\nHANGUP\n520-Wrong\n x\n520 End\n`
    const octets = Buffer.from(whole)
    fc.assert(
      fc.property(fc.array(fc.nat(octets.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((one, other) => one - other), octets.length]
        const chunks = at.slice(1).map((end, index) => octets.subarray(at[index], end))
        assert.deepEqual(read(...chunks), read(octets))
      }),
    )
  })

  for (const [what, text] of [
    ['a web request', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['nothing but an empty line', '\n'],
    ['an answer before anything', '200 result=0\n'],
    ['a name without a value', 'agi_network\n'],
    ['words after the channel', `${ENVIRONMENT}hello\n`],
    ['an empty answer', `${ENVIRONMENT}\n`],
  ] as const) {
    test(`are not read on after ${what}`, () => {
      assert.deepEqual(read(text, ENVIRONMENT).at(-1), { kind: 'broken', why: 'not_agi' })
    })
  }

  test('are only so long', () => {
    const line = (octets: number) => `agi_arg_1: ${'x'.repeat(octets - 11)}\n`
    assert.deepEqual(read(line(LINE_OCTETS_MAX)), [])
    const broken = [{ kind: 'broken', why: 'long_line' }]
    assert.deepEqual(read(line(LINE_OCTETS_MAX + 1)), broken)
    assert.deepEqual(read('x'.repeat(LINE_OCTETS_MAX), 'x'), broken)
  })

  test('are only so many', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, row) => `agi_arg_${row}: x\n`)
    assert.deepEqual(read(...rows(ENVIRONMENT_LINES_MAX)), [])
    const broken = { kind: 'broken', why: 'many_lines' }
    assert.deepEqual(read(...rows(ENVIRONMENT_LINES_MAX + 1)), [broken])
    const usage = (count: number) => read(ENVIRONMENT, `520-Wrong\n${'x\n'.repeat(count)}`)
    assert.equal(usage(USAGE_LINES_MAX).length, 1)
    assert.deepEqual(usage(USAGE_LINES_MAX + 1)[1], broken)
  })

  test('are only so many octets, however they come', () => {
    const reader = agiReader()
    reader.push(Buffer.from(ENVIRONMENT))
    const answers = Buffer.from('200 result=0\n'.repeat(1_000))
    const rounds = Math.floor((OCTETS_MAX - ENVIRONMENT.length) / answers.length)
    for (let round = 0; round < rounds; round += 1) {
      assert.equal(reader.push(answers).length, 1_000)
    }
    assert.deepEqual(reader.push(answers), [{ kind: 'broken', why: 'many_octets' }])
    assert.deepEqual(reader.push(answers), [])
  })

  test('may be any octets in any pieces: nothing throws, and what is broken stays so', () => {
    const likely = fc.constantFrom(
      ENVIRONMENT,
      'agi_x: y\n',
      '\n',
      '200 result=',
      ' (timeout)\n',
      '520-',
      '520 End\n',
      'HANGUP\n',
      '\r',
      'x'.repeat(LINE_OCTETS_MAX),
    )
    const piece = fc.oneof(
      likely.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 40 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const kinds = read(...pieces).map(({ kind }) => kind)
        const broken = kinds.indexOf('broken')
        assert.ok(broken === -1 || broken === kinds.length - 1)
        assert.ok(kinds.lastIndexOf('environment') <= 0)
      }),
    )
  })
})

suite('A command', () => {
  test('is one line', () => {
    const file = '/var/lib/tsuzuki/prompts/ab'
    assert.equal(writeCommand({ verb: 'ANSWER' }), 'ANSWER\n')
    assert.equal(
      writeCommand({ verb: 'GET DATA', file, waitMs: 6_000, digitsMax: 1 }),
      `GET DATA "${file}" 6000 1\n`,
    )
    assert.equal(writeCommand({ verb: 'STREAM FILE', file }), `STREAM FILE "${file}" ""\n`)
    assert.equal(
      writeCommand({ verb: 'SET VARIABLE', name: 'TSUZUKI_NEXT', value: 'person' }),
      'SET VARIABLE TSUZUKI_NEXT "person"\n',
    )
  })

  test('stays one line whatever a file or a value is called', () => {
    const signs = fc.constantFrom('"', '\\', '\n', '\r', ' ', 'a', '日', '\0')
    fc.assert(
      fc.property(fc.string({ unit: signs }), (text) => {
        const line = writeCommand({ verb: 'SET VARIABLE', name: 'X', value: text })
        assert.equal(line.indexOf('\n'), line.length - 1)
        assert.ok(!line.includes('\r'))
        const [, inside = ''] = /^SET VARIABLE X "((?:[^"\\]|\\["\\])*)"\n$/.exec(line) ?? []
        assert.equal(inside.replace(/\\(.)/g, '$1'), text.replace(/[\r\n]/g, ' '))
      }),
    )
  })
})
