import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partsOf } from '../../kit/html/charts/ranges.tsx'
import type { House } from '../../kit/room.ts'
import { addDays, eachDay } from '../../kit/time.ts'
import { createApp } from '../../kit/web/app.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import { preferenceChoices } from '../../kit/web/preferences.ts'
import { overruleSchema } from '../forecast/asked.ts'
import {
  forecastFor,
  keepForecasts,
  keepSimulatedForecast,
  overrule,
  scoreForecasts,
} from '../forecast/index.ts'
import { brought, modelHours, zone } from '../forecast/testing.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { room } from '../index.ts'
import { settle } from '../settle.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, say, smallCentre, type TestHouse, wholeDay } from '../testing.ts'
import { ForecastSection } from './forecast.tsx'
import { levelsBetween } from './forecast-parts.tsx'
import { dayName, momentWords } from './forecast-words.ts'

const options = { centre: smallCentre, at: '2026-11-24T19:00' }
const usual = { pm10: 70, so2: 5, no2: 30, co: 0.6, o3: 60 }

const open = async (house: House, path: string) => {
  const answer = await createApp(house, [room]).request(path)
  assert.equal(answer.status, 200, path)
  return answer.text()
}
/** The words that a reader sees, without markup. */
const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

const ask = (house: TestHouse, language: 'zh' | 'en'): Ask => ({
  language,
  preferences: {
    theme: preferenceChoices.theme[0],
    type: preferenceChoices.type[0],
    palette: preferenceChoices.palette[0],
  },
  path: '/',
  params: {},
  query: new URLSearchParams(),
  base: 'http://x',
  menu: [],
  at: house.clock(),
})
const section = async (house: TestHouse, language: 'zh' | 'en') => {
  const forecast = await forecastFor(house.store.db, house.clock(), zone)
  return String(
    await (<ForecastSection ask={ask(house, language)} forecast={forecast} zone={zone} />).toString(),
  )
}

inBothHouses('without a forecast the page and the front page say so', options, async (house) => {
  assert.match(
    textOf(await open(house, '/air/forecast')),
    /现在没有预报.*还没有可以对照的日子.*还没有检验结果/,
  )
  assert.match(textOf(await open(house, '/en/air/forecast')), /There is no forecast now.*no scores yet/)
  assert.match(await section(house, 'zh'), /现在没有预报/)
  assert.match(
    await section(house, 'en'),
    /href="\/en\/air\/alerts"/,
    'the alerts are found while none is in force',
  )
  assert.match(await section(house, 'en'), /There is no forecast now/)
})

