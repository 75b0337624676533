import type { Words } from '../../kit/words.ts'
import type { Line } from '../edition.ts'
import { pollutantNames, weekdayWords } from '../scenes/words.ts'
import type { AirSnapshot, ForecastDaySnapshot } from '../snapshot.ts'
import { line, listed } from './line.ts'

const longWeekdays: Readonly<Record<string, string>> = {
  Mon: 'Monday',
  Tue: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
  Sun: 'Sunday',
}

/** The days ahead, neighbours of the same levels in one sentence, and who says so. */
export function forecastLines(air: AirSnapshot): Line[] {
  const { days } = air.forecast
  if (days.length === 0) return []
  const stretches: ForecastDaySnapshot[][] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last && sameLevels(last[0]!, day)) last.push(day)
    else stretches.push([day])
  }
  const lines = stretches.map((stretch) => stretchLine(stretch, days[0]!))
  return days.some(({ by }) => by === 'forecaster') ? lines : [...lines, sourceLine(air)]
}

const sameLevels = (a: ForecastDaySnapshot, b: ForecastDaySnapshot) =>
  a.levels[0] === b.levels[0] && a.levels[1] === b.levels[1]

function stretchLine(stretch: readonly ForecastDaySnapshot[], tomorrow: ForecastDaySnapshot): Line {
  const names = listed(stretch.map((day) => dayName(day, tomorrow)))
  const low = stretch.reduce((least, day) => (day.low < least.low ? day : least))
  const high = stretch.reduce((most, day) => (day.high > most.high ? day : most))
  const categories = categoryRange(stretch[0]!)
  const chief = stretch.every(({ chief: one }) => one.length === 1 && one[0] === stretch[0]!.chief[0])
    ? stretch[0]!.chief[0]
    : undefined
  return line(`forecast/${stretch[0]!.day}`, (tell) => {
    const from = tell(low.low, `forecast/${low.day}/low`)
    const to = tell(high.high, `forecast/${high.day}/high`)
    return {
      zh: `预计${names.zh}，指数在${from}到${to}之间，${categories.zh}${chief ? `，首要污染物为${pollutantNames[chief].zh}` : ''}。`,
      en: `${names.en}: an index of ${from} to ${to}, ${categories.en}${chief ? `, chief pollutant ${pollutantNames[chief].en.toLowerCase()}` : ''}.`,
    }
  })
}

function dayName(day: ForecastDaySnapshot, tomorrow: ForecastDaySnapshot): Words {
  if (day.day === tomorrow.day) return { zh: '明天', en: 'Tomorrow' }
  const { zh, en } = weekdayWords(day.day)
  return { zh, en: longWeekdays[en] ?? en }
}

const categoryRange = ({ levels, categories }: ForecastDaySnapshot): Words => {
  const [low, high] = categories
  if (levels[0] === levels[1]) return { zh: `空气质量为${low.zh}`, en: low.en.toLowerCase() }
  return { zh: `${low.zh}到${high.zh}`, en: `${low.en.toLowerCase()} to ${high.en.toLowerCase()}` }
}

const sourceLine = ({ kind }: AirSnapshot): Line =>
  line('forecast/source', () =>
    kind === 'simulated'
      ? { zh: '以上预报由模拟数据得出。', en: 'This forecast is made from simulated data.' }
      : { zh: '以上为模型预报。', en: 'This is a model’s forecast.' },
  )
