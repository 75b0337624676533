import { emptyResult, indexColumns, indexReport, standardNamed } from '../src/air/index/index.ts'
import { pollutants } from '../src/air/pollutants.ts'
import type { Figure, Section } from './figures.ts'
import { timed } from './workshop.ts'

const length = 500_000
/** The exact, one-by-one function is slow: a part is enough to know its pace. */
const part = 5_000
const runs = 9

/** Numbers as stations report them: whole, CO in tenths, one in fifty missing. */
function columns() {
  let state = 12345
  const next = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32
  return Object.fromEntries(
    pollutants.map((pollutant) => {
      const value = () => (pollutant === 'co' ? Math.round(next() * 60) / 10 : Math.round(next() ** 3 * 400))
      return [pollutant, Float64Array.from({ length }, () => (next() < 0.02 ? Number.NaN : value()))]
    }),
  ) as Record<(typeof pollutants)[number], Float64Array>
}

/** Millions of concentrations a second that become sub-indices, an index and its chief pollutants. */
export async function kernelSection(): Promise<Section> {
  const data = columns()
  const result = emptyResult(length)
  const figures: Figure[] = []
  for (const period of ['hour', 'day'] as const)
    for (const standard of ['HJ633-2026', 'HJ633-2012'] as const) {
      const exact = standardNamed(standard)!
      const ours: number[] = []
      const single: number[] = []
      for (let run = 0; run < runs + 2; run++) {
        const whole = await timed(() => indexColumns(standard, period, data, result))
        const one = await timed(() => {
          for (let at = 0; at < part; at++) indexReport(exact, period, valuesAt(data, at, period))
        })
        if (run < 2) continue
        ours.push((length * 6) / whole.ms / 1000)
        single.push((part * 6) / one.ms / 1000)
      }
      const peer = { name: 'one by one, exact decimals', values: single }
      figures.push({ what: `${standard}, ${period}s`, unit: 'million values/s', values: ours, peer })
    }
  const notes = [
    `${length.toLocaleString('en-GB')} rows of six pollutants. Both give the same numbers: a property test holds that.`,
  ]
  return { title: 'Index kernel', notes, figures }
}

function valuesAt(data: ReturnType<typeof columns>, at: number, period: 'hour' | 'day') {
  const { o3, ...rest } = data
  const said = { ...rest, [period === 'day' ? 'o3_8h' : 'o3']: o3 }
  return Object.fromEntries(
    Object.entries(said)
      .map(([name, column]) => [name, column![at]!] as const)
      .filter(([, value]) => !Number.isNaN(value)),
  )
}
