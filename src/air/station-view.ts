import type { Selectable } from 'kysely'
import type { House } from '../kit/room.ts'
import { addDays, dayOf, type Hour, hourEndedBy } from '../kit/time.ts'
import { type DayRow, days } from './days.ts'
import { kmBetween } from './flags.ts'
import { findStation } from './places.ts'
import type { Reading } from './readings.ts'
import { stationHours } from './readings.ts'
import { type Heard, heardAround } from './stations-now.ts'
import type { AirStore, CorrectionTable, SourceTable, StationTable } from './tables.ts'

export interface Neighbour extends Heard {
  km: number
}

export interface StationView extends Heard {
  nearest: Neighbour[]
  /** The last hour of the charts: the newest it said, or the hour asked for where it never spoke. */
  end: Hour
  /** Its last seven days, hours ascending; hours without a word are not there. */
  week: Reading[]
  /** Day values of the last 30 days. */
  month: DayRow[]
  /** The newest replaced words. */
  corrections: Selectable<CorrectionTable>[]
  names: { alias: string; first_day: string | null; last_day: string | null }[]
  source: Pick<Selectable<SourceTable>, 'name' | 'licence' | 'attribution' | 'url'> | null
}

export const weekHours = 24 * 7
export const monthDays = 30
const mostCorrections = 10

/** Everything the page of a station tells, by its code or one of its names; null where there is no such station. */
export async function stationView(
  house: House,
  name: string,
  at: Temporal.Instant,
): Promise<StationView | null> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const asked = hourEndedBy(at)
  let around = await heardAround(db, name, asked, zone)
  if (around.length === 0) {
    const known = await findStation(house, name)
    if (!known) return null
    around = await heardAround(db, known.code, asked, zone)
  }
  const [own, ...others] = around as [Heard, ...Heard[]]
  const { station, reading } = own
  const end = reading?.hour ?? asked
  const lastDay = dayOf(end, zone)
  const [week, month, corrections, names, source] = await Promise.all([
    stationHours(db, station.id, end - weekHours + 1, end),
    days(db, station.id, addDays(lastDay, 1 - monthDays), lastDay),
    correctionsOf(house.store, station.id, asked),
    namesOf(house.store, station),
    reading ? sourceOf(house.store, reading.source) : null,
  ])
  const nearest = others
    .map((other) => ({ ...other, km: kmBetween(station, other.station) }))
    .toSorted((a, b) => a.km - b.km)
    .slice(0, 5)
  return { ...own, nearest, end, week, month, corrections, names, source }
}

const correctionsOf = ({ db }: AirStore, station: number, until: Hour) =>
  db
    .selectFrom('air_correction')
    .selectAll()
    .where('station', '=', station)
    .where('hour', '<=', until)
    .orderBy('hour', 'desc')
    .orderBy('id', 'desc')
    .limit(mostCorrections)
    .execute()

/** Its other names; the code and today's names are told anyway. */
async function namesOf({ db }: AirStore, station: Selectable<StationTable>) {
  const names = await db
    .selectFrom('air_alias')
    .select(['alias', 'first_day', 'last_day'])
    .where('station', '=', station.id)
    .orderBy('first_day')
    .orderBy('alias')
    .execute()
  return names.filter(({ alias }) => ![station.code, station.name_zh, station.name_en].includes(alias))
}

const sourceOf = async ({ db }: AirStore, id: number) =>
  (await db
    .selectFrom('air_source')
    .select(['name', 'licence', 'attribution', 'url'])
    .where('id', '=', id)
    .executeTakeFirst()) ?? null
