import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answerLine } from './answer.ts'

const today = '2026-11-24'
const ask = (question: unknown, day = today) => JSON.parse(answerLine(JSON.stringify(question), 7, day))
const hj = (pollutant: string, averaging: string | undefined, concentration: unknown, more: object = {}) =>
  ask({ standard: 'HJ633-2026', pollutant, averaging, concentration, ...more })

test('a concentration gets its sub-index', () => {
  assert.deepEqual(hj('pm25', '24h', 75), { subIndex: 114 })
  assert.deepEqual(hj('pm25', '1h', 75), { subIndex: 114 })
  assert.deepEqual(hj('pm25', undefined, 75), { subIndex: 114 })
  assert.deepEqual(hj('co', '24h', 0), { subIndex: 0 })
  assert.deepEqual(ask({ standard: 'HJ633-2012', pollutant: 'pm25', concentration: 75 }), { subIndex: 100 })
  assert.deepEqual(ask({ standard: 'US-EPA-2024', pollutant: 'pm25', concentration: 35.4 }), {
    subIndex: 100,
  })
  assert.deepEqual(ask({ standard: 'IN-NAQI', pollutant: 'nh3', concentration: 201 }), { subIndex: 51 })
  assert.deepEqual(ask({ standard: 'IN-NAQI', pollutant: 'pb', concentration: 0.51 }), { subIndex: 51 })
})

test('a standard of levels gives the level; the British one is a number as well', () => {
  assert.deepEqual(ask({ standard: 'EU-EAQI-2024', pollutant: 'no2', concentration: 25.1 }), { level: 3 })
  const uk = { standard: 'UK-DAQI', pollutant: 'so2', averaging: '15min', concentration: 1065 }
  assert.deepEqual(ask(uk), { level: 10, subIndex: 10 })
})

test('what cannot be computed is null with a reason', () => {
  const so2 = ask({ standard: 'HJ633-2012', pollutant: 'so2', averaging: '1h', concentration: 801 })
  assert.equal(so2.subIndex, null)
  assert.match(so2.reason, /so2 24h/)
  assert.equal(
    ask({ standard: 'US-EPA-2024', pollutant: 'o3', averaging: '1h', concentration: 0.1 }).subIndex,
    null,
  )
})

test('above the scale the raw value stays beside the index', () => {
  assert.deepEqual(hj('pm25', '24h', 612), { subIndex: 500, aboveScale: true, concentration: 612 })
  assert.deepEqual(hj('so2', '1h', 801), { subIndex: 200, aboveScale: true, concentration: 801 })
  assert.equal(ask({ standard: 'US-EPA-2024', pollutant: 'pm25', concentration: 400 }).subIndex, 649)
})

test('other units are converted before anything is rounded', () => {
  assert.deepEqual(hj('pm25', '24h', 0.075, { unit: 'mg/m3' }), { subIndex: 114 })
  assert.deepEqual(hj('co', '24h', 2150, { unit: 'ug/m3' }), { subIndex: 55 })
  // 75 ppb × 64.066 ÷ 24.465 = 196.4 → 196: 50 + ceil(50 × 46 ÷ 350 = 6.57)
  assert.deepEqual(hj('so2', '1h', 75, { unit: 'ppb' }), { subIndex: 57 })
  // 137 µg/m³ × 24.465 ÷ 47.998 = 69.83 ppb → 0.069: 51 + 49 × 14 ÷ 15 = 96.7
  const o3 = { standard: 'US-EPA-2024', pollutant: 'o3', averaging: '8h', concentration: 137, unit: 'µg/m³' }
  assert.deepEqual(ask(o3), { subIndex: 97 })
  assert.deepEqual(ask({ ...o3, concentration: 70, unit: 'ppb' }), { subIndex: 100 })
})

test('a day is answered with all that is published with it', () => {
  const values = { pm25: 80, pm10: 90, so2: 3, no2: 20, co: 1.05, o3_8h: 60 }
  assert.deepEqual(ask({ standard: 'HJ633-2026', period: 'day', values }), {
    index: 119,
    published: 119,
    chief: ['pm25'],
    category: { level: 3, zh: '轻度污染', en: 'Lightly polluted', rgb: [255, 126, 0] },
    subIndices: { pm25: 119, pm10: 79, so2: 3, no2: 25, co: 25, o3: 30 },
  })
})

