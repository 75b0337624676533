import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test as plainTest } from 'node:test'
import { room as people } from '../people/room.ts'
import { Problem } from '../problem.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { readableFile } from './reading.ts'
import { room } from './room.ts'
import { saveFile } from './save.ts'
import { scanWaiting } from './scan.ts'
import { askScanner, verdictOf } from './scanner.ts'
import { scannerFor, virus } from './testing-clamd.ts'
import { samples } from './testing-files.ts'

const pdf = (words: string) => Buffer.concat([samples['a.pdf']!, Buffer.from(words)])
const saving = ({ house }: RoomsHouse) => ({ name: 'a.pdf', by: 'officer/li', at: house.clock() })
const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

plainTest('a scanner is told the whole file, and its answers are understood', async (t) => {
  const scanner = await scannerFor(t)
  const long = Buffer.alloc(300_000, 'a')
  assert.deepEqual(await askScanner(scanner.at, Readable.from([long])), { kind: 'clean' })
  assert.deepEqual(scanner.told[0], long)
  assert.deepEqual(await askScanner(scanner.at, Readable.from([Buffer.from(virus)])), {
    kind: 'found',
    virus: 'Eicar-Test-Signature',
  })
  assert.deepEqual(verdictOf('stream: OK FOUND\0'), { kind: 'found', virus: 'OK' })
  for (const odd of ['', 'OK', 'stream: OK later', 'stream: ERROR'])
    assert.equal(verdictOf(odd).kind, 'none', odd)
})

plainTest('a scanner that is slow, out of order or away gives no verdict', async (t) => {
  const scanner = await scannerFor(t)
  const ask = () => askScanner(scanner.at, Readable.from([Buffer.from('x')]), 300)
  for (const mood of ['silent', 'closes', 'refuses'] as const) {
    scanner.mood = mood
    const verdict = await ask()
    assert.deepEqual([verdict.kind, 'away' in verdict && verdict.away], ['none', mood === 'silent'], mood)
  }
  scanner.close()
  const gone = await ask()
  assert.ok(gone.kind === 'none' && gone.away)
})

inHousesOf(
  [people, room],
  'before a verdict only who brought a file sees it, and a virus is not kept',
  async (given, t) => {
    const scanner = await scannerFor(t)
    const house = { ...given.house, settings: { ...given.house.settings, LANTIAN_SCANNER: scanner.at } }
    const { db } = house.store
    const open = (sha256: string) =>
      db.updateTable('file_use').set({ open: 1 }).where('sha256', '=', sha256).execute()
    const publicly = (sha256: string) => readableFile(house, sha256, async () => null, [])
    const clean = await saveFile(house, pdf('good'), saving(given))
    assert.equal(clean.waiting, undefined)
    await open(clean.sha256)
    assert.equal((await publicly(clean.sha256)).open, true)
    await assert.rejects(saveFile(house, pdf(virus), saving(given)), refused('virus-found'))
    await assert.rejects(saveFile(house, pdf(virus), saving(given)), refused('virus-found'))
    scanner.mood = 'closes'
    const waiting = await saveFile(house, pdf('later'), saving(given))
    const bad = await saveFile(house, pdf(`later ${virus}`), saving(given))
    assert.deepEqual([waiting.waiting, bad.waiting], [true, true])
    for (const { sha256 } of [waiting, bad]) {
      await open(sha256)
      await assert.rejects(publicly(sha256), refused('no-such-file'))
      const li = {
        id: 'li',
        name: { zh: '李', en: 'Li' },
        email: '',
        department: null,
        duties: new Set<string>(),
      }
      assert.equal((await readableFile(house, sha256, async () => li, [])).open, false)
      await assert.rejects(
        readableFile(house, sha256, async () => ({ ...li, id: 'wang' }), []),
        refused('no-such-file'),
      )
    }
    assert.equal(await scanWaiting(house), 0)
    scanner.mood = 'works'
    assert.equal(await scanWaiting(house), 2)
    assert.equal(await scanWaiting(house), 0, 'run twice')
    assert.equal((await publicly(waiting.sha256)).open, true)
    await assert.rejects(publicly(bad.sha256), refused('no-such-file'))
  },
)

inHousesOf(
  [people, room],
  'a file that the scanner refuses does not keep the others waiting',
  async (given, t) => {
    const scanner = await scannerFor(t)
    const house = { ...given.house, settings: { ...given.house.settings, LANTIAN_SCANNER: scanner.at } }
    scanner.mood = 'closes'
    await saveFile(house, pdf('a'.repeat(100_000)), saving(given))
    given.setClock('2026-11-24T11:00')
    const small = await saveFile(house, pdf('small'), saving(given))
    scanner.mood = 'works'
    scanner.most = 50_000
    assert.equal(await scanWaiting(house), 1)
    const rows = await house.store.db.selectFrom('file').select(['sha256', 'scan']).orderBy('size').execute()
    assert.deepEqual(
      rows.map(({ scan }) => scan),
      ['clean', 'waiting'],
    )
    assert.equal(rows[0]?.sha256, small.sha256)
  },
)
