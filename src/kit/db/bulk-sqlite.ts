import type { SQLInputValue } from 'node:sqlite'
import type { Compilable } from 'kysely'
import { asSqlValues } from './sqlite.ts'
import type { SqliteFile } from './sqlite-file.ts'
import { type AnyKysely, type Bulk, inParts, pageSize, type Row } from './store.ts'

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
const equal = (names: readonly string[]) => names.map((name) => `"${name}" = ?`)

/** One prepared statement run row by row: inside a transaction that is as fast as SQLite takes rows. */
export function sqliteBulk(writer: SqliteFile, reader: SqliteFile): Bulk {
  const runAll = (sqlText: string, rows: Iterable<Row>) => {
    const { statement } = writer.prepare(sqlText)
    let changed = 0
    for (const row of rows) changed += Number(statement.run(...(row as SQLInputValue[])).changes)
    return changed
  }
  const insertInto = (table: string, columns: readonly string[]) =>
    `insert into "${table}" (${quoted(columns)}) values (${columns.map(() => '?').join(', ')})`

  const rowsOf = (db: AnyKysely, query: Compilable) => {
    const { sql: text, parameters } = query.compile()
    const file = db.isTransaction ? writer : reader
    return file.rows(text, asSqlValues(parameters), true) as Generator<unknown[]>
  }

  return {
    async insert(tx, table, columns, rows, options) {
      mustBeInside(tx)
      const rest = options ? ` on conflict (${quoted(options.ignore)}) do nothing` : ''
      return runAll(insertInto(table, columns) + rest, rows)
    },
    async upsert(tx, table, columns, rows, key) {
      mustBeInside(tx)
      const set = columns
        .filter((name) => !key.includes(name))
        .map((name) => `"${name}" = excluded."${name}"`)
      const action = set.length > 0 ? `do update set ${set.join(', ')}` : 'do nothing'
      runAll(`${insertInto(table, columns)} on conflict (${quoted(key)}) ${action}`, rows)
    },
    async update(tx, table, key, columns, rows) {
      mustBeInside(tx)
      const statement = `update "${table}" set ${equal(columns).join(', ')} where ${equal(key).join(' and ')}`
      const turned = function* () {
        for (const row of rows) yield [...row.slice(key.length), ...row.slice(0, key.length)]
      }
      runAll(statement, turned())
    },
    async scan(db, query, each) {
      for (const row of rowsOf(db, query)) each(row)
    },
    async *pages(db, query, size = pageSize) {
      yield* inParts(rowsOf(db, query), size)
    },
    async exclusive(tx) {
      // SQLite lets one writer in at a time anyway.
      mustBeInside(tx)
    },
  }
}

/** Outside a transaction these rows would slip into somebody else's. */
function mustBeInside(tx: AnyKysely) {
  if (!tx.isTransaction) throw new Error('bulk writing needs a transaction')
}
