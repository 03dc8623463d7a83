/** Bencode, as rtpengine's control protocol writes it: text, whole numbers, lists, dictionaries. */

export type Bencoded = string | number | readonly Bencoded[] | { readonly [name: string]: Bencoded }

export function writeBencode(value: Bencoded): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${value}e`)
  if (typeof value === 'string') {
    const octets = Buffer.from(value)
    return Buffer.concat([Buffer.from(`${octets.length}:`), octets])
  }
  const [mark, items] = Array.isArray(value)
    ? ['l', value as readonly Bencoded[]]
    : ['d', Object.entries(value).flat()]
  return Buffer.concat([Buffer.from(mark), ...items.map(writeBencode), Buffer.from('e')])
}

/** @throws when it is none. */
export function readBencode(octets: Uint8Array): Bencoded {
  const reading = { octets: Buffer.from(octets), at: 0 }
  const value = read(reading)
  if (reading.at !== octets.length) throw new SyntaxError('more than one value')
  return value
}

interface Reading {
  readonly octets: Buffer
  at: number
}

function read(reading: Reading): Bencoded {
  const mark = reading.octets.toString('latin1', reading.at, reading.at + 1)
  if (mark === 'i') return readNumber(reading)
  if (mark === 'l' || mark === 'd') {
    reading.at += 1
    const items: Bencoded[] = []
    while (reading.octets.toString('latin1', reading.at, reading.at + 1) !== 'e') {
      items.push(read(reading))
    }
    reading.at += 1
    return mark === 'l' ? items : paired(items)
  }
  return readText(reading)
}

function readNumber(reading: Reading): number {
  return Number(until(reading, 'e').slice(1))
}

function readText(reading: Reading): string {
  const length = Number(until(reading, ':'))
  const text = reading.octets.toString('utf8', reading.at, reading.at + length)
  reading.at += length
  return text
}

/** What stands before the mark, which is passed over. */
function until(reading: Reading, mark: string): string {
  const end = reading.octets.indexOf(mark, reading.at)
  if (end === -1) throw new SyntaxError(`no ${mark} at ${reading.at}`)
  const text = reading.octets.toString('latin1', reading.at, end)
  reading.at = end + 1
  return text
}

function paired(items: readonly Bencoded[]): Bencoded {
  const pairs = items.flatMap((name, index) =>
    index % 2 === 0 && typeof name === 'string' ? [[name, items[index + 1] ?? ''] as const] : [],
  )
  return Object.fromEntries(pairs)
}
