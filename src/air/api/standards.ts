import { z } from 'zod'
import type { Words } from '../../kit/words.ts'
import {
  type ColumnName,
  gb3095,
  type IndexStandardData,
  indexStandards,
  unitOfColumn,
  who2021,
} from '../index/index.ts'
import { flatTable } from './csv.ts'
import * as field from './fields.ts'
import { choice } from './parameter.ts'
import { resource } from './resource.ts'

const kindNames = ['index', 'limits', 'guideline'] as const
const step = z.strictObject({
  label: field.said(
    z.string(),
    '指数、级别（level）、等级（grade）或目标（interim、guideline）',
    'Index, level, grade, interim target or guideline that this figure is for',
  ),
  low: field.said(
    z.number().nullable(),
    '下限；没有单独下限时为 null',
    'Lower end, where the table gives one',
  ),
  value: field.said(z.number(), '表中的浓度（上限）', 'The concentration of the table, the upper end'),
})
const column = z.strictObject({
  pollutant: field.said(z.string(), '污染物', 'Pollutant'),
  averaging: field.said(z.string(), '平均时间', 'Averaging period'),
  unit: field.said(z.string(), '单位', 'Unit'),
  steps: z.array(step),
})
const row = z.strictObject({
  name: field.said(z.string(), '名称，与 lantian index 所用的相同', 'Name, as lantian index knows it'),
  what: field.said(
    z.enum(kindNames),
    'index 指数，limits 浓度限值，guideline 准则值',
    'An index, limits of concentrations, or guidelines',
  ),
  title: field.said(field.wordsSchema, '标题', 'Title'),
  source: field.said(z.string().nullable(), '所依据的文本', 'The text behind it'),
  first: field.said(field.day.nullable(), '开始施行的日期', 'First day in force'),
  last: field.said(
    field.day.nullable(),
    '最后施行的日期；仍在施行时为 null',
    'Last day; null while in force',
  ),
  categories: field.said(
    z.array(
      z.strictObject({
        ...field.category.shape,
        from: z.number(),
        to: field.said(z.number().nullable(), '没有上限时为 null', 'null where it has no end'),
      }),
    ),
    '指数的级别',
    'Categories of an index',
  ),
  columns: field.said(z.array(column), '各污染物的表', 'The table of each pollutant'),
})
type Row = z.output<typeof row>
type Line = { row: Row; column: z.output<typeof column>; step: z.output<typeof step> }

const linesOf = (one: Row): Line[] =>
  one.columns.flatMap((own) => own.steps.map((each) => ({ row: one, column: own, step: each })))

/** The tables of every standard with the days between which they hold. */
export const standards = resource({
  path: '/standards',
  title: { zh: '标准', en: 'Standards' },
  about: {
    zh: '各种指数、限值和准则的表，附施行日期；过去的日子按当时的标准计算。',
    en: 'Tables of indices, limits and guidelines with the days between which they hold; the past is computed by the rules of its day.',
  },
  parameters: {
    name: choice(
      [...indexStandards.map(({ name }) => name), ...gb3095.map(({ name }) => name), who2021.name],
      { zh: '只要这一个', en: 'Only this one' },
      { zh: '全部', en: 'all' },
    ),
  },
  envelope: {},
  row,
  csv: flatTable<Row, Line>(linesOf, [
    { name: 'name', of: (line) => line.row.name },
    { name: 'what', of: (line) => line.row.what },
    { name: 'title_zh', of: (line) => line.row.title.zh },
    { name: 'title_en', of: (line) => line.row.title.en },
    { name: 'first', of: (line) => line.row.first },
    { name: 'last', of: (line) => line.row.last },
    { name: 'pollutant', of: (line) => line.column.pollutant },
    { name: 'averaging', of: (line) => line.column.averaging },
    { name: 'unit', of: (line) => line.column.unit },
    { name: 'label', of: (line) => line.step.label },
    { name: 'low', of: (line) => line.step.low },
    { name: 'value', of: (line) => line.step.value },
  ]),
  examples: [
    { query: 'name=HJ633-2026', words: { zh: '现行的指数标准', en: 'The index standard in force' } },
  ],
  keep: 3600,
  async read(_, { name }) {
    const rows = all.filter((one) => name === undefined || one.name === name)
    return { head: {}, rows, file: 'lantian-standards' }
  },
})

const stepOf = (label: string | number, value: number, low: number | null = null) => ({
  label: String(label),
  low,
  value,
})

function columnOf(
  name: string,
  unit: string,
  steps: Row['columns'][number]['steps'],
): Row['columns'][number] {
  const [pollutant = '', averaging = ''] = name.split('_')
  return { pollutant, averaging, unit: unit.replace('m3', 'm³').replace('ug', 'µg'), steps }
}

function stepsOf(standard: IndexStandardData, name: ColumnName) {
  if (standard.kind === 'bands')
    return standard.columns[name]!.bands.map(({ low, high, from, to }) => stepOf(`${from}–${to}`, high, low))
  const label = (at: number) => (standard.kind === 'hj' ? standard.rows[at]! : `level ${at + 1}`)
  return standard.columns[name]!.map((value, at) => stepOf(label(at), value))
}

const indexRow = (standard: IndexStandardData): Row => ({
  name: standard.name,
  what: 'index',
  title: standard.title,
  source: standard.source,
  first: standard.first,
  last: standard.last,
  categories: standard.categories.map((one) => ({
    ...field.categoryJson(one),
    from: one.from,
    to: Number.isFinite(one.to) ? one.to : null,
  })),
  columns: (Object.keys(standard.columns) as ColumnName[]).map((name) =>
    columnOf(name, unitOfColumn(standard, name), stepsOf(standard, name)),
  ),
})

const limitUnit = (name: string) => (name.startsWith('co_') ? 'mg/m3' : 'ug/m3')

const plain = (name: string, what: Row['what'], title: Words) => ({
  name,
  what,
  title,
  source: null,
  first: null,
  last: null,
  categories: [],
})

const all: readonly Row[] = [
  ...indexStandards.map(indexRow),
  ...gb3095.map(({ name, title, first, last, limits }) => ({
    ...plain(name, 'limits', title),
    first,
    last,
    columns: Object.entries(limits).map(([column, grades]) =>
      columnOf(
        column,
        limitUnit(column),
        grades.map((value, at) => stepOf(`grade ${at + 1}`, value)),
      ),
    ),
  })),
  {
    ...plain(who2021.name, 'guideline', who2021.title),
    columns: Object.entries(who2021.limits).map(([column, { interim, guideline }]) =>
      columnOf(column, limitUnit(column), [
        ...interim.map((value, at) => stepOf(`interim ${at + 1}`, value)),
        stepOf('guideline', guideline),
      ]),
    ),
  },
]
