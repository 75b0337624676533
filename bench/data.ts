import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { simulateAll } from '../src/air/sources/simulated.ts'
import { hourAt, instantOf } from '../src/kit/time.ts'
import type { Data } from './workshop.ts'

const zone = 'Asia/Shanghai'
const after = '2017-03-01T09:00'
const rowsEach = 35_064
const names = [
  'Aotizhongxin',
  'Changping',
  'Dingling',
  'Dongsi',
  'Guanyuan',
  'Gucheng',
  'Huairou',
  'Nongzhanguan',
  'Shunyi',
  'Tiantan',
  'Wanliu',
  'Wanshouxigong',
]

/** The given folder, or the shared one beside the clone, or simulated files of the same shape. */
export function findData(given: string | undefined, root: string, folder: string): Data {
  const places = given === undefined ? [join(root, '..', 'shared', 'data')] : [resolve(given)]
  for (const place of places.flatMap((path) => [join(path, 'prsa'), path])) {
    const files = existsSync(place)
      ? readdirSync(place).filter((name) => /^PRSA_Data_.*\.csv$/.test(name))
      : []
    if (files.length > 0)
      return {
        files: place,
        origin: 'the UCI set of Beijing, 2013–2017',
        rows: files.length * rowsEach,
        after,
      }
  }
  if (given !== undefined) throw new Error(`no PRSA_Data_*.csv in ${given}`)
  return simulateFiles(join(folder, 'files'))
}

const header =
  '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","PRES","DEWP","RAIN","wd","WSPM","station"'

function simulateFiles(folder: string): Data {
  mkdirSync(folder)
  const first = hourAt('2013-03-01', 0, zone)
  for (const name of names) {
    const lines = [header]
    for (const { hour, values } of simulateAll([name], first, first + rowsEach - 1, zone)) {
      const { year, month, day, hour: clock } = instantOf(hour).toZonedDateTimeISO(zone)
      const said = [
        values.pm25,
        values.pm10,
        values.so2,
        values.no2,
        (values.co ?? Number.NaN) * 1000,
        values.o3,
      ]
      const numbers = said.map((value) => (value == null || Number.isNaN(value) ? 'NA' : Math.round(value)))
      lines.push(
        `${lines.length},${year},${month},${day},${clock},${numbers.join(',')},-0.7,1023,-18.8,0,"NNW",4.4,"${name}"`,
      )
    }
    writeFileSync(join(folder, `PRSA_Data_${name}_20130301-20170228.csv`), `${lines.join('\n')}\n`)
  }
  const origin =
    'simulated files of the shape of the UCI set (the set itself was not found; name it with --data)'
  return { files: folder, origin, rows: names.length * rowsEach, after }
}
