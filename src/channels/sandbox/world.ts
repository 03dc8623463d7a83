/**
 * The demonstration world as tables: of each kind the fields a visitor needs, where the world tells
 * them. Reads leniently, because the world is for show and grows; `world.json` shows it whole.
 */

export interface Table {
  readonly columns: readonly Column[]
  /** One cell a column, empty where the world does not tell it. */
  readonly rows: readonly (readonly string[])[]
}

export interface Column {
  readonly field: string
  readonly title: string
  /** To be copied exactly. */
  readonly isCode?: true
}

const COLUMNS = {
  lines: [
    { field: 'story', title: 'Story' },
    { field: 'network', title: 'Network' },
    { field: 'iccid', title: 'ICCID', isCode: true },
    { field: 'activationCode', title: 'Activation code', isCode: true },
    { field: 'msisdn', title: 'Number', isCode: true },
    { field: 'holder', title: 'Holder' },
    { field: 'connected', title: 'Connected as', isCode: true },
  ],
  accounts: [
    { field: 'email', title: 'E-mail', isCode: true },
    { field: 'displayName', title: 'Name' },
    { field: 'language', title: 'Language' },
    { field: 'number', title: 'Calls from', isCode: true },
    { field: 'phonePin', title: 'Phone PIN', isCode: true },
    { field: 'story', title: 'Story' },
  ],
  staff: [
    { field: 'name', title: 'Name' },
    { field: 'role', title: 'Role' },
    { field: 'shop', title: 'Shop' },
    { field: 'password', title: 'Password', isCode: true },
    { field: 'oneTimeCode', title: 'One-time code now', isCode: true },
  ],
  apiKeys: [
    { field: 'name', title: 'Name' },
    { field: 'key', title: 'Key', isCode: true },
  ],
  giftCards: [
    { field: 'code', title: 'Code', isCode: true },
    { field: 'digits', title: 'On a keypad', isCode: true },
    { field: 'story', title: 'Story' },
    { field: 'left', title: 'Yen left' },
  ],
  testCards: [
    { field: 'number', title: 'Number', isCode: true },
    { field: 'name', title: 'Name' },
    { field: 'story', title: 'What happens' },
  ],
} as const satisfies Readonly<Record<string, readonly Column[]>>

/** Columns that no row fills are left out. */
export function readTable(world: unknown, kind: keyof typeof COLUMNS): Table {
  const found = fieldOf(world, kind)
  const entries = Array.isArray(found) ? found : []
  const columns: readonly Column[] = COLUMNS[kind].filter(({ field }) =>
    entries.some((entry) => cellOf(entry, field) !== ''),
  )
  return {
    columns,
    rows: entries.map((entry) => columns.map(({ field }) => cellOf(entry, field))),
  }
}

export interface SampleCaller {
  readonly number: string
  readonly name: string
  readonly language: string
  /** Empty where none is set. */
  readonly pin: string
}

/** Holders of the world whose number is verified. */
export function readCallers(world: unknown): readonly SampleCaller[] {
  const accounts = fieldOf(world, 'accounts')
  return (Array.isArray(accounts) ? accounts : []).flatMap((account) => {
    const number = cellOf(account, 'number')
    if (number === '') return []
    const [name, language] = [cellOf(account, 'displayName'), cellOf(account, 'language')]
    return [{ number, name, language, pin: cellOf(account, 'phonePin') }]
  })
}

/** Localised text is shown in English, as the page is. */
function cellOf(entry: unknown, field: string): string {
  const value = fieldOf(entry, field)
  const text = typeof value === 'object' ? fieldOf(value, 'en') : value
  return typeof text === 'string' || typeof text === 'number' ? String(text) : ''
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined
}
