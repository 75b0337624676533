import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { hourEndedBy, isoOf } from '../../kit/time.ts'
import { kinds } from '../pollutants.ts'
import { allSources } from '../source-register.ts'
import type { Station } from '../stations.ts'
import type { AirStore, AirTables } from '../tables.ts'
import { type Column, table } from './csv.ts'
import * as field from './fields.ts'
import { choice } from './parameter.ts'
import { sourceJson } from './provenance.ts'
import { resource } from './resource.ts'

const row = z.strictObject({
  code: field.said(
    z.string(),
    '编码，各处的 place 和 station 参数用它',
    'Its code, for the parameters place and station',
  ),
  kind: field.kindSchema,
  name: field.said(field.wordsSchema, '名称', 'Its name'),
  district: field.said(z.string().nullable(), '所在区的行政区划代码', 'Division code of its district'),
  latitude: field.said(z.number(), '纬度', 'Latitude'),
  longitude: field.said(z.number(), '经度', 'Longitude'),
  type: field.said(
    z.enum(['urban', 'background', 'traffic', 'other']),
    '站点类型：城区、背景或区域、交通、其他',
    'Kind of site',
  ),
  evaluated: field.said(z.boolean(), '是否参与全市平均', 'Whether it counts in the mean of the city'),
  licence: field.said(
    z.string().nullable(),
    '这个站点自己的许可；为 null 时按来源的许可',
    'A licence of its own; null: that of the source',
  ),
  first: field.said(field.hourMoment.nullable(), '最早一小时的结束', 'End of its first hour'),
  last: field.said(field.hourMoment.nullable(), '最新一小时的结束', 'End of its newest hour'),
})
type Row = z.output<typeof row>

const columns: Column<Row>[] = [
  { name: 'code', of: ({ code }) => code },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'name_zh', of: ({ name }) => name.zh },
  { name: 'name_en', of: ({ name }) => name.en },
  { name: 'district', of: ({ district }) => district },
  { name: 'latitude', of: ({ latitude }) => latitude },
  { name: 'longitude', of: ({ longitude }) => longitude },
  { name: 'type', of: ({ type }) => type },
  { name: 'evaluated', of: ({ evaluated }) => (evaluated ? 'yes' : 'no') },
  { name: 'licence', of: ({ licence }) => licence },
  { name: 'first', of: ({ first }) => first },
  { name: 'last', of: ({ last }) => last },
]

/** Where the air is measured, modelled or simulated. */
export const stations = resource({
  path: '/stations',
  title: { zh: '站点', en: 'Stations' },
  about: {
    zh: '全部站点，包括模型和模拟的点位；每个站点都写明数据类型。',
    en: 'Every station, also the points of a model or a simulation; each says of which kind it is.',
  },
  parameters: {
    kind: choice(kinds, { zh: '只要这一类型', en: 'Only this kind' }, { zh: '全部类型', en: 'all kinds' }),
  },
  envelope: {
    kinds: field.said(z.array(z.enum(kinds)), '回答中的数据类型', 'The kinds in this answer'),
    sources: field.sourcesSchema,
  },
  row,
  csv: table(columns),
  point: ({ longitude, latitude }) => [longitude, latitude],
  examples: [
    { query: '', words: { zh: '全部站点', en: 'All stations' } },
    { query: 'kind=reference&format=geojson', words: { zh: '用于地图', en: 'For a map' } },
  ],
  keep: 300,
  async read({ house, at, zone }, { kind }) {
    const { db }: AirStore = house.store
    const [found, all] = await Promise.all([spans(db, hourEndedBy(at)), allSources(db)])
    const rows = found.filter((one) => kind === undefined || one.kind === kind).map((one) => rowOf(one, zone))
    const present = kinds.filter((one) => rows.some((own) => own.kind === one))
    const sources = all.filter((one) => present.includes(one.kind)).map(sourceJson)
    return { head: { kinds: present, sources }, rows }
  },
})

type Spanned = Station & { first: number | null; last: number | null }

/** First and newest hour by a step down the index for each station, however many years there are. */
const spans = (db: Kysely<AirTables>, hour: number): Promise<Spanned[]> =>
  db
    .selectFrom('air_station as s')
    .selectAll('s')
    .select([
      sql<number | null>`(select min(r.hour) from air_reading as r where r.station = s.id)`.as('first'),
      sql<
        number | null
      >`(select max(r.hour) from air_reading as r where r.station = s.id and r.hour <= ${hour})`.as('last'),
    ])
    .orderBy('s.id')
    .execute()

const rowOf = (one: Spanned, zone: string): Row => ({
  code: one.code,
  kind: one.kind,
  name: { zh: one.name_zh, en: one.name_en },
  district: one.district,
  latitude: one.lat,
  longitude: one.lon,
  type: one.type,
  evaluated: one.evaluated === 1,
  licence: one.licence,
  first: one.last === null || one.first === null ? null : isoOf(one.first, zone),
  last: one.last === null ? null : isoOf(one.last, zone),
})
