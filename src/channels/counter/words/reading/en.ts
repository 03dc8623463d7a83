/** English: what is wrong with something that was typed or scanned. */
import type { ReadingWords } from './words.ts'

function either(lengths: readonly number[]): string {
  return lengths.join(' or ')
}

const field: ReadingWords['field'] = {
  document_number: 'document number',
  birth_date: 'date of birth',
  expiry_date: 'date of expiry',
  personal_number: 'personal number',
  composite: 'whole line',
  document_code: 'document code',
  issuing_state: 'issuing state',
  name: 'name',
  nationality: 'nationality',
  sex: 'sex',
  optional_data: 'optional data',
}

export const en: ReadingWords = {
  meant: {
    iccid: 'SIM number (ICCID)',
    mrz: 'Machine-readable lines of a document',
    residence_card: 'Residence card number',
    gift_code: 'Gift card number',
    phone: 'Phone number',
    email: 'E-mail address',
  },
  field,
  refusals: {
    not_digits: ({ position, found }) =>
      `Character ${position}, “${found}”, is not a digit. Please check it.`,
    wrong_length: ({ digits, expected }) =>
      digits === 0
        ? `Please enter ${either(expected)} digits.`
        : `It should have ${either(expected)} digits, but there ${digits === 1 ? 'is 1' : `are ${digits}`}.`,
    not_a_sim_number: ({ startsWith }) =>
      `A SIM number begins with 89; this one begins with ${startsWith}. Look for the line marked ICCID.`,
    check_digit: ({ swappedAt, found, expected }) =>
      swappedAt === null
        ? `One digit is wrong: by the others, the last should be ${expected}, but it is ${found}. Please compare each digit with the card.`
        : `Digits ${swappedAt} and ${swappedAt + 1} may have changed places. Please compare with the card.`,
    not_mobile_prefix: ({ prefix }) =>
      `A number with ${prefix} is not a Japanese mobile number. Those begin with 070, 080, 090, 060 or 020.`,
    foreign_number: ({ countryCode }) =>
      `This is a number of +${countryCode}. A Japanese number (+81) is needed here.`,
    not_an_email: () => 'This is not an e-mail address. It should look like name@example.com.',
    mrz_length: ({ line, got, wanted }) =>
      `Line ${line} has ${got} characters and should have ${wanted}. Please read it again.`,
    mrz_character: ({ field: name, line, position, character, likely }) => {
      const told = `Line ${line}, character ${position} (${field[name]}): “${character}” cannot stand there.`
      return likely === null ? told : `${told} Perhaps “${likely}”.`
    },
    mrz_check_digit: ({ field: name, line, from, to, position, found, likely }) =>
      likely === null
        ? `Line ${line}: the ${field[name]} does not agree with its check digit, character ${position} (“${found}”). One of the characters ${from} to ${to} is wrong.`
        : `Line ${line}, character ${position} (${field[name]}): “${found}” should probably be “${likely}”.`,
    mrz_date: ({ line, position, found }) =>
      `Line ${line}, from character ${position}: “${found}” is no date of expiry.`,
    mrz_unknown_format: ({ begins }) =>
      begins === ''
        ? 'Nothing was read. Please scan the two or three lines at the bottom again.'
        : `A document that begins with “${begins}” is no passport, residence card or identity card.`,
    document_number_length: ({ length }) => `A document number does not have ${length} characters.`,
    document_number_character: ({ position, character }) =>
      `Character ${position}, “${character}”, is neither a letter nor a digit.`,
    residence_card_length: ({ got, wanted }) =>
      `A residence card number has ${wanted} characters; there are ${got}.`,
    residence_card_character: ({ position, character, wanted, likely }) => {
      const told = `Character ${position}, “${character}”, should be a ${wanted}.`
      return likely === null ? told : `${told} Perhaps “${likely}”.`
    },
    gift_code_length: ({ length }) =>
      `A gift card number has 17 letters and digits or 25 digits; there are ${length}.`,
    gift_code_mistyped: () =>
      'One character of the gift card number is wrong. Please compare it with the card.',
  },
}
