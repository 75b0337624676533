/** Writes pairs of rows until it is killed, and says each number once it is committed. */
import { writeSync } from 'node:fs'
import { openStore } from './open.ts'

const store = await openStore<{ thing: { id: number; at: number; name: string } }>({ file: process.argv[2]! })
const last = await store.db
  .selectFrom('thing')
  .select((of) => of.fn.max('id').as('id'))
  .executeTakeFirst()
for (let id = Number(last?.id ?? 0) + 1; ; id += 2) {
  await store.db.transaction().execute(async (tx) => {
    await tx.insertInto('thing').values({ id, at: 0, name: 'first' }).execute()
    await tx
      .insertInto('thing')
      .values({ id: id + 1, at: 0, name: 'second' })
      .execute()
  })
  writeSync(1, `${id}\n`)
}
