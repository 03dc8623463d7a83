/** Chance from the operating system: tokens, codes and keys nobody can guess. */
import { randomBytes } from 'node:crypto'
import type { Dice } from '../../app/ports.ts'

export const systemDice: Dice = {
  // A plain array, not the platform’s Buffer.
  bytes: (count) => new Uint8Array(randomBytes(count)),
}
