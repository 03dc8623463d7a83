/** A gateway that charges by heart, a peer of it, and certificates. For tests only. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallerSettings } from './callers.ts'
import { openPeer } from './example-peer.ts'
import { chargingBy, generous, PREFIX, TERMS } from './example-requests.ts'
import { openNchfGateway, type NchfSettings } from './gateway.ts'
import { REFERENCE_KEY_BYTES } from './references.ts'

const LOOPBACK: CallerSettings = { tokens: [], peers: ['127.0.0.0/8'] }
export const TOKEN = 'a-token-of-the-first-smf'

export async function openWith(over: Partial<NchfSettings> = {}) {
  const faults: unknown[] = []
  const gateway = await openNchfGateway({
    host: '127.0.0.1',
    prefix: PREFIX,
    plain: { port: 0 },
    secure: null,
    callers: LOOPBACK,
    notify: { hosts: [], privateAddresses: false, isPrivate: () => true },
    terms: TERMS,
    referenceKey: new Uint8Array(REFERENCE_KEY_BYTES).fill(7),
    charging: chargingBy(generous),
    onFault: (fault) => void faults.push(fault),
    ...over,
  })
  const peer = openPeer(`http://127.0.0.1:${gateway.plain?.port}`)
  const close = async () => {
    await peer.close()
    await gateway.close()
  }
  return { ...gateway, gateway, peer, faults, close }
}

const openssl = spawnSync('openssl', ['version']).status === 0
/** Why a test is skipped; false: it is not. */
export const withoutOpenssl = openssl ? false : 'openssl is not there to make certificates'

/** An authority, a server and a client of it, and one that signed itself. */
export function makeCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-nchf-'))
  const run = (...args: string[]) => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const make = (name: string, ...more: string[]) =>
    run(
      'req',
      '-x509',
      ...fresh,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${name}`,
      ...more,
    )
  const signed = [
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-addext',
    'basicConstraints=critical,CA:FALSE',
  ]
  try {
    make('ca')
    make('localhost', ...signed, '-addext', 'subjectAltName=DNS:localhost')
    make('smf', ...signed)
    make('self')
    return {
      server: { ca: read('ca.pem'), key: read('localhost.key'), cert: read('localhost.pem') },
      client: { key: read('smf.key'), cert: read('smf.pem') },
      selfMade: { key: read('self.key'), cert: read('self.pem') },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
