import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../../kit/time.ts'
import { episodeAhead, episodesOf, graver, type RuledDay, runsAbove } from './rules.ts'
import { type Tier, tiers } from './types.ts'
import { type AlertVersion, alertVersionOn, alertVersions, tiersOf } from './versions.ts'

const start = '2030-01-01'
/** Days one after another from their indices; null is a day that nobody knows. */
const daysOf = (indices: readonly (number | null)[]): RuledDay[] =>
  indices.flatMap((index, i) => (index === null ? [] : [{ day: addDays(start, i), index }]))
const named = (name: string) => alertVersions.find((version) => version.name === name)!
const tierBy = (name: string, indices: readonly (number | null)[]): Tier | null =>
  episodesOf(named(name), daysOf(indices)).reduce<Tier | null>((tier, one) => graver(tier, one.tier), null)

/** Every row: the indices of days one after another, and the tier that they ask for. */
const rows: Record<string, [number[], Tier | null][]> = {
  '2013-10': [
    [[200, 200, 200, 200], null],
    [[201], 'blue'],
    [[250, 250], 'blue'],
    [[301], 'yellow'],
    [[201, 201, 201], 'yellow'],
    [[301, 301], 'yellow'],
    [[301, 100, 301, 100, 301], 'yellow'],
    [[201, 301, 201], 'orange'],
    [[301, 301, 250], 'orange'],
    [[301, 301, 301], 'red'],
    [[500, 500, 500, 500], 'red'],
  ],
  '2016-end': [
    [[200], null],
    [[201], 'blue'],
    [[201, 201, 201, 201, 201], 'blue'],
    [[201, 201, 301], 'orange'],
    [[450, 450, 450, 450, 450], 'orange'],
  ],
  '2017-template': [
    [[200], null],
    [[201], 'blue'],
    [[201, 201], 'yellow'],
    [[201, 201, 201, 201], 'yellow'],
    [[201, 201, 301], 'orange'],
    [[301, 201, 301, 201], 'orange'],
    [[201, 301, 301], 'orange'],
    [[201, 301, 301, 201], 'red'],
    [[499], 'blue'],
    [[500], 'red'],
  ],
  '2023-revision': [
    [[150, 150, 150], null],
    [[151], null],
    [[151, 100, 151], null],
    [[151, 151], 'yellow'],
    [[201], 'yellow'],
    [[151, 201], 'yellow'],
    [[201, 201], 'orange'],
    [[151, 151, 151], 'orange'],
    [[201, 201, 201], 'orange'],
    [[151, 301, 201], 'orange'],
    [[201, 301, 201], 'red'],
    [[301, 301, 301], 'red'],
  ],
}

for (const [name, cases] of Object.entries(rows))
  test(`the tiers of ${name}, at the edge of every clause`, () => {
    for (const [indices, tier] of cases) assert.equal(tierBy(name, indices), tier, indices.join(' '))
  })

test('each day has the rules of its time, and days before the first have none', () => {
  const on = (day: string) => alertVersionOn(day)?.name ?? null
  assert.deepEqual(
    ['2013-09-30', '2013-10-01', '2015-12-08', '2016-12-19', '2018-01-01', '2023-12-31', '2024-01-01'].map(
      on,
    ),
    [null, '2013-10', '2013-10', '2016-end', '2017-template', '2017-template', '2023-revision'],
  )
  for (const [i, { to }] of alertVersions.entries())
    assert.equal(to === null ? undefined : addDays(to, 1), alertVersions[i + 1]?.from)
})

test('a tier whose condition was not found is known to be there, and never proposed', () => {
  assert.deepEqual(tiersOf(named('2016-end')), ['blue', 'yellow', 'orange', 'red'])
  assert.deepEqual(tiersOf(named('2023-revision')), ['yellow', 'orange', 'red'])
  for (const { unknown, clauses } of alertVersions)
    assert.ok(clauses.every(({ tier }) => !unknown.includes(tier)))
})

test('an unconfirmed clause says so where it is fulfilled', () => {
  const [episode] = episodesOf(named('2017-template'), daysOf([500]))
  assert.deepEqual(
    episode!.triggers.map(({ clause, confirmed }) => [clause, confirmed]),
    [
      ['red-2', false],
      ['blue', true],
    ],
  )
})

