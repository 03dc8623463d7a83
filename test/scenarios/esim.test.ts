/**
 * An eSIM from the counter to the phone, through the running product: ordered, shown as text and
 * QR code, installed, told by the SM-DP+; given up before that; and shown to its holder in the
 * portal. The SM-DP+ is the sandbox's.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { PHONE_PATH } from '../../src/adapters/smdp/sandbox-smdp.ts'
import { profileWords } from '../../src/channels/counter/words/profiles.ts'
import { QrCode } from '../../src/channels/qr-code.tsx'
import { installWords } from '../../src/channels/web/words/install.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { ES2_NOTIFICATION_PATHS } from '../../src/domain/esim/es2plus.ts'
import { formatInstallCode, parseInstallCode } from '../../src/domain/esim/install-code.ts'
import { until } from '../browser/product.ts'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { passport } from './passport.ts'

const EN = profileWords('en')
const PORTAL = installWords('en')

interface StaffTold {
  readonly name: string
  readonly password: string
  readonly oneTimeCode: string
}
type EsimLine = DemoLine & { readonly form: 'card' | 'esim' }

/** Keeps cookies, and posts the form of the page that it saw last. */
class Visitor {
  readonly #url: string
  readonly #cookies = new Map<string, string>()
  page = ''

  constructor(url: string) {
    this.#url = url
  }

  get(path: string): Promise<number> {
    return this.#ask(path, null)
  }

  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<number> {
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(this.page)?.[1] ?? ''
    return this.#ask(path, { csrf: hidden('csrf'), key: hidden('key'), ...fields })
  }

