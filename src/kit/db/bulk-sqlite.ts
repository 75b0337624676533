import type { SQLInputValue } from 'node:sqlite'
import type { Compilable } from 'kysely'
import { Breath } from '../breath.ts'
import { asSqlValues } from './sqlite.ts'
import type { SqliteFile } from './sqlite-file.ts'
import { type AnyKysely, type Bulk, inParts, pageSize, type Row } from './store.ts'

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
const equal = (names: readonly string[]) => names.map((name) => `"${name}" = ?`)

/** Rows of one statement: measured, more gain nothing. */
const rowsEach = 16
/** Rows read before it is asked whether others wait. */
const rowsBetween = 64

/** Prepared statements of some rows each, which others in the process may interrupt between two of them. */
export function sqliteBulk(writer: SqliteFile, reader: SqliteFile): Bulk {
  const runAll = async (sqlText: (rows: number) => string, rows: Iterable<Row>, most = rowsEach) => {
    const full = writer.prepare(sqlText(most)).statement
    const breath = new Breath()
    let values: unknown[] = []
    let waiting = 0
    let changed = 0
    for (const row of rows) {
      for (const value of row) values.push(value)
      if (++waiting < most) continue
      changed += Number(full.run(...(values as SQLInputValue[])).changes)
      values = []
      waiting = 0
      if (breath.due) await breath.take()
    }
    if (waiting === 0) return changed
    const { statement } = writer.prepare(sqlText(waiting))
    return changed + Number(statement.run(...(values as SQLInputValue[])).changes)
  }
  const insertInto = (table: string, columns: readonly string[], rows: number) => {
    const row = `(${columns.map(() => '?').join(', ')})`
    return `insert into "${table}" (${quoted(columns)}) values ${Array(rows).fill(row).join(', ')}`
  }

  const rowsOf = (db: AnyKysely, query: Compilable) => {
    const { sql: text, parameters } = query.compile()
    const file = db.isTransaction ? writer : reader
    return file.rows(text, asSqlValues(parameters), true) as Generator<unknown[]>
  }

  return {
    async insert(tx, table, columns, rows, options) {
      mustBeInside(tx)
      const rest = options ? ` on conflict (${quoted(options.ignore)}) do nothing` : ''
      return runAll((count) => insertInto(table, columns, count) + rest, rows)
    },
    async upsert(tx, table, columns, rows, key) {
      mustBeInside(tx)
      const set = columns
        .filter((name) => !key.includes(name))
        .map((name) => `"${name}" = excluded."${name}"`)
      const action = set.length > 0 ? `do update set ${set.join(', ')}` : 'do nothing'
      const rest = ` on conflict (${quoted(key)}) ${action}`
      await runAll((count) => insertInto(table, columns, count) + rest, rows)
    },
    async update(tx, table, key, columns, rows) {
      mustBeInside(tx)
      const statement = `update "${table}" set ${equal(columns).join(', ')} where ${equal(key).join(' and ')}`
      const turned = function* () {
        for (const row of rows) yield [...row.slice(key.length), ...row.slice(0, key.length)]
      }
      await runAll(() => statement, turned(), 1)
    },
    async rows(db, query) {
      const { sql: text, parameters } = query.compile()
      const { statement } = (db.isTransaction ? writer : reader).prepare(text)
      statement.setReturnArrays(true)
      try {
        return statement.all(...asSqlValues(parameters)) as unknown as unknown[][]
      } finally {
        statement.setReturnArrays(false)
      }
    },
    async scan(db, query, each) {
      const breath = new Breath()
      let read = 0
      for (const row of rowsOf(db, query)) {
        each(row)
        if (++read % rowsBetween === 0 && breath.due) await breath.take()
      }
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
