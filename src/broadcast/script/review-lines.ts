import type { Line } from '../edition.ts'
import { dayWords, pollutantNames } from '../scenes/words.ts'
import { type AirSnapshot, categoryIn, type DaySnapshot, type SnapshotPollutant } from '../snapshot.ts'
import { line, plural, told } from './line.ts'

type Known = DaySnapshot & { index: number; level: number }

/** Days with an index among the last `count` of the snapshot. */
export const daysKnown = ({ days }: AirSnapshot, count: number): Known[] =>
  days.slice(-count).filter((day): day is Known => day.index !== null && day.level !== null)

/** Good days, the worst and the best day, what led the bad ones; against the stretch before where that is known. */
export function reviewLines(air: AirSnapshot, count: number): Line[] {
  const known = daysKnown(air, count)
  const worst = known.reduce<Known | null>(
    (most, day) => (most && most.index >= day.index ? most : day),
    null,
  )
  const best = known.reduce<Known | null>(
    (least, day) => (least && least.index <= day.index ? least : day),
    null,
  )
  if (!worst || !best) return []
  const good = known.filter(({ level }) => level <= 2).length
  const lines = [
    line('review/good-days', (tell) => {
      const total = tell(known.length, `days/${known[0]!.day}/${known.at(-1)!.day}/with-index`)
      const counted = tell(good, `days/${known[0]!.day}/${known.at(-1)!.day}/good`)
      return {
        zh: `有数据的${total}天里，优良天数为${counted}天。`,
        en: `Of ${total} days with data, ${counted} ${good === 1 ? 'was' : 'were'} excellent or good.`,
      }
    }),
    dayLine('review/worst', air, worst, { zh: '最重的一天是', en: 'The worst day was' }),
    dayLine('review/best', air, best, { zh: '最好的一天是', en: 'The best was' }),
  ]
  const leading = leadOf(known)
  if (leading)
    lines.push(
      line('review/chief', (tell) => {
        const days = tell(leading.days, `days/chief/${leading.pollutant}`)
        return {
          zh: `有${days}天的首要污染物是${pollutantNames[leading.pollutant].zh}。`,
          en: `On ${days} ${plural(leading.days, 'day')} the chief pollutant was ${pollutantNames[leading.pollutant].en.toLowerCase()}.`,
        }
      }),
    )
  return lines
}

function dayLine(id: string, air: AirSnapshot, day: Known, opening: { zh: string; en: string }): Line {
  const { name } = categoryIn(air, day.level)!
  return line(id, (tell) => {
    const date = dayWords(day.day)
    const index = tell(day.index, `day/${day.day}/city/index`)
    return {
      zh: `${opening.zh}${told(date.zh, tell, `clock/${day.day}`)}，指数${index}，${name.zh}。`,
      en: `${opening.en} ${told(date.en, tell, `clock/${day.day}`)}, with an index of ${index}: ${name.en.toLowerCase()}.`,
    }
  })
}

/** The pollutant that led most of the days above 50. */
function leadOf(days: readonly Known[]): { pollutant: SnapshotPollutant; days: number } | null {
  const counts = new Map<SnapshotPollutant, number>()
  for (const { chief } of days) for (const one of chief) counts.set(one, (counts.get(one) ?? 0) + 1)
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1])
  return most ? { pollutant: most[0], days: most[1] } : null
}
