/** The page of `docs/reference/limits.md`, made from the table of limits and what locks are. */
import { LIMIT_KINDS, LIMITS, type LimitRule } from '../src/app/limits/table.ts'
import { TRIES_REMEMBERED_MAX } from '../src/app/limits/window.ts'
import { CODE_TRIES_MAX, CODES_AN_HOUR_MAX, LOCK_MINUTES } from '../src/domain/account/mailbox.ts'
import { PIN_TRIES_MAX } from '../src/domain/account/phone.ts'
import { ACTIVATION_LOCK_HOURS, ACTIVATION_TRIES_MAX } from '../src/domain/line/activation.ts'
import { STAFF_LOCK_MINUTES, STAFF_TRIES_MAX } from '../src/domain/staff/staff.ts'

export function limitsPage(): string {
  const rows = LIMIT_KINDS.map((kind) => {
    const rule: LimitRule = LIMITS[kind]
    const most = Object.entries(rule.max).map(([who, max]) => `${who} ${max}`)
    const pause = rule.pauseMinutes === undefined ? '' : `${rule.pauseMinutes} min`
    return [`\`${kind}\``, rule.counts, most.join(', '), `${rule.minutes} min`, pause, rule.why]
  })
  const head = ['Kind', 'Counts', 'At most', 'Within', 'Then a pause', 'Why']
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)
  return `# Limits of tries

Made by \`npm run pages\` from \`src/app/limits/table.ts\`; a
test compares. Every process counts in the same table of the database, so a limit holds over all of
them and over restarts. A try that is refused counts for nobody; who is refused is told when one may
try again, on pages by a sentence and \`429\` with \`Retry-After\`. While the database is away
nothing that is limited can be tried.

*wrong*: what proves right does not count. *visitor*: a browser that is not signed in; a person who
is counts as *account*. *address*: one of IPv4, or the /64 of IPv6. *all*: everybody together; more
than ${TRIES_REMEMBERED_MAX} are not remembered each but fill a bucket that empties evenly over the
window. In a sandbox addresses are not counted, for all its browsers share one.

${table.join('\n')}

## Locks of one thing

They belong to the thing, are decided by its commands under its lock, and hold whoever tries. Staff
who may lift limits end those of a card, a mailbox or a PIN on the page of the line, with a reason
(\`lock_lifted\` in the journal); the code, the address and the PIN stay as they are.

| What | After | For |
| --- | --- | --- |
| activation code of a card | ${ACTIVATION_TRIES_MAX} wrong tries | ${ACTIVATION_LOCK_HOURS} h |
| code sent to a mailbox | ${CODE_TRIES_MAX} wrong tries | ${LOCK_MINUTES} min |
| codes sent to a mailbox | ${CODES_AN_HOUR_MAX} within an hour | until the oldest is an hour old |
| phone PIN | ${PIN_TRIES_MAX} wrong tries | until its holder sets a new one, or staff end it |
| member of staff | ${STAFF_TRIES_MAX} wrong tries | ${STAFF_LOCK_MINUTES} min, or until reset |

Requests of any kind are limited apart from this, by each process in its memory: pages by address
(\`PORTAL_LIMITS\`, \`CONSOLE_LIMITS\`), the API by key (\`src/channels/api/rate-limit.ts\`).
They keep one client from crowding out others and guard no secret, so an exact count over all
processes is not worth a statement a request.
`
}
