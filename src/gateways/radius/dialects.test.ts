import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { indexAttributes, read } from './attributes.ts'
import { VALUE_BYTES_MAX, vendorAttributes } from './codec.ts'
import type { Attribute } from './codec.ts'
import { BEST_KBPS, dialectOf } from './dialects.ts'
import type { DialectName } from './dialects.ts'
import type { AttributeName } from './dictionary.ts'

const NAMES = ['none', 'wispr', 'chillispot', 'mikrotik', 'cisco', 'filter-id'] as const
const NAMING = { prefix: 'tsuzuki-', portalUrl: 'https://renew.example.jp' }

function told(attributes: readonly Attribute[], name: AttributeName) {
  const packet = { code: 2, identifier: 0, authenticator: new Uint8Array(16), attributes }
  return read(indexAttributes(packet), name)
}

const speed = (name: DialectName, kbps: number | null) => dialectOf(name).speed(kbps, NAMING)

/** All values of one of Cisco's pairs, for there are several. */
function pairs(attributes: readonly Attribute[]): readonly string[] {
  return attributes.flatMap((one) => {
    const wrapped = vendorAttributes(one)
    assert.equal(wrapped?.vendor, 9)
    return wrapped.attributes.map(({ value }) => new TextDecoder().decode(value))
  })
}

describe('a dialect', () => {
  it('says a speed in the unit of its maker', () => {
    assert.deepEqual(speed('none', 300), [])
    assert.equal(told(speed('wispr', 300), 'WISPr-Bandwidth-Max-Up'), 300_000)
    assert.equal(told(speed('wispr', 300), 'WISPr-Bandwidth-Max-Down'), 300_000)
    assert.equal(told(speed('chillispot', 300), 'ChilliSpot-Bandwidth-Max-Up'), 300)
    assert.equal(told(speed('chillispot', 300), 'ChilliSpot-Bandwidth-Max-Down'), 300)
    assert.equal(told(speed('mikrotik', 300), 'Mikrotik-Rate-Limit'), '300k/300k')
    assert.equal(told(speed('filter-id', 300), 'Filter-Id'), 'tsuzuki-300k')
    assert.deepEqual(pairs(speed('cisco', 300)), [
      'ip:sub-qos-policy-in=tsuzuki-300k',
      'ip:sub-qos-policy-out=tsuzuki-300k',
    ])
  })

  it('takes an earlier limit away where the best is given', () => {
    const most = BEST_KBPS * 1_000
    assert.equal(told(speed('wispr', null), 'WISPr-Bandwidth-Max-Down'), most)
    assert.equal(told(speed('wispr', BEST_KBPS + 1), 'WISPr-Bandwidth-Max-Down'), most)
    assert.ok(most < 2 ** 31)
    assert.equal(told(speed('chillispot', null), 'ChilliSpot-Bandwidth-Max-Up'), BEST_KBPS)
    assert.equal(told(speed('mikrotik', null), 'Mikrotik-Rate-Limit'), '0/0')
    assert.equal(told(speed('mikrotik', null), 'Mikrotik-Address-List'), 'tsuzuki-full')
    assert.equal(told(speed('filter-id', null), 'Filter-Id'), 'tsuzuki-full')
  })

  it('has words for the renewal pages alone, or none', () => {
    const portal = (name: DialectName) => dialectOf(name).portal?.(NAMING) ?? []
    assert.equal(told(portal('mikrotik'), 'Mikrotik-Address-List'), 'tsuzuki-portal')
    assert.equal(told(portal('filter-id'), 'Filter-Id'), 'tsuzuki-portal')
    assert.deepEqual(pairs(portal('cisco')), [
      'url-redirect-acl=tsuzuki-portal',
      'url-redirect=https://renew.example.jp',
    ])
    for (const none of ['none', 'wispr', 'chillispot'] as const) {
      assert.equal(dialectOf(none).portal, null)
    }
  })

  it('fits every speed into attributes', () => {
    const kbps = fc.option(fc.integer({ min: 1, max: 100_000_000 }), { nil: null })
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), kbps, (name, rate) => {
        for (const { value } of speed(name, rate)) assert.ok(value.length <= VALUE_BYTES_MAX)
      }),
    )
  })
})
