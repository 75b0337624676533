import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayAt } from '../time.ts'
import { publicCalendar } from './holidays.ts'
import { addWorkdays, dueOf, workdaysBetween } from './workday.ts'

const zone = 'Asia/Shanghai'
/** Monday to Friday but for the days of the set. */
const calendar = (rest: ReadonlySet<string>) => (day: string) =>
  Temporal.PlainDate.from(day).dayOfWeek <= 5 && !rest.has(day)
const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days))
const rest = fc.array(day, { maxLength: 40 }).map((days) => new Set(days))
const terms = fc.integer({ min: 0, max: 30 })

test('a term of working days ends on a working day with exactly so many behind the first', () => {
  fc.assert(
    fc.property(day, terms, rest, (from, days, free) => {
      const isWorkday = calendar(free)
      const end = addWorkdays(from, days, isWorkday)
      assert.ok(isWorkday(end) && end >= from)
      if (days > 0) assert.equal(workdaysBetween(from, end, isWorkday), days)
    }),
  )
})

test('one more holiday never makes a term end earlier, nor does one more day of it', () => {
  fc.assert(
    fc.property(day, terms, rest, day, (from, days, free, more) => {
      const end = addWorkdays(from, days, calendar(free))
      assert.ok(addWorkdays(from, days, calendar(new Set([...free, more]))) >= end)
      assert.ok(addWorkdays(from, days + 1, calendar(free)) >= end)
    }),
  )
})

test('a calendar without working days is refused rather than counted for ever', () => {
  assert.throws(() => addWorkdays('2026-11-24', 1, () => false), /no working day/)
})

test('hours run on, days end with the last minute of theirs', () => {
  const at = Temporal.Instant.from('2026-11-27T17:30:00+08:00')
  const local = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString()
  assert.equal(local(dueOf({ hours: 16 }, at, zone, () => false)), '2026-11-28T09:30:00')
  assert.equal(local(dueOf({ workdays: 1 }, at, zone, calendar(new Set()))), '2026-11-30T23:59:00')
  assert.equal(dayAt(Temporal.Instant.from('2026-11-27T16:00:00Z'), zone), '2026-11-28')
})

test('the public calendar knows holidays and the weekends worked for them, whatever the clocks of the machine', async () => {
  const known = await publicCalendar()
  const works = (text: string) => known(text).workday
  assert.deepEqual(
    ['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10', '2026-10-11'].map(works),
    [true, false, false, true, true, false],
  )
  const { TZ } = process.env
  try {
    for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
      process.env.TZ = zone
      assert.equal(works('2026-10-01'), false)
      assert.equal(works('2026-09-30'), true)
    }
  } finally {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
})
