import { z } from 'zod'
import type { House } from '../../kit/room.ts'
import { hoursOfDay, isoOf } from '../../kit/time.ts'
import { dayItems } from '../day.ts'
import { reported } from '../day-index.ts'
import { type DayForecast, forecastFor } from '../forecast/index.ts'
import { allSources } from '../source-register.ts'
import type { AirStore } from '../tables.ts'
import { type Column, table, termColumns } from './csv.ts'
import * as field from './fields.ts'
import { sourceJson } from './provenance.ts'
import { resource } from './resource.ts'

const index = z.int()
const forecastKind = field.said(
  z.enum(['model', 'simulated', 'forecaster']),
  'model 模型，simulated 模拟，forecaster 只有预报员的判断',
  'model, simulated, or forecaster: a person’s word alone',
)

const row = z.strictObject({
  day: field.said(field.day, '日期', 'The day'),
  start: field.said(field.hourMoment, '这一天的开始', 'Beginning of the day'),
  end: field.said(field.hourMoment, '这一天的结束', 'Its end'),
  lead: field.said(z.int(), '几天以后，1 是明天', 'Days ahead: 1 is tomorrow'),
  low: field.said(index, '指数范围的下限', 'Low end of the index'),
  mid: field.said(index, '指数范围的中间', 'Its middle'),
  high: field.said(index, '指数范围的上限', 'High end of the index'),
  category_low: field.category,
  category_high: field.category,
  chief: field.chief,
  standard: field.said(z.string(), '指数所用的标准', 'The standard of the index'),
  kind: forecastKind,
  overruled: field.said(
    z
      .strictObject({
        reason: z.string(),
        by: z.string(),
        at: field.moment,
        text: field.wordsSchema.nullable(),
      })
      .nullable(),
    '预报员改动时的理由和时间；未改动时为 null',
    'Why and when a forecaster overruled the machine; null where nobody did',
  ),
  machine: field.said(
    z
      .strictObject({ low: index, mid: index, high: index, values: field.dayValues, points: z.int() })
      .nullable(),
    '模型原来的结果',
    'What the machine itself said',
  ),
})
type Row = z.output<typeof row>

const columns: Column<Row>[] = [
  { name: 'day', of: ({ day }) => day },
  { name: 'start', of: ({ start }) => start },
  { name: 'end', of: ({ end }) => end },
  { name: 'averaging', of: () => '24h' },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'lead', of: ({ lead }) => lead },
  { name: 'low', of: ({ low }) => low },
  { name: 'mid', of: ({ mid }) => mid },
  { name: 'high', of: ({ high }) => high },
  { name: 'level_low', of: (one) => one.category_low.level },
  { name: 'level_high', of: (one) => one.category_high.level },
  { name: 'chief', of: ({ chief }) => chief.join(' ') },
  { name: 'standard', of: ({ standard }) => standard },
  { name: 'overruled', of: ({ overruled }) => (overruled ? 'yes' : 'no') },
  ...dayItems.map((name) => ({
    name: `machine_${field.columnNameOf(name)}`,
    of: ({ machine }: Row) => machine?.values[name] ?? null,
  })),
  ...termColumns,
]

/** The days ahead as the public is told of them. */
export const forecast = resource({
  path: '/forecast',
  title: { zh: '预报', en: 'Forecast' },
  about: {
    zh: '未来几天全市的指数范围和首要污染物，由模型给出，预报员可以改动并说明理由。预报不是实测。',
    en: 'Index ranges and chief pollutants of the city for the days ahead, by a model that a forecaster may overrule with a reason. A forecast is not a measurement.',
  },
  parameters: {},
  envelope: {
    kind: field.said(
      z.enum(['model', 'simulated']).nullable(),
      '预报的来源；只有预报员的判断时为 null',
      'What made it; null where only forecasters spoke',
    ),
    notice: field.notice,
    averaging: z.literal('24h'),
    units: field.unitsSchema,
    period: field.period,
    made: field.said(field.moment.nullable(), '模型预报的发布时间', 'When the machine’s forecast was made'),
    sources: field.sourcesSchema,
  },
  row,
  csv: table(columns),
  examples: [{ query: '', words: { zh: '未来几天', en: 'The days ahead' } }],
  keep: 120,
  async read({ house, at, zone }) {
    const { db }: AirStore = house.store
    const found = await forecastFor(db, at, zone)
    const sources = await sourcesOf(house, found?.source ?? null)
    const rows = found?.days.map((one) => rowOf(one, zone)) ?? []
    return {
      head: {
        kind: found?.kind ?? null,
        notice: field.noticeOf(found?.kind ?? null),
        averaging: '24h',
        units: field.dayUnits,
        period: { start: rows[0]?.start ?? null, end: rows.at(-1)?.end ?? null },
        made: found?.madeAt ? found.madeAt.toString({ timeZone: zone, smallestUnit: 'second' }) : null,
        sources,
      },
      rows,
      terms: ({ kind }) => ({
        kind,
        licence: sources.map(({ licence }) => licence).join(' | '),
        attribution: sources.map(({ attribution }) => attribution).join(' | '),
      }),
      file: 'lantian-forecast',
    }
  },
})

async function sourcesOf(house: House, name: string | null) {
  const { db }: AirStore = house.store
  return (await allSources(db)).filter((one) => one.name === name).map(sourceJson)
}

function rowOf(one: DayForecast, zone: string): Row {
  const { first, last } = hoursOfDay(one.day, zone)
  const { overrule, machine } = one
  return {
    day: one.day,
    start: isoOf(first - 1, zone),
    end: isoOf(last, zone),
    lead: one.lead,
    low: one.low,
    mid: one.mid,
    high: one.high,
    category_low: field.categoryJson(one.categories.low),
    category_high: field.categoryJson(one.categories.high),
    chief: one.chief,
    standard: one.standard,
    kind: one.kind,
    overruled: overrule && {
      reason: overrule.reason,
      by: overrule.by,
      at: overrule.at.toString({ timeZone: zone, smallestUnit: 'second' }),
      text: overrule.text,
    },
    machine: machine && {
      low: machine.low,
      mid: machine.mid,
      high: machine.high,
      values: Object.fromEntries(
        dayItems.map((item) => [item, reported(item, machine.values[item])]),
      ) as NonNullable<Row['machine']>['values'],
      points: machine.points,
    },
  }
}