  async #ask(path: string, fields: Readonly<Record<string, string>> | null): Promise<number> {
    const answer = await fetch(new URL(path, this.#url), {
      method: fields === null ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        'accept-language': 'en',
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(fields === null ? {} : { body: new URLSearchParams(fields) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to !== null) return this.get(to)
    this.page = await answer.text()
    return answer.status
  }
}

suite('An eSIM', () => {
  async function codeMailed(email: string): Promise<string | undefined> {
    const answer = await fetch(`${product.url}/sandbox/mail?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    })
    const { mails } = (await answer.json()) as { readonly mails: readonly { text: string }[] }
    return mails.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []).at(0)
  }

  let product: Product
  let clerk: Visitor
  let lines: readonly EsimLine[]
  before(async () => {
    product = await startProduct()
    const { lines: all, staff } = await product.world()
    lines = (all as readonly EsimLine[]).filter(({ form }) => form === 'esim')
    const lin = present(
      (staff as readonly StaffTold[]).find(({ name }) => name === 'lin'),
      'Lin works here',
    )
    clerk = new Visitor(product.url)
    await clerk.get('/staff/sign-in')
    const { name, password, oneTimeCode: code } = lin
    assert.equal(await clerk.post('/staff/sign-in', { name, password, code }), 200, clerk.page)
  })
  after(() => product.remove())

  const line = (place: number) => present(lines[place], 'the demo has eSIMs')
  const at = ({ id }: DemoLine, page: string) => `/staff/lines/${id}/${page}`

  /** A document is seen and judged, as for any risky act. */
  async function known(one: DemoLine): Promise<void> {
    await clerk.get(at(one, 'identity'))
    await clerk.post(at(one, 'identity'), { document: passport(), to: '' })
    const read = /name="read" value="([^"]*)"/.exec(clerk.page)?.[1] ?? ''
    await clerk.post(at(one, 'identity/checks'), { read, to: '', holder: 'yes' })
  }

  /** Ordered and released; the code that the page then shows. */
  async function ordered(one: DemoLine): Promise<string> {
    await known(one)
    await clerk.get(at(one, 'profile'))
    assert.equal(await clerk.post(at(one, 'profile'), { eid: '' }), 200, clerk.page)
    assert.ok(clerk.page.includes(EN.done.ordered), clerk.page)
    assert.ok(clerk.page.includes(EN.states.released))
    assert.ok(!clerk.page.includes('LPA:'), 'a code is shown to whoever asks for it alone')
    assert.equal(await clerk.post(at(one, 'profile/code')), 200)
    return codeOn(clerk.page)
  }

  function codeOn(page: string): string {
    const text = /<code[^>]*>(LPA:[^<]+)<\/code>/.exec(page)?.[1]
    return present(text, `a code is on the page: ${page}`)
  }

  function install(code: string, eid: string) {
    const smdp = `http://127.0.0.1:${product.ports['smdp']}${PHONE_PATH}`
    return fetch(smdp, { method: 'POST', body: JSON.stringify({ code, eid }) })
  }

  /** As the list of cards says it; the SM-DP+ binds each profile to its chip. */
  const EIDS: Readonly<Record<string, string>> = {
    '8981100424300042748': '89049032009613762392284201978191',
    '8981109356900046078': '89049032001501421718520937145110',
  }

  test('needs a document of its holder first', async () => {
    await clerk.get(at(line(2), 'profile'))
    assert.ok(!clerk.page.includes(EN.order))
    assert.equal(await clerk.post(at(line(2), 'profile'), { eid: '' }), 422)
  })

  test('is ordered, read from the page by a phone, and told to be installed', async () => {
    const code = await ordered(line(0))
    const read = parseInstallCode(code)
    assert.ok(read.ok)
    assert.equal(formatInstallCode(read.value), code)
    const drawn = renderToString(QrCode({ text: code, label: EN.codeLabel }))
    const path = /d="([^"]+)"/.exec(drawn)?.[1] ?? 'nothing'
    assert.ok(clerk.page.includes(path), 'the QR code is of the text beside it')

    const stranger = '89049032123451234512345678901235'
    assert.equal((await install(code, stranger)).status, 409)
    const phone = await install(code, EIDS[line(0).iccid] ?? '')
    assert.equal(phone.status, 200)
    await clerk.get(at(line(0), 'profile'))
    assert.ok(clerk.page.includes(EN.states.installed))
    assert.equal(await clerk.post(at(line(0), 'profile/code')), 422)
    assert.equal((await install(code, EIDS[line(0).iccid] ?? '')).status, 409)
  })

  test('is given up before a phone has it, and its code is dead then', async () => {
    const code = await ordered(line(1))
    assert.equal(await clerk.post(at(line(1), 'profile/cancelling')), 200)
    assert.ok(clerk.page.includes(EN.done.cancelled))
    assert.equal((await install(code, EIDS[line(1).iccid] ?? '')).status, 409)
    const again = await ordered(line(1))
    assert.notEqual(again, code)
  })

  test('is believed installed of nobody who does not prove to be the SM-DP+', async () => {
    const news = {
      header: { functionRequesterIdentifier: 'smdp', functionCallIdentifier: '1' },
      iccid: line(1).iccid,
      notificationPointId: 4,
      notificationPointStatus: { status: 'Executed-Success' },
    }
    for (const path of ES2_NOTIFICATION_PATHS) {
      for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${btoa('a:b')}`]) {
        const answer = await fetch(`${product.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify(news),
        })
        assert.equal(answer.status, 401)
      }
    }
    await clerk.get(at(line(1), 'profile'))
    assert.ok(clerk.page.includes(EN.states.released))
  })

  test('is shown to its holder in the portal, who signed in a moment ago', async () => {
    const one = line(1)
    const { accounts } = await product.world()
    const { email } = present(
      accounts.find(({ id, email }) => id === one.holder || email === one.holder),
      'the line is held',
    )
    const holder = new Visitor(product.url)
    assert.equal(await holder.get(`/lines/${one.id}/install`), 200)
    assert.ok(!holder.page.includes(PORTAL.title), 'nobody else sees it')
    await holder.get('/sign-in')
    await holder.post('/sign-in', { email })
    const code = await until('a code by mail', () => codeMailed(email))
    await holder.post('/sign-in/code', { email, code })
    assert.equal(await holder.get(`/lines/${one.id}`), 200)
    assert.ok(holder.page.includes(PORTAL.link), holder.page)
    await holder.get(`/lines/${one.id}/install`)
    assert.ok(holder.page.includes(PORTAL.state('released')))
    assert.ok(PORTAL.notes.every((note) => holder.page.includes(note)))
    assert.equal(await holder.post(`/lines/${one.id}/install`), 200)
    const shown = codeOn(holder.page)
    await clerk.get(at(one, 'profile'))
    await clerk.post(at(one, 'profile/code'))
    assert.equal(shown, codeOn(clerk.page))
    assert.equal(await holder.get(`/lines/${line(0).id}/install`), 404)
  })
})
