import type { House } from '../kit/room.ts'
import type { Day } from '../kit/time.ts'
import { stretchValues, type YearDays, yearsByDay } from './history.ts'
import type { FieldReader } from './history-fields.ts'
import { dayRow, type Shown, shown } from './history-period.ts'
import { type Place, placeField, placeSpan } from './history-places.ts'
import { daysOfYear } from './index/index.ts'
import type { Pollutant } from './pollutants.ts'

/** As many lines as the eye tells apart. */
const mostCompared = 4

/** One line of a comparison: a year of a place. */
export interface Compared {
  place: Place
  year: number
  /** Null where the place has no day of the year. */
  data: YearDays | null
}

export interface CompareAsk {
  pairs: { place: Place; year: number }[]
  /** The form's rows: the key of each place, and the year as it was typed. */
  fields: { place: string; year: string }[]
  by: 'month' | 'day'
  pollutant: Shown
}

/** Reads up to four places with their years; with none named, the city's newest years against each other. */
export async function readCompare(
  house: House,
  reader: FieldReader,
  places: readonly Place[],
  today: Day,
): Promise<CompareAsk> {
  const by = reader.choice('by', ['month', 'day'], 'month')
  const pollutant = reader.choice('pollutant', shown, 'pm25')
  const pairs: CompareAsk['pairs'] = []
  const fields: CompareAsk['fields'] = []
  for (let n = 1; n <= mostCompared; n++) {
    const year = reader.year(`y${n}`)
    const place = placeField(reader, `p${n}`, places)
    fields.push({ place: place.key, year: reader.text(`y${n}`) })
    if (year !== null) pairs.push({ place, year })
  }
  // Nothing but a place was named: its newest years.
  const newest = pairs.length === 0 ? await newestYears(house, placeOf(fields[0]!, places), today) : []
  for (const [i, { place, year }] of newest.entries()) fields[i] = { place: place.key, year: String(year) }
  pairs.push(...newest)
  return { pairs: distinct(pairs), fields, by, pollutant }
}

const placeOf = (field: { place: string }, places: readonly Place[]) =>
  places.find(({ key }) => key === field.place)!

/** The newest years of a place, the newest first; three, so that a chart may be read at a glance. */
async function newestYears(house: House, place: Place, today: Day) {
  const span = await placeSpan(house, place, today)
  const last = Number((span?.last ?? today).slice(0, 4))
  const first = Math.max(Number((span?.first ?? today).slice(0, 4)), last - 2)
  return Array.from({ length: last - first + 1 }, (_, i) => ({ place, year: last - i }))
}

const distinct = (pairs: CompareAsk['pairs']) => [
  ...new Map(pairs.map((pair) => [`${pair.place.key} ${pair.year}`, pair])).values(),
]

export const loadCompared = (house: House, { pairs }: CompareAsk, today: Day): Promise<Compared[]> =>
  Promise.all(
    pairs.map(async ({ place, year }) => ({
      place,
      year,
      data: (await yearsByDay(house, place, year, year, today))[0] ?? null,
    })),
  )

/** A common year to lay the days of all years on: 29 February stays empty where there is none. */
export const commonDays: readonly string[] = daysOfYear(2016).map((day) => day.slice(5))

/** The values of a line: twelve months, or 366 days. An index has no month; there its good days are counted. */
export function comparedValues({ data, year }: Compared, ask: CompareAsk): (number | null)[] {
  const { pollutant, by } = ask
  if (by === 'day') {
    const rows = new Map(data?.rows.map((row) => [row.day.slice(5), row]))
    return commonDays.map((day) => {
      const row = dayRow(`${year}-${day}`, rows.get(day))
      return pollutant === 'index' ? row.index : row.values[pollutant]
    })
  }
  const months = new Map(data?.months.map((month) => [Number(month.month.slice(5)), month]))
  return Array.from({ length: 12 }, (_, i) => {
    const month = months.get(i + 1)
    if (!month || month.rows.length === 0) return null
    return pollutant === 'index' ? month.good : stretchValues(month, pollutant as Pollutant).value
  })
}
