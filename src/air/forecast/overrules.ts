import type { Kysely, Selectable } from 'kysely'
import { record } from '../../kit/journal/journal.ts'
import { Problem } from '../../kit/problem.ts'
import type { Works } from '../../kit/procedure/procedure.ts'
import { addDays, type Day, dayAt } from '../../kit/time.ts'
import { maskOf, pollutantsIn } from '../index/index.ts'
import type { AirStore, AirTables } from '../tables.ts'
import type { NewOverrule, Withdrawal } from './asked.ts'
import { issueAt, machineOf } from './issues.ts'
import { kindAt } from './network.ts'
import { furthest } from './range.ts'
import type { ForecastOverruleTable } from './tables.ts'
import type { MachineDay, Overrule } from './types.ts'

type Row = Selectable<ForecastOverruleTable>

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

const overruleOf = (row: Row, machine: MachineDay | null): Overrule => ({
  id: row.id,
  day: row.day,
  low: row.low,
  high: row.high,
  chief: pollutantsIn(row.chief),
  text: row.text_zh !== null && row.text_en !== null ? { zh: row.text_zh, en: row.text_en } : null,
  reason: row.reason,
  by: row.by,
  at: instant(row.at),
  machine,
  withdrawn:
    row.withdrawn_at === null
      ? null
      : {
          at: instant(row.withdrawn_at),
          by: row.withdrawn_by!,
          reason: row.withdrawn_reason!,
          replacedBy: row.replaced_by,
        },
})

/** Every overrule of these days, also those withdrawn or replaced; by day, the oldest first. */
export async function overrules(db: Kysely<AirTables>, from: Day, to: Day): Promise<Overrule[]> {
  const rows = await db
    .selectFrom('air_forecast_overrule')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('id')
    .execute()
  const machines = await machinesOf(
    db,
    rows.map(({ machine }) => machine).filter((id) => id !== null),
  )
  return rows.map((row) => overruleOf(row, row.machine === null ? null : (machines.get(row.machine) ?? null)))
}

async function machinesOf(db: Kysely<AirTables>, ids: number[]): Promise<Map<number, MachineDay>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('air_forecast_day').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, machineOf(row)]))
}

/** The overrule of a day that was in force at a moment; at most one is. @param at epoch milliseconds */
export const inForceAt = (all: readonly Overrule[], day: Day, at: number): Overrule | undefined =>
  all.findLast(
    (one) =>
      one.day === day &&
      one.at.epochMilliseconds <= at &&
      (one.withdrawn === null || one.withdrawn.at.epochMilliseconds > at),
  )

/** How the journal signs what is done, and what its line says besides. */
interface Signed {
  by: string
  detail?: object
}

/** The same as `overruleIn` on one person's word. */
export async function overrule(house: Works, asked: NewOverrule): Promise<Overrule> {
  const { db }: AirStore = house.store
  const made = await db.transaction().execute((tx) => overruleIn(tx, house, asked))
  house.cache.drop('air/forecast')
  return made
}

/**
 * Puts a forecaster's word in the machine's place; one that stood there before is replaced. The machine's issue stays.
 * Pages that rest on `air/forecast` are dropped by the caller once the transaction is over.
 * @throws Problem for a day that is not among the next five
 */
export async function overruleIn(
  tx: Kysely<AirTables>,
  house: Works,
  asked: NewOverrule,
  signed: Signed = { by: asked.by },
): Promise<Overrule> {
  const store: AirStore = house.store
  const at = house.clock()
  mustBeAhead(asked.day, at, house.settings.LANTIAN_ZONE)
  await store.bulk.exclusive(tx, 'air/forecast')
  const issue = await issueAt(tx, await kindAt(tx, at), at.epochMilliseconds)
  const machine = issue?.rows.find((row) => row.machine.day === asked.day) ?? null
  const id = await insertOverrule(tx, asked, at.epochMilliseconds, machine?.id ?? null)
  const replaced = await replaceOthers(tx, asked, at.epochMilliseconds, id)
  const { day, low, high, chief, reason } = asked
  await record(tx, {
    at,
    by: signed.by,
    deed: 'air.forecast.overrule',
    about: 'air/forecast',
    detail: { overrule: id, day, low, high, chief, reason, replaced, ...signed.detail },
  })
  return (await overruleById(tx, id))!
}

