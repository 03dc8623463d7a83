import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { signedPost } from '../../../../test/contracts/twiml-provider.ts'
import {
  CALLER,
  FIRST,
  OLD_TOKEN,
  openVoice,
  RINGING,
  SID,
  TOKEN,
} from '../../../../test/contracts/voice-world.ts'
import { FORM_BYTES_MAX } from './request.ts'

suite('A voice request that does not come from the provider', () => {
  const good = signedPost({ url: FIRST, fields: RINGING, authToken: TOKEN })
  const without = { 'content-type': good.headers['content-type'] ?? '' }
  const bad: readonly (readonly [string, object])[] = [
    ['without a signature', { ...good, headers: without }],
    [
      'with an empty signature',
      { ...good, headers: { ...good.headers, 'x-twilio-signature': '' } },
    ],
    ['signed with another token', signedPost({ url: FIRST, fields: RINGING, authToken: 'other' })],
    ['signed for another address', { ...good, url: '/voice/turns?turn=1' }],
    ['signed for another host', otherHost()],
    ['with a field changed', { ...good, payload: good.payload.replace('ringing', 'queued') }],
    ['with a field added', { ...good, payload: `${good.payload}&Digits=1` }],
    ['with a field twice', { ...good, payload: `${good.payload}&From=%2B819011112222` }],
    ['without its fields', { ...good, payload: '' }],
    ['for the status', { ...good, url: '/voice/status' }],
    ['for waiting', { ...good, url: '/voice/waiting' }],
  ]

  function otherHost() {
    return signedPost({
      url: 'https://evil.example/voice/turns',
      fields: RINGING,
      authToken: TOKEN,
    })
  }

  for (const [what, request] of bad) {
    test(`${what} is refused and does nothing`, async (t) => {
      const { send, game } = openVoice(t)
      const { status, body } = await send(request)
      assert.equal(status, 403)
      assert.equal(body, '')
      assert.deepEqual(game.rings, [])
    })
  }

  test('is told from one signed with the token that is being replaced', async (t) => {
    const { send } = openVoice(t)
    const post = signedPost({ url: FIRST, fields: RINGING, authToken: OLD_TOKEN })
    assert.equal((await send(post)).status, 200)
  })

  test('is refused even where no token is configured', async (t) => {
    const { send } = openVoice(t, { authTokens: ['', ''] })
    const post = signedPost({ url: FIRST, fields: RINGING, authToken: '' })
    assert.equal((await send(post)).status, 403)
  })

  test('is refused when it is large, of another kind, or asks without posting', async (t) => {
    const { send, post, game } = openVoice(t)
    const large = await post(FIRST, { ...RINGING, CallerName: 'x'.repeat(FORM_BYTES_MAX) })
    assert.equal(large.status, 413)
    const json = { ...good, headers: { ...good.headers, 'content-type': 'application/json' } }
    assert.equal((await send({ ...json, payload: '{}' })).status, 415)
    assert.equal((await send({ method: 'GET', url: '/voice/turns' })).status, 404)
    assert.deepEqual(game.rings, [])
  })

  test('and one from the provider that names no call is no voice request', async (t) => {
    const { post } = openVoice(t)
    assert.equal((await post(FIRST, { From: CALLER })).status, 400)
    assert.equal((await post(FIRST, { CallSid: '../../x' })).status, 400)
  })

  test('with odd fields, yet genuine, is answered with TwiML', async (t) => {
    const world = openVoice(t)
    const odd = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 6 })
    const query = fc.webQueryParameters()
    await fc.assert(
      fc.asyncProperty(odd, query, async (fields, search) => {
        const { Digits, ...rest } = { ...fields, CallSid: SID, Digits: fields['Digits'] ?? '' }
        const { href } = new URL(search === '' ? FIRST : `${FIRST}?${search}`)
        await world.say(href, { ...rest, Digits })
      }),
      { numRuns: 60 },
    )
  })
})
