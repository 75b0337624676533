import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Problem } from '../problem.ts'
import { postgresBulk } from './bulk-postgres.ts'
import { sqliteBulk } from './bulk-sqlite.ts'
import { SqliteDialect } from './sqlite.ts'
import { SqliteFile } from './sqlite-file.ts'
import type { Store } from './store.ts'

export type { AnyKysely, AnyStore, Bulk, Engine, Row, Store } from './store.ts'

/**
 * Opens SQLite (a file path, or `:memory:`) or PostgreSQL. A PostgreSQL that is still starting is waited for; one
 * that does not answer for `patience` milliseconds is a Problem that names DATABASE_URL without its password.
 */
export async function openStore<T>(
  where: { url: string } | { file: string },
  patience = 15_000,
): Promise<Store<T>> {
  return 'url' in where ? openPostgres<T>(where.url, patience) : openSqlite<T>(where.file)
}

function openSqlite<T>(path: string): Store<T> {
  const writer = openFile(path, false)
  const reader = path === ':memory:' ? writer : openFile(path, true)
  return onSqlite<T>(writer, reader)
}

function onSqlite<T>(writer: SqliteFile, reader: SqliteFile): Store<T> {
  const db = new Kysely<T>({ dialect: new SqliteDialect(writer, reader) })
  const store: Store<T> = {
    db,
    engine: 'sqlite',
    bulk: sqliteBulk(writer, reader),
    async snapshot(read) {
      const inside = (own: Store<T>) => own.db.transaction().execute((tx) => read({ ...own, db: tx }))
      if (writer.path === ':memory:') return inside(store)
      const file = openFile(writer.path, true)
      const own = onSqlite<T>(file, file)
      try {
        return await inside(own)
      } finally {
        await own.close()
      }
    },
    close: () => db.destroy(),
  }
  return store
}

function openFile(path: string, readOnly: boolean) {
  try {
    return new SqliteFile(path, readOnly)
  } catch (error) {
    throw new Problem('database', {
      zh: `无法打开数据库 ${path}：${(error as Error).message}。请检查 LANTIAN_DATA。`,
      en: `Cannot open the database ${path}: ${(error as Error).message}. Check LANTIAN_DATA.`,
    })
  }
}

/** 64-bit integers and their sums and means are counts and instants here, all below 2⁵³. */
const asNumber = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    asNumber.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

/** No statement of ours takes minutes; a lost client must not hold locks for ever. */
const limits = {
  statement_timeout: 300_000,
  idle_in_transaction_session_timeout: 600_000,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  application_name: 'lantian',
}

async function openPostgres<T>(url: string, patience: number): Promise<Store<T>> {
  const pool = new pg.Pool({ connectionString: url, max: 10, types, ...limits })
  // An idle connection that the server closes is not our fault; the next query opens another.
  pool.on('error', () => {})
  // Nor is one that it closes between two statements of a transaction: the next statement fails and is told.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<T>({ dialect: new PostgresDialect({ pool }) })
  for (let waited = 0; ; waited += 500) {
    try {
      await sql`select 1`.execute(db)
      break
    } catch (error) {
      if (waited >= patience || !mayPass(error)) {
        await db.destroy()
        throw unreachable(url, error)
      }
      await new Promise((done) => setTimeout(done, 500))
    }
  }
  const store: Store<T> = {
    db,
    engine: 'postgres',
    bulk: postgresBulk(),
    snapshot: (read) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => read({ ...store, db: tx })),
    close: () => db.destroy(),
  }
  return store
}

/** Refused connections and "the database system is starting up" pass by themselves; a wrong password does not. */
const mayPass = (error: unknown) =>
  ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P03'].includes((error as { code?: string }).code ?? '')

function unreachable(url: string, error: unknown) {
  const shown = url.replace(/\/\/([^:@/]*):.*@/, '//$1:…@').replace(/(password=)[^&]*/gi, '$1…')
  const reason = (error as Error).message || (error as { code?: string }).code
  return new Problem('database', {
    zh: `无法连接数据库 ${shown}：${reason}。请检查 DATABASE_URL。`,
    en: `Cannot reach the database ${shown}: ${reason}. Check DATABASE_URL.`,
  })
}
