import { record } from '../journal/journal.ts'
import { type Officer, signatureOf } from '../people/officer.ts'
import { Problem } from '../problem.ts'
import type { Words } from '../words.ts'
import { aboutCase, holdCase, procedureOf, type TaskRow } from './case.ts'
import { type AnyProcedure, type Case, dutiesOf, stateOf } from './declare.ts'
import { mayManageCases } from './duties.ts'
import { hasActed } from './history.ts'
import { holderOf, holdersOf, isNotForStarter, wordsOfDuties } from './holders.ts'
import { notYours } from './problems.ts'
import { openSeats } from './signatures.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { type Desk, deskNow, roundOf, stillToSign, taskRow } from './tasks.ts'
import { tellVerb } from './tell.ts'

export interface Handed {
  case: number
  revision: number
  officer: Officer
  /** To whom, by id. */
  to: string
  reason?: string | null
}

interface Held {
  tx: ProcedureDb
  of: AnyProcedure
  one: Case
  tools: Desk
}

const holding = (
  house: Works,
  asked: { case: number; revision: number },
  then: (held: Held) => Promise<void>,
) =>
  (house.store.db as ProcedureDb).transaction().execute(async (tx) => {
    const one = await holdCase(tx, house.desk.procedures, { id: asked.case, revision: asked.revision })
    return then({ tx, one, of: procedureOf(house.desk.procedures, one), tools: await deskNow(house, tx) })
  })

interface Said {
  /** Whom it is for, as the journal writes them. */
  to: string | readonly string[]
  from?: string
  reason: string | null
}

const say = async ({ tx, one, tools }: Held, officer: Officer, deed: string, detail: Said) => {
  await record(tx, {
    at: tools.at,
    by: signatureOf(officer),
    deed: `procedure.${deed}`,
    about: aboutCase(one.id),
    detail,
  })
  await tellVerb(tx, one, { verb: deed, by: officer, to: detail.to, reason: detail.reason }, tools)
}

/** Whether somebody could sign here at all. @throws Problem 422 */
function mustFit({ of, one, tools }: Held, to: string): void {
  if (!tools.staff.here.has(to))
    throw unfit({ zh: '这位工作人员不在中心。', en: 'The officer does not work here.' })
  if (isNotForStarter(of, one.state, tools.staff) && to === one.starter)
    throw unfit({ zh: '发起人不能批准自己的事项。', en: 'Who started the case may not sign it.' })
  const duties = dutiesOf(of, one.state)
  if (!duties || holdersOf(tools.staff, duties).includes(to)) return
  const { zh, en } = wordsOfDuties(duties)
  throw unfit({ zh: `对方没有${zh}职责。`, en: `The officer does not hold the duty ${en}.` })
}

const unfit = (words: Words) => new Problem('unfit', words, 422)
const seatTaken = () =>
  unfit({ zh: '对方在这一步已经是办理人。', en: 'The officer already has a part in this step.' })

/** 转办: hands one's task to a colleague. Who manages cases may hand on for somebody who is gone. */
export function transfer(house: Works, asked: Handed & { seat?: string }): Promise<void> {
  return holding(house, asked, async (held) => {
    const round = await roundOf(held.tx, held.one)
    const seat = await seatToHandOn(held, round, asked)
    mustFit(held, asked.to)
    if (round.some((row) => row.seat === asked.to)) throw seatTaken()
    const { tx, of, one, tools } = held
    await tx
      .updateTable('procedure_task')
      .set({ seat: asked.to, holder: holderOf(asked.to, of, one, tools.staff) })
      .where('id', '=', seat.id)
      .execute()
    const detail = {
      from: signatureOf({ id: seat.seat }),
      to: signatureOf({ id: asked.to }),
      reason: asked.reason || null,
    }
    await say(held, asked.officer, 'transfer', detail)
  })
}

async function seatToHandOn(
  held: Held,
  round: readonly TaskRow[],
  { officer, seat }: Handed & { seat?: string },
) {
  if (seat !== undefined && mayManageCases.holds(officer, undefined)) {
    const found = round.find((row) => row.seat === seat && stillToSign(row))
    if (!found) throw notYours()
    return found
  }
  const seats = await openSeats(held.tx, held.of, held.one, officer, held.tools)
  // His own first; with none of his own, the one he holds for another.
  return seats.find((each) => each.seat === officer.id) ?? seats[0]!
}

