/**
 * Passwords of staff at rest: argon2id (RFC 9106), because a password has little chance in it.
 * Random tokens and API keys need no more than a plain digest.
 */
import { argon2, createHash, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Dice } from '../../app/ports.ts'

/** RFC 9106 §4, second recommended option, memory halved to bound a burst of sign-ins. */
const MEMORY_KIB = 32 * 1024
const PASSES = 3
const LANES = 1
const TAG_BYTES = 32
const SALT_BYTES = 16

/** Crockford's alphabet in lower case: nothing that is misread on paper. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** 20 characters of 5 bits. */
const PASSWORD_LENGTH = 20

const derive = promisify(argon2)

function encode(bytes: Uint8Array): string {
  return bytes.toBase64({ omitPadding: true })
}

/** The usual `$argon2id$…` text: parameters and salt travel with the hash. */
export async function hashPassword(password: string, dice: Dice): Promise<string> {
  const salt = dice.bytes(SALT_BYTES)
  const tag = await tagOf(password, { salt, memory: MEMORY_KIB, passes: PASSES, lanes: LANES })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${encode(salt)}$${encode(tag)}`
}

async function tagOf(
  password: string,
  given: { salt: Uint8Array; memory: number; passes: number; lanes: number },
): Promise<Uint8Array> {
  const message = new TextEncoder().encode(password.normalize('NFKC'))
  const { salt: nonce, memory, passes, lanes: parallelism } = given
  return derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength: TAG_BYTES })
}

const HASHED = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([\w+/]+)\$([\w+/]+)$/

export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const parts = HASHED.exec(hashed)
  if (parts === null) return false
  const [, memory, passes, lanes, salt = '', tag = ''] = parts
  const expected = Uint8Array.fromBase64(tag)
  const found = await tagOf(password, {
    salt: Uint8Array.fromBase64(salt),
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
  })
  return expected.length === found.length && timingSafeEqual(expected, found)
}

export function newPassword(dice: Dice): string {
  const text = word(dice, PASSWORD_LENGTH)
  return (text.match(/.{5}/g) ?? []).join('-')
}

function word(dice: Dice, length: number): string {
  return [...dice.bytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** SHA-256 of UTF-8 text, lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
