import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { AnyStore } from '../../kit/db/open.ts'
import { Problem } from '../../kit/problem.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, journalLines, type TestHouse } from '../testing.ts'
import { alertHistory, alertInForce, alertMessage, alertsInForce, historyOf, messagesOf } from './messages.ts'
import { air, moment, onDuty, order } from './testing.ts'
import { cancelAlert, issueAlert, updateAlert } from './write.ts'

const evening = onDuty('2026-12-19T18:30')
const by = { reason: '冷空气将至', by: '李值班', text: null }
const refused = async (deed: Promise<unknown>): Promise<string> => {
  const problem = await deed.then(
    () => assert.fail('it was done'),
    (error) => error,
  )
  assert.ok(problem instanceof Problem, String(problem))
  return problem.code
}
/** The newest line of the journal. */
async function newestLine({ store }: { store: AnyStore }) {
  const line = await store.db.selectFrom('journal').selectAll().orderBy('id', 'desc').executeTakeFirst()
  return line as { by: string; deed: string; about: string; detail: string }
}
const inForce = (house: TestHouse) => alertInForce(house.store.db, house.clock())

inBothHouses(
  'an alert is issued, changed and lifted, each by a message of its own',
  evening,
  async (house) => {
    await air(house, '2026-12-18', [160, 160])
    const first = await issueAlert(house, order({ effective: moment('2026-12-20T00:00') }))
    assert.equal(first.alert, first.id)
    assert.deepEqual([first.type, first.status, first.proposal.tier], ['alert', 'actual', 'orange'])
    assert.deepEqual(await inForce(house), first)
    house.setClock('2026-12-20T09:00')
    const second = await updateAlert(house, first.alert, { ...by, tier: 'red' })
    assert.deepEqual(
      [second.alert, second.type, second.tier, second.expiresAt.toString()],
      [first.alert, 'update', 'red', first.expiresAt.toString()],
    )
    assert.equal((await inForce(house))!.id, second.id)
    house.setClock('2026-12-21T12:00')
    await cancelAlert(house, first.alert, by)
    assert.equal(await inForce(house), null)
    const [history] = await alertHistory(house.store.db, house.clock())
    assert.deepEqual(
      history!.messages.map(({ type, tier }) => [type, tier]),
      [
        ['alert', 'orange'],
        ['update', 'red'],
        ['cancel', 'red'],
      ],
    )
    assert.equal(history!.from.toString(), first.effectiveAt.toString())
    assert.equal(history!.to!.toString(), moment('2026-12-21T12:00').toString())
  },
)

inBothHouses(
  'every message has its journal line, and a refused one leaves neither',
  evening,
  async (house) => {
    const lines = await journalLines(house)
    const { alert } = await issueAlert(house, order())
    assert.equal(await journalLines(house), lines + 1)
    await refused(issueAlert(house, order()))
    assert.equal(await journalLines(house), lines + 1)
    assert.equal((await messagesOf(house.store.db, alert)).length, 1)
    const line = await newestLine(house)
    assert.deepEqual([line.by, line.deed, line.about], ['王值班', 'air.alert.alert', 'air/alert'])
    assert.equal(JSON.parse(line.detail).tier, 'orange')
  },
)

inBothHouses('a message that was sent cannot be changed or taken back', evening, async (house) => {
  const { id } = await issueAlert(house, order())
  const { db } = house.store
  await assert.rejects(db.updateTable('air_alert_message').set({ tier: 'red' }).execute())
  await assert.rejects(db.deleteFrom('air_alert_message').execute())
  await assert.rejects(
    sql`update air_alert_message set reason = 'other' where id = ${sql.lit(id)}`.execute(db),
  )
  assert.equal((await alertMessage(db, id))!.reason, order().reason)
})

inBothHouses('the pages that showed the alert are dropped', evening, async (house) => {
  const body = { contentType: 'text/html', until: Number.MAX_SAFE_INTEGER }
  house.cache.keep('front', { ...body, body: 'front', depends: ['air/alert'] })
  await issueAlert(house, order())
  assert.equal(house.cache.bytes, 0)
})

inBothHouses(
  'a second alert is refused while one is in force, also of two at once',
  evening,
  async (house) => {
    const both = await Promise.allSettled([issueAlert(house, order()), issueAlert(house, order())])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal(await refused(issueAlert(house, order({ tier: 'red' }))), 'alert-in-force')
    house.setClock('2026-12-22T00:00')
    assert.equal(await inForce(house), null)
    const next = await issueAlert(house, order({ expires: moment('2026-12-24T00:00') }))
    assert.deepEqual(
      (await alertHistory(house.store.db, house.clock())).map(({ alert, to }) => [alert, to === null]),
      [
        [next.alert, true],
        [next.alert - 1, false],
      ],
    )
  },
)

inBothHouses('what is over can no longer be changed', evening, async (house) => {
  assert.equal(await refused(updateAlert(house, 7, by)), 'unknown-alert')
  assert.equal(await refused(cancelAlert(house, 7, by)), 'unknown-alert')
  const { alert } = await issueAlert(house, order())
  const second = await updateAlert(house, alert, { ...by, expires: moment('2026-12-20T00:00') })
  // A later message's number is not an alert's.
  assert.equal(await refused(cancelAlert(house, second.id, by)), 'unknown-alert')
  house.setClock('2026-12-20T00:00')
  assert.equal(await refused(updateAlert(house, alert, by)), 'alert-ran-out')
  const next = await issueAlert(house, order())
  await cancelAlert(house, next.alert, by)
  assert.equal(await refused(cancelAlert(house, next.alert, by)), 'alert-lifted')
  assert.equal(await refused(updateAlert(house, next.alert, by)), 'alert-lifted')
})

