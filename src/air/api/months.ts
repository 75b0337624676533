import { z } from 'zod'
import { dayItems } from '../day.ts'
import { reported } from '../day-index.ts'
import { type MonthRow, months as monthsOf } from '../days.ts'
import type { AirStore } from '../tables.ts'
import { type Column, table, termColumns } from './csv.ts'
import * as field from './fields.ts'
import {
  common,
  envelope,
  firstWords,
  lastOfMonth,
  lastWords,
  levelColumns,
  levels,
  newestWords,
  part,
  placeParameter,
  setOut,
  spanOf,
  tenYears,
} from './longer.ts'
import { kindParameter } from './parameter.ts'
import { resource } from './resource.ts'

const month = z.strictObject({
  month: field.said(z.string().regex(/^\d{4}-\d{2}$/), '月份', 'The month'),
  ...common,
  values: field.said(
    field.eachOf(dayItems, field.number),
    '日均值的平均；o3_8h 为日最大 8 小时平均的第 90 百分位数',
    'Means of the day means; o3_8h the 90th percentile of the daily maximum 8-hour means',
  ),
  days: field.said(z.int(), '有数据的天数', 'Days with data'),
  levels,
})
type Month = z.output<typeof month>

const monthColumns: Column<Month>[] = [
  { name: 'place', of: ({ place }) => place },
  { name: 'month', of: (row) => row.month },
  { name: 'start', of: ({ start }) => start },
  { name: 'end', of: ({ end }) => end },
  { name: 'averaging', of: () => 'month' },
  { name: 'kind', of: (_, { kind }) => kind },
  ...dayItems.map((name) => ({ name: field.columnNameOf(name), of: ({ values }: Month) => values[name] })),
  { name: 'days', of: ({ days }) => days },
  ...levelColumns,
  ...termColumns,
]

const monthPattern = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/
const monthAllowed = { zh: '月份，例如 2016-12', en: 'a month such as 2016-12', example: '2016-12' }

/** Months of stations and of the city. */
export const months = resource({
  path: '/months',
  title: { zh: '月值', en: 'Months' },
  about: {
    zh: '每个月的六项浓度和各级别的天数，由日报汇总。',
    en: 'The six values of each month and its days of each level, made from the day reports.',
  },
  parameters: {
    place: placeParameter,
    from: part(monthPattern, (text) => `${text}-01`, monthAllowed, firstWords, tenYears),
    to: part(monthPattern, lastOfMonth, monthAllowed, lastWords, newestWords),
    kind: kindParameter,
  },
  envelope: envelope('month'),
  row: month,
  csv: table(monthColumns),
  examples: [
    { query: 'from=2014-01&to=2016-12', words: { zh: '全市的三年', en: 'Three years of the city' } },
  ],
  keep: 300,
  async read(scene, asked) {
    const { from, to, places, head, terms } = await setOut(scene, asked, 'month')
    const { db }: AirStore = scene.house.store
    const found = await Promise.all(
      places.map(async ({ number, name }) =>
        (await monthsOf(db, number, from.slice(0, 7), to.slice(0, 7))).map((row) =>
          monthJson(row, name, scene.zone),
        ),
      ),
    )
    return { head, rows: found.flat(), terms, file: 'lantian-months' }
  },
})

const monthJson = (row: MonthRow, place: string, zone: string): Month => ({
  month: row.month,
  place,
  ...spanOf(`${row.month}-01`, lastOfMonth(row.month), zone),
  values: Object.fromEntries(dayItems.map((item) => [item, reported(item, row[item])])) as Month['values'],
  days: row.days,
  levels: [row.level1, row.level2, row.level3, row.level4, row.level5, row.level6],
})
