/**
 * A pocket router joins by DHCP as Debian's peers speak it: dnsmasq hands out option 114
 * (RFC 8910), busybox's client reads it, the document (RFC 8908) is fetched there by TLS, and
 * nftables leads port 80 to the landing. All of it in network namespaces of its own, with the
 * running product and a reverse proxy in front of it in one of them.
 */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ensureDebianPackages } from '../../scripts/debian.ts'

const { missing } = await ensureDebianPackages([
  { package: 'dnsmasq-base', probe: 'dnsmasq' },
  { package: 'busybox', probe: 'busybox' },
  { package: 'nftables', probe: 'nft' },
  { package: 'iproute2', probe: 'ip' },
  { package: 'openssl', probe: 'openssl' },
  { package: 'curl', probe: 'curl' },
  { package: 'freeradius-utils', probe: 'radclient' },
])

/** As `captive-inside.ts` has it. */
const GATEWAY = '10.64.77.1'
const MINUTES = 60_000

function whyNot(): string | false {
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  if (process.getuid?.() !== 0) return 'only root makes network namespaces'
  const made = spawnSync('unshare', ['--net', 'true'])
  return made.status === 0 ? false : 'this machine makes no network namespaces'
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}${stdout}`)
  return stdout
}

describe('The captive portal', { skip: whyNot() }, () => {
  it('is found by a device that joins with DHCP', { timeout: 3 * MINUTES }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'captive-'))
    const subject = ['-subj', '/CN=portal', '-addext', `subjectAltName=IP:${GATEWAY}`]
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    run('openssl', ['req', '-x509', ...kind, ...subject, ...files, '-days', '2'])
    const child = spawn(
      'unshare',
      [
        '--net',
        process.execPath,
        '--import',
        './scripts/jsx.ts',
        join(import.meta.dirname, 'captive-inside.ts'),
      ],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: {
          PATH: process.env['PATH'],
          HOME: process.env['HOME'],
          CAPTIVE_INSIDE: folder,
          NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
        },
      },
    )
    const [status] = (await once(child, 'exit')) as [number | null]
    rmSync(folder, { recursive: true, force: true })
    assert.equal(status, 0)
  })
})
