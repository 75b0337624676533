import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SparseEncoder } from './encoder.ts'
import type { Move } from './move.ts'
import type { FilmFormat } from './parameters.ts'
import { Planes } from './planes.ts'
import { annexB, judges, shown } from './testing-judge.ts'

interface Change {
  column: number
  row: number
  /** What the macroblock becomes: noise, one colour, a slope, or a little brighter. */
  paint: 'noise' | 'flat' | 'slope' | 'brighter'
  tone: number
}

/** What happens in one frame. */
interface Frame {
  changes: Change[]
  key?: boolean
}

/** Paints a macroblock of the source. */
function paint(planes: Planes, { column, row, paint: how, tone }: Change) {
  const brush = (old: number, x: number, y: number) => {
    if (how === 'noise') return (Math.imul(old + 1, 2654435761) ^ Math.imul(x * 16 + y + tone, 40503)) & 255
    if (how === 'flat') return tone
    return how === 'slope' ? (tone + 5 * x + 2 * y) & 255 : Math.min(255, old + 3)
  }
  const fill = (plane: Uint8Array, stride: number, side: number) => {
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const at = (row * side + y) * stride + column * side + x
        plane[at] = brush(plane[at]!, x, y)
      }
  }
  fill(planes.y, planes.stride, 16)
  fill(planes.u, planes.chromaStride, 8)
  fill(planes.v, planes.chromaStride, 8)
}

/** Slides the strip in the source; what enters on either side is new. */
function slide(planes: Planes, move: Move, frame: number) {
  const shift = (plane: Uint8Array, stride: number, scale: number) => {
    const step = move.dx / scale
    for (let row = move.y / scale; row < (move.y + move.height) / scale; row++) {
      const from = row * stride + move.x / scale
      const line = plane.slice(from, from + move.width / scale)
      for (let x = 0; x < line.length; x++) {
        const old = x - step
        plane[from + x] = old >= 0 && old < line.length ? line[old]! : (frame * 31 + row * 7) & 255
      }
    }
  }
  shift(planes.y, planes.stride, 1)
  shift(planes.u, planes.chromaStride, 2)
  shift(planes.v, planes.chromaStride, 2)
}

/** Encodes the frames; returns the stream and the encoder's own idea of what a decoder sees. */
function film(format: FilmFormat, frames: readonly Frame[], move: Move | null) {
  const encoder = new SparseEncoder(format)
  const source = new Planes(format.width, format.height)
  source.y.forEach((_, i) => {
    source.y[i] = (i >> 5) & 255
  })
  source.u.fill(110)
  source.v.fill(140)
  const changed = new Uint8Array(source.columns * source.rows)
  const pictures: Uint8Array[] = []
  const expected: Uint8Array[] = []
  for (const [at, { changes, key = false }] of frames.entries()) {
    changed.fill(0)
    for (const change of changes) {
      if (change.column >= source.columns || change.row >= source.rows) continue
      const top = change.row * 16
      if (move && top >= move.y && top < move.y + move.height) continue
      paint(source, change)
      changed[change.row * source.columns + change.column] = 1
    }
    if (move && at > 0) slide(source, move, at)
    const moves = move && at > 0 ? [move] : []
    pictures.push(at === 0 || key ? encoder.key(source) : encoder.next(source, changed, moves))
    expected.push(shown(encoder.reconstruction, format))
  }
  return { pictures, expected, source }
}

const change: fc.Arbitrary<Change> = fc.record({
  column: fc.nat(11),
  row: fc.nat(8),
  paint: fc.constantFrom('noise', 'flat', 'slope', 'brighter'),
  tone: fc.nat(255),
})
const rarely = fc.nat(9).map((n) => n === 0)
const frames = fc.array(fc.record({ changes: fc.array(change, { maxLength: 6 }), key: rarely }), {
  minLength: 2,
  maxLength: 12,
})
const strip = (columns: number) =>
  fc.record({
    x: fc.constant(0),
    y: fc.constantFrom(16, 48),
    width: fc.constant(columns * 16),
    height: fc.constantFrom(16, 32),
    dx: fc.constantFrom(-4, -16, -2, 4, 6),
  })

