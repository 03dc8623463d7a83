/** The page of `docs/reference/step-up.md`, made from the table. */
import { RISKY_ACTS, stepUpFor } from '../src/domain/account/step-up.ts'

const PROOFS = {
  code_to_new_address: 'a code that was sent to the new address',
  call_from_number: 'a call from that very number, with a code by keys',
  authenticator: 'the authenticator itself (WebAuthn)',
  stop_link: 'the link of the letter, or a sign-in',
} as const

export function stepUpPage(): string {
  const rows = RISKY_ACTS.map((act) => {
    const { freshMinutes, proof, told, waitsDays } = stepUpFor(act)
    const fresh = freshMinutes === null ? '–' : `within ${freshMinutes} minutes`
    return [
      `\`${act}\``,
      fresh,
      proof === null ? '' : PROOFS[proof],
      told === null ? '' : 'the address that was on file',
      waitsDays === null ? '' : `${waitsDays} days`,
    ]
  })
  const head = ['Act', 'Sign-in (code or passkey)', 'Proved besides', 'Told at once', 'Waits']
  return `${TEXT}\n${[head, head.map(() => '---'), ...rows].map(line).join('\n')}\n`
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

const TEXT = `# What a customer's risky acts take

Made by \`scripts/step-up.ts\` from \`src/domain/account/step-up.ts\`; do not edit. Asked inside the
commands under the lock of the account (\`src/app/accounts/step-up.ts\`) and by the pages before
them; whoever lacks it is asked to sign in again.

What only makes safe wants no fresh sign-in: whoever is in a hurry must not be held up. What
cannot be undone waits and can be stopped by the letter's link; changes that staff are asked for
wait by rules of their own (\`docs/reference/counter.md\`). Buying wants none either: a price, a cap
and a way back stand in front of it. Of every sign-in from a browser that never signed in to the
account before, its holder is told by letter, up to six a day.
`
