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

/** One open database file with its prepared statements; the least recently used are let go. */
export class SqliteFile {
  readonly raw: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(path: string, readOnly: boolean) {
    this.raw = new DatabaseSync(path, { readOnly, timeout: 10_000, enableForeignKeyConstraints: true })
    // A commit that was acknowledged survives a power cut; readers never wait for the writer.
    if (!readOnly) this.raw.exec('pragma journal_mode = wal; pragma synchronous = full;')
    this.raw.exec('pragma cache_size = -65536; pragma mmap_size = 268435456; pragma temp_store = memory;')
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const statement = this.raw.prepare(sql)
    this.#statements.set(sql, statement)
    if (this.#statements.size > cachedStatements)
      this.#statements.delete(this.#statements.keys().next().value!)
    return statement
  }
}

/** Lets one writer in at a time, in the order in which they came. */
class Turnstile {
  #last: Promise<void> = Promise.resolve()

  async enter(): Promise<() => void> {
    const before = this.#last
    let leave!: () => void
    this.#last = new Promise((done) => {
      leave = done
    })
    await before
    return leave
  }
}

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
      this.#writer.raw.exec('begin immediate')
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
    if (this.#leave) return run(this.#writer, query)
    if (reads(query)) return run(this.#reader, query)
    const leave = await this.#turnstile.enter()
    try {
      return run(this.#writer, query)
    } finally {
      leave()
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const file = this.#leave ? this.#writer : this.#reader
    // A statement of its own: a cached one may be asked again while this one is still being read.
    const statement = file.raw.prepare(query.sql)
    for (const row of statement.iterate(...asSqlValues(query.parameters))) yield { rows: [row as R] }
  }
}

const reads = ({ query, sql }: CompiledQuery) =>
  SelectQueryNode.is(query) || (query.kind === 'RawNode' && /^\s*(select|pragma \w+\s*$)/i.test(sql))

/** Kysely's parameters are what our own code handed in: numbers, text and null. */
export const asSqlValues = (parameters: readonly unknown[]) => parameters as SQLInputValue[]

function run<R>(file: SqliteFile, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const statement = file.prepare(sql)
  const values = asSqlValues(parameters)
  if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] }
  const { changes } = statement.run(...values)
  return { rows: [], numAffectedRows: BigInt(changes) }
}
