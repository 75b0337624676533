import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { migrate } from '../kit/db/migrate.ts'
import { freshDatabase, openAgain } from '../kit/db/testing.ts'
import { checksOf, passes } from './checks.ts'
import { askDelivery, deliveriesOf, deliverNext } from './delivery/deliver.ts'
import { cutFor, profileNamed } from './delivery/profile.ts'
import { isAired, partsOf } from './edition.ts'
import { change, propose } from './editions.ts'
import { makeNext } from './making.ts'
import { newsroom } from './newsroom.ts'
import { signOff } from './sign-off.ts'
import { sampleAir } from './testing.ts'
import { evening, eveningId, temporaryFolder, testHouse, testMigrations } from './testing-house.ts'
import { askVersion, folderOf, planOf, usualCut, versionOf } from './versions.ts'

const by = '编辑甲'
const child = fileURLToPath(new URL('./testing-making.ts', import.meta.url))

test('a process that is killed while it makes leaves no film; the next one takes it up, and what is signed arrives whole', async (t) => {
  const where = (await freshDatabase(t, 'sqlite')) as { file: string }
  const store = await openAgain(t, where)
  await migrate(store, testMigrations)
  const data = temporaryFolder(t)
  const inbox = join(data, 'inbox')
  mkdirSync(inbox)
  const profiles = [
    {
      name: 'btv',
      fileName: 'BTV_{date}_{kind}_v{version}',
      container: 'mov',
      subtitles: ['srt', 'imsc'],
      whenSigned: true,
      destination: { kind: 'folder', path: inbox },
    },
  ]
  const file = join(data, 'delivery.json')
  writeFileSync(file, JSON.stringify({ profiles }))
  const house = testHouse(store, data, { LANTIAN_DELIVERY: file })
  const room = { ...newsroom, gather: async () => sampleAir(186) }
  const { machine } = await propose(house, { kind: 'evening', at: evening, by }, room)
  // A short film: the title and the end.
  const away = partsOf(machine).filter((part) => isAired(part) && part.id !== 'title' && part.id !== 'now')
  const parts = Object.fromEntries(away.map(({ id }) => [id, { floated: true }]))
  await change(house, eveningId, { changes: { parts }, revision: 0, by })
  await askVersion(house, eveningId, { cuts: [usualCut, cutFor(await profileNamed(house, 'btv'))], by })

  const making = spawn(process.execPath, ['--import', 'tsx', child, where.file, data], {
    stdio: ['ignore', 'pipe', 'inherit'] as const,
  })
  await once(making.stdout, 'data')
  making.kill('SIGKILL')
  await once(making, 'close')
  const left = await versionOf(house, eveningId, 1)
  assert.deepEqual([left.state, left.attempts], ['making', 1])
  assert.ok(!existsSync(folderOf(house, left)))

  const version = (await makeNext(house, {}, room))!
  assert.equal(version.state, 'made', version.fault?.en ?? 'no fault is told')
  const { edition } = await planOf(house, version)
  for (const film of version.made!.films) {
    const checks = await checksOf(house, version, film, edition, null)
    assert.ok(passes(checks), JSON.stringify(checks.filter(({ result }) => result === 'fail')))
  }
  await signOff(
    house,
    { edition: eveningId, version: 1, by, film: version.made!.films[0]!.sha256, note: null },
    room,
  )
  const signal = new AbortController().signal
  assert.equal(await deliverNext(house, signal), `${eveningId} 1 to btv delivered`)
  assert.equal(await deliverNext(house, signal), null)
  const stem = 'BTV_20161220_evening_v1'
  assert.deepEqual(
    readdirSync(inbox).toSorted(),
    ['checks.html', 'en.imsc.xml', 'en.srt', 'mov', 'sheet.html', 'zh.imsc.xml', 'zh.srt'].map(
      (end) => `${stem}.${end}`,
    ),
  )
  const signed = await versionOf(house, eveningId, 1)
  assert.deepEqual(
    readFileSync(join(inbox, `${stem}.mov`)),
    readFileSync(join(folderOf(house, signed), signed.made!.films[1]!.name)),
  )
  const sheet = readFileSync(join(inbox, `${stem}.sheet.html`), 'utf8')
  assert.ok(sheet.includes(by) && sheet.includes(signed.made!.films[1]!.sha256) && !sheet.includes('FAIL'))
  const [delivery] = await deliveriesOf(house, signed)
  assert.equal(delivery!.receipt!.files.length, 7)
  await assert.rejects(
    askDelivery(house, { edition: eveningId, version: 1, profile: 'btv', by }),
    /delivered already/,
  )
  // A file that changed on the disk is found before it is sent anywhere.
  const own = signed.made!.films[0]!
  const bytes = readFileSync(join(folderOf(house, signed), own.name))
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(join(folderOf(house, signed), own.name), bytes)
  const found = await checksOf(house, signed, own, edition, null)
  assert.deepEqual(
    found.filter(({ result }) => result === 'fail').map(({ id }) => id),
    ['digest', 'signed'],
  )
})
