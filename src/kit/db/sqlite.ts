import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

const cachedStatements = 200
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
async function patiently<R>(work: () => R): Promise<R> {
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
const sqliteBusy = 5

/**
 * Kysely on `node:sqlite`. Transactions and single writes take their turn on the one writing connection; reads
 * outside a transaction go to a second connection and see the last committed state, so that a page never waits for an
 * import. A database in memory has only one connection.
 */
export class SqliteDialect implements Dialect {
  readonly #writer: SqliteFile
  readonly #reader: SqliteFile

  constructor(writer: SqliteFile, reader: SqliteFile) {
    this.#writer = writer
    this.#reader = reader
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#writer, this.#reader)
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler()
  }

  createAdapter() {
    return new SqliteAdapter()
  }

  createIntrospector(db: ConstructorParameters<typeof SqliteIntrospector>[0]) {
    return new SqliteIntrospector(db)
  }
}

class SqliteDriver implements Driver {
  readonly #writer: SqliteFile
  readonly #reader: SqliteFile
  readonly #turnstile = new Turnstile()

  constructor(writer: SqliteFile, reader: SqliteFile) {
    this.#writer = writer
    this.#reader = reader
  }

  async init() {}

  async acquireConnection() {
    return new SqliteConnection(this.#writer, this.#reader, this.#turnstile)
  }

  beginTransaction(connection: DatabaseConnection) {
    return (connection as SqliteConnection).begin()
  }

  commitTransaction(connection: DatabaseConnection) {
    return (connection as SqliteConnection).end('commit')
  }

  rollbackTransaction(connection: DatabaseConnection) {
    return (connection as SqliteConnection).end('rollback')
  }

  async releaseConnection() {}

  async destroy() {
    if (this.#reader !== this.#writer) this.#reader.raw.close()
    this.#writer.raw.close()
  }
}

export class SqliteConnection implements DatabaseConnection {
  readonly #writer: SqliteFile
  readonly #reader: SqliteFile
  readonly #turnstile: Turnstile
  #leave: (() => void) | null = null

  constructor(writer: SqliteFile, reader: SqliteFile, turnstile: Turnstile) {
    this.#writer = writer
    this.#reader = reader
    this.#turnstile = turnstile
  }

  async begin() {
    const leave = await this.#turnstile.enter()
    try {
      const begin = this.#writer.readOnly ? 'begin' : 'begin immediate'
      await patiently(() => this.#writer.raw.exec(begin))
    } catch (error) {
      leave()
      throw error
    }
    this.#leave = leave
  }

  async end(word: 'commit' | 'rollback') {
    try {
      // A failed statement may have rolled the transaction back already.
      if (word === 'commit' || this.#writer.raw.isTransaction) this.#writer.raw.exec(word)
    } finally {
      if (!this.#writer.raw.isTransaction) {
        this.#leave?.()
        this.#leave = null
      }
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#leave) {
      // Otherwise the rest of a transaction that SQLite itself gave up (a full disk) would commit line by line.
      if (!this.#writer.raw.isTransaction) throw new Error('the transaction has already been rolled back')
      return run(this.#writer, query)
    }
    const reading = reads(query)
    if (reading && this.#reader !== this.#writer) return run(this.#reader, query)
    const leave = await this.#turnstile.enter()
    try {
      return reading ? run(this.#writer, query) : await patiently(() => run<R>(this.#writer, query))
    } finally {
      leave()
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const file = this.#leave ? this.#writer : this.#reader
    for (const row of file.rows(query.sql, asSqlValues(query.parameters))) yield { rows: [row as R] }
  }
}

const reads = ({ query, sql }: CompiledQuery) =>
  SelectQueryNode.is(query) || (query.kind === 'RawNode' && /^\s*(select|pragma \w+\s*$)/i.test(sql))

/** Kysely's parameters are what our own code handed in: numbers, text and null. */
export const asSqlValues = (parameters: readonly unknown[]) => parameters as SQLInputValue[]

function run<R>(file: SqliteFile, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const { statement, answers } = file.prepare(sql)
  const values = asSqlValues(parameters)
  if (answers) {
    const rows = statement.all(...values) as R[]
    return { rows, numAffectedRows: BigInt(rows.length) }
  }
  const { changes } = statement.run(...values)
  return { rows: [], numAffectedRows: BigInt(changes) }
}
