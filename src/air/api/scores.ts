import { z } from 'zod'
import { addDays, type Day, dayAt, daysBetween, hoursOfDay, isoOf } from '../../kit/time.ts'
import { dayScores, kindAt, scores as scoresOf } from '../forecast/index.ts'
import { kinds } from '../pollutants.ts'
import type { AirStore } from '../tables.ts'
import { table } from './csv.ts'
import * as field from './fields.ts'
import { choice, fromDay, toDay } from './parameter.ts'
import { ParameterProblem } from './refusals.ts'
import { resource } from './resource.ts'
import { stretchOf } from './stretch.ts'

const row = z.strictObject({
  day: field.said(field.day, '被预报的那一天', 'The day that was forecast'),
  lead: field.said(z.int(), '提前几天', 'Days ahead'),
  who: field.said(
    z.enum(['issued', 'machine']),
    'issued 为公众当时看到的，machine 为模型本身',
    'issued: what the public was told; machine: the model alone',
  ),
  low: z.int(),
  mid: z.int(),
  high: z.int(),
  observed: field.said(z.int(), '后来的指数', 'The index that came'),
  against: field.said(z.enum(kinds), '后来的指数来自哪一类数据', 'What kind of data says what came'),
  hit: field.said(z.boolean(), '级别是否在预报范围内', 'Whether its level lay within the range of levels'),
  exact: field.said(z.boolean(), '级别是否与中间值相同', 'Whether its level was that of the middle'),
  inside: field.said(z.boolean(), '指数是否在范围内', 'Whether the index lay within the range'),
  bias: field.said(z.number(), '中间值减去后来的指数', 'Middle minus what came'),
})
type Row = z.output<typeof row>

const lead = z.strictObject({
  lead: z.int(),
  who: z.enum(['issued', 'machine']),
  against: z.enum(kinds),
  days: z.int(),
  hits: z.int(),
  hit_rate: z.number(),
  exact: z.int(),
  exact_rate: z.number(),
  inside: z.int(),
  inside_rate: z.number(),
  bias: z.number(),
  error: z.number(),
})

const usualDays = 30
const longest = 3660

/** How right the forecasts were, day by day and by lead. */
export const scores = resource({
  path: '/forecast/scores',
  title: { zh: '预报的检验', en: 'Scores of the forecast' },
  about: {
    zh: '每一天的预报与后来的指数逐一对照；summary 按提前天数汇总命中率和偏差。',
    en: 'Each forecast beside what came; summary gives hit rates and bias by days ahead.',
  },
  parameters: {
    from: fromDay({ zh: '到 to 为止的 30 天', en: '30 days up to the last' }),
    to: { ...toDay, fallback: { zh: '昨天', en: 'yesterday' } },
    kind: choice(
      ['model', 'simulated'],
      { zh: '哪一种预报', en: 'Which forecasts' },
      { zh: '现在使用的那一种', en: 'those in use now' },
    ),
  },
  envelope: {
    kind: z.enum(['model', 'simulated']),
    notice: field.notice,
    averaging: z.literal('24h'),
    units: field.unitsSchema,
    period: field.period,
    summary: field.said(z.array(lead), '按提前天数汇总；比率为 0 至 1', 'By days ahead; rates from 0 to 1'),
  },
  row,
  csv: table<Row>([
    { name: 'day', of: ({ day }) => day },
    { name: 'averaging', of: () => '24h' },
    { name: 'kind', of: (_, { kind }) => kind },
    { name: 'lead', of: (one) => one.lead },
    { name: 'who', of: ({ who }) => who },
    { name: 'low', of: ({ low }) => low },
    { name: 'mid', of: ({ mid }) => mid },
    { name: 'high', of: ({ high }) => high },
    { name: 'observed', of: ({ observed }) => observed },
    { name: 'against', of: ({ against }) => against },
    { name: 'hit', of: ({ hit }) => (hit ? 'yes' : 'no') },
    { name: 'exact', of: ({ exact }) => (exact ? 'yes' : 'no') },
    { name: 'inside', of: ({ inside }) => (inside ? 'yes' : 'no') },
    { name: 'bias', of: ({ bias }) => bias },
  ]),
  examples: [{ query: 'format=csv', words: { zh: '最近 30 天', en: 'The last 30 days' } }],
  keep: 300,
  async read({ house, at, zone }, asked) {
    const { db }: AirStore = house.store
    const today = dayAt(at, zone)
    const { from, to } = stretchOf(asked, addDays(today, -1), usualDays)
    refuseLong(from, to)
    const kind = asked.kind ?? (await kindAt(db, at))
    const [rows, summary] = await Promise.all([dayScores(db, kind, from, to), scoresOf(db, kind, from, to)])
    return {
      head: {
        kind,
        notice: field.noticeOf(kind),
        averaging: '24h',
        units: { low: 'AQI', mid: 'AQI', high: 'AQI', observed: 'AQI', bias: 'AQI' },
        period: {
          start: isoOf(hoursOfDay(from, zone).first - 1, zone),
          end: isoOf(hoursOfDay(to, zone).last, zone),
        },
        summary: summary.map(({ hitRate, exactRate, insideRate, ...rest }) => ({
          ...rest,
          hit_rate: hitRate,
          exact_rate: exactRate,
          inside_rate: insideRate,
        })),
      },
      rows: rows.map(({ observedLevel: _, error: __, ...rest }) => rest),
      terms: () => ({ kind, licence: '', attribution: '' }),
      file: 'lantian-forecast-scores',
    }
  },
})

function refuseLong(from: Day, to: Day) {
  if (daysBetween(from, to) < longest) return
  throw new ParameterProblem('too-long', [
    {
      parameter: 'to',
      words: { zh: `一次最多 ${longest} 天。`, en: `At most ${longest} days at once.` },
    },
  ])
}
