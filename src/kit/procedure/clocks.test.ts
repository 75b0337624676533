import assert from 'node:assert/strict'
import { room as people } from '../people/room.ts'
import type { Room } from '../room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act } from './act.ts'
import { setHoliday, workCalendar } from './holidays.ts'
import { remind } from './remind.ts'
import { renewCases } from './renew.ts'
import { room } from './room.ts'
import { settle } from './settle.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { begin, director, dispatch, office, procedures, said, staff, waitingFor } from './testing.ts'

const rooms: Room[] = [people, { ...room, procedures }]
const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)
const zone = 'Asia/Shanghai'

/** A paper that waits for two co-signers; two working days from Tuesday 24 November. */
async function waiting(house: Works) {
  const [li, an, bo] = [await staff(house, 'Li'), await staff(house, 'An'), await staff(house, 'Bo')]
  const one = await begin(house, li, { cosigners: [an.id, bo.id] })
  await act(house, { of: dispatch, case: one.id, revision: 1, officer: li, verb: 'submit' })
  return one
}
const dueDays = async ({ store }: Works) => {
  const db: ProcedureDb = store.db
  const rows = await db
    .selectFrom('procedure_task')
    .select('due')
    .where('status', '=', 'open')
    .where('kind', '=', 'do')
    .execute()
  return [
    ...new Set(
      rows.map(({ due }) =>
        Temporal.Instant.fromEpochMilliseconds(due!).toZonedDateTimeISO(zone).toPlainDate().toString(),
      ),
    ),
  ]
}

test('a holiday that is added late moves the clocks that run, and the case says so', async ({ house }) => {
  const one = await waiting(house)
  assert.deepEqual(await dueDays(house), ['2026-11-26'])
  const deed = { at: house.clock(), by: 'officer/1' }
  const set = (kind: 'rest' | 'work', day: string) =>
    house.store.db.transaction().execute((tx) => setHoliday(tx, day, { kind, note: 'x' }, zone, deed))
  await set('rest', '2026-11-26')
  assert.deepEqual(await dueDays(house), ['2026-11-27'])
  const moved = (await said(house, one)).filter(({ deed }) => deed === 'procedure.move-due')
  assert.equal(moved.length, 1, 'once for the round, not for each signer')
  assert.equal(await settle(house), 0)
  await set('work', '2026-11-26')
  assert.deepEqual(await dueDays(house), ['2026-11-26'], 'what the centre sets wins')
  await set('work', '2026-11-28')
  assert.equal((await workCalendar(house.store.db))('2026-11-28'), true)
  await Promise.all([set('rest', '2026-11-30'), set('rest', '2026-11-30')])
  assert.equal((await workCalendar(house.store.db))('2026-11-30'), false, 'set by two at once')
  const takeBack = () =>
    house.store.db.transaction().execute((tx) => setHoliday(tx, '2026-11-28', null, zone, deed))
  await takeBack()
  assert.equal((await workCalendar(house.store.db))('2026-11-28'), false)
  const lines = () => house.store.db.selectFrom('journal').select('id').execute()
  const before = await lines()
  await takeBack()
  assert.deepEqual(await lines(), before, 'a day that is not set is not taken back')
})

test('reminders come once a working day, at most three times; then those named are told, once', async ({
  house,
  setClock,
}) => {
  const zhao = await staff(house, 'Zhao', director)
  const one = await waiting(house)
  assert.deepEqual(await remind(house), { reminded: 0, escalated: 0 }, 'not due yet')
  setClock('2026-11-26T08:05')
  assert.deepEqual(await remind(house), { reminded: 2, escalated: 0 })
  assert.deepEqual(await remind(house), { reminded: 0, escalated: 0 }, 'twice does no harm')
  const both = await Promise.all([remind(house), remind(house)])
  assert.deepEqual(both, [
    { reminded: 0, escalated: 0 },
    { reminded: 0, escalated: 0 },
  ])
  setClock('2026-11-27T08:05')
  const two = await Promise.all([remind(house), remind(house)])
  assert.deepEqual([two[0]!.reminded + two[1]!.reminded, two[0]!.escalated + two[1]!.escalated], [2, 1])
  setClock('2026-11-28T08:05')
  assert.deepEqual(await remind(house), { reminded: 0, escalated: 0 }, 'Saturday')
  setClock('2026-11-30T08:05')
  assert.equal((await remind(house)).reminded, 2)
  setClock('2026-12-01T08:05')
  assert.equal((await remind(house)).reminded, 0)
  const told = (await said(house, one)).filter(({ deed }) => deed === 'procedure.escalate')
  assert.deepEqual(
    told.map(({ to }) => to),
    [[`officer/${zhao.id}`]],
  )
  const due = (await said(house, one)).filter(({ deed }) => deed === 'procedure.remind')
  assert.deepEqual(
    due.map(({ overdue }) => overdue),
    [false, false, true, true, true, true],
  )
})

test('a running case keeps its version, or is brought to the one that names it', async ({ house }) => {
  await staff(house, 'Wang', office)
  const one = await waiting(house)
  const { states, ...rest } = dispatch
  const { cosign, ...others } = states
  const second = { ...rest, version: 2, states: { ...others, check: cosign }, initial: 'draft' as const }
  const asHouse = (of: object[]) => ({
    ...house,
    desk: { ...house.desk, procedures: of as typeof house.desk.procedures },
  })
  assert.equal(await renewCases(asHouse([dispatch, second])), 0)
  await assert.rejects(renewCases(asHouse([second])), /no procedure dispatch knows version 1 at cosign/)
  const renewed = asHouse([{ ...second, from: { 1: { cosign: 'check' } } }])
  assert.equal(await renewCases(renewed), 1)
  assert.equal(await renewCases(renewed), 0)
  const an = await house.store.db
    .selectFrom('officer')
    .selectAll()
    .where('name_en', '=', 'An')
    .executeTakeFirstOrThrow()
  const officer = { ...(await staff(house, 'Other')), id: an.id }
  const agree = () => act(renewed, { case: one.id, revision: 3, officer, verb: 'agree' })
  const after = await agree()
  assert.deepEqual([after.state, after.version], ['check', 2])
  await assert.rejects(agree(), /already signed here/)
  const third = { ...rest, version: 3, states, initial: 'draft' as const, from: { 2: { check: 'dropped' } } }
  assert.equal(await renewCases(asHouse([third])), 1)
  assert.deepEqual(await waitingFor(house, one), [], 'nobody waits for what has ended')
})
