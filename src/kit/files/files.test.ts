import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, globSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Settings } from '../../settings.ts'
import { type Open, onBothEngines } from '../db/testing.ts'
import { s3Key, s3Server, type TestS3 } from '../outside/s3/testing-s3.ts'
import { room as people } from '../people/room.ts'
import { Problem } from '../problem.ts'
import { houseOf, inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { folderOf, incomingOf } from './blobs.ts'
import { placeOf } from './disk.ts'
import { filesOf, openFile, releaseFile, saveFile, useFile } from './files.ts'
import { cleanOrphans } from './orphans.ts'
import { spaceOf } from './quotas.ts'
import { room } from './room.ts'
import { pictureOf, samples } from './testing-files.ts'

const rooms = [people, room]
const by = 'officer/li'
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const saving = ({ house }: RoomsHouse, name: string, who = by) => ({ name, by: who, at: house.clock() })
const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

/** The bytes of everything that lies in the store of a folder. */
const stored = ({ house }: RoomsHouse) =>
  globSync('[0-9a-f][0-9a-f]/*/*', { cwd: folderOf(house) }).map((path) => path.split(/[/\\]/).at(-1))
const left = ({ house }: RoomsHouse) => (existsSync(incomingOf(house)) ? readdirSync(incomingOf(house)) : [])

async function bytesOf(
  given: RoomsHouse,
  file: { sha256: string; size: number },
  piece?: { first: number; last: number },
) {
  const pieces: Buffer[] = []
  for await (const part of await openFile(given.house, file, piece)) pieces.push(part)
  return Buffer.concat(pieces)
}

const test = (name: string, body: (given: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)

/** The same house under other settings. */
const under = (given: RoomsHouse, settings: Partial<Settings>): RoomsHouse => ({
  ...given,
  house: { ...given.house, settings: { ...given.house.settings, ...settings } },
})

/** The same with the files in a bucket. */
const inBucket = (name: string, body: (given: RoomsHouse, s3: TestS3) => Promise<void>) =>
  onBothEngines(name, async (t: TestContext, open: Open) => {
    const s3 = await s3Server(t)
    const settings = {
      LANTIAN_FILES: `${s3.endpoint}/films/house`,
      LANTIAN_FILES_KEY: s3Key.id,
      LANTIAN_FILES_SECRET: s3Key.secret,
    }
    await body(await houseOf(t, open, rooms, { settings }), s3)
  })

async function* slowly(bytes: Uint8Array, size = 1_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('a file is kept under its digest, read whole and in pieces, and written into the journal once', async (given) => {
  const bytes = Buffer.concat([samples['a.pdf']!, randomBytes(50_000)])
  const file = await saveFile(given.house, slowly(bytes), saving(given, '../报告.pdf'))
  assert.deepEqual(file, {
    sha256: digestOf(bytes),
    size: bytes.length,
    type: 'application/pdf',
    name: '报告.pdf',
  })
  assert.deepEqual(await bytesOf(given, file), bytes)
  assert.deepEqual(await bytesOf(given, file, { first: 10, last: 19 }), bytes.subarray(10, 20))
  assert.ok(existsSync(placeOf(folderOf(given.house), file.sha256)))
  await saveFile(given.house, bytes, saving(given, '又一次.pdf'))
  const lines = await given.house.store.db.selectFrom('journal').select(['deed', 'about']).execute()
  assert.deepEqual(
    lines.map((line) => ({ ...line })),
    [{ deed: 'files.save', about: `file/${file.sha256}` }],
  )
  assert.deepEqual(left(given), [])
})

test('twenty who bring the same content at once have one file', async (given) => {
  const bytes = await pictureOf('png')
  const saved = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      saveFile(given.house, slowly(bytes, 50), saving(given, `${i}.png`, `officer/${i % 5}`)),
    ),
  )
  assert.equal(new Set(saved.map(({ sha256 }) => sha256)).size, 1)
  assert.deepEqual([saved[0]!.width, saved[0]!.height], [60, 40])
  assert.deepEqual(stored(given), [saved[0]!.sha256])
  assert.deepEqual(left(given), [])
  const uses = await given.house.store.db.selectFrom('file_use').select('by').execute()
  assert.equal(uses.length, 5, 'one hold for each who brought it')
  assert.deepEqual(await bytesOf(given, saved[0]!), bytes)
})

test('what is cut on its way, empty, too large or not what it says leaves nothing', async (open) => {
  const given = under(open, { LANTIAN_FILE_MB: 1 })
  async function* cut() {
    yield samples['a.pdf']!
    throw new Error('the line is gone')
  }
  await assert.rejects(saveFile(given.house, cut(), saving(given, 'a.pdf')), refused('upload-cut'))
  await assert.rejects(saveFile(given.house, new Uint8Array(), saving(given, 'a.pdf')), refused('file-empty'))
  const large = new Uint8Array(1_000_001)
  await assert.rejects(
    saveFile(given.house, slowly(large, 64_000), saving(given, 'a')),
    refused('file-too-large'),
  )
  await assert.rejects(
    saveFile(given.house, Buffer.from('<script>'), saving(given, 'a.png')),
    refused('file-not-what-it-says'),
  )
  assert.deepEqual([stored(given), left(given)], [[], []])
  assert.deepEqual(await given.house.store.db.selectFrom('file').selectAll().execute(), [])
})

test('nobody has more than his quota, nor all together more than the house; the same content costs once', async (open) => {
  const given = under(open, { LANTIAN_OFFICER_GB: 1, LANTIAN_HOUSE_GB: 2 })
  const { house } = given
  const gigabyte = 1_000_000_000
  const pdf = (mark: string) => Buffer.concat([samples['a.pdf']!, Buffer.from(mark)])
  const first = await saveFile(house, pdf('1'), saving(given, 'a.pdf'))
  await house.store.db
    .updateTable('file')
    .set({ size: gigabyte })
    .where('sha256', '=', first.sha256)
    .execute()
  await assert.rejects(saveFile(house, pdf('2'), saving(given, 'b.pdf')), refused('own-quota'))
  await saveFile(house, pdf('2'), saving(given, 'b.pdf', 'officer/wang'))
  const space = await spaceOf(house, by)
  assert.equal(space.own.used, gigabyte)
  await house.store.db.updateTable('file').set({ size: gigabyte }).execute()
  await assert.rejects(
    saveFile(house, pdf('3'), saving(given, 'c.pdf', 'job/import')),
    refused('house-quota'),
  )
})

test('a thing uses what its officer brought, and a digest alone gives nothing', async (given) => {
  const { house } = given
  const { db } = house.store
  const { sha256 } = await saveFile(house, await pictureOf('png'), saving(given, 'a.png'))
  const use = (about: string, who: string, more = {}) =>
    db
      .transaction()
      .execute((tx) => useFile(tx, about, { sha256, name: 'a.png', by: who, at: house.clock(), ...more }))
  await assert.rejects(use('article/2', 'officer/wang'), refused('file-not-yours'))
  await use('article/1', by, { focal: { x: 0.3, y: 1.7 } })
  await use('article/1', by, { focal: { x: 0.3, y: 0.2 } })
  assert.deepEqual(
    (await filesOf(db, 'article/1')).map(({ name, width, focal }) => ({ name, width, focal })),
    [{ name: 'a.png', width: 60, focal: { x: 0.3, y: 0.2 } }],
  )
  await use('article/1', 'officer/wang', {})
  await use('article/1', by, { open: true })
  await use('article/2', 'officer/wang')
  const none = { sha256: '0'.repeat(64), name: 'x', by, at: house.clock() }
  await assert.rejects(
    db.transaction().execute((tx) => useFile(tx, 'article/3', none)),
    refused('file-not-yours'),
  )
})

test('what nothing uses goes after a day, and what is used, brought again or being brought stays', async (given) => {
  const { house, setClock } = given
  const { db } = house.store
  const save = async (format: 'png' | 'gif' | 'webp') =>
    (await saveFile(house, await pictureOf(format), saving(given, `a.${format}`))).sha256
  const [used, again, nobodys] = [await save('png'), await save('gif'), await save('webp')]
  await db
    .transaction()
    .execute((tx) => useFile(tx, 'article/1', { sha256: used, name: 'a.png', by, at: house.clock() }))
  assert.equal(await cleanOrphans(house, house.clock()), 0)
  setClock('2026-11-25T10:00')
  await save('gif')
  setClock('2026-11-25T10:31')
  assert.equal(await cleanOrphans(house, house.clock()), 1)
  assert.equal(await cleanOrphans(house, house.clock()), 0, 'run twice')
  assert.deepEqual(stored(given).toSorted(), [used, again].toSorted())
  assert.ok(!existsSync(placeOf(folderOf(house), nobodys)))
  await db.transaction().execute((tx) => releaseFile(tx, 'article/1', used))
  setClock('2026-11-27T10:00')
  assert.equal(await cleanOrphans(house, house.clock()), 2)
  assert.deepEqual(stored(given), [])
})

test('while files are cleaned away others bring the same content, and all of them have it', async (given) => {
  const { house, setClock } = given
  const bytes = await pictureOf('png')
  for (let round = 0; round < 5; round++) {
    const { sha256, size } = await saveFile(house, bytes, saving(given, 'a.png'))
    setClock(`2026-12-${10 + round * 2}T10:00`)
    const saves = Array.from({ length: 3 }, (_, i) =>
      saveFile(house, bytes, saving(given, 'a.png', `officer/${i}`)),
    )
    const [, ...files] = await Promise.all([cleanOrphans(house, house.clock()), ...saves])
    for (const file of files) assert.equal(file.sha256, sha256)
    assert.deepEqual(await bytesOf(given, { sha256, size }), bytes)
  }
})

test('a file that is gone from the disk or cut short is told, and mended by who brings it again', async (given) => {
  const { house } = given
  const bytes = await pictureOf('png')
  const file = await saveFile(house, bytes, saving(given, 'a.png'))
  const place = placeOf(folderOf(house), file.sha256)
  for (const spoil of [() => rmSync(place), () => truncateSync(place, 10)]) {
    spoil()
    for (let again = 0; again < 2; again++)
      await assert.rejects(openFile(house, file), refused('file-unreadable'))
    const { stored } = await house.store.db.selectFrom('file').select('stored').executeTakeFirstOrThrow()
    assert.equal(stored, 1, 'a disk that is away for an hour costs no file')
    await saveFile(house, bytes, saving(given, 'a.png'))
    assert.deepEqual(await bytesOf(given, file), bytes)
  }
})

test('half files of a process that was killed go after a day', async (given) => {
  const { house } = given
  await saveFile(house, samples['a.pdf']!, saving(given, 'a.pdf'))
  const [old, fresh] = [join(incomingOf(house), 'old'), join(incomingOf(house), 'fresh')]
  for (const [path, hours] of [
    [old, 25],
    [fresh, 23],
  ] as const) {
    writeFileSync(path, 'half')
    const at = new Date(Date.now() - hours * 3_600_000)
    utimesSync(path, at, at)
  }
  await cleanOrphans(house, house.clock())
  assert.deepEqual([existsSync(old), existsSync(fresh)], [false, true])
})

inBucket(
  'a bucket keeps files as the disk does: once, in pieces, and gone when nothing uses them',
  async (given, s3) => {
    const { house, setClock } = given
    const bytes = Buffer.concat([samples['a.pdf']!, randomBytes(200_000)])
    const saved = await Promise.all(
      Array.from({ length: 4 }, () => saveFile(house, slowly(bytes, 9_000), saving(given, '报告.pdf'))),
    )
    const file = saved[0]!
    const name = `/films/house/${file.sha256.slice(0, 2)}/${file.sha256.slice(2, 4)}/${file.sha256}`
    assert.deepEqual([...s3.objects.keys()], [name])
    assert.deepEqual(await bytesOf(given, file), bytes)
    assert.deepEqual(await bytesOf(given, file, { first: 100, last: 299 }), bytes.subarray(100, 300))
    s3.objects.set(name, bytes.subarray(1))
    await assert.rejects(openFile(house, file), refused('file-unreadable'))
    await saveFile(house, bytes, saving(given, '报告.pdf'))
    assert.deepEqual(await bytesOf(given, file), bytes)
    setClock('2026-11-27T10:00')
    assert.equal(await cleanOrphans(house, house.clock()), 1)
    assert.equal(s3.objects.size, 0)
  },
)

inBucket('a bucket that is full, refuses or is cut keeps nothing, and says so', async (given, s3) => {
  const save = () => saveFile(given.house, samples['a.pdf']!, saving(given, 'a.pdf'))
  s3.refusal = [507, 'XMinioStorageFull']
  await assert.rejects(save(), refused('file-store-full'))
  s3.refusal = [503, 'SlowDown']
  await assert.rejects(save(), refused('file-store-away'))
  s3.refusal = null
  s3.cut = true
  await assert.rejects(save(), refused('file-store-away'))
  s3.cut = false
  assert.deepEqual(
    await given.house.store.db.selectFrom('file').select('sha256').where('stored', '=', 1).execute(),
    [],
  )
  assert.deepEqual(left(given), [])
  await save()
})
