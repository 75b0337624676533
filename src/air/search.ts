import type { AnyKysely } from '../kit/db/open.ts'
import type { House } from '../kit/room.ts'
import type { Indexed, Searchable } from '../kit/search/search.ts'
import { languages, type Words } from '../kit/words.ts'
import { alertHistory, historyOf, messagesOf, tierWords } from './alert/index.ts'
import { knowledge } from './knowledge.ts'
import { words } from './pages/words.ts'
import { pollutants, pollutantWords, symbols } from './pollutants.ts'
import { searchablePages } from './search-pages.ts'
import { stationName, stationsOf } from './stations.ts'

const never = () => false

/** The part of a name behind `kind/`; null for the name of something else. */
const keyIn = (kind: string, about: string) =>
  about.startsWith(`${kind}/`) ? about.slice(kind.length + 1) : null

const districtName = ({ centre }: House, code: string | null): Words | null =>
  centre.districts.find((each) => each.code === code)?.name ?? null

/** New ones are met by the nightly rebuilding: no journal line tells of them. */
const stations: Searchable = {
  kind: 'station',
  words: { zh: '站点', en: 'Station' },
  facets: { district: { zh: '区', en: 'District' } },
  watches: never,
  async find(db, about, house) {
    const code = keyIn('station', about)
    const station = (await stationsOf(db)).find((each) => each.code === code)
    if (!station) return []
    const district = districtName(house, station.district)
    return languages.map((language) => ({
      language,
      title: stationName(station, language),
      text: [district?.[language], words[language].kinds[station.kind], station.code]
        .filter(Boolean)
        .join(' · '),
      path: `/air/stations/${encodeURIComponent(station.code)}`,
      at: 0,
      names: [station.name_zh],
      ...(district ? { facets: { district: district[language] } } : {}),
    }))
  },
  async *all(db) {
    for (const { code } of await stationsOf(db)) yield `station/${code}`
  },
}

const districts: Searchable = {
  kind: 'district',
  words: { zh: '区', en: 'District' },
  watches: never,
  async find(db, about, { centre }) {
    const district = centre.districts.find(({ code }) => code === keyIn('district', about))
    if (!district) return []
    const within = (await stationsOf(db, 'reference')).filter((each) => each.district === district.code)
    return languages.map((language) => ({
      language,
      title: district.name[language],
      text: within.map((station) => stationName(station, language)).join(language === 'zh' ? '、' : ', '),
      path: `/air/districts/${district.code}`,
      at: 0,
      names: [district.name.zh],
    }))
  },
  async *all(_, { centre }) {
    for (const { code } of centre.districts) yield `district/${code}`
  },
}

const ofPollutants: Searchable = {
  kind: 'pollutant',
  words: { zh: '污染物', en: 'Pollutant' },
  watches: never,
  async find(_, about) {
    const key = keyIn('pollutant', about)
    const pollutant = pollutants.find((each) => each === key)
    if (!pollutant) return []
    const { what, from, does, season } = knowledge[pollutant]
    return languages.map((language) => ({
      language,
      title: `${symbols[pollutant]} ${pollutantWords[pollutant][language]}`,
      text: [what, from, does, season].map((each) => each[language]).join(language === 'zh' ? '' : ' '),
      path: `/air/pollutants/${pollutant}`,
      at: 0,
      names: [symbols[pollutant], pollutantWords[pollutant][language]],
    }))
  },
  async *all() {
    for (const each of pollutants) yield `pollutant/${each}`
  },
}

const alerts: Searchable = {
  kind: 'alert',
  words: { zh: '预警', en: 'Alert' },
  watches: (_, about, detail) =>
    about === 'air/alert' && 'alert' in detail ? [`alert/${Number(detail.alert)}`] : false,
  find: (db, about, house) => alertTexts(db, Number(keyIn('alert', about)), house),
  async *all(db, house) {
    for (const { alert } of await alertHistory(db, house.clock(), mostAlerts)) yield `alert/${alert}`
  },
}

/** Some decades of them. */
const mostAlerts = 10_000

async function alertTexts(db: AnyKysely, alert: number, house: House): Promise<Indexed[]> {
  if (!Number.isSafeInteger(alert)) return []
  const history = historyOf(await messagesOf(db, alert), house.clock())
  if (!history) return []
  const { tier, messages, status } = history
  const { headline, advice } = tierWords[tier]
  const exercise: Words = status === 'exercise' ? { zh: '（演练）', en: ' (exercise)' } : { zh: '', en: '' }
  const { sentAt } = messages[0]!
  return languages.map((language) => ({
    language,
    title: headline[language] + exercise[language],
    text: [
      ...messages.flatMap(({ reason, text }) => [text?.[language] ?? '', reason]),
      ...advice.map((each) => each[language]),
    ]
      .filter(Boolean)
      .join(language === 'zh' ? '' : ' '),
    path: `/air/alerts/${alert}`,
    at: sentAt.epochMilliseconds,
    facets: { year: String(sentAt.toZonedDateTimeISO(house.settings.LANTIAN_ZONE).year) },
  }))
}

/** What the air room has to be found. */
export const airSearchable: readonly Searchable[] = [
  stations,
  districts,
  ofPollutants,
  alerts,
  searchablePages,
]
