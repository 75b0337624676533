import type { Hour } from '../../kit/time.ts'
import type { Kind, Pollutant, Validity } from '../pollutants.ts'

/** One station's values of one hour, as an adapter hands them in: units are ours, `null` is said to be missing. */
export interface SourceReading {
  /** The provider's name or code of the station; aliases lead to our own record. */
  station: string
  /** Period-ending. */
  hour: Hour
  /** Only the pollutants the provider speaks of. CO in mg/m³, the others in µg/m³. Negative values are kept. */
  values: Partial<Record<Pollutant, number | null>>
  validity: Validity
}

/** What a provider says of a station of its own, where it says anything. */
export interface SourceStation {
  code: string
  name: { zh: string; en: string }
  lat: number
  lon: number
  /** The city district, where it is known. */
  district?: string
  /** Licence of this station's data, where it differs from the source's. */
  licence?: string
}

/** A place in a provider's answer that could not be taken. The good rest is kept. */
export interface Refusal {
  /** File name or address. */
  where: string
  /** 1-based line of a file, or the index of a record of an answer. */
  line?: number
  reason: string
}

/** What all adapters have in common: where the data come from and what may be done with them. */
export interface SourceInfo {
  name: string
  title: { zh: string; en: string }
  kind: Kind
  licence: string
  /** Whom to name, word for word. */
  attribution: string
  url: string
}
