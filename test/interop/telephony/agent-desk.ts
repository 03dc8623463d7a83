/** An agent at the console of a running product, by its pages and forms over HTTP. */
import assert from 'node:assert/strict'

export interface AgentDesk {
  /** A page, as HTML. */
  get(path: string): Promise<string>
  /** The form of the page seen last; where it leads is followed. */
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<string>
}

export interface AgentProof {
  readonly name: string
  readonly password: string
  /** Of this moment. */
  readonly oneTimeCode: string
}

export async function signInAgent(url: string, proof: AgentProof): Promise<AgentDesk> {
  const desk = openDesk(url)
  await desk.get('/staff/sign-in')
  const { name, password, oneTimeCode: code } = proof
  await desk.post('/staff/sign-in', { name, password, code })
  return desk
}

function openDesk(url: string): AgentDesk {
  const cookies = new Map<string, string>()
  let [page, seen] = ['', url]

  async function ask(path: string, init: RequestInit): Promise<string> {
    const headers = {
      'accept-language': 'en',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...init.headers,
    }
    const answer = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to !== null) return ask(to, {})
    page = await answer.text()
    seen = answer.url
    assert.equal(answer.status, 200, page)
    return page
  }

  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

  return {
    get: (path) => ask(path, {}),
    post(path, fields = {}) {
      const given = { csrf: hidden('csrf'), key: hidden('key'), ...fields }
      const headers = {
        referer: seen,
        'sec-fetch-site': 'same-origin',
        origin: new URL(url).origin,
      }
      return ask(path, { method: 'POST', headers, body: new URLSearchParams(given) })
    },
  }
}
