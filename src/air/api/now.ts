import { z } from 'zod'
import type { House } from '../../kit/room.ts'
import { dayOf, type Hour, hourEndedBy, isoOf } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import type { HourIndex } from '../hours.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { type AirNow, airAt } from '../now.ts'
import { pollutants } from '../pollutants.ts'
import { readingsAt } from '../readings.ts'
import type { AirStore } from '../tables.ts'
import { type Column, table, termColumns } from './csv.ts'
import * as field from './fields.ts'
import { lowest, Provenance } from './provenance.ts'
import { resource } from './resource.ts'

const row = z.strictObject({
  place: field.said(z.string(), 'city、区的代码或站点的编码', 'city, or the code of a district or station'),
  what: field.said(z.enum(['city', 'district', 'station']), '全市、区或站点', 'What the place is'),
  name: field.said(field.wordsSchema, '名称', 'Its name'),
  latitude: field.said(z.number().nullable(), '纬度；只有站点有', 'Latitude, of stations'),
  longitude: field.said(z.number().nullable(), '经度；只有站点有', 'Longitude, of stations'),
  start: field.said(field.hourMoment, '这一小时的开始', 'Beginning of the averaging hour'),
  end: field.said(field.hourMoment, '这一小时的结束', 'Its end'),
  index: field.said(
    z.int().nullable(),
    '实时空气质量指数；没有有效数值时为 null',
    'The hourly index; null where nothing valid was measured',
  ),
  category: field.category.nullable(),
  chief: field.chief,
  values: field.values,
  flags: field.flagsSchema,
})
type Row = z.output<typeof row>

const columns: Column<Row>[] = [
  { name: 'place', of: ({ place }) => place },
  { name: 'what', of: ({ what }) => what },
  { name: 'name_zh', of: ({ name }) => name.zh },
  { name: 'name_en', of: ({ name }) => name.en },
  { name: 'latitude', of: ({ latitude }) => latitude },
  { name: 'longitude', of: ({ longitude }) => longitude },
  { name: 'start', of: ({ start }) => start },
  { name: 'end', of: ({ end }) => end },
  { name: 'averaging', of: () => '1h' },
  { name: 'kind', of: (_, { kind }) => kind },
  { name: 'index', of: ({ index }) => index },
  { name: 'level', of: ({ category }) => category?.level ?? null },
  { name: 'category_zh', of: ({ category }) => category?.zh ?? null },
  { name: 'category_en', of: ({ category }) => category?.en ?? null },
  { name: 'chief', of: ({ chief }) => chief.join(' ') },
  ...pollutants.map((name) => ({
    name: field.columnNameOf(name),
    of: ({ values }: Row) => values[name],
  })),
  ...pollutants.map((name) => ({
    name: `${name}_flags`,
    of: ({ flags }: Row) => flags[name]?.join(' ') ?? null,
  })),
  ...termColumns,
]

/** The newest hour of the city, its districts and stations. */
export const now = resource({
  path: '/now',
  title: { zh: '空气现状', en: 'The air now' },
  about: {
    zh: '最新一小时的全市、各区和各站点：浓度、指数、级别、首要污染物。超过三小时没有新数据时 stale 为 true。',
    en: 'The newest hour of the city, its districts and stations: concentrations, index, category, chief pollutants. stale is true when nothing came for more than three hours.',
  },
  parameters: {},
  envelope: {
    kind: field.kindSchema.nullable(),
    notice: field.notice,
    averaging: z.literal('1h'),
    units: field.unitsSchema,
    period: field.period,
    standard: field.said(z.string().nullable(), '指数所用的标准', 'The standard of the index'),
    stale: field.said(z.boolean(), '是否已经不是“现在”', 'Whether it is too old to be called now'),
    trend: field.said(
      z.enum(['rising', 'falling', 'steady']).nullable(),
      '三小时内全市指数的变化',
      'Change of the city’s index over three hours',
    ),
    validity: field.validity.nullable(),
    sources: field.sourcesSchema,
  },
  row,
  csv: table(columns),
  point: ({ longitude, latitude }) =>
    longitude === null || latitude === null ? null : [longitude, latitude],
  examples: [
    { query: '', words: { zh: '现在的空气', en: 'The air now' } },
    { query: 'format=csv', words: { zh: '现在的空气，CSV', en: 'The air now, as CSV' } },
    { query: 'format=geojson', words: { zh: '各站点，用于地图', en: 'The stations, for a map' } },
  ],
  keep: 60,
  async read({ house, at, zone }) {
    const air = await airAt(house, at)
    if (!air) return { head: nobody(), rows: [] }
    const day = dayOf(air.hour, zone)
    const { provenance, validity, names } = await behind(house, air)
    return {
      head: {
        kind: air.kind,
        notice: field.noticeOf(air.kind),
        averaging: '1h',
        units: field.units,
        period: { start: isoOf(air.hour - 1, zone), end: isoOf(air.hour, zone) },
        standard: indexStandardOn(day).name,
        stale: air.stale,
        trend: air.stale ? null : air.trend,
        validity,
        sources: provenance.sources(),
      },
      rows: rowsOf(house, air, zone),
      terms: () => provenance.termsOf(air.kind, names),
      file: `lantian-now-${isoOf(hourEndedBy(at), zone).slice(0, 13)}`,
    }
  },
})

const nobody = () => ({
  kind: null,
  notice: { zh: '还没有任何数据。', en: 'There are no data yet.' },
  averaging: '1h',
  units: field.units,
  period: { start: null, end: null },
  standard: null,
  stale: true,
  trend: null,
  validity: null,
  sources: [],
})

/** The sources of the hour's readings, and the lowest validity among them. */
async function behind(house: House, { hour, stations }: AirNow) {
  const { db }: AirStore = house.store
  const own = new Set(stations.map(({ station }) => station.id))
  const [provenance, all] = await Promise.all([Provenance.load(house), readingsAt(db, hour)])
  const readings = all.filter(({ station }) => own.has(station))
  const names = [...new Set(readings.map(({ source }) => source))].map((source) => provenance.see(source))
  return { provenance, names, validity: lowest(readings.map(({ validity }) => validity)) }
}

function rowsOf(house: House, { hour, city, districts, stations }: AirNow, zone: string): Row[] {
  const rowOf = rowWriter(hour, zone)
  return [
    rowOf({ place: 'city', what: 'city', name: house.centre.city }, city),
    ...districts.map(({ district, now: own }) =>
      rowOf({ place: district.code, what: 'district', name: district.name }, own),
    ),
    ...stations.map(({ station, now: own, flags }) => ({
      ...rowOf(
        { place: station.code, what: 'station', name: { zh: station.name_zh, en: station.name_en } },
        own,
      ),
      latitude: station.lat,
      longitude: station.lon,
      flags: field.flagged(flags),
    })),
  ]
}

const nothing = Object.fromEntries(pollutants.map((name) => [name, null])) as Row['values']

function rowWriter(hour: Hour, zone: string) {
  const span = { start: isoOf(hour - 1, zone), end: isoOf(hour, zone) }
  const standard = indexStandardOn(dayOf(hour, zone))
  return (place: { place: string; what: Row['what']; name: Words }, own: HourIndex | null): Row => {
    const index = own?.index ?? null
    return {
      ...place,
      latitude: null,
      longitude: null,
      ...span,
      index,
      category: index === null ? null : field.categoryJson(categoryOf(standard, index)),
      chief: own?.chief ?? [],
      values: own?.values ?? nothing,
      flags: {},
    }
  }
}
