import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { AnyStore } from '../db/open.ts'
import { onBothEngines } from '../db/testing.ts'
import { heads, lastPosition, migrations, publishHeads, record, seal, tail, verify } from './journal.ts'

const at = Temporal.Instant.from('2026-11-24T02:00:00Z')
const zone = 'Asia/Shanghai'
const write = (store: AnyStore, about: string, when = at) =>
  store.db
    .transaction()
    .execute((tx) => record(tx, { at: when, by: 'tester', deed: 'test', about, detail: { b: 1, a: '蓝天' } }))

onBothEngines('a line and its deed commit together or not at all', async (_t, open) => {
  const store = await open(migrations)
  const failed = store.db.transaction().execute(async (tx) => {
    await record(tx, { at, by: 'tester', deed: 'test', about: 'thing/1' })
    throw new Error('no')
  })
  await assert.rejects(failed, /no/)
  await seal(store, at)
  assert.deepEqual(await tail(store, 0), [])
})

onBothEngines('sealed lines have consecutive places, whatever their ids', async (_t, open) => {
  const store = await open(migrations)
  await write(store, 'thing/1')
  const lost = store.db.transaction().execute(async (tx) => {
    await record(tx, { at, by: 'tester', deed: 'test', about: 'lost' })
    throw new Error('no')
  })
  await assert.rejects(lost)
  await write(store, 'thing/2')
  assert.equal(await lastPosition(store), 0)
  assert.equal(await seal(store, at), 2)
  assert.equal(await lastPosition(store), 2)
  assert.equal(await seal(store, at), 0)
  await write(store, 'thing/3')
  assert.equal(await seal(store, at), 1)
  const lines = await tail(store, 1)
  assert.deepEqual(
    lines.map(({ position, about }) => [position, about]),
    [
      [2, 'thing/2'],
      [3, 'thing/3'],
    ],
  )
  assert.deepEqual(lines[0]!.detail, { a: '蓝天', b: 1 })
  assert.equal(lines[0]!.at.epochMilliseconds, at.epochMilliseconds)
  const verdict = await verify(store)
  assert.deepEqual([verdict.sound, verdict.lines, verdict.unsealed], [true, 3, 0])
  assert.equal(verdict.head, lines[1]!.hash)
})

onBothEngines('a line that commits late is sealed behind the others', async (_t, open) => {
  const store = await open(migrations)
  for (const id of [10, 30, 20]) {
    const line = { id, at: at.epochMilliseconds, by: 'x', deed: 'x', about: `id ${id}`, detail: '{}' }
    await store.db.insertInto('journal').values(line).execute()
    await seal(store, at)
  }
  assert.deepEqual(
    (await tail(store, 0)).map(({ about }) => about),
    ['id 10', 'id 30', 'id 20'],
  )
  assert.ok((await verify(store)).sound)
})

onBothEngines('two sealers at once seal every line once', async (_t, open) => {
  const store = await open(migrations)
  for (let i = 0; i < 20; i++) await write(store, `thing/${i}`)
  const counts = await Promise.all([seal(store, at), seal(store, at), seal(store, at)])
  assert.equal(
    counts.reduce((sum, n) => sum + n, 0),
    20,
  )
  assert.ok((await verify(store)).sound)
})

onBothEngines('no table of the journal can be changed', async (_t, open) => {
  const store = await open(migrations)
  await write(store, 'thing/1')
  await seal(store, at)
  await publishHeads(store, zone, at.add({ hours: 48 }))
  const replace = store.engine === 'sqlite' ? ['insert or replace into journal select * from journal'] : []
  const truncate = store.engine === 'postgres' ? ['truncate journal cascade', 'truncate journal_seal'] : []
  const attempts = ['journal', 'journal_seal', 'journal_head'].flatMap((table) => [
    `delete from ${table}`,
    table === 'journal' ? "update journal set about = 'x'" : `update ${table} set hash = 'x'`,
  ])
  for (const attempt of [...attempts, ...replace, ...truncate])
    await assert.rejects(sql.raw(attempt).execute(store.db), /append-only/, attempt)
  assert.ok((await verify(store)).sound)
})

onBothEngines('each day of the centre has its head', async (_t, open) => {
  const store = await open(migrations)
  assert.deepEqual(await heads(store, zone), [])
  const days = ['2026-11-22T15:59:00Z', '2026-11-22T16:00:00Z', '2026-11-24T12:00:00Z']
  for (const [i, time] of days.entries()) {
    for (let k = 0; k <= i; k++) await write(store, `thing/${i}/${k}`)
    await seal(store, Temporal.Instant.from(time))
  }
  const found = await heads(store, zone)
  assert.deepEqual(
    found.map(({ day, position, count }) => [day, position, count]),
    [
      ['2026-11-22', 1, 1],
      ['2026-11-23', 3, 2],
      ['2026-11-24', 6, 3],
    ],
  )
  const noon = Temporal.Instant.from('2026-11-24T13:00:00Z')
  const published = await publishHeads(store, zone, noon)
  assert.deepEqual(published, found.slice(0, 2))
  assert.deepEqual(await publishHeads(store, zone, noon), [])
  assert.deepEqual(await publishHeads(store, zone, noon.add({ hours: 24 })), found.slice(2))
  assert.deepEqual(await heads(store, zone, '2026-11-24'), found.slice(2))
  assert.ok((await verify(store, found)).sound)
})

onBothEngines(
  'a clock that ran ahead neither breaks the chain nor silences the days after',
  async (_t, open) => {
    const store = await open(migrations)
    const day = (date: string) => Temporal.Instant.from(`${date}T04:00:00Z`)
    for (const date of ['2026-11-22', '2031-01-01', '2026-11-23', '2026-11-24']) {
      await write(store, `thing/${date}`, day(date))
      await seal(store, day(date))
      await publishHeads(store, zone, day(date))
    }
    await publishHeads(store, zone, day('2031-01-02'))
    await write(store, 'thing/last', day('2026-11-25'))
    await seal(store, day('2026-11-25'))
    await publishHeads(store, zone, day('2026-11-26'))
    const known = await store.db.selectFrom('journal_head').select('day').orderBy('day').execute()
    assert.deepEqual(
      known.map(({ day: date }) => date),
      ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2031-01-01'],
    )
    assert.ok((await verify(store)).sound)
  },
)
