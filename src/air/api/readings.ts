import { z } from 'zod'
import { dayOf, type Hour, hourEndedBy, hoursOfDay, isoOf } from '../../kit/time.ts'
import { meansOf } from '../now.ts'
import { pollutants } from '../pollutants.ts'
import type { Reading } from '../readings.ts'
import { type Column, table, termColumns } from './csv.ts'
import * as field from './fields.ts'
import { fromDay, kindParameter, listOf, toDay } from './parameter.ts'
import { type Chosen, choose, findPlaces, newestHourOf, placesIn } from './place.ts'
import { dataTag, lowest, Provenance } from './provenance.ts'
import { readingPieces } from './reading-pieces.ts'
import { ParameterProblem } from './refusals.ts'
import { resource } from './resource.ts'
import { refuseTooLong, stretchOf } from './stretch.ts'

const row = z.strictObject({
  place: field.said(z.string(), '站点编码，或 city（全市）', 'Code of the station, or city'),
  start: field.said(field.hourMoment, '这一小时的开始', 'Beginning of the averaging hour'),
  end: field.said(
    field.hourMoment,
    '这一小时的结束；监测网络以结束时刻标记小时',
    'Its end, by which the network labels the hour',
  ),
  values: field.values,
  flags: field.flagsSchema,
  stations: field.said(
    z.int(),
    '参与平均的站点数，单个站点为 1',
    'Stations behind the means; 1 for a station',
  ),
  validity: field.validity,
  sources: field.said(z.array(z.string()), '来源', 'Names of the sources'),
})
type Row = z.output<typeof row>

const columns: Column<Row>[] = [
  { name: 'place', of: ({ place }) => place },
  { name: 'start', of: ({ start }) => start },
  { name: 'end', of: ({ end }) => end },
  { name: 'averaging', of: () => '1h' },
  { name: 'kind', of: (_, { kind }) => kind },
  ...pollutants.map((name) => ({
    name: field.columnNameOf(name),
    of: ({ values }: Row) => values[name],
  })),
  ...pollutants.map((name) => ({
    name: `${name}_flags`,
    of: ({ flags }: Row) => flags[name]?.join(' ') ?? null,
  })),
  { name: 'stations', of: ({ stations }) => stations },
  { name: 'validity', of: ({ validity }) => validity },
  { name: 'sources', of: ({ sources }) => sources.join(' ') },
  ...termColumns,
]

/** What is meant when nobody says from when. */
const usualDays = 7

const parameters = {
  place: listOf(
    {
      zh: '站点的编码或名称；city 为全市参评站点的平均，all 为全部站点',
      en: 'Codes or names of stations; city is the mean of the assessed stations, all every station',
    },
    { zh: '全部站点', en: 'every station' },
    '1001A,city',
  ),
  station: listOf(
    { zh: '与 place 相同，两者只写一个', en: 'The same as place; give one of the two' },
    { zh: '见 place', en: 'see place' },
    '1001A',
  ),
  from: fromDay({ zh: '到 to 为止的七天', en: 'seven days up to the last' }),
  to: toDay,
  kind: kindParameter,
}

