import { tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'

export const migrations: Migrations = {
  'jobs-001': {
    async up(db, engine) {
      await db.schema
        .createTable('job')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('every', 'text', (c) => c.notNull())
        .addColumn('next_due', 'bigint')
        .addColumn('asked', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('holder', 'text')
        .addColumn('lease_until', 'bigint')
        .execute()
      await tableWithId(db, engine, 'job_run')
        .addColumn('job', 'text', (c) => c.notNull())
        .addColumn('holder', 'text', (c) => c.notNull())
        .addColumn('started_at', 'bigint', (c) => c.notNull())
        .addColumn('ended_at', 'bigint')
        .addColumn('outcome', 'text', (c) => c.notNull())
        .addColumn('message', 'text', (c) => c.notNull().defaultTo(''))
        .addColumn('done', 'bigint')
        .addColumn('total', 'bigint')
        .execute()
      await db.schema.createIndex('job_run_job').on('job_run').columns(['job', 'id']).execute()
      await tableWithId(db, engine, 'job_task')
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('payload', 'text', (c) => c.notNull())
        .addColumn('due', 'bigint', (c) => c.notNull())
        .addColumn('dead', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('message', 'text', (c) => c.notNull().defaultTo(''))
        .addColumn('holder', 'text')
        .execute()
      await db.schema.createIndex('job_task_due').on('job_task').columns(['dead', 'due']).execute()
    },
  },
}
