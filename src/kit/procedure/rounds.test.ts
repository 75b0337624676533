import assert from 'node:assert/strict'
import type { Officer } from '../people/officer.ts'
import { giveDuty } from '../people/officers.ts'
import { room as people } from '../people/room.ts'
import { Problem } from '../problem.ts'
import type { Room } from '../room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act, startCase } from './act.ts'
import { delegate, endDelegation } from './delegation.ts'
import { casesDuty } from './duties.ts'
import { room } from './room.ts'
import { settle } from './settle.ts'
import type { Works } from './tables.ts'
import { begin, director, dispatch, office, procedures, relay, said, staff, waitingFor } from './testing.ts'
import { addSigner, circulate, markRead, takesPart, transfer, urge } from './verbs.ts'

const rooms: Room[] = [people, { ...room, procedures }]
const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)
const is = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

/** A paper that waits for these co-signers, at revision 2. */
async function cosigned(house: Works, starter: Officer, signers: Officer[]) {
  const one = await begin(house, starter, { cosigners: signers.map(({ id }) => id) })
  return act(house, { of: dispatch, case: one.id, revision: 1, officer: starter, verb: 'submit' })
}
const relayOf = (house: Works, starter: Officer, signers: Officer[]) =>
  house.store.db.transaction().execute((tx) =>
    startCase(house, tx, {
      of: relay,
      officer: starter,
      data: { title: 'R', signers: signers.map(({ id }) => id) },
    }),
  )

async function five(house: Works) {
  const names = ['Li', 'An', 'Bo', 'Cai'] as const
  const [li, an, bo, cai] = await Promise.all(names.map((name) => staff(house, name)))
  await staff(house, 'Wang', office)
  return { li: li!, an: an!, bo: bo!, cai: cai! }
}
const agree = (house: Works, id: number, officer: Officer, revision = 2) =>
  act(house, { case: id, revision, officer, verb: 'agree' })

test('all must sign, each once, and a person named twice is asked once', async ({ house }) => {
  const { li, an, bo } = await five(house)
  const one = await cosigned(house, li, [an, bo, an])
  assert.deepEqual(await waitingFor(house, one), ['An', 'Bo'])
  assert.equal((await agree(house, one.id, an)).state, 'cosign')
  await assert.rejects(agree(house, one.id, an), is('signed-already'))
  const done = await agree(house, one.id, bo)
  assert.deepEqual([done.state, done.revision], ['review', 3])
})

test('a return kills the rest of the round', async ({ house }) => {
  const { li, an, bo } = await five(house)
  const one = await cosigned(house, li, [an, bo])
  const back = { case: one.id, revision: 2, officer: an, verb: 'reject', reason: 'again' }
  assert.equal((await act(house, back)).state, 'draft')
  await assert.rejects(agree(house, one.id, bo), is('case-moved'))
  assert.deepEqual(await waitingFor(house, one), ['Li'])
})

test('only who started it withdraws it, and the round dies', async ({ house }) => {
  const { li, an, bo } = await five(house)
  const one = await cosigned(house, li, [an, bo])
  const back = (officer: Officer) => act(house, { case: one.id, revision: 2, officer, verb: 'withdraw' })
  await assert.rejects(back(an), is('not-your-task'))
  assert.equal((await back(li)).state, 'draft')
  await assert.rejects(agree(house, one.id, an), is('case-moved'))
})

test('where one is enough, the first signature closes the others', async ({ house }) => {
  const { li } = await five(house)
  const other = await staff(house, 'Zhou', office)
  const one = await cosigned(house, li, [])
  assert.deepEqual(await waitingFor(house, one), ['Wang', 'Zhou'])
  await staff(house, 'Zhao', director)
  await act(house, { case: one.id, revision: 2, officer: other, verb: 'pass' })
  assert.deepEqual(await waitingFor(house, one), ['Zhao'])
})

test('in order each signs in his turn, and one who is added comes right behind', async ({ house }) => {
  const { li, an, bo, cai } = await five(house)
  const one = await relayOf(house, li, [bo, an])
  assert.deepEqual(await waitingFor(house, one), ['Bo'])
  await assert.rejects(agree(house, one.id, an, 1), is('not-your-task'))
  await addSigner(house, { case: one.id, revision: 1, officer: bo, to: cai.id })
  await assert.rejects(addSigner(house, { case: one.id, revision: 1, officer: bo, to: an.id }), is('unfit'))
  await agree(house, one.id, bo, 1)
  assert.deepEqual(await waitingFor(house, one), ['Cai'])
  await agree(house, one.id, cai, 1)
  assert.deepEqual(await waitingFor(house, one), ['An'])
  assert.equal((await agree(house, one.id, an, 1)).state, 'done')
})

