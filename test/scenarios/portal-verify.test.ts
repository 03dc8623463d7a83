/** Official or not, and the directory it goes by, through the portal's own door. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { isSignedDirectory } from '../../src/adapters/secrets/directory-key.ts'
import { referenceOf } from '../../src/app/directory/publication.ts'
import { QUERY_LENGTH_MAX } from '../../src/channels/web/routes/verify-routes.tsx'
import { LIMITS } from '../../src/app/limits/table.ts'
import { verifyWords } from '../../src/channels/web/words/verify/words.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { CORNER_SHOP, readWorldFolder } from '../../src/main/world/read-folder.ts'
import { openPaying, type PayingWorld } from './paying-world.ts'

const { directory } = readWorldFolder(CORNER_SHOP)
const AD =
  '日本流量卡限时充值！充100送50%，官方渠道，加微信 jp_data888，价目图 https://t.cn/A6xyz.jpg'
const NOTICE =
  '【角屋通信】您的流量包明天到期。续费：https://renew.kadoya.example.com 热线 +81 3-0000-0142'

suite('Official or not', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
    const operator = { ...world.app.operator(), directory }
    Object.assign(world.app, { operator: () => operator })
  })
  after(() => world.close())

  const visitor = (language = 'zh-CN', browser = crypto.randomUUID()) =>
    world.browser({ language, browser })

  test('calls a recharge advertisement what it is, an own notice official, a stranger unknown', async () => {
    for (const language of LANGUAGES) {
      const said = verifyWords(language)
      const browser = visitor(language)
      await browser.get('/verify')
      await browser.send('/verify', { message: AD })
      const page = browser.text()
      for (const sentence of [
        said.headings.alarm[0],
        said.links.shortened('t.cn/a6xyz.jpg'),
        said.links.picture('t.cn/a6xyz.jpg'),
        said.reasons.chat_account('jp_data888'),
        said.says.limited_time,
        said.says.bonus,
        said.advice.do_not_pay,
        said.advice.do_not_add,
        '188',
        '#9110',
        '03-5449-0906',
      ]) {
        assert.ok(page.includes(sentence), `${language}: ${sentence}`)
      }
      await browser.send('/verify', { message: NOTICE })
      assert.ok(browser.text().includes(said.headings.official[0]), language)
      await browser.send('/verify', { message: 'Sakura SIM 10% off https://sakura.example' })
      assert.ok(browser.text().includes(said.headings.unknown[0]), language)
      assert.ok(!browser.text().includes(said.headings.alarm[0]), language)
    }
  })

  test('answers short things from the address, and leaves long ones to the form', async () => {
    const said = verifyWords('en')
    const browser = visitor('en')
    const ask = (q: string) => browser.get(`/verify?${new URLSearchParams({ q }).toString()}`)
    await ask('00051234')
    assert.ok(browser.text().includes(said.headings.official[1]))
    await ask(`https://kadoya.example.com/${'x'.repeat(QUERY_LENGTH_MAX)}`)
    assert.equal(browser.status, 200)
    assert.doesNotMatch(browser.page, /id="verdict"/)
    for (const query of ['?q=a&q=b', '?q=', '?q[a]=b']) {
      await browser.get(`/verify${query}`)
      assert.equal(browser.status, 200, query)
    }
  })

  test('knows the codes of its own shops, and no others', async () => {
    const said = verifyWords('en')
    const browser = visitor('en')
    const reference = referenceOf('shinjuku', world.app.vault)
    await browser.get('/directory/shinjuku')
    assert.ok(browser.page.includes(`/verify?q=${reference}`))
    await browser.get(`/verify?q=${reference}`)
    assert.ok(browser.text().includes(said.headings.seller[1]))
    assert.match(browser.text(), /Kadoya Shinjuku/)
    await browser.get('/verify?q=ref-shinjuku-0000000000000000')
    assert.ok(browser.text().includes(said.headings.false_code[1]))
    await browser.get('/directory/portal')
    assert.equal(browser.status, 404)
  })

  test('publishes its directory with a signature that others can check', async () => {
    const fetched = (url: string) => world.portal.inject({ url })
    const [list, signature, key] = await Promise.all([
      fetched('/directory.json'),
      fetched('/directory.sig'),
      fetched('/.well-known/tsuzuki-directory-key.json'),
    ])
    const { x } = JSON.parse(key.body) as { x: string }
    const publicKey = Buffer.from(x, 'base64url').toString('base64')
    const signed = { signature: signature.body, publicKey }
    assert.equal(isSignedDirectory({ ...signed, text: list.body }), true)
    assert.equal(
      isSignedDirectory({ ...signed, text: list.body.replace('kadoya', 'kad0ya') }),
      false,
    )
    const browser = visitor('en')
    await browser.get('/directory')
    assert.ok(browser.page.includes(publicKey))
    assert.match(browser.text(), /@kadoya_tsushin .*Kadoya Kyoto/)
  })

  test('is asked so often and no more, keeps what was typed, and says when again', async () => {
    const browser = visitor('en')
    await browser.get('/verify')
    for (let at = 0; at < LIMITS.verifications.max.visitor; at += 1) {
      await browser.send('/verify', { message: 'x' })
      assert.equal(browser.status, 200)
    }
    await browser.send('/verify', { message: 'still here' })
    assert.equal(browser.status, 429)
    assert.match(browser.page, />still here<\/textarea>/)
    assert.match(browser.text(), new RegExp(`try again in ${LIMITS.verifications.minutes} minutes`))
    const other = visitor('en')
    await other.get('/verify')
    await other.send('/verify', { message: 'x' })
    assert.equal(other.status, 200)
  })
})
