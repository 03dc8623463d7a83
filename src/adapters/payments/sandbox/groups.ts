/**
 * Group commit: what arrives while the process is busy is written in one transaction, because the
 * writing costs more than the deciding. Each act is undone alone if it throws, and nobody is
 * answered before everything is written. It knows nothing of what is written.
 */

export interface Groups {
  /** All of the act or none of it, inside a transaction that is under way. */
  attempt<Value>(act: () => Value): Value
  /** The same in a transaction shared with others; resolves when it is written. */
  grouped<Value>(act: () => Value): Promise<Value>
}

interface Member {
  /** Runs the act; what it returns tells the caller, once everything is written. */
  readonly run: () => () => void
  readonly reject: (error: unknown) => void
}

export function createGroups(database: {
  readonly exec: (sql: string) => void
  readonly transaction: (act: () => void) => void
}): Groups {
  let waiting: Member[] = []

  function attempt<Value>(act: () => Value): Value {
    database.exec('savepoint attempt')
    try {
      const value = act()
      database.exec('release attempt')
      return value
    } catch (error) {
      database.exec('rollback to attempt; release attempt')
      throw error
    }
  }

  function write(): void {
    const members = waiting
    waiting = []
    const tellings: (() => void)[] = []
    try {
      database.transaction(() => {
        for (const member of members) tellings.push(member.run())
      })
    } catch (error) {
      for (const member of members) member.reject(error)
      return
    }
    for (const tell of tellings) tell()
  }

  return {
    attempt,
    grouped<Value>(act: () => Value): Promise<Value> {
      const { promise, resolve, reject } = Promise.withResolvers<Value>()
      const run = (): (() => void) => {
        try {
          const value = attempt(act)
          return () => resolve(value)
        } catch (error) {
          return () => reject(error)
        }
      }
      if (waiting.push({ run, reject }) === 1) setImmediate(write)
      return promise
    },
  }
}