inBothHouses('times that cannot be are refused', evening, async (house) => {
  const issue = (effective: string, expires: string) =>
    refused(issueAlert(house, order({ effective: moment(effective), expires: moment(expires) })))
  assert.equal(await issue('2026-12-18T18:29', '2026-12-20T00:00'), 'effective-long-ago')
  assert.equal(await issue('2026-12-20T00:00', '2026-12-20T00:00'), 'expires-too-early')
  assert.equal(await issue('2026-12-19T18:00', '2026-12-19T18:30'), 'expires-too-early')
  assert.equal(await issue('2026-12-19T18:30', '2027-01-02T18:31'), 'expires-too-late')
  const { alert } = await issueAlert(house, order({ expires: moment('2026-12-30T00:00') }))
  house.setClock('2026-12-25T08:00')
  // It began six days ago, which is no fault of the one who prolongs it.
  await updateAlert(house, alert, { ...by, expires: moment('2027-01-03T00:00') })
  const past = { ...by, expires: moment('2026-12-25T07:00') }
  assert.equal(await refused(updateAlert(house, alert, past)), 'expires-too-early')
})

inBothHouses('a tier that the rules in force do not have is refused', evening, async (house) => {
  assert.equal(await refused(issueAlert(house, order({ tier: 'blue' }))), 'no-such-tier')
  house.setClock('2016-12-19T18:30')
  // Of red the condition was not found, but the rules had it.
  const { tier } = await issueAlert(house, order({ tier: 'red', expires: moment('2016-12-22T00:00') }))
  assert.equal(tier, 'red')
})

inBothHouses('on simulated air there are exercises only', evening, async (house) => {
  await simulateHours(house, 48)
  assert.equal(await refused(issueAlert(house, order())), 'simulated-air')
  const exercise = await issueAlert(house, order({ exercise: true }))
  assert.equal(exercise.status, 'exercise')
  assert.equal((await updateAlert(house, exercise.alert, by)).status, 'exercise')
})

inBothHouses(
  'a real alert comes before an exercise, and neither is in the other’s way',
  evening,
  async (house) => {
    const exercise = await issueAlert(house, order({ exercise: true }))
    assert.equal((await inForce(house))!.id, exercise.id)
    const actual = await issueAlert(house, order())
    assert.equal((await inForce(house))!.id, actual.id)
    assert.equal((await alertsInForce(house.store.db, house.clock())).length, 2)
    assert.equal(await refused(issueAlert(house, order({ exercise: true }))), 'alert-in-force')
  },
)

inBothHouses(
  'with the clock set for a rehearsal everything is an exercise',
  onDuty('2015-12-07T18:30', { LANTIAN_CLOCK: '2015-12-07T18:30' }),
  async (house) => {
    const { status, tier } = await issueAlert(
      house,
      order({ tier: 'red', expires: moment('2015-12-10T12:00') }),
    )
    assert.deepEqual([status, tier], ['exercise', 'red'])
  },
)

inBothHouses('a rehearsal leaves real alerts alone', evening, async (house) => {
  const { alert } = await issueAlert(house, order())
  house.setClock('2026-12-20T08:00')
  const rehearsal = { ...house, settings: { ...house.settings, LANTIAN_CLOCK: '2026-12-20T08:00' } }
  assert.equal(await refused(updateAlert(rehearsal, alert, by)), 'actual-in-rehearsal')
  assert.equal(await refused(cancelAlert(rehearsal, alert, by)), 'actual-in-rehearsal')
  house.setClock('2026-12-19T12:00')
  assert.equal(await refused(cancelAlert(house, alert, by)), 'clock-behind')
})

inBothHouses('the past is told as it was then', evening, async (house) => {
  const { alert } = await issueAlert(house, order())
  house.setClock('2026-12-20T12:00')
  await updateAlert(house, alert, { ...by, tier: 'red' })
  house.setClock('2026-12-21T12:00')
  await cancelAlert(house, alert, by)
  const { db } = house.store
  const tierAt = async (local: string) => (await alertInForce(db, moment(local)))?.tier ?? null
  assert.deepEqual(
    [
      await tierAt('2026-12-19T18:29'),
      await tierAt('2026-12-19T18:30'),
      await tierAt('2026-12-20T12:00'),
      await tierAt('2026-12-21T12:00'),
    ],
    [null, 'orange', 'red', null],
  )
  const [then] = await alertHistory(db, moment('2026-12-20T00:00'))
  assert.deepEqual([then!.tier, then!.to, then!.messages.length], ['orange', null, 1])
  assert.equal(historyOf(await messagesOf(db, alert), moment('2026-12-01T00:00')), null)
  assert.deepEqual(await alertHistory(db, moment('2026-12-01T00:00')), [])
})

inBothHouses('as many alerts as were asked for, the newest first', evening, async (house) => {
  for (const day of ['01', '03', '05']) {
    house.setClock(`2026-12-${day}T08:00`)
    await issueAlert(house, order({ expires: moment(`2026-12-${day}T20:00`) }))
  }
  const newest = await alertHistory(house.store.db, house.clock(), 2)
  assert.deepEqual(
    newest.map(({ from }) => from.toString()),
    [moment('2026-12-05T08:00').toString(), moment('2026-12-03T08:00').toString()],
  )
})
