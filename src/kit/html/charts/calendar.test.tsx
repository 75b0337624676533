import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysIn } from '../../time.ts'
import { CalendarKey, CalendarYear } from './calendar.tsx'
import { monthShapes } from './calendar-shape.ts'
import { LevelBar } from './levels.tsx'

const year = fc.integer({ min: 1, max: 9999 })

test('a year is twelve months whose days follow each other through the weeks', () => {
  fc.assert(
    fc.property(year, (one) => {
      const shapes = monthShapes(one)
      const leap = Temporal.PlainDate.from({ year: one, month: 1, day: 1 }).inLeapYear
      assert.equal(
        shapes.reduce((sum, { days }) => sum + days, 0),
        leap ? 366 : 365,
      )
      for (const [i, { start, days, weeks }] of shapes.entries()) {
        const first = Temporal.PlainDate.from({ year: one, month: i + 1, day: 1 })
        assert.deepEqual([start, days], [first.dayOfWeek, first.daysInMonth])
        // The last day lies in the last column, and no column is empty.
        assert.equal(Math.floor((start - 2 + days) / 7) + 1, weeks)
        const next = shapes[i + 1]
        if (next) assert.equal((start - 1 + days) % 7, next.start - 1)
      }
    }),
  )
})

test('no two days of a month share a square', () => {
  fc.assert(
    fc.property(year, fc.integer({ min: 0, max: 11 }), (one, month) => {
      const { start, days, weeks } = monthShapes(one)[month]!
      const squares = Array.from({ length: days }, (_, i) => start - 1 + i)
      assert.equal(new Set(squares).size, days)
      assert.ok(squares.every((square) => square >= 0 && square < weeks * 7))
    }),
  )
})

test('months have the lengths of the calendar, also in years that look like leap years', () => {
  assert.deepEqual([daysIn(2016, 2), daysIn(2015, 2), daysIn(1900, 2), daysIn(2000, 2)], [29, 28, 28, 29])
  assert.deepEqual([daysIn(2015, 4), daysIn(2015, 12)], [30, 31])
})

const props = {
  year: 2016,
  title: '2016',
  months: Array.from({ length: 12 }, (_, i) => `M${i + 1}`),
  weekdays: ['Mo', 'We', 'Fr'] as const,
  missing: (day: string) => `${day}: none`,
}

test('a day that has something to say is a link named by it; a silent one is hatched; tomorrow is blank', () => {
  const html = String(
    <CalendarYear
      {...props}
      days={[{ day: '2016-01-02', level: 6, title: 'bad <day>', path: '/d?a=1&b=2' }]}
      known={{ first: '2016-01-02', last: '2016-01-03' }}
      today="2016-01-04"
    />,
  )
  assert.match(html, /<a class="day level-6" href="\/d\?a=1&amp;b=2" title="bad &lt;day&gt;"><\/a>/)
  assert.match(html, /<span class="day level-none" title="2016-01-03: none"><\/span>/)
  assert.match(html, /<span class="day blank today"><\/span>/)
  assert.equal(html.match(/<(a|span) class="day/g)!.length, 366)
  assert.equal(html.match(/<a /g)!.length, 1)
  // 1 January 2016 was a Friday.
  assert.match(html, /<span class="day blank from-5"><\/span>/)
})

test('a day without an index is hatched, and still leads to its values', () => {
  const html = String(
    <CalendarYear {...props} days={[{ day: '2016-05-05', level: null, title: 'NA', path: '/d' }]} />,
  )
  assert.match(html, /<a class="day level-none" href="\/d" title="NA"><\/a>/)
  assert.equal(html.match(/month-blank/g)!.length, 11)
})

test('the key says every level in words', () => {
  const html = String(<CalendarKey levels={['1 good', '2 bad']} missing="none" today="today" />)
  for (const word of ['1 good', '2 bad', 'none', 'today']) assert.ok(html.includes(word))
})

test('a bar of levels is as long as its days, and shows what is missing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { minLength: 6, maxLength: 6 }), fc.nat(30), (levels, missing) => {
      const counted = levels.reduce((sum, n) => sum + n, 0)
      const html = String(<LevelBar levels={levels} expected={counted + missing} title="t" />)
      const widths = [...html.matchAll(/ width="(\d+)"/g)].map(([, width]) => Number(width))
      assert.equal(
        widths.reduce((sum, n) => sum + n, 0),
        counted + missing,
      )
      assert.equal(html.includes('unknown'), missing > 0)
    }),
  )
})
