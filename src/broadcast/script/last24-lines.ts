import type { Line } from '../edition.ts'
import { clockOf } from '../scenes/words.ts'
import type { AirSnapshot, HourSnapshot } from '../snapshot.ts'
import { line, plural, type Tell, told } from './line.ts'

type Known = HourSnapshot & { index: number }

const isKnown = (hour: HourSnapshot | null): hour is Known => hour !== null && hour.index !== null

/** So far below the peak the air is said to have eased, or above the bottom to have risen: a tenth, and ten points. */
const clear = (from: number, to: number) => Math.abs(from - to) >= Math.max(10, from / 10)

/** Peak and bottom of the last 24 hours, where the air stands between them, and hours without data. */
export function last24Lines({ last24 }: AirSnapshot): Line[] {
  const known = last24.filter(isKnown)
  const now = last24.at(-1)
  if (known.length < 3) return []
  const peak = known.reduce((most, hour) => (hour.index > most.index ? hour : most))
  const bottom = known.reduce((least, hour) => (hour.index < least.index ? hour : least))
  const source = ({ hour }: HourSnapshot) => `hour/${hour}/city/index`
  const clock = ({ hour }: HourSnapshot) => `clock/${hour}`
  const lines = [
    line('last24/range', (tell) => ({
      zh: `过去${tell(24, 'last24/hours')}小时，指数最高${tell(peak.index, source(peak))}，出现在${tell(clockOf(peak.hour), clock(peak))}时；最低${tell(bottom.index, source(bottom))}，出现在${tell(clockOf(bottom.hour), clock(bottom))}时。`,
      en: `Over the last ${tell(24, 'last24/hours')} hours the index peaked at ${tell(peak.index, source(peak))}, at ${hourOf(peak, tell)}; it was lowest, ${tell(bottom.index, source(bottom))}, at ${hourOf(bottom, tell)}.`,
    })),
  ]
  if (isKnown(now ?? null)) lines.push(trendLine(now as Known, peak, bottom))
  const silent = last24.length - known.length
  if (silent > 0)
    lines.push(
      line('last24/silent', (tell) => {
        const count = tell(silent, 'last24/hours-without-data')
        return {
          zh: `其中${count}个小时没有数据。`,
          en: `For ${count} ${plural(silent, 'hour')} there are no data.`,
        }
      }),
    )
  return lines
}

/** "14:00" */
const hourOf = ({ hour }: HourSnapshot, tell: Tell) =>
  told(`${String(clockOf(hour)).padStart(2, '0')}:00`, tell, `clock/${hour}`)

function trendLine(now: Known, peak: Known, bottom: Known): Line {
  return line('last24/trend', () => {
    if (now.hour === peak.hour)
      return { zh: '目前处于一天来的最高点。', en: 'It now stands at its highest of the day.' }
    if (now.hour === bottom.hour)
      return { zh: '目前处于一天来的最低点。', en: 'It now stands at its lowest of the day.' }
    if (peak.hour > bottom.hour)
      return clear(peak.index, now.index)
        ? { zh: '此后有所回落。', en: 'Since then it has eased.' }
        : { zh: '目前仍接近最高点。', en: 'It is still near that peak.' }
    return clear(bottom.index, now.index)
      ? { zh: '此后有所回升。', en: 'Since its lowest it has risen.' }
      : { zh: '目前仍接近最低点。', en: 'It is still near its lowest.' }
  })
}
