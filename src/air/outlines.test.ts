import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beijing } from '../beijing.ts'
import { drawnOutlines, outlinesOf, pathOf, shapePoints } from './outlines.ts'
import { projectionOf } from './projection.ts'

test('the package has an outline for every district of Beijing, in the divisions of today', async () => {
  const outlines = (await outlinesOf(beijing.districts))!
  assert.deepEqual(new Set(outlines.keys()), new Set(beijing.districts.map(({ code }) => code)))
  // Dongcheng took in Chongwen, Xicheng Xuanwu: two rings each.
  assert.equal(outlines.get('110101')!.rings.length, 2)
  assert.equal(outlines.get('110102')!.rings.length, 2)
  for (const { centre, rings } of outlines.values()) {
    const lats = rings.flat().map(({ lat }) => lat)
    assert.ok(centre.lat > Math.min(...lats) && centre.lat < Math.max(...lats))
  }
})

test('with one district unknown to the package there is no outline at all', async () => {
  const elsewhere = { ...beijing.districts[0]!, code: '110199', name: { zh: '新设区', en: 'New' } }
  assert.equal(await outlinesOf([...beijing.districts, elsewhere]), null)
  assert.equal(await outlinesOf([{ ...elsewhere, code: '440305' }]), null)
  assert.equal(await outlinesOf([]), null)
})

test('every station stands inside or beside the outlines', async () => {
  const outlines = (await outlinesOf(beijing.districts))!
  const all = [...outlines.values()].flatMap(shapePoints)
  const map = projectionOf(all, 600, 6, 900)
  for (const { lat, lon } of beijing.stations) {
    assert.ok(map.x(lon) > 6 && map.x(lon) < 594 && map.y(lat) > 6 && map.y(lat) < map.height - 6)
  }
})

test('a path has whole pixels, no point twice and none on a straight way', () => {
  const map = projectionOf(
    [
      { lat: 0, lon: 0 },
      { lat: 1, lon: 1 },
    ],
    100,
    0,
    200,
  )
  const square = [
    { lat: 0, lon: 0 },
    { lat: 0, lon: 0.0001 },
    { lat: 0, lon: 0.5 },
    { lat: 0, lon: 1 },
    { lat: 1, lon: 1 },
    { lat: 1, lon: 0 },
  ]
  assert.equal(pathOf({ centre: square[0]!, rings: [square] }, map), 'M0 100L100 100L100 0L0 0Z')
  assert.equal(pathOf({ centre: square[0]!, rings: [square.slice(0, 2)] }, map), '', 'too small to be seen')
})

test('the outlines for pictures keep every district within one drawing, its name within its box', async () => {
  const drawn = (await drawnOutlines(beijing.districts))!
  assert.deepEqual(
    drawn.shapes.map(({ code }) => code),
    beijing.districts.map(({ code }) => code),
  )
  for (const { box, centre, path } of drawn.shapes) {
    assert.ok(box.x >= 0 && box.x + box.width <= drawn.width, path.slice(0, 20))
    assert.ok(box.y >= 0 && box.y + box.height <= drawn.height, path.slice(0, 20))
    assert.ok(centre.x > box.x && centre.x < box.x + box.width)
    assert.ok(centre.y > box.y && centre.y < box.y + box.height)
    assert.match(path, /^M[\dML Z]+Z$/)
  }
  assert.equal(await drawnOutlines([{ ...beijing.districts[0]!, code: '999999' }]), null)
})
