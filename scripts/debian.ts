/**
 * Debian packages that tests need: found by what they bring, installed when we may. Nothing else
 * of the machine is touched, and a machine without apt only hears what is missing.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface DebianPackage {
  readonly package: string
  /** An absolute path, a command on the PATH, or `:lang=ja` for a font of that language. */
  readonly probe: string
}

/** Tests in several processes may want packages at once; apt itself does not wait for its lists. */
const LOCK = join(tmpdir(), 'tsuzuki-apt.lock')
const LOCK_SECONDS_MAX = '600'

/** System folders too: `/usr/sbin` is not on everybody's PATH. */
const COMMAND_FOLDERS = ['/usr/sbin', '/sbin', '/usr/local/sbin']

function isThere(probe: string): boolean {
  if (probe.startsWith('/')) return existsSync(probe)
  if (probe.startsWith(':')) {
    const fonts = spawnSync('fc-list', [probe], { encoding: 'utf8' })
    return fonts.status === 0 && fonts.stdout.trim() !== ''
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...COMMAND_FOLDERS]
  return folders.some((folder) => existsSync(join(folder, probe)))
}

/** How to become root without being asked anything; null when we cannot. */
function asRoot(): readonly string[] | null {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null
}

async function install(names: readonly string[], become: readonly string[]): Promise<void> {
  const apt = 'apt-get -qq -o DPkg::Lock::Timeout=600'
  const script = `${apt} update; ${apt} install -y --no-install-recommends "$@"`
  const locked = ['flock', '-w', LOCK_SECONDS_MAX, LOCK, 'env', 'DEBIAN_FRONTEND=noninteractive']
  const [command = '', ...rest] = [...become, ...locked, 'sh', '-c', script, 'sh', ...names]
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [status] = (await once(child, 'exit')) as [number | null]
  if (status !== 0) throw new Error(`exit status ${status}`)
}

/** Installs what is missing when it may; answers with the names of what is missing even so. */
export async function ensureDebianPackages(
  wanted: readonly DebianPackage[],
): Promise<{ missing: string[] }> {
  const stillMissing = () => wanted.filter((each) => !isThere(each.probe))
  const names = stillMissing().map((each) => each.package)
  const become = names.length > 0 && existsSync('/usr/bin/apt-get') ? asRoot() : null
  if (become === null) return { missing: names }
  process.stdout.write(`installing ${names.join(' ')}\n`)
  try {
    await install(names, become)
  } catch (error) {
    process.stdout.write(`apt-get failed: ${String(error)}\n`)
  }
  return { missing: stillMissing().map((each) => each.package) }
}