test('missing, null and negative values are invalid pollutants', () => {
  const day = (values: object) => ask({ standard: 'HJ633-2026', period: 'day', values })
  const full = { pm25: 20, pm10: 40, so2: 3, no2: 20, co: 1, o3_8h: 60 }
  assert.equal(day(full).published, 40)
  for (const so2 of [null, -3]) {
    const answer = day({ ...full, so2 })
    assert.deepEqual([answer.index, answer.published, answer.subIndices.so2], [40, 'NA', null])
  }
  const nothing = day({ pm25: -1 })
  assert.deepEqual(
    [nothing.index, nothing.published, nothing.chief, nothing.category],
    [null, 'NA', [], null],
  )
  assert.equal(ask({ standard: 'HJ633-2026', period: 'day', values: {} }).index, null)
})

test('an hour takes bare names and names with _1h', () => {
  const hour = (values: object) => ask({ standard: 'HJ633-2026', period: 'hour', values }).subIndices
  const six = { pm25: 61, pm10: 20, so2: 100, no2: 100, co: 5, o3: 160 }
  const named = Object.fromEntries(Object.entries(six).map(([key, value]) => [`${key}_1h`, value]))
  assert.deepEqual(hour(six), hour(named))
})

test('what the standard does not use is named, what it cannot tell apart is refused', () => {
  const day = (values: object) => ask({ standard: 'HJ633-2026', period: 'day', values })
  assert.deepEqual(day({ pm25: 61, o3_1h: 900, nh3: 5 }).ignored, ['o3_1h', 'nh3'])
  assert.match(day({ o3: 60 }).error, /o3_8h/)
  assert.match(day({ pm25: 1, pm25_24h: 2 }).error, /twice/)
  assert.match(day({ pm2: 1 }).error, /pm2/)
  assert.match(day({ __proto__x: 1 }).error, /unknown/)
  assert.match(ask({ standard: 'US-EPA-2024', period: 'day', values: { so2: 4 } }).error, /so2_1h or so2_24h/)
})

test('a period of the other standards', () => {
  const eu = ask({ standard: 'EU-EAQI-2024', period: 'hour', values: { pm25: 16, no2: 5, o3: 10 } })
  assert.deepEqual(
    [eu.index, eu.level, eu.published, eu.chief, eu.category.en],
    [3, 3, 3, ['pm25'], 'Moderate'],
  )
  const us = ask({ standard: 'US-EPA-2024', period: 'day', values: { pm25: 35.5, o3_8h: 0.054 } })
  assert.deepEqual([us.index, us.chief, us.category.en], [101, ['pm25'], 'Unhealthy for Sensitive Groups'])
  const units = { o3_8h: 'ppb' }
  assert.equal(ask({ standard: 'US-EPA-2024', period: 'day', values: { o3_8h: 71 }, units }).index, 101)
  assert.equal(ask({ standard: 'IN-NAQI', period: 'day', values: { pm25: 31, no2: 4 } }).index, null)
})

test('an index gets its category', () => {
  const category = { level: 4, zh: '中度污染', en: 'Moderately polluted', rgb: [255, 0, 0] }
  assert.deepEqual(ask({ standard: 'HJ633-2026', index: 151 }), { ...category, category })
  assert.equal(ask({ standard: 'HJ633-2026', index: 0 }).level, 1)
  assert.equal(ask({ standard: 'US-EPA-2024', index: 812 }).en, 'Hazardous')
  assert.equal(ask({ standard: 'UK-DAQI', index: 10 }).en, 'Very High')
  for (const index of [-1, 1.5, 'x', null]) assert.ok(ask({ standard: 'HJ633-2026', index }).error)
  for (const index of [0, 7]) assert.ok(ask({ standard: 'EU-EAQI-2024', index }).error)
})

test('NowCast', () => {
  const answer = ask({ standard: 'US-EPA-2024', nowcast: 'pm25', values: [20, 10] })
  assert.deepEqual(answer, { nowcast: 25 / 1.5, index: 65, truncated: 16.6 })
  const none = { nowcast: null, index: null, truncated: null }
  assert.deepEqual(ask({ standard: 'US-EPA-2024', nowcast: 'pm10', values: [null, null, 4, 5] }), none)
  assert.match(ask({ standard: 'HJ633-2026', nowcast: 'pm25', values: [1, 2] }).error, /NowCast/)
  assert.ok(ask({ standard: 'US-EPA-2024', nowcast: 'o3', values: [1, 2] }).error)
  assert.match(ask({ standard: 'US-EPA-2024', nowcast: 'pm25', values: [1, '2'] }).error, /values\[1\]/)
})

