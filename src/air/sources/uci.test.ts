import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { absent } from './bulk.ts'
import { beijing, filesIn, needing, take } from './testing.ts'
import { uci } from './uci.ts'
import { uciPm25 } from './uci-pm25.ts'

const header = '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","wd","station"'
const row = (clock: number, values = '4,6,NA,7,300,77', day = '2013,3,1', station = '"Dongsi"') =>
  `1,${day},${clock},${values},-0.7,"NNW",${station}`
const file = (...rows: string[]) => [header, ...rows, ''].join('\r\n')
const missing = Number.NaN

test('an hour is labelled by its end, CO comes in mg/m³, NA is missing', () => {
  const { rows, report } = take(uci, file(row(0), row(23)))
  assert.deepEqual(rows, [
    { station: 'Dongsi', hour: beijing('2013-03-01', 0), values: [4, 6, missing, 7, 0.3, 77] },
    { station: 'Dongsi', hour: beijing('2013-03-01', 23), values: [4, 6, missing, 7, 0.3, 77] },
  ])
  assert.deepEqual(
    [report.lines, report.hours, report.values, report.missing, report.refused.count],
    [2, 2, 10, 2, 0],
  )
})

test('every spelling of missing is missing, negatives stay, the impossible is refused by itself', () => {
  for (const said of ['', 'NA', 'N/A', '-', '—', '/', '-999', '-999.0', '-9999', 'null', '-;', ' na '])
    assert.deepEqual(take(uci, file(row(1, `${said},1,1,1,100,1`))).rows[0]?.values[0], missing, said)
  assert.equal(take(uci, file(row(1, '-2.5,1,1,1,100,1'))).rows[0]?.values[0], -2.5)
  for (const said of [
    '1e309',
    'NaN',
    'Infinity',
    '-Infinity',
    '2000000',
    'x',
    '1.2.3',
    '0x10',
    '1,5'.replace(',', ';'),
  ]) {
    const { rows, reasons } = take(uci, file(row(1, `${said},6,1,1,100,1`)))
    assert.deepEqual(rows[0]?.values.slice(0, 2), [absent, 6], said)
    assert.equal(reasons[0], `2 PM2.5: "${said}" is no possible value`)
  }
  assert.equal(take(uci, file(row(1, '1.25e2,1,1,1,1e3,1'))).rows[0]?.values.join(), '125,1,1,1,1,1')
})

test('decimal numbers are read as JavaScript reads them', () => {
  fc.assert(
    fc.property(fc.double({ min: -1000, max: 1e6, noNaN: true }), (number) => {
      if (number === -999) return
      assert.equal(take(uci, file(row(1, `${number},1,1,1,100,1`))).rows[0]?.values[0], number + 0)
    }),
  )
})

test('line ends, byte order mark, packing and a missing last line end make no difference', () => {
  const text = file(row(0), row(1), row(2))
  const expected = take(uci, text).rows
  for (const same of [
    text.replaceAll('\r', ''),
    `\ufeff${text}`,
    text.trimEnd(),
    text.replaceAll('\r\n', '\r\n\r\n'),
  ])
    assert.deepEqual(take(uci, same).rows, expected)
  assert.deepEqual(take(uci, gzipSync(text)).rows, expected)
})

test('the newest word on an hour of a file wins, and a different one is reported', () => {
  const { rows, report } = take(uci, file(row(5), row(7), row(5), row(6), row(5, '9,6,NA,7,300,77')))
  assert.deepEqual(
    rows.map((one) => [one.hour - beijing('2013-03-01', 0), one.values[0]]),
    [
      [5, 9],
      [6, 4],
      [7, 4],
    ],
  )
  assert.deepEqual(report.corrected.kept, [
    { where: 'file.csv', line: 6, reason: 'PM2.5: hour repeated with another value, the last one was taken' },
  ])
})

test('rows in any order come out the same', () => {
  const lines = Array.from({ length: 48 }, (_, i) =>
    row(i % 24, `${i},1,1,1,100,1`, `2016,2,${28 + Math.floor(i / 24)}`),
  )
  const expected = take(uci, file(...lines)).rows
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: 48 }), (shuffled) => {
      assert.deepEqual(take(uci, file(...shuffled)).rows, expected)
    }),
    { numRuns: 20 },
  )
})

test('hours in the future and days that do not exist are refused with their line', () => {
  const newest = beijing('2013-03-01', 12)
  const { rows, reasons } = take(
    uci,
    file(
      row(12),
      row(13),
      row(1, undefined, '2013,2,29'),
      row(25),
      row(1, undefined, '13,3,1'),
      row(1, undefined, 'x,3,1'),
    ),
    'a.csv',
    newest,
  )
  assert.equal(rows.length, 1)
  assert.deepEqual(reasons, [
    '3 hour not ended yet: no reading can be from the future',
    ...[4, 5, 6, 7].map((line) => `${line} no such date or hour`),
  ])
})

test('a damaged line costs itself only', () => {
  const { rows, reasons } = take(
    uci,
    file(
      row(0),
      '1,2013,3,1',
      row(1).replace('"NNW"', '"NNW'),
      row(2).replace('"NNW"', '"N"W'),
      'x'.repeat(1 << 21),
      row(3),
    ),
  )
  assert.equal(rows.length, 2)
  assert.deepEqual(reasons, [
    '3 4 fields where the header has 14',
    '4 text after a closing quote',
    '5 text after a closing quote',
    '6 line of 2097152 bytes',
  ])
})

