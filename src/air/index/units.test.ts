import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compare, exactOf, numberOf } from './decimal.ts'
import { convert, type Substance, type Unit, unitFrom, units } from './units.ts'

const converted = (amount: number, substance: Substance, from: Unit, to: Unit) => {
  const result = convert(exactOf(amount), substance, from, to)
  return result && numberOf(result)
}

test('ppb become µg/m³ with the molar mass over 24.465 litres', () => {
  // 100 × 47.998 ÷ 24.465 = 196.190476…
  assert.equal(converted(100, 'o3', 'ppb', 'ug/m3')?.toFixed(6), '196.190476')
  // 1 × 28.01 ÷ 24.465 = 1.144900879…
  assert.equal(converted(1, 'co', 'ppm', 'mg/m3')?.toFixed(6), '1.144901')
  assert.equal(converted(75, 'so2', 'ppb', 'ug/m3')?.toFixed(3), '196.401')
  assert.equal(converted(0.1, 'no2', 'ppm', 'ppb'), 100)
  assert.equal(converted(1250, 'co', 'ug/m3', 'mg/m3'), 1.25)
  assert.equal(converted(0.05, 'pm25', 'mg/m3', 'ug/m3'), 50)
})

test('particles have no share of volume', () => {
  assert.equal(converted(1, 'pm25', 'ppb', 'ug/m3'), null)
  assert.equal(converted(1, 'pb', 'ug/m3', 'ppm'), null)
  assert.equal(converted(1, 'pm10', 'ppm', 'ppb'), null)
})

test('units are read as people write them', () => {
  assert.equal(unitFrom('µg/m³'), 'ug/m3')
  assert.equal(unitFrom('μg/m3'), 'ug/m3')
  assert.equal(unitFrom(' MG / M^3 '), 'mg/m3')
  assert.equal(unitFrom('PPM'), 'ppm')
  assert.equal(unitFrom('g/m3'), null)
})

test('there and back is the very same fraction', () => {
  const gas = fc.constantFrom<Substance>('so2', 'no2', 'co', 'o3', 'nh3')
  const unit = fc.constantFrom(...units)
  fc.assert(
    fc.property(gas, unit, unit, fc.integer({ min: 0, max: 1e6 }), (substance, from, to, tenths) => {
      const amount = exactOf(tenths / 10)
      const back = convert(convert(amount, substance, from, to)!, substance, to, from)!
      assert.equal(compare(back, amount), 0)
    }),
  )
})
