import assert from 'node:assert/strict'
import { test as single } from 'node:test'
import { openFresh } from '../db/testing.ts'
import type { Officer } from '../people/officer.ts'
import { room as people } from '../people/room.ts'
import { Problem } from '../problem.ts'
import type { Room } from '../room.ts'
import { houseOf, inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act, startCase } from './act.ts'
import { chooseAlone } from './alone.ts'
import { procedure } from './declare.ts'
import { remind } from './remind.ts'
import { room } from './room.ts'
import { settle } from './settle.ts'
import type { Works } from './tables.ts'
import { begin, director, dispatch, office, procedures, staff, waitingFor } from './testing.ts'

/** Signed by another person, of the office or a director; the public page shows it at once. */
const notice = procedure<{ title: string; seen?: number }>()({
  key: 'notice',
  version: 1,
  words: { zh: '通告', en: 'Notice' },
  initial: 'draft',
  title: ({ title }) => ({ zh: title, en: title }),
  alone: 'may',
  changes: ['test/notices'],
  states: {
    draft: {
      words: { zh: '拟稿', en: 'Draft' },
      task: { who: 'starter' },
      on: { ask: { words: { zh: '送签', en: 'Ask' }, to: 'sign' } },
    },
    sign: {
      words: { zh: '签发', en: 'Sign' },
      task: {
        who: { duty: [office, director] },
        due: { hours: 2 },
        escalate: { after: { hours: 1 }, to: director },
      },
      on: { sign: { words: { zh: '签发', en: 'Sign' }, to: 'signed', notSelf: true } },
    },
    signed: {
      words: { zh: '已签发', en: 'Signed' },
      final: true,
      enter: async (_, __, { house }) => ({ seen: house.clock().epochMilliseconds }),
    },
  },
})

const rooms: Room[] = [people, { ...room, procedures: [...procedures, notice] }]
const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)

async function asked(house: Works, officer: Officer) {
  const { id } = await house.store.db
    .transaction()
    .execute((tx) => startCase(house, tx, { of: notice, officer, data: { title: 'Rain' } }))
  return act(house, { of: notice, case: id, revision: 1, officer, verb: 'ask' })
}
const choose = (house: Works, alone: boolean) =>
  chooseAlone(house.store.db, { procedure: notice.key, alone }, { at: house.clock(), by: 'test' })
const is = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

test('a step of several duties is for who holds any of them, and once for who holds both', async ({
  house,
}) => {
  const li = await staff(house, 'Li')
  await staff(house, 'Wang', office)
  await staff(house, 'Zhao', director)
  await staff(house, 'Both', office, director)
  const one = await asked(house, li)
  assert.deepEqual(await waitingFor(house, one), ['Both', 'Wang', 'Zhao'])
})

test('one person alone is told how, and goes through once the house has chosen so', async ({ house }) => {
  const li = await staff(house, 'Li', office)
  await assert.rejects(asked(house, li), (error) => {
    assert.ok(is('nobody-signs')(error))
    assert.match((error as Problem).words.en, /“Office” or “Director”.*centre of one/)
    return true
  })
  await choose(house, true)
  await choose(house, true)
  const one = await asked(house, li)
  assert.deepEqual(await waitingFor(house, one), ['Li'])
  await choose(house, false)
  const sign = () => act(house, { of: notice, case: one.id, revision: 2, officer: li, verb: 'sign' })
  await assert.rejects(sign(), is('own-paper'), 'also where the task is in his hands already')
  await choose(house, true)
  const dropped: string[] = []
  const cache = Object.assign(Object.create(house.cache), { drop: (what: string) => void dropped.push(what) })
  const done = await act(
    { ...house, cache },
    { of: notice, case: one.id, revision: 2, officer: li, verb: 'sign' },
  )
  assert.equal(done.data.seen, house.clock().epochMilliseconds, 'the effect has the house')
  assert.deepEqual(dropped, ['test/notices'])
  const lines = await house.store.db
    .selectFrom('journal')
    .select('detail')
    .where('deed', '=', 'procedure.alone')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    lines.map(({ detail }) => JSON.parse(detail).alone),
    [true, false, true],
  )
})

test('when two are asked for again, what one person had in hand goes to the others', async ({ house }) => {
  const li = await staff(house, 'Li', office)
  await choose(house, true)
  const one = await asked(house, li)
  await staff(house, 'Zhao', director)
  await choose(house, false)
  await settle(house)
  assert.deepEqual(await waitingFor(house, one), ['Zhao'])
})

test('a procedure that does not allow it is not gone through alone', async ({ house }) => {
  const both = await staff(house, 'Both', office, director)
  await chooseAlone(
    house.store.db,
    { procedure: dispatch.key, alone: true },
    { at: house.clock(), by: 'test' },
  )
  const one = await begin(house, both)
  await act(house, { case: one.id, revision: 1, officer: both, verb: 'submit' })
  await assert.rejects(
    act(house, { case: one.id, revision: 2, officer: both, verb: 'pass' }),
    is('nobody-signs'),
  )
})

test('a term in hours is reminded of and told by night and on days of rest', async ({ house, setClock }) => {
  const li = await staff(house, 'Li')
  await staff(house, 'Zhao', director)
  setClock('2026-11-28T20:00')
  await asked(house, li)
  setClock('2026-11-28T21:59')
  assert.deepEqual(await remind(house), { reminded: 0, escalated: 0 }, 'not due yet')
  setClock('2026-11-28T22:05')
  assert.deepEqual(await remind(house), { reminded: 1, escalated: 0 })
  setClock('2026-11-28T23:05')
  assert.deepEqual(await remind(house), { reminded: 0, escalated: 1 })
})

single('two rooms that bring the same procedure are refused at the start', async (t) => {
  const twice: Room[] = [...rooms, { name: 'other', migrations: {}, procedures: [notice] }]
  await assert.rejects(
    houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), twice),
    /two rooms bring the same procedure: notice of version 1/,
  )
})

single('what settles open tasks asks as often for thirty cases as for one', async (t) => {
  const { house } = await houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), rooms)
  const li = await staff(house, 'Li')
  await staff(house, 'Zhao', director)
  let statements = 0
  const db = house.store.db.withPlugin({
    transformQuery: ({ node }) => {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const counted = async () => {
    statements = 0
    assert.equal(await settle({ ...house, store: { ...house.store, db } }), 0)
    return statements
  }
  await asked(house, li)
  const ofOne = await counted()
  for (let i = 0; i < 29; i++) await asked(house, li)
  assert.equal(await counted(), ofOne)
})
