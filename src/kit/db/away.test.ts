import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Problem } from '../problem.ts'
import { isAway, isFull, storageProblem } from './away.ts'
import { openStore } from './open.ts'
import { freshDatabase, onBothEngines, openAgain, openFresh } from './testing.ts'
import { openProxy } from './testing-proxy.ts'
import { things } from './testing-things.ts'

const failure = (work: Promise<unknown>) =>
  work.then(
    () => assert.fail('it worked'),
    (error: unknown) => error,
  )

onBothEngines('a wrong question does not count as the database being away', async (_t, open) => {
  const { db } = await open(things)
  await db.insertInto('thing').values({ id: 1 }).execute()
  const wrong = [sql`select nothing from thing`, sql`insert into thing (id) values (1)`]
  for (const query of wrong) {
    const error = await failure(query.execute(db))
    assert.deepEqual([isAway(error), isFull(error)], [false, false])
    assert.equal(storageProblem(error), error)
  }
  for (const other of [null, undefined, 'ECONNREFUSED', new Error('no'), new TypeError('fetch failed')])
    assert.equal(isAway(other), false)
})

test('a PostgreSQL that goes away between two statements is away, and back when it is back', async (t) => {
  const { url } = (await freshDatabase(t, 'postgres')) as { url: string }
  const proxy = await openProxy(url)
  t.after(() => proxy.down())
  const store = await openStore<{ thing: { id: number } }>({ url: proxy.url })
  t.after(() => store.close())
  await things['test-001']!.up(store.db, 'postgres')
  const error = await failure(
    store.db.transaction().execute(async (tx) => {
      await tx.insertInto('thing').values({ id: 1 }).execute()
      await proxy.down()
      // The connection breaks while nobody asks anything of it.
      await new Promise((done) => setTimeout(done, 50))
      await tx.insertInto('thing').values({ id: 2 }).execute()
    }),
  )
  assert.ok(isAway(error), String(error))
  assert.ok(isAway(await failure(sql`select 1`.execute(store.db))))
  await proxy.up()
  assert.deepEqual(await store.db.selectFrom('thing').selectAll().execute(), [])
})

test('a full disk takes back what was being written and says so; room lets it go on', async (t) => {
  const store = await openFresh(t, 'sqlite', things)
  await store.db.insertInto('thing').values({ id: 0, name: 'acknowledged' }).execute()
  const fill = () =>
    store.db.transaction().execute(async (tx) => {
      const rows = Array.from({ length: 20_000 }, (_, id) => [id + 1, 'x'.repeat(100)])
      await store.bulk.insert(tx, 'thing', ['id', 'name'], rows)
    })
  await sql`pragma max_page_count = 50`.execute(store.db)
  const error = await failure(fill())
  assert.deepEqual([isAway(error), isFull(error)], [true, true])
  assert.ok(storageProblem(error) instanceof Problem)
  assert.equal((await store.db.selectFrom('thing').select('id').execute()).length, 1)
  await sql`pragma max_page_count = 1000000`.execute(store.db)
  await fill()
  assert.equal((await store.db.selectFrom('thing').select('id').execute()).length, 20_001)
})

test('what the disk refuses is told to the person at the command line', () => {
  const told = (errcode: number) => {
    const error = Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode })
    const problem = storageProblem(error)
    return problem instanceof Problem ? problem.code : problem === error
  }
  assert.deepEqual([13, 778, 5, 261, 11, 26, 1].map(told), [
    'disk-full',
    'disk-failed',
    'database-held',
    'database-held',
    'database-damaged',
    'database-damaged',
    true,
  ])
})

test('a file that another process holds is waited for', async (t) => {
  const where = (await freshDatabase(t, 'sqlite')) as { file: string }
  const store = await openAgain(t, where)
  await things['test-001']!.up(store.db, 'sqlite')
  const other = new DatabaseSync(where.file)
  other.exec('begin immediate')
  setTimeout(() => {
    other.exec('commit')
    other.close()
  }, 300)
  const from = performance.now()
  await store.db.insertInto('thing').values({ id: 1 }).execute()
  assert.ok(performance.now() - from > 250)
})
