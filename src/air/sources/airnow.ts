import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import {
  type Gathered,
  type IndexObservation,
  type LiveSettings,
  type LiveSource,
  nothing,
  records,
} from './live.ts'
import type { Refusal, SourceInfo } from './source.ts'

export const info: SourceInfo = {
  name: 'airnow',
  title: { zh: 'AirNow（美国环保署）', en: 'AirNow (US EPA)' },
  kind: 'reference',
  licence: 'US Government work; preliminary data, see AirNow data use guidelines',
  attribution: 'AirNow (US EPA and its partner agencies); preliminary data',
  url: 'https://www.airnow.gov/',
}

const host = 'www.airnowapi.org'

const observation = z.object({
  // Written with a trailing blank.
  DateObserved: z
    .string()
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}$/),
  HourObserved: z.int().min(0).max(23),
  LocalTimeZone: z.string().trim(),
  ReportingArea: z.string().trim(),
  ParameterName: z.string().trim(),
  AQI: z.number().max(100_000),
  Category: z.object({ Name: z.string() }),
})
const failure = z.object({ WebServiceError: z.array(z.object({ Message: z.string() })) })

/** Only an index comes from here, and an index is not turned back into a concentration. It may be above 500. */
export function parse(json: unknown, where: string): { indices: IndexObservation[]; refusals: Refusal[] } {
  const failed = failure.safeParse(json)
  if (failed.success) {
    const message = failed.data.WebServiceError[0]?.Message ?? ''
    throw new SourceError(/key/i.test(message) ? 'denied' : 'refused', where, message.slice(0, 120))
  }
  if (!Array.isArray(json)) throw new SourceError('changed', where, 'not a list')
  const refusals: Refusal[] = []
  const indices: IndexObservation[] = []
  for (const [said] of records(json, observation, where, refusals)) {
    // -1 and -999 say that there is none.
    if (said.AQI < 0) continue
    indices.push({
      area: said.ReportingArea,
      pollutant: said.ParameterName,
      index: said.AQI,
      day: said.DateObserved,
      clock: said.HourObserved,
      zone: said.LocalTimeZone,
      category: said.Category.Name,
    })
  }
  return { indices, refusals }
}

async function collect(fetcher: Fetcher, { area, airnowKey = '', signal }: LiveSettings): Promise<Gathered> {
  const query = new URLSearchParams({
    format: 'application/json',
    latitude: area.lat.toFixed(4),
    longitude: area.lon.toFixed(4),
    distance: String(Math.ceil(area.km / 1.609344)),
    API_KEY: airnowKey,
  })
  const answer = await fetcher.get(`https://${host}/aq/observation/latLong/current/?${query}`, { signal })
  return { ...nothing(), ...parse(answer.json(), `https://${host}/aq/observation/latLong/current/`) }
}

export const airnow: LiveSource = {
  info,
  hosts: [host],
  lacks: ({ airnowKey }) => (airnowKey ? null : 'LANTIAN_AIRNOW_KEY'),
  collect,
}
