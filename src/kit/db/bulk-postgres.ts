import { type Compilable, CompiledQuery } from 'kysely'
import { type AnyKysely, type Bulk, inParts, pageSize, type Row } from './store.ts'

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
/** Rows sent in one statement: large enough to be fast, small enough for the server's memory. */
const rowsEach = 20_000

/** Columns as arrays, opened by `unnest`: one statement for thousands of rows, whatever their number. */
export function postgresBulk(): Bulk {
  const typesOf = new Map<string, Map<string, string>>()

  async function columnTypes(tx: AnyKysely, table: string, columns: readonly string[]) {
    const known = typesOf.get(table)
    if (known && columns.every((name) => known.has(name))) return known
    const query = `select column_name as name, udt_name as type from information_schema.columns
      where table_schema = current_schema() and table_name = $1`
    const { rows } = await tx.executeQuery<{ name: string; type: string }>(CompiledQuery.raw(query, [table]))
    const found = new Map(rows.map(({ name, type }) => [name, type]))
    const missing = columns.filter((name) => !found.has(name))
    if (missing.length > 0) throw new Error(`table ${table} has no column ${missing.join(', ')}`)
    typesOf.set(table, found)
    return found
  }

  /**
   * `unnest($1::int4[], …) as fresh(a, b)`, run for each part of the rows; with a key only the last row of each key in
   * a part is sent. Returns the number of rows touched.
   */
  async function forParts(
    tx: AnyKysely,
    table: string,
    columns: readonly string[],
    rows: Iterable<Row>,
    key: readonly string[] | null,
    statement: (fresh: string) => string,
  ) {
    if (!tx.isTransaction) throw new Error('bulk writing needs a transaction')
    const types = await columnTypes(tx, table, columns)
    const arrays = columns.map((name, i) => `$${i + 1}::${types.get(name)}[]`)
    const text = statement(`unnest(${arrays.join(', ')}) as fresh(${quoted(columns)})`)
    const places = key?.map((name) => columns.indexOf(name))
    let touched = 0
    for (const part of inParts(rows, rowsEach)) {
      const sent = places ? lastOfEach(part, places) : part
      const values = columns.map((_, i) => sent.map((row) => row[i]))
      const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(text, values))
      touched += Number(numAffectedRows ?? 0)
    }
    return touched
  }

  return {
    insert(tx, table, columns, rows, options) {
      const rest = options ? `on conflict (${quoted(options.ignore)}) do nothing` : ''
      return forParts(
        tx,
        table,
        columns,
        rows,
        null,
        (fresh) => `insert into "${table}" (${quoted(columns)}) select * from ${fresh} ${rest}`,
      )
    },
    async upsert(tx, table, columns, rows, key) {
      const set = columns
        .filter((name) => !key.includes(name))
        .map((name) => `"${name}" = excluded."${name}"`)
      const action = set.length > 0 ? `do update set ${set.join(', ')}` : 'do nothing'
      const insert = `insert into "${table}" (${quoted(columns)}) select * from`
      const rest = `on conflict (${quoted(key)}) ${action}`
      await forParts(tx, table, columns, rows, key, (fresh) => `${insert} ${fresh} ${rest}`)
    },
    async update(tx, table, key, columns, rows) {
      const set = columns.map((name) => `"${name}" = fresh."${name}"`)
      const same = key.map((name) => `"${table}"."${name}" = fresh."${name}"`)
      await forParts(
        tx,
        table,
        [...key, ...columns],
        rows,
        key,
        (fresh) => `update "${table}" set ${set.join(', ')} from ${fresh} where ${same.join(' and ')}`,
      )
    },
    async rows(db, query) {
      const { sql, parameters } = query.compile()
      const { rows } = await db.executeQuery<object>(CompiledQuery.raw(sql, [...parameters]))
      return rows.map((row) => Object.values(row))
    },
    async scan(db, query, each) {
      for await (const page of pages(db, query, rowsEach)) page.forEach(each)
    },
    pages: (db, query, size = pageSize) => pages(db, query, size),
    async exclusive(tx, name) {
      if (!tx.isTransaction) throw new Error('holding others out needs a transaction')
      await tx.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock(hashtext($1))', [name]))
    },
  }
}

/** One statement must not meet the same row twice; SQLite, row by row, lets the last one win. */
function lastOfEach(rows: Row[], places: number[]): Row[] {
  const last = new Map<unknown, Row>()
  const keyOf = (row: Row) =>
    places.length === 1 ? row[places[0]!] : places.map((place) => row[place]).join('\u0000')
  for (const row of rows) last.set(keyOf(row), row)
  return last.size === rows.length ? rows : [...last.values()]
}

let cursors = 0

/** A cursor on the server; without a transaction of the caller's in one of its own. */
async function* pages(db: AnyKysely, query: Compilable, size: number): AsyncGenerator<unknown[][]> {
  const own = db.isTransaction ? null : await db.startTransaction().setAccessMode('read only').execute()
  const tx: AnyKysely = own ?? db
  const ask = (text: string, values: readonly unknown[] = []) =>
    tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))
  const { sql: text, parameters } = query.compile()
  const cursor = `pages_${++cursors}`
  let failed = false
  try {
    await ask(`declare ${cursor} no scroll cursor for ${text}`, parameters)
    for (;;) {
      const { rows } = await ask(`fetch ${size} from ${cursor}`)
      if (rows.length > 0) yield rows.map((row) => Object.values(row))
      if (rows.length < size) break
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    if (own) await own.rollback().execute()
    else if (!failed) await ask(`close ${cursor}`)
  }
}
