/** Who may work here and which programs may call: staff accounts and API keys, hashes only. */
import type pg from 'pg'
import type { ApiKeyId, StaffId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { StaffRole } from '../../app/operator/operator-files.ts'

export interface StaffAccount {
  readonly id: StaffId
  readonly name: string
  readonly role: StaffRole
  readonly passwordHash: string
  readonly createdAt: Instant
}

export async function staffRoles(pool: pg.Pool): Promise<ReadonlyMap<string, StaffRole>> {
  const { rows } = await pool.query<{ name: string; role: StaffRole }>(
    'select name, role from staff where ended_at is null',
  )
  return new Map(rows.map((row) => [row.name, row.role]))
}

/** False when the name is there already; nothing of it is changed then. */
export async function addStaff(pool: pg.Pool, staff: StaffAccount): Promise<boolean> {
  const added = await pool.query(
    `insert into staff (id, name, role, password_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict (name) do nothing`,
    [staff.id, staff.name, staff.role, staff.passwordHash, staff.createdAt.toString()],
  )
  return added.rowCount === 1
}

export async function setStaffRole(pool: pg.Pool, name: string, role: StaffRole): Promise<void> {
  await pool.query('update staff set role = $2 where name = $1', [name, role])
}

export interface StoredApiKey {
  readonly id: ApiKeyId
  readonly name: string
  readonly keyHash: string
  readonly scopes: readonly string[]
  readonly createdAt: Instant
}

/** False when a key of this name is there already. */
export async function addApiKey(pool: pg.Pool, key: StoredApiKey): Promise<boolean> {
  const added = await pool.query(
    `insert into api_keys (id, name, key_hash, scopes, created_at) values ($1, $2, $3, $4, $5)
     on conflict (name) do nothing`,
    [key.id, key.name, key.keyHash, key.scopes, key.createdAt.toString()],
  )
  return added.rowCount === 1
}