inBothHouses(
  'each day has its range, levels, chief pollutant, advice and speaker',
  options,
  async (house) => {
    await keepForecasts(house, brought(modelHours('2026-11-24', () => ({ pm25: 60 }))))
    const reason = '静稳 <b>天气</b>'
    const word = { day: '2026-11-26', low: 210, high: 260, chief: ['pm25'], reason, by: '张敏' }
    await overrule(house, overruleSchema.parse({ ...word, text: { zh: '夜间最重', en: 'Worst at night' } }))
    const html = await open(house, '/air/forecast')
    const text = textOf(html)
    assert.match(text, /11月25日 周三 明天 75–125 良 至 轻度污染 首要污染物： PM₂\.₅ .*大气模型/)
    assert.match(text, /11月26日 周四 后天 210–260 重度污染 .* 夜间最重 预报员 张敏 订正/)
    assert.match(text, /模型原为 70–130/)
    assert.match(html, /静稳 &lt;b&gt;天气/)
    assert.match(text, /资料来源：Open-Meteo.*CC BY 4\.0/)
    assert.ok(!/ style="|onclick/.test(html))
    const english = textOf(await open(house, '/en/air/forecast'))
    assert.match(english, /Wed 25 Nov tomorrow 75–125 Good to Lightly polluted .* atmospheric model/)
    assert.match(english, /Worst at night Changed by the forecaster, 张敏: /)
    assert.match(english, /On time on 1 of the last 1 days/)
  },
)

inBothHouses(
  'the front page has the ranges, the table behind them and the way on',
  options,
  async (house) => {
    await keepForecasts(house, brought(modelHours('2026-11-24', () => ({ pm25: 60 }))))
    const html = await section(house, 'en')
    const text = textOf(html)
    assert.match(text, /The days ahead atmospheric model · issued 19:00 on 24 November/)
    assert.match(text, /Data table .*Wed 25 Nov 75–125 100 Good to lightly polluted PM₂\.₅ atmospheric model/)
    assert.match(html, /href="\/en\/air\/forecast"/)
    assert.match(html, /level-2.*level-3/s)
    assert.match(html, /range-hatch-w/, 'nobody measured it yet')
  },
)

inBothHouses(
  'scores are shown once there are enough days, and too few are said to be',
  options,
  async (house) => {
    const show = async (count: number, today: string) => {
      for (const day of eachDay(addDays(today, -count), addDays(today, -1))) {
        house.setClock(`${day}T18:00`)
        await keepForecasts(house, brought(modelHours(day, () => ({ pm25: 60 }))))
        await say(house, wholeDay('A', day, { ...usual, pm25: day.endsWith('3') ? 160 : 55 }))
      }
      house.setClock(`${today}T09:00`)
      await settle(house)
      await scoreForecasts(house)
      return textOf(await open(house, '/en/air/forecast'))
    }
    const few = await show(4, '2026-11-05')
    assert.match(few, /1 day ahead too few days yet \(3\)/)
    const many = await show(19, '2026-11-24')
    assert.match(many, /compared with measurements of the stations/)
    assert.match(many, /Yesterday, Mon 23 Nov Forecast .* 1 day ahead .* 210 Heavily polluted level wrong/)
    // 22 days: the 3rd (before it nothing was said of it two days ahead), 13th and 23rd came heavy.
    assert.match(many, /1 day ahead 86 % 86 % 86 % 86 %/)
    assert.match(many, /worse than forecast/)
  },
)

inBothHouses(
  'a simulated forecast is labelled, on the page and on the front page',
  options,
  async (house) => {
    await simulateHours(house, 48)
    await keepSimulatedForecast(house, 3)
    assert.match(textOf(await open(house, '/air/forecast')), /模拟 以下数值是模拟的/)
    assert.match(textOf(await section(house, 'en')), /The days ahead simulated/)
  },
)

inBothHouses('the page bears any query', options, async (house) => {
  for (const query of ['?x=1', '?lead=NaN&day=%00', `?${'a'.repeat(2000)}`])
    await open(house, `/air/forecast${query}`)
})

test('a range is cut where levels change, and a point is a part', () => {
  const steps = indexStandardOn('2026-11-24').categories
  assert.deepEqual(partsOf(60, 120, steps), [
    { from: 60, to: 100, level: 2 },
    { from: 100, to: 120, level: 3 },
  ])
  assert.deepEqual(partsOf(300, 500, steps), [{ from: 300, to: 500, level: 6 }])
  for (const point of [0, 1, 50, 75, 100, 500])
    assert.deepEqual(
      partsOf(point, point, steps).map(({ level }) => level),
      [categoryOf(indexStandardOn('2026-11-24'), point).level],
    )
})

test('levels, days and moments in both languages', () => {
  const name = (index: number) => categoryOf(indexStandardOn('2026-11-24'), index).name
  assert.equal(levelsBetween(name(60), name(120), 'zh'), '良至轻度污染')
  assert.equal(levelsBetween(name(120), name(180), 'en'), 'Lightly to moderately polluted')
  assert.equal(levelsBetween(name(60), name(60), 'en'), 'Good')
  assert.deepEqual(
    [dayName('2026-11-29', 'zh'), dayName('2026-11-29', 'en')],
    ['11月29日 周日', 'Sun 29 Nov'],
  )
  const at = Temporal.Instant.from('2026-11-24T09:05:30Z')
  assert.deepEqual(
    [momentWords(at, zone, 'zh'), momentWords(at, zone, 'en')],
    ['11月24日 17:05', '17:05 on 24 November'],
  )
})
