import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  averagingsOf,
  indexStandardOn,
  indexStandards,
  onlyAveraging,
  standardNamed,
  unitOfColumn,
} from './registry.ts'
import { hexOf, rgbOf } from './standard.ts'

test('a day is read by the standard in force on it', () => {
  assert.equal(indexStandardOn('2026-02-28').name, 'HJ633-2012')
  assert.equal(indexStandardOn('2026-03-01').name, 'HJ633-2026')
  assert.equal(indexStandardOn('2013-03-01').name, 'HJ633-2012')
  assert.equal(indexStandardOn('2040-01-01').name, 'HJ633-2026')
})

test('names find their standard, and nothing else does', () => {
  for (const standard of indexStandards) assert.equal(standardNamed(standard.name), standard)
  for (const wrong of ['', 'hj633-2026', 'constructor', '__proto__', 'GB3095']) {
    assert.equal(standardNamed(wrong), undefined)
  }
})

test('categories join without gap or overlap and are named in both languages', () => {
  for (const { name, categories } of indexStandards) {
    categories.forEach((category, at) => {
      assert.equal(category.level, at + 1)
      if (at > 0) assert.equal(category.from, categories[at - 1]!.to + 1, `${name} level ${at + 1}`)
      for (const words of [category.name, category.levelName, category.colour])
        assert.ok(words.zh && words.en)
      for (const part of [...category.rgb, ...category.assist]) assert.ok(part >= 0 && part <= 255)
    })
  }
})

test('every level of HJ 633 has its official advice with an English one beside it', () => {
  for (const standard of indexStandards) {
    if (standard.kind !== 'hj') continue
    for (const { health, advice } of standard.categories)
      assert.ok(health?.zh && health.en && advice?.zh && advice.en)
    assert.deepEqual(Object.keys(standard.sensitive).sort(), ['co', 'no2', 'o3', 'pm10', 'pm25', 'so2'])
  }
})

test('bands rise and follow one another', () => {
  for (const standard of indexStandards) {
    if (standard.kind !== 'bands') continue
    for (const { bands } of Object.values(standard.columns)) {
      bands.forEach(({ low, high, from, to }, at) => {
        assert.ok(low < high && from < to)
        if (at > 0) assert.ok(low > bands[at - 1]!.high && from === bands[at - 1]!.to + 1)
      })
    }
  }
})

test('the averaging may be left out where only one column is meant', () => {
  const only = (name: string, substance: 'pm25' | 'o3' | 'so2') =>
    onlyAveraging(standardNamed(name)!, substance)
  assert.equal(only('HJ633-2026', 'pm25'), '24h')
  assert.equal(only('HJ633-2026', 'so2'), null)
  assert.equal(only('UK-DAQI', 'so2'), '15min')
  assert.equal(only('IN-NAQI', 'o3'), '8h')
  assert.equal(only('US-EPA-2024', 'o3'), null)
  assert.deepEqual(averagingsOf(standardNamed('EU-EAQI-2024')!, 'co'), [])
})

test('columns are in the units of their tables', () => {
  assert.equal(unitOfColumn(standardNamed('HJ633-2026')!, 'co_24h'), 'mg/m3')
  assert.equal(unitOfColumn(standardNamed('IN-NAQI')!, 'co_8h'), 'mg/m3')
  assert.equal(unitOfColumn(standardNamed('US-EPA-2024')!, 'co_8h'), 'ppm')
  assert.equal(unitOfColumn(standardNamed('US-EPA-2024')!, 'no2_1h'), 'ppb')
  assert.equal(unitOfColumn(standardNamed('UK-DAQI')!, 'o3_8h'), 'ug/m3')
})

test('colours go to hexadecimal and back', () => {
  assert.equal(hexOf([0, 228, 0]), '#00e400')
  assert.deepEqual(rgbOf('#ce30ff'), [206, 48, 255])
})
