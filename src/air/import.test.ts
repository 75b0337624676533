import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openFresh } from '../kit/db/testing.ts'
import { Problem } from '../kit/problem.ts'
import { days } from './days.ts'
import { importFiles } from './import.ts'
import { findStation } from './places.ts'
import { settle } from './settle.ts'
import { allSources } from './source-register.ts'
import { openaqArchive } from './sources/openaq-archive.ts'
import { uci } from './sources/uci.ts'
import { uciPm25 } from './sources/uci-pm25.ts'
import { cityOf } from './tables.ts'
import {
  contents,
  inBothHouses,
  journalLines,
  numberOf,
  type TestHouse,
  testHouse,
  testMigrations,
} from './testing.ts'

const options = { at: '2017-03-01T09:00' }
const header =
  '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","PRES","DEWP","RAIN","wd","WSPM","station"'

/** Rows of a station from 2016-05-01 00 on, as the set writes them. */
function csv(station: string, hours: number, value = (i: number) => String(20 + (i % 7))) {
  const lines = Array.from({ length: hours }, (_, i) => {
    const day = 1 + Math.floor(i / 24)
    const said = value(i)
    return `${i + 1},2016,5,${day},${i % 24},${said},${said},3,17,300,89,-0.5,1024.5,-21.4,0,"NNW",5.7,"${station}"`
  })
  return `${[header, ...lines].join('\n')}\n`
}

