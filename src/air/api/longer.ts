import { z } from 'zod'
import { type Day, dayOf, hourEndedBy, hoursOfDay, isoOf } from '../../kit/time.ts'
import type { Kind } from '../pollutants.ts'
import { allSources } from '../source-register.ts'
import { type AirStore, cityOf } from '../tables.ts'
import * as field from './fields.ts'
import { listOf, type Parameter } from './parameter.ts'
import { type Chosen, choose, findPlaces, newestHourOf } from './place.ts'
import { sourceJson } from './provenance.ts'
import type { Scene } from './resource.ts'
import { type Stretch, stretchOf } from './stretch.ts'

/** What months and years say alike. */

export const levels = field.said(
  z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int()]),
  '一级至六级的天数',
  'Days of level 1 to 6',
)

export const common = {
  place: field.said(z.string(), '站点编码，或 city（全市）', 'Code of the station, or city'),
  start: field.said(field.hourMoment, '开始', 'Beginning'),
  end: field.said(field.hourMoment, '结束', 'End'),
}

export const levelColumns = [1, 2, 3, 4, 5, 6].map((level) => ({
  name: `days_level${level}`,
  of: ({ levels: own }: { levels: readonly number[] }) => own[level - 1]!,
}))

export const placeParameter = listOf(
  {
    zh: '站点的编码或名称；city 为全市，all 为全部站点',
    en: 'Codes or names of stations; city, or all for every station',
  },
  { zh: 'city', en: 'city' },
  'city,1001A',
)

/** A month or a year as people write it, read as its first or last day. */
export const part = (
  pattern: RegExp,
  toDay: (text: string) => string,
  allowed: { zh: string; en: string; example: string },
  words: { zh: string; en: string },
  fallback: { zh: string; en: string },
): Parameter<string> => ({
  schema: z.string().regex(pattern).transform(toDay),
  words,
  allowed,
  example: allowed.example,
  fallback,
})

export const firstWords = { zh: '开始（含）', en: 'The first, included' }
export const lastWords = { zh: '结束（含）', en: 'The last, included' }
export const newestWords = { zh: '有数据的最近一个', en: 'the newest with data' }
export const tenYears = { zh: '往前十年', en: 'ten years back' }

export const envelope = (averaging: 'month' | 'year') => ({
  kind: field.kindSchema,
  notice: field.notice,
  averaging: z.literal(averaging),
  units: field.unitsSchema,
  period: field.period,
  validity: field.said(
    z.null(),
    '月、年不保存审核状态，见日报',
    'Not kept for months and years: see the days',
  ),
  sources: field.said(
    z.array(field.source),
    '这一类型的全部来源、许可和署名',
    'All sources of this kind, their licences and whom to name',
  ),
})

const usualDays = 3652

interface Asked {
  place: string[] | undefined
  kind: Kind | undefined
  from: string | undefined
  to: string | undefined
}

/** What months and years have in common: the places, the period, the terms. */
export async function setOut({ house, at, zone }: Scene, asked: Asked, averaging: 'month' | 'year') {
  const named = await findPlaces(house, asked.place, 'place', 'city')
  const newest = (await newestHourOf(house, named, asked.kind, at)) ?? hourEndedBy(at)
  const stretch = wholeOf(stretchOf(asked, dayOf(newest, zone), usualDays), averaging)
  const chosen = await choose(house, named, asked.kind, stretch)
  const own = (await allSources((house.store as AirStore).db)).filter(({ kind }) => kind === chosen.kind)
  const each = (text: (one: (typeof own)[number]) => string) => [...new Set(own.map(text))].join(' | ')
  return {
    ...stretch,
    places: placesOf(chosen, named.city),
    head: {
      kind: chosen.kind,
      notice: field.noticeOf(chosen.kind),
      averaging,
      units: field.dayUnits,
      period: spanOf(stretch.from, stretch.to, zone),
      validity: null,
      sources: own.map(sourceJson),
    },
    terms: () => ({
      kind: chosen.kind,
      licence: each((one) => one.licence),
      attribution: each((one) => one.attribution),
    }),
  }
}

/** Whole months or years. */
function wholeOf({ from, to }: Stretch, averaging: 'month' | 'year'): Stretch {
  if (averaging === 'year') return { from: `${from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` }
  return { from: `${from.slice(0, 7)}-01`, to: lastOfMonth(to.slice(0, 7)) }
}

/** The last day of `YYYY-MM`. */
export const lastOfMonth = (month: string): Day =>
  Temporal.PlainDate.from(`${month}-01`).add({ months: 1 }).subtract({ days: 1 }).toString()

const placesOf = ({ kind, stations }: Chosen, city: boolean) => [
  ...(city ? [{ number: cityOf(kind), name: 'city' }] : []),
  ...stations.map(({ id, code }) => ({ number: id, name: code })),
]

export const spanOf = (from: string, to: string, zone: string) => ({
  start: isoOf(hoursOfDay(from, zone).first - 1, zone),
  end: isoOf(hoursOfDay(to, zone).last, zone),
})
