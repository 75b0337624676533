import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import type { Pollutant } from '../pollutants.ts'
import { amountIn } from './csv.ts'
import { beijingHour } from './dated-csv.ts'
import {
  type Gathered,
  type LiveSettings,
  type LiveSource,
  nothing,
  Readings,
  records,
  type Window,
} from './live.ts'
import type { Refusal, SourceInfo } from './source.ts'

export const info: SourceInfo = {
  name: 'cnemc-live',
  title: { zh: '中国环境监测总站实时发布', en: 'China National Environmental Monitoring Centre, live' },
  kind: 'reference',
  licence: 'No licence stated',
  attribution:
    '中国环境监测总站；实时数据，未经审核 (China National Environmental Monitoring Centre; live data, not validated)',
  url: 'https://air.cnemc.cn:18007/',
}

const host = 'air.cnemc.cn:18007'
const fields: Record<Exclude<Pollutant, 'o3'>, string> = {
  pm25: 'PM2_5',
  pm10: 'PM10',
  so2: 'SO2',
  no2: 'NO2',
  co: 'CO',
}

const coordinate = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number())
const record = z.looseObject({
  StationCode: z.string().trim().min(1),
  PositionName: z.string().trim(),
  // Local time without zone, the hour's end.
  TimePoint: z.string().regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:00(:00)?(\.0+)?$/),
  Latitude: coordinate,
  Longitude: coordinate,
})
type Said = z.output<typeof record>

/** One record a station with its newest hour; every number is a text, and `—`, `NA` or `-` say that there is none. */
export function parse(json: unknown, window: Window, where: string): Gathered {
  if (!Array.isArray(json)) throw new SourceError('changed', where, 'not a list')
  const gathered = nothing()
  const readings = new Readings(gathered.refusals)
  const said = [...records(json, record, where, gathered.refusals)]
  const ozone = ozoneField(
    said.map(([one]) => one),
    gathered.refusals,
    where,
  )
  for (const [one, line] of said) {
    const hour = hourOf(one.TimePoint)
    if (hour < window.from && hour >= 0) continue
    if (hour < 0 || hour > window.newest) {
      gathered.refusals.push({ where, line, reason: `no such hour, or not ended yet: ${one.TimePoint}` })
      continue
    }
    const station = one.StationCode
    const name = { zh: one.PositionName, en: one.PositionName }
    gathered.stations.push({ code: station, name, lat: one.Latitude, lon: one.Longitude })
    for (const [pollutant, field] of Object.entries({ ...fields, ...(ozone && { o3: ozone }) }))
      if (field in one)
        readings.put({ station, hour, pollutant: pollutant as Pollutant, where, line }, one[field])
  }
  return { ...gathered, readings: readings.all() }
}

const hourOf = (time: string) => {
  const [year, month, day, clock] = time.split(/\D/).map(Number)
  return beijingHour(year!, month!, day!, clock!)
}

/** A current value cannot exceed the day's maximum so far; where it mostly does, the two names are swapped. */
function ozoneField(said: Said[], refusals: Refusal[], where: string): 'O3' | 'O3_24h' | null {
  let above = 0
  let below = 0
  for (const one of said) {
    const current = amountIn(one.O3)
    const highest = amountIn(one.O3_24h)
    if (current > highest) above++
    else if (current < highest) below++
  }
  if (above === 0 || above + below < 6) return 'O3'
  const share = above / (above + below)
  if (share < 0.1) return 'O3'
  const swapped = share >= 0.9
  refusals.push({
    where,
    reason: swapped
      ? 'O3 and O3_24h are swapped in this answer; O3 was taken from O3_24h'
      : `O3 left out: ${above} of ${above + below} values exceed their day's maximum so far`,
  })
  return swapped ? 'O3_24h' : null
}

async function collect(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered> {
  const city = encodeURIComponent(settings.cnemcCity ?? '')
  const url = `https://${host}/CityData/GetAQIDataPublishLive?cityName=${city}`
  const answer = await fetcher.get(url, { signal: settings.signal })
  return parse(answer.json(), window, url)
}

export const cnemcLive: LiveSource = {
  info,
  hosts: [host],
  lacks: ({ cnemcCity }) => (cnemcCity ? null : 'city of the centre'),
  collect,
}
