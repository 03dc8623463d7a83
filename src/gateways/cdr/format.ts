/** A usage file read from end to end, as the application asks for it: its header, then each row. */
import { refuse, accept } from '../../domain/basics/result.ts'
import type { UsageSource } from '../../domain/charging/usage-source.ts'
import type { UsageFormat } from '../../app/usage-files/ports.ts'
import { createCsvReader, type CsvRecord } from './csv.ts'
import { headerIn, keptText, rowIn, type Header } from './rows.ts'

export const csvFormat: UsageFormat = {
  async *read(content, source) {
    const csv = createCsvReader(source.delimiter)
    let header: Header | null = null
    for await (const record of recordsOf(content, csv)) {
      if (header !== null) {
        const { line } = record
        const text = keptText(record, header, source)
        yield { kind: 'row', line, text, row: rowIn(record, header, source) }
        continue
      }
      const found = headerIn(record, source)
      if (!found.ok) return yield { kind: 'refused', refusal: found.refusal }
      header = found.value
      yield { kind: 'header', text: record.text }
    }
    if (header === null) yield { kind: 'refused', refusal: { code: 'file_empty' } }
  },

  again(header, text, source) {
    const [top] = recordsIn(header, source)
    const found = top === undefined ? refuse({ code: 'file_empty' }) : headerIn(top, source)
    if (!found.ok) return found
    const [record] = recordsIn(text, source)
    // What was damaged as a whole file may have begun with a line that is none by itself.
    if (record === undefined) return accept(refuse({ code: 'quotes_damaged' }))
    return accept(rowIn(record, found.value, source))
  },
}

async function* recordsOf(
  content: AsyncIterable<Uint8Array>,
  csv: ReturnType<typeof createCsvReader>,
): AsyncIterable<CsvRecord> {
  for await (const octets of content) yield* csv.push(octets)
  yield* csv.end()
}

function recordsIn(text: string, { delimiter }: UsageSource): readonly CsvRecord[] {
  const csv = createCsvReader(delimiter)
  return [...csv.push(new TextEncoder().encode(text)), ...csv.end()]
}