/** Hourly readings of stations, and the city's hourly means. */
export const readings = resource({
  path: '/readings',
  title: { zh: '小时值', en: 'Hourly readings' },
  about: {
    zh: '各站点每小时的浓度，原样给出，异常的附有标记。一天是监测网络标为 01 至 24 的小时。先按小时、再按站点排列。CSV 不限长度，可以一次下载所有站点、所有年份。',
    en: 'What each station said of each hour, as it was said, with flags where it is odd. A day is the hours that the network labels 01 to 24. Ordered by hour, then by station. CSV has no limit: all stations and all years can be had at once.',
  },
  parameters,
  envelope: {
    kind: field.kindSchema,
    notice: field.notice,
    averaging: z.literal('1h'),
    units: field.unitsSchema,
    period: field.period,
    sources: field.sourcesSchema,
  },
  row,
  csv: table(columns),
  examples: [
    {
      query: 'station=1001A&from=2016-12-19&to=2016-12-21',
      words: { zh: '一个站点的三天', en: 'Three days of one station' },
    },
    {
      query: 'from=2013-01-01&to=2030-12-31&format=csv',
      words: { zh: '所有站点、所有年份', en: 'All stations, all years' },
    },
  ],
  keep: 60,
  async read({ house, at, zone, format }, asked) {
    const named = await findPlaces(house, ...oneOf(asked), 'all')
    const now = hourEndedBy(at)
    const newest = (await newestHourOf(house, named, asked.kind, at)) ?? now
    const stretch = stretchOf(asked, dayOf(newest, zone), usualDays)
    const chosen = await choose(house, named, asked.kind, stretch)
    refuseTooLong(stretch, format, placesIn(named, chosen), 24)
    const first = hoursOfDay(stretch.from, zone).first
    const last = hoursOfDay(stretch.to, zone).last
    const ids = idsOf(chosen)
    const provenance = await Provenance.load(house)
    const licences = new Map(chosen.stations.map(({ code, licence }) => [code, licence]))
    return {
      head: {
        kind: chosen.kind,
        notice: field.noticeOf(chosen.kind),
        averaging: '1h',
        units: field.units,
        period: { start: isoOf(first - 1, zone), end: isoOf(last, zone) },
      },
      rows: rowPieces(
        readingPieces(house, ids, named.all.length, first, Math.min(last, now)),
        rowWriter(chosen, zone, provenance),
      ),
      tail: () => ({ sources: provenance.sources() }),
      terms: ({ place, sources }) => provenance.termsOf(chosen.kind, sources, licences.get(place) ?? null),
      tag: await dataTag(
        house,
        '/readings',
        format,
        first,
        Math.min(last, now),
        placesIn(named, chosen),
        ...ids,
      ),
      file: `lantian-readings-${stretch.from}-${stretch.to}`,
    }
  },
})

function oneOf(asked: {
  place: string[] | undefined
  station: string[] | undefined
}): [string[] | undefined, string] {
  const { place, station } = asked
  if (!place || !station) return [place ?? station, station ? 'station' : 'place']
  throw new ParameterProblem('both-place-and-station', [
    {
      parameter: 'station',
      words: { zh: 'place 和 station 只能写一个。', en: 'Give place or station, not both.' },
    },
  ])
}

const idsOf = ({ assessed, stations }: Chosen) =>
  [...new Set([...assessed, ...stations].map(({ id }) => id))].toSorted((a, b) => a - b)

async function* rowPieces(pieces: AsyncIterable<Reading[]>, write: (some: Reading[]) => Row[]) {
  for await (const piece of pieces) yield write(piece)
}

/** Rows of a piece: at each hour the city first, where it was asked for, then the stations. */
function rowWriter(chosen: Chosen, zone: string, provenance: Provenance): (some: Reading[]) => Row[] {
  const codes = new Map(chosen.stations.map(({ id, code }) => [id, code]))
  const assessed = new Set(chosen.assessed.map(({ id }) => id))
  const spanOf = field.spanWriter(zone)
  const write = (hour: Hour, place: string, behind: readonly Reading[]): Row => ({
    place,
    ...spanOf(hour),
    ...(place === 'city' ? cityValues(behind) : stationValues(behind[0]!)),
    stations: behind.length,
    validity: lowest(behind.map(({ validity }) => validity)),
    sources: [...new Set(behind.map(({ source }) => source))].map((source) => provenance.see(source)),
  })
  return (some) =>
    [...Map.groupBy(some, ({ hour }) => hour)].flatMap(([hour, ofHour]) => {
      const city = ofHour.filter(({ station }) => assessed.has(station))
      const own = ofHour.filter(({ station }) => codes.has(station))
      return [
        ...(city.length > 0 ? [write(hour, 'city', city)] : []),
        ...own.map((reading) => write(hour, codes.get(reading.station)!, [reading])),
      ]
    })
}

/** Means are unrounded but for the noise of binary fractions. */
const thousandths = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000)

function cityValues(behind: readonly Reading[]): Pick<Row, 'values' | 'flags'> {
  const means = meansOf(behind)
  const { pm25, pm10, so2, no2, co, o3 } = means
  return {
    values: {
      pm25: thousandths(pm25),
      pm10: thousandths(pm10),
      so2: thousandths(so2),
      no2: thousandths(no2),
      co: thousandths(co),
      o3: thousandths(o3),
    },
    flags: {},
  }
}

function stationValues({ pm25, pm10, so2, no2, co, o3, flags }: Reading): Pick<Row, 'values' | 'flags'> {
  return { values: { pm25, pm10, so2, no2, co, o3 }, flags: field.flagged(flags) }
}
