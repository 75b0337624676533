import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beijing, filesIn, needing, take } from './testing.ts'
import { uciPm25 } from './uci-pm25.ts'
import { info, usEmbassy } from './us-embassy.ts'

const head = ['A fact sheet.,,,,,,,,,,', 'The Data Use Statement applies.,,,,,,,,,,', ',,,,,,,,,,']
const titles = 'Site,Parameter,Date (LST),Year,Month,Day,Hour,Value,Unit,Duration,QC Name'
const file = (...rows: string[]) => [...head, titles, ...rows, ''].join('\r\n')
const row = (value: string, unit = 'µg/m³', quality = 'Valid', site = 'Beijing') =>
  `${site},PM2.5,1/1/2015 23:00,2015,1,1,23,${value},${unit},1 Hr,${quality}`

test('an hour labelled by its start ends one later', () => {
  const { rows } = take(usEmbassy, file(row('22')))
  assert.deepEqual(
    [rows[0]?.station, rows[0]?.hour, rows[0]?.values[0]],
    ['US Embassy Beijing', beijing('2015-01-02', 0), 22],
  )
})

test('-999 marked missing is missing; a negative marked valid stays', () => {
  assert.deepEqual(take(usEmbassy, file(row('-999', undefined, 'Missing'))).rows[0]?.values[0], Number.NaN)
  assert.deepEqual(take(usEmbassy, file(row('-999'))).rows[0]?.values[0], Number.NaN)
  assert.equal(take(usEmbassy, file(row('-15'))).rows[0]?.values[0], -15)
})

test('the misprinted unit is known, any other is refused, and so is what its owner rejects', () => {
  for (const unit of ['µg/mg³', 'μg/m³', 'ug/m3'])
    assert.equal(take(usEmbassy, file(row('22', unit))).rows.length, 1)
  for (const line of [
    row('22', 'ppm'),
    row('22', 'mg/m³'),
    row('22', 'µg/m³', 'Invalid'),
    row('22').replace('PM2.5', 'O3'),
    row('22').replace('1 Hr', '24 Hr'),
  ])
    assert.deepEqual(
      [take(usEmbassy, file(line)).rows.length, take(usEmbassy, file(line)).report.refused.count],
      [0, 1],
    )
})

test('a consulate is another station', () => {
  assert.equal(
    take(usEmbassy, file(row('22', undefined, undefined, 'Shanghai'))).rows[0]?.station,
    'US Consulate Shanghai',
  )
})

test('a preamble of another length is no header', () => {
  assert.match(take(usEmbassy, `a\nb\nc\nd\n${file(row('1'))}`).reasons.join(), /no header line/)
})

test('the label says that the data are not validated', () => {
  assert.match(info.attribution, /not validated or verified/)
  assert.equal(usEmbassy.validity, 'raw')
})

test(
  'eight years of files agree with the series published by its ends',
  needing('us-embassy-beijing'),
  () => {
    const byHour = new Map<number, number>()
    let lines = 0
    let refused = 0
    for (const { name, bytes } of filesIn('us-embassy-beijing')) {
      assert.ok(usEmbassy.files.test(name), name)
      const { rows, report } = take(usEmbassy, bytes, name)
      lines += report.lines
      refused += report.refused.count
      for (const { hour, values } of rows) byHour.set(hour, values[0]!)
    }
    assert.deepEqual([lines, refused], [65_687, 0])
    const [other] = filesIn('beijing-pm25-2010-2014')
    let same = 0
    let both = 0
    for (const { hour, values } of take(uciPm25, other!.bytes).rows) {
      const ours = byHour.get(hour) ?? Number.NaN
      if (Number.isNaN(ours) || Number.isNaN(values[0]!)) continue
      both++
      if (ours === values[0]) same++
    }
    assert.ok(both > 41_000 && same / both > 0.999, `${same} of ${both}`)
  },
)

test('a file of the city network does not pass for the embassy', () => {
  const text = 'No,year,month,day,hour,PM2.5,station\n1,2016,5,1,0,20,Dongsi\n'
  const { rows, reasons } = take(uciPm25, text)
  assert.equal(rows.length, 0)
  assert.match(reasons[0]!, /column "station" in the header: not a file of this source/)
})
