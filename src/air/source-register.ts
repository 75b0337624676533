import { type Kysely, type Selectable, sql } from 'kysely'
import type { Hour } from '../kit/time.ts'
import type { SourceInfo } from './sources/source.ts'
import type { AirTables, SourceTable } from './tables.ts'

export type SourceRow = Selectable<SourceTable>

/** The number of a source in the register; its licence and attribution are kept as the adapter states them. */
export async function sourceId(db: Kysely<AirTables>, info: SourceInfo): Promise<number> {
  const terms = { kind: info.kind, licence: info.licence, attribution: info.attribution, url: info.url }
  const row = await db
    .insertInto('air_source')
    .values({ name: info.name, ...terms })
    .onConflict((oc) => oc.column('name').doUpdateSet(terms))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export const allSources = (db: Kysely<AirTables>): Promise<SourceRow[]> =>
  db.selectFrom('air_source').selectAll().orderBy('id').execute()

/** Years that are imported later must not hide a newer hour either. */
const newestOf = (hour: number) => sql<number>`case when last_hour > ${hour} then last_hour else ${hour} end`

/** Notes that a source was tried and what came of it: `/air/quality` shows it. */
export const noteTry = (
  db: Kysely<AirTables>,
  id: number,
  at: number,
  outcome: { hour: number | null; count: number } | { fault: string },
) =>
  db
    .updateTable('air_source')
    .set(
      'fault' in outcome
        ? { tried_at: at, fault: outcome.fault }
        : {
            tried_at: at,
            came_at: at,
            fault: null,
            last_count: outcome.count,
            // An answer without news must not hide the newest hour that ever came.
            ...(outcome.hour === null ? {} : { last_hour: newestOf(outcome.hour) }),
          },
    )
    .where('id', '=', id)
    .execute()

/** The sources whose readings of one kind an hour is made of. */
export const sourcesAt = (db: Kysely<AirTables>, kind: SourceRow['kind'], hour: Hour): Promise<SourceRow[]> =>
  db
    .selectFrom('air_source')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', 'in', (of) =>
      of.selectFrom('air_reading').select('source').distinct().where('hour', '=', hour),
    )
    .orderBy('id')
    .execute()
