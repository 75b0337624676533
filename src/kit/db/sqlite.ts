import type { SQLInputValue } from 'node:sqlite'
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
import { patiently, type SqliteFile, Turnstile } from './sqlite-file.ts'

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

class SqliteConnection implements DatabaseConnection {
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
