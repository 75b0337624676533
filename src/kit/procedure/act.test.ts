import assert from 'node:assert/strict'
import type { Officer } from '../people/officer.ts'
import { endDuty } from '../people/officers.ts'
import { room as people } from '../people/room.ts'
import { Problem } from '../problem.ts'
import type { Room } from '../room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act } from './act.ts'
import { caseById } from './case.ts'
import { room } from './room.ts'
import type { Works } from './tables.ts'
import { begin, director, dispatch, office, procedures, said, staff, waitingFor } from './testing.ts'

const rooms: Room[] = [people, { ...room, procedures }]
const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)

const isProblem = (code: string, status: number) => (error: unknown) =>
  error instanceof Problem && error.code === code && error.status === status

async function people3(house: Works) {
  return {
    li: await staff(house, 'Li'),
    wang: await staff(house, 'Wang', office),
    zhao: await staff(house, 'Zhao', director),
  }
}

test('a paper goes from hand to hand to its end, and the journal tells it all', async ({ house }) => {
  const { li, wang, zhao } = await people3(house)
  const one = await begin(house, li)
  assert.deepEqual(await waitingFor(house, one), ['Li'])
  const input = { title: 'Notice of rain' }
  const at2 = await act(house, {
    of: dispatch,
    case: one.id,
    revision: 1,
    officer: li,
    verb: 'submit',
    input,
  })
  assert.equal(at2.state, 'review')
  assert.equal(at2.title.en, 'Notice of rain')
  assert.deepEqual(await waitingFor(house, one), ['Wang'])
  await act(house, { of: dispatch, case: one.id, revision: 2, officer: wang, verb: 'pass' })
  await act(house, { of: dispatch, case: one.id, revision: 3, officer: zhao, verb: 'issue' })
  assert.deepEqual(await waitingFor(house, one), [], 'it waits for its hour')
  await assert.rejects(
    act(house, { of: dispatch, case: one.id, revision: 4, officer: zhao, verb: 'send' }),
    isProblem('not-your-task', 403),
    'which is not in the hands of an officer',
  )
  const sent = await act(house, { of: dispatch, case: one.id, revision: 4, officer: null, verb: 'send' })
  assert.equal(sent.data.number, `2026-${one.id}`, 'the effect on entering has set it')
  assert.ok(sent.endedAt)
  assert.deepEqual((await caseById(house.store.db, one.id)).data, sent.data)
  const lines = await said(house, one)
  assert.deepEqual(
    lines.map(({ by, deed, verb, to }) => [by === 'house' ? by : '', deed, verb, to]),
    [
      ['', 'procedure.start', undefined, 'draft'],
      ['', 'procedure.act', 'submit', 'review'],
      ['', 'procedure.act', 'pass', 'sign'],
      ['', 'procedure.act', 'issue', 'waiting'],
      ['house', 'procedure.act', 'send', 'sent'],
    ],
  )
  assert.deepEqual(lines[1]!.input, input)
  await assert.rejects(
    act(house, { case: one.id, revision: 5, officer: zhao, verb: 'reject' }),
    isProblem('no-such-deed', 422),
  )
})

test('a stale page is told where the case stands, and nothing is written', async ({ house }) => {
  const { li } = await people3(house)
  const one = await begin(house, li)
  await act(house, { case: one.id, revision: 1, officer: li, verb: 'submit' })
  const before = (await said(house, one)).length
  await assert.rejects(act(house, { case: one.id, revision: 1, officer: li, verb: 'submit' }), (error) => {
    assert.ok(isProblem('case-moved', 409)(error))
    assert.match((error as Problem).words.en, /already at “Review”/)
    assert.match((error as Problem).words.zh, /已经到了“核稿”/)
    return true
  })
  await assert.rejects(
    act(house, { case: 999, revision: 1, officer: li, verb: 'submit' }),
    isProblem('no-case', 404),
  )
  assert.equal((await said(house, one)).length, before)
})

