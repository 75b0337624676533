import { sql } from 'kysely'
import { tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

/** Cases, their tasks, who stands in for whom, and the days that are not as the calendar has them. */
export const migrations: Migrations = {
  'procedure-001-cases': { up: cases },
  'procedure-002-from-outside': { up: fromOutside },
  'procedure-003-alone': { up: alone },
}

async function cases(db: AnyKysely, engine: Engine) {
  await caseTable(db, engine, true)
  await tasks(db, engine)
  await tableWithId(db, engine, 'delegation')
    .addColumn('from_officer', 'text', (c) => c.notNull().references('officer.id'))
    .addColumn('to_officer', 'text', (c) => c.notNull().references('officer.id'))
    .addColumn('from_day', 'text', (c) => c.notNull())
    .addColumn('until_day', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('delegation_until').on('delegation').column('until_day').execute()
  await db.schema
    .createTable('holiday')
    .addColumn('day', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .execute()
}

async function caseTable(db: AnyKysely, engine: Engine, starterKnown: boolean) {
  await tableWithId(db, engine, 'procedure_case')
    .addColumn('procedure', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('acts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('title_zh', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('starter', 'text', (c) => (starterKnown ? c.notNull() : c).references('officer.id'))
    .addColumn('urgent', 'integer', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema.createIndex('case_starter').on('procedure_case').columns(['starter', 'id']).execute()
}

async function tasks(db: AnyKysely, engine: Engine) {
  await tableWithId(db, engine, 'procedure_task')
    .addColumn('case_id', 'bigint', (c) => c.notNull().references('procedure_case.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('seat', 'text', (c) => c.notNull().references('officer.id'))
    .addColumn('holder', 'text', (c) => c.references('officer.id'))
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('clock_at', 'bigint', (c) => c.notNull())
    .addColumn('due', 'bigint')
    .addColumn('due_days', 'integer')
    .addColumn('verb', 'text')
    .addColumn('done_by', 'text')
    .addColumn('done_at', 'bigint')
    .addColumn('reminded', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('reminded_on', 'text')
    .addColumn('urged_at', 'bigint')
    .addColumn('escalated', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('procedure_task')
  await index('task_holder').columns(['holder', 'kind', 'status']).execute()
  await index('task_done').columns(['done_by', 'done_at', 'id']).execute()
  await index('task_due').columns(['status', 'due']).execute()
  // One seat in a round for each; for information one may be told again.
  await index('task_seat')
    .unique()
    .columns(['case_id', 'revision', 'seat'])
    .where(sql.ref('kind'), '=', 'do')
    .execute()
  await index('task_case').columns(['case_id', 'id']).execute()
}

/** A case may come from outside: nobody of the house started it. */
async function fromOutside(db: AnyKysely, engine: Engine) {
  if (engine === 'postgres') {
    await db.schema
      .alterTable('procedure_case')
      .alterColumn('starter', (c) => c.dropNotNull())
      .execute()
    return
  }
  // SQLite cannot loosen a column: the table is made anew, and with it what points at it.
  for (const table of ['procedure_task', 'procedure_case']) {
    const indexes = await sql<{ name: string }>`
      select name from sqlite_schema where type = 'index' and tbl_name = ${table} and sql is not null`.execute(
      db,
    )
    for (const { name } of indexes.rows) await db.schema.dropIndex(name).execute()
    await db.schema.alterTable(table).renameTo(`${table}_before`).execute()
  }
  await caseTable(db, engine, false)
  await tasks(db, engine)
  for (const table of ['procedure_case', 'procedure_task'])
    await sql`insert into ${sql.table(table)} select * from ${sql.table(`${table}_before`)}`.execute(db)
  for (const table of ['procedure_task', 'procedure_case'])
    await db.schema.dropTable(`${table}_before`).execute()
}

/** Procedures that the house lets one person go through alone. */
async function alone(db: AnyKysely) {
  await db.schema
    .createTable('procedure_alone')
    .addColumn('procedure', 'text', (c) => c.primaryKey())
    .execute()
}