/** @throws Problem for a day that is not among the next five */
export function mustBeAhead(day: Day, at: Temporal.Instant, zone: string): void {
  const today = dayAt(at, zone)
  const [first, last] = [addDays(today, 1), addDays(today, furthest)]
  if (day >= first && day <= last) return
  throw new Problem(
    'day-not-ahead',
    {
      zh: `${day} 不在预报期内。现在可以订正的是 ${first} 至 ${last}。`,
      en: `${day} is not among the days that are forecast. Those are now ${first} to ${last}.`,
    },
    422,
  )
}

async function insertOverrule(
  tx: Kysely<AirTables>,
  { day, low, high, chief, text, reason, by }: NewOverrule,
  at: number,
  machine: number | null,
): Promise<number> {
  const { id } = await tx
    .insertInto('air_forecast_overrule')
    .values({
      day,
      low,
      high,
      chief: maskOf(chief),
      text_zh: text?.zh ?? null,
      text_en: text?.en ?? null,
      reason,
      by,
      at,
      machine,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_reason: null,
      replaced_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function replaceOthers(
  tx: Kysely<AirTables>,
  { day, by, reason }: NewOverrule,
  at: number,
  id: number,
): Promise<number[]> {
  const replaced = await tx
    .updateTable('air_forecast_overrule')
    .set({ withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason, replaced_by: id })
    .where('day', '=', day)
    .where('id', '<', id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute()
  return replaced.map((row) => row.id)
}

/**
 * Takes a forecaster's word back: the machine speaks again. @throws Problem when there is none or it is over
 * @param signature how the journal signs it, where that is not the name
 */
export async function withdraw(
  house: Works,
  id: number,
  { by, reason }: Withdrawal,
  signature = by,
): Promise<Overrule> {
  const store: AirStore = house.store
  const at = house.clock()
  const withdrawn = await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'air/forecast')
    const known = await overruleById(tx, id)
    if (!known) throw unknownOverrule()
    if (known.withdrawn) throw withdrawnAlready(known)
    await tx
      .updateTable('air_forecast_overrule')
      .set({ withdrawn_at: at.epochMilliseconds, withdrawn_by: by, withdrawn_reason: reason })
      .where('id', '=', id)
      .execute()
    await record(tx, {
      at,
      by: signature,
      deed: 'air.forecast.withdraw',
      about: 'air/forecast',
      detail: { overrule: id, day: known.day, reason },
    })
    return overruleById(tx, id)
  })
  house.cache.drop('air/forecast')
  return withdrawn!
}

async function overruleById(db: Kysely<AirTables>, id: number): Promise<Overrule | null> {
  const row = await db.selectFrom('air_forecast_overrule').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const machines = await machinesOf(db, row.machine === null ? [] : [row.machine])
  return overruleOf(row, row.machine === null ? null : (machines.get(row.machine) ?? null))
}

export const unknownOverrule = () =>
  new Problem(
    'unknown-overrule',
    { zh: '没有这个编号的订正。', en: 'There is no overrule of this number.' },
    404,
  )

const withdrawnAlready = ({ id, withdrawn }: Overrule) =>
  new Problem(
    'withdrawn-already',
    withdrawn!.replacedBy === null
      ? { zh: `${id} 号订正已经撤回。`, en: `Overrule ${id} has been withdrawn already.` }
      : {
          zh: `${id} 号订正已被 ${withdrawn!.replacedBy} 号取代。`,
          en: `Overrule ${id} has been replaced by ${withdrawn!.replacedBy}.`,
        },
    409,
  )
