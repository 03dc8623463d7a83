/**
 * Looks for a person's words in everything that a database holds: every column of every table of
 * every schema as text, in the forms in which text is usually hidden by accident. It knows nothing
 * of what the product thinks is where. For tests only.
 */
import type pg from 'pg'

export interface Found {
  /** `schema.table.column`. */
  readonly where: string
  readonly what: string
  readonly form: string
}

/** Shorter forms would be found everywhere. */
const FORM_LENGTH_MIN = 5

interface Form {
  readonly what: string
  readonly form: string
  readonly text: string
}

export async function scan(pool: pg.Pool, words: readonly string[]): Promise<readonly Found[]> {
  const forms = words.flatMap(formsOf)
  const found: Found[] = []
  for (const { schema, table, columns } of await tablesOf(pool)) {
    const shown = columns.map((name) => `"${name}"::text as "${name}"`).join(', ')
    const { rows } = await pool.query<Record<string, string | null>>(
      `select ${shown} from "${schema}"."${table}"`,
    )
    for (const name of columns) {
      const all = rows.map((row) => row[name] ?? '').join('\n')
      // JSON in JSON doubles its backslashes.
      const lower = all.toLowerCase().replaceAll('\\\\', '\\')
      const tight = lower.replaceAll(/[\s-]/gu, '')
      for (const { what, form, text } of forms) {
        const isIn = form.startsWith('base64') ? all.includes(text) : lower.includes(text)
        const isTight = form === 'tight' && tight.includes(text)
        if (isIn || isTight) found.push({ where: `${schema}.${table}.${name}`, what, form })
      }
    }
  }
  return found
}

/** As it is, without spaces and signs, escaped as JSON does, in hex, in base64 at each offset. */
function formsOf(what: string): readonly Form[] {
  const spellings = [...new Set([what, what.toLowerCase(), what.toUpperCase()])]
  const forms: Form[] = [
    { what, form: 'plain', text: what.toLowerCase() },
    { what, form: 'decomposed', text: what.normalize('NFD').toLowerCase() },
    { what, form: 'tight', text: what.toLowerCase().replaceAll(/[\s-]/gu, '') },
    { what, form: 'JSON', text: escaped(what).toLowerCase() },
    { what, form: 'URL', text: encodeURIComponent(what).toLowerCase() },
    ...spellings.flatMap((one): Form[] => {
      const bytes = Buffer.from(one, 'utf8')
      return [
        { what, form: 'hex', text: bytes.toString('hex') },
        { what, form: 'UTF-16 hex', text: Buffer.from(one, 'utf16le').toString('hex') },
        ...[0, 1, 2].flatMap((offset) =>
          base64At(bytes, offset).map((text): Form => ({
            what,
            form: `base64 at ${offset}`,
            text,
          })),
        ),
      ]
    }),
  ]
  return forms.filter(({ text }) => text.length >= FORM_LENGTH_MIN)
}

function escaped(text: string): string {
  return text.replaceAll(/[^ -~]/gu, (letter) =>
    [...Array(letter.length).keys()]
      .map((place) => `\\u${letter.charCodeAt(place).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

/** What stands in the middle of longer base64, whatever comes before and after. */
function base64At(bytes: Uint8Array, offset: number): readonly string[] {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
  const whole = padded.toString('base64').replaceAll('=', '')
  const from = offset === 0 ? 0 : offset + 1
  const middle = whole.slice(from, -1)
  return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')]
}

/** Partitions are read through their parents. */
async function tablesOf(pool: pg.Pool) {
  const { rows } = await pool.query<{ schema: string; table: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as table,
       array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not in ('pg_catalog', 'information_schema')
       and n.nspname not like 'pg\\_toast%'
     group by 1, 2 order by 1, 2`,
  )
  return rows
}
