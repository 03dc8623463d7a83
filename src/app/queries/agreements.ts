/** The agreements that a person made, for reading again. */
import type { Account } from '../../domain/account/account.ts'
import type { SignIn } from '../../domain/account/sign-in.ts'
import type { Agreement } from '../../domain/agreement/agreement.ts'
import type { AgreementId } from '../../domain/basics/ids.ts'
import type { Mandate } from '../../domain/renewal/mandate.ts'
import type { App } from '../app.ts'

/** The newest orders' agreements of each line; a page shows no more. */
export const AGREEMENTS_SHOWN_MAX = 20

/** Newest first, over all lines of the account; those it made itself. */
export async function agreementsOf(app: App, account: Account): Promise<readonly Agreement[]> {
  const found = await Promise.all(
    account.lines.map(async (line) => {
      const orders = await app.reads.orders(line, { limit: AGREEMENTS_SHOWN_MAX, before: null })
      const mandates = await app.reads.mandates(line, AGREEMENTS_SHOWN_MAX)
      const made = [...orders.map(({ order }) => order.agreement), ...mandates.map(agreementOf)]
      return Promise.all([...new Set(made)].map((id) => app.reads.agreement(line, id)))
    }),
  )
  return found
    .flat()
    .filter((one) => one !== null)
    .filter((one) => one.person === account.person)
    .toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
    .slice(0, AGREEMENTS_SHOWN_MAX)
}

function agreementOf({ agreement }: Mandate): AgreementId {
  return agreement
}

/** Null unless this very person made it. */
export async function agreementFor(
  app: App,
  visitor: { readonly signedIn: { readonly account: Account; readonly signIn: SignIn } | null },
  id: AgreementId,
): Promise<Agreement | null> {
  const account = visitor.signedIn?.account
  if (account === undefined) return null
  const found = await Promise.all(account.lines.map((line) => app.reads.agreement(line, id)))
  return found.find((one) => one !== null && one.person === account.person) ?? null
}
