import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { meridians, projectionOf } from './projection.ts'

const point = fc.record({
  lat: fc.double({ min: -75, max: 75, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('every point lies on the drawing, with its margin, north above south and east right of west', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
      const map = projectionOf(points, 500, 20, 700)
      assert.ok(map.height <= 700 && map.height > 0)
      for (const { lat, lon } of points) {
        assert.ok(map.x(lon) >= 19.9 && map.x(lon) <= 480.1, `x ${map.x(lon)}`)
        assert.ok(map.y(lat) >= 19.9 && map.y(lat) <= map.height - 19, `y ${map.y(lat)} of ${map.height}`)
      }
      assert.ok(map.y(map.bounds.north) < map.y(map.bounds.south))
      assert.ok(map.x(map.bounds.west) < map.x(map.bounds.east))
    }),
  )
})

test('a lone station stands in the middle', () => {
  const map = projectionOf([{ lat: 39.9, lon: 116.4 }], 500, 20, 400)
  assert.deepEqual([map.x(116.4), map.y(39.9)], [250, map.height / 2])
})

test('round lines of longitude, few of them', () => {
  assert.deepEqual(meridians(115.97, 117.12), [116, 116.5, 117])
  assert.deepEqual(meridians(39.51, 40.5), [39.6, 39.8, 40, 40.2, 40.4])
  fc.assert(
    fc.property(
      fc.double({ min: -180, max: 170, noNaN: true }),
      fc.double({ min: 0.05, max: 9, noNaN: true }),
      (from, wide) => {
        const lines = meridians(from, from + wide)
        assert.ok(
          lines.length <= 6 && lines.every((line) => line >= from - 0.01 && line <= from + wide + 0.01),
        )
      },
    ),
  )
})
