import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../../kit/words.ts'
import { gb3095, indexStandards, who2021 } from '../index/index.ts'
import { pollutants } from '../pollutants.ts'
import { LimitTables } from './limit-tables.tsx'

const ask = (language: 'zh' | 'en') => ({
  language,
  preferences: { theme: 'auto', type: 'normal', palette: 'official' } as const,
  path: '/',
  params: {},
  query: new URLSearchParams(),
  base: '',
  menu: [],
  at: Temporal.Instant.from('2026-05-02T04:00Z'),
})
const text = async (language: 'zh' | 'en', pollutant: (typeof pollutants)[number]) =>
  String(await (<LimitTables ask={ask(language)} pollutant={pollutant} />).toString()).replaceAll(
    /<[^>]*>/g,
    ' ',
  )

/** Whether a figure stands there by itself, with or without zeros after its point. */
const has = (page: string, figure: number) => {
  const zeros = Number.isInteger(figure) ? '(\\.0+)?' : '0*'
  return new RegExp(`(?<![\\d.])${String(figure).replace('.', '\\.')}${zeros}(?!\\d|\\.\\d)`).test(page)
}

test('every figure that any standard has for a pollutant stands on its page, in both languages', async () => {
  for (const language of languages)
    for (const pollutant of pollutants) {
      const page = await text(language, pollutant)
      const mine = ([column]: [string, unknown]) => column.startsWith(`${pollutant}_`)
      for (const { limits } of gb3095)
        for (const [column, figures] of Object.entries(limits).filter(mine))
          for (const figure of figures as readonly number[])
            assert.ok(has(page, figure), `${column} ${figure}`)
      for (const [column, { guideline, interim }] of Object.entries(who2021.limits).filter(mine))
        for (const figure of [guideline, ...interim]) assert.ok(has(page, figure), `${column} ${figure}`)
      for (const standard of indexStandards)
        for (const [column, figures] of Object.entries(standard.columns).filter(mine))
          for (const figure of figuresOf(figures))
            assert.ok(has(page, figure), `${standard.name} ${column} ${figure}`)
    }
})

/** The bounds of a column; the end of a scale's last band is only where its line is drawn to. */
function figuresOf(
  column: readonly number[] | { bands: readonly { low: number; high: number }[] },
): number[] {
  if (!('bands' in column)) return [...column]
  return column.bands.flatMap(({ low, high }, at) => (at === column.bands.length - 1 ? [low] : [low, high]))
}

test('a standard without the pollutant says so', async () => {
  assert.match(await text('en', 'co'), /CO is not part of it/)
})
