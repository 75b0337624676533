import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { AnyStore } from '../db/open.ts'
import { onBothEngines } from '../db/testing.ts'
import { Problem } from '../problem.ts'
import { genesis, sealOf } from './chain.ts'
import { verifyCommand } from './command.ts'
import { heads, migrations, publishHeads, record, seal, verify } from './journal.ts'

const at = Temporal.Instant.from('2026-11-24T02:00:00Z')
const zone = 'Asia/Shanghai'

/** What somebody with the database's password would do first. */
async function dropTriggers({ db, engine }: AnyStore) {
  const query =
    engine === 'sqlite'
      ? "select name, tbl_name as table_name from sqlite_master where type = 'trigger'"
      : 'select distinct trigger_name as name, event_object_table as table_name from information_schema.triggers'
  const { rows } = await sql.raw<{ name: string; table_name: string }>(query).execute(db)
  for (const { name, table_name } of rows)
    await sql.raw(`drop trigger ${name}${engine === 'postgres' ? ` on ${table_name}` : ''}`).execute(db)
}

async function filled(store: AnyStore, lines: number, first = 1) {
  await store.db.transaction().execute(async (tx) => {
    for (let i = first; i < first + lines; i++)
      await record(tx, { at, by: 'tester', deed: 'test', about: `thing/${i}`, detail: { i } })
  })
  await seal(store, at)
}

const run = (store: AnyStore, text: string) => sql.raw(text).execute(store.db)
const faultOf = async (store: AnyStore) => {
  const { fault, sound } = await verify(store)
  assert.equal(sound, fault === undefined)
  return fault && [fault.kind, fault.position]
}
/** Inside a transaction that is taken back, so that one journal serves every attempt. */
async function attempt(store: AnyStore, statements: string[], expected: [string, number]) {
  const undone = store.db.transaction().execute(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx)
    assert.deepEqual(await faultOf({ ...store, db: tx }), expected, statements.join('; '))
    throw new Error('taken back')
  })
  await assert.rejects(undone, /taken back/)
}

const swapped = (column: string, table: string, key: string, a: number, b: number, hide: string) => [
  `create table two as select ${key} as k, ${column} as v from ${table} where ${key} in (${a}, ${b})`,
  `update ${table} set ${column} = ${hide} where ${key} = ${a}`,
  `update ${table} set ${column} = (select v from two where k = ${a}) where ${key} = ${b}`,
  `update ${table} set ${column} = (select v from two where k = ${b}) where ${key} = ${a}`,
]

onBothEngines('any edited, missing, inserted or exchanged line is found at its place', async (_t, open) => {
  const store = await open(migrations)
  const lines = 30
  await filled(store, lines)
  await dropTriggers(store)
  assert.equal(await faultOf(store), undefined)
  const place = fc.integer({ min: 1, max: lines - 1 })
  const edit = fc.constantFrom(
    "about = 'thing/x'",
    'at = at + 1',
    "by = 'nobody'",
    "deed = ''",
    "detail = '{}'",
  )
  const property = fc.asyncProperty(place, place, edit, async (p, other, change) => {
    await attempt(store, [`update journal set ${change} where id = ${p}`], ['edited', p])
    await attempt(store, [`delete from journal where id = ${p}`], ['missing', p])
    await attempt(store, [`delete from journal_seal where position = ${p}`], ['missing', p])
    await attempt(store, [`update journal_seal set sealed_at = 1 where position = ${p}`], ['edited', p])
    await attempt(store, [`update journal_seal set hash = 'x' where position = ${p}`], ['edited', p])
    const inserted = [
      `update journal_seal set position = -position where position > ${p}`,
      'update journal_seal set position = 1 - position where position < 0',
      "insert into journal (id, at, by, deed, about, detail) values (999, 1, 'x', 'x', 'x', '{}')",
      `insert into journal_seal values (${p + 1}, 999, ${at.epochMilliseconds}, 'x')`,
    ]
    await attempt(store, inserted, ['inserted', p + 1])
    const closed = [
      `delete from journal_seal where position = ${p}`,
      `delete from journal where id = ${p}`,
      `update journal_seal set position = -position where position > ${p}`,
      'update journal_seal set position = -1 - position where position < 0',
    ]
    await attempt(store, closed, ['edited', p])
    if (p === other) return
    const first = Math.min(p, other)
    await attempt(store, swapped('entry_id', 'journal_seal', 'position', p, other, '-1'), [
      'reordered',
      first,
    ])
    await attempt(store, swapped('about', 'journal', 'id', p, other, "'x'"), ['edited', first])
  })
  await fc.assert(property, { numRuns: 8 })
})

onBothEngines('a journal rewritten from end to end is found by its published heads', async (_t, open) => {
  const store = await open(migrations)
  await filled(store, 5)
  await publishHeads(store, zone, at.add({ hours: 24 }))
  const elsewhere = await heads(store, zone)
  await dropTriggers(store)
  await run(store, "update journal set about = 'forged' where id = 3")
  let previous = genesis
  for (const row of await store.db.selectFrom('journal').selectAll().orderBy('id').execute()) {
    const { id, at: time, by, deed, about, detail } = row
    previous = sealOf(previous, id, at.epochMilliseconds, [id, time, by, deed, about, detail])
    await store.db.updateTable('journal_seal').set({ hash: previous }).where('position', '=', id).execute()
  }
  assert.deepEqual(await faultOf(store), ['head', 5])
  await run(store, 'delete from journal_head')
  assert.ok((await verify(store)).sound)
  assert.deepEqual((await verify(store, elsewhere)).fault?.kind, 'head')
})

onBothEngines('a journal that lost its end is found by its published heads', async (_t, open) => {
  const store = await open(migrations)
  await filled(store, 5)
  await publishHeads(store, zone, at.add({ hours: 24 }))
  await dropTriggers(store)
  await run(store, 'delete from journal_seal where position > 3')
  await run(store, 'delete from journal where id > 3')
  assert.deepEqual(await faultOf(store), ['missing', 4])
})

onBothEngines('lines without a seal are counted, not blamed', async (_t, open) => {
  const store = await open(migrations)
  await filled(store, 3)
  await store.db.transaction().execute((tx) => record(tx, { at, by: 'x', deed: 'x', about: 'x' }))
  const { sound, lines, unsealed } = await verify(store)
  assert.deepEqual([sound, lines, unsealed], [true, 3, 1])
})

onBothEngines('lantian verify says what it found', async (t, open) => {
  const store = await open(migrations)
  await filled(store, 3)
  const folder = mkdtempSync(join(tmpdir(), 'lantian-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'manifest.json')
  writeFileSync(file, JSON.stringify({ heads: await heads(store, zone) }))
  const said: string[] = []
  const command = (...args: string[]) =>
    verifyCommand({ store, clock: () => at, print: (line) => said.push(line), args })
  assert.equal(await command('--heads', file), 0)
  assert.equal(await command('--heads', folder), 0)
  assert.match(said.join(), /3 lines checked/)
  writeFileSync(file, JSON.stringify([{ day: '2026-11-24', position: 2, count: 2, hash: 'f'.repeat(64) }]))
  assert.equal(await command('--heads', file), 1)
  assert.match(said.at(-1)!, /line 2/i)
  writeFileSync(file, '<html>')
  await assert.rejects(command('--heads', file), Problem)
  await assert.rejects(command('--heads', join(folder, 'none.json')), Problem)
  await assert.rejects(command('--nothing'), Problem)
})
