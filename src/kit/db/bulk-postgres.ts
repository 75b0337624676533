import { CompiledQuery } from 'kysely'
import type { AnyKysely, Bulk, Row } from './store.ts'

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
/** Rows sent in one statement: large enough to be fast, small enough for the server's memory. */
const rowsEach = 20_000

/** Columns as arrays, opened by `unnest`: one statement for thousands of rows, whatever their number. */
export function postgresBulk(): Bulk {
  const typesOf = new Map<string, Map<string, string>>()

  async function columnTypes(tx: AnyKysely, table: string) {
    const known = typesOf.get(table)
    if (known) return known
    const query =
      'select column_name as name, udt_name as type from information_schema.columns where table_name = $1'
    const { rows } = await tx.executeQuery<{ name: string; type: string }>(CompiledQuery.raw(query, [table]))
    const found = new Map(rows.map(({ name, type }) => [name, type]))
    typesOf.set(table, found)
    return found
  }

  /** `unnest($1::int4[], …) as fresh(a, b)`, run for each part of the rows; returns the number of rows touched. */
  async function forParts(
    tx: AnyKysely,
    table: string,
    columns: readonly string[],
    rows: Iterable<Row>,
    statement: (fresh: string) => string,
  ) {
    const types = await columnTypes(tx, table)
    const arrays = columns.map((name, i) => `$${i + 1}::${types.get(name)}[]`)
    const text = statement(`unnest(${arrays.join(', ')}) as fresh(${quoted(columns)})`)
    let touched = 0
    for (const part of parts(rows)) {
      const values = columns.map((_, i) => part.map((row) => row[i]))
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
        (fresh) => `insert into "${table}" (${quoted(columns)}) select * from ${fresh} ${rest}`,
      )
    },
    async upsert(tx, table, columns, rows, key) {
      const set = columns
        .filter((name) => !key.includes(name))
        .map((name) => `"${name}" = excluded."${name}"`)
      await forParts(
        tx,
        table,
        columns,
        rows,
        (fresh) =>
          `insert into "${table}" (${quoted(columns)}) select * from ${fresh} on conflict (${quoted(key)}) do update set ${set.join(', ')}`,
      )
    },
    async update(tx, table, key, columns, rows) {
      const set = columns.map((name) => `"${name}" = fresh."${name}"`)
      const same = key.map((name) => `"${table}"."${name}" = fresh."${name}"`)
      await forParts(
        tx,
        table,
        [...key, ...columns],
        rows,
        (fresh) => `update "${table}" set ${set.join(', ')} from ${fresh} where ${same.join(' and ')}`,
      )
    },
    async scan(db, query, each) {
      const { rows } = await db.executeQuery<Record<string, unknown>>(query.compile())
      for (const row of rows) each(Object.values(row))
    },
    async exclusive(tx, name) {
      await tx.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock(hashtext($1))', [name]))
    },
  }
}

function* parts(rows: Iterable<Row>): Generator<Row[]> {
  let part: Row[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length === rowsEach) {
      yield part
      part = []
    }
  }
  if (part.length > 0) yield part
}