test('limits of GB 3095 by date and grade', () => {
  const limit = (more: object, day = today) =>
    ask({ standard: 'GB3095', pollutant: 'pm25', averaging: 'year', ...more }, day)
  assert.deepEqual(limit({ date: '2025-12-31', grade: 2 }), { limit: 35, unit: 'ug/m3' })
  assert.deepEqual(limit({ date: '2030-12-31', grade: 2 }), { limit: 30, unit: 'ug/m3' })
  assert.deepEqual(limit({ date: '2031-01-01', grade: 1 }), { limit: 10, unit: 'ug/m3' })
  assert.equal(limit({}).limit, 30)
  assert.equal(limit({}, '2031-01-01').limit, 25)
  assert.equal(limit({ averaging: '24h', concentration: 60.5 }).exceeds, false)
  assert.equal(limit({ averaging: '24h', concentration: 61 }).exceeds, true)
  for (const wrong of [
    { grade: 3 },
    { grade: '1' },
    { date: '2030-02-30' },
    { date: 5 },
    { averaging: '1h' },
  ]) {
    assert.ok(limit(wrong).error, JSON.stringify(wrong))
  }
})

test('guidelines of the WHO', () => {
  const who = { standard: 'WHO-2021', pollutant: 'pm25', averaging: '24h' }
  assert.deepEqual(ask(who), { limit: 15, unit: 'ug/m3', interim: [75, 50, 37.5, 25] })
  assert.deepEqual(ask({ ...who, target: 3 }), { limit: 37.5, unit: 'ug/m3' })
  assert.ok(ask({ ...who, target: 5 }).error)
  assert.equal(ask({ standard: 'WHO-2021', pollutant: 'co' }).limit, 4)
})

test('a wrong line gets an error with its number', () => {
  const wrong = [
    '{',
    'nonsense',
    '[]',
    'null',
    '12',
    '"x"',
    '{}',
    '{"standard":"HJ633-2026"}',
    '{"standard":"HJ633"}',
    '{"standard":"constructor","index":5}',
    '{"standard":["HJ633-2026"],"index":5}',
    '{"standard":"HJ633-2026","pollutant":"pm25"}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":"75"}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":null}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":NaN}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":1e309}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":-0.1}',
    '{"standard":"HJ633-2026","pollutant":"toString","concentration":1}',
    '{"standard":"HJ633-2026","pollutant":"nh3","concentration":1}',
    '{"standard":"HJ633-2026","pollutant":"so2","concentration":1}',
    '{"standard":"HJ633-2026","pollutant":"pm25","averaging":"8h","concentration":1}',
    '{"standard":"HJ633-2026","pollutant":"pm25","averaging":"2h","concentration":1}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":1,"unit":"ppb"}',
    '{"standard":"HJ633-2026","pollutant":"pm25","concentration":1,"unit":"kg"}',
    '{"standard":"HJ633-2026","period":"week","values":{}}',
    '{"standard":"HJ633-2026","period":"day"}',
    '{"standard":"HJ633-2026","period":"day","values":[1]}',
    '{"standard":"HJ633-2026","period":"day","values":{"pm25":"80"}}',
    '{"standard":"HJ633-2026","period":"day","values":{"pm25":-1e309}}',
    '{"standard":"GB3095"}',
    '{"standard":"GB3095","pollutant":"o3"}',
    `{"standard":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  ]
  for (const text of wrong) {
    const answer = JSON.parse(answerLine(text, 12, today))
    assert.deepEqual(Object.keys(answer), ['error', 'line'], text.slice(0, 80))
    assert.equal(answer.line, 12)
    assert.ok(answer.error.length > 5 && answer.error.length < 200)
  }
})

test('any object is answered or refused, never thrown at', () => {
  const names = [
    'standard',
    'pollutant',
    'averaging',
    'concentration',
    'period',
    'values',
    'index',
    'nowcast',
    'unit',
  ]
  const words = fc.constantFrom(
    'HJ633-2026',
    'US-EPA-2024',
    'GB3095',
    'WHO-2021',
    'pm25',
    'o3',
    '24h',
    '8h',
    'day',
  )
  const value = fc.oneof(words, fc.double(), fc.jsonValue(), fc.dictionary(words, fc.double()))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (question) => {
      JSON.parse(answerLine(JSON.stringify(question), 1, today))
    }),
    { numRuns: 1000 },
  )
})
