import assert from 'node:assert/strict'
import { job, processOn, TestClock } from '../jobs/testing.ts'
import { messagesOf } from '../mail/messages.ts'
import { mailRooms } from '../mail/testing.ts'
import { addOfficer, giveDuty } from '../people/officers.ts'
import { inHousesOf } from '../testing-house.ts'
import { tellGivenUp } from './given-up.ts'

inHousesOf(mailRooms, 'who runs the system is told once of a job that goes on failing', async ({ house }) => {
  const deed = { at: house.clock(), by: 'test' }
  const { store } = house
  const add = (en: string) =>
    addOfficer(store.db, { name: { zh: en, en }, email: `${en}@example.org`, department: null }, deed)
  const [chen, li] = [await add('chen'), await add('li')]
  await giveDuty(store.db, { officer: chen, duty: 'system', from: '2026-11-01', until: null }, deed)
  const clock = new TestClock('2026-11-24T02:30:00Z')
  const failing = job('weather', '* * * * *', () => Promise.reject(new Error('the source is away')))
  const { look } = processOn(store, clock, [failing], {
    givenUp: (tx, what) => tellGivenUp(house, tx, what),
  })
  for (let round = 0; round < 6; round++) {
    await look()
    clock.move({ hours: 2 })
  }
  const told = await messagesOf(store.db, chen, { limit: 10 })
  assert.deepEqual(
    told.map(({ subject, lines }) => [subject.en, lines[0]!.en]),
    [['A job fails again and again: weather', 'the source is away']],
  )
  assert.deepEqual(await messagesOf(store.db, li, { limit: 10 }), [])
})
