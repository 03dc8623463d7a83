import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { readNetworks, readOffers, PRICE_YEN_MAX, OFFERS_IN_A_FILE_MAX } from './catalogue-files.ts'
import { pathText, type Read } from './reading.ts'

const NAME = { 'zh-CN': '一', 'zh-TW': '一', en: 'One', ja: '一', ko: '하나' }

const OFFER = {
  id: 'one-gb',
  version: 1,
  network: 'au',
  family: 'one',
  name: NAME,
  length: 'daily',
  price: 300,
  tax_percent: 10,
  gigabyte: 'GB',
  validity: { kind: 'days_to_day_end', days: 3 },
  allowance: { kind: 'total', bytes: '1 GB' },
  after_allowance: { kind: 'throttle', kbps: 128 },
  start: 'now',
  stacking: 'independent',
  grace_days: 30,
  refund: 'none',
  on_sale_from: '2024-04-01',
  channels: ['web', 'api'],
}

const offersFile = (...offers: readonly object[]) => readOffers({ kind: 'offers', offers })

function troublesOf(read: Read<unknown>): readonly string[] {
  return read.ok ? [] : read.refusal.troubles.map((one) => `${pathText(one.path)}: ${one.message}`)
}

suite('an offers file', () => {
  test('becomes offers of the domain: yen, bytes, JST midnights', () => {
    const read = offersFile(OFFER)
    assert.ok(read.ok)
    const [offer] = read.value
    assert.equal(offer?.price, 300n)
    assert.deepEqual(offer?.grant.allowance, { kind: 'total', bytes: 1_000_000_000n })
    assert.equal(offer?.onSaleFrom.toString(), '2024-03-31T15:00:00Z')
    assert.equal(offer?.onSaleUntil, null)
  })

  test('counts gigabytes as the offer says, tenths too', () => {
    const binary = offersFile({
      ...OFFER,
      gigabyte: 'GiB',
      allowance: { kind: 'daily', bytes_per_day: '1.5 GB', reset_hour: 4 },
    })
    assert.ok(binary.ok)
    const allowance = binary.value[0]?.grant.allowance
    assert.deepEqual(allowance, { kind: 'daily', bytesPerDay: 1_610_612_736n, resetHour: 4 })
  })

  test('tells every trouble at once, each with its place', () => {
    const { ko: _ko, ...fourLanguages } = NAME
    const read = offersFile(
      { ...OFFER, price: 0, name: fourLanguages },
      { ...OFFER, id: 'Two GB', colour: 'red' },
    )
    assert.deepEqual(troublesOf(read), [
      'offers[1].name.ko: a text is needed here',
      `offers[1].price: a whole number from 1 to ${PRICE_YEN_MAX} is needed here`,
      `offers[2].colour: unknown; known are ${Object.keys(knownFields()).join(', ')}`,
      'offers[2].id: a name of lower-case words joined by dashes is needed here',
    ])
  })

  test('is refused when an end is told by nobody', () => {
    const read = offersFile({ ...OFFER, validity: 'told_by_wholesaler' })
    assert.deepEqual(troublesOf(read), [
      'offers[1].validity: nobody but another carrier could tell the end',
    ])
  })

  test('that others deliver promises no more than they can keep', () => {
    const elsewhere = {
      ...OFFER,
      validity: 'told_by_wholesaler',
      start: 'now',
      stacking: 'independent',
      refund: 'none',
      channels: ['web'],
      allowance: { kind: 'total', bytes: '3 GB' },
      fulfilment: { kind: 'manual', within_minutes: 10, note: 'Ask at the desk' },
    }
    const read = offersFile(elsewhere)
    assert.ok(read.ok)
    const delivers = { kind: 'manual', withinMinutes: 10, note: 'Ask at the desk' }
    assert.deepEqual(read.value[0]?.grant.fulfilment, delivers)
    const shape = { kind: 'wholesale', supplier: 'asia-esim' }
    const wholesale = { ...shape, plan: 'jp 3gb', within_minutes: 9 }
    const wrong = [
      { ...elsewhere, validity: { kind: 'hours', hours: 1 } },
      { ...elsewhere, stacking: 'extends' },
      { ...elsewhere, refund: 'pro_rata' },
      { ...elsewhere, channels: ['web', 'auto'] },
      { ...elsewhere, allowance: { kind: 'daily', bytes_per_day: '1 GB', reset_hour: 0 } },
      { ...elsewhere, fulfilment: wholesale },
    ]
    assert.deepEqual(troublesOf(offersFile(...wrong)), [
      'offers[1].validity: who delivers tells the end: told_by_wholesaler',
      'offers[2].stacking: what others deliver starts now and runs independent',
      'offers[3].refund: what others have delivered can not be taken back',
      'offers[4].channels: auto-renewal needs an offer that is delivered here',
      'offers[5].allowance: another carrier tells what is left in all, not a day',
      'offers[6].fulfilment.plan: what the wholesaler calls the plan, without spaces',
      'offers[6].fulfilment.within_minutes: a whole number from 10 to 2880 is needed here',
    ])
  })

  test('must say what follows an allowance that can end', () => {
    const { after_allowance: _after, ...silent } = OFFER
    assert.deepEqual(troublesOf(offersFile(silent)), [
      'offers[1].after_allowance: what follows the allowance must be said',
    ])
    assert.ok(offersFile({ ...silent, allowance: 'unlimited' }).ok)
  })

  test('holds one offer version once, and no more than the limit', () => {
    assert.deepEqual(troublesOf(offersFile(OFFER, OFFER)), [
      'offers[2]: one-gb version 1 is in this file twice',
    ])
    const many = Array.from({ length: OFFERS_IN_A_FILE_MAX + 1 }, () => OFFER)
    assert.deepEqual(troublesOf(offersFile(...many)), [
      `offers: no more than ${OFFERS_IN_A_FILE_MAX} are allowed here`,
    ])
  })

  test('holds a price at its limit and none beyond', () => {
    assert.ok(offersFile({ ...OFFER, price: PRICE_YEN_MAX }).ok)
    assert.equal(offersFile({ ...OFFER, price: PRICE_YEN_MAX + 1 }).ok, false)
    assert.equal(offersFile({ ...OFFER, price: 99.5 }).ok, false)
  })
})

function knownFields(): object {
  const order = [
    'id,version,network,family,name,length,price,tax_percent,gigabyte,validity,allowance',
    'after_allowance,full_kbps,start,stacking,grace_days,fulfilment,refund,on_sale_from',
    'on_sale_until,channels,id_required_from',
  ]
  return Object.fromEntries(order.flatMap((part) => part.split(',')).map((name) => [name, null]))
}

suite('a networks file', () => {
  const network = {
    id: 'au',
    name: NAME,
    iccid_prefixes: ['898130'],
    suspended_days: 30,
    unshared_pools: ['10.68.0.0/14', '2001:db8:4450::/44'],
  }
  const file = (one: object) => readNetworks({ kind: 'networks', networks: [one] })

  test('becomes networks', () => {
    const read = file(network)
    assert.ok(read.ok)
    assert.equal(read.value[0]?.alwaysOnKbps, null)
  })

  for (const pool of ['10.0.0.0', '300.0.0.0/8', '10.0.0.0/33', '2001:db8::/65', 'everywhere']) {
    test(`takes ${pool} for no address pool`, () => {
      const read = file({ ...network, unshared_pools: [pool] })
      assert.match(
        troublesOf(read)[0] ?? '',
        /^networks\[1\]\.unshared_pools\[1\]: an address pool/,
      )
    })
  }
})
