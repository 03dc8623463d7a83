/**
 * The page of `docs/reference/permissions.md`, made from the table and the commands that ask it.
 */
import { STAFF_COMMANDS } from '../src/app/staff/commands.ts'
import { DEFAULT_COUNTER_RULES } from '../src/domain/staff/counter-rules.ts'
import { reachOf, STAFF_ACTS, STAFF_ROLES, type StaffAct } from '../src/domain/staff/permissions.ts'

const { refundAloneMax, differenceAloneMax } = DEFAULT_COUNTER_RULES

/** When one person is not enough; every other act takes one. */
export const SECOND_PERSON: Partial<Record<StaffAct, string>> = {
  refund: `above JPY ${refundAloneMax} an order; always for a gift card that is over`,
  settle_disputes: 'where it is decided with a refund that takes two',
  close_till: `when the count differs by more than JPY ${differenceAloneMax}`,
  change_contact: 'always',
  forget_person: 'always',
  replace_sim: 'always',
  edit_directory: 'always',
  handle_breach: 'always',
}

const WORDS = { no: '–', own: 'own shop', any: 'anywhere' } as const

export function permissionsPage(): string {
  const rows = STAFF_ACTS.map((act) => {
    const reaches = STAFF_ROLES.map((role) => WORDS[reachOf(role, act)])
    const commands = STAFF_COMMANDS.filter((one) => one.act === act).map(
      ({ name }) => `\`${name}\``,
    )
    return [`\`${act}\``, ...reaches, SECOND_PERSON[act] ?? '', commands.join(', ')]
  })
  const head = ['Act', ...STAFF_ROLES, 'Second person', 'Commands']
  return `${TEXT}\n${[head, head.map(() => '---'), ...rows].map(line).join('\n')}\n`
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

const TEXT = `# Who may do what

Made by \`scripts/permissions.ts\` from \`src/domain/staff/permissions.ts\` and the commands that
ask it; do not edit. Asked inside every command under its lock (\`src/app/staff/by-staff.ts\`), and
in the queries of staff. \`test/contracts/permission-matrix.test.ts\` walks every cell through the
door.

*Own shop*: what belongs to a shop, in their own shop only; what belongs to none, anywhere. A till,
a shift and its entries belong to the till's shop; an order to the shop that took its money or at
whose counter it was asked for. Lines, gift cards and accounts belong to none. An act without a
command is a reading, asked in its query; staff themselves are managed by the operator's files. The
second person is another one who may \`be_second\` there; amounts are the defaults of the money
rules (\`counter\`).
`
