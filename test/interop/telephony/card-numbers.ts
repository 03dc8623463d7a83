/** Card numbers and codes that a caller may key and that are nobody's. */
import type { DemoLine } from '../../product.ts'

export function wrongCode({ activationCode }: DemoLine): string {
  return [...activationCode]
    .toReversed()
    .join('')
    .replace(/^./, (digit) => `${9 - Number(digit)}`)
}

/** Of no card in the world, with a check digit that is right (ISO/IEC 7812-1 annex B). */
export function unknownIccid(known: string): string {
  const digits = `${known.slice(0, 7)}99999999999`
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const twice = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
