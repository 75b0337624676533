import type { Line } from '../edition.ts'
import { dateWords, pollutantNames } from '../scenes/words.ts'
import {
  type AirSnapshot,
  categoryIn,
  type HourSnapshot,
  levelIn,
  type SnapshotPollutant,
} from '../snapshot.ts'
import { line, listed, told } from './line.ts'

/** Less than a tenth, and less than ten points, is not worth a sentence. */
const sameBelow = { points: 10, share: 0.1 }
/** From here on a change is called large. */
const largeFrom = 0.5
/** At and below this sub-index a pollutant is called low. */
const low = 50

/** What is said of the air now. The caller has seen that there is an index. */
export function nowLines(air: AirSnapshot, now: HourSnapshot & { index: number }): Line[] {
  const of = `hour/${now.hour}/city`
  const category = categoryIn(air, levelIn(air, now.index))!
  const lines: Line[] = []
  if (air.kind !== 'reference') lines.push(kindLine(air.kind))
  lines.push(
    line('now/category', (tell) => {
      const hour = dateWords(now.hour)
      const index = tell(now.index, `${of}/index`)
      return {
        zh: `${told(hour.zh.replace(/^\d+年/, ''), tell, `clock/${now.hour}`)}，${air.city.zh}市空气质量指数为${index}，${category.name.zh}。`,
        en: `At ${told(shortEnglish(hour.en), tell, `clock/${now.hour}`)} the air quality index of ${air.city.en} is ${index}: ${category.name.en.toLowerCase()}.`,
      }
    }),
  )
  const [chief] = now.chief
  if (chief && now.chief.length === 1 && now.values[chief] !== null)
    lines.push(chiefLine(chief, now.values[chief], of))
  else if (now.chief.length > 1) {
    const names = listed(now.chief.map((one) => pollutantNames[one]))
    lines.push(
      line('now/chief', () => ({
        zh: `首要污染物是${names.zh}。`,
        en: `The chief pollutants are ${names.en.toLowerCase()}.`,
      })),
    )
  }
  const compared = compareLine(air, now)
  if (compared) lines.push(compared)
  const others = othersLine(now)
  if (others) lines.push(others)
  return lines
}

/** "18:00, 20 December 2016" without its year. */
const shortEnglish = (words: string) => words.replace(/, (\d+ \w+) \d{4}$/, ' on $1')

const kindLine = (kind: 'model' | 'simulated') =>
  line('now/kind', () =>
    kind === 'model'
      ? {
          zh: '以下数值来自大气模型，不是实测。',
          en: 'These values come from a model; no station measured them.',
        }
      : { zh: '以下数值是模拟的，不是实测。', en: 'These values are simulated; nobody measured them.' },
  )

function chiefLine(chief: SnapshotPollutant, value: number, of: string): Line {
  const unit = chief === 'co' ? { zh: '毫克', en: 'milligrams' } : { zh: '微克', en: 'micrograms' }
  return line('now/chief', (tell) => {
    const told = tell(value, `${of}/${chief}`)
    return {
      zh: `首要污染物是${pollutantNames[chief].zh}，每立方米${told}${unit.zh}。`,
      en: `The chief pollutant is ${pollutantNames[chief].en.toLowerCase()}, at ${told} ${unit.en} per cubic metre.`,
    }
  })
}

/** Against the same hour of yesterday: only what is more than chance is said, and only large changes are called so. */
function compareLine(air: AirSnapshot, now: HourSnapshot & { index: number }): Line | null {
  const before = air.yesterday?.index ?? null
  if (before === null) return null
  const change = now.index - before
  const same = Math.abs(change) < Math.max(sameBelow.points, before * sameBelow.share)
  return line('now/compared', (tell) => {
    if (same) return { zh: '与昨天同一时间基本持平。', en: 'That is much as at this hour yesterday.' }
    const by = tell(Math.abs(change), `hour/${now.hour}/city/index-change-of-24h`)
    const large = Math.abs(change) >= before * largeFrom
    return change > 0
      ? {
          zh: `比昨天同一时间${large ? '明显' : ''}上升${by}。`,
          en: `It is ${large ? 'much ' : ''}higher than at this hour yesterday, by ${by}.`,
        }
      : {
          zh: `比昨天同一时间${large ? '明显' : ''}下降${by}。`,
          en: `It is ${large ? 'much ' : ''}lower than at this hour yesterday, by ${by}.`,
        }
  })
}

/** The pollutants that give no cause for worry while another does. */
function othersLine(now: HourSnapshot & { index: number }): Line | null {
  if (now.index <= low) return null
  const calm = (Object.keys(pollutantNames) as SnapshotPollutant[]).filter((one) => {
    const sub = now.subIndices[one]
    return sub !== null && sub <= low
  })
  if (calm.length === 0) return null
  const names = listed(calm.map((one) => pollutantNames[one]))
  return line('now/others', () => ({
    zh: `${names.zh}浓度较低。`,
    en: `${capital(names.en.toLowerCase())} ${calm.length === 1 ? 'is' : 'are'} low.`,
  }))
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
