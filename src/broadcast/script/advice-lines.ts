import type { Line } from '../edition.ts'
import { dateWords } from '../scenes/words.ts'
import type { AirSnapshot, AlertSnapshot } from '../snapshot.ts'
import { line, listed, told } from './line.ts'

/** Who should do what; groups with the same advice share a sentence. */
export function adviceLines({ advice }: AirSnapshot): Line[] {
  const byAdvice = Map.groupBy(advice, ({ what }) => what.zh)
  return [...byAdvice.values()].map((same, i) => {
    const everybody = same.length === advice.length && same.length > 1
    const named = listed(same.map(({ who: one }, at) => (at === 0 ? one : { zh: one.zh, en: lower(one.en) })))
    const who = everybody ? { zh: '各类人群', en: 'Everybody' } : named
    const { what } = same[0]!
    return line(`advice/${i + 1}`, () => ({
      zh: `${who.zh}：${what.zh}。`,
      en: `${who.en}: ${lower(what.en)}.`,
    }))
  })
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** At most so much advice is spoken; the rest stands on the picture. */
const mostAdvice = 2

/** What is in force since when, and the first things to do. An exercise says so before anything else. */
export function alertLines(alert: AlertSnapshot): Line[] {
  const lines = [
    line('alert/in-force', (tell) => {
      const since = dateWords(alert.since)
      return {
        zh: `${alert.exercise ? '这是一次演练。' : ''}空气重污染${alert.name.zh}预警自${told(since.zh.replace(/^\d+年/, ''), tell, `clock/${alert.since}`)}起生效。`,
        en: `${alert.exercise ? 'This is an exercise. ' : ''}A ${alert.name.en.toLowerCase()} alert for heavy air pollution is in force since ${told(since.en.replace(/ \d{4}$/, ''), tell, `clock/${alert.since}`)}.`,
      }
    }),
  ]
  for (const [i, advice] of alert.advice.slice(0, mostAdvice).entries())
    lines.push(
      line(`alert/advice-${i + 1}`, () => ({ zh: stopped(advice.zh, '。'), en: stopped(advice.en, '.') })),
    )
  return lines
}

const stopped = (text: string, stop: string) => (/[.。！!？?]$/.test(text) ? text : text + stop)
