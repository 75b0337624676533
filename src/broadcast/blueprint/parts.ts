import type { Words } from '../../kit/words.ts'
import type { Line, Part, SceneName, Validity } from '../edition.ts'
import { pollutantNames } from '../scenes/words.ts'
import { adviceLines, alertLines } from '../script/advice-lines.ts'
import { districtLines, districtsKnown } from '../script/district-lines.ts'
import { forecastLines } from '../script/forecast-lines.ts'
import { last24Lines } from '../script/last24-lines.ts'
import { fixed, line, plural } from '../script/line.ts'
import { nowLines } from '../script/now-lines.ts'
import { daysKnown, reviewLines } from '../script/review-lines.ts'
import { type AirSnapshot, type HourSnapshot, levelIn } from '../snapshot.ts'

interface Making {
  title: Words
  lines?: readonly Line[]
  leastFrames: number
  mayStretch?: boolean
  expendable?: number
  /** Why it cannot be shown; null when it can. */
  fault?: Words | null
}

function part(scene: SceneName, making: Making): Part {
  const { title, lines = [], leastFrames, mayStretch = true, expendable = 0, fault = null } = making
  const validity: Validity = fault ? { valid: false, reason: fault } : { valid: true }
  return {
    id: scene,
    scene,
    title,
    lines: fault ? [] : lines,
    leastFrames,
    mayStretch,
    expendable,
    validity,
    floated: false,
    media: null,
  }
}

/** After so many hours without a word there is no "now" (see the air room). */
const staleAfter = 3

type Now = HourSnapshot & { index: number }

export const nowOf = ({ now, age }: AirSnapshot): Now | null =>
  now !== null && now.index !== null && age <= staleAfter ? (now as Now) : null

export const titlePart = (title: Words, frames = 150): Part =>
  part('title', {
    title,
    lines: [fixed('title/name', { zh: `${title.zh}。`, en: `${title.en}.` }, 'title')],
    leastFrames: frames,
    mayStretch: false,
  })

export function nowPart(air: AirSnapshot, frames = 550): Part {
  const now = nowOf(air)
  return part('now', {
    title: { zh: '当前空气质量', en: 'Air quality now' },
    lines: now ? nowLines(air, now) : [],
    leastFrames: frames,
    fault: now ? null : air.age > staleAfter ? tooOld(air.age) : noIndex,
  })
}

const noIndex: Words = { zh: '这一小时没有有效的指数', en: 'no valid index of this hour' }
const tooOld = (age: number): Words => ({
  zh: `最新数据是${age}小时前的`,
  en: `the newest data are ${age} hours old`,
})

export function districtsPart(air: AirSnapshot, frames = 700): Part {
  const known = districtsKnown(air).length
  return part('districts', {
    title: { zh: '各区空气质量', en: 'District by district' },
    lines: districtLines(air),
    leastFrames: frames,
    expendable: 2,
    fault: known === 0 ? { zh: '没有一个区有数据', en: 'no district has data' } : null,
  })
}

export function last24Part(air: AirSnapshot): Part {
  const known = air.last24.filter((hour) => hour?.index != null).length
  return part('last24', {
    title: { zh: '过去24小时', en: 'The last 24 hours' },
    lines: last24Lines(air),
    leastFrames: 400,
    expendable: 3,
    fault:
      known < 3
        ? { zh: `过去24小时只有${known}个小时有数据`, en: `only ${known} of the last 24 hours have data` }
        : null,
  })
}

export function chiefPart(air: AirSnapshot): Part {
  const { about } = air
  return part('chief', {
    title: about
      ? {
          zh: `认识${pollutantNames[about.pollutant].zh}`,
          en: `What are ${pollutantNames[about.pollutant].en.toLowerCase()}?`,
        }
      : { zh: '首要污染物', en: 'The chief pollutant' },
    lines: about
      ? (['what', 'from', 'does'] as const).map((one) =>
          fixed(`chief/${one}`, about[one], `knowledge/${about.pollutant}`),
        )
      : [],
    leastFrames: 300,
    expendable: 5,
    fault: about ? null : { zh: '没有首要污染物', en: 'there is no chief pollutant' },
  })
}

/** @param least days that must be there for a forecast worth a picture */
export function forecastPart(air: AirSnapshot, least = 3, frames = 450): Part {
  const { length } = air.forecast.days
  return part('forecast', {
    title: { zh: '未来几天', en: 'The days ahead' },
    lines: forecastLines(air),
    leastFrames: frames,
    expendable: 1,
    fault: length >= least ? null : length === 0 ? noForecast : fewDays(length),
  })
}

const noForecast: Words = { zh: '暂无预报', en: 'there is no forecast' }
const fewDays = (days: number): Words => ({
  zh: `只有${days}天的预报`,
  en: `a forecast of only ${days} ${plural(days, 'day')}`,
})

export function alertPart(air: AirSnapshot): Part {
  return part('alert', {
    title: { zh: '空气重污染预警', en: 'Heavy-pollution alert' },
    lines: air.alert ? alertLines(air.alert) : [],
    leastFrames: 300,
    fault: air.alert ? null : { zh: '没有生效的预警', en: 'no alert is in force' },
  })
}

export function advicePart(air: AirSnapshot, frames = 400): Part {
  const ready = nowOf(air) !== null && air.advice.length > 0
  return part('advice', {
    title: { zh: '健康提示', en: 'Advice' },
    lines: ready ? adviceLines(air) : [],
    leastFrames: frames,
    expendable: levelIn(air, air.now?.index ?? null) === 1 ? 4 : 0,
    fault: ready ? null : noIndex,
  })
}

/** @param days 7, or a month's */
export function reviewPart(air: AirSnapshot, days: number, title: Words): Part {
  const known = daysKnown(air, days).length
  return part('review', {
    title,
    lines: reviewLines(air, days),
    leastFrames: 600,
    fault: known < 3 ? { zh: `只有${known}天有数据`, en: `only ${known} days have data` } : null,
  })
}

/** Thanks and sources; modelled and simulated air is named here once more. */
export function endPart(air: AirSnapshot, frames = 150): Part {
  const thanks = line('end/thanks', () => ({
    zh: '感谢收看，再见。',
    en: 'Thank you for watching. Goodbye.',
  }))
  const said =
    air.kind === 'reference'
      ? []
      : [
          line('end/kind', () =>
            air.kind === 'model'
              ? { zh: '本期数值来自大气模型。', en: 'The values of this edition come from a model.' }
              : {
                  zh: '本期数值是模拟的，仅供演示。',
                  en: 'The values of this edition are simulated, for demonstration.',
                },
          ),
        ]
  return part('end', {
    title: { zh: '感谢收看', en: 'Thank you' },
    lines: [...said, thanks],
    leastFrames: frames,
  })
}
