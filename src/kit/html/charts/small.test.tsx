import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LevelScale } from './level-scale.tsx'
import { SmallLine } from './small-line.tsx'
import { Strip } from './strip.tsx'

const markup = async (node: { toString(): string | Promise<string> }) => String(await node.toString())
const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0
const line = (values: (number | null)[], limit?: number) =>
  markup(<SmallLine title="t" values={values} marks={[]} limit={limit} />)

test('a small line never crosses a gap: one stroke a stretch, a dot for a lone value', async () => {
  const text = await line([1, 2, null, 3, null, 4, 5, 6])
  assert.equal(count(text, /<polyline/g), 2)
  assert.equal(count(text, /<circle[^>]*r="2"/g), 1)
  assert.match(text, /class="strong"[^>]*>6</, 'the last value is named')
})

test('a line without any value draws axes and nothing else', async () => {
  const text = await line(Array(24).fill(null))
  assert.equal(count(text, /<polyline|<circle/g), 0)
  assert.match(text, /class="grid"/)
})

test('a limit is drawn only where the values come near it', async () => {
  assert.equal(count(await line([8, 9], 500), /class="limit"/g), 0)
  assert.equal(count(await line([300, 310], 500), /class="limit"/g), 1)
  assert.equal(count(await line([600, 700], 500), /class="limit"/g), 1)
})

const value = fc.option(fc.double({ min: 0, max: 5000, noNaN: true }), { nil: null })

test('whatever the values are, no coordinate is NaN', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 30 }), async (values) => {
      assert.doesNotMatch(await line(values), /NaN|Infinity|undefined/)
    }),
    { numRuns: 50 },
  )
})

test('the smallest values that a number can be have an axis too', async () => {
  for (const value of [5e-324, 1e-310, 1e-300, 1e-9])
    assert.doesNotMatch(await line([value]), /NaN|Infinity|undefined/, String(value))
})

const cell = (number: number | null) => ({
  label: '12/1',
  value: number,
  level: number === null ? null : 2,
  title: 't',
})

test('a strip has a cell a day, also for a day without a value', async () => {
  const text = await markup(<Strip title="t" cells={[cell(50), cell(null), cell(80)]} />)
  assert.equal(count(text, /<rect/g), 3)
  assert.match(text, /level-0/)
  assert.match(text, />–</)
  assert.doesNotMatch(await markup(<Strip title="t" cells={[]} wide />), /NaN/)
})

test('the pointer of a scale stays on it, and stays away without a value', async () => {
  const steps = [
    { colour: '#00ff00', title: 'good' },
    { colour: '#ff0000', title: 'bad' },
  ]
  const at = async (place: number | null) => markup(<LevelScale title="t" steps={steps} at={place} />)
  assert.match(await at(1), /M180 12/)
  assert.match(await at(99), /M354 12/)
  assert.match(await at(0), /M6 12/)
  assert.doesNotMatch(await at(null), /<path/)
})
