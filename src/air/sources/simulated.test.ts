import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Pollutant, pollutants } from '../pollutants.ts'
import { simulate, simulateAll } from './simulated.ts'
import { beijing, zone } from './testing.ts'

const start = beijing('2025-01-01', 1)
const year = [...simulateAll(['东四'], start, start + 365 * 24 - 1, zone)]
const mean = (pollutant: Pollutant, wanted: (clock: number, month: number) => boolean) => {
  const values = year.flatMap(({ hour, values }) => {
    const local = new Date((hour - 1 + 8) * 3_600_000)
    const value = values[pollutant]
    return value != null && wanted(local.getUTCHours() + 1, local.getUTCMonth() + 1) ? [value] : []
  })
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

test('the same station and hour always give the same', () => {
  assert.deepEqual(simulate('东四', start, zone), simulate('东四', start, zone))
  assert.notDeepEqual(simulate('东四', start, zone).values, simulate('天坛', start, zone).values)
})

test('a year is plausible for every pollutant', () => {
  const ranges: Record<Pollutant, [number, number]> = {
    pm25: [1, 400],
    pm10: [1, 600],
    so2: [1, 80],
    no2: [1, 250],
    co: [0.1, 6],
    o3: [1, 320],
  }
  for (const pollutant of pollutants)
    for (const { values } of year) {
      const value = values[pollutant]
      if (value === null) continue
      assert.ok(
        value !== undefined && value >= ranges[pollutant][0] && value <= ranges[pollutant][1],
        `${pollutant} ${value}`,
      )
    }
})

test('about one value in a hundred is missing', () => {
  const missing = year.flatMap(({ values }) => Object.values(values)).filter((value) => value === null).length
  assert.ok(missing > 300 && missing < 800, String(missing))
})

test('ozone is highest in the afternoon and in summer, smoke and exhaust at rush hours and in winter', () => {
  assert.ok(mean('o3', (clock) => clock === 15) > 2 * mean('o3', (clock) => clock === 5))
  assert.ok(mean('o3', (_, month) => month === 7) > 1.5 * mean('o3', (_, month) => month === 1))
  assert.ok(mean('no2', (clock) => clock === 8) > 1.3 * mean('no2', (clock) => clock === 14))
  assert.ok(mean('pm25', (_, month) => month === 1) > 1.3 * mean('pm25', (_, month) => month === 7))
})

test('episodes of bad air last some days, between clean ones', () => {
  const days = Array.from({ length: 365 }, (_, day) => {
    const values = year.slice(day * 24, day * 24 + 24).flatMap(({ values }) => values.pm25 ?? [])
    return values.reduce((sum, value) => sum + value, 0) / values.length
  })
  assert.ok(days.filter((value) => value > 75).length > 20)
  assert.ok(days.filter((value) => value < 50).length > 150)
  assert.ok(
    days.some(
      (_, i) => days.slice(i, i + 3).length === 3 && days.slice(i, i + 3).every((value) => value > 75),
    ),
  )
})
