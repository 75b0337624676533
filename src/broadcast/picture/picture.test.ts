import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Planes } from '../h264/planes.ts'
import { judges, shown } from '../h264/testing-judge.ts'
import { Crawl } from './crawl.ts'
import { SceneRenderer } from './renderer.ts'
import { filmScene, wipeFrames } from './scene-film.ts'
import { merged, overlaps, type Rect } from './sprite.ts'
import { testCrawl, testScene } from './testing-scene.ts'
import { intoPlanes } from './yuv.ts'

const format = { width: 200, height: 150, rate: 25, qp: 20 }

test('drawing only what changed gives the same picture as drawing everything', () => {
  const scene = testScene('a', format.width, format.height, 45)
  const sparse = new Planes(format.width, format.height)
  const changed = new Uint8Array(sparse.columns * sparse.rows)
  const renderer = new SceneRenderer(scene, sparse)
  renderer.whole(0, sparse, changed)
  for (let frame = 1; frame < scene.frames; frame++) {
    const before = sparse.y.slice()
    changed.fill(0)
    renderer.advance(frame, sparse, changed)
    const full = new Planes(format.width, format.height)
    new SceneRenderer(scene, full).whole(frame, full, changed.slice())
    assert.deepEqual([sparse.y, sparse.u, sparse.v], [full.y, full.u, full.v], `frame ${frame}`)
    for (let i = 0; i < before.length; i++) {
      if (before[i] === sparse.y[i]) continue
      const mark = ((i / sparse.stride) >> 4) * sparse.columns + ((i % sparse.stride) >> 4)
      assert.equal(changed[mark], 1, `frame ${frame}: a changed macroblock is marked`)
    }
  }
})

test('a frame in which nothing moves draws nothing', () => {
  const scene = testScene('a', format.width, format.height, 45)
  const planes = new Planes(format.width, format.height)
  const changed = new Uint8Array(planes.columns * planes.rows)
  const renderer = new SceneRenderer(scene, planes)
  renderer.whole(40, planes, changed)
  changed.fill(0)
  assert.equal(renderer.advance(41, planes, changed), false)
  assert.ok(!changed.includes(1))
})

for (const judge of judges())
  test(`wipe, crawl and a plate under the crawl: the film is what ${judge.name} decodes`, async () => {
    const before = testScene('before', format.width, format.height, 30, '#702020')
    const scene = testScene('a', format.width, format.height, 45)
    const expected: Uint8Array[] = []
    const crawl = new Crawl(testCrawl, new Planes(format.width, format.height).stride)
    const onFrame = (_: number, encoder: { reconstruction: Planes }) => {
      expected.push(shown(encoder.reconstruction, format))
    }
    const pictures = await filmScene({ format, scene, before, from: 30, crawl, keyEvery: 40, onFrame })
    const seen = await judge.decode(format, pictures)
    assert.equal(seen.length, scene.frames)
    for (const [at, picture] of seen.entries())
      assert.ok(Buffer.from(expected[at]!).equals(picture), `frame ${at}`)
  })

test('a wipe ends on the scene that comes, as if there had been none', async () => {
  const scene = testScene('a', format.width, format.height, 45)
  const last = async (before: typeof scene | null) => {
    let planes: Uint8Array = new Uint8Array()
    await filmScene({
      format: { ...format, qp: 12 },
      scene,
      before,
      from: 0,
      crawl: null,
      onFrame: (frame, { reconstruction }) => {
        if (frame === wipeFrames + 10) planes = shown(reconstruction, format)
      },
    })
    return planes
  }
  const [plain, wiped] = [
    await last(null),
    await last(testScene('b', format.width, format.height, 20, '#702020')),
  ]
  const off = plain.reduce((most, value, i) => Math.max(most, Math.abs(value - wiped[i]!)), 0)
  assert.ok(off <= 6, `differs by ${off}`)
})

test('colours are those of BT.709 in limited range', () => {
  const planes = new Planes(16, 16)
  const colour = (rgb: number) => {
    intoPlanes(
      new Uint32Array(256).fill((0xff000000 | rgb) >>> 0),
      { x: 0, y: 0, width: 16, height: 16 },
      planes,
      new Uint8Array(1),
    )
    return [planes.y[0], planes.u[0], planes.v[0]]
  }
  assert.deepEqual(colour(0x000000), [16, 128, 128])
  assert.deepEqual(colour(0xffffff), [235, 128, 128])
  // Red, green and blue as the recommendation's matrix gives them, the lowest byte being red.
  assert.deepEqual(colour(0x0000ff), [63, 102, 240])
  assert.deepEqual(colour(0x00ff00), [173, 42, 26])
  assert.deepEqual(colour(0xff0000), [32, 240, 118])
})

const rect: fc.Arbitrary<Rect> = fc.record({
  x: fc.nat(100),
  y: fc.nat(100),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
})

test('merged rectangles cover all of them and never overlap', () => {
  fc.assert(
    fc.property(fc.array(rect, { maxLength: 12 }), (rects) => {
      const apart = merged(rects)
      for (const [i, one] of apart.entries())
        assert.ok(apart.every((other, j) => i === j || !overlaps(one, other)))
      for (const { x, y, width, height } of rects)
        assert.ok(
          apart.some(
            (one) =>
              one.x <= x && one.y <= y && one.x + one.width >= x + width && one.y + one.height >= y + height,
          ),
        )
    }),
  )
})

test('the crawl comes round to where it began', () => {
  const crawl = new Crawl(testCrawl, 208)
  const planes = new Planes(200, 150)
  crawl.place(planes, 0)
  const first = planes.y.slice()
  crawl.place(planes, 1)
  assert.notDeepEqual(planes.y, first)
  crawl.place(planes, 304 / 4)
  assert.deepEqual(planes.y, first)
})