function folderOf(t: TestContext, files: Record<string, string | Uint8Array>) {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-import-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const nameOf = (station: string) => `PRSA_Data_${station}_20130301-20170228.csv`
const load = (house: TestHouse, ...paths: string[]) => importFiles(house, uci, paths, () => {})

inBothHouses(
  'a folder goes in file by file, each acknowledged when it is safe',
  options,
  async (house, t) => {
    const folder = folderOf(t, {
      [nameOf('Dongsi')]: csv('Dongsi', 72),
      [`deeper/${nameOf('Tiantan')}.gz`]: gzipSync(csv('Tiantan', 48)),
      'readme.txt': 'not one of them',
    })
    const safe: [string, number][] = []
    const bars: string[] = []
    const report = await importFiles(
      house,
      uci,
      [folder],
      (title, done, of) => bars.push(`${title} ${done <= of}`),
      (file, rows) => safe.push([file.slice(folder.length + 1), rows]),
    )
    assert.deepEqual(safe.sort(), [
      [nameOf('Dongsi'), 72],
      [`deeper/${nameOf('Tiantan')}.gz`, 48],
    ])
    const { files, lines, hours, added, corrected, same } = report
    assert.deepEqual(
      { files, lines, hours, added, corrected, same },
      {
        files: 2,
        lines: 120,
        hours: 120,
        added: 120,
        corrected: 0,
        same: 0,
      },
    )
    assert.ok(bars.length >= 3 && bars.every((bar) => bar.endsWith('true')))
    // The first label, 00 of 1 May, belongs to 30 April.
    const rows = await days(house.store.db, cityOf('reference'), '2016-04-01', '2016-06-01')
    assert.deepEqual(
      rows.map(({ day, n_pm25 }) => [day, n_pm25]),
      [
        ['2016-04-30', 0],
        ['2016-05-01', 2],
        ['2016-05-02', 2],
        ['2016-05-03', 1],
      ],
    )
  },
)

inBothHouses(
  'the same files again change nothing; a corrected one changes what it corrects',
  options,
  async (house, t) => {
    const folder = folderOf(t, { [nameOf('Dongsi')]: csv('Dongsi', 48) })
    await load(house, folder)
    const [lines, before] = [await journalLines(house), await contents(house.store, 'air_day')]
    const again = await load(house, folder)
    assert.deepEqual([again.added, again.corrected, again.same], [0, 0, 48])
    assert.equal(await journalLines(house), lines)
    assert.deepEqual(await contents(house.store, 'air_day'), before)
    writeFileSync(
      join(folder, nameOf('Dongsi')),
      csv('Dongsi', 48, (i) => (i === 30 ? 'NA' : String(20 + (i % 7)))),
    )
    const corrected = await load(house, folder)
    assert.deepEqual([corrected.added, corrected.corrected, corrected.same], [0, 1, 47])
    assert.equal(await journalLines(house), lines + 1)
    const [day] = await days(
      house.store.db,
      (await findStation(house, 'Dongsi'))!.id,
      '2016-05-02',
      '2016-05-02',
    )
    assert.equal(day!.n_pm25, 22)
  },
)

inBothHouses('a file that cannot be read is told, the good rest goes in', options, async (house, t) => {
  const folder = folderOf(t, { [nameOf('Dongsi')]: csv('Dongsi', 24), 'deeper/other.txt': '' })
  symlinkSync('..', join(folder, 'deeper', 'round'))
  symlinkSync(join(folder, 'gone'), join(folder, nameOf('Gone')))
  symlinkSync(join(folder, 'gone'), join(folder, 'dangling'))
  const report = await load(house, folder, join(folder, 'none.csv'))
  assert.deepEqual([report.files, report.added], [1, 24])
  assert.deepEqual(
    report.refused.kept.map(
      ({ where, reason }) => `${where.slice(folder.length + 1)} ${reason.slice(0, 22)}`,
    ),
    [`${nameOf('Gone')} cannot be read: ENOENT`, 'none.csv cannot be read: ENOENT'],
  )
})

inBothHouses(
  'a source that describes its own station makes it known, beside the city and not in its mean',
  options,
  async (house, t) => {
    const day = Array.from(
      { length: 24 },
      (_, hour) => `${hour + 1},2014,5,1,${hour},${100 + hour},0,0,0,NW,0,0,0`,
    )
    const text = ['No,year,month,day,hour,pm2.5,DEWP,TEMP,PRES,cbwd,Iws,Is,Ir', ...day, ''].join('\r\n')
    const folder = folderOf(t, { 'PRSA_data_2010.1.1-2014.12.31.csv': text })
    const first = await importFiles(house, uciPm25, [folder], () => {})
    assert.deepEqual([first.added, first.others, first.refused.count], [24, 0, 0])
    const station = (await findStation(house, 'US Embassy Beijing'))!
    assert.deepEqual([station.code, station.evaluated, station.kind], ['uci-pm25:embassy', 0, 'reference'])
    assert.equal((await days(house.store.db, station.id, '2014-05-01', '2014-05-01'))[0]?.n_pm25, 23)
    const [city] = await days(house.store.db, cityOf('reference'), '2014-05-01', '2014-05-01')
    assert.equal(city?.pm25 ?? null, null)
    const again = await importFiles(house, uciPm25, [folder], () => {})
    assert.deepEqual([again.added, again.same], [0, 24])
    assert.equal((await findStation(house, '美国驻华大使馆'))!.id, station.id)
  },
)

inBothHouses(
  'an archive says where its locations stand, and they are registered',
  options,
  async (house, t) => {
    const line = (clock: string) =>
      `77,9,Del Norte-77,2016-05-01T${clock}:00:00+08:00,40.1,116.2,pm10,µg/m³,14.0`
    const head = 'location_id,sensors_id,location,datetime,lat,lon,parameter,units,value'
    const folder = folderOf(t, { 'location-77-20160501.csv': [head, line('01'), line('02'), ''].join('\n') })
    const report = await importFiles(house, openaqArchive, [folder], () => {})
    assert.deepEqual([report.hours, report.added, report.others], [2, 2, 0])
    const station = (await findStation(house, '77'))!
    assert.deepEqual(
      [station.code, station.name_en, station.lat, station.lon, station.evaluated],
      ['openaq-archive:77', 'Del Norte', 40.1, 116.2, 0],
    )
  },
)

inBothHouses('the source says what it last brought, and how far', options, async (house, t) => {
  const folder = folderOf(t, { [nameOf('Dongsi')]: csv('Dongsi', 24), [nameOf('X')]: csv('Atlantis', 5) })
  const report = await load(house, folder)
  assert.equal(report.hours, report.added + report.corrected + report.same + report.others)
  assert.equal(report.others, 5)
  const said = async () => (await allSources(house.store.db)).find(({ name }) => name === 'uci')!
  const { came_at, last_hour, last_count } = await said()
  assert.deepEqual([Number(came_at), last_count], [house.clock().epochMilliseconds, 24])
  // Older years that follow do not hide the newest hour.
  writeFileSync(join(folder, nameOf('Dongsi')), csv('Dongsi', 3))
  await load(house, folder)
  assert.deepEqual([(await said()).last_hour, (await said()).last_count], [last_hour, 3])
})

inBothHouses('an unknown station is refused by name, the good rest goes in', options, async (house, t) => {
  const folder = folderOf(t, {
    [nameOf('Atlantis')]: csv('Atlantis', 24),
    [nameOf('Dongsi')]: csv('Dongsi', 24),
  })
  const report = await load(house, folder)
  assert.equal(report.added, 24)
  assert.deepEqual(
    report.refused.kept.map(({ where, reason }) => [
      where.endsWith(nameOf('Atlantis')),
      /Atlantis/.test(reason),
    ]),
    [[true, true]],
  )
})

inBothHouses(
  'a name that moved between stations inside one file goes to each by its days',
  options,
  async (house, t) => {
    const [a, b] = [await numberOf(house, '1003A'), await numberOf(house, '1004A')]
    const dated = (station: number, first: string | null, last: string | null) => ({
      alias: '某站',
      kind: 'reference' as const,
      station,
      first_day: first,
      last_day: last,
    })
    await house.store.db
      .insertInto('air_alias')
      .values([dated(a, null, '2016-05-01'), dated(b, '2016-05-02', null)])
      .execute()
    const folder = folderOf(t, { [nameOf('X')]: csv('某站', 73) })
    await load(house, folder)
    const counts = await house.store.db
      .selectFrom('air_reading')
      .select((eb) => ['station', eb.fn.countAll<number>().as('hours')])
      .groupBy('station')
      .orderBy('station')
      .execute()
    // Label 00 of 1 May is of 30 April; label 24 of 1 May is still of 1 May.
    assert.deepEqual(
      counts.map(({ station, hours }) => [station, Number(hours)]),
      [
        [a, 25],
        [b, 48],
      ].sort((x, y) => x[0]! - y[0]!),
    )
  },
)

inBothHouses('nothing to import is a Problem that names what was asked for', options, async (house, t) => {
  const folder = folderOf(t, { 'other.txt': '' })
  await assert.rejects(load(house, join(folder, 'none.csv')), (error: Problem) => {
    assert.ok(error instanceof Problem)
    return error.words.en.includes('none.csv')
  })
  await assert.rejects(load(house, folder), Problem)
  assert.equal(await journalLines(house), 0)
})

inBothHouses('empty, truncated, binary and foreign files harm nothing', options, async (house, t) => {
  const good = csv('Dongsi', 24)
  const folder = folderOf(t, {
    [nameOf('Empty')]: '',
    [nameOf('Header')]: `${header}\n`,
    [nameOf('Zeros')]: new Uint8Array(1000),
    [nameOf('Guanyuan')]: csv('Guanyuan', 24).slice(0, -40),
    [nameOf('Binary')]: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
    [nameOf('Html')]: '<!doctype html><title>404</title>',
    [`${nameOf('Broken')}.gz`]: gzipSync(good).subarray(0, 60),
    [nameOf('Dongsi')]: good,
  })
  const report = await load(house, folder)
  assert.equal(report.added, 47, '24 hours, and 23 of the file that breaks off')
  const refused = new Set(
    report.refused.kept.map(({ where }) => where.slice(folder.length + 1).split('_')[2]),
  )
  for (const name of ['Binary', 'Html', 'Broken', 'Guanyuan', 'Empty', 'Header', 'Zeros'])
    assert.ok(refused.has(name), name)
  assert.equal((await load(house, folder)).added, 0)
})

inBothHouses(
  'two imports and two settles at once leave what one after the other does',
  options,
  async (house, t) => {
    const folder = folderOf(t, {
      [nameOf('Dongsi')]: csv('Dongsi', 200),
      [nameOf('Tiantan')]: csv('Tiantan', 200),
    })
    const [first, second] = await Promise.all([
      load(house, folder),
      load(house, folder),
      settle(house),
      settle(house),
    ])
    assert.deepEqual([first.added + second.added, first.same + second.same, first.corrected], [400, 400, 0])
    const quiet = await testHouse(await openFresh(t, 'sqlite', testMigrations), options)
    await load(quiet, folder)
    for (const table of ['air_hour', 'air_day', 'air_month', 'air_reading'] as const)
      assert.deepEqual(await contents(house.store, table), await contents(quiet.store, table), table)
  },
)
