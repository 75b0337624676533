import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Hour, hourAt } from '../../kit/time.ts'
import type { BulkParser, BulkReport } from './bulk.ts'

/** The shared test data, beside the repository; absent on a plain clone. */
const data = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/data')

/** Options of a test that needs test data: skipped, saying so, where they are absent. */
export const needing = (path: string) => ({
  skip: existsSync(join(data, path)) ? false : `no test data: ${path} is absent`,
})

export const sampleBytes = (path: string): Uint8Array => readFileSync(join(data, path))
export const sampleJson = (path: string): unknown => JSON.parse(readFileSync(join(data, path), 'utf8'))
export const filesIn = (path: string) =>
  readdirSync(join(data, path)).map((name) => ({ name, bytes: sampleBytes(join(path, name)) }))

export const zone = 'Asia/Shanghai'
export const beijing = (day: string, clock: number): Hour => hourAt(day, clock, zone)
/** Later than every sample. */
export const late: Hour = 600_000

export interface Row {
  station: string
  hour: Hour
  values: number[]
}

/** Runs a parser over a text and keeps its rows. */
export function take(parser: BulkParser, text: string | Uint8Array, name = 'file.csv', newest = late) {
  const rows: Row[] = []
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const sink = (station: string, hour: Hour, values: Float64Array) =>
    rows.push({ station, hour, values: [...values] })
  const report: BulkReport = parser.parse(bytes, name, sink, newest)
  return { rows, report, reasons: report.refused.kept.map((one) => `${one.line ?? ''} ${one.reason}`.trim()) }
}
