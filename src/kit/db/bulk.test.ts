import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AnyKysely, AnyStore } from './open.ts'
import { onBothEngines } from './testing.ts'
import { things } from './testing-things.ts'

const columns = ['id', 'at', 'name']
const all = (store: AnyStore) => store.db.selectFrom('thing').selectAll().orderBy('id').execute()
const inside = <R>(store: AnyStore, work: (tx: AnyKysely) => Promise<R>) =>
  store.db.transaction().execute(work)
const plain = (rows: object[]) => rows.map((row) => ({ ...row }))

onBothEngines('rows go in, are left out, replaced and changed', async (_t, open) => {
  const store = await open(things)
  const first = [
    [1, 10, 'a'],
    [2, null, '“{,}\\ 蓝"'],
  ]
  assert.equal(await inside(store, (tx) => store.bulk.insert(tx, 'thing', columns, first)), 2)
  const more = [
    [2, 5, 'x'],
    [3, 30, null],
  ]
  const added = await inside(store, (tx) => store.bulk.insert(tx, 'thing', columns, more, { ignore: ['id'] }))
  assert.equal(added, 1)
  await inside(store, async (tx) => {
    await store.bulk.upsert(
      tx,
      'thing',
      ['id', 'at'],
      [
        [3, 31],
        [4, 40],
        [3, 32],
      ],
      ['id'],
    )
    await store.bulk.update(
      tx,
      'thing',
      ['id'],
      ['name'],
      [
        [1, 'b'],
        [1, 'c'],
        [99, 'nobody'],
      ],
    )
    await store.bulk.upsert(tx, 'thing', ['id'], [[1], [5]], ['id'])
  })
  assert.deepEqual(plain(await all(store)), [
    { id: 1, at: 10, name: 'c' },
    { id: 2, at: null, name: '“{,}\\ 蓝"' },
    { id: 3, at: 32, name: null },
    { id: 4, at: 40, name: null },
    { id: 5, at: null, name: null },
  ])
})

onBothEngines('any text and number comes back as it went in', async (_t, open) => {
  const store = await open(things)
  // PostgreSQL cannot hold the character 0 or half a surrogate pair; no text of ours has either.
  const text = fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\u0000'))
  const row = fc.tuple(fc.option(fc.maxSafeInteger()), fc.option(text))
  const property = fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
    const given = rows.map(([at, name], id) => [id, at, name])
    await inside(store, async (tx) => {
      await tx.deleteFrom('thing').execute()
      await store.bulk.insert(tx, 'thing', columns, given)
    })
    const back: unknown[][] = []
    const query = store.db.selectFrom('thing').select(['id', 'at', 'name']).orderBy('id')
    await store.bulk.scan(store.db, query, (each) => back.push(each))
    assert.deepEqual(
      back.map((each) => [...each]),
      given,
    )
    const atOnce = await store.bulk.rows(store.db, query)
    assert.deepEqual(
      atOnce.map((each) => [...each]),
      given,
    )
    assert.deepEqual(
      plain(await all(store)),
      given.map(([id, at, name]) => ({ id, at, name })),
    )
  })
  await fc.assert(property, { numRuns: 40 })
})

onBothEngines('whoever wants to read is let in while many rows go in', async (_t, open) => {
  const store = await open(things)
  const rows = Array.from({ length: 100_000 }, (_, id) => [id, id, 'n'])
  let asked = 0
  let longest = 0
  let over = false
  const readers = async () => {
    for (let last = performance.now(); !over; last = performance.now()) {
      await store.db.selectFrom('thing').select('id').limit(1).execute()
      await new Promise((done) => setTimeout(done, 1))
      longest = Math.max(longest, performance.now() - last)
      asked++
    }
  }
  const reading = readers()
  await inside(store, (tx) => store.bulk.insert(tx, 'thing', columns, rows))
  over = true
  await reading
  assert.ok(asked > 3, `${asked} readers, the longest wait ${Math.round(longest)} ms`)
})

onBothEngines('pages are read in order, left early, and outlive a writer', async (_t, open) => {
  const store = await open(things)
  const rows = Array.from({ length: 25_003 }, (_, id) => [id, id, 'n'])
  await inside(store, (tx) => store.bulk.insert(tx, 'thing', columns, rows))
  const query = store.db.selectFrom('thing').select(['id']).where('at', '>=', 0).orderBy('id')
  let next = 0
  for await (const page of store.bulk.pages(store.db, query, 1000)) {
    if (next === 0) await store.db.deleteFrom('thing').where('id', '>', 20_000).execute()
    for (const [id] of page) assert.equal(id, next++)
  }
  assert.equal(next, 25_003)
  await inside(store, async (tx) => {
    for await (const page of store.bulk.pages(tx, query, 10)) {
      assert.equal(page.length, 10)
      break
    }
    await tx.deleteFrom('thing').execute()
    assert.deepEqual(await tx.selectFrom('thing').selectAll().execute(), [])
  })
})

onBothEngines(
  'bulk writing outside a transaction is refused, and so is an unknown column',
  async (_t, open) => {
    const store = await open(things)
    await assert.rejects(async () => store.bulk.insert(store.db, 'thing', columns, []), /transaction/)
    await assert.rejects(inside(store, (tx) => store.bulk.insert(tx, 'thing', ['id', 'nothing'], [[1, 2]])))
  },
)
