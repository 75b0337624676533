import { sql } from 'kysely'
import type { AnyStore } from '../db/open.ts'

export interface TableShape {
  name: string
  columns: string[]
}

/** What is made from other tables is made again after a restoring: the index of the search. */
const isMade = (name: string) => name.startsWith('search_index_')

/** Every table of the database with its columns, by name. The tables of the engine, and what is made, are left out. */
export async function tablesOf({ db, engine }: AnyStore): Promise<TableShape[]> {
  const query =
    engine === 'sqlite'
      ? sql<Column>`select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
          where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' order by m.name, c.cid`
      : sql<Column>`select c.table_name as "table", c.column_name as "column"
          from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
          order by c.table_name, c.ordinal_position`
  const { rows } = await query.execute(db)
  const shapes = new Map<string, string[]>()
  for (const { table, column } of rows) shapes.set(table, [...(shapes.get(table) ?? []), column])
  return [...shapes]
    .filter(([name]) => !isMade(name))
    .map(([name, columns]) => ({ name, columns }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

interface Column {
  table: string
  column: string
}

/** The tables in an order in which none comes before one that it refers to. */
export async function inLoadingOrder<T extends { name: string }>(store: AnyStore, tables: T[]): Promise<T[]> {
  const needs = await references(store)
  const sorted = new Set<T>()
  const byName = new Map(tables.map((table) => [table.name, table]))
  const add = (table: T, above: string[]) => {
    if (sorted.has(table) || above.includes(table.name)) return
    for (const need of needs.get(table.name) ?? []) {
      const needed = byName.get(need)
      if (needed) add(needed, [...above, table.name])
    }
    sorted.add(table)
  }
  for (const table of tables) add(table, [])
  return [...sorted]
}

async function references({ db, engine }: AnyStore): Promise<Map<string, string[]>> {
  const query =
    engine === 'sqlite'
      ? sql<Reference>`select m.name as "from", f."table" as "to"
          from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'`
      : sql<Reference>`select a.relname as "from", b.relname as "to" from pg_constraint c
          join pg_class a on a.oid = c.conrelid join pg_class b on b.oid = c.confrelid where c.contype = 'f'`
  const { rows } = await query.execute(db)
  const needs = new Map<string, string[]>()
  for (const { from, to } of rows) if (from !== to) needs.set(from, [...(needs.get(from) ?? []), to])
  return needs
}

interface Reference {
  from: string
  to: string
}

/** Lets counting columns go on behind the highest number that was loaded. SQLite does so by itself. */
export async function continueCounting({ db, engine }: AnyStore): Promise<void> {
  if (engine === 'sqlite') return
  const { rows } = await sql<Column>`select table_name as "table", column_name as "column"
    from information_schema.columns where table_schema = current_schema()
    and (is_identity = 'YES' or column_default like 'nextval(%')`.execute(db)
  for (const { table, column } of rows) {
    const highest = sql`(select max(${sql.ref(column)}) from ${sql.table(table)})`
    await sql`select setval(pg_get_serial_sequence(${`"${table}"`}, ${column}), ${highest}) where ${highest} is not null`.execute(
      db,
    )
  }
}
