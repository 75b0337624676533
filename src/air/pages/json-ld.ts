import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { dayOf, isoOf } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { type Language, tagOf } from '../../kit/words.ts'
import { networks } from '../history-places.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import type { AirNow } from '../now.ts'
import { pollutants, pollutantWords, unitOf } from '../pollutants.ts'
import { allSources } from '../source-register.ts'
import type { Station } from '../stations.ts'
import type { AirStore } from '../tables.ts'
import { words } from './words.ts'

type Data = Record<string, unknown>
type Asked = Pick<Ask, 'language' | 'base'>

/** UN/CEFACT codes of the units, as schema.org wants them. */
const unitCodes = { 'µg/m³': 'GQ', 'mg/m³': 'GP' } as const

const organisation = ({ centre }: House, language: Language): Data => ({
  '@type': 'GovernmentOrganization',
  name: centre.name[language],
})

/** The box around the centre's stations, as schema.org writes it: south west north east. */
function box(places: readonly { lat: number; lon: number }[]): string {
  const lats = places.map(({ lat }) => lat)
  const lons = places.map(({ lon }) => lon)
  return [Math.min(...lats), Math.min(...lons), Math.max(...lats), Math.max(...lons)].join(' ')
}

function cityPlace({ centre }: House, language: Language): Data {
  const place = { '@type': 'Place', name: centre.city[language] }
  if (centre.stations.length === 0) return place
  return { ...place, geo: { '@type': 'GeoShape', box: box(centre.stations) } }
}

const datasetWords = {
  zh: {
    name: (city: string) => `${city}空气质量：小时值与日报`,
    about: (city: string) =>
      `${city}各站点的六项污染物小时浓度（PM2.5、PM10、SO2、NO2、CO、O3）、逐日日报与空气质量指数，附来源、许可、质量标记和更正记录；监测站、微型传感器、模型与模拟数据分开给出。`,
    daily: '全市逐日日报',
    hourly: '各站点小时值',
    stations: '站点清单',
    keywords: ['空气质量', '空气质量指数', 'PM2.5', '臭氧', 'HJ 633'],
  },
  en: {
    name: (city: string) => `The air of ${city}: hourly values and daily reports`,
    about: (city: string) =>
      `Hourly concentrations of six pollutants (PM2.5, PM10, SO2, NO2, CO, O3) at the stations of ${city}, daily reports and air quality indices, with sources, licences, quality flags and corrections; stations, low-cost sensors, models and simulated data are kept apart.`,
    daily: 'Daily reports of the city',
    hourly: 'Hourly values of the stations',
    stations: 'List of stations',
    keywords: ['air quality', 'air quality index', 'PM2.5', 'ozone', 'HJ 633'],
  },
} satisfies Record<Language, unknown>

/** Each licence once, with the first source that grants it. */
function licencesOf(sources: readonly { licence: string; url: string }[]): Data[] {
  const found = new Map<string, Data>()
  for (const { licence, url } of sources)
    if (licence && !found.has(licence))
      found.set(licence, { '@type': 'CreativeWork', name: licence, ...(url ? { url } : {}) })
  return [...found.values()]
}

/** All open data of the centre as a schema.org Dataset, with its files, licences, place and time. */
export async function datasetLd(house: House, ask: Asked): Promise<Data> {
  const { db }: AirStore = house.store
  const { language, base } = ask
  const w = datasetWords[language]
  const [span, sources] = await Promise.all([daySpan(house), allSources(db)])
  const licences = licencesOf(sources)
  const page = `${base}${href(ask, '/data')}`
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': `${base}/data#dataset`,
    name: w.name(house.centre.city[language]),
    description: w.about(house.centre.city[language]),
    url: page,
    inLanguage: tagOf(language),
    keywords: w.keywords,
    creator: organisation(house, language),
    publisher: organisation(house, language),
    isAccessibleForFree: true,
    // Each answer names the licence of each source; one licence for all would be a promise that is not ours.
    license: licences.length > 0 ? licences : page,
    creditText:
      [...new Set(sources.map(({ attribution }) => attribution).filter(Boolean))].join('; ') || undefined,
    spatialCoverage: cityPlace(house, language),
    temporalCoverage: span ? `${span.first}/${span.last}` : undefined,
    variableMeasured: pollutants.map((pollutant) => ({
      '@type': 'PropertyValue',
      name: pollutantWords[pollutant][language],
      unitText: unitOf(pollutant),
      unitCode: unitCodes[unitOf(pollutant)],
    })),
    distribution: distributions(base, language),
  }
}