test('a task is handed on to a colleague who has no part in the round yet', async ({ house }) => {
  const { li, an, bo, cai } = await five(house)
  const one = await cosigned(house, li, [an, bo])
  const hand = (officer: Officer, to: Officer) =>
    transfer(house, { case: one.id, revision: 2, officer, to: to.id })
  await assert.rejects(hand(cai, an), is('not-your-task'))
  await assert.rejects(hand(an, bo), is('unfit'))
  await hand(an, cai)
  assert.deepEqual(await waitingFor(house, one), ['Bo', 'Cai'])
  await assert.rejects(agree(house, one.id, an), is('not-your-task'))
  assert.equal(await takesPart(house.store.db, one, an), true, 'who handed it on still sees it')
  await agree(house, one.id, cai)
  await agree(house, one.id, bo)
  const lines = await said(house, one)
  assert.deepEqual(lines.find(({ deed }) => deed === 'procedure.transfer')?.to, `officer/${cai.id}`)
  const review = { case: one.id, revision: 3, officer: await staff(house, 'Zhou', office), to: li.id }
  await settle(house)
  await assert.rejects(transfer(house, review), is('unfit'), 'a step of a duty stays with who holds it')
})

test('a colleague stands in while one is away, and the journal names both', async ({ house, setClock }) => {
  const { li, an, bo, cai } = await five(house)
  const deed = { at: house.clock(), by: `officer/${an.id}` }
  const days = { from: an.id, to: bo.id, fromDay: '2026-11-24', untilDay: '2026-11-25' }
  await delegate(house.store.db, days, deed)
  await assert.rejects(delegate(house.store.db, { ...days, to: cai.id }, deed), is('delegation-taken'))
  const one = await cosigned(house, li, [an, cai])
  assert.deepEqual(await waitingFor(house, one), ['Bo for An', 'Cai'])
  await agree(house, one.id, bo)
  const line = (await said(house, one)).at(-1)!
  assert.deepEqual([line.by, line.onBehalfOf], [`officer/${bo.id}`, [`officer/${an.id}`]])
  const later = await cosigned(house, li, [an])
  setClock('2026-11-26T09:00')
  await assert.rejects(
    agree(house, later.id, bo),
    is('not-your-task'),
    'it ended, also before the job has seen it',
  )
  assert.equal(await settle(house), 1)
  assert.deepEqual(await waitingFor(house, later), ['An'])
  assert.equal(await settle(house), 0, 'twice does no harm')
})

test('a delegation that begins takes open tasks along, and one that is ended gives them back', async ({
  house,
}) => {
  const { li, an, bo } = await five(house)
  const one = await cosigned(house, li, [an, bo])
  const deed = { at: house.clock(), by: `officer/${an.id}` }
  await delegate(
    house.store.db,
    { from: an.id, to: bo.id, fromDay: '2026-11-24', untilDay: '2026-12-01' },
    deed,
  )
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['Bo', 'Bo for An'])
  const { id } = await house.store.db.selectFrom('delegation').select('id').executeTakeFirstOrThrow()
  await endDelegation(house.store.db, { id, from: an.id, today: '2026-11-24' }, deed)
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['An', 'Bo'])
})

test('a delegate who already holds a task signs for both at once', async ({ house }) => {
  const { li, an, bo } = await five(house)
  const deed = { at: house.clock(), by: `officer/${an.id}` }
  await delegate(
    house.store.db,
    { from: an.id, to: bo.id, fromDay: '2026-11-24', untilDay: '2026-12-01' },
    deed,
  )
  const one = await cosigned(house, li, [an, bo])
  assert.deepEqual(await waitingFor(house, one), ['Bo', 'Bo for An'])
  assert.equal((await agree(house, one.id, bo)).state, 'review')
  assert.deepEqual((await said(house, one)).at(-1)!.onBehalfOf, [`officer/${an.id}`])
})

test('nobody approves his own paper on behalf of another', async ({ house }) => {
  const { li } = await five(house)
  const zhao = await staff(house, 'Zhao', director)
  const deed = { at: house.clock(), by: `officer/${zhao.id}` }
  await delegate(
    house.store.db,
    { from: zhao.id, to: li.id, fromDay: '2026-11-24', untilDay: '2026-12-01' },
    deed,
  )
  const one = await cosigned(house, li, [])
  const wang = await staff(house, 'Zhou', office)
  await settle(house)
  await act(house, { case: one.id, revision: 2, officer: wang, verb: 'pass' })
  assert.deepEqual(await waitingFor(house, one), ['Zhao'], 'the task stays with who is away')
  await assert.rejects(
    act(house, { case: one.id, revision: 3, officer: li, verb: 'issue' }),
    is('not-your-task'),
  )
})