test('what stands in the way is said: task, fields, reason, rule, own paper', async ({ house }) => {
  const { li, wang } = await people3(house)
  const both = await staff(house, 'Both', office, director)
  const one = await begin(house, li, { kind: '' })
  const submit = (officer: Officer, input = {}) =>
    act(house, { case: one.id, revision: 1, officer, verb: 'submit', input })
  await assert.rejects(submit(wang), isProblem('not-your-task', 403))
  await assert.rejects(submit(li), (error) => {
    assert.ok(isProblem('incomplete', 422)(error))
    assert.match((error as Problem).words.zh, /文种/)
    return true
  })
  await assert.rejects(submit(li, { kind: 'notice', number: '1' }), isProblem('not-asked-for', 422))
  await assert.rejects(submit(li, { kind: 'notice', title: 'Rain!' }), isProblem('guarded', 422))
  await assert.rejects(submit(li, { kind: 'notice', title: ' ' }), isProblem('incomplete', 422))
  await submit(li, { kind: 'notice' })
  const review = { case: one.id, revision: 2, officer: wang, verb: 'reject' }
  await assert.rejects(act(house, review), isProblem('no-reason', 422))
  await assert.rejects(act(house, { ...review, reason: '  ' }), isProblem('no-reason', 422))
  assert.equal((await act(house, { ...review, reason: 'too short' })).state, 'draft')
  const own = await begin(house, both)
  await act(house, { case: own.id, revision: 1, officer: both, verb: 'submit' })
  await act(house, { case: own.id, revision: 2, officer: both, verb: 'pass' })
  assert.deepEqual(await waitingFor(house, own), ['Zhao'], 'who started it is not asked to sign it')
  await assert.rejects(
    act(house, { case: own.id, revision: 3, officer: both, verb: 'issue' }),
    isProblem('not-your-task', 403),
  )
})

test('who started it may return his own paper where he holds the task', async ({ house }) => {
  await people3(house)
  const both = await staff(house, 'Both', office)
  const one = await begin(house, both)
  await act(house, { case: one.id, revision: 1, officer: both, verb: 'submit' })
  const back = await act(house, {
    case: one.id,
    revision: 2,
    officer: both,
    verb: 'reject',
    reason: 'a slip',
  })
  assert.equal(back.state, 'draft')
  assert.deepEqual(await waitingFor(house, one), ['Both'])
})

test('a step that nobody could do is not entered, and the case stays where it is', async ({ house }) => {
  const li = await staff(house, 'Li')
  const one = await begin(house, li)
  const submit = (input = {}) => act(house, { case: one.id, revision: 1, officer: li, verb: 'submit', input })
  await assert.rejects(submit(), (error) => {
    assert.ok(isProblem('nobody-signs', 422)(error))
    assert.match((error as Problem).words.zh, /“核稿”要由“办公室”办理/)
    return true
  })
  const gone = await staff(house, 'Gone')
  await house.store.db
    .updateTable('officer')
    .set({ left_on: '2026-11-01' })
    .where('id', '=', gone.id)
    .execute()
  await assert.rejects(submit({ cosigners: [gone.id] }), isProblem('signer-left', 422))
  await assert.rejects(submit({ cosigners: ['no-such'] }), isProblem('signer-left', 422))
  assert.equal((await caseById(house.store.db, one.id)).revision, 1)
  assert.deepEqual(await waitingFor(house, one), ['Li'])
  assert.equal((await said(house, one)).length, 1)
})

test('what fails on entering a state undoes the whole deed', async ({ house }) => {
  const { li, wang, zhao } = await people3(house)
  const one = await begin(house, li, { title: 'fails on entering' })
  const step = (revision: number, officer: Officer | null, verb: string) =>
    act(house, { case: one.id, revision, officer, verb })
  await step(1, li, 'submit')
  await step(2, wang, 'pass')
  await step(3, zhao, 'issue')
  await assert.rejects(step(4, null, 'send'), /the number book is closed/)
  const now = await caseById(house.store.db, one.id)
  assert.deepEqual([now.state, now.revision, now.endedAt], ['waiting', 4, null])
  assert.equal((await said(house, one)).length, 4)
})

test('a duty that ended after the task was made no longer counts', async ({ house }) => {
  const { li, wang } = await people3(house)
  const one = await begin(house, li)
  await act(house, { case: one.id, revision: 1, officer: li, verb: 'submit' })
  const held = await house.store.db
    .selectFrom('duty_held')
    .select('id')
    .where('officer', '=', wang.id)
    .executeTakeFirstOrThrow()
  const deed = { at: house.clock(), by: 'test' }
  await endDuty(house.store.db, { officer: wang.id, held: held.id, today: '2026-11-24' }, deed)
  await assert.rejects(
    act(house, { case: one.id, revision: 2, officer: wang, verb: 'pass' }),
    isProblem('duty-lost', 403),
  )
})
