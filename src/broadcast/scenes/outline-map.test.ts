import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shapes } from '../shape.ts'
import { sampleAir } from '../testing.ts'
import { outlineMap } from './outline-map.ts'
import type { Stage } from './stage.ts'

test('a number that fits by a part of a pixel, once the map has moved aside, needs no inset', () => {
  const air = sampleAir(186)
  const district = air.districts[0]!
  const stage = {
    language: 'zh',
    shape: shapes.wide,
    layout: { scale: 1 },
    air: { ...air, districts: [district] },
  } as unknown as Stage
  for (let width = 30; width < 70; width++)
    for (let height = 20; height < 50; height++) {
      const box = { x: 100, y: 100, width, height }
      const [right, bottom] = [box.x + width, box.y + height]
      const path = `M100 100L${right} 100L${right} ${bottom}L100 ${bottom}Z`
      const centre = { x: box.x + width / 2, y: box.y + height / 2 }
      const map = outlineMap(
        stage,
        { x: 96, y: 200, width: 1000, height: 600 },
        { width: 477, height: 600, shapes: [{ code: district.code, path, box, centre }] },
      )
      assert.ok(map.coloured(district, 0).length >= 1, `${width} × ${height}`)
    }
})
