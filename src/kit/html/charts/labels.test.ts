import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Box, dotBox, overlap, placeLabels, type Spot } from './labels.ts'

const within: Box = { x: 0, y: 0, width: 400, height: 300 }
const radius = 4

const spot: fc.Arbitrary<Spot> = fc.record({
  x: fc.double({ min: 0, max: 400, noNaN: true }),
  y: fc.double({ min: 0, max: 300, noNaN: true }),
  width: fc.integer({ min: 8, max: 60 }),
  height: fc.integer({ min: 8, max: 20 }),
})
const spots = fc.array(spot, { maxLength: 60 })

test('no label covers another label, a dot of another place, or leaves the ground', () => {
  fc.assert(
    fc.property(spots, fc.boolean(), (all, centred) => {
      const placed = placeLabels(all, within, { radius, centred })
      assert.equal(placed.length, all.length)
      for (const [i, box] of placed.entries()) {
        if (!box) continue
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 400 && box.y + box.height <= 300)
        for (const [j, other] of placed.entries()) if (other && i !== j) assert.ok(!overlap(box, other))
        for (const [j, dot] of all.entries()) if (i !== j) assert.ok(!overlap(box, dotBox(dot, radius)))
        if (!centred) assert.ok(!overlap(box, dotBox(all[i]!, radius)))
      }
    }),
  )
})

test('what stood there before stays uncovered', () => {
  fc.assert(
    fc.property(spots, spots, (first, second) => {
      const taken = placeLabels(first, within, { radius }).filter((box) => box !== null)
      for (const box of placeLabels(second, within, { radius, taken }))
        if (box) assert.ok(taken.every((other) => !overlap(box, other)))
    }),
  )
})

test('a dot alone carries its label itself, else on its right; one in the corner goes inwards', () => {
  const alone = { x: 100, y: 100, width: 20, height: 10 }
  assert.deepEqual(placeLabels([alone], within, { radius, centred: true }), [
    { x: 90, y: 95, width: 20, height: 10 },
  ])
  assert.deepEqual(placeLabels([alone], within, { radius }), [{ x: 105, y: 95, width: 20, height: 10 }])
  const corner = { ...alone, x: 398, y: 150 }
  assert.deepEqual(placeLabels([corner], within, { radius }), [{ x: 373, y: 145, width: 20, height: 10 }])
})

test('two dots on the same place: neither may be covered by the other label', () => {
  const same = { x: 100, y: 100, width: 20, height: 10 }
  const [first, second] = placeLabels([same, same], within, { radius, centred: true })
  assert.ok(first && second && !overlap(first, second))
})

test('thousands of dots are placed at once', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => ({
    x: (i * 7919) % 4000,
    y: (i * 104_729) % 3000,
    width: 24,
    height: 14,
  }))
  const ground = { x: 0, y: 0, width: 4000, height: 3000 }
  assert.ok(placeLabels(many, ground, { radius }).filter(Boolean).length > 2_000)
})
