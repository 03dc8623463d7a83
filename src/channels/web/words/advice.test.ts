import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import { instant } from '../../../domain/basics/time.ts'
import { MONTH_OFFER, NOW } from '../pages/sample-offers.ts'
import { FACTS, PLANS, REASONS } from '../pages/sample-advice.tsx'
import { exhaustionText, needText, planTexts, proofText, reasonText } from './advice-sentences.ts'
import { voice } from './words.ts'

const plan = (name: string) => {
  const found = PLANS[name]
  assert.ok(found !== undefined, name)
  return found
}
const said = (name: string) => planTexts(plan(name), voice('en'))

suite('The advisor in words', () => {
  test('Every kind of fact and every reason is a whole sentence or a phrase of its own', () => {
    for (const language of LANGUAGES) {
      const told = planTexts(plan('plan-long'), voice(language))
      assert.equal(told.length, FACTS.length, language)
      assert.equal(new Set(told).size, told.length)
      for (const sentence of told) assert.match(sentence, /[.。]$/, `${language}: ${sentence}`)
      const reasons = REASONS.map((reason) => reasonText({ reason }, voice(language), NOW))
      assert.equal(new Set(reasons).size, REASONS.length)
      for (const name of Object.keys(PLANS)) {
        assert.match(needText(plan(name), voice(language)), /GB/)
      }
    }
  })

  test('What is bought, how far it goes and what it saves are told with their figures', () => {
    assert.deepEqual(said('plan-now'), [
      'In all: 2 × “24 hours unlimited” and “7 days · 2 GB a day”, JPY 2,750 together.',
      'That covers you through Mon 14 Dec.',
      'It costs JPY 620 less than buying your last pack “7 days · 2 GB a day” each time.',
    ])
    assert.equal(said('plan-later')[1], 'Nothing to buy now: wait until Wed 25 Nov, 00:00.')
    const chinese = planTexts(plan('plan-now'), voice('zh-CN'))
    assert.ok(chinese.includes('一共：2 个“24 小时不限量”和“7 天 · 每天 2 GB”，合计 2,750 日元。'))
    assert.ok(chinese.includes('比每次都买上次的“7 天 · 每天 2 GB”省 620 日元。'))
  })

  test('More served is told with what it costs, or that it costs the same', () => {
    const told = said('plan-long').join('\n')
    assert.match(told, /JPY 100 more than .*“30 days 10 GB” each time, and gives you 2.4 GB more/)
    assert.match(told, /costs the same as .*“30 GB for a year” each time, .* 1 GB more/)
  })

  test('How sure the plan is stands last, unless there is nothing to buy', () => {
    const proof = (name: string) => proofText(plan(name), voice('en'))
    assert.match(proof('plan-now') ?? '', /^All combinations were compared/)
    assert.match(proof('plan-long') ?? '', /at most JPY 120 more/)
    assert.match(proof('plan-later') ?? '', /at most 300 MB more at full speed/)
    assert.equal(proof('plan-nothing'), null)
  })

  test('One pack stands beside its price, so its sum is not told again', () => {
    const { steps } = plan('plan-now')
    const one = { ...plan('plan-now'), steps: steps.slice(0, 1) }
    assert.doesNotMatch(planTexts(one, voice('en')).join('\n'), /In all/)
  })

  test('A rule that is the same as another is told once', () => {
    const saving = { kind: 'saves', offer: MONTH_OFFER } as const
    const facts = FACTS.flatMap((fact) =>
      fact.kind === 'saves' ? [{ ...fact, ...saving, yenSaved: fact.costs.yen }] : [],
    )
    assert.equal(facts.length, 3)
    const told = planTexts({ ...plan('plan-now'), facts }, voice('en'))
    assert.equal(told.filter((one) => one.includes('less than')).length, 1)
  })

  test('Nothing needed and nothing that helps are told apart', () => {
    assert.deepEqual(said('plan-nothing'), [
      'What you have lasts through Sat 5 Dec. There is nothing to buy.',
    ])
    assert.match(said('plan-helpless').join('\n'), /^Nothing on sale now would help\.\nFrom /)
  })

  test('The end of the data is a day, a span, perhaps, or not before validity ends', () => {
    const at = (early: string | null, late: string | null) => {
      const [first, last] = [early, late].map((day) =>
        day === null ? null : instant(`${day}T06:00:00Z`),
      )
      const exhaustion = { early: first ?? null, median: null, late: last ?? null }
      return exhaustionText({ ...plan('plan-now'), exhaustion }, voice('en'))
    }
    assert.equal(
      at('2026-11-26', '2026-11-28'),
      'At this pace your data ends between Thu 26 Nov and Sat 28 Nov.',
    )
    assert.equal(at('2026-11-26', '2026-11-26'), 'At this pace your data ends on Thu 26 Nov.')
    assert.match(at('2026-11-26', null) ?? '', /as early as Thu 26 Nov; used sparingly/)
    assert.match(at(null, null) ?? '', /lasts until your validity ends/)
    assert.equal(exhaustionText({ ...plan('plan-now'), exhaustion: null }, voice('en')), null)
  })
})