test('a file cut off anywhere keeps its whole lines and never gains a station', () => {
  const text = file(row(0), row(1), row(2)).trimEnd()
  for (let length = header.length + 2; length < text.length; length++) {
    const { rows, report } = take(uci, text.slice(0, length))
    assert.ok(rows.length + report.refused.count >= Math.floor((length - header.length) / 60))
    for (const { station, values } of rows.slice(0, -1))
      assert.deepEqual([station, values[5]], ['Dongsi', 77])
  }
  assert.match(take(uci, text.slice(0, -4)).reasons[0] ?? '', /^4 (truncated last line|a quote)/)
  assert.match(take(uci, text.replaceAll('"', '').slice(0, -2)).reasons[0] ?? '', /station name is cut off/)
})

const refusedWhole: [string, Uint8Array | string, RegExp][] = [
  ['empty', '', /empty file/],
  ['blank', '\r\n \r\n', /empty file/],
  ['binary', Buffer.from([1, 2, 0, 3, 200, 0, 9, 7, 5, 5, 5]), /binary/],
  ['UTF-16', Buffer.from(`\ufeff${file(row(1))}`, 'utf16le'), /UTF-16/],
  ['UTF-16 without mark', Buffer.from(file(row(1)), 'utf16le'), /UTF-16/],
  ['GBK', Buffer.concat([Buffer.from([0xb6, 0xab, 0xcb, 0xc4, 0x2c]), Buffer.from(file(row(1)))]), /GBK/],
  ['Latin-1', Buffer.from(file(row(1).replace('NNW', 'µg ')), 'latin1'), /not UTF-8/],
  ['spreadsheet', Buffer.from('PK\x03\x04 and so on'), /ZIP or spreadsheet/],
  ['cut gzip', gzipSync(file(row(1))).subarray(0, 60), /gzip/],
  ['web page', '<!DOCTYPE html>\n<p>Not found</p>\n', /no header line/],
  ['other CSV', 'date,hour,type,东四\n20131205,1,PM2.5,93\n', /no header line/],
  ['no pollutant', 'year,month,day,hour,station\n2013,3,1,0,X\n', /no column of a pollutant/],
  ['no station', 'year,month,day,hour,PM2.5\n2013,3,1,0,4\n', /does not name one/],
]
for (const [what, bytes, reason] of refusedWhole)
  test(`a file that is ${what} is refused with one clear reason`, () => {
    const { rows, report, reasons } = take(uci, bytes)
    assert.equal(rows.length, 0)
    assert.equal(report.refused.count, 1)
    assert.match(reasons[0] ?? '', reason)
  })

test('the file name carries the station where no column does', () => {
  const text = 'year,month,day,hour,PM2.5\n2013,3,1,0,4\n'
  assert.equal(take(uci, text, '/in/PRSA_Data_Tiantan_20130301-20170228.csv').rows[0]?.station, 'Tiantan')
})

test('CO in the wrong unit is left out and said so', () => {
  const lines = Array.from({ length: 24 }, (_, clock) => row(clock, '4,6,3,7,0.3,77'))
  const { rows, reasons } = take(uci, file(...lines))
  assert.ok(rows.every(({ values }) => values[4] === absent && values[0] === 4))
  assert.match(reasons.join(), /CO left out: a median of 0.0003 mg\/m³/)
})

test('the list of refusals stops at a thousand, the count goes on', () => {
  const { report } = take(uci, file(...Array.from({ length: 1500 }, () => 'bad')))
  assert.equal(report.refused.count, 1500)
  assert.equal(report.refused.kept.length, 1000)
})

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void take(uci, bytes)))
  const start = Buffer.from(`${header}\n`)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void take(uci, Buffer.concat([start, bytes]))),
  )
})

/** PM2.5/PM10/SO2/NO2/CO/O3 missing in the four years, from the description of the data. */
const gaps: Record<string, string> = {
  Aotizhongxin: '925/718/935/1023/1776/1719',
  Changping: '774/582/628/667/1521/604',
  Dingling: '779/656/730/1234/2012/1214',
  Dongsi: '750/553/663/1601/3197/664',
  Guanyuan: '616/429/474/659/1753/1173',
  Gucheng: '646/381/507/668/1401/729',
  Huairou: '953/777/980/1639/1422/1151',
  Nongzhanguan: '628/440/446/692/1206/506',
  Shunyi: '913/548/1296/1365/2178/1489',
  Tiantan: '677/597/1118/744/1126/843',
  Wanliu: '382/284/575/1070/1812/2107',
  Wanshouxigong: '696/484/669/754/1297/1078',
}

test('the four years of twelve stations are all there', needing('prsa'), () => {
  let hours = 0
  let values = 0
  for (const { name, bytes } of filesIn('prsa').filter((one) => uci.files.test(one.name))) {
    const missed = new Float64Array(6)
    let station = ''
    const report = uci.parse(
      bytes,
      name,
      (said, _, six) => {
        station = said
        for (let i = 0; i < 6; i++) if (Number.isNaN(six[i])) missed[i] = missed[i]! + 1
      },
      500_000,
    )
    assert.equal(missed.join('/'), gaps[station], station)
    assert.equal(report.refused.count + report.corrected.count, 0)
    hours += report.hours
    values += report.values
  }
  assert.equal(hours, 420_768)
  assert.equal(values, 2_454_305)
})

test(
  'the PM2.5 file of 2010 to 2014 is the embassy by the end of the hour',
  needing('beijing-pm25-2010-2014'),
  () => {
    const [only] = filesIn('beijing-pm25-2010-2014')
    assert.ok(uciPm25.files.test(only!.name) && !uci.files.test(only!.name))
    const { rows, report } = take(uciPm25, only!.bytes, only!.name)
    assert.deepEqual([report.hours, report.missing, report.refused.count], [43_824, 2067, 0])
    assert.deepEqual(rows[24], {
      station: 'US Embassy Beijing',
      hour: beijing('2010-01-02', 0),
      values: [129, absent, absent, absent, absent, absent],
    })
  },
)
