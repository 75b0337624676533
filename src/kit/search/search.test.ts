import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import fc from 'fast-check'
import { type Open, onBothEngines } from '../db/testing.ts'
import type { Officer } from '../people/officer.ts'
import { room as people } from '../people/room.ts'
import { houseOf } from '../testing-house.ts'
import { rebuildIndex } from './follow.ts'
import { room } from './room.ts'
import { pick, type SearchAsked, searchFor } from './search.ts'
import { keepSynonyms } from './synonyms.ts'
import { anySign, follow, shelf, tools } from './testing.ts'

const officer: Officer = {
  id: 'o',
  name: { zh: '李明', en: 'Li Ming' },
  email: 'li@example.org',
  department: null,
  duties: new Set(),
}

async function opened(t: TestContext, open: Open) {
  const things = shelf()
  const { house } = await houseOf(t, open, [people, room, things.room])
  const look = (q: string, more: Partial<SearchAsked> = {}) =>
    searchFor(house, { q, language: 'zh', page: 1, officer: null, ...more })
  const abouts = async (q: string, more: Partial<SearchAsked> = {}) =>
    (await look(q, more)).hits.map(({ about }) => about)
  return { house, look, abouts, ...things }
}

onBothEngines('what is asked is found: words, parts of words, signs and spellings', async (t, open) => {
  const { house, abouts, put } = await opened(t, open)
  await put(house, 'thing/1', { title: '近地面臭氧', text: '夏季PM₂.₅浓度低，臭氧浓度高。', at: 2e12 })
  await put(house, 'thing/2', {
    title: '冬季',
    text: '细颗粒物（ＰＭ２．５）是主要污染物，空气，质量。',
    at: 1e12,
  })
  await put(house, 'thing/3', {
    language: 'en',
    title: "Children's health",
    text: 'Gases and particles; ozone.',
  })
  await follow(house)
  const asked: [string, string[]][] = [
    ['臭氧', ['thing/1']],
    ['臭', ['thing/1']],
    ['氧', ['thing/1']],
    ['季', ['thing/2', 'thing/1']],
    ['臭氧浓度高', ['thing/1']],
    ['浓度臭氧', []],
    ['浓度 臭氧', ['thing/1']],
    ['“浓度 臭氧”', []],
    ['pm2.5', ['thing/1', 'thing/2']],
    ['PM2.5浓度', ['thing/1']],
    ['Ｏ３', ['thing/1']],
    ['空气质量', []],
    ['"空气 质量"', ['thing/2']],
    ['夏 冬', []],
    ['', []],
    ['。，！', []],
  ]
  for (const [q, wanted] of asked) assert.deepEqual(await abouts(q), wanted, q)
  const english = (q: string) => abouts(q, { language: 'en' })
  for (const q of ['child health', 'CHILDREN', 'gas particle', 'ozones', '臭氧', '"gases and particles"'])
    assert.deepEqual(await english(q), q === 'child health' ? [] : ['thing/3'], q)
})

onBothEngines('names are found by their sound and its initials', async (t, open) => {
  const { house, abouts, put } = await opened(t, open)
  await put(house, 'thing/1', { title: '朝阳区', names: ['朝阳区', '单雄信'] })
  await follow(house)
  for (const q of ['chaoyang', 'chaoyangqu', 'CYQ', 'cy', 'chao yang', 'shanxiongxin', '雄信'])
    assert.deepEqual(await abouts(q), ['thing/1'], q)
  assert.deepEqual(await abouts('haidian'), [])
})

onBothEngines(
  'a name stands above a title, a title above a text, and the newer above the older',
  async (t, open) => {
    const { house, abouts, put } = await opened(t, open)
    await put(house, 'thing/text-new', { text: '臭氧', at: 5e12 })
    await put(house, 'thing/text-old', { text: '臭氧', at: 1e12 })
    await put(house, 'thing/title-old', { title: '臭氧的由来', at: 1e11 })
    await put(house, 'thing/title-new', { title: '说臭氧', at: 2e11 })
    await put(house, 'thing/name', { title: '六项之一', names: ['臭氧'], at: 0 })
    await follow(house)
    const wanted = ['name', 'title-new', 'title-old', 'text-new', 'text-old'].map((each) => `thing/${each}`)
    assert.deepEqual(await abouts('臭氧'), wanted)
  },
)

