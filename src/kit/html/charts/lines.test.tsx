import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LineChart, stretches } from './lines.tsx'
import { px, spread, ticks } from './scale.ts'

const series = fc.array(fc.option(fc.integer({ min: 0, max: 900 })), { minLength: 1, maxLength: 60 })

test('stretches hold every value once and no gap', () => {
  fc.assert(
    fc.property(series, (values) => {
      const inside = stretches(values).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      )
      assert.deepEqual(
        inside,
        values.flatMap((value, at) => (value === null ? [] : [at])),
      )
    }),
  )
})

test('a line never crosses a gap, and every point is inside the picture', () => {
  fc.assert(
    fc.property(series, (values) => {
      const html = String(<LineChart title="t" series={[{ name: 'a', values }]} marks={[]} />)
      const lines = [...html.matchAll(/points="([^"]+)"/g)].map(([, points]) => points!.split(' '))
      assert.equal(lines.length, stretches(values).filter(({ from, to }) => to > from).length)
      for (const point of lines.flat()) {
        const [x, y] = point.split(',').map(Number)
        assert.ok(x! >= 40 && x! <= 360 && y! >= 16 && y! <= 260, point)
      }
      assert.ok(!html.includes('NaN'))
    }),
  )
})

test('nothing to show is an empty chart, not a fault', () => {
  const html = String(<LineChart title="t" series={[]} marks={[]} />)
  assert.ok(!html.includes('NaN') && !html.includes('Infinity'))
  assert.doesNotThrow(() =>
    String(<LineChart title="t" series={[{ name: 'a', values: [null] }]} marks={[]} />),
  )
})

test('the last value is marked; of several lines each has its name, an early end where it ends', () => {
  const one = String(<LineChart title="t" series={[{ name: 'a', values: [1, 7, null] }]} marks={[]} />)
  assert.match(one, />7<\/text>/)
  const values = Array.from({ length: 12 }, (_, i) => i)
  const two = String(
    <LineChart
      title="t"
      series={[
        { name: 'whole', values },
        { name: 'early', values: [5, 6] },
      ]}
      marks={[]}
      wide
    />,
  )
  const x = (name: string) => Number(two.match(new RegExp(`x="([\\d.]+)"[^>]*>${name}<`))![1])
  assert.ok(x('early') < 200 && x('whole') > 700)
})

test('a limit that changes along the way is drawn in its parts', () => {
  const html = String(
    <LineChart
      title="t"
      series={[{ name: 'a', values: Array.from({ length: 10 }, () => 50) }]}
      marks={[]}
      limits={[
        { from: 0, to: 4, value: 75, label: 'limit 75' },
        { from: 5, to: 9, value: 60, label: 'limit 60' },
      ]}
    />,
  )
  assert.equal(html.match(/class="limit"/g)!.length, 2)
  assert.match(html, /limit 75/)
  assert.match(html, /limit 60/)
})

test('a hundred thousand values do not end in a stack overflow', () => {
  const values = Array.from({ length: 100_000 }, (_, i) => i % 400)
  assert.doesNotThrow(() => String(<LineChart title="t" series={[{ name: 'a', values }]} marks={[]} />))
})

test('ticks begin at zero, reach the highest value in few round steps, and are evenly spaced', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
      fc.integer({ min: 1, max: 10 }),
      (max, count) => {
        const scale = ticks(max, count)
        assert.equal(scale[0], 0)
        assert.ok(scale.at(-1)! >= max * (1 - 1e-9), `${scale} for ${max}`)
        assert.ok(scale.length - 1 <= count)
        const step = scale[1]!
        const digits = Number(step.toExponential().split('e')[0])
        assert.ok([1, 2, 5].includes(digits), `step ${step}`)
        for (const [i, value] of scale.entries()) assert.ok(Math.abs(value - i * step) <= step * 1e-9)
      },
    ),
  )
})

test('ticks of nothing, of infinity and of no number are a small axis', () => {
  for (const max of [0, -5, Number.NaN, Number.POSITIVE_INFINITY]) assert.deepEqual(ticks(max), [0, 1])
})

test('labels are pushed apart and keep within the picture while there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 8 }), (at) => {
      const placed = spread(at, 16, 0, 200)
      const sorted = placed.toSorted((a, b) => a - b)
      for (let i = 1; i < sorted.length; i++) assert.ok(sorted[i]! - sorted[i - 1]! >= 16)
      assert.ok(placed.every((y) => y >= 0 && y <= 200))
      // Whatever stood above stays above.
      for (const [i, a] of at.entries())
        for (const [j, b] of at.entries()) if (a < b) assert.ok(placed[i]! < placed[j]!)
    }),
  )
})

test('a number of the picture has at most one decimal', () => {
  assert.deepEqual([px(1 / 3), px(2), px(-0.04)], [0.3, 2, -0])
})
