import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

const cachedStatements = 200
/** SQLite's result code when another holds the database. */
const sqliteBusy = 5
/** Another process that writes is waited for: briefly inside SQLite, then with the event loop free. */
const busy = { blocking: 20, pause: 30, patience: 60_000 }
/** Longer than any transaction of ours: who waits longer asks the store from inside its own transaction. */
const turnPatience = 300_000

interface Prepared {
  statement: StatementSync
  /** True when it answers with rows. */
  answers: boolean
}

/** One open database file with its prepared statements; the least recently used are let go. */
export class SqliteFile {
  readonly raw: DatabaseSync
  readonly path: string
  readonly readOnly: boolean
  readonly #statements = new Map<string, Prepared>()

  constructor(path: string, readOnly: boolean) {
    this.path = path
    this.readOnly = readOnly
    this.raw = new DatabaseSync(path, { readOnly, timeout: 10_000, enableForeignKeyConstraints: true })
    // A commit that was acknowledged survives a power cut; readers never wait for the writer.
    if (!readOnly)
      this.raw.exec(
        `pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 67108864;
         pragma busy_timeout = ${busy.blocking};`,
      )
    this.raw.exec('pragma cache_size = -65536; pragma mmap_size = 268435456; pragma temp_store = memory;')
  }

  prepare(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const statement = this.raw.prepare(sql)
    const prepared = { statement, answers: statement.columns().length > 0 }
    // With what it changed a statement tells its last row, and full-text tables number their own beyond 2⁵³.
    if (!prepared.answers) statement.setReadBigInts(true)
    this.#statements.set(sql, prepared)
    if (this.#statements.size > cachedStatements)
      this.#statements.delete(this.#statements.keys().next().value!)
    return prepared
  }

  /**
   * Rows of one query from a connection of its own, so that a slow reader neither keeps others on its old state of
   * the database nor is disturbed by them. A database in memory has no second connection, and a transaction sees only through its own.
   */
  *rows(sql: string, values: SQLInputValue[], asArrays = false): Generator<unknown> {
    if (this.path === ':memory:' || this.raw.isTransaction) {
      yield* iterate(this.raw, sql, values, asArrays)
      return
    }
    const own = new DatabaseSync(this.path, { readOnly: true, timeout: 10_000 })
    try {
      yield* iterate(own, sql, values, asArrays)
    } finally {
      own.close()
    }
  }
}

function iterate(raw: DatabaseSync, sql: string, values: SQLInputValue[], asArrays: boolean) {
  // A statement of its own: a cached one may be asked again while this one is still being read.
  const statement = raw.prepare(sql)
  statement.setReturnArrays(asArrays)
  return statement.iterate(...values)
}

/** Lets one writer in at a time, in the order in which they came. */
export class Turnstile {
  readonly #patience: number
  #last: Promise<void> = Promise.resolve()

  constructor(patience = turnPatience) {
    this.#patience = patience
  }

  async enter(): Promise<() => void> {
    const before = this.#last
    let leave!: () => void
    this.#last = new Promise((done) => {
      leave = done
    })
    let timer: NodeJS.Timeout | undefined
    const tired = new Promise<never>((_, fail) => {
      const reason = 'waited too long to write: does a transaction ask the store instead of its own handle?'
      timer = setTimeout(() => fail(new Error(reason)), this.#patience)
    })
    try {
      await Promise.race([before, tired])
    } catch (error) {
      before.then(leave)
      throw error
    } finally {
      clearTimeout(timer)
    }
    return leave
  }
}

/** Runs what another process may hold up, again and again until it is let in. */
export async function patiently<R>(work: () => R): Promise<R> {
  for (let waited = 0; ; waited += busy.blocking + busy.pause) {
    try {
      return work()
    } catch (error) {
      const locked = ((error as { errcode?: number }).errcode ?? 0) & 0xff
      if (locked !== sqliteBusy || waited >= busy.patience) throw error
    }
    await new Promise((done) => setTimeout(done, busy.pause))
  }
}
