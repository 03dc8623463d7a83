import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { suite, test } from 'node:test'
import { LANGUAGES } from '../../domain/basics/language.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../domain/call/call.ts'
import { ANSWER_TOPICS } from '../../domain/call/answer.ts'
import { instant, isBefore } from '../../domain/basics/time.ts'
import { announced } from '../../domain/agreement/accepting.ts'
import { differenceOf, paragraphsOf } from '../../domain/agreement/difference.ts'
import { termsInForce } from '../../domain/catalogue/catalogue.ts'
import { onSale } from '../../domain/catalogue/offer.ts'
import { isSoundValidity, validUntil } from '../../domain/catalogue/validity.ts'
import { CORNER_SHOP, readWorldFolder } from './read-folder.ts'

const { catalogue, cards, world, operator, answers, staff } = readWorldFolder(CORNER_SHOP)
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

  test('every version says as much in every language, and none is copied from another', () => {
    for (const { kind, version, title, text } of catalogue.terms) {
      const name = `${kind} ${version}`
      const paragraphs = LANGUAGES.map((language) => paragraphsOf(text[language]).length)
      assert.equal(new Set(paragraphs).size, 1, name)
      assert.equal(new Set(LANGUAGES.map((language) => text[language])).size, 5, name)
      assert.doesNotMatch(text.ko + title.ko, /[\p{Script=Han}\p{Script=Hiragana}]/u, name)
    }
  })

  test('has a document of each kind, one that changed and one that is going to', () => {
    const { terms } = catalogue
    const kinds = [...new Set(terms.map(({ kind }) => kind as string))].toSorted()
    assert.deepEqual(kinds, [
      'auto-renewal',
      'gift-card',
      'privacy-notice',
      'service-terms',
      'validity-and-cancellation',
    ])
    assert.deepEqual(
      announced(terms, NOW).map((one) => `${one.kind} ${one.version}`),
      ['privacy-notice 2'],
    )
    const [first, second] = terms.filter(({ kind }) => kind === 'service-terms')
    assert.ok(first !== undefined && second !== undefined)
    for (const language of LANGUAGES) {
      const passages = differenceOf(first.text[language], second.text[language])
      const kindsOf = Object.groupBy(passages, ({ kind }) => kind)
      assert.equal(kindsOf.gone, undefined, language)
      assert.equal(kindsOf.added?.length, 1, language)
      assert.equal(kindsOf.same?.length, 9, language)
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

const VOICES: Readonly<Record<SpokenLanguage, string>> = {
  zh: 'cmn-latn-pinyin',
  en: 'en',
  ja: 'ja',
  ko: 'ko',
}
const speaks = spawnSync('espeak-ng', ['--version']).status === 0

suite('the answers of the corner shop', () => {
  test('cover every topic', () => {
    const topics = new Set(answers.map(({ topic }) => topic))
    assert.deepEqual(
      ANSWER_TOPICS.filter((topic) => !topics.has(topic)),
      [],
    )
  })

  test('are written in each language, not copied from another', () => {
    for (const { id, question, answer } of answers) {
      assert.equal(new Set(LANGUAGES.map((language) => question[language])).size, 5, id)
      assert.equal(new Set(LANGUAGES.map((language) => answer[language])).size, 5, id)
      assert.doesNotMatch(question.ko + answer.ko, /[\p{Script=Han}\p{Script=Hiragana}]/u, id)
      assert.doesNotMatch(question.en + answer.en, /[\p{Script=Han}\p{Script=Hangul}]/u, id)
    }
  })

  test('have one syllable of pinyin for each Chinese character', () => {
    for (const { id, spoken } of answers) {
      for (const { text, reading } of [spoken?.question.zh, spoken?.answer.zh].filter(
        (heard) => heard !== undefined,
      )) {
        const syllables = reading.match(/[a-zü]+[1-5]/g)?.length
        assert.equal(syllables, text.match(/\p{Script=Han}/gu)?.length, `${id}: ${text}`)
      }
    }
  })

  test('are read aloud without a letter spelled out', { skip: !speaks }, () => {
    const heard = [operator.view.hotline.spokenName, ...answers.map(({ spoken }) => spoken)]
    const spoken = heard.flatMap((one) =>
      one === null ? [] : 'zh' in one ? [one] : [one.question, one.answer],
    )
    for (const language of SPOKEN_LANGUAGES) {
      const lines = spoken.map((one) => one[language].reading)
      const said = spawnSync('espeak-ng', ['-xq', '-v', VOICES[language], '--', lines.join('\n')])
      const phonemes = said.stdout.toString()
      assert.ok(phonemes.trim().length > lines.length, language)
      if (language !== 'en') assert.doesNotMatch(phonemes, /\(en\)|letter/, language)
    }
  })
})