test('chains of delegation are followed, and one that comes back to itself is not', async ({ house }) => {
  const { li, an, bo, cai } = await five(house)
  const deed = { at: house.clock(), by: 'test' }
  const give = (from: Officer, to: Officer) =>
    delegate(
      house.store.db,
      { from: from.id, to: to.id, fromDay: '2026-11-24', untilDay: '2026-12-01' },
      deed,
    )
  await give(an, bo)
  await give(bo, cai)
  const one = await cosigned(house, li, [an])
  assert.deepEqual(await waitingFor(house, one), ['Cai for An'])
  await give(cai, an)
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['An'])
  await assert.rejects(give(li, li), is('wrong-delegation'))
})

test('the task of a signer who left waits for somebody who may hand it on', async ({ house }) => {
  const { li, an, bo, cai } = await five(house)
  const helps = await staff(house, 'Helps', casesDuty)
  const one = await cosigned(house, li, [an, bo])
  await house.store.db.updateTable('officer').set({ left_on: '2026-11-23' }).where('id', '=', an.id).execute()
  assert.equal(await settle(house), 1)
  assert.deepEqual(await waitingFor(house, one), ['Bo', 'null for An'])
  assert.equal((await agree(house, one.id, bo)).state, 'cosign', 'his signature is not taken for given')
  const hand = { case: one.id, revision: 2, to: cai.id, seat: an.id }
  await assert.rejects(transfer(house, { ...hand, officer: li }), is('not-your-task'))
  await transfer(house, { ...hand, officer: helps })
  assert.equal((await agree(house, one.id, cai)).state, 'review')
})

test('who is given the duty later finds the open task, and who loses it does not', async ({ house }) => {
  const { li, an } = await five(house)
  const one = await cosigned(house, li, [])
  const deed = { at: house.clock(), by: 'test' }
  await giveDuty(house.store.db, { officer: an.id, duty: 'office', from: '2026-11-24', until: null }, deed)
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['An', 'Wang'])
  await house.store.db
    .updateTable('duty_held')
    .set({ until_day: '2026-11-23' })
    .where('officer', '=', an.id)
    .execute()
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['Wang'])
  await house.store.db
    .updateTable('duty_held')
    .set({ until_day: null })
    .where('officer', '=', an.id)
    .execute()
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['An', 'Wang'], 'and back again')
})

test('a case is shown to colleagues, who tick it off once', async ({ house }) => {
  const { li, an, bo, cai } = await five(house)
  const one = await cosigned(house, li, [an])
  const show = (officer: Officer, ...to: Officer[]) =>
    circulate(house, { case: one.id, revision: 2, officer, to: to.map(({ id }) => id) })
  await assert.rejects(show(cai, bo), is('not-your-task'))
  await show(an, bo, bo)
  await assert.rejects(show(an, bo), is('unfit'))
  await markRead(house, { case: one.id, officer: bo })
  await markRead(house, { case: one.id, officer: bo })
  assert.equal((await said(house, one)).filter(({ deed }) => deed === 'procedure.read').length, 1)
  await show(bo, cai)
  await agree(house, one.id, an)
  const open = await house.store.db
    .selectFrom('procedure_task')
    .select('holder')
    .where('kind', '=', 'read')
    .where('status', '=', 'open')
    .execute()
  assert.deepEqual(
    open.map(({ holder }) => holder),
    [cai.id],
    'what is for information outlives the round',
  )
})

test('whose turn it is may be urged once an hour', async ({ house, setClock }) => {
  const { li, an, cai } = await five(house)
  const one = await cosigned(house, li, [an])
  const hurry = (officer: Officer) => urge(house, { case: one.id, revision: 2, officer })
  await assert.rejects(hurry(cai), is('not-your-task'))
  await hurry(li)
  await assert.rejects(hurry(li), is('urged'))
  setClock('2026-11-24T11:31')
  await hurry(li)
  const lines = (await said(house, one)).filter(({ deed }) => deed === 'procedure.urge')
  assert.deepEqual(
    lines.map(({ to }) => to),
    [[`officer/${an.id}`], [`officer/${an.id}`]],
  )
})
