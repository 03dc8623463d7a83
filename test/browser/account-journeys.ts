/** Accounts: a new person with a first card, what wrong numbers are told, passkeys. */
import assert from 'node:assert/strict'
import { ACTIVATION_TRIES_MAX } from '../../src/domain/line/activation.ts'
import type { Page } from 'playwright-core'
import { lineOf, linesOf, type DemoLine } from './product.ts'
import { button, follow, heading, link, mainText, wordsOn, type Journey } from './visiting.ts'

const WRONG_CODE = '0000000000'

export const accountJourneys: readonly Journey[] = [
  [
    'A new person with a Latin name registers and adds a card; a wrong digit of it is named',
    async ({ product, visit }) => {
      const { page, url } = await visit()
      const line = lineOf(product.world, 'fresh', null)
      await register(page, product.codeSent, 'maria.silva@mail.test', 'Maria da Silva')
      assert.equal(page.url(), `${url}/lines`)
      assert.match(await mainText(page), /还没有上网卡/)
      await follow(page, link(page, '添加上网卡'))

      const wrong = { ...line, iccid: withOtherLastDigit(line.iccid) }
      await addCard(page, wrong)
      assert.match(
        await mainText(page),
        /最后一位应为 \d，现在是 \d|第 \d+ 位和第 \d+ 位可能颠倒了/,
      )
      const { fields } = await wordsOn(page)
      const typed = await page.getByLabel(fields.iccid).inputValue()
      assert.equal(typed, wrong.iccid, 'what was typed is kept')
      assert.equal(await page.getByLabel(fields.activationCode).inputValue(), '')

      const spaced = line.iccid.replaceAll(/(.{4})/g, '$1 ')
      await addCard(page, { ...line, iccid: spaced })
      assert.equal(page.url(), `${url}/lines/${line.id}`)
      assert.match(await mainText(page), /还没有开始使用/)
      await page.goto('/profile')
      assert.equal(await page.getByLabel(fields.displayName).inputValue(), 'Maria da Silva')
    },
  ],
  [
    'A wrong code and an unknown card get the same answer, and too many tries lock the card',
    async ({ product, visit }) => {
      const { page } = await visit({ as: 'he.junjie@post.test' })
      const line = linesOf(product.world, 'fresh')
        .filter((one) => one.holder === null)
        .at(-1)
      assert.ok(line)
      await page.goto('/lines/new')
      await addCard(page, { iccid: '8981100000000000002', activationCode: WRONG_CODE })
      const unknown = await page.getByRole('alert').innerText()
      for (let tries = 0; tries < ACTIVATION_TRIES_MAX; tries += 1) {
        await addCard(page, { ...line, activationCode: WRONG_CODE })
        assert.equal(await page.getByRole('alert').innerText(), unknown)
      }
      await addCard(page, line)
      assert.equal(await page.getByRole('alert').innerText(), unknown, 'the right code is too late')
    },
  ],
  [
    'A card that another account holds is not given away, and stays where it is',
    async ({ product, visit }) => {
      const { page } = await visit({ as: 'he.junjie@post.test' })
      const line = lineOf(product.world, 'year')
      await page.goto('/lines/new')
      await addCard(page, line)
      assert.match(await page.getByRole('alert').innerText(), /这张卡在另一个账户里/)
      await page.goto(`/lines/${line.id}`)
      assert.match(await heading(page), /找不到这个页面/)
    },
  ],
  [
    'A passkey is added, and signs in without a code',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'fresh', 'he.junjie@post.test')
      const { page, url } = await visit({
        scripts: true,
        host: 'localhost',
        as: line.holder ?? '',
      })
      await addAuthenticator(page)
      await page.goto('/passkeys')
      await page.getByLabel('名称').fill('我的手机 <b>')
      await follow(page, button(page, '添加通行密钥'))
      const listed = page.locator('main ul.list li')
      assert.match(await listed.innerText(), /我的手机 <b>\s+添加于 .*还没有用过/)

      await follow(page, button(page, '退出登录'))
      await page.goto(`/lines/${line.id}`)
      assert.equal(page.url(), `${url}/sign-in`)
      await follow(page, button(page, '用通行密钥登录'))
      assert.equal(page.url(), `${url}/lines/${line.id}`)
      await page.goto('/sign-ins')
      assert.match(await mainText(page), /通行密钥/)

      await page.goto('/passkeys')
      assert.match(await listed.innerText(), /最近使用/)
      await follow(page, page.getByRole('button', { name: '移除' }))
      assert.match(await mainText(page), /还没有通行密钥/)
      await follow(page, button(page, '退出登录'))
      await page.goto('/sign-in')
      await follow(page, button(page, '用通行密钥登录'))
      assert.match(await page.getByRole('alert').innerText(), /没有找到这个通行密钥/)
    },
  ],
  [
    'The profile is edited, and a name full of markup is only a name',
    async ({ visit }) => {
      const { page, complaints } = await visit({ scripts: true, as: 'ma.chao@mail.test' })
      const hostile = `<script>document.title='hacked'</script>"'&<img src=x>`
      await page.goto('/profile')
      await page.getByLabel('称呼').fill(hostile)
      await follow(page, button(page, '保存'))
      assert.match(await mainText(page), /已保存。/)
      assert.equal(await page.getByLabel('称呼').inputValue(), hostile)
      for (const path of ['/profile', '/lines', '/sign-ins', '/agreements', '/orders']) {
        await page.goto(path)
        assert.equal(await page.locator('main img, main script').count(), 0, path)
        assert.doesNotMatch(await page.title(), /hacked/)
      }
      assert.deepEqual(complaints, [])
    },
  ],
]

type CodeSent = (email: string, act: () => Promise<unknown>) => Promise<string>

async function register(
  page: Page,
  codeSent: CodeSent,
  email: string,
  name: string,
): Promise<void> {
  await page.goto('/')
  await follow(page, link(page, '注册账户'))
  await page.getByLabel('电子邮箱').fill(email)
  await page.getByLabel('称呼').fill(name)
  await page.getByLabel('国家或地区').selectOption('BR')
  const code = await codeSent(email, () => follow(page, button(page, '注册并发送验证码')))
  await page.getByLabel('验证码').fill(code)
  await follow(page, button(page, '登录'))
  assert.equal(await page.getByLabel('称呼').inputValue(), name, 'what was typed is kept')
  await follow(page, button(page, '完成注册'))
}

async function addCard(
  page: Page,
  card: Pick<DemoLine, 'iccid' | 'activationCode'>,
): Promise<void> {
  await page.getByLabel('上网卡编号（ICCID）').fill(card.iccid)
  await page.getByLabel('激活码').fill(card.activationCode)
  await follow(page, button(page, '添加'))
}

function withOtherLastDigit(iccid: string): string {
  return `${iccid.slice(0, -1)}${(Number(iccid.at(-1)) + 1) % 10}`
}

/** A platform authenticator that says yes, inside the browser. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
