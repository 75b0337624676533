import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyStore } from '../db/open.ts'
import { engines, freshDatabase, onBothEngines, openAgain, openFresh } from '../db/testing.ts'
import { record, seal } from '../journal/journal.ts'
import { migrations as journal } from '../journal/migrations.ts'
import { Problem } from '../problem.ts'
import { backup } from './backup.ts'
import { backupCommand, restoreCommand } from './command.ts'
import { sumOf } from './folders.ts'
import { restore } from './restore.ts'

const at = Temporal.Instant.from('2026-11-24T02:00:00Z')
const migrations: Migrations = {
  ...journal,
  // The table that is referred to comes later in the alphabet.
  'test-001': {
    async up(db, engine) {
      await tableWithId(db, engine, 'zoo').addColumn('name', 'text').addColumn('keeperId', 'bigint').execute()
      await tableWithId(db, engine, 'animal')
        .addColumn('zoo', 'bigint', (c) => c.references('zoo.id').notNull())
        .addColumn('weight', 'double precision')
        .addColumn('born', 'bigint')
        .addColumn('picture', engine === 'sqlite' ? 'blob' : 'bytea')
        .execute()
    },
  },
}
const later: Migrations = {
  ...migrations,
  'test-002': { up: (db) => db.schema.alterTable('zoo').addColumn('open', 'integer').execute() },
}
const animals = Array.from({ length: 12_345 }, (_, i) => [
  i + 1,
  (i % 3) + 1,
  i % 7 === 0 ? null : i / 8,
  1_700_000_000_000 + i,
  i % 1000 === 0 ? Buffer.from([0, 255, i % 256]) : null,
])

async function fill(store: AnyStore) {
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.insert(
      tx,
      'zoo',
      ['name', 'keeperId'],
      [
        ['北京动物园 “a”\n\\b', 7],
        ['', null],
        [null, 8],
      ],
    )
    await store.bulk.insert(tx, 'animal', ['id', 'zoo', 'weight', 'born', 'picture'], animals)
    for (let i = 0; i < 20; i++) await record(tx, { at, by: 'x', deed: 'x', about: `animal/${i}` })
  })
  await seal(store, at)
}

function folderFor(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'backup')
}

const content = async ({ db }: AnyStore) => ({
  zoo: await db.selectFrom('zoo').selectAll().orderBy('id').execute(),
  animal: (await db.selectFrom('animal').selectAll().orderBy('id').execute()).map((row) => ({
    ...row,
    picture: row.picture && Buffer.from(row.picture).toString('hex'),
  })),
  journal: await db.selectFrom('journal').selectAll().orderBy('id').execute(),
  seals: await db.selectFrom('journal_seal').selectAll().orderBy('position').execute(),
})
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

for (const from of engines)
  for (const to of engines)
    test(`a backup of ${from} is restored into ${to}`, async (t) => {
      const store = await openFresh(t, from, migrations)
      await fill(store)
      const folder = folderFor(t)
      const made = await backup(store, folder, { at })
      assert.equal(made.tables.find(({ name }) => name === 'animal')?.rows, animals.length)
      const other = await openAgain(t, await freshDatabase(t, to))
      const { verdict, rows } = await restore(other, folder, { migrations })
      assert.deepEqual([verdict.sound, verdict.lines, rows], [true, 20, 3 + animals.length + 40])
      assert.deepEqual(plain(await content(other)), plain(await content(store)))
      const fresh = await other.db.insertInto('zoo').values({ name: 'new' }).returning('id').execute()
      assert.equal(fresh[0]!.id, 4)
      await assert.rejects(other.db.deleteFrom('journal').execute(), /append-only/)
    })

onBothEngines('a backup is one state, although others go on writing', async (t, open) => {
  const store = await open(migrations)
  await fill(store)
  const folder = folderFor(t)
  let wrote: Promise<unknown> | undefined
  const progress = () => {
    wrote ??= store.db
      .transaction()
      .execute((tx) => record(tx, { at, by: 'y', deed: 'y', about: 'meanwhile' }))
      .then(() => seal(store, at))
  }
  const slow = { at, progress }
  const made = await backup(store, folder, slow)
  await wrote
  assert.equal(made.tables.find(({ name }) => name === 'journal')?.rows, 20)
  assert.equal(made.heads.at(-1)!.position, 20)
})

onBothEngines('a backup that did not end leaves nothing that looks like one', async (t, open) => {
  const store = await open(migrations)
  await fill(store)
  const folder = folderFor(t)
  const broken = backup(store, folder, {
    at,
    progress(rows) {
      if (rows > 6_000) throw new Error('the disk is full')
    },
  })
  await assert.rejects(broken, /the disk is full/)
  assert.deepEqual(readdirSync(join(folder, '..')), [])
  await backup(store, folder, { at })
  await assert.rejects(
    backup(store, folder, { at }),
    (e) => e instanceof Problem && e.code === 'backup-exists',
  )
})

