/** A passport as a wedge reader types it. For tests only. */

/** The check digit of ICAO Doc 9303 part 3, in its own words. */
function checkDigit(text: string): string {
  const values = [...text].map((one) => (one === '<' ? 0 : Number.parseInt(one, 36)))
  const sum = values.reduce((total, one, at) => total + one * ([7, 3, 1][at % 3] ?? 0), 0)
  return String(sum % 10)
}

const checked = (text: string) => text + checkDigit(text)

/** The specimen of Doc 9303, good for longer. */
export function passport(expires = '320415'): string {
  const [number, birth, personal] = [
    checked('L898902C3'),
    checked('740812'),
    checked('ZE184226B<<<<<'),
  ]
  const end = checked(expires)
  const composite = checkDigit(number + birth + end + personal)
  const line = `${number}UTO${birth}F${end}${personal}${composite}`
  return `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n${line}`
}
