import { type Compilable, type RawBuilder, sql } from 'kysely'
import { tableWithId } from '../db/columns.ts'
import type { AnyKysely, AnyStore, Engine } from '../db/store.ts'
import { Problem } from '../problem.ts'
import type { Field } from './kind.ts'
import { type AnyRegister, keptFields } from './register.ts'

interface Column {
  name: string
  type: 'text' | 'whole'
  required: boolean
}

const kept: readonly Column[] = [
  { name: 'revision', type: 'whole', required: true },
  { name: 'created_at', type: 'whole', required: true },
  { name: 'created_by', type: 'text', required: true },
  { name: 'changed_at', type: 'whole', required: true },
  { name: 'changed_by', type: 'text', required: true },
  { name: 'trashed_at', type: 'whole', required: false },
  // What a search looks through, made from the fields with every change.
  { name: 'searched', type: 'text', required: true },
]

const columnsOf = (r: AnyRegister): Column[] => [
  ...kept,
  ...keptFields(r).map(([name, { kind, required }]) => ({ name, type: kind.column!, required })),
]

interface Index {
  name: string
  on: RawBuilder<unknown>
  unique?: boolean
  where: RawBuilder<unknown>
}

const notTrashed = sql`trashed_at is null`

/**
 * What a list is sorted by: an optional field counts as less than everything where it is empty, on both engines, which
 * have different opinions of null.
 */
export function sortKey(r: AnyRegister, name: string): RawBuilder<string | number> {
  const { kind, required } = r.fields[name] as Field<unknown>
  if (required) return sql`${sql.ref(name)}`
  return kind.column === 'text'
    ? sql`coalesce(${sql.ref(name)}, '')`
    : sql`coalesce(${sql.ref(name)}, -9007199254740991)`
}

/** Each order of the list, also within each filter; the trash; what must be unique. */
function indexesOf(r: AnyRegister): Index[] {
  const on = (name: string, where: RawBuilder<unknown>, columns: RawBuilder<unknown>[]) => ({
    name: `${r.key}_${name}`,
    on: sql`${sql.join(columns)}`,
    where,
  })
  const id = sql.ref('id')
  const { sort, filters, order } = r.list
  return [
    ...sort.map((name) => on(`by_${name}`, notTrashed, [sortKey(r, name), id])),
    ...filters
      .filter((name) => name !== order)
      .map((name) => on(`in_${name}`, notTrashed, [sql.ref(name), sortKey(r, order), id])),
    on('trash', sql`trashed_at is not null`, [sql.ref('trashed_at'), id]),
    ...keptFields(r)
      .filter(([, { unique }]) => unique)
      .map(([name]) => ({ ...on(`${name}_once`, notTrashed, [sql.ref(name)]), unique: true })),
  ]
}

/** The statements that make the table of a register. */
function statementsOf(db: AnyKysely, engine: Engine, r: AnyRegister): Compilable[] {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  let table = tableWithId(db, engine, r.key) as unknown as ReturnType<AnyKysely['schema']['createTable']>
  for (const { name, type, required } of columnsOf(r))
    table = table.addColumn(name, type === 'text' ? 'text' : whole, (c) => (required ? c.notNull() : c))
  const indexes = indexesOf(r).map(
    ({ name, on, unique, where }) =>
      sql`create ${sql.raw(unique ? 'unique ' : '')}index ${sql.ref(name)} on ${sql.table(r.key)} (${on}) where ${where}`,
  )
  return [table, ...indexes.map((each) => ({ compile: () => each.compile(db) }))]
}

/** Makes the table of a register as it is declared now; a room calls it from a migration of its own. */
export async function createRegisterTable(db: AnyKysely, engine: Engine, r: AnyRegister): Promise<void> {
  for (const statement of statementsOf(db, engine, r)) await db.executeQuery(statement.compile())
}

/** The same as SQL that one can read. */
export const registerMigration = (db: AnyKysely, engine: Engine, r: AnyRegister): string =>
  statementsOf(db, engine, r)
    .map((statement) => `${statement.compile().sql.replaceAll(/, (?=")/g, ',\n  ')};`)
    .join('\n')

interface Found {
  type: string
  required: boolean
}

async function foundColumns({ db, engine }: AnyStore, table: string): Promise<Map<string, Found>> {
  if (engine === 'sqlite') {
    const { rows } = await sql<{ name: string; type: string; notnull: number }>`
      select name, type, "notnull" from pragma_table_info(${table})`.execute(db)
    return new Map(
      rows.map(({ name, type, notnull }) => [name, { type: type.toLowerCase(), required: notnull === 1 }]),
    )
  }
  const { rows } = await sql<{ column_name: string; data_type: string; is_nullable: string }>`
    select column_name, data_type, is_nullable from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(db)
  return new Map(
    rows.map((row) => [row.column_name, { type: row.data_type, required: row.is_nullable === 'NO' }]),
  )
}

async function foundIndexes({ db, engine }: AnyStore, table: string): Promise<Set<string>> {
  const { rows } =
    engine === 'sqlite'
      ? await sql<{
          name: string
        }>`select name from sqlite_master where type = 'index' and tbl_name = ${table}`.execute(db)
      : await sql<{ name: string }>`select indexname as name from pg_indexes
          where schemaname = current_schema() and tablename = ${table}`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Where the database differs from the declarations, each said in a line: a migration was forgotten. */
export async function registerFaults(store: AnyStore, registers: readonly AnyRegister[]): Promise<string[]> {
  const faults: string[] = []
  for (const r of registers) {
    const columns = await foundColumns(store, r.key)
    if (columns.size === 0) {
      faults.push(`${r.key}: there is no such table`)
      continue
    }
    const whole = store.engine === 'sqlite' ? 'integer' : 'bigint'
    const wanted = columnsOf(r)
    for (const { name, type, required } of wanted) {
      const found = columns.get(name)
      if (!found) faults.push(`${r.key}.${name}: there is no such column`)
      else if (found.type !== (type === 'text' ? 'text' : whole))
        faults.push(`${r.key}.${name}: is ${found.type}, not ${type === 'text' ? 'text' : whole}`)
      else if (found.required !== required)
        faults.push(`${r.key}.${name}: ${required ? 'may be empty' : 'must be given'} in the database`)
    }
    const known = new Set(['id', ...wanted.map(({ name }) => name)])
    for (const name of columns.keys()) if (!known.has(name)) faults.push(`${r.key}.${name}: is not declared`)
    const indexes = await foundIndexes(store, r.key)
    for (const { name } of indexesOf(r))
      if (!indexes.has(name)) faults.push(`${r.key}: there is no index ${name}`)
  }
  return faults
}

/** @throws Problem naming every difference: the house does not open on tables it would misread */
export async function checkRegisters(store: AnyStore, registers: readonly AnyRegister[]): Promise<void> {
  const faults = await registerFaults(store, registers)
  if (faults.length === 0) return
  throw new Problem('register-differs', {
    zh: `数据库与登记簿的声明不一致：${faults.join('；')}。请补上迁移文件。`,
    en: `The database differs from the declared registers: ${faults.join('; ')}. A migration is missing.`,
  })
}
