import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cityHours } from '../src/air/city-hours.ts'
import { days } from '../src/air/days.ts'
import { airAt } from '../src/air/now.ts'
import { readingsAt } from '../src/air/readings.ts'
import { type AirStore, cityOf } from '../src/air/tables.ts'
import { hourEndedBy } from '../src/kit/time.ts'
import type { Section } from './figures.ts'
import { fullHouse } from './import.ts'
import { openAt, timed, type Workshop } from './workshop.ts'

const warmups = 50
const runs = 300

/** Two ways to the same answer, one after the other, many times. Milliseconds. */
async function beside(ours: () => Promise<unknown>, peer: () => unknown, times = runs) {
  const values: number[] = []
  const others: number[] = []
  for (let run = -warmups; run < times; run++) {
    const own = await timed(ours)
    const other = await timed(peer)
    if (run < 0) continue
    values.push(own.ms)
    others.push(other.ms)
  }
  return { unit: 'ms', values, peer: { name: 'bare SQL', values: others } }
}

/** The three queries of DESIGN.md 10 on four years of twelve stations, against the same SQL without our layers. */
export async function queriesSection(shop: Workshop): Promise<Section> {
  const house = await openAt(fullHouse(shop), shop.data.after)
  const { db }: AirStore = house.store
  const bare = new DatabaseSync(join(fullHouse(shop), 'lantian.sqlite'), { readOnly: true })
  const newest = bare.prepare('select max(hour) as hour from air_reading').get()!.hour as number
  const month = newest - 31 * 24 + 1
  const map = bare.prepare('select * from air_reading where hour = ? order by station')
  const curve = bare.prepare(
    `select r.hour, count(*), avg(r.pm25), avg(r.pm10), avg(r.so2), avg(r.no2), avg(r.co), avg(r.o3) from air_reading r
     join air_station s on s.id = r.station where r.hour between ? and ? and s.kind = 'reference' and s.evaluated = 1
     group by r.hour order by r.hour`,
  )
  const byDay = bare.prepare('select * from air_day where place = ? and day between ? and ? order by day')
  const city = cityOf('reference')
  const figures = [
    {
      what: 'latest city map from the store',
      promise: { most: 0.2 },
      ...(await beside(
        () => readingsAt(db, newest),
        () => map.all(newest),
        1000,
      )),
    },
    {
      what: "a month's city curve, by hour",
      promise: { most: 5 },
      ...(await beside(
        () => cityHours(db, house.settings.LANTIAN_ZONE, 'reference', month, newest),
        () => curve.all(month, newest),
      )),
    },
    {
      what: 'four years by day',
      promise: { most: 5 },
      ...(await beside(
        () => days(db, city, '2013-03-01', '2017-02-28'),
        () => byDay.all(city, '2013-03-01', '2017-02-28'),
      )),
    },
    {
      what: 'all of "now": map, curve of 24 hours, indices, districts',
      unit: 'ms',
      values: await times(() => airAt(house, house.clock())),
    },
  ]
  bare.close()
  const notes = [
    `${hourEndedBy(house.clock()) - newest} hours after the newest reading; ${runs} times each, the middle half as spread.`,
  ]
  await house.store.close()
  return { title: 'Queries', notes, figures }
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const values: number[] = []
  for (let run = -warmups; run < runs; run++) {
    const { ms } = await timed(work)
    if (run >= 0) values.push(ms)
  }
  return values
}
