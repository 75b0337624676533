import type { AnyKysely } from '../db/store.ts'
import { record } from '../journal/journal.ts'
import { type Officer, signatureOf } from '../people/officer.ts'
import { Problem } from '../problem.ts'
import { aboutCase, asCase, type CaseRow, holdCase, movedOn, procedureOf } from './case.ts'
import { type AnyProcedure, type Case, type DataOf, stateOf, takesOf, type VerbOf } from './declare.ts'
import { incomplete, noReason, notAsked } from './problems.ts'
import { type Deed, moveOf, type Seat, seatsForDeed } from './signatures.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { closeTasks, type Desk, deskNow, makeTasks, openNext, roundOf, stillToSign } from './tasks.ts'
import { tellDeed } from './tell.ts'

export interface Asked<P extends AnyProcedure = AnyProcedure> {
  /** Names the procedure, so that verbs and fields are checked by the compiler. */
  of?: P
  case: number
  /** The revision of the page that he looked at. */
  revision: number
  /** Null for the program itself. */
  officer: Officer | null
  verb: VerbOf<P>
  input?: Partial<DataOf<P>>
  reason?: string | null
}

export interface Begun<P extends AnyProcedure> {
  of: P
  data: DataOf<P>
  /** Null for a matter that came from outside; nobody in it is the starter. */
  officer: Officer | null
  urgent?: boolean
}

