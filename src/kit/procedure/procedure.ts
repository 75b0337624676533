/** Procedures: declare a table, start cases, act on them. */
export { type Asked, act, actIn, type Begun, startCase } from './act.ts'
export { aboutCase, caseById } from './case.ts'
export {
  type AnyProcedure,
  type Case,
  type CaseField,
  type DataOf,
  type Entering,
  type Fork,
  type Guarded,
  type Move,
  type Procedure,
  type Procedures,
  procedure,
  type State,
  type Task,
  type Term,
  type VerbOf,
  type Who,
} from './declare.ts'
export { delegate, endDelegation } from './delegation.ts'
export { setHoliday, workCalendar } from './holidays.ts'
export { type Counts, inboxCounts } from './inbox.ts'
export { remind } from './remind.ts'
export { settle } from './settle.ts'
export type { ProcedureDb, ProcedureTables, Works } from './tables.ts'
export { addSigner, circulate, markRead, transfer, urge } from './verbs.ts'
export { addWorkdays, dueOf, type IsWorkday, workdaysBetween } from './workday.ts'
