import { readFileSync } from 'node:fs'
import { type AirSnapshot, type HourSnapshot, levelIn } from '../snapshot.ts'
import { sampleAir, sampleHour } from '../testing.ts'

/** What is kept of a measured evening: `gatherAir` at 18:10 of the UCI data, without what the pictures do not show. */
interface KeptDay {
  hour: string
  now: HourSnapshot | null
  yesterday: number | null
  last24: readonly (number | null)[]
  districts: Readonly<Record<string, number | null>>
  days: readonly (readonly [string, number | null])[]
  answer: AirSnapshot['answer']
  advice: AirSnapshot['advice']
  about: AirSnapshot['about']
}

/** The five saddest and the five clearest days from 2013 to 2017, by the city's index of the day. */
export function measuredDays(): Map<string, AirSnapshot> {
  const kept: Record<string, KeptDay> = JSON.parse(
    readFileSync(new URL('./testing-days.json', import.meta.url), 'utf8'),
  )
  return new Map(Object.entries(kept).map(([name, day]) => [name, airOf(day)]))
}

function airOf({
  hour,
  now,
  yesterday,
  last24,
  districts,
  days,
  answer,
  advice,
  about,
}: KeptDay): AirSnapshot {
  const sample = sampleAir(100)
  const before = (hours: number) =>
    `${Temporal.PlainDateTime.from(hour.slice(0, 16)).subtract({ hours }).toString({ smallestUnit: 'minute' })}+08:00`
  return {
    ...sample,
    hour,
    now,
    yesterday: yesterday === null ? null : sampleHour(before(24), yesterday),
    last24: last24.map((index, i) => (index === null ? null : sampleHour(before(23 - i), index))),
    districts: sample.districts.map((one) => {
      const index = districts[one.code] ?? null
      return { ...one, index, level: levelIn(sample, index) }
    }),
    days: days.map(([day, index]) => ({
      day,
      index,
      level: levelIn(sample, index),
      published: index ?? 'NA',
      chief: [],
      values: {},
    })),
    answer,
    advice,
    about,
  }
}
