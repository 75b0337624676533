import type { Officer } from '../people/officer.ts'
import type { TaskRow } from './case.ts'
import { type AnyProcedure, type Case, dutiesOf, type Move, movesOf, stateOf } from './declare.ts'
import { holderOf, holdersOf, type Staff } from './holders.ts'
import { dutyLost, notYours, noVerb, ownPaper, signedAlready } from './problems.ts'
import type { ProcedureDb } from './tables.ts'
import { type Desk, roundOf } from './tasks.ts'

export interface Deed {
  officer: Officer | null
  verb: string
  reason: string | null
}
export type Seat = Pick<TaskRow, 'id' | 'seat'>

/** @throws Problem 422 where the state has no such deed */
export function moveOf(of: AnyProcedure, { state }: Pick<Case, 'state'>, verb: string) {
  const found = movesOf(stateOf(of, state)).find(([name]) => name === verb)
  if (!found) throw noVerb(of, state)
  return found[1]
}

/** The signatures that he gives: his own, and of those for whom he stands in. @throws Problem where it is not for him */
export async function seatsForDeed(
  tx: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  deed: Deed,
  tools: Desk,
): Promise<Seat[]> {
  const move = moveOf(of, one, deed.verb)
  const { officer } = deed
  if (officer === null || move.by === 'house') {
    if (officer === null && move.by === 'house') return []
    throw notYours()
  }
  if (move.may) {
    if (!move.may.holds(officer, one)) throw notYours()
    return []
  }
  if (move.kind === 'withdraw') {
    if (officer.id !== one.starter) throw notYours()
    return []
  }
  const seats = await openSeats(tx, of, one, officer, tools)
  if (isOwnPaper(move, one, officer, seats, tools.staff)) throw ownPaper()
  return seats
}

/** Whether a deed is not for who started the case, and he would do it, or another on his behalf. */
export const isOwnPaper = (
  { notSelf }: Move<unknown, string>,
  { procedure, starter }: Case,
  officer: Pick<Officer, 'id'>,
  seats: readonly Seat[],
  { alone }: Pick<Staff, 'alone'>,
): boolean =>
  notSelf === true &&
  !alone.has(procedure) &&
  (officer.id === starter || seats.some(({ seat }) => seat === starter))

/** What he may sign now; a duty or a delegation that has ended since the task was made no longer counts. */
export async function openSeats(
  tx: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  officer: Pick<Officer, 'id'>,
  tools: Desk,
): Promise<Seat[]> {
  const mine = (await roundOf(tx, one)).filter(
    ({ seat, holder }) =>
      seat === officer.id || (holder === officer.id && holderOf(seat, of, one, tools.staff) === officer.id),
  )
  const open = mine.filter(({ status }) => status === 'open')
  if (open.length === 0) throw mine.some(({ status }) => status === 'done') ? signedAlready() : notYours()
  const duties = dutiesOf(of, one.state)
  if (!duties) return open
  const entitled = new Set(holdersOf(tools.staff, duties))
  const still = open.filter(({ seat }) => entitled.has(seat))
  if (still.length === 0) throw dutyLost()
  return still
}
