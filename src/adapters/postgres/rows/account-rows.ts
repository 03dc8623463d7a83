/** Accounts, sign-ins, passkeys, mailboxes and sealed personal text as rows, and back. */
import type { Account } from '../../../domain/account/account.ts'
import type { Mailbox } from '../../../domain/account/mailbox.ts'
import type { Passkey } from '../../../domain/account/passkey.ts'
import type { SignIn } from '../../../domain/account/sign-in.ts'
import { fromJson } from '../../../domain/basics/json.ts'
import { DEFAULT_WISHES, type NoticePreferences } from '../../../domain/notice/preferences.ts'
import type { Find, PersonKey, SealedText } from '../../../app/door/state.ts'
import type { Row, TableShape } from './table.ts'

export const ACCOUNTS: TableShape = {
  name: 'accounts',
  columns: {
    home_id: 'uuid',
    person_id: 'uuid',
    mailbox_id: 'uuid',
    language: 'text',
    country: 'text',
    lines: 'uuid[]',
    created_at: 'timestamptz',
    notices: 'jsonb',
    phone: 'jsonb',
    accepted: 'jsonb',
    closed: 'jsonb',
  },
  key: ['home_id'],
  write: 'replace',
}

export function accountRow(account: Account): Row {
  return {
    home_id: account.id,
    person_id: account.person,
    mailbox_id: account.mailbox,
    language: account.language,
    country: account.country,
    lines: account.lines,
    created_at: account.createdAt,
    notices: account.notices,
    phone: account.phone,
    accepted: account.accepted,
    closed: account.closed,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function accountOf(row: Row): Account {
  return {
    id: row['home_id'],
    person: row['person_id'],
    mailbox: row['mailbox_id'],
    language: row['language'],
    country: row['country'],
    lines: row['lines'],
    createdAt: row['created_at'],
    notices: preferencesOf(row['notices']),
    phone: fromJson(row['phone']),
    accepted: fromJson(row['accepted']),
    closed: fromJson(row['closed']),
  } as Account
}

/** Groups that came after a choice was made are as for everybody who never chose. */
function preferencesOf(stored: unknown): NoticePreferences | null {
  const preferences = fromJson<NoticePreferences | null>(stored)
  if (preferences === null) return null
  return { ...preferences, wishes: { ...DEFAULT_WISHES, ...preferences.wishes } }
}

export const SIGN_INS: TableShape = {
  name: 'sign_ins',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    token_hash: 'text',
    means: 'text',
    device: 'text',
    since: 'timestamptz',
    last_seen_at: 'timestamptz',
    ended: 'timestamptz',
    push: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function signInRow(signIn: SignIn): Row {
  return {
    home_id: signIn.account,
    id: signIn.id,
    token_hash: signIn.tokenHash,
    means: signIn.means,
    device: signIn.device,
    since: signIn.since,
    last_seen_at: signIn.lastSeenAt,
    ended: signIn.ended,
    push: signIn.push,
  }
}

export function signInOf(row: Row): SignIn {
  return {
    id: row['id'],
    account: row['home_id'],
    tokenHash: row['token_hash'],
    means: row['means'],
    device: row['device'],
    since: row['since'],
    lastSeenAt: row['last_seen_at'],
    ended: row['ended'],
    push: fromJson(row['push']),
  } as SignIn
}

export const PASSKEYS: TableShape = {
  name: 'passkeys',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    credential: 'text',
    public_key: 'text',
    counter: 'bigint',
    transports: 'text[]',
    name: 'text',
    created_at: 'timestamptz',
    last_used_at: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function passkeyRow(passkey: Passkey): Row {
  return {
    home_id: passkey.account,
    id: passkey.id,
    credential: passkey.credential,
    public_key: passkey.publicKey,
    counter: passkey.counter,
    transports: passkey.transports,
    name: passkey.name,
    created_at: passkey.createdAt,
    last_used_at: passkey.lastUsedAt,
  }
}

export function passkeyOf(row: Row): Passkey {
  return {
    id: row['id'],
    account: row['home_id'],
    credential: row['credential'],
    publicKey: row['public_key'],
    counter: Number(row['counter']),
    transports: row['transports'],
    name: row['name'],
    createdAt: row['created_at'],
    lastUsedAt: row['last_used_at'],
  } as Passkey
}

export const MAILBOXES: TableShape = {
  name: 'mailboxes',
  columns: {
    home_id: 'uuid',
    challenge: 'jsonb',
    sent_at: 'timestamptz[]',
    locked_until: 'timestamptz',
    bounces: 'integer',
    silent_since: 'timestamptz',
  },
  key: ['home_id'],
  write: 'replace',
}

export function mailboxRow(mailbox: Mailbox): Row {
  return {
    home_id: mailbox.id,
    challenge: mailbox.challenge,
    sent_at: mailbox.sentAt,
    locked_until: mailbox.lockedUntil,
    bounces: mailbox.bounces,
    silent_since: mailbox.silentSince,
  }
}

export function mailboxOf(row: Row): Mailbox {
  return {
    id: row['home_id'],
    challenge: fromJson(row['challenge']),
    sentAt: row['sent_at'],
    lockedUntil: row['locked_until'],
    bounces: row['bounces'],
    silentSince: row['silent_since'],
  } as Mailbox
}

export const PERSON_KEYS: TableShape = {
  name: 'person_keys',
  columns: { home_id: 'uuid', person_id: 'uuid', wrapped: 'bytea' },
  key: ['home_id', 'person_id'],
  write: 'once',
}

export function personKeyRow(key: PersonKey): Row {
  return { home_id: key.home.id, person_id: key.person, wrapped: key.wrapped }
}

export const SEALED_TEXTS: TableShape = {
  name: 'sealed_texts',
  columns: { home_id: 'uuid', person_id: 'uuid', kind: 'text', sealed: 'bytea' },
  key: ['home_id', 'person_id', 'kind'],
  write: 'replace',
}

export function sealedTextRow(text: SealedText): Row {
  return { home_id: text.home.id, person_id: text.person, kind: text.kind, sealed: text.sealed }
}

export const FINDS: TableShape = {
  name: 'finds',
  columns: { kind: 'text', value: 'text', home_kind: 'text', home_id: 'uuid', id: 'text' },
  key: ['kind', 'value'],
  write: 'replace',
}

export function findRow(find: Find): Row {
  return {
    kind: find.kind,
    value: find.value,
    home_kind: find.home.kind,
    home_id: find.home.id,
    id: find.id,
  }
}

export function findOf(row: Row): Find {
  return {
    kind: row['kind'],
    value: row['value'],
    home: { kind: row['home_kind'], id: row['home_id'] },
    id: row['id'],
  } as Find
}
