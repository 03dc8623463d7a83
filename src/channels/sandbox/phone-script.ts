/** The telephone's script, as browsers get it: checked TypeScript with its types taken off. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'oxc-transform'
import { assert } from '../../domain/basics/assert.ts'

const FILES = ['phone.ts', 'phone-sound.ts', 'phone-words.ts'] as const

/** By the name under which it is asked for; scripts import one another by these. */
export function phoneScripts(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, 'client')
  return new Map(
    FILES.map((file) => {
      const { code, errors } = transformSync(file, readFileSync(join(folder, file), 'utf8'))
      assert(errors.length === 0, 'our own scripts are TypeScript')
      return [file, code]
    }),
  )
}