test('two episodes with a day between count as one with the higher tier, where the version says so', () => {
  const days = daysOf([201, 301, 201, 120, 201])
  const [one, ...rest] = episodesOf(named('2017-template'), days)
  assert.deepEqual(rest, [])
  assert.deepEqual([one!.tier, one!.from, one!.to, one!.merged], ['orange', start, addDays(start, 4), true])
  assert.deepEqual(
    episodesOf(named('2013-10'), days).map(({ tier, merged }) => [tier, merged]),
    [
      ['orange', false],
      ['blue', false],
    ],
  )
  assert.equal(episodesOf(named('2017-template'), daysOf([201, 90, 90, 201])).length, 2)
})

test('what has ended before today is not ahead; what goes on counts from its beginning', () => {
  const version = named('2023-revision')
  const days = daysOf([201, 301, 250, 90, 160, 170, 80])
  assert.equal(episodeAhead(version, days, addDays(start, 2))!.tier, 'red')
  assert.equal(episodeAhead(version, days, addDays(start, 3))!.tier, 'yellow')
  assert.equal(episodeAhead(version, days, addDays(start, 6)), null)
  assert.equal(episodeAhead(version, [], start), null)
})

test('of two episodes of one tier the earlier is ahead', () => {
  const ahead = episodeAhead(named('2013-10'), daysOf([201, 90, 90, 250]), start)
  assert.equal(ahead!.from, start)
})

const someVersion = fc.constantFrom(...alertVersions)
const someIndices = fc.array(
  fc.option(
    fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom(150, 151, 200, 201, 300, 301, 499, 500)),
    {
      freq: 8,
    },
  ),
  { maxLength: 14 },
)

/** The tier by trying every stretch of days against every clause: slow and plain. */
function plainTier({ clauses }: AlertVersion, indices: readonly (number | null)[]): Tier | null {
  const all = (from: number, length: number, above: number) =>
    Array.from({ length }, (_, i) => indices[from + i] ?? -1).every((index) => index > above)
  let tier: Tier | null = null
  for (const { run, within, tier: reached } of clauses)
    for (let from = 0; from < indices.length; from++)
      for (let length = run.days; from + length <= indices.length; length++) {
        if (!all(from, length, run.above)) continue
        const places = Array.from({ length }, (_, i) => from + i)
        const worse =
          !within ||
          places.some((at) => at + within.days <= from + length && all(at, within.days, within.above))
        if (worse) tier = graver(tier, reached)
      }
  return tier
}

test('the tier is what trying every stretch of days finds', () => {
  fc.assert(
    fc.property(someVersion, someIndices, (version, indices) => {
      assert.equal(tierBy(version.name, indices), plainTier(version, indices))
    }),
    { numRuns: 600 },
  )
})

test('worse air never lowers the tier', () => {
  fc.assert(
    fc.property(someVersion, someIndices, fc.nat(13), fc.nat(300), ({ name }, indices, at, more) => {
      const worse = indices.map((index, i) => (index !== null && i === at ? index + more : index))
      const [before, after] = [tierBy(name, indices), tierBy(name, worse)]
      assert.equal(graver(before, after), after)
    }),
    { numRuns: 400 },
  )
})

test('episodes stand in their order, apart, within the days, and name what they rest on', () => {
  fc.assert(
    fc.property(someVersion, someIndices, (version, indices) => {
      const days = daysOf(indices)
      const known = new Set(days.map(({ day }) => day))
      let last = ''
      for (const { from, to, triggers, tier } of episodesOf(version, days)) {
        assert.ok(from > last && from <= to && known.has(from) && known.has(to))
        assert.equal(triggers[0]!.tier, tier)
        const ranks = triggers.map((trigger) => tiers.indexOf(trigger.tier))
        assert.deepEqual(
          ranks,
          ranks.toSorted((a, b) => b - a),
        )
        for (const trigger of triggers)
          assert.ok(trigger.days.every((day) => day >= from && day <= to && known.has(day)))
        last = version.joins === null ? to : addDays(to, version.joins + 1)
      }
    }),
    { numRuns: 400 },
  )
})

test('runs are the longest ones, and every day above the mark is in one', () => {
  fc.assert(
    fc.property(someIndices, fc.integer({ min: 0, max: 500 }), (indices, above) => {
      const days = daysOf(indices)
      const runs = runsAbove(days, above)
      assert.deepEqual(
        runs.flat(),
        days.filter(({ index }) => index > above),
      )
      for (const [i, run] of runs.entries())
        assert.ok(i === 0 || addDays(runs[i - 1]!.at(-1)!.day, 1) < run[0]!.day)
    }),
  )
})
