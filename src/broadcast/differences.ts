import { canonicalJson } from '../kit/journal/chain.ts'
import type { Words } from '../kit/words.ts'
import { pollutantNames } from './scenes/words.ts'
import type { AirSnapshot, HourSnapshot, SnapshotPollutant } from './snapshot.ts'

/** More is not told one by one. */
const mostTold = 12

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)
const number = (value: number | null): Words =>
  value === null ? { zh: '缺', en: 'missing' } : { zh: String(value), en: String(value) }
const change = (what: Words, was: number | null, became: number | null): Words => ({
  zh: `${what.zh}：${number(was).zh} → ${number(became).zh}`,
  en: `${what.en}: ${number(was).en} → ${number(became).en}`,
})

/** What differs between the air that a film shows and the air of the same moment as it is known now; empty when nothing. */
export function differencesOf(was: AirSnapshot, now: AirSnapshot): Words[] {
  if (same(was, now)) return []
  const found = [...ofHours(was, now), ...ofDistricts(was, now), ...ofDays(was, now), ...ofLists(was, now)]
  if (found.length === 0)
    return [{ zh: '其他内容有变化', en: 'something else of the air of that moment changed' }]
  const more = found.length - mostTold
  return more <= 0
    ? found
    : [...found.slice(0, mostTold), { zh: `还有 ${more} 处不同`, en: `and ${more} more differences` }]
}

/** The end of an hour as people read it: 12-20 18:00. */
const clock = (hour: string) => hour.slice(5, 16).replace('T', ' ')

function ofHours(was: AirSnapshot, now: AirSnapshot): Words[] {
  const hoursOf = ({ last24, now: current, yesterday }: AirSnapshot) =>
    new Map(
      [...last24, current, yesterday]
        .filter((hour) => hour !== null)
        .map((hour) => [hour.hour, hour] as const),
    )
  const [before, after] = [hoursOf(was), hoursOf(now)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .reverse()
    .flatMap((hour) => ofHour(hour, before.get(hour) ?? null, after.get(hour) ?? null))
}

function ofHour(hour: string, was: HourSnapshot | null, now: HourSnapshot | null): Words[] {
  if (same(was, now)) return []
  const at = clock(hour)
  if (was === null || now === null || was.index !== now.index)
    return [
      change(
        { zh: `${at} 全市指数`, en: `index of the city at ${at}` },
        was?.index ?? null,
        now?.index ?? null,
      ),
    ]
  const names = Object.keys(was.values) as SnapshotPollutant[]
  const values = names
    .filter((name) => was.values[name] !== now.values[name])
    .map((name) =>
      change(
        { zh: `${at} ${pollutantNames[name].zh}`, en: `${pollutantNames[name].en} at ${at}` },
        was.values[name],
        now.values[name],
      ),
    )
  return values.length > 0
    ? values
    : [{ zh: `${at} 首要污染物有变化`, en: `the chief pollutant at ${at} changed` }]
}

const ofDistricts = (was: AirSnapshot, now: AirSnapshot): Words[] =>
  now.districts.flatMap(({ code, name, index }) => {
    const before = was.districts.find((district) => district.code === code)?.index ?? null
    return before === index ? [] : [change(name, before, index)]
  })

function ofDays(was: AirSnapshot, now: AirSnapshot): Words[] {
  const before = new Map(was.days.map((day) => [day.day, day]))
  const after = new Map(now.days.map((day) => [day.day, day]))
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .reverse()
    .flatMap((day) => {
      const [old, fresh] = [before.get(day), after.get(day)]
      return same(old ?? null, fresh ?? null)
        ? []
        : [change({ zh: `${day} 日指数`, en: `index of ${day}` }, old?.index ?? null, fresh?.index ?? null)]
    })
}

/** What is told as a whole. */
const lists: readonly [(air: AirSnapshot) => unknown, Words][] = [
  [({ hour }) => hour, { zh: '最新一小时不同', en: 'the newest hour is another one' }],
  [({ stations }) => stations, { zh: '报数的站点不同', en: 'other stations report' }],
  [({ forecast }) => forecast, { zh: '预报有变化', en: 'the forecast changed' }],
  [({ alert }) => alert, { zh: '预警有变化', en: 'the alert changed' }],
  [
    ({ kind, standard }) => [kind, standard],
    { zh: '数据类别或标准不同', en: 'the kind of data or the standard changed' },
  ],
  [({ sources }) => sources, { zh: '数据来源不同', en: 'the sources changed' }],
  [({ mapApproval }) => mapApproval, { zh: '审图号有变化', en: 'the approval number of the map changed' }],
]

const ofLists = (was: AirSnapshot, now: AirSnapshot): Words[] =>
  lists.filter(([of]) => !same(of(was), of(now))).map(([, words]) => words)
