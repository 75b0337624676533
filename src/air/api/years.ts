import { z } from 'zod'
import type { Assessment } from '../index/index.ts'
import { pollutants } from '../pollutants.ts'
import type { AirStore } from '../tables.ts'
import { yearsOf } from '../years.ts'
import { type Column, table, termColumns } from './csv.ts'
import * as field from './fields.ts'
import {
  common,
  envelope,
  firstWords,
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
import { resource, type Scene } from './resource.ts'

const yearPattern = /^(19|20|21)\d{2}$/
const yearAllowed = { zh: '1900 至 2199 的年份', en: 'a year from 1900 to 2199', example: '2016' }

const judged = z.strictObject({
  mean: field.said(field.number, '日值的平均，未修约', 'Mean of the day values, unrounded'),
  percentile: field.said(
    field.number,
    'HJ 663 规定的百分位数：PM2.5、PM10、CO 为 95，SO2、NO2 为 98，O3 为 90',
    'The percentile of HJ 663: PM2.5, PM10, CO 95, SO2, NO2 98, O3 90',
  ),
  days: field.said(z.int(), '有效天数', 'Valid days behind it'),
  valid: field.said(z.boolean(), '有效天数是否足够评价全年', 'Whether they are enough to judge the year by'),
  days_over: field.said(z.int(), '超过 GB 3095 二级限值的天数', 'Days above the limits of GB 3095, grade 2'),
  attains: field.said(
    z.boolean().nullable(),
    '是否达标；数据不足时为 null',
    'Whether it is within the limits; null without enough days',
  ),
})

const year = z.strictObject({
  year: field.said(z.int(), '年份', 'The year'),
  ...common,
  values: field.said(field.eachOf(pollutants, judged), '各污染物的年评价值', 'What the year is judged by'),
  expected: field.said(z.int(), '全年天数', 'Days of the year'),
  counted: field.said(z.int(), '有指数的天数', 'Days with a published index'),
  good: field.said(z.int(), '一、二级的天数', 'Days of level 1 and 2'),
  levels,
})
type Year = z.output<typeof year>

const yearColumns: Column<Year>[] = [
  { name: 'place', of: ({ place }) => place },
  { name: 'year', of: (row) => row.year },
  { name: 'start', of: ({ start }) => start },
  { name: 'end', of: ({ end }) => end },
  { name: 'averaging', of: () => 'year' },
  { name: 'kind', of: (_, { kind }) => kind },
  ...pollutants.flatMap((name) => [
    { name: `${field.columnNameOf(name)}_mean`, of: ({ values }: Year) => values[name].mean },
    { name: `${field.columnNameOf(name)}_percentile`, of: ({ values }: Year) => values[name].percentile },
    { name: `${name}_days`, of: ({ values }: Year) => values[name].days },
    { name: `${name}_days_over`, of: ({ values }: Year) => values[name].days_over },
  ]),
  { name: 'expected', of: ({ expected }) => expected },
  { name: 'counted', of: ({ counted }) => counted },
  { name: 'good', of: ({ good }) => good },
  ...levelColumns,
  ...termColumns,
]

/** Years of stations and of the city. */
export const years = resource({
  path: '/years',
  title: { zh: '年值', en: 'Years' },
  about: {
    zh: '每年按 GB 3095 和 HJ 663 评价的结果：平均、百分位数、有效天数、超标天数，以及各级别的天数。',
    en: 'Each year as GB 3095 and HJ 663 judge it: means, percentiles, valid days, days above the limit, and days of each level.',
  },
  parameters: {
    place: placeParameter,
    from: part(yearPattern, (text) => `${text}-01-01`, yearAllowed, firstWords, tenYears),
    to: part(yearPattern, (text) => `${text}-12-31`, yearAllowed, lastWords, newestWords),
    kind: kindParameter,
  },
  envelope: envelope('year'),
  row: year,
  csv: table(yearColumns),
  examples: [{ query: '', words: { zh: '全市的历年', en: 'The years of the city' } }],
  keep: 300,
  async read(scene, asked) {
    const { from, to, places, head, terms } = await setOut(scene, asked, 'year')
    const found: Year[] = []
    for (const { number, name } of places) found.push(...(await yearRows(scene, number, name, from, to)))
    return { head, rows: found, terms, file: 'lantian-years' }
  },
})

const judgedOf = ({ mean, percentile, capture, daysOver, attains }: Assessment): z.output<typeof judged> => ({
  mean: thousandths(mean),
  percentile: thousandths(percentile),
  days: capture.days,
  valid: capture.valid,
  days_over: daysOver,
  attains,
})

/** What is not there is `NaN` in the index functions. */
const thousandths = (value: number) => (Number.isNaN(value) ? null : Math.round(value * 1000) / 1000)

async function yearRows({ house, zone }: Scene, place: number, name: string, from: string, to: string) {
  const { db }: AirStore = house.store
  const found = await yearsOf(db, place, Number(from.slice(0, 4)), Number(to.slice(0, 4)))
  return found.map(
    ({ year: own, assessments, expected, counted, good, levels: days }): Year => ({
      year: own,
      place: name,
      ...spanOf(`${own}-01-01`, `${own}-12-31`, zone),
      values: Object.fromEntries(
        pollutants.map((pollutant) => [pollutant, judgedOf(assessments[pollutant])]),
      ) as Year['values'],
      expected,
      counted,
      good,
      levels: [...days] as Year['levels'],
    }),
  )
}
