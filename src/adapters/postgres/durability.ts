/**
 * Whether a server keeps what it confirms. Nobody is answered before what he was told is on a disk,
 * and that rests on the server's own settings. Whether a commit waits for its disk is a matter of
 * each connection (`isDurable` of a pool); whether there is any syncing, of the server.
 */
import type pg from 'pg'

/** @throws when the server never syncs to its disk. */
export async function refuseVolatile(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ fsync: string }>(`select current_setting('fsync') as fsync`)
  refuseUnsynced(rows[0]?.fsync ?? '')
}

/** @throws where `fsync` is anything but on. */
export function refuseUnsynced(fsync: string): void {
  if (fsync === 'on') return
  throw new Error(
    'the database does not sync to its disk (fsync is off): orders and payments it has confirmed ' +
      'may be gone after a power cut. Set fsync = on in its configuration and reload it',
  )
}
