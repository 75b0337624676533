import { sql } from 'kysely'
import { Problem } from '../problem.ts'
import type { AnyKysely, Engine, Store } from './store.ts'

/** Migrations by name, in the order in which they run; a name never changes once it has landed. */
export type Migrations = Record<string, { up(db: AnyKysely, engine: Engine): Promise<void> }>

/**
 * Runs the migrations that have not run yet, all in one transaction, so that a failed one leaves nothing behind. Two
 * processes that start at once wait for each other. A database that knows more than this program is refused.
 * @returns the names that were run
 */
export async function migrate(store: Store<unknown>, migrations: Migrations): Promise<string[]> {
  const db = store.db as AnyKysely
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('run_at', 'text', (c) => c.notNull().defaultTo(sql`current_timestamp`))
    .execute()
    .catch(ignoreRace)
  return db.transaction().execute(async (tx) => {
    // Changing a large table may take longer than any page may.
    if (store.engine === 'postgres') await sql`set local statement_timeout = 0`.execute(tx)
    await store.bulk.exclusive(tx, 'migration')
    const done = (await tx.selectFrom('migration').select('name').execute()).map(({ name }) => name as string)
    refuseNewer(done, migrations)
    const missing = Object.keys(migrations).filter((name) => !done.includes(name))
    for (const name of missing) {
      await migrations[name]!.up(tx, store.engine)
      await tx.insertInto('migration').values({ name }).execute()
    }
    return missing
  })
}

/** PostgreSQL may report a duplicate when two processes create the same table in the same instant. */
function ignoreRace(error: unknown) {
  if (!['23505', '42P07'].includes((error as { code?: string }).code ?? '')) throw error
}

function refuseNewer(done: string[], migrations: Migrations) {
  const unknown = done.filter((name) => !(name in migrations))
  if (unknown.length === 0) return
  throw new Problem('newer-database', {
    zh: `数据库由更新版本的程序建立（${unknown.join('、')}）。请使用更新的版本，或恢复旧备份。`,
    en: `The database was made by a newer version of the program (${unknown.join(', ')}). Use that version, or restore an older backup.`,
  })
}
