import type { House } from '../kit/room.ts'
import { addDays, type Day, daysBetween, type Hour, hoursOfDay } from '../kit/time.ts'
import { cityHours } from './city-hours.ts'
import { reported } from './day-index.ts'
import type { PastDay } from './days.ts'
import { dayRows, monthsOf, oneNetwork, type Stretch, shownLevel, stretchValues } from './history.ts'
import type { FieldReader } from './history-fields.ts'
import { type Place, placeField, placeSpan, speakerOf } from './history-places.ts'
import { type HourIndex, hourIndices } from './hours.ts'
import { daysOfYear, limitOn, pollutantsIn } from './index/index.ts'
import { type Kind, type Pollutant, pollutants } from './pollutants.ts'
import { stationHours } from './readings.ts'
import type { AirStore } from './tables.ts'

export const steps = ['hour', 'day', 'month'] as const
export type Step = (typeof steps)[number]
/** What a chart may show: the index, or one pollutant. */
export const shown = ['index', ...pollutants] as const
export type Shown = (typeof shown)[number]

/** The longest period on one page, in days; the download has no end. */
export const longest: Record<Step, number> = { hour: 31, day: 3660, month: 18_300 }
/** What is shown when nobody says from when. */
const usual: Record<Step, number> = { hour: 7, day: 90, month: 1460 }

export interface PeriodAsk {
  place: Place
  from: Day
  to: Day
  by: Step
  pollutant: Shown
}

/** Reads a period from an address; what is left out ends at the newest day of the place. */
export async function readPeriod(
  house: House,
  reader: FieldReader,
  places: readonly Place[],
  today: Day,
): Promise<PeriodAsk> {
  const place = placeField(reader, 'place', places)
  const by = reader.choice('by', steps, 'day')
  const pollutant = reader.choice('pollutant', shown, 'index')
  const asked = { from: reader.day('from'), to: reader.day('to') }
  const newest = asked.to ?? (await placeSpan(house, place, today))?.last ?? today
  const to = asked.to ?? (asked.from && asked.from > newest ? asked.from : newest)
  const from = asked.from ?? addDays(to, 1 - usual[by])
  if (to < from) reader.fail('to', { zh: '结束日期早于开始日期。', en: 'The end is before the beginning.' })
  else if (daysBetween(from, to) + 1 > longest[by]) reader.fail('to', tooLong(by))
  return { place, from, to, by, pollutant }
}

const stepWords = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '日', en: 'day' },
  month: { zh: '月', en: 'month' },
}

const tooLong = (by: Step) => ({
  zh: `按${stepWords[by].zh}最多一次看 ${longest[by]} 天。请缩短时段、换一个间隔，或者下载数据。`,
  en: `At most ${longest[by]} days at a time by the ${stepWords[by].en}. Take a shorter period or longer steps, or download the data.`,
})

/** One step of a period: an hour, a day or a month. */
export interface PeriodRow {
  /** The hour as a number, the day, or the month. */
  at: number | string
  index: number | null
  level: number | null
  chief: Pollutant[]
  /** As a report prints them; of days and months, ozone is the daily maximum 8-hour mean and its 90th percentile. */
  values: Record<Pollutant, number | null>
  /** Of a month: its days by level. */
  stretch?: Stretch
}

export interface Period extends PeriodAsk {
  kind: Kind
  /** Every step of the period, oldest first; a step nobody measured is there with nulls. */
  rows: PeriodRow[]
}

/** The rows of a period, gaps included; what is not over yet at `today` and `now` is not told. */
export async function loadPeriod(house: House, ask: PeriodAsk, today: Day, now: Hour): Promise<Period> {
  if (ask.by === 'hour') return loadHours(house, ask, now)
  const found = await dayRows(house, ask.place, ask.from, ask.to)
  const { kind, rows } = oneNetwork(
    ask.place,
    found.filter(({ day }) => day < today),
  )
  return {
    ...ask,
    kind,
    rows: ask.by === 'day' ? dayPeriod(ask, rows, today) : monthPeriod(ask, rows, today),
  }
}

