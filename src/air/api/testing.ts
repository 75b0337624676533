import type { TestContext } from 'node:test'
import type { Hono } from 'hono'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { settle } from '../settle.ts'
import {
  inBothHouses,
  label,
  type Said,
  say,
  smallCentre,
  type TestHouse,
  type TestHouseOptions,
  type Word,
} from '../testing.ts'

export const options: TestHouseOptions = { at: '2016-12-21T00:30', centre: smallCentre }

/** The site of a house with two days of readings at A and B, settled. */
const withTwoDays = async (house: TestHouse): Promise<Hono> => {
  const day = (station: string, date: string, said: Said) =>
    Array.from({ length: 24 }, (_, i): Word => [station, label(date, i + 1), said])
  const air = { pm25: 80, pm10: 120, so2: 10, no2: 60, co: 1.2, o3: 30 }
  await say(house, [
    ...day('A', '2016-12-19', air),
    ...day('A', '2016-12-20', { ...air, pm25: 120 }),
    ...day('B', '2016-12-20', { ...air, pm25: 160, co: null }),
  ])
  await settle(house)
  return createApp(house, [room])
}

/** The same test on both engines, with the site of two days. */
export const inBothSites = (
  name: string,
  body: (web: Hono, house: TestHouse, t: TestContext) => Promise<void>,
  more: TestHouseOptions = {},
): void =>
  inBothHouses(name, { ...options, ...more }, async (house, t) => body(await withTwoDays(house), house, t))

// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
export const bodyOf = async (answer: Response | Promise<Response>): Promise<any> => (await answer).json()

export const json = async (web: Hono, path: string, init?: RequestInit) =>
  bodyOf(await web.request(`/api/v1${path}`, init))

/** Lines of a CSV answer as records by column. */
export async function csv(web: Hono, path: string): Promise<Record<string, string>[]> {
  const text = await (await web.request(`/api/v1${path}`)).text()
  const [head = [], ...rows] = parseCsv(text)
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])))
}

/** RFC 4180, written without looking at what writes it. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy
  let row: string[] = []
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, raw = '', end] = found
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
