import type { z } from 'zod'
import type { Fetcher } from '../../kit/fetch.ts'
import type { Hour } from '../../kit/time.ts'
import type { Pollutant, Validity } from '../pollutants.ts'
import { amountIn } from './csv.ts'
import type { Refusal, SourceInfo, SourceReading, SourceStation } from './source.ts'

/** Hours that are wanted: from `from` to `newest`, the newest that has ended; `ahead` more where a source forecasts. */
export interface Window {
  from: Hour
  newest: Hour
  ahead?: number
}

/** A place of ours to ask about. `code` comes back as the station of its readings. */
export interface Place {
  code: string
  lat: number
  lon: number
}

/** What the sources need to know; each reads its own. */
export interface LiveSettings {
  /** The centre's zone. */
  zone: string
  /** Stations or districts for which models are asked. */
  places: Place[]
  /** The city, for sources that are asked by area. */
  area: { lat: number; lon: number; km: number }
  openaqKey?: string | undefined
  openaqLocations?: string[]
  airnowKey?: string | undefined
  /** `host` or `host:port`. */
  airgradientMonitors?: string[]
  /** As the national network writes it. */
  cnemcCity?: string
  /** Of the last answers, by address, as `Gathered.etags` gave them. */
  etags?: Record<string, string>
  signal?: AbortSignal
}

/** An index without its concentration: shown as what it is, never turned into a reading. */
export interface IndexObservation {
  area: string
  pollutant: string
  index: number
  /** The provider's own label: the local date and clock hour, and its zone's short name. */
  day: string
  clock: number
  zone: string
  category: string
}

export interface Gathered {
  readings: SourceReading[]
  stations: SourceStation[]
  refusals: Refusal[]
  /** Hours after `newest`, of sources that forecast. */
  forecast?: SourceReading[]
  indices?: IndexObservation[]
  /** To be given back next time, once the readings are saved: then an unchanged answer brings nothing. */
  etags?: Record<string, string>
}

export interface LiveSource {
  info: SourceInfo
  /** Hosts that its fetcher must be allowed to ask. */
  hosts: readonly string[]
  /** Null when it can work with these settings, else the name of what is lacking. */
  lacks(settings: LiveSettings): string | null
  /** Throws SourceError when nothing can be had; what is partly wrong is in `refusals`. */
  collect(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered>
}

export const nothing = (): Gathered => ({ readings: [], stations: [], refusals: [] })

/** Builds readings from single values, refusing what is no possible amount. */
export class Readings {
  private readonly byKey = new Map<string, SourceReading>()
  readonly refusals: Refusal[]
  private readonly validity: Validity

  constructor(refusals: Refusal[], validity: Validity = 'raw') {
    this.refusals = refusals
    this.validity = validity
  }

  /** @param said what the provider wrote; @param toOurs from its unit to ours */
  put(
    at: { station: string; hour: Hour; pollutant: Pollutant; where: string; line: number },
    said: unknown,
    toOurs: (amount: number) => number = (amount) => amount,
  ) {
    const amount = amountIn(said)
    if (amount === Number.POSITIVE_INFINITY) {
      const shown = JSON.stringify(said)?.slice(0, 40)
      this.refusals.push({
        where: at.where,
        line: at.line,
        reason: `${at.pollutant}: ${shown} is no possible value`,
      })
      return
    }
    const key = `${at.hour} ${at.station}`
    let reading = this.byKey.get(key)
    if (!reading) {
      reading = { station: at.station, hour: at.hour, values: {}, validity: this.validity }
      this.byKey.set(key, reading)
    }
    reading.values[at.pollutant] = Number.isNaN(amount) ? null : toOurs(amount)
  }

  all(): SourceReading[] {
    return [...this.byKey.values()]
  }
}

/** So many wrong records, and the list is not what it was said to be: a liar must not cost us more. */
const mostWrong = 1000

/** Takes every record of a list that has its documented shape; each other one is refused with its number. */
export function* records<T>(
  list: readonly unknown[],
  schema: z.ZodType<T>,
  where: string,
  refusals: Refusal[],
): Generator<[record: T, line: number]> {
  for (const [i, item] of list.entries()) {
    const parsed = schema.safeParse(item)
    if (parsed.success) yield [parsed.data, i + 1]
    else refusals.push({ where, line: i + 1, reason: firstIssue(parsed.error) })
    if (refusals.length < mostWrong) continue
    refusals.push({
      where,
      line: i + 1,
      reason: `${mostWrong} refusals: the rest of the answer was not read`,
    })
    return
  }
}

export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'wrong'}`
}
