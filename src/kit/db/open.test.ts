import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Problem } from '../problem.ts'
import { openStore } from './open.ts'
import { Turnstile } from './sqlite-file.ts'
import { engines, freshDatabase, onBothEngines, openAgain, openFresh } from './testing.ts'
import { things } from './testing-things.ts'

onBothEngines('numbers come back as numbers', async (_t, open) => {
  const { db } = await open(things)
  await db.insertInto('thing').values({ id: 1, at: 1_700_000_000_000, name: '蓝天' }).execute()
  const query = sql<
    Record<string, unknown>
  >`select at, count(*) as n, sum(at) as total, avg(id) as mean from thing group by at`
  const { rows } = await query.execute(db)
  assert.deepEqual({ ...rows[0] }, { at: 1_700_000_000_000, n: 1, total: 1_700_000_000_000, mean: 1 })
})

onBothEngines(
  'a reader sees the last committed state and does not wait for a transaction',
  async (_t, open) => {
    const { db } = await open(things)
    const count = async () => (await db.selectFrom('thing').select('id').execute()).length
    await db.transaction().execute(async (tx) => {
      await tx.insertInto('thing').values({ id: 1 }).execute()
      assert.equal(await count(), 0)
      assert.equal((await tx.selectFrom('thing').select('id').execute()).length, 1)
    })
    assert.equal(await count(), 1)
  },
)

onBothEngines('transactions that await in between do not mix', async (_t, open) => {
  const { db, bulk } = await open(things)
  await db.insertInto('thing').values({ id: 1, at: 0 }).execute()
  const add = () =>
    db.transaction().execute(async (tx) => {
      await bulk.exclusive(tx, 'adding')
      const { at } = await tx.selectFrom('thing').select('at').where('id', '=', 1).executeTakeFirstOrThrow()
      await new Promise((done) => setTimeout(done, 2))
      await tx
        .updateTable('thing')
        .set({ at: at + 1 })
        .where('id', '=', 1)
        .execute()
    })
  await Promise.all(Array.from({ length: 20 }, add))
  assert.equal((await db.selectFrom('thing').select('at').executeTakeFirstOrThrow()).at, 20)
})

onBothEngines('a failed transaction leaves nothing, and the next one works', async (_t, open) => {
  const { db } = await open(things)
  const twice = db.transaction().execute(async (tx) => {
    await tx.insertInto('thing').values({ id: 1 }).execute()
    await tx.insertInto('thing').values({ id: 1 }).execute()
  })
  await assert.rejects(twice)
  assert.deepEqual(await db.selectFrom('thing').selectAll().execute(), [])
  await db.transaction().execute((tx) => tx.insertInto('thing').values({ id: 1 }).execute())
  const changed = await db.updateTable('thing').set({ name: 'x' }).where('id', '=', 1).executeTakeFirst()
  assert.equal(changed.numUpdatedRows, 1n)
})

for (const engine of engines)
  test(`two openings of one ${engine} database write side by side`, async (t) => {
    const where = await freshDatabase(t, engine)
    const one = await openAgain(t, where)
    const two = await openAgain(t, where)
    await things['test-001']!.up(one.db, engine)
    const write = (store: typeof one, first: number) =>
      Promise.all(
        Array.from({ length: 25 }, (_, i) =>
          store.db.transaction().execute(async (tx) => {
            await tx
              .insertInto('thing')
              .values({ id: first + i })
              .execute()
            await new Promise((done) => setTimeout(done, 1))
          }),
        ),
      )
    await Promise.all([write(one, 0), write(two, 100)])
    assert.equal((await two.db.selectFrom('thing').select('id').execute()).length, 50)
  })

test('a database in memory works on its one connection', async (t) => {
  const { db, bulk } = await openAgain(t, { file: ':memory:' })
  await things['test-001']!.up(db, 'sqlite')
  const slow = db.transaction().execute(async (tx) => {
    await tx.insertInto('thing').values({ id: 1 }).execute()
    await new Promise((done) => setTimeout(done, 5))
    throw new Error('no')
  })
  const seen = db.selectFrom('thing').selectAll().execute()
  await assert.rejects(slow)
  assert.deepEqual(await seen, [])
  for await (const page of bulk.pages(db, db.selectFrom('thing').select('id'))) assert.deepEqual(page, [])
})

test('a file that is no database is a Problem', async (t) => {
  const where = (await freshDatabase(t, 'sqlite')) as { file: string }
  const { writeFileSync } = await import('node:fs')
  writeFileSync(where.file, 'this is not a database, only text that is long enough to be looked at')
  await assert.rejects(
    openStore(where),
    (error) => error instanceof Problem && /LANTIAN_DATA/.test(error.message),
  )
  await assert.rejects(openStore({ file: '/nowhere/at/all.sqlite' }), Problem)
})

test('an unreachable PostgreSQL is a Problem that keeps the password', async () => {
  const opening = openStore({ url: 'postgres://me:secret-word@127.0.0.1:1/nothing' }, 600)
  await assert.rejects(
    opening,
    (error) =>
      error instanceof Problem && error.code === 'database' && !error.message.includes('secret-word'),
  )
})

test('a PostgreSQL that starts late is waited for, and one that drops its connections asked again', async (t) => {
  const { url } = (await freshDatabase(t, 'postgres')) as { url: string }
  const { port } = new URL(url)
  const late = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1')
    for (const socket of [near, far]) socket.on('error', () => {})
    near.pipe(far).pipe(near)
  })
  const free = await new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const found = (probe.address() as { port: number }).port
      probe.close(() => done(found))
    })
  })
  setTimeout(() => late.listen(free, '127.0.0.1'), 300)
  t.after(() => late.close())
  const { db } = await openAgain(t, { url: url.replace(port, String(free)) })
  const killer = await openAgain(t, { url })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(killer.db)
  await new Promise((done) => setTimeout(done, 50))
  assert.equal((await sql<{ n: number }>`select 1 as n`.execute(db)).rows[0]!.n, 1)
})

test('who waits for itself is told so instead of waiting for ever', async () => {
  const turnstile = new Turnstile(20)
  const leave = await turnstile.enter()
  await assert.rejects(turnstile.enter(), /waited too long/)
  const next = turnstile.enter()
  leave()
  ;(await next)()
})

test('prepared statements survive a change of the schema', async (t) => {
  const { db } = await openFresh(t, 'sqlite', things)
  const all = () => db.selectFrom('thing').selectAll().execute()
  await db.insertInto('thing').values({ id: 1 }).execute()
  assert.deepEqual(Object.keys((await all())[0]!), ['id', 'at', 'name'])
  await db.schema.alterTable('thing').addColumn('more', 'text').execute()
  assert.deepEqual(Object.keys((await all())[0]!), ['id', 'at', 'name', 'more'])
})
