import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contactCard, dialled, LINE_OCTETS_MAX, type Contact } from './contact-card.ts'

const HOTLINE: Contact = {
  name: '角屋通信合同会社',
  phone: '+81 3-0000-0142',
  email: 'help@kadoya.example.com',
  url: 'https://renew.kadoya.example.com/help',
  note: '人工接听：每天 9:00–21:00。',
}

/** What an address book reads: lines joined, then escapes undone. */
function fieldsOf(card: string): ReadonlyMap<string, string> {
  const lines = card.replaceAll('\r\n ', '').split('\r\n')
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1)]
      }),
  )
}

const unescaped = (value: string) =>
  value.replaceAll(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one))

test('The card is of version 3.0, with name, telephone, e-mail, address and note', () => {
  const card = contactCard(HOTLINE)
  assert.match(card, /^BEGIN:VCARD\r\nVERSION:3\.0\r\n/)
  assert.match(card, /\r\nEND:VCARD\r\n$/)
  const fields = fieldsOf(card)
  assert.equal(fields.get('FN'), '角屋通信合同会社')
  assert.equal(fields.get('N'), '角屋通信合同会社;;;;')
  assert.equal(fields.get('TEL;TYPE=WORK,VOICE,PREF'), '+81300000142')
  assert.equal(fields.get('EMAIL;TYPE=INTERNET,WORK'), 'help@kadoya.example.com')
  assert.equal(fields.get('URL'), 'https://renew.kadoya.example.com/help')
  assert.equal(fields.get('NOTE'), HOTLINE.note)
})

test('What has a meaning in a card is escaped, so that nothing adds a field', () => {
  const card = contactCard({ ...HOTLINE, name: 'A;B, C\\D', note: 'one\r\nTEL:+8190\ntwo' })
  assert.match(card, /\r\nFN:A\\;B\\, C\\\\D\r\n/)
  assert.match(card, /\r\nNOTE:one\\nTEL:\+8190\\ntwo\r\n/)
  assert.equal(card.match(/^TEL/gm)?.length, 1)
})

test('A number is kept as it is dialled', () => {
  assert.equal(dialled('+81 3-0000-0142'), '+81300000142')
  assert.equal(dialled('0120-000-142'), '0120000142')
})

test('Whatever the texts are, lines fit, characters stay whole and come back as they were', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', ';', ',', '\\', '\n', ' ', '電', '話', '😀', 'é'),
  })
  fc.assert(
    fc.property(texts, texts, (name, note) => {
      const card = contactCard({ ...HOTLINE, name, note: note.repeat(4) })
      for (const line of card.split('\r\n')) {
        assert.ok(new TextEncoder().encode(line).length <= LINE_OCTETS_MAX, line)
        assert.doesNotMatch(line, /[\r\n]/)
      }
      const fields = fieldsOf(card)
      assert.equal(unescaped(fields.get('FN') ?? '?'), name)
      assert.equal(unescaped(fields.get('NOTE') ?? '?'), note.repeat(4))
    }),
  )
})
