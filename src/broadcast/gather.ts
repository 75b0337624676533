import {
  type AirNow,
  advice,
  airAt,
  alertInForce,
  answer,
  cityOf,
  dayReport,
  days,
  drawnOutlines,
  forecastFor,
  groups,
  groupWords,
  type HourIndex,
  indexStandardOn,
  knowledge,
  sources as knownSources,
  type Pollutant,
  pollutants,
  sourcesAt,
  stationName,
  subIndexOf,
  tierWords,
} from '../air/index.ts'
import type { House } from '../kit/room.ts'
import { addDays, dayOf, instantOf, isoOf } from '../kit/time.ts'
import type { AirSnapshot, AlertSnapshot, HourSnapshot } from './snapshot.ts'

/** A month and some days: enough for the longest review. */
const daysBack = 35

/** The whole air of a moment as plain data; null when no network ever said anything before it. */
export async function gatherAir(house: House, at: Temporal.Instant): Promise<AirSnapshot | null> {
  const { settings, centre, store } = house
  const zone = settings.LANTIAN_ZONE
  const air = await airAt(house, at)
  if (!air || air.kind === 'sensor') return null
  const today = dayOf(air.hour, zone)
  const standard = indexStandardOn(today)
  const [before, forecast, alert, sources, dayRows] = await Promise.all([
    airAt(house, instantOf(air.hour - 24)),
    forecastFor(store.db, at, zone),
    alertInForce(store.db, at),
    sourcesAt(store.db, air.kind, air.hour),
    days(store.db, cityOf(air.kind), addDays(today, -daysBack), addDays(today, -1)),
  ])
  const approval = settings.LANTIAN_MAP_APPROVAL ?? null
  const hour = (index: HourIndex | null) => index && hourSnapshot(index, zone)
  const level = air.city?.level ?? null
  return {
    city: centre.city,
    zone,
    hour: isoOf(air.hour, zone),
    age: air.age,
    kind: air.kind,
    standard: standard.name,
    categories: standard.categories.map(({ level: step, name, rgb, to }) => ({ level: step, name, rgb, to })),
    now: hour(air.city),
    last24: air.last24.map(hour),
    yesterday: before && before.kind === air.kind && before.hour === air.hour - 24 ? hour(before.city) : null,
    districts: air.districts.map(({ district, now }) => ({
      code: district.code,
      name: district.name,
      tile: district.tile,
      index: now?.index ?? null,
      level: now?.level ?? null,
      chief: now?.chief ?? [],
    })),
    stations: stationsOf(air),
    days: dayRows.map((row) => {
      const { day, index, published, chief, category, values } = dayReport(row)
      return { day, index, published, chief, level: category?.level ?? null, values }
    }),
    forecast: {
      by: forecast?.source ?? null,
      madeAt: forecast?.madeAt?.toString() ?? null,
      days: (forecast?.days ?? []).map(({ day, low, high, chief, categories, kind }) => ({
        day,
        low,
        high,
        chief,
        levels: [categories.low.level, categories.high.level],
        categories: [categories.low.name, categories.high.name],
        by: kind,
      })),
    },
    alert: alert && alertSnapshot(alert, zone),
    answer: level === null ? null : answer[level - 1]!,
    advice:
      level === null
        ? []
        : groups.map((group) => ({ who: groupWords[group], what: advice[group][level - 1]! })),
    about: aboutChief(air.city?.chief ?? []),
    sources: sources.map(({ name, attribution, licence }) => ({
      name,
      title: knownSources.get(name)?.title ?? { zh: name, en: name },
      attribution,
      licence,
    })),
    mapApproval: approval,
    outlines: approval === null ? null : await drawnOutlines(centre.districts),
  }
}

/** The sub-index of every value of an hour, by the standard of its day; particles are read on the day columns. */
function hourSnapshot({ hour, index, level, chief, values }: HourIndex, zone: string): HourSnapshot {
  const standard = indexStandardOn(dayOf(hour, zone))
  const sub = (pollutant: Pollutant) => {
    const value = values[pollutant]
    const column = pollutant === 'pm25' || pollutant === 'pm10' ? '24h' : '1h'
    return value === null ? null : subIndexOf(standard, `${pollutant}_${column}`, value).value
  }
  return {
    hour: isoOf(hour, zone),
    index,
    level,
    chief,
    values,
    subIndices: Object.fromEntries(pollutants.map((one) => [one, sub(one)])) as HourSnapshot['subIndices'],
  }
}

/** How many of the stations that make the city's mean spoke this hour, and which did not. */
function stationsOf({ stations }: AirNow): AirSnapshot['stations'] {
  const evaluated = stations.filter(({ station }) => station.evaluated === 1)
  const silent = evaluated.filter(({ now }) => now === null)
  return {
    reporting: evaluated.length - silent.length,
    all: evaluated.length,
    silent: silent.map(({ station }) => ({ zh: stationName(station, 'zh'), en: stationName(station, 'en') })),
  }
}

function aboutChief([first]: readonly Pollutant[]): AirSnapshot['about'] {
  if (!first) return null
  const { what, from, does } = knowledge[first]
  return { pollutant: first, what, from, does }
}

type Alert = NonNullable<Awaited<ReturnType<typeof alertInForce>>>

function alertSnapshot({ tier, effectiveAt, expiresAt, status }: Alert, zone: string): AlertSnapshot {
  const { name, headline, advice: lines } = tierWords[tier]
  const local = (moment: Temporal.Instant) =>
    moment.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })
  return {
    tier,
    name,
    headline,
    advice: lines,
    since: local(effectiveAt),
    until: local(expiresAt),
    exercise: status === 'exercise',
  }
}