async function loadHours(house: House, ask: PeriodAsk, now: Hour): Promise<Period> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const { kind, number } = await speakerOf(house, ask.place, ask.from, ask.to)
  const first = hoursOfDay(ask.from, zone).first
  // What is not over was not measured; it is no gap.
  const last = Math.max(first, Math.min(hoursOfDay(ask.to, zone).last, now))
  const readings = ask.place.station
    ? await stationHours(db, number, first, last)
    : await cityHours(db, zone, kind, first, last)
  const byHour = new Map(hourIndices(readings, zone).map((row) => [row.hour, row]))
  const rows = Array.from({ length: last - first + 1 }, (_, i) => hourRow(first + i, byHour.get(first + i)))
  return { ...ask, kind, rows }
}

const nothing = { pm25: null, pm10: null, so2: null, no2: null, co: null, o3: null }

const hourRow = (hour: number, found: HourIndex | undefined): PeriodRow =>
  found
    ? { at: hour, index: found.index, level: found.level, chief: found.chief, values: found.values }
    : { at: hour, index: null, level: null, chief: [], values: nothing }

/** A day of the tables as a row of a period; the index only where the standard lets it be published. */
export function dayRow(day: Day, row: PastDay | undefined): PeriodRow {
  if (!row) return { at: day, index: null, level: null, chief: [], values: nothing }
  const level = shownLevel(row)
  const { o3_8h } = row
  return {
    at: day,
    index: level === null ? null : row.idx,
    level,
    chief: level === null ? [] : pollutantsIn(row.chief),
    values: {
      pm25: reported('pm25', row.pm25),
      pm10: reported('pm10', row.pm10),
      so2: reported('so2', row.so2),
      no2: reported('no2', row.no2),
      co: reported('co', row.co),
      o3: reported('o3_8h', o3_8h),
    },
  }
}

function dayPeriod({ from, to }: PeriodAsk, rows: PastDay[], today: Day): PeriodRow[] {
  const byDay = new Map(rows.map((row) => [row.day, row]))
  const end = to < today ? to : addDays(today, -1)
  return dayNames(from, end).map((day) => dayRow(day, byDay.get(day)))
}

/** Every day from the first to the last, none where the last is before it. */
export function dayNames(from: Day, to: Day): Day[] {
  const names: Day[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    for (const day of daysOfYear(year)) if (day >= from && day <= to) names.push(day)
  return names
}

function monthPeriod({ from, to }: PeriodAsk, rows: PastDay[], today: Day): PeriodRow[] {
  const byYear = Map.groupBy(rows, ({ day }) => Number(day.slice(0, 4)))
  const first = Number(from.slice(0, 4))
  const found: PeriodRow[] = []
  for (let year = first; year <= Number(to.slice(0, 4)); year++)
    for (const { month, ...rest } of monthsOf(year, byYear.get(year) ?? [], today))
      if (month >= from.slice(0, 7) && month <= to.slice(0, 7)) found.push(monthRow(month, rest))
  return found
}

function monthRow(month: string, stretch: Stretch): PeriodRow {
  const values = Object.fromEntries(
    pollutants.map((pollutant) => [pollutant, stretchValues(stretch, pollutant).value]),
  ) as Record<Pollutant, number | null>
  return { at: month, index: null, level: null, chief: [], values, stretch }
}

/** Where a limit of GB 3095 (grade 2) holds in a period of hours or days: places of the first and last row, and its value. */
export function limitsOf({
  by,
  pollutant,
  rows,
  from,
}: Period): { from: number; to: number; value: number }[] {
  if (pollutant === 'index' || by === 'month' || rows.length === 0) return []
  const averaging = by === 'hour' ? '1h' : pollutant === 'o3' ? '8h' : '24h'
  const perDay = by === 'hour' ? 24 : 1
  const names = dayNames(from, addDays(from, Math.floor((rows.length - 1) / perDay)))
  const found: { from: number; to: number; value: number }[] = []
  for (const [at, day] of names.entries()) {
    const limit = limitOn(pollutant, averaging, 2, day)
    if (!limit) continue
    const to = Math.min(rows.length, (at + 1) * perDay) - 1
    const before = found.at(-1)
    if (before?.value === limit.limit) before.to = to
    else found.push({ from: at * perDay, to, value: limit.limit })
  }
  return found
}
