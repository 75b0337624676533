import type { Compilable, Kysely } from 'kysely'

export type Engine = 'sqlite' | 'postgres'

/** Rows of bulk work are arrays in the order of the given columns. */
export type Row = readonly unknown[]

/**
 * The centre's database on either engine: SQL through Kysely, and the few words for many rows in which the engines
 * differ. Instants are epoch milliseconds, days and JSON are text, truth is 0 or 1.
 */
export interface Store<T> {
  db: Kysely<T>
  engine: Engine
  bulk: Bulk
  /** Reads one unchanging state of the whole database while others go on writing. */
  snapshot<R>(read: (store: Store<T>) => Promise<R>): Promise<R>
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
  /** Inserts rows, or replaces every column that is not of the key; of two rows with one key the later wins. */
  upsert(
    tx: AnyKysely,
    table: string,
    columns: readonly string[],
    rows: Iterable<Row>,
    key: readonly string[],
  ): Promise<void>
  /** Sets `columns` of the rows with these keys, the last word winning; each row is its key's values, then the columns'. */
  update(
    tx: AnyKysely,
    table: string,
    key: readonly string[],
    columns: readonly string[],
    rows: Iterable<Row>,
  ): Promise<void>
  /** A short answer at once, its rows as arrays in the order of the selected columns. */
  rows(db: AnyKysely, query: Compilable): Promise<unknown[][]>
  /** Reads a large answer row by row, as arrays in the order of the selected columns. */
  scan(db: AnyKysely, query: Compilable, each: (row: unknown[]) => void): Promise<void>
  /**
   * The same in pages of rows that may be awaited between, in flat memory. It keeps a connection to itself until it is
   * read to the end or left: nothing that waits for a slow person may sit in its loop.
   */
  pages(db: AnyKysely, query: Compilable, size?: number): AsyncGenerator<unknown[][]>
  /** Holds everybody else out of what goes by this name until the transaction ends. */
  exclusive(tx: AnyKysely, name: string): Promise<void>
}

// Rooms have their own table types; bulk work knows tables by name only.
// biome-ignore lint/suspicious/noExplicitAny: any room's database
export type AnyKysely = Kysely<any>
// biome-ignore lint/suspicious/noExplicitAny: any room's database
export type AnyStore = Store<any>

/** Rows of a page where the caller names no size. */
export const pageSize = 5_000

/** The rows in parts of `size`, the last one shorter. */
export function* inParts<R>(rows: Iterable<R>, size: number): Generator<R[]> {
  let part: R[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length === size) {
      yield part
      part = []
    }
  }
  if (part.length > 0) yield part
}
