import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ColumnFact, columnStanding, rulesOf, type SiteFacts } from './rules.ts'

const day = 86_400_000
const at = 1_000 * day
const column = (more: Partial<ColumnFact> = {}): ColumnFact => ({
  id: 1,
  name: { zh: '要闻', en: 'News' },
  slug: 'news',
  kind: 'news',
  limitDays: 14,
  newest: { zh: at, en: null },
  ...more,
})
const facts = (more: Partial<SiteFacts> = {}): SiteFacts => ({
  at,
  columns: [column()],
  newest: at,
  eldestMessage: null,
  openMessages: 0,
  probes: { tried: 2016, failed: 0 },
  textsRead: 3,
  brokenLinks: 0,
  picturesWithoutWords: 0,
  untranslated: 0,
  ...more,
})
const standings = (more: Partial<SiteFacts> = {}) => rulesOf(facts(more)).map(({ standing }) => standing)

test('a site in order is good in every line', () => {
  assert.deepEqual(new Set(standings()), new Set(['good']))
})

test('a column is late the moment it is older than its limit, and said to be due a quarter of it before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 0, max: 900 * day }),
      (limitDays, age) => {
        const standing = columnStanding(column({ limitDays, newest: { zh: at - age, en: null } }), at)
        if (age > limitDays * day) assert.equal(standing, 'late')
        else assert.equal(standing, age > limitDays * day * 0.75 ? 'soon' : 'good')
      },
    ),
  )
})

test('what fails alone fails at its figure and not before', () => {
  const late = (n: number, kind: ColumnFact['kind']) =>
    Array.from({ length: n }, () => column({ kind, newest: { zh: at - 15 * day, en: null } }))
  const empty = (n: number) => Array.from({ length: n }, () => column({ newest: { zh: null, en: null } }))
  const line = (index: number, more: Partial<SiteFacts>) => standings(more)[index]
  assert.equal(line(0, { newest: at - 14 * day + 1 }), 'good')
  assert.equal(line(0, { newest: at - 14 * day }), 'veto')
  assert.equal(line(1, { columns: late(4, 'news') }), 'late')
  assert.equal(line(1, { columns: late(5, 'notice') }), 'veto')
  assert.equal(line(1, { columns: late(9, 'knowledge') }), 'late')
  assert.equal(line(1, { columns: late(10, 'knowledge') }), 'veto')
  assert.equal(line(2, { columns: empty(4) }), 'late')
  assert.equal(line(2, { columns: empty(5) }), 'veto')
  assert.equal(line(3, { openMessages: 1, eldestMessage: at - 91 * day }), 'good')
  assert.equal(line(3, { openMessages: 1, eldestMessage: at - 92 * day }), 'veto')
  assert.equal(line(4, { probes: { tried: 100, failed: 4 } }), 'late')
  assert.equal(line(4, { probes: { tried: 100, failed: 5 } }), 'veto')
})

test('what was not measured is not called good', () => {
  const none = rulesOf(facts({ probes: { tried: 0, failed: 0 }, textsRead: 0 }))
  assert.deepEqual(
    none.filter(({ standing }) => standing === 'unknown').map(({ detail }) => detail.en),
    ['not probed yet', 'not checked yet', 'not checked yet'],
  )
})
