import { z } from 'zod'
import { isoOf } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { dayItems } from '../day.ts'
import { flagList, flagNames } from '../flags.ts'
import type { Category } from '../index/index.ts'
import { type Kind, kinds, pollutants, unitOf, validities } from '../pollutants.ts'

/** A field with what it means in both languages: OpenAPI and the page repeat it. */
export const said = <S extends z.ZodType>(schema: S, zh: string, en: string): S =>
  schema.meta({ description: en, 'x-zh': zh }) as S

export const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })
export const number = z.number().nullable()
export const day = z.iso.date()
export const moment = z.iso.datetime({ offset: true })
/** Hours have no seconds. */
export const hourMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+-]\d{2}:\d{2}$/)

const pollutantName = z.enum(pollutants)
export const kindSchema = said(
  z.enum(kinds),
  '数据类型：reference 监测站，sensor 微型传感器，model 模型（不是实测），simulated 模拟（不是实测）',
  'Kind of data: reference stations, low-cost sensor, model (not measured), simulated (not measured)',
)
export const validity = said(
  z.enum(validities),
  '审核状态：raw 未经审核，provisional 初步审核，validated 已审核',
  'How far the values were checked: raw, provisional, validated',
)

/** The same for every one of a list of names. */
export const eachOf = <const K extends readonly string[], S extends z.ZodType>(names: K, schema: S) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, schema])) as { [N in K[number]]: S })

export const values = said(
  eachOf(pollutants, number),
  '浓度；没有有效数值时为 null',
  'Concentrations; null where there is none',
)
export const dayValues = said(
  eachOf(dayItems, number),
  '日均值，o3_8h 为日最大 8 小时平均；按 GB/T 8170 修约',
  'Day means, o3_8h the daily maximum 8-hour mean; rounded by GB/T 8170',
)
export const flagsSchema = said(
  z.partialRecord(pollutantName, z.array(z.enum(flagNames))),
  '异常标记：negative 低于零，range 超出可能范围，stuck 长时间不变，spike 孤立突变，outlier 与邻近站点差异大；前两种不参与计算',
  'What is odd about a value: negative, range (impossible), stuck, spike, outlier; the first two enter no mean and no index',
)
export const chief = said(z.array(pollutantName), '首要污染物', 'Chief pollutants')
export const category = said(
  z.strictObject({
    level: z.int(),
    zh: z.string(),
    en: z.string(),
    rgb: z.tuple([z.int(), z.int(), z.int()]),
  }),
  '级别、名称和标准规定的颜色',
  'Level, its name and the colour of the standard',
)

export const categoryJson = ({ level, name, rgb }: Category): z.output<typeof category> => ({
  level,
  zh: name.zh,
  en: name.en,
  rgb: [rgb[0], rgb[1], rgb[2]],
})

export const source = z.strictObject({
  name: said(z.string(), '来源', 'Name of the source'),
  kind: kindSchema,
  licence: said(z.string(), '许可', 'Licence'),
  attribution: said(z.string(), '署名，请照抄', 'Whom to name, word for word'),
  url: said(z.string(), '网址', 'Its address'),
})
export type SourceJson = z.output<typeof source>

export const unitsSchema = said(z.record(z.string(), z.string()), '每个数值的单位', 'Unit of each value')
export const units = Object.fromEntries(pollutants.map((name) => [name, unitOf(name)]))
export const dayUnits = Object.fromEntries(
  dayItems.map((item) => [item, unitOf(item === 'o3_8h' ? 'o3' : item)]),
)

export const period = said(
  z.strictObject({ start: hourMoment.nullable(), end: hourMoment.nullable() }),
  '数据所覆盖的时间，带时区偏移；没有数据时为 null',
  'The time that the values cover, with its offset; null without data',
)

/** What nobody measured is said to be so in every answer. */
export const notice = said(
  wordsSchema.nullable(),
  '不是实测的数据在这里说明；实测数据为 null',
  'Says so where the values were not measured; null for measured ones',
)

const notices: Record<Kind, Words | null> = {
  reference: null,
  sensor: {
    zh: '微型传感器的数值，未按标准方法测量。',
    en: 'Values of low-cost sensors, not measured by the standard’s method.',
  },
  model: {
    zh: '大气模型的计算值，不是实测。',
    en: 'Computed by an atmospheric model, not measured.',
  },
  simulated: {
    zh: '模拟数据，不是实测，只供演示。',
    en: 'Simulated for demonstration, not measured.',
  },
}

export const noticeOf = (kind: Kind | null): Words | null => (kind === null ? null : notices[kind])

export const sourcesSchema = said(
  z.array(source),
  '数值的来源、许可和署名；使用数据时请一并写明',
  'Where the values come from, their licences and whom to name: keep this with the data',
)

/** Where the averaging hour begins and ends, with the centre's offset. Remembers the last hour: rows come by the hour. */
export function spanWriter(zone: string): (hour: number) => { start: string; end: string } {
  let last = Number.NaN
  let span = { start: '', end: '' }
  return (hour) => {
    if (hour !== last) {
      span = { start: isoOf(hour - 1, zone), end: isoOf(hour, zone) }
      last = hour
    }
    return span
  }
}

/** `pm25_ug_m3`: the unit goes with the column. */
export const columnNameOf = (name: string) => `${name}_${name === 'co' ? 'mg' : 'ug'}_m3`

/** Flags of a reading as words, by pollutant; pollutants without any are not there. */
export const flagged = (all: number): z.output<typeof flagsSchema> =>
  all === 0
    ? {}
    : Object.fromEntries(
        pollutants.map((name) => [name, flagList(all, name)] as const).filter(([, list]) => list.length > 0),
      )