function distributions(base: string, language: Language): Data[] {
  const w = datasetWords[language]
  const download = (name: string, path: string, format: string): Data => ({
    '@type': 'DataDownload',
    name,
    encodingFormat: format,
    contentUrl: `${base}${path}`,
  })
  return [
    download(w.daily, '/api/v1/days?place=city&format=csv', 'text/csv'),
    download(w.daily, '/api/v1/days?place=city', 'application/json'),
    download(w.hourly, '/api/v1/readings?format=csv', 'text/csv'),
    download(w.hourly, '/api/v1/readings', 'application/json'),
    download(w.stations, '/api/v1/stations?format=geojson', 'application/geo+json'),
  ]
}

/** First and last day that the city has values of, whatever network saw it. */
async function daySpan(house: House): Promise<{ first: string; last: string } | null> {
  const { db }: AirStore = house.store
  const span = await db
    .selectFrom('air_day')
    .where(
      'place',
      'in',
      networks.map(({ number }) => number),
    )
    .select((eb) => [eb.fn.min('day').as('first'), eb.fn.max('day').as('last')])
    .executeTakeFirst()
  return span?.first && span.last ? { first: span.first, last: span.last } : null
}

/**
 * The air of the hour as schema.org Observations: the index and each valid pollutant. Nothing is said where nothing
 * valid was measured or where it is too old to be called now, and what nobody measured is named so.
 */
export function observationLd(
  house: House,
  ask: Asked,
  air: Pick<AirNow, 'city' | 'hour' | 'kind' | 'stale'>,
): Data[] {
  const { city: now, hour, kind, stale } = air
  if (!now || now.index === null || stale) return []
  const { language } = ask
  const zone = house.settings.LANTIAN_ZONE
  const standard = indexStandardOn(dayOf(hour, zone))
  const shared: Data = {
    '@context': 'https://schema.org',
    '@type': 'Observation',
    observationAbout: cityPlace(house, language),
    observationDate: isoOf(hour, zone),
    observationPeriod: 'PT1H',
    measurementMethod: words[language].kinds[kind],
    ...(kind === 'reference' ? {} : { measurementQualifier: words[language].kindNotice[kind] }),
  }
  const index: Data = {
    ...shared,
    name: words[language].index,
    measuredProperty: { '@type': 'Property', name: words[language].index },
    value: now.index,
    unitText: standard.name,
    description: categoryOf(standard, now.index).name[language],
  }
  const values = pollutants.flatMap((pollutant): Data[] => {
    const value = now.values[pollutant]
    if (value === null) return []
    const name = pollutantWords[pollutant][language]
    const unit = unitOf(pollutant)
    return [
      {
        ...shared,
        name,
        measuredProperty: { '@type': 'Property', name },
        value,
        unitText: unit,
        unitCode: unitCodes[unit],
      },
    ]
  })
  return [index, ...values]
}

/** A station as a schema.org Place. */
export function placeLd(
  house: House,
  ask: Asked,
  station: Pick<Station, 'code' | 'name_zh' | 'name_en' | 'lat' | 'lon' | 'district'>,
): Data {
  const { language, base } = ask
  const district = house.centre.districts.find(({ code }) => code === station.district)
  const city = { '@type': 'City', name: house.centre.city[language] }
  return {
    '@context': 'https://schema.org',
    '@type': 'Place',
    '@id': `${base}/air/stations/${encodeURIComponent(station.code)}#place`,
    name: language === 'zh' ? station.name_zh : station.name_en,
    alternateName: language === 'zh' ? station.name_en : station.name_zh,
    identifier: station.code,
    url: `${base}${href(ask, `/air/stations/${encodeURIComponent(station.code)}`)}`,
    geo: { '@type': 'GeoCoordinates', latitude: station.lat, longitude: station.lon },
    containedInPlace: district
      ? { '@type': 'AdministrativeArea', name: district.name[language], containedInPlace: city }
      : city,
  }
}
