import { Problem } from '../problem.ts'
import type { Day } from '../time.ts'
import { type AnyProcedure, type Case, dutyOf, movesOf, stateOf, type Task } from './declare.ts'
import { actsFor, present, standIns } from './delegation.ts'
import type { ProcedureDb } from './tables.ts'

/** The people as they stand on a day. */
export interface Staff {
  here: ReadonlySet<string>
  standing: ReadonlyMap<string, string>
}

export const staffOn = async (db: ProcedureDb, today: Day): Promise<Staff> => ({
  here: await present(db, today),
  standing: await standIns(db, today),
})

/** Officers who hold a duty on a day, in an order that does not change. */
export async function holdersOf(db: ProcedureDb, duty: string, today: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('duty_held as d')
    .innerJoin('officer as o', 'o.id', 'd.officer')
    .select('o.id')
    .distinct()
    .where('d.duty', '=', duty)
    .where('d.from_day', '<=', today)
    .where((of) => of.or([of('d.until_day', 'is', null), of('d.until_day', '>=', today)]))
    .where((of) => of.or([of('o.left_on', 'is', null), of('o.left_on', '>=', today)]))
    .orderBy('o.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether what is done in a state must not be done by who started the case. */
export const isNotForStarter = (of: AnyProcedure, state: string) =>
  movesOf(stateOf(of, state)).some(([, { notSelf }]) => notSelf)

/**
 * Whose signatures a state needs. The same person is asked once however often he is named; who started the case is
 * not asked for what he may not sign himself.
 * @throws Problem 422 where nobody could sign, or where one who is named has left: the case stays where it is
 */
export async function seatsOf(
  db: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  { here, today }: Pick<Staff, 'here'> & { today: Day },
): Promise<string[]> {
  const { task, words } = stateOf(of, one.state)
  if (!task) return []
  if (task.who === 'starter') return one.starter === null ? [] : [one.starter]
  const asked = [...new Set(await named(db, task.who, one, today))]
  const seats = isNotForStarter(of, one.state) ? asked.filter((id) => id !== one.starter) : asked
  if (seats.length === 0) throw nobody(of, one.state)
  if (seats.some((id) => !here.has(id))) throw gone(words)
  return seats
}

const named = (db: ProcedureDb, who: Exclude<Task<unknown>['who'], 'starter'>, one: Case, today: Day) =>
  'duty' in who ? holdersOf(db, who.duty.key, today) : who.officers(one.data)

/** Who gives a signature today; null where nobody is left to. */
export const holderOf = (seat: string, of: AnyProcedure, one: Case, { here, standing }: Staff) =>
  actsFor(seat, here, standing, isNotForStarter(of, one.state) ? one.starter : null)

const nobody = (of: AnyProcedure, state: string) => {
  const { zh, en } = stateOf(of, state).words
  const duty = dutyOf(of, state)?.words
  return new Problem(
    'nobody-signs',
    duty
      ? {
          zh: `“${zh}”要由“${duty.zh}”办理，但除经办人外没有人担任这项职责。请先指定担任的人。`,
          en: `“${en}” is for the duty “${duty.en}”, and nobody else holds it. Give the duty to somebody first.`,
        }
      : {
          zh: `“${zh}”没有选定办理人。请先选定。`,
          en: `Nobody was chosen for “${en}”. Choose somebody first.`,
        },
    422,
  )
}

const gone = ({ zh, en }: Problem['words']) =>
  new Problem(
    'signer-left',
    {
      zh: `“${zh}”选定的人中有人已离开中心。请另选。`,
      en: `Somebody chosen for “${en}” has left the centre. Choose another.`,
    },
    422,
  )
