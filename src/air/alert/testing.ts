import type { House } from '../../kit/room.ts'
import { addDays, type Day } from '../../kit/time.ts'
import type { Settings } from '../../settings.ts'
import { settle } from '../settle.ts'
import { say, smallCentre, type TestHouseOptions, wholeDay } from '../testing.ts'
import type { Issue } from './asked.ts'

export const token = 'the-token-of-the-forecaster'

/** A small centre on the evening of a day, open for a forecaster whose word is enough. */
export const onDuty = (at: string, settings: Partial<Settings> = {}): TestHouseOptions => ({
  at,
  centre: smallCentre,
  settings: { LANTIAN_FORECASTER_TOKEN: token, ...settings },
  alone: ['air-alert'],
})

export const moment = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai').toInstant()

/** Days one after another, each with one PM2.5 at all hours of the assessment points; null is a day of silence. */
export async function air(house: House, first: Day, pm25: readonly (number | null)[]) {
  const words = pm25.flatMap((value, i) =>
    value === null
      ? []
      : smallCentre.stations.flatMap(({ code, evaluated }) =>
          evaluated
            ? wholeDay(code, addDays(first, i), { pm25: value, pm10: value, so2: 5, no2: 20, co: 1, o3: 20 })
            : [],
        ),
  )
  await say(house, words)
  await settle(house)
}

/** An order of the day, as the API reads it. */
export const order = (more: Partial<Issue> = {}): Issue => ({
  tier: 'orange',
  expires: moment('2026-12-22T00:00'),
  reason: '未来三天扩散条件不利',
  by: '王值班',
  text: null,
  exercise: false,
  ...more,
})
