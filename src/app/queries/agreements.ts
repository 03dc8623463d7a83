/** The agreements that a person made, for reading again. */
import type { Account } from '../../domain/account/account.ts'
import type { SignIn } from '../../domain/account/sign-in.ts'
import type { Agreement, Terms, TermsRef } from '../../domain/agreement/agreement.ts'
import type { AgreementId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'

/** A page shows no more; the next begins before its last. */
export const AGREEMENTS_SHOWN_MAX = 50

/** Newest first, in whichever channel and for whichever line this very person made them. */
export async function agreementsOf(
  app: App,
  account: Account,
  before: Instant | null,
): Promise<readonly Agreement[]> {
  return app.reads.agreementsOf(account.person, { limit: AGREEMENTS_SHOWN_MAX, before })
}

/** Null unless this very person made it. */
export async function agreementFor(
  app: App,
  visitor: { readonly signedIn: { readonly account: Account; readonly signIn: SignIn } | null },
  id: AgreementId,
): Promise<Agreement | null> {
  const account = visitor.signedIn?.account
  if (account === undefined) return null
  return app.reads.ownAgreement(account.person, id)
}

/** An accepted document in the words that were accepted; those of another hash are not. */
export interface AcceptedDocument {
  readonly ref: TermsRef
  readonly terms: Terms | null
}

/** In the agreement's order. */
export function documentsOf(app: App, { terms }: Agreement): readonly AcceptedDocument[] {
  const all = app.catalogue().terms
  return terms.map((ref) => {
    const found = all.find(({ kind, version, hash }) => {
      return kind === ref.kind && version === ref.version && hash === ref.hash
    })
    return { ref, terms: found ?? null }
  })
}
