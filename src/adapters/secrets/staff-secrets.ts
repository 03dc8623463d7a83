/** Answers the port of staff's secrets with argon2id and RFC 6238. */
import type { Dice } from '../../app/ports.ts'
import type { StaffSecrets } from '../../app/staff/secrets.ts'
import { newOneTimeSecret, oneTimeUri, stepOf } from './one-time-codes.ts'
import { hashPassword, isPassword } from './passwords.ts'

export function staffSecrets(dice: Dice): StaffSecrets {
  // Of a password that nobody knows: a name that nobody has takes as long as any other.
  const nobodys = hashPassword(dice.bytes(SECRET_BYTES).toBase64(), dice)
  return {
    hashPassword: (password) => hashPassword(password, dice),
    async isPassword(password, hash) {
      const right = await isPassword(password, hash ?? (await nobodys))
      return right && hash !== null
    },
    newOneTimeSecret: () => newOneTimeSecret(dice),
    oneTimeUri,
    stepOf,
  }
}

const SECRET_BYTES = 32
