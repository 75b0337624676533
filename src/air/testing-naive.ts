import { readFileSync } from 'node:fs'

/**
 * The day report once more, as plainly as the standards say it, in fractions of whole numbers and without a line of
 * the product: what the tests compare four years with. HJ 633-2012 and HJ 663, days before 2026 only.
 */

/** A fraction, d > 0. */
interface Fraction {
  n: bigint
  d: bigint
}

/** Decimals of the finest value in the files, and three more for CO in mg/m³. */
const places = 12
const unit = 10n ** BigInt(places)

function fractionOf(text: string, divisor = 1n): Fraction {
  const [whole = '', part = ''] = text.split('.')
  return { n: BigInt(whole + part.padEnd(places, '0')), d: unit * divisor }
}

export const more = (a: Fraction, b: Fraction) => a.n * b.d > b.n * a.d

function meanOf(values: Fraction[]): Fraction {
  let n = 0n
  let d = 1n
  for (const value of values) {
    n = n * value.d + value.n * d
    d *= value.d
    // All values of one column share a denominator, so the sum needs no more than it.
    if (d % value.d === 0n && n % value.d === 0n && d !== value.d) {
      n /= value.d
      d /= value.d
    }
  }
  return { n, d: d * BigInt(values.length) }
}

/** Rounded half to even to so many decimals, as a count of the last decimal. */
export function rounded({ n, d }: Fraction, decimals: number): number {
  const scaled = n * 10n ** BigInt(decimals)
  const below = scaled / d
  const twice = (scaled % d) * 2n
  return Number(twice > d || (twice === d && below % 2n === 1n) ? below + 1n : below)
}

const items = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'] as const
type Item = (typeof items)[number]
type Hours = Record<Item, (Fraction | null)[]>

/** Columns of a file: hours from 2013-03-01 00 on without gaps, `NA` as null. */
export function readFile(path: string): { first: string; hours: Hours } {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const hours: Hours = { pm25: [], pm10: [], so2: [], no2: [], co: [], o3: [] }
  for (const line of lines) {
    const cells = line.replaceAll('"', '').trim().split(',')
    for (const [i, item] of items.entries()) {
      const cell = cells[5 + i]!
      hours[item].push(cell === 'NA' ? null : fractionOf(cell, item === 'co' ? 1000n : 1n))
    }
  }
  return { first: lines[0]!.split(',').slice(1, 5).join('-'), hours }
}

export type NaiveDay = Record<Item | 'o3_1h', Fraction | null>

const present = (values: (Fraction | null | undefined)[]) =>
  values.filter((v) => v !== null && v !== undefined)

/** @param start place of label 01 in the columns: the file's second row is the first label 01 */
export function stationDay(hours: Hours, start: number, day: string): NaiveDay {
  const mean = (item: Item) => {
    const values = present(hours[item].slice(start, start + 24))
    return values.length >= 20 ? meanOf(values) : null
  }
  return {
    pm25: mean('pm25'),
    pm10: mean('pm10'),
    so2: mean('so2'),
    no2: mean('no2'),
    co: mean('co'),
    o3: highestOzone(hours.o3, start, day),
    o3_1h: highestHour(present(hours.o3.slice(start, start + 24))),
  }
}

const highestHour = (values: Fraction[]) =>
  values.length >= 20 ? values.reduce((highest, value) => (more(value, highest) ? value : highest)) : null

function highestOzone(o3: (Fraction | null)[], start: number, day: string): Fraction | null {
  let highest: Fraction | null = null
  let windows = 0
  for (let label = day < '2016-07-01' ? 1 : 8; label <= 24; label++) {
    const end = start + label
    const values = present(o3.slice(Math.max(0, end - 8), end))
    if (values.length < 6) continue
    windows++
    const mean = meanOf(values)
    if (!highest || more(mean, highest)) highest = mean
  }
  if (!highest) return null
  return windows >= 14 || rounded(highest, 0) > 160 ? highest : null
}

export function cityDay(stations: NaiveDay[]): NaiveDay {
  const mean = (item: Item | 'o3_1h') => {
    const values = present(stations.map((station) => station[item]))
    return values.length > 0 ? meanOf(values) : null
  }
  return Object.fromEntries([...items, 'o3_1h' as const].map((item) => [item, mean(item)])) as NaiveDay
}

/** HJ 633-2012, Table 1: concentrations of a day at index 0, 50, 100, 150, 200, 300, 400, 500; CO in tenths. */
const steps = [0, 50, 100, 150, 200, 300, 400, 500]
const bounds: Record<Item | 'o3_1h', number[]> = {
  o3_1h: [0, 160, 200, 300, 400, 800, 1000, 1200],
  so2: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  no2: [0, 40, 80, 180, 280, 565, 750, 940],
  co: [0, 20, 40, 140, 240, 360, 480, 600],
  o3: [0, 100, 160, 215, 265, 800],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  pm25: [0, 35, 75, 115, 150, 250, 350, 500],
}

function subIndex(item: Item | 'o3_1h', concentration: number): number {
  const column = bounds[item]
  if (concentration > column.at(-1)!) return 500
  const i = Math.max(
    1,
    column.findIndex((bound) => concentration <= bound),
  )
  const [low, high] = [column[i - 1]!, column[i]!]
  const rise = steps[i]! - steps[i - 1]!
  // Rounded up, in whole numbers.
  return steps[i - 1]! + Math.floor((rise * (concentration - low) + (high - low) - 1) / (high - low))
}

/** What `dayReport` says of such a day. */
export function reportOf(values: NaiveDay) {
  const said = Object.fromEntries(
    items.map((item) => [item, values[item] === null ? null : rounded(values[item], item === 'co' ? 1 : 0)]),
  ) as Record<Item, number | null>
  const subs = items.flatMap((item) => {
    if (said[item] === null) return []
    // "Not computed" above 800 µg/m³ of 8 hours: by one hour then.
    if (item === 'o3' && said.o3! > 800)
      return values.o3_1h ? [{ item, sub: subIndex('o3_1h', rounded(values.o3_1h, 0)) }] : []
    return [{ item, sub: subIndex(item, said[item]) }]
  })
  const index = subs.length > 0 ? Math.max(...subs.map(({ sub }) => sub)) : null
  const chief =
    index !== null && index > 50 ? subs.filter(({ sub }) => sub === index).map(({ item }) => item) : []
  const { o3, co, ...rest } = said
  const level = index === null ? null : [50, 100, 150, 200, 300, 9999].findIndex((top) => index <= top) + 1
  return { values: { ...rest, co: co === null ? null : co / 10, o3_8h: o3 }, index, chief, level }
}
