import type { AnyKysely } from '../db/store.ts'
import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import type { Deed } from '../people/officers.ts'
import { Problem } from '../problem.ts'
import { addDays, type Day } from '../time.ts'
import type { ProcedureDb } from './tables.ts'

export interface Delegation {
  id: number
  from: string
  to: string
  /** First and last day. */
  fromDay: Day
  untilDay: Day
}

/** Whoever works here today. */
export async function present(db: ProcedureDb, today: Day): Promise<Set<string>> {
  const rows = await db
    .selectFrom('officer')
    .select('id')
    .where((of) => of.or([of('left_on', 'is', null), of('left_on', '>=', today)]))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Who stands in for whom today. */
export async function standIns(db: ProcedureDb, today: Day): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('delegation')
    .select(['from_officer', 'to_officer'])
    .where('from_day', '<=', today)
    .where('until_day', '>=', today)
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ from_officer, to_officer }) => [from_officer, to_officer]))
}

/**
 * Who acts for an officer today: himself, or the first present one along the chain of those who stand in. A chain
 * that comes back to somebody, or that ends with one who has left, leaves the task with himself.
 * @param never who may not stand in here, such as the starter of what must not be signed by him
 */
export function actsFor(
  officer: string,
  here: ReadonlySet<string>,
  standing: ReadonlyMap<string, string>,
  never: string | null = null,
): string | null {
  const own = here.has(officer) ? officer : null
  const seen = new Set([officer])
  for (let next = standing.get(officer); next !== undefined; next = standing.get(next)) {
    if (seen.has(next) || !here.has(next)) return own
    seen.add(next)
    if (!standing.has(next)) return next === never ? own : next
  }
  return own
}

/** What an officer has arranged that is not over, and what others have arranged with him. */
export async function delegationsOf(db: ProcedureDb, officer: string, today: Day): Promise<Delegation[]> {
  const rows = await db
    .selectFrom('delegation')
    .selectAll()
    .where('until_day', '>=', today)
    .where((of) => of.or([of('from_officer', '=', officer), of('to_officer', '=', officer)]))
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    from: row.from_officer,
    to: row.to_officer,
    fromDay: row.from_day,
    untilDay: row.until_day,
  }))
}

/** Lets a colleague act while one is away. @throws Problem 422 for wrong days or oneself, 409 for days given already */
export async function delegate(
  tx: AnyKysely,
  asked: Omit<Delegation, 'id'>,
  { at, by }: Deed,
): Promise<void> {
  const { from, to, fromDay, untilDay } = asked
  if (from === to) throw wrong({ zh: '不能委托给自己。', en: 'You cannot stand in for yourself.' })
  if (untilDay < fromDay)
    throw wrong({ zh: '最后一天不能早于第一天。', en: 'The last day must not be before the first.' })
  // Two forms sent at once wait for each other here.
  await tx
    .updateTable('officer')
    .set((of) => ({ left_on: of.ref('left_on') }))
    .where('id', '=', from)
    .execute()
  const same = await tx
    .selectFrom('delegation')
    .select('id')
    .where('from_officer', '=', from)
    .where('from_day', '<=', untilDay)
    .where('until_day', '>=', fromDay)
    .executeTakeFirst()
  if (same) throw taken()
  const row = { from_officer: from, to_officer: to, from_day: fromDay, until_day: untilDay }
  await tx.insertInto('delegation').values(row).execute()
  const detail = { to: signatureOf({ id: to }), from: fromDay, until: untilDay }
  await record(tx, { at, by, deed: 'procedure.delegate', about: signatureOf({ id: from }), detail })
}

/** Ends a delegation with the day before `today`; one that has not begun is taken out. */
export async function endDelegation(
  tx: AnyKysely,
  { id, from, today }: { id: number; from: string; today: Day },
  { at, by }: Deed,
): Promise<void> {
  const ended = await tx
    .updateTable('delegation')
    .set({ until_day: addDays(today, -1) })
    .where('id', '=', id)
    .where('from_officer', '=', from)
    .where('until_day', '>=', today)
    .returning(['from_day', 'to_officer'])
    .executeTakeFirst()
  if (!ended) return
  if (ended.from_day >= today) await tx.deleteFrom('delegation').where('id', '=', id).execute()
  const detail = { to: signatureOf({ id: ended.to_officer }) }
  await record(tx, { at, by, deed: 'procedure.end-delegation', about: signatureOf({ id: from }), detail })
}

const wrong = (words: Problem['words']) => new Problem('wrong-delegation', words, 422)
const taken = () =>
  new Problem(
    'delegation-taken',
    {
      zh: '这些日子里您已经委托了别人。请先结束那一项。',
      en: 'Somebody stands in for you on some of these days already. End that first.',
    },
    409,
  )
