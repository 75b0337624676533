import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nearNames } from './near-names.ts'
import type { Station } from './stations.ts'

const station = (id: number, code: string, name_zh: string, name_en: string): Station => ({
  id,
  code,
  kind: 'reference',
  name_zh,
  name_en,
  district: null,
  lat: 0,
  lon: 0,
  type: 'urban',
  evaluated: 1,
  licence: null,
})
const stations = [
  station(1, '1003A', '东城东四', 'Dongsi'),
  station(2, '1004A', '东城天坛', 'Tiantan'),
  station(3, 'sensor.community:77', '传感器 77', 'Sensor 77'),
]
const codes = (typed: string) => nearNames(typed, stations).map(({ code }) => code)

test('a name that is nearly right leads to its station', () => {
  assert.equal(codes('dongs')[0], '1003A')
  assert.equal(codes('Tiantam')[0], '1004A')
  assert.equal(codes('东四')[0], '1003A')
  assert.deepEqual(codes('1003')[0], '1003A')
})

test('what nothing is like has no neighbours', () => {
  assert.deepEqual(codes('xyzzy'), [])
  assert.deepEqual(codes('  '), [])
})

test('any text has at most five answers and never fails', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => codes(typed).length <= 5),
    { numRuns: 40 },
  )
})