onBothEngines('a damaged, cut or false backup is refused and nothing is written', async (t, open) => {
  const store = await open(migrations)
  await fill(store)
  const folder = folderFor(t)
  await backup(store, folder, { at })
  const target = await openAgain(t, await freshDatabase(t, store.engine))
  const refused = async (code: string) => {
    const attempt = restore(target, folder, { migrations })
    await assert.rejects(attempt, (e) => e instanceof Problem && e.code === code, code)
  }
  const spoil = async (name: string, change: (old: Buffer) => Buffer | string, code: string) => {
    const path = join(folder, name)
    const old = readFileSync(path)
    writeFileSync(path, change(old))
    await refused(code)
    writeFileSync(path, old)
  }
  await spoil('animal.ndjson.gz', (old) => old.subarray(0, old.length / 2), 'damaged-backup')
  await spoil('animal.ndjson.gz', (old) => Buffer.concat([old, old]), 'damaged-backup')
  await spoil('zoo.ndjson.gz', () => '', 'damaged-backup')
  await spoil('manifest.json', (old) => old.subarray(0, 100), 'no-backup')
  await spoil('manifest.json', () => '{"format":"something-else"}', 'no-backup')
  await spoil('manifest.json', (old) => old.toString().replace('"test-001"', '"test-999"'), 'newer-backup')
  const bad = (old: Buffer) => old.toString().replaceAll('"animal"', '"../../animal"')
  await spoil('manifest.json', bad, 'no-backup')
  await spoil('manifest.json', (old) => old.toString().replace('"weight"', '"colour"'), 'damaged-backup')
  await spoil(
    'manifest.json',
    (old) => old.toString().replace('"rows": 12345', '"rows": 12344'),
    'damaged-backup',
  )
  assert.deepEqual(await target.db.selectFrom('animal').selectAll().execute(), [])
  rmSync(join(folder, 'journal.ndjson.gz'))
  await refused('damaged-backup')
  rmSync(join(folder, 'manifest.json'))
  await refused('no-backup')
})

onBothEngines('a database with data in it is not restored over', async (t, open) => {
  const store = await open(migrations)
  await fill(store)
  const folder = folderFor(t)
  await backup(store, folder, { at })
  const again = restore(store, folder, { migrations })
  await assert.rejects(again, (e) => e instanceof Problem && e.code === 'not-empty')
  assert.equal((await store.db.selectFrom('zoo').selectAll().execute()).length, 3)
})

onBothEngines('a backup of an older program is brought up to date', async (t, open) => {
  const store = await open(migrations)
  await fill(store)
  const folder = folderFor(t)
  await backup(store, folder, { at })
  const fresh = await openAgain(t, await freshDatabase(t, store.engine))
  await restore(fresh, folder, { migrations: later })
  assert.equal((await fresh.db.selectFrom('zoo').select('open').execute()).length, 3)
  const newer = await open(later)
  await assert.rejects(restore(newer, folder, { migrations: later }), Problem)
})

onBothEngines('the commands say what they did, and that a journal was forged', async (t, open) => {
  const store = await open(migrations)
  await fill(store)
  const folder = folderFor(t)
  const said: string[] = []
  const tools = (of: AnyStore, ...args: string[]) => ({
    store: of,
    clock: () => at,
    print: (line: string) => said.push(line),
    args,
    migrations,
    folders: {},
  })
  await assert.rejects(backupCommand(tools(store)), Problem)
  await assert.rejects(restoreCommand(tools(store, 'a', 'b')), Problem)
  assert.equal(await backupCommand(tools(store, folder)), 0)
  assert.ok(existsSync(join(folder, 'manifest.json')))
  const fresh = async () => openAgain(t, await freshDatabase(t, store.engine))
  assert.equal(await restoreCommand(tools(await fresh(), folder)), 0)
  assert.match(said.join('\n'), /12388 rows[\s\S]*20 lines checked/)

  const path = join(folder, 'journal.ndjson.gz')
  const forged = gunzipSync(readFileSync(path)).toString().replace('animal/7', 'animal/0')
  writeFileSync(path, gzipSync(forged))
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const table = manifest.tables.find(({ name }: { name: string }) => name === 'journal')
  Object.assign(table, await sumOf(path))
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  assert.equal(await restoreCommand(tools(await fresh(), folder)), 1)
  assert.match(said.at(-1)!, /tampered/)
})

onBothEngines('any state can be read while others write', async (_t, open) => {
  const store = await open(migrations)
  await fill(store)
  await store.snapshot(async (state) => {
    const count = async (of: AnyStore) =>
      (await sql<{ n: number }>`select count(*) as n from zoo`.execute(of.db)).rows[0]!.n
    assert.equal(await count(state), 3)
    await store.db.insertInto('zoo').values({ name: 'new' }).execute()
    assert.equal(await count(state), 3)
    assert.equal(await count(store), 4)
    await assert.rejects(state.db.insertInto('zoo').values({ name: 'no' }).execute())
  })
})

onBothEngines('a place that cannot be written is named, and nothing is left there', async (t, open) => {
  const store = await open(migrations)
  const file = folderFor(t)
  writeFileSync(file, '')
  const places = [
    join(file, 'deeper', 'backup'),
    ...(process.platform === 'linux' ? ['/proc/none/backup'] : []),
  ]
  for (const place of places)
    await assert.rejects(backup(store, place, { at }), (error: Problem) => {
      assert.ok(error instanceof Problem, String(error))
      return error.words.en.includes(`The backup ${place} cannot be written`)
    })
  assert.equal(readFileSync(file, 'utf8'), '')
})

onBothEngines(
  'the command seals first, so that the backup holds the head of all that was done',
  async (t, open) => {
    const store = await open(migrations)
    await store.db.transaction().execute((tx) => record(tx, { at, by: 'x', deed: 'x', about: 'animal/1' }))
    const said: string[] = []
    const tools = { store, clock: () => at, print: (line: string) => void said.push(line), folders: {} }
    assert.equal(await backupCommand({ ...tools, args: [folderFor(t)] }), 0)
    assert.match(said[1]!, /Head of the journal [0-9a-f]{64}$/)
  },
)
