/**
 * What the console masks of a line and its holder, in full. Only behind `reveal_person`
 * (`staff/revealing.ts`), which writes down who asked and why.
 */
import type { Line } from '../../../domain/line/line.ts'
import { formatNational } from '../../../domain/line/msisdn.ts'
import type { App } from '../../app.ts'

export interface RevealedText {
  readonly iccid: string
  readonly number: string | null
  /** Null where nobody holds the line, or whoever did was forgotten. */
  readonly holder: {
    readonly name: string
    readonly email: string
    /** Empty: none was given. */
    readonly contactNumber: string
  } | null
}

export async function revealedText(
  { reads, vault }: Pick<App, 'reads' | 'vault'>,
  { sim, msisdn, holder }: Line,
): Promise<RevealedText> {
  const card = { iccid: sim.iccid, number: msisdn === null ? null : formatNational(msisdn) }
  const { account } = holder === null ? { account: null } : await reads.account(holder)
  const home = account === null ? null : ({ kind: 'account', id: account.id } as const)
  const sealed = home === null || account === null ? null : await reads.sealed(home, account.person)
  if (sealed === null) return { ...card, holder: null }
  const text = (kind: (typeof sealed.texts)[number]['kind']) => {
    const found = sealed.texts.find((one) => one.kind === kind)
    return found === undefined ? '' : vault.openFor(sealed.wrapped, found.sealed)
  }
  return {
    ...card,
    holder: {
      name: text('display_name'),
      email: text('email'),
      contactNumber: text('contact_number'),
    },
  }
}
