import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { LANGUAGES } from '../../domain/basics/language.ts'
import { instant, isBefore } from '../../domain/basics/time.ts'
import { termsInForce } from '../../domain/catalogue/catalogue.ts'
import { onSale } from '../../domain/catalogue/offer.ts'
import { isSoundValidity, validUntil } from '../../domain/catalogue/validity.ts'
import { CORNER_SHOP, readWorldFolder } from './read-folder.ts'

const { catalogue, cards, world, operator, staff } = readWorldFolder(CORNER_SHOP)
const offers = [...catalogue.offers.values()]
const NOW = instant('2026-11-22T10:00:00Z')

suite('the catalogue of the corner shop', () => {
  for (const offer of offers) {
    test(`sells ${offer.id}, which is sound, named in five languages and ends after it begins`, () => {
      assert.ok(isSoundValidity(offer.grant.validity))
      assert.ok(onSale(offer, NOW))
      assert.ok(catalogue.networks.has(offer.network))
      assert.equal(new Set(LANGUAGES.map((language) => offer.name[language])).size >= 4, true)
      const until = validUntil(offer.grant.validity, NOW)
      assert.ok(until === null || isBefore(NOW, until))
    })
  }

  test('has every shape of validity, allowance, start and stacking that can be sold', () => {
    const kinds = (pick: (offer: (typeof offers)[number]) => string) =>
      [...new Set(offers.map(pick))].toSorted()
    assert.deepEqual(
      kinds((offer) => offer.grant.validity.kind),
      [
        'calendar_days',
        'calendar_month',
        'days_to_day_end',
        'end_of_month',
        'hours',
        'monthly_anniversary',
        'until_used',
      ],
    )
    assert.deepEqual(
      kinds((offer) => offer.grant.allowance.kind),
      ['daily', 'total', 'unlimited'],
    )
    assert.deepEqual(
      kinds((offer) => offer.grant.stacking.kind),
      ['extends', 'independent', 'queues'],
    )
    assert.deepEqual(
      kinds((offer) => offer.grant.start.kind),
      ['first_use', 'now'],
    )
    assert.deepEqual(
      kinds((offer) => offer.network),
      ['au', 'docomo', 'softbank'],
    )
  })

  test('sells under three documents, each of at least eight paragraphs in every language', () => {
    const terms = termsInForce(catalogue, NOW)
    assert.equal(terms.length, 3)
    for (const one of terms) {
      const paragraphs = LANGUAGES.map((language) => one.text[language].split('\n').length)
      assert.equal(new Set(paragraphs).size, 1, `${one.kind} says as much in every language`)
      assert.ok((paragraphs[0] ?? 0) >= 8)
    }
  })

  test('names a seller, and passwords for its staff in the sandbox', () => {
    assert.match(operator.view.invoiceNumber ?? '', /^T\d{13}$/)
    assert.deepEqual(
      world.staff.map((one) => one.name),
      staff.map((one) => one.name),
    )
  })

  test('has a card for every line, and nobody real behind any address', () => {
    assert.deepEqual(
      cards.map((card) => card.iccid),
      world.lines.map((line) => line.card),
    )
    for (const { email } of world.customers) assert.match(email, /@(?:example\.com|\w+\.test)$/)
  })
})