for (const judge of judges())
  test(`what the encoder takes for the picture is what ${judge.name} decodes, bit for bit`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom([64, 64], [176, 144], [100, 90], [192, 130]),
        fc.integer({ min: 10, max: 51 }),
        frames,
        fc.option(strip(12)),
        async ([width, height], qp, list, wide) => {
          const format = { width: width!, height: height!, rate: 25, qp }
          const columns = Math.ceil(format.width / 16)
          const move = wide && { ...wide, width: columns * 16 }
          if (move && move.y + move.height > Math.ceil(format.height / 16) * 16) return
          const { pictures, expected } = film(format, list, move)
          const seen = await judge.decode(format, pictures)
          assert.equal(seen.length, expected.length)
          for (const [at, picture] of expected.entries())
            assert.ok(Buffer.from(picture).equals(seen[at]!), `picture ${at} differs`)
        },
      ),
      { numRuns: judge.name === 'ffmpeg' ? 25 : 120 },
    )
  })

const small: FilmFormat = { width: 1920, height: 1080, rate: 25, qp: 20 }

test('a repeated frame of full size is eleven bytes', () => {
  const encoder = new SparseEncoder(small)
  encoder.key(new Planes(small.width, small.height))
  const nothing = new Uint8Array(encoder.reconstruction.columns * encoder.reconstruction.rows)
  const { length } = encoder.next(new Planes(small.width, small.height), nothing)
  assert.ok(length + 4 <= 12, `${length} bytes and a length of four`)
})

test('a subtitle that appears right under the crawl does not drift', async () => {
  const format = { width: 192, height: 128, rate: 25, qp: 20 }
  const move = { x: 0, y: 32, width: 192, height: 32, dx: -4 }
  const plate = (tone: number): Change[] =>
    Array.from({ length: 8 }, (_, i) => ({ column: 2 + i, row: 4, paint: 'noise', tone: tone + i }))
  const list = Array.from({ length: 30 }, (_, at) => ({
    changes: at === 8 ? plate(1) : at === 20 ? plate(99) : [],
  }))
  const { pictures, expected } = film(format, list, move)
  for (const judge of judges()) {
    const seen = await judge.decode(format, pictures)
    assert.deepEqual(
      seen.map((picture, at) => Buffer.from(picture).equals(expected[at]!)),
      expected.map(() => true),
      judge.name,
    )
  }
})

test('the picture comes near its source, nearer with a finer quantiser', () => {
  const list: Frame[] = Array.from({ length: 6 }, (_, at) => ({
    changes: [{ column: at, row: 2, paint: 'slope', tone: 40 * at }],
  }))
  const error = (qp: number) => {
    const { source, expected } = film({ width: 176, height: 144, rate: 25, qp }, list, null)
    const last = expected.at(-1)!
    const wanted = shown(source, { width: 176, height: 144, rate: 25, qp })
    return Math.max(...wanted.map((value, i) => Math.abs(value - last[i]!)))
  }
  assert.ok(error(12) <= 4)
  assert.ok(error(20) <= 9)
  assert.ok(error(12) <= error(40))
})

test('scenes encoded apart join to one film without encoding again', async () => {
  const format = { width: 64, height: 64, rate: 25, qp: 24 }
  const scene = (tone: number) =>
    film(
      format,
      [
        { changes: [{ column: 1, row: 1, paint: 'noise', tone }] },
        { changes: [{ column: 2, row: 2, paint: 'flat', tone }] },
      ],
      null,
    )
  const scenes = [scene(10), scene(200)]
  const expected = scenes.flatMap((one) => one.expected)
  for (const judge of judges()) {
    const seen = await judge.decode(
      format,
      scenes.flatMap((one) => one.pictures),
    )
    assert.equal(seen.length, 4)
    for (const [at, picture] of seen.entries())
      assert.ok(Buffer.from(expected[at]!).equals(picture), judge.name)
  }
})

test('a quantiser too fine for Baseline codes, or a strip off the grid, is refused', () => {
  assert.throws(() => new SparseEncoder({ ...small, qp: 9 }), RangeError)
  assert.throws(() => new SparseEncoder({ ...small, qp: 20.5 }), RangeError)
  const encoder = new SparseEncoder({ ...small, width: 64, height: 64 })
  const source = new Planes(64, 64)
  encoder.key(source)
  const off = { x: 0, y: 8, width: 64, height: 16, dx: -4 }
  assert.throws(() => encoder.next(source, new Uint8Array(16), [off]), RangeError)
})

test('no start code hides in the data', () => {
  const { pictures } = film({ width: 64, height: 64, rate: 25, qp: 51 }, [{ changes: [] }], null)
  for (const unit of pictures)
    assert.equal(annexB({ width: 64, height: 64, rate: 25, qp: 51 }, []).includes(unit.subarray(0, 8)), false)
  for (const unit of pictures)
    for (let i = 0; i + 2 < unit.length; i++)
      assert.ok(!(unit[i] === 0 && unit[i + 1] === 0 && unit[i + 2]! <= 2), `at ${i}`)
})
