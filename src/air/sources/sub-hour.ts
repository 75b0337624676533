import type { Hour } from '../../kit/time.ts'

/** A value and the end of its period in epoch seconds, with where it was said. */
export interface Moment {
  seconds: number
  value: number
  line: number
}

export interface HourMean {
  hour: Hour
  value: number
  line: number
}

/** GB 3095, Table 4: an hourly mean needs this much sampling. */
const leastMinutes = 45
const longestMinutes = 180

/** The period-ending hour that a moment belongs to. */
export const hourHolding = (seconds: number): Hour => Math.ceil(seconds / 3600)

/**
 * Hourly means of one sensor's values of any rhythm. The rhythm is the gap most often met; one value each hour or
 * slower is an hour's value as it stands, faster ones are averaged where they cover 45 minutes of the hour. Of values
 * with the same moment the last is taken. `refuse` hears of hours too thin, and of rhythms slower than three hours,
 * which are no hourly means.
 */
export function hourlyMeans(moments: Moment[], refuse: (line: number, reason: string) => void): HourMean[] {
  const distinct = new Map(moments.map((moment) => [moment.seconds, moment]))
  const ordered = [...distinct.values()].sort((a, b) => a.seconds - b.seconds)
  const minutes = rhythm(ordered)
  if (minutes > longestMinutes) {
    refuse(ordered[0]!.line, `one value every ${Math.round(minutes / 60)} hours: not hourly means`)
    return []
  }
  const means: HourMean[] = []
  for (const [hour, group] of Map.groupBy(ordered, (moment) => hourHolding(moment.seconds))) {
    const numbers = group.filter((moment) => !Number.isNaN(moment.value))
    const { line, value } = (numbers.at(-1) ?? group.at(-1))!
    if (minutes >= leastMinutes || numbers.length === 0) means.push({ hour, value, line })
    else if (numbers.length * minutes < leastMinutes)
      refuse(
        line,
        `${Math.round(numbers.length * minutes)} minutes of the hour measured, ${leastMinutes} needed`,
      )
    else
      means.push({
        hour,
        line,
        value: numbers.reduce((sum, moment) => sum + moment.value, 0) / numbers.length,
      })
  }
  return means
}

/** The most frequent gap in minutes; an hour where there is a single value. */
function rhythm(ordered: Moment[]): number {
  const gaps = new Map<number, number>()
  for (let i = 1; i < ordered.length; i++) {
    const gap = ordered[i]!.seconds - ordered[i - 1]!.seconds
    gaps.set(gap, (gaps.get(gap) ?? 0) + 1)
  }
  const [most] = [...gaps].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return (most?.[0] ?? 3600) / 60
}
