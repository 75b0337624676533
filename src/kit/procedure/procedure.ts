/** Procedures: declare a table, start cases, act on them. */
export { act, actIn, dropPages, startCase } from './act.ts'
export { aloneIn, chooseAlone } from './alone.ts'
export { aboutCase, caseById, openCases } from './case.ts'
export { type Case, type DataOf, type Entering, type Guarded, procedure, type VerbOf } from './declare.ts'
export type { Works } from './tables.ts'
