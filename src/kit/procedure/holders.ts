import type { Duty } from '../people/officer.ts'
import { Problem } from '../problem.ts'
import type { Day } from '../time.ts'
import type { Words } from '../words.ts'
import { aloneIn } from './alone.ts'
import {
  type AnyProcedure,
  type Case,
  dutiesOf,
  movesOf,
  type Procedures,
  stateOf,
  type Task,
} from './declare.ts'
import { actsFor, present, standIns } from './delegation.ts'
import type { ProcedureDb } from './tables.ts'

/** The people as they stand on a day. */
export interface Staff {
  here: ReadonlySet<string>
  standing: ReadonlyMap<string, string>
  /** By the key of a duty, who holds it, in an order that does not change. */
  holding: ReadonlyMap<string, readonly string[]>
  /** Procedures that one person may go through alone. */
  alone: ReadonlySet<string>
}

export const staffOn = async (db: ProcedureDb, procedures: Procedures, today: Day): Promise<Staff> => ({
  here: await present(db, today),
  standing: await standIns(db, today),
  holding: await holdingOn(db, today),
  alone: await aloneIn(db, procedures),
})

async function holdingOn(db: ProcedureDb, today: Day): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('duty_held as d')
    .innerJoin('officer as o', 'o.id', 'd.officer')
    .select(['o.id', 'd.duty'])
    .distinct()
    .where('d.from_day', '<=', today)
    .where((of) => of.or([of('d.until_day', 'is', null), of('d.until_day', '>=', today)]))
    .where((of) => of.or([of('o.left_on', 'is', null), of('o.left_on', '>=', today)]))
    .orderBy('o.id')
    .execute()
  const byDuty = Map.groupBy(rows, ({ duty }) => duty)
  return new Map([...byDuty].map(([duty, held]) => [duty, held.map(({ id }) => id)]))
}

/** Who holds any of these duties; each once. */
export const holdersOf = ({ holding }: Pick<Staff, 'holding'>, duties: readonly Duty[]): string[] => [
  ...new Set(duties.flatMap(({ key }) => holding.get(key) ?? [])),
]

/** Whether what is done in a state must not be done by who started the case. */
export const isNotForStarter = (of: AnyProcedure, state: string, { alone }: Pick<Staff, 'alone'>) =>
  !alone.has(of.key) && movesOf(stateOf(of, state)).some(([, { notSelf }]) => notSelf)

/**
 * Whose signatures a state needs. The same person is asked once however often he is named; who started the case is
 * not asked for what he may not sign himself.
 * @throws Problem 422 where nobody could sign, or where one who is named has left: the case stays where it is
 */
export function seatsOf(of: AnyProcedure, one: Case, staff: Staff): string[] {
  const { task, words } = stateOf(of, one.state)
  if (!task) return []
  if (task.who === 'starter') return one.starter === null ? [] : [one.starter]
  const asked = [...new Set(named(task.who, one, staff))]
  const seats = isNotForStarter(of, one.state, staff) ? asked.filter((id) => id !== one.starter) : asked
  // A reader who writes must not be told that nobody reads it: the task waits for the first who is given the duty.
  if (seats.length === 0 && one.starter !== null) throw nobody(of, one.state)
  if (seats.some((id) => !staff.here.has(id))) throw gone(words)
  return seats
}

const named = (who: Exclude<Task<unknown>['who'], 'starter'>, one: Case, staff: Staff) =>
  'duty' in who ? holdersOf(staff, [who.duty].flat()) : who.officers(one.data)

/** Who gives a signature today; null where nobody is left to. */
export const holderOf = (seat: string, of: AnyProcedure, one: Case, staff: Staff) =>
  actsFor(seat, staff.here, staff.standing, isNotForStarter(of, one.state, staff) ? one.starter : null)

const nobody = (of: AnyProcedure, state: string) => {
  const { zh, en } = stateOf(of, state).words
  const duties = dutiesOf(of, state)
  const duty = duties && wordsOfDuties(duties)
  const alone = of.alone === 'may' ? aloneHint : { zh: '', en: '' }
  return new Problem(
    'nobody-signs',
    duty
      ? {
          zh: `“${zh}”要由${duty.zh}办理，但除经办人外没有人担任这项职责。请先指定担任的人。${alone.zh}`,
          en: `“${en}” is for the duty ${duty.en}, and nobody else holds it. Give the duty to somebody first.${alone.en}`,
        }
      : {
          zh: `“${zh}”没有选定办理人。请先选定。`,
          en: `Nobody was chosen for “${en}”. Choose somebody first.`,
        },
    422,
  )
}

const aloneHint: Words = {
  zh: '只有一人的中心，可由“系统运行”在这个流程的页面上允许一人办完。',
  en: ' In a centre of one, “System” may let one person do it all, on the page of this procedure.',
}

/** Names of duties of which any is enough. */
export const wordsOfDuties = (duties: readonly Duty[]): Words => ({
  zh: duties.map(({ words }) => `“${words.zh}”`).join('或'),
  en: duties.map(({ words }) => `“${words.en}”`).join(' or '),
})

const gone = ({ zh, en }: Problem['words']) =>
  new Problem(
    'signer-left',
    {
      zh: `“${zh}”选定的人中有人已离开中心。请另选。`,
      en: `Somebody chosen for “${en}” has left the centre. Choose another.`,
    },
    422,
  )
