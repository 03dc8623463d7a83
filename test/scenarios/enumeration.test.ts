/**
 * Whether something exists is told to nobody who may not know: each pair of questions gets the same
 * status, headers and body, after the same statements and the same hashes. Nothing here is timed;
 * `npm run bench -- enumeration` prints what a clock sees.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { openGround, type Ground } from '../../bench/ground.ts'
import { createHotline } from '../../src/channels/hotline/answering.ts'
import { card } from '../contracts/care-world.ts'
import { ring } from '../contracts/hotline-world.ts'
import {
  openEnumeration,
  placed,
  type EnumerationWorld,
  type Pair,
  type Ready,
  type Told,
  type Way,
} from './enumeration-world.ts'

const FORM = 'application/x-www-form-urlencoded'
/** A mailbox that is written for the first time is inserted, one known before moved on. */
const SAME_WORK = new Map([
  ['sql insert_homes', 'sql homes'],
  ['sql touch_homes', 'sql homes'],
])

describe('Known and unknown are answered alike', () => {
  let ground: Ground
  let world: EnumerationWorld
  before(async () => {
    ground = await openGround()
    world = await openEnumeration(ground)
  })
  after(async () => {
    await world?.close()
    await ground?.close()
  })
  const way: Way = (asked) =>
    inject(asked.path.startsWith('/staff') ? world.console : world.portal, asked)

  async function answered(ready: Ready) {
    world.takeWork()
    const told = await ready.ask()
    const work = world.takeWork().map((one) => SAME_WORK.get(one) ?? one)
    return { told: plain(told, ready.typed), work: work.toSorted() }
  }

  async function alike(pair: Pair): Promise<readonly string[]> {
    // Who tries for the first time is written down in a statement more, whatever they ask about.
    await (await pair.unknown(way)).ask()
    const known = await answered(await pair.known(way))
    const unknown = await answered(await pair.unknown(way))
    assert.deepEqual(unknown.told, known.told, pair.name)
    assert.deepEqual(unknown.work, known.work, pair.name)
    return known.work
  }

  const named = (name: string) => {
    const pair = world.pairs.find((one) => one.name === name)
    assert.ok(pair !== undefined, name)
    return pair
  }

  test('a wrong code for somebody else’s card, and for a card of nobody', async () => {
    const work = await alike(named('card'))
    assert.ok(work.includes('hash activation_code') && work.includes('sql save_lines'))
  })

  test('a gift card that is used or expired, and one that never was', async () => {
    for (const state of ['used', 'expired']) {
      assert.ok((await alike(named(`gift card, ${state}`))).includes('hash gift_code'))
    }
  })

  test('an address with an account and one without; the letter is a job in both cases', async () => {
    const work = await alike(named('e-mail, code asked for'))
    assert.equal(work.filter((one) => one === 'sql enqueue').length, 1)
    await alike(named('e-mail, wrong code'))
  })

  test('digits of an order that are over, and digits of none', async () => {
    await alike(named('short code'))
  })

  test('a false link to somebody’s order, and a link to none', async () => {
    assert.ok((await alike(named('pay-link'))).includes('hash pay_link'))
  })

  test('a name of staff with a wrong password, and a name that nobody has', async () => {
    const work = await alike(named('staff name'))
    assert.equal(work.filter((one) => one === 'hash argon2id').length, 1)
    assert.ok(work.includes('sql save_staff'))
  })

  test('a wrong code keyed on a call for somebody’s card, and for a card of nobody', async () => {
    const { app } = world.paying
    const hotline = createHotline({ app, isHoliday: () => false, sandbox: false })
    const said = async (iccid: string) => {
      const phone = await (await ring({ hotline })).key('2', '1', iccid)
      world.takeWork()
      const { answered } = await phone.key('9999999999')
      return { reply: answered.reply, work: world.takeWork() }
    }
    const nobodys = '8981100000000000010'
    await said(nobodys)
    const known = await said((await card({ app })).sim.iccid)
    assert.deepEqual(await said(nobodys), known)
    assert.ok(known.work.includes('hash activation_code') && known.work.includes('sql save_lines'))
  })

  test('a page of somebody else’s line or order, and of none', async () => {
    const { paying } = world
    const mine = await paying.holder()
    const theirs = await paying.holder()
    const { order } = await placed(paying)
    for (const path of ['/lines/ID', '/lines/ID/renewals', '/orders/ID']) {
      const ask = (id: string) => {
        const { cookies } = mine
        return {
          typed: [id],
          ask: () => way({ method: 'GET', path: path.replace('ID', id), cookies, fields: null }),
        }
      }
      const foreign = await answered(ask(path.startsWith('/orders') ? order : theirs.line))
      const none = await answered(ask(paying.app.ids.next()))
      assert.deepEqual(none, foreign, path)
    }
  })
})

async function inject(server: FastifyInstance, asked: Parameters<Way>[0]): Promise<Told> {
  const { method, path: url, cookies, fields } = asked
  const answer = await server.inject({
    method,
    url,
    cookies: { ...cookies },
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(fields === null ? {} : { 'content-type': FORM }),
    },
    ...(fields === null ? {} : { payload: new URLSearchParams(fields).toString() }),
  })
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
  const setCookies = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(headers) as Record<string, string>,
    setCookies,
    body: answer.body,
  }
}

/** Without what is random or was typed: keys of forms, sealed cookies, figures of the limit. */
function plain({ status, headers, setCookies, body }: Told, typed: readonly string[]) {
  const same = typed
    .filter((one) => one !== '')
    .reduce((text, one) => text.replaceAll(one, 'TYPED'), body)
  return {
    status,
    headers: Object.entries(headers)
      .filter(([name]) => !/^(date|set-cookie|x-ratelimit-(remaining|reset))$/.test(name))
      .toSorted(),
    cookies: setCookies.map((cookie) => cookie.replace(/=.*/, '')),
    body: same.replace(/name="(key|csrf|sealed)" value="[^"]*"/g, 'name="$1"'),
  }
}
