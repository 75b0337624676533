import { makeAppendOnly, tableWithId } from '../../kit/db/columns.ts'
import type { AnyKysely, Engine } from '../../kit/db/store.ts'

/** Every composition that the home page had or was to have; the newest published one is what readers see. */
export async function up(db: AnyKysely, engine: Engine) {
  await tableWithId(db, engine, 'press_home')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('published', 'integer', (c) => c.notNull())
    .addColumn('blocks', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('press_home_published').on('press_home').columns(['published', 'id']).execute()
  await makeAppendOnly(db, engine, 'press_home', 'id')
}