onBothEngines('what changed is found anew, what is gone is not, and all of it once', async (t, open) => {
  const { house, abouts, put } = await opened(t, open)
  await put(house, 'thing/1', { title: '旧标题' }, { language: 'en', title: 'Old title' })
  await follow(house)
  await put(house, 'thing/1', { title: '新标题' })
  await follow(house)
  assert.deepEqual(await abouts('旧'), [])
  assert.deepEqual(await abouts('标题'), ['thing/1'])
  assert.deepEqual(await abouts('title', { language: 'en' }), [])
  await put(house, 'thing/1')
  await follow(house)
  assert.deepEqual(await abouts('标题'), [])
  assert.equal(await follow(house), '', 'a second time there is nothing to do')
})

onBothEngines('while the index is built anew all stays to be found', async (t, open) => {
  const { house, abouts, put, lay, lose } = await opened(t, open)
  for (let i = 0; i < 100; i++)
    lay(`thing/${i}`, { language: 'zh', title: `第${i}篇`, text: '环境', path: '/', at: i * 1000 })
  await follow(house)
  assert.equal((await abouts('环境'))[0], 'thing/99', 'the first round finds what no line tells of')
  lose('thing/99')
  const seen: number[] = []
  const shares: number[] = []
  await rebuildIndex(house, {
    ...tools,
    progress(done, of) {
      shares.push(done / of)
      seen.push(done)
    },
  })
  assert.deepEqual(shares.at(-1), 1)
  assert.ok(seen.length > 1)
  assert.equal((await abouts('环境'))[0], 'thing/98', 'what is gone without a word is gone')
  // Stopped on the way: nothing was taken away.
  const stop = new AbortController()
  const stopped = rebuildIndex(house, { signal: stop.signal, progress: () => stop.abort() })
  await assert.rejects(stopped)
  const { total } = await searchFor(house, { q: '环境', language: 'zh', page: 1, officer: null })
  assert.equal(total, 99)
  await put(house, 'thing/0', { title: '改过' })
  await follow(house)
  await rebuildIndex(house, tools)
  assert.deepEqual(await abouts('改过'), ['thing/0'])
})

onBothEngines('notes of the desk are found by officers, and never told of to the public', async (t, open) => {
  const { house, look, abouts, put } = await opened(t, open)
  await put(house, 'note/1', { title: '内部便笺', text: 'confidential' })
  await put(house, 'thing/1', { title: '公开便笺' })
  await follow(house)
  assert.deepEqual(await abouts('便笺'), ['thing/1'])
  assert.deepEqual((await abouts('便笺', { officer })).toSorted(), ['note/1', 'thing/1'])
  const narrowed = await look('便笺', { kind: 'note' })
  assert.deepEqual([narrowed.total, narrowed.kinds.map(({ value }) => value)], [0, ['thing']])
  assert.equal((await look('confidentail')).suggestion, null, 'nor is their vocabulary')
  assert.deepEqual(
    (await pick(house, '便', 'zh')).map(({ about }) => about),
    ['thing/1'],
  )
})

onBothEngines('kinds and facets narrow, and say how many they would leave', async (t, open) => {
  const { house, look, put } = await opened(t, open)
  for (const [i, column] of ['科普', '科普', '要闻'].entries())
    await put(house, `thing/${i}`, {
      title: `臭氧${i}`,
      at: Date.UTC(2024 + i, 5),
      facets: { column, year: String(2024 + i) },
    })
  await follow(house)
  const all = await look('臭氧')
  assert.deepEqual(
    all.facets.map(({ name, values }) => [name, values.map(({ value, count }) => [value, count])]),
    [
      [
        'year',
        [
          ['2026', 1],
          ['2025', 1],
          ['2024', 1],
        ],
      ],
      [
        'column',
        [
          ['科普', 2],
          ['要闻', 1],
        ],
      ],
    ],
  )
  const some = await look('臭氧', { facets: { column: '科普' } })
  assert.deepEqual(
    some.hits.map(({ about }) => about),
    ['thing/1', 'thing/0'],
  )
  assert.equal((await look('臭氧', { kind: 'thing', facets: { column: '无' } })).total, 0)
  assert.equal((await look('臭氧', { kind: "x' or 1" })).total, 0)
})

