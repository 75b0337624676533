import { z } from 'zod'
import { dayOf, hourEndedBy, hoursOfDay, isoOf } from '../../kit/time.ts'
import { dayItems } from '../day.ts'
import { reported } from '../day-index.ts'
import { type DayRow, dayReport } from '../days.ts'
import { indexStandardOn } from '../index/index.ts'
import { pollutants } from '../pollutants.ts'
import { cityOf } from '../tables.ts'
import { type Column, table, termColumns } from './csv.ts'
import { type DayPiece, dayPieces } from './day-pieces.ts'
import * as field from './fields.ts'
import { fromDay, kindParameter, listOf, toDay } from './parameter.ts'
import { type Chosen, choose, findPlaces, newestHourOf, placesIn } from './place.ts'
import { dataTag, lowest, Provenance } from './provenance.ts'
import { resource } from './resource.ts'
import { refuseTooLong, stretchOf } from './stretch.ts'

const count = z.int()

const row = z.strictObject({
  place: field.said(z.string(), '站点编码，或 city（全市）', 'Code of the station, or city'),
  day: field.said(field.day, '日期', 'The day'),
  start: field.said(field.hourMoment, '这一天的开始', 'Beginning of the day'),
  end: field.said(field.hourMoment, '这一天的结束', 'Its end'),
  values: field.dayValues,
  o3_1h: field.said(field.number, '臭氧日最大 1 小时平均', 'Daily maximum 1-hour mean of ozone'),
  capture: field.said(
    z.strictObject({
      of: field.said(
        z.enum(['hours', 'stations']),
        'hours：站点的有效小时数；stations：全市的有效站点数',
        'hours: valid hours of a station; stations: stations with a valid day, of the city',
      ),
      expected: field.said(count, '应有的数量', 'How many there should be'),
      ...field.eachOf(pollutants, count).shape,
    }),
    '每个数值背后的有效小时数或站点数',
    'Valid hours, or stations, behind each value',
  ),
  index: field.said(
    z.int().nullable(),
    '空气质量指数；没有有效数值时为 null',
    'The index; null where nothing valid was measured',
  ),
  published: field.said(
    z.union([z.int(), z.literal('NA')]),
    '按标准可以发布的指数，否则为 NA（HJ 633-2026，5.3.1）',
    'The index as the standard lets it be published, else NA (HJ 633-2026, 5.3.1)',
  ),
  chief: field.chief,
  category: field.category.nullable(),
  standard: field.said(z.string(), '当天所用的标准', 'The standard of that day'),
  validity: field.said(
    field.validity.nullable(),
    '当天最低的审核状态；没有小时值时为 null',
    'The lowest of the day’s hours; null where the hours are not kept',
  ),
  sources: field.said(z.array(z.string()), '来源', 'Names of the sources'),
})
type Row = z.output<typeof row>
type Capture = Row['capture']

const columns: Column<Row>[] = [
  { name: 'place', of: ({ place }) => place },
  { name: 'day', of: ({ day }) => day },
  { name: 'start', of: ({ start }) => start },
  { name: 'end', of: ({ end }) => end },
  { name: 'averaging', of: () => '24h' },
  { name: 'kind', of: (_, { kind }) => kind },
  ...dayItems.map((name) => ({
    name: field.columnNameOf(name),
    of: ({ values }: Row) => values[name],
  })),
  { name: field.columnNameOf('o3_1h'), of: ({ o3_1h }) => o3_1h },
  { name: 'capture_of', of: ({ capture }) => capture.of },
  { name: 'capture_expected', of: ({ capture }) => capture.expected },
  ...pollutants.map((name) => ({
    name: `capture_${name}`,
    of: ({ capture }: Row) => capture[name],
  })),
  { name: 'index', of: ({ index }) => index },
  { name: 'published', of: ({ published }) => published },
  { name: 'chief', of: ({ chief }) => chief.join(' ') },
  { name: 'level', of: ({ category }) => category?.level ?? null },
  { name: 'category_zh', of: ({ category }) => category?.zh ?? null },
  { name: 'category_en', of: ({ category }) => category?.en ?? null },
  { name: 'standard', of: ({ standard }) => standard },
  { name: 'validity', of: ({ validity }) => validity },
  { name: 'sources', of: ({ sources }) => sources.join(' ') },
  ...termColumns,
]

const usualDays = 90

