import assert from 'node:assert/strict'
import { onBothEngines } from '../db/testing.ts'
import { migrations as jobs } from '../jobs/migrations.ts'
import { processOn, TestClock } from '../jobs/testing.ts'
import { sealJob } from './job.ts'
import { migrations, record, tail } from './journal.ts'

onBothEngines('what is written is sealed by the timetable, and its day is published', async (_t, open) => {
  const store = await open({ ...migrations, ...jobs })
  const clock = new TestClock('2026-11-24T15:59:00Z')
  const { look } = processOn(store, clock, [sealJob(store)])
  for (let seconds = 0; seconds < 180; seconds += 10) {
    if (seconds % 30 === 20)
      await store.db
        .transaction()
        .execute((tx) => record(tx, { at: clock.now(), by: 'x', deed: 'x', about: 'x' }))
    await look()
    clock.move({ seconds: 10 })
  }
  assert.equal((await tail(store, 0)).length, 6)
  const published = await store.db.selectFrom('journal_head').select(['day', 'position']).execute()
  assert.deepEqual(
    published.map((head) => ({ ...head })),
    [{ day: '2026-11-24', position: 2 }],
  )
})
