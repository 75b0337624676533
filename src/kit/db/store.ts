import type { Compilable, Kysely } from 'kysely'

export type Engine = 'sqlite' | 'postgres'

// Rows of bulk work are arrays in the order of the given columns.
export type Row = readonly unknown[]

/**
 * The centre's database on either engine: SQL through Kysely, and the few words for many rows in which the engines
 * differ. Instants are epoch milliseconds, days and JSON are text, truth is 0 or 1.
 */
export interface Store<T> {
  db: Kysely<T>
  engine: Engine
  bulk: Bulk
  close(): Promise<void>
}

/** Work on many rows, inside the transaction that is handed in. */
export interface Bulk {
  /** Inserts rows; with `ignore` those whose key is taken are left out. Returns how many went in. */
  insert(
    tx: AnyKysely,
    table: string,
    columns: readonly string[],
    rows: Iterable<Row>,
    options?: { ignore: string[] },
  ): Promise<number>
  /** Inserts rows, or replaces every column that is not of the key. */
  upsert(
    tx: AnyKysely,
    table: string,
    columns: readonly string[],
    rows: Iterable<Row>,
    key: readonly string[],
  ): Promise<void>
  /** Sets `columns` of the rows with these keys; each row is its key's values, then the columns'. */
  update(
    tx: AnyKysely,
    table: string,
    key: readonly string[],
    columns: readonly string[],
    rows: Iterable<Row>,
  ): Promise<void>
  /** Reads a large answer row by row, as arrays in the order of the selected columns. */
  scan(db: AnyKysely, query: Compilable, each: (row: unknown[]) => void): Promise<void>
  /** Holds everybody else out of what goes by this name until the transaction ends. */
  exclusive(tx: AnyKysely, name: string): Promise<void>
}

// Rooms have their own table types; bulk work knows tables by name only.
// biome-ignore lint/suspicious/noExplicitAny: any room's database
export type AnyKysely = Kysely<any>
