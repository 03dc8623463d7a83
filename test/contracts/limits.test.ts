/** The contract of limits over both keepers, and two processes that share one. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { createLimits, LIMIT_SETTINGS } from '../../src/adapters/postgres/limits.ts'
import { createPool } from '../../src/adapters/postgres/pool.ts'
import { StoreAway } from '../../src/app/ports.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { START } from './catalogue.ts'
import { limitsContract, stranger, TABLE } from './limits.contract.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'

describe('limits in memory', () => {
  const limits = createMemoryLimits(TABLE)
  limitsContract('memory', () => limits)
})

describe('limits over PostgreSQL', () => {
  let open: OpenPostgres
  let pools: readonly pg.Pool[]
  const poolOf = (applicationName: string) => {
    const { host = '', port, user = '', database = '' } = open.pool.options
    const connection = { host, port: port ?? 0, user, database }
    return createPool(connection, { max: 2, applicationName, settings: LIMIT_SETTINGS })
  }
  before(async () => {
    open = await openPostgres()
    pools = [poolOf('one'), poolOf('other')]
  })
  after(async () => {
    await Promise.all(pools.filter((pool) => !pool.ended).map((pool) => pool.end()))
    await open.close()
  })
  const over = (place: number) => {
    const pool = pools[place]
    assert.ok(pool)
    return createLimits(pool, TABLE)
  }
  limitsContract('postgres', () => over(0))

  test('two processes share a limit, also at once', async () => {
    const who = [stranger(), stranger('address')]
    const tries = Array.from({ length: 40 }, (_, count) =>
      over(count % 2).take('gift_codes', who, START),
    )
    const taken = (await Promise.all(tries)).filter((again) => again === null)
    assert.equal(taken.length, LIMITS.gift_codes.max.visitor)
    assert.notEqual(await over(1).again('gift_codes', who, START), null)
  })

  test('without the database nothing may be tried', async () => {
    const { host = '', user = '', database = '' } = open.pool.options
    const nowhere = { host: `${host}/nowhere`, port: 1, user, database }
    const pool = createPool(nowhere, { max: 1, applicationName: 'nowhere' })
    await assert.rejects(createLimits(pool).take('gift_codes', [stranger()], START), StoreAway)
    await pool.end()
  })
})