/** 加签: one more must sign: beside the others, or in order right behind who adds him. */
export function addSigner(house: Works, asked: Handed): Promise<void> {
  return holding(house, asked, async (held) => {
    const { tx, of, one, tools } = held
    const sign = stateOf(of, one.state).task?.sign ?? 'any'
    if (sign === 'any')
      throw unfit({
        zh: '这一步只需一人办理，不能加签。',
        en: 'One signature is enough here; nobody can be added.',
      })
    const manages = mayManageCases.holds(asked.officer, undefined)
    const mine = manages ? [] : await openSeats(tx, of, one, asked.officer, tools)
    mustFit(held, asked.to)
    const round = await roundOf(held.tx, held.one)
    if (round.some((row) => row.seat === asked.to)) throw seatTaken()
    const at = round.find((row) => row.id === mine[0]?.id)?.place ?? round.at(-1)?.place ?? 0
    await tx
      .updateTable('procedure_task')
      .set((row) => ({ place: row('place', '+', 1) }))
      .where('case_id', '=', one.id)
      .where('revision', '=', one.revision)
      .where('kind', '=', 'do')
      .where('place', '>', at)
      .execute()
    const open = sign === 'all' || !round.some(({ status }) => status === 'open')
    const row = taskRow(of, one, { seat: asked.to, place: at + 1, open }, tools)
    await tx.insertInto('procedure_task').values(row).execute()
    await say(held, asked.officer, 'add', { to: signatureOf({ id: asked.to }), reason: asked.reason || null })
  })
}

/** Whether an officer has or had a part in the case. */
export async function takesPart(
  db: ProcedureDb,
  { id, starter }: Pick<Case, 'id' | 'starter'>,
  officer: Officer,
): Promise<boolean> {
  if (starter === officer.id || mayManageCases.holds(officer, undefined)) return true
  const row = await db
    .selectFrom('procedure_task')
    .select('id')
    .where('case_id', '=', id)
    .where((or) => or.or([or('holder', '=', officer.id), or('seat', '=', officer.id)]))
    .executeTakeFirst()
  return row !== undefined || (await hasActed(db, id, officer))
}

/** 传阅: shows the case to colleagues, who need do nothing but read. One who has it unread is not told again. */
export function circulate(
  house: Works,
  asked: Omit<Handed, 'to'> & { to: readonly string[] },
): Promise<void> {
  return holding(house, asked, async (held) => {
    const { tx, one, tools } = held
    if (!(await takesPart(tx, one, asked.officer))) throw notYours()
    const unread = await unreadBy(held)
    const to = [...new Set(asked.to)].filter((id) => tools.staff.here.has(id) && !unread.has(id))
    if (to.length === 0)
      throw unfit({
        zh: '没有可传阅的人，或对方还没看上次的传阅。',
        en: 'Nobody to show it to who has not got it unread.',
      })
    await tx
      .insertInto('procedure_task')
      .values(to.map((id) => readRow(one, id, tools.at)))
      .execute()
    const detail = { to: to.map((id) => signatureOf({ id })), reason: asked.reason || null }
    await say(held, asked.officer, 'circulate', detail)
  })
}

async function unreadBy({ tx, one }: Held): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('procedure_task')
    .select('seat')
    .where('case_id', '=', one.id)
    .where('kind', '=', 'read')
    .where('status', '=', 'open')
    .execute()
  return new Set(rows.map(({ seat }) => seat))
}

/** A case for somebody's information. */
export const readRow = (one: Case, to: string, at: Temporal.Instant) => ({
  case_id: one.id,
  revision: one.revision,
  state: one.state,
  kind: 'read' as const,
  seat: to,
  holder: to,
  place: 0,
  status: 'open' as const,
  clock_at: at.epochMilliseconds,
  due: null,
  due_days: null,
})

/** Has seen what was circulated to him; a second time does nothing. */
export function markRead(
  house: Works,
  { case: id, officer }: { case: number; officer: Officer },
): Promise<void> {
  return house.store.db.transaction().execute(async (tx) => {
    const at = house.clock()
    const read = await tx
      .updateTable('procedure_task')
      .set({ status: 'done', verb: 'read', done_by: officer.id, done_at: at.epochMilliseconds })
      .where('case_id', '=', id)
      .where('kind', '=', 'read')
      .where('status', '=', 'open')
      .where('holder', '=', officer.id)
      .executeTakeFirst()
    if (read.numUpdatedRows > 0n)
      await record(tx, { at, by: signatureOf(officer), deed: 'procedure.read', about: aboutCase(id) })
  })
}

/** So long nobody is urged again. */
const urgedEvery = 3_600_000

/** 催办: asks those whose turn it is to hurry, at most once an hour. */
export function urge(house: Works, asked: Omit<Handed, 'to'>): Promise<void> {
  return holding(house, asked, async (held) => {
    const { tx, one, tools } = held
    if (!(await takesPart(tx, one, asked.officer))) throw notYours()
    const open = (await roundOf(held.tx, held.one)).filter(({ status }) => status === 'open')
    const now = tools.at.epochMilliseconds
    if (open.length === 0) throw unfit({ zh: '现在没有等待办理的人。', en: 'Nobody is waited for now.' })
    if (open.some(({ urged_at }) => urged_at !== null && now - urged_at < urgedEvery))
      throw new Problem('urged', { zh: '一小时内已经催办过。', en: 'They were urged within the hour.' }, 409)
    await tx
      .updateTable('procedure_task')
      .set({ urged_at: now })
      .where(
        'id',
        'in',
        open.map(({ id }) => id),
      )
      .execute()
    const to = open.flatMap(({ holder }) => (holder === null ? [] : [signatureOf({ id: holder })]))
    await say(held, asked.officer, 'urge', { to, reason: asked.reason || null })
  })
}
