import assert from 'node:assert/strict'
import { messagesOf } from '../mail/messages.ts'
import { room as mail } from '../mail/room.ts'
import { room as people } from '../people/room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act } from './act.ts'
import { remind } from './remind.ts'
import { room } from './room.ts'
import { begin, director, office, procedures, staff } from './testing.ts'
import { circulate, transfer, urge } from './verbs.ts'

const rooms = [people, mail, { ...room, procedures }]

/** What an officer was told, oldest first, and forgets it. */
async function heard({ house }: RoomsHouse, { id }: { id: string }): Promise<string[]> {
  const told = await messagesOf(house.store.db, id, { limit: 50 })
  await house.store.db.deleteFrom('mail_message').where('officer', '=', id).execute()
  return told.map(({ subject }) => subject.en).toReversed()
}

inHousesOf(
  rooms,
  'everybody hears of what waits for him, and who started a case how it goes',
  async (one) => {
    const { house, setClock } = one
    const li = await staff(house, 'Li')
    const wang = await staff(house, 'Wang', office)
    const chen = await staff(house, 'Chen', office, director)
    const paper = await begin(house, li)
    assert.deepEqual(await heard(one, li), [], 'nobody is told of what he did himself')
    await act(house, { case: paper.id, revision: 1, officer: li, verb: 'submit' })
    assert.deepEqual(await heard(one, wang), ['Review: Paper'])
    assert.deepEqual(await heard(one, chen), ['Review: Paper'])
    await act(house, {
      case: paper.id,
      revision: 2,
      officer: wang,
      verb: 'reject',
      reason: 'Two dates differ',
    })
    const [back] = await messagesOf(house.store.db, li.id, { limit: 5 })
    assert.deepEqual(
      [back!.subject.en, back!.lines.at(-1)!.en, back!.path],
      ['Returned: Paper', 'Reason: Two dates differ', `/desk/cases/${paper.id}`],
    )
    assert.deepEqual(await heard(one, li), ['Returned: Paper'], 'and not of the task as well')

    await act(house, { case: paper.id, revision: 3, officer: li, verb: 'submit' })
    await urge(house, { case: paper.id, revision: 4, officer: li })
    assert.deepEqual(await heard(one, wang), ['Review: Paper', 'You are urged: Paper'])
    await circulate(house, { case: paper.id, revision: 4, officer: wang, to: [li.id] })
    assert.deepEqual(await heard(one, li), ['For your information: Paper'])
    setClock('2026-11-26T09:00')
    await heard(one, chen)
    await remind(house)
    await remind(house)
    assert.deepEqual(await heard(one, wang), ['Overdue: Paper'])
    await act(house, { case: paper.id, revision: 4, officer: wang, verb: 'pass' })
    await act(house, { case: paper.id, revision: 5, officer: chen, verb: 'issue' })
    await act(house, { case: paper.id, revision: 6, officer: null, verb: 'send' })
    assert.deepEqual(await heard(one, li), ['Sent: Paper'])
  },
)

inHousesOf(rooms, 'a task that is handed on is told, and a deed that fails tells nobody', async (one) => {
  const { house } = one
  const li = await staff(house, 'Li')
  const wang = await staff(house, 'Wang', office)
  const zhao = await staff(house, 'Zhao')
  const paper = await begin(house, li)
  await transfer(house, { case: paper.id, revision: 1, officer: li, to: zhao.id, reason: 'on leave' })
  assert.deepEqual(await heard(one, zhao), ['Handed on to you: Paper'])
  const failing = { case: paper.id, revision: 1, officer: zhao, verb: 'submit', input: { title: 'No!' } }
  await assert.rejects(act(house, failing))
  assert.deepEqual(await heard(one, wang), [])
})
