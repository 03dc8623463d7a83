import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { FILES_A_LOOK_MAX, openDropFolder, type DroppedFile, type DropFolder } from './folder.ts'

suite('A folder of usage files', () => {
  let root: string
  let dropped: DropFolder
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tsuzuki-drop-'))
    dropped = openDropFolder(root)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const put = (name: string, text = 'a') => {
    mkdirSync(join(root, 'cdr'), { recursive: true })
    writeFileSync(join(root, 'cdr', name), text)
  }
  const look = async () => (await dropped.look(['cdr'])).map(({ name }) => name)
  async function only(): Promise<DroppedFile> {
    await look()
    const [file] = await dropped.look(['cdr'])
    assert.ok(file !== undefined)
    return file
  }

  test('is made where there is none', async () => {
    assert.deepEqual(await look(), [])
    assert.ok(existsSync(join(root, 'cdr')))
  })

  test('gives a file at the second look that finds it unchanged', async () => {
    put('a.csv')
    assert.deepEqual(await look(), [])
    put('a.csv', 'a and more')
    assert.deepEqual(await look(), [])
    assert.deepEqual(await look(), ['a.csv'])
  })

  test('passes over what is being written, hidden, no file, or of no source', async () => {
    for (const name of ['a.csv.part', '.a.csv', 'a.txt', '-a.csv']) put(name)
    mkdirSync(join(root, 'cdr', 'folder.csv'))
    writeFileSync(join(root, 'stray.csv'), 'a')
    await look()
    assert.deepEqual(await look(), [])
  })

  test('gives the oldest names first, and no more at once than it may', async () => {
    const names = Array.from({ length: FILES_A_LOOK_MAX + 1 }, (_, at) => `f${at + 100}.csv`)
    for (const name of names.toReversed()) put(name)
    await look()
    assert.deepEqual(await look(), names.slice(0, FILES_A_LOOK_MAX))
  })

  test('tells what is in a file, as often as it is asked', async () => {
    put('a.csv', 'abc')
    const file = await only()
    assert.equal(file.sizeBytes, 3n)
    assert.equal(
      await file.sha256(),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    for (const _ of [1, 2]) {
      const octets = await Array.fromAsync(file.content())
      assert.equal(Buffer.concat(octets).toString(), 'abc')
    }
  })

  test('puts a file away under a name of its own, also when it is gone already', async () => {
    for (const _ of [1, 2, 3]) {
      put('a.csv')
      await (await only()).putAway('done')
    }
    assert.deepEqual(readdirSync(join(root, 'cdr', 'done')), ['a.2.csv', 'a.3.csv', 'a.csv'])
    put('b.csv')
    const file = await only()
    rmSync(join(root, 'cdr', 'b.csv'))
    await file.putAway('rejected')
    assert.deepEqual(readdirSync(join(root, 'cdr', 'rejected')), [])
  })
})
