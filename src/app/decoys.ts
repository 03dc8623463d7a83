/**
 * Homes that nothing lives in. Where something was asked for by a name that nobody has, the same
 * command is asked of a decoy, so that unknown and known cost the same. Few, so that whoever
 * guesses fills no table; several, so that guesses do not wait for each other.
 */
import { idOfHash, type Vault } from './vault.ts'

/** Places of each kind: two hexadecimal digits. */
const PLACE_DIGITS = 2
const MARKS = { line: 'dec01', account: 'dec02', staff: 'dec03' } as const

type DecoyKind = keyof typeof MARKS

/** All there are: they are made when a process starts, so that none is new to whoever asks. */
export function allDecoys(): readonly { readonly kind: DecoyKind; readonly id: string }[] {
  const places = Array.from({ length: 16 ** PLACE_DIGITS }, (_, place) =>
    place.toString(16).padStart(PLACE_DIGITS, '0'),
  )
  return (Object.keys(MARKS) as DecoyKind[]).flatMap((kind) =>
    places.map((place) => ({ kind, id: decoyAt(kind, place) })),
  )
}

/** For a known name too, so that both hash as often. */
export function decoyOf<Id extends string>(
  vault: Pick<Vault, 'keyed'>,
  kind: DecoyKind,
  name: string,
): Id {
  const place = vault.keyed('limit', `decoy|${kind}|${name}`).slice(0, PLACE_DIGITS)
  return decoyAt<Id>(kind, place)
}

function decoyAt<Id extends string>(kind: DecoyKind, place: string): Id {
  return idOfHash<Id>(`${MARKS[kind]}${place}`.padEnd(64, '0'))
}
