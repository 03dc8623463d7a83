/** The simulation finds what is planted: each patch breaks one promise, and a run must see it. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { suite, test, type TestContext } from 'node:test'

const ROOT = join(import.meta.dirname, '..')
const PATCHES = globSync('sim/planted/*.patch', { cwd: ROOT }).toSorted()
const PLANTED_MIN = 5

/** What a run reads, copied, with one patch applied; fails where the patch no longer applies. */
function damagedCopy(t: TestContext, patch: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'tsuzuki-planted-'))
  t.after(() => rmSync(copy, { recursive: true, force: true }))
  for (const path of ['src', 'sim', 'package.json']) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('git', ['apply', '--whitespace=nowarn', join(ROOT, patch)], {
    cwd: copy,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return copy
}

suite('The simulation finds what is planted', () => {
  test('there are enough planted bugs', () => {
    assert.ok(PATCHES.length >= PLANTED_MIN)
  })

  for (const patch of PATCHES) {
    test(`${basename(patch, '.patch').replaceAll('-', ' ')} is found`, async (t) => {
      const copy = damagedCopy(t, patch)
      const run = spawn(process.execPath, ['sim/main.ts', '--seeds', '100', '--steps', '500'], {
        cwd: copy,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const exit = once(run, 'close') as Promise<[number | null]>
      const [out, told, [status]] = await Promise.all([text(run.stdout), text(run.stderr), exit])
      const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as {
        readonly ok: boolean
        readonly failedSeed: number
      }
      assert.equal(last.ok, false, 'nothing was found')
      assert.equal(status, 1)
      assert.match(told, new RegExp(`--steps 500 --seed ${last.failedSeed}$`, 'm'))
      t.diagnostic(/^seed \d+,.*$/m.exec(told)?.[0].slice(0, 160) ?? '')
    })
  }
})
