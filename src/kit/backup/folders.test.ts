import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { freshDatabase, onBothEngines, openAgain } from '../db/testing.ts'
import { migrations } from '../journal/migrations.ts'
import { backupCommand, restoreCommand } from './command.ts'
import { copyFolders, restoreFolders } from './folders.ts'
import { readManifest } from './manifest.ts'

const at = Temporal.Instant.from('2026-11-24T02:00:00Z')

function folderFor(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-test-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

function put(file: string, content: string | Buffer) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const film = Buffer.alloc(3_000_000, 'film')

function filled(data: string) {
  put(join(data, 'broadcast/evening-2016-12-20/1/film.mp4'), film)
  put(join(data, 'broadcast/evening-2016-12-20/2.part/film.mp4'), 'half')
  put(join(data, 'files/ab/cd: 图.png'), 'picture')
  put(join(data, 'files/empty'), '')
  put(join(data, 'speech/a.speech'), 'can be made again')
}

const foldersOf = (data: string) => ({
  broadcast: join(data, 'broadcast'),
  recordings: join(data, 'recordings'),
  files: join(data, 'files'),
})

onBothEngines('a backup brings back the files beside the database', async (t, open) => {
  const [data, other, place] = [folderFor(t), folderFor(t), join(folderFor(t), 'backup')]
  filled(data)
  const said: string[] = []
  const tools = { clock: () => at, print: (line: string) => void said.push(line), args: [place], migrations }
  const store = await open(migrations)
  assert.equal(await backupCommand({ ...tools, store, folders: foldersOf(data) }), 0)
  assert.match(said.at(-1)!, /3 files/)
  const names = readManifest(place).files.map(({ folder, path }) => `${folder}/${path}`)
  assert.deepEqual(names, ['broadcast/evening-2016-12-20/1/film.mp4', 'files/ab/cd: 图.png', 'files/empty'])
  const target = await openAgain(t, await freshDatabase(t, store.engine))
  assert.equal(await restoreCommand({ ...tools, store: target, folders: foldersOf(other) }), 0)
  assert.deepEqual(readFileSync(join(other, 'broadcast/evening-2016-12-20/1/film.mp4')), film)
  assert.equal(readFileSync(join(other, 'files/ab/cd: 图.png'), 'utf8'), 'picture')
  assert.ok(!existsSync(join(other, 'speech')))
})

onBothEngines('a damaged or missing file is named and the rest restored', async (t, open) => {
  const [data, other, place] = [folderFor(t), folderFor(t), join(folderFor(t), 'backup')]
  filled(data)
  const said: string[] = []
  const tools = { clock: () => at, print: (line: string) => void said.push(line), args: [place], migrations }
  const store = await open(migrations)
  await backupCommand({ ...tools, store, folders: foldersOf(data) })
  put(join(place, 'folders/broadcast/evening-2016-12-20/1/film.mp4'), film.subarray(1))
  rmSync(join(place, 'folders/files/ab'), { recursive: true })
  const target = await openAgain(t, await freshDatabase(t, store.engine))
  assert.equal(await restoreCommand({ ...tools, store: target, folders: foldersOf(other) }), 1)
  const told = said.join('\n')
  assert.match(told, /and 1 files from/)
  assert.match(told, /broadcast\/evening-2016-12-20\/1\/film.mp4 was not restored: it is damaged/)
  assert.match(told, /files\/ab\/cd: 图.png was not restored: it is missing/)
  assert.ok(existsSync(join(other, 'files/empty')))
  assert.ok(!existsSync(join(other, 'broadcast/evening-2016-12-20/1/film.mp4')))
  assert.ok(!existsSync(join(other, 'broadcast/evening-2016-12-20/1/film.mp4.part')))
})

test('a restore runs twice, never over another file, and never out of its folder', async (t) => {
  const [data, other, place] = [folderFor(t), folderFor(t), folderFor(t)]
  filled(data)
  const files = await copyFolders(foldersOf(data), place)
  put(join(other, 'files/empty'), 'something else')
  for (let run = 0; run < 2; run++) {
    const faults = await restoreFolders(place, files, foldersOf(other))
    assert.deepEqual(
      faults.map(({ file, reason }) => [file, reason.en]),
      [['files/empty', 'another file is in its place']],
    )
  }
  assert.equal(readFileSync(join(other, 'files/empty'), 'utf8'), 'something else')
  const strange = [
    { ...files[0]!, path: '../../out' },
    { ...files[0]!, folder: 'constructor' },
  ]
  for (const { reason } of await restoreFolders(place, strange, foldersOf(other)))
    assert.match(reason.en, /no place/)
  assert.deepEqual(await copyFolders({ none: join(data, 'nothing') }, place), [])
})

test('a backup that lies within a folder that it carries does not carry itself', async (t) => {
  const data = folderFor(t)
  put(join(data, 'files/a'), 'a')
  const place = join(data, 'files/backup')
  put(join(place, 'zoo.ndjson.gz'), '')
  assert.deepEqual(
    (await copyFolders(foldersOf(data), place)).map(({ path }) => path),
    ['a'],
  )
})