/** Day reports of stations and of the city. */
export const days = resource({
  path: '/days',
  title: { zh: '日报', en: 'Day reports' },
  about: {
    zh: '每天的六项浓度、有效小时数（或站点数）、指数、级别和首要污染物，按当天有效的标准计算。今天还没有结束，其数值会变。',
    en: 'The six values of each day, the hours or stations behind them, the index, its category and chief pollutants, by the standard of that day. Today is not over and will change.',
  },
  parameters: {
    place: listOf(
      {
        zh: '站点的编码或名称；city 为全市，all 为全部站点',
        en: 'Codes or names of stations; city, or all for every station',
      },
      { zh: 'city', en: 'city' },
      'city,1001A',
    ),
    from: fromDay({ zh: '到 to 为止的 90 天', en: '90 days up to the last' }),
    to: toDay,
    kind: kindParameter,
  },
  envelope: {
    kind: field.kindSchema,
    notice: field.notice,
    averaging: field.said(
      z.literal('24h'),
      '日均值；o3_8h 为 8 小时滑动平均的日最大值',
      'Day means; o3_8h is the daily maximum of 8-hour means',
    ),
    units: field.unitsSchema,
    period: field.period,
    sources: field.sourcesSchema,
  },
  row,
  csv: table(columns),
  examples: [
    {
      query: 'from=2016-12-01&to=2016-12-31',
      words: { zh: '全市的一个月', en: 'A month of the city' },
    },
    {
      query: 'place=all&from=2013-01-01&to=2030-12-31&format=csv',
      words: { zh: '所有站点、所有年份', en: 'All stations, all years' },
    },
  ],
  keep: 60,
  async read({ house, at, zone, format }, asked) {
    const named = await findPlaces(house, asked.place, 'place', 'city')
    const today = dayOf(hourEndedBy(at), zone)
    const newest = (await newestHourOf(house, named, asked.kind, at)) ?? hourEndedBy(at)
    const stretch = stretchOf(asked, dayOf(newest, zone), usualDays)
    const chosen = await choose(house, named, asked.kind, stretch)
    refuseTooLong(stretch, format, placesIn(named, chosen), 1)
    const until = stretch.to < today ? stretch.to : today
    const provenance = await Provenance.load(house)
    const licences = new Map(chosen.stations.map(({ code, licence }) => [code, licence]))
    const ids = chosen.stations.map(({ id }) => id)
    return {
      head: {
        kind: chosen.kind,
        notice: field.noticeOf(chosen.kind),
        averaging: '24h',
        units: { ...field.dayUnits, o3_1h: field.dayUnits.o3_8h },
        period: {
          start: isoOf(hoursOfDay(stretch.from, zone).first - 1, zone),
          end: isoOf(hoursOfDay(stretch.to, zone).last, zone),
        },
      },
      rows: rowPieces(
        dayPieces(house, chosen, named.all.length, stretch.from, until, zone),
        rowWriter(chosen, zone, provenance),
      ),
      tail: () => ({ sources: provenance.sources() }),
      terms: ({ place, sources }) => provenance.termsOf(chosen.kind, sources, licences.get(place) ?? null),
      tag: await dataTag(
        house,
        '/days',
        format,
        chosen.kind,
        stretch.from,
        until,
        String(named.city),
        ...ids,
      ),
      file: `lantian-days-${stretch.from}-${stretch.to}`,
    }
  },
})

async function* rowPieces(pieces: AsyncIterable<DayPiece>, write: (piece: DayPiece) => Row[]) {
  for await (const piece of pieces) yield write(piece)
}

/** Rows of a piece: day by day, the city first, then the stations in the order of the register. */
function rowWriter({ kind, assessed, stations }: Chosen, zone: string, provenance: Provenance) {
  const codes = new Map(stations.map(({ id, code }) => [id, code]))
  const captureOf = (row: DayRow, hours: number): Capture => ({
    ...(row.place < 0 ? { of: 'stations', expected: assessed.length } : { of: 'hours', expected: hours }),
    pm25: row.n_pm25,
    pm10: row.n_pm10,
    so2: row.n_so2,
    no2: row.n_no2,
    co: row.n_co,
    o3: row.n_o3,
  })
  return ({ rows, behind }: DayPiece): Row[] =>
    rows.map((row) => {
      const { first, last } = hoursOfDay(row.day, zone)
      const own = behind(row.place === cityOf(kind) ? assessed.map(({ id }) => id) : [row.place], row.day)
      const { category, ...report } = dayReport(row)
      return {
        place: codes.get(row.place) ?? 'city',
        day: row.day,
        start: isoOf(first - 1, zone),
        end: isoOf(last, zone),
        values: report.values,
        o3_1h: reported('o3_1h', row.o3_1h),
        capture: captureOf(row, last - first + 1),
        index: report.index,
        published: report.published,
        chief: report.chief,
        category: category && { ...category, rgb: [...category.rgb] as [number, number, number] },
        standard: indexStandardOn(row.day).name,
        validity: own.length > 0 ? lowest(own.map(({ validity }) => validity)) : null,
        sources: [...new Set(own.map(({ source }) => source))].map((source) => provenance.see(source)),
      }
    })
}
