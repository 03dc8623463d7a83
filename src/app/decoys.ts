/**
 * Homes that nothing lives in. Where something was asked for by a name that nobody has, the same
 * command is asked of a decoy, so that unknown and known cost the same. Few, so that whoever
 * guesses fills no table; several, so that guesses do not wait for each other.
 */
import { idOfHash, type Vault } from './vault.ts'

/** Places of each kind: two hexadecimal digits. */
const PLACE_DIGITS = 2
const MARKS = { line: 'dec01', account: 'dec02', staff: 'dec03' } as const

/** For a known name too, so that both hash as often. */
export function decoyOf<Id extends string>(
  vault: Pick<Vault, 'keyed'>,
  kind: keyof typeof MARKS,
  name: string,
): Id {
  const place = vault.keyed('limit', `decoy|${kind}|${name}`).slice(0, PLACE_DIGITS)
  return idOfHash<Id>(`${MARKS[kind]}${place}`.padEnd(64, '0'))
}