/** Starts a case inside the room's own transaction. */
export async function startCase<P extends AnyProcedure>(
  house: Works,
  tx: AnyKysely,
  { of, data, officer, urgent = false }: Begun<P>,
): Promise<Case<DataOf<P>>> {
  const tools = await deskNow(house, tx)
  const now = tools.at.epochMilliseconds
  const title = of.title(data)
  const row = await tx
    .insertInto('procedure_case')
    .values({
      procedure: of.key,
      version: of.version,
      state: of.initial,
      revision: 1,
      data: JSON.stringify(data),
      title_zh: title.zh,
      title_en: title.en,
      starter: officer?.id ?? null,
      urgent: urgent ? 1 : 0,
      started_at: now,
      ended_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const deed: Deed = { officer, verb: 'start', reason: null }
  const one = await entered(house, tx, { of, one: asCase(row as CaseRow), deed, tools })
  const detail = { procedure: of.key, version: of.version, to: one.state, revision: 1 }
  await record(tx, {
    at: tools.at,
    by: officer ? signatureOf(officer) : 'public',
    deed: 'procedure.start',
    about: aboutCase(one.id),
    detail,
  })
  await tellDeed(tx, of, { before: null, after: one, deed }, tools)
  return one as Case<DataOf<P>>
}

/**
 * The one writer: does what an officer asks of a case, wholly or not at all. Of two who act on the same page one
 * wins; the other is told where the case stands now.
 * @throws Problem that says what stands in the way
 */
export async function act<P extends AnyProcedure = AnyProcedure>(
  house: Works,
  asked: Asked<P>,
): Promise<Case<DataOf<P>>> {
  const done = await house.store.db.transaction().execute((tx) => actIn(house, tx, asked))
  dropPages(house, done)
  return done
}

/** Has the public pages that a deed changed made anew: for who used `actIn`, once his transaction is over. */
export function dropPages({ desk, cache }: Works, one: Pick<Case, 'procedure' | 'version'>): void {
  for (const changed of procedureOf(desk.procedures, one).changes ?? []) cache.drop(changed)
}

/** The same as `act` inside a transaction of the room's own. */
export async function actIn<P extends AnyProcedure>(
  house: Works,
  tx: AnyKysely,
  asked: Asked<P>,
): Promise<Case<DataOf<P>>> {
  const all = house.desk.procedures
  const one = await holdCase(tx, all, { id: asked.case, revision: asked.revision })
  const tools = await deskNow(house, tx)
  const of = procedureOf(all, one)
  const deed: Deed = { officer: asked.officer, verb: asked.verb, reason: asked.reason?.trim() || null }
  const seats = await seatsForDeed(tx, of, one, deed, tools)
  const input: Record<string, unknown> = asked.input ?? {}
  const data = merged(of, one, deed, input, tools.at)
  const to = await signed(tx, of, { ...one, data }, { deed, seats }, tools)
  const after = await moved(tx, of, one, { data, to: to ?? one.state, leaves: to !== null }, tools.at)
  if (to !== null) await closeTasks(tx, after, tools.at)
  const done = to === null ? after : await entered(house, tx, { of, one: after, deed, tools })
  if (to === null) await openNext(tx, of, done, tools)
  await write(tx, { before: one, after: done, deed, seats, input }, tools)
  await tellDeed(tx, of, { before: one, after: done, deed }, tools)
  return done as Case<DataOf<P>>
}

/** The case's data with what was typed. @throws Problem 422 for a field, a reason or a rule that stands in the way */
function merged(
  of: AnyProcedure,
  one: Case,
  deed: Deed,
  input: Record<string, unknown>,
  at: Temporal.Instant,
) {
  const move = moveOf(of, one, deed.verb)
  const takes = takesOf(move, one)
  const foreign = Object.keys(input).filter((name) => !takes.includes(name))
  if (foreign.length > 0) throw notAsked(foreign)
  const needsReason = (move.reason ?? (move.kind === 'return' ? 'needed' : 'may')) === 'needed'
  if (needsReason && deed.reason === null) throw noReason()
  const data = { ...one.data, ...input }
  const missing = (move.needs ?? []).filter((name) => isEmpty(data[name]))
  if (missing.length > 0) throw incomplete(of, missing)
  const wrong = move.guard?.({ data, officer: deed.officer, at })
  if (wrong) throw new Problem('guarded', wrong, 422)
  return data
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Writes the signatures down. @returns where the case goes; null while others of the round must still sign */
async function signed(
  tx: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  { deed, seats }: { deed: Deed; seats: Seat[] },
  { at }: Desk,
): Promise<string | null> {
  const move = moveOf(of, one, deed.verb)
  if (seats.length > 0)
    await tx
      .updateTable('procedure_task')
      .set({ status: 'done', verb: deed.verb, done_by: deed.officer!.id, done_at: at.epochMilliseconds })
      .where(
        'id',
        'in',
        seats.map(({ id }) => id),
      )
      .execute()
  const sign = stateOf(of, one.state).task?.sign ?? 'any'
  if ((move.kind ?? 'forward') === 'forward' && sign !== 'any' && deed.officer) {
    const round = await roundOf(tx, one)
    if (round.some(stillToSign)) return null
  }
  if (typeof move.to === 'string') return move.to
  const chosen = move.to.choose(one.data)
  if (!move.to.among.includes(chosen)) throw new Error(`${of.key}: ${deed.verb} chose ${chosen}`)
  return chosen
}

/** Compare and set. */
async function moved(
  tx: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  { data, to, leaves }: { data: Case['data']; to: string; leaves: boolean },
  at: Temporal.Instant,
): Promise<Case> {
  const title = of.title(data)
  const now = at.epochMilliseconds
  const ended = leaves && stateOf(of, to).final
  const row = await tx
    .updateTable('procedure_case')
    .set({
      data: JSON.stringify(data),
      title_zh: title.zh,
      title_en: title.en,
      ...(leaves && { state: to, revision: one.revision + 1, ended_at: ended ? now : null }),
    })
    .where('id', '=', one.id)
    .where('revision', '=', one.revision)
    .where('state', '=', one.state)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw movedOn(of, one)
  return asCase(row)
}

interface Arriving {
  of: AnyProcedure
  one: Case
  deed: Deed
  tools: Desk
}

/** Does what entering a state brings about, and asks for its signatures. */
async function entered(house: Works, tx: ProcedureDb, { of, one, deed, tools }: Arriving): Promise<Case> {
  const { at } = tools
  const set = await stateOf(of, one.state).enter?.(tx, one, { ...deed, at, house })
  const now = set
    ? await moved(tx, of, one, { data: { ...one.data, ...set }, to: one.state, leaves: false }, at)
    : one
  await makeTasks(tx, of, now, tools)
  return now
}

interface Written {
  before: Case
  after: Case
  deed: Deed
  seats: Seat[]
  input: Record<string, unknown>
}

function write(tx: ProcedureDb, { before, after, deed, seats, input }: Written, { at }: Desk): Promise<void> {
  const own = deed.officer?.id
  const behalf = seats.filter(({ seat }) => seat !== own).map(({ seat }) => signatureOf({ id: seat }))
  return record(tx, {
    at,
    by: deed.officer ? signatureOf(deed.officer) : 'house',
    deed: 'procedure.act',
    about: aboutCase(after.id),
    detail: {
      procedure: after.procedure,
      verb: deed.verb,
      from: before.state,
      to: after.state,
      revision: after.revision,
      reason: deed.reason,
      ...(behalf.length > 0 && { onBehalfOf: behalf }),
      ...(Object.keys(input).length > 0 && { input }),
    },
  })
}
