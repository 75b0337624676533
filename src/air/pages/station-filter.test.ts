import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Heard } from '../stations-now.ts'
import { choose } from './station-filter.ts'

const heard = (
  code: string,
  name_zh: string,
  name_en: string,
  kind: 'reference' | 'sensor',
  type: 'urban' | 'traffic',
) =>
  ({
    station: {
      id: 1,
      code,
      kind,
      name_zh,
      name_en,
      district: null,
      lat: 0,
      lon: 0,
      type,
      evaluated: 0,
      licence: null,
    },
    reading: null,
    age: null,
    now: null,
  }) satisfies Heard

const all: Heard[] = [
  heard('1003A', '东城东四', 'Dongsi', 'reference', 'urban'),
  heard('Q', '前门东大街', 'Qianmen East Street', 'reference', 'traffic'),
  heard('s:9', '传感器', 'Sensor', 'sensor', 'urban'),
]
const codes = (query: string) =>
  choose(new URLSearchParams(query), all).found.map(({ station }) => station.code)

test('a name in either language or a code is found, wherever it stands in it and however it is written', () => {
  assert.deepEqual(codes('q=东'), ['1003A', 'Q'])
  assert.deepEqual(codes('q=qIANMEN'), ['Q'])
  assert.deepEqual(codes('q=%201003a%20'), ['1003A'])
  assert.deepEqual(codes('q='), ['1003A', 'Q', 's:9'])
  assert.deepEqual(codes('q=%25'), [], 'no wildcard')
})

test('kind and type narrow the list together', () => {
  assert.deepEqual(codes('kind=reference&type=traffic'), ['Q'])
  assert.deepEqual(codes('kind=sensor'), ['s:9'])
})

test('a wrong choice is told and narrows nothing', () => {
  const chosen = choose(new URLSearchParams('kind=Sensor&type=moon'), all)
  assert.deepEqual(Object.keys(chosen.faults), ['kind', 'type'])
  assert.equal(chosen.found.length, 3)
})

test('any query gives a part of the list', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), fc.string({ maxLength: 20 }), (q, kind) => {
      const chosen = choose(new URLSearchParams({ q, kind }), all)
      assert.ok(chosen.q.length <= 60 && chosen.found.every((one) => all.includes(one)))
    }),
  )
})