onBothEngines(
  'a slip of the pen, a run of words and the wrong language are met with an offer',
  async (t, open) => {
    const { house, look, put } = await opened(t, open)
    await put(house, 'thing/1', { title: '沙尘天气怎么防护' }, { language: 'en', title: 'Dust storms' })
    await follow(house)
    const en = (q: string) => look(q, { language: 'en' })
    assert.equal((await en('dsut stroms')).suggestion, 'dust storms')
    assert.equal((await en('zzzzzz')).suggestion, null)
    assert.equal((await look('沙尘防护')).suggestion, '沙尘 防护')
    assert.deepEqual((await look('storms')).elsewhere, { language: 'en', total: 1, more: false })
    assert.deepEqual((await en('沙尘')).elsewhere, { language: 'zh', total: 1, more: false })
  },
)

onBothEngines('an edited group of synonyms holds at once', async (t, open) => {
  const { house, abouts, put } = await opened(t, open)
  await put(house, 'thing/1', { title: '雾霾天气' })
  await follow(house)
  assert.deepEqual(await abouts('灰霾'), [])
  const deed = { at: house.clock(), by: 'test' }
  await keepSynonyms(house.store, null, ['雾霾', '灰霾', 'smog haze'], deed)
  assert.deepEqual(await abouts('灰霾'), ['thing/1'])
  assert.deepEqual(await abouts('smog haze 天气'), ['thing/1'])
  await keepSynonyms(house.store, '0008', [], deed)
  assert.deepEqual(await abouts('灰霾'), [])
})

/** A small world of signs, so that words meet. */
const signs = fc.constantFrom(...'臭氧浓度天，。 a3')
const text = fc.string({ unit: signs, maxLength: 14 })
const word = fc.string({ unit: fc.constantFrom(...'臭氧浓度天'), minLength: 1, maxLength: 4 })

onBothEngines('a Chinese word finds what contains it, and nothing else', async (t, open) => {
  const { house, put, look } = await opened(t, open)
  let number = 0
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), word, async (texts, q) => {
      const known = Array.from({ length: number }, (_, i) => `thing/${i}`)
      for (const about of known) await put(house, about)
      number = texts.length
      for (const [i, each] of texts.entries()) await put(house, `thing/${i}`, { text: each, at: i * 1e6 })
      await follow(house)
      const wanted = texts.flatMap((each, i) => (each.includes(q) ? [`thing/${i}`] : []))
      assert.deepEqual((await look(q)).hits.map(({ about }) => about).toReversed(), wanted)
    }),
    { numRuns: 15 },
  )
})

onBothEngines('any text at all is a query', async (t, open) => {
  const { house, put, look } = await opened(t, open)
  await put(house, 'thing/1', { title: '臭氧\0\ud800', text: `O'zone "AND" NEAR(a b) ${'长'.repeat(500)}` })
  await follow(house)
  const hostile = fc.oneof(
    fc.string({ unit: anySign, maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...`'"\\*():^+-~&|!<>{}%_ \0AND OR NOT NEAR臭:l`), maxLength: 30 }),
    fc.constantFrom(
      "'; drop table journal; --",
      '"',
      '“',
      '""',
      '*',
      'a*',
      "\\'",
      '\ud800',
      'NEAR("a" "b", 3)',
    ),
  )
  const asked = fc.record({ q: hostile, kind: hostile, facet: hostile, page: fc.integer() })
  await fc.assert(
    fc.asyncProperty(asked, async ({ q, kind, facet, page }) => {
      await look(q)
      await look(q, { language: 'en', kind, facets: { year: facet }, page })
      await pick(house, q, 'zh')
    }),
    { numRuns: 12 },
  )
})
