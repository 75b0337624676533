import { makeAppendOnly, tableWithId } from '../../kit/db/columns.ts'
import type { AnyKysely, Engine } from '../../kit/db/open.ts'

/** Editions as planned, what was made of them, who answers for it, where it went and what was really shown. */
export async function up(db: AnyKysely, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await planned(db, engine, whole)
  await made(db, engine, whole)
  await gone(db, engine, whole)
  await db.schema
    .createTable('broadcast_bookmark')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('position', whole, (c) => c.notNull())
    .execute()
}

type Whole = 'integer' | 'bigint'

async function planned(db: AnyKysely, engine: Engine, whole: Whole) {
  await tableWithId(db, engine, 'broadcast_proposal')
    .addColumn('edition', 'text', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('air_digest', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'broadcast_proposal', ['edition', 'id'])
  await makeAppendOnly(db, engine, 'broadcast_proposal', 'id')

  await db.schema
    .createTable('broadcast_edition')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('proposal', whole, (c) => c.notNull().references('broadcast_proposal.id'))
    .addColumn('changes', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('changed_at', whole)
    .addColumn('changed_by', 'text')
    .addColumn('late', 'text')
    .addColumn('late_at', whole)
    .execute()
  await index(db, 'broadcast_edition', ['day', 'kind'])
  await index(db, 'broadcast_edition', ['kind', 'at'])
}

async function made(db: AnyKysely, engine: Engine, whole: Whole) {
  await tableWithId(db, engine, 'broadcast_version')
    .addColumn('edition', 'text', (c) => c.notNull().references('broadcast_edition.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('proposal', whole, (c) => c.notNull().references('broadcast_proposal.id'))
    .addColumn('changes', 'text', (c) => c.notNull())
    .addColumn('asked', 'text', (c) => c.notNull())
    .addColumn('asked_at', whole, (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('fault', 'text')
    .addColumn('made_at', whole)
    .addColumn('air_digest', 'text')
    .addColumn('frames', 'integer')
    .addColumn('made', 'text')
    .addUniqueConstraint('broadcast_version_number', ['edition', 'number'])
    .execute()
  await index(db, 'broadcast_version', ['state', 'id'])

  await tableWithId(db, engine, 'broadcast_sign_off')
    .addColumn('version', whole, (c) => c.notNull().unique().references('broadcast_version.id'))
    .addColumn('films', 'text', (c) => c.notNull())
    .addColumn('air_digest', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('at', whole, (c) => c.notNull())
    .execute()
  await makeAppendOnly(db, engine, 'broadcast_sign_off', 'id')
}

async function gone(db: AnyKysely, engine: Engine, whole: Whole) {
  await tableWithId(db, engine, 'broadcast_delivery')
    .addColumn('version', whole, (c) => c.notNull().references('broadcast_version.id'))
    .addColumn('profile', 'text', (c) => c.notNull())
    .addColumn('asked_at', whole, (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('due', whole, (c) => c.notNull())
    .addColumn('fault', 'text')
    .addUniqueConstraint('broadcast_delivery_once', ['version', 'profile'])
    .execute()
  await index(db, 'broadcast_delivery', ['state', 'due'])

  await tableWithId(db, engine, 'broadcast_receipt')
    .addColumn('delivery', whole, (c) => c.notNull().unique().references('broadcast_delivery.id'))
    .addColumn('files', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .execute()
  await makeAppendOnly(db, engine, 'broadcast_receipt', 'id')

  await tableWithId(db, engine, 'broadcast_as_run')
    .addColumn('edition', 'text', (c) => c.notNull().references('broadcast_edition.id'))
    .addColumn('version', whole, (c) => c.references('broadcast_version.id'))
    .addColumn('scene', 'text')
    .addColumn('digest', 'text')
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('from_at', whole, (c) => c.notNull())
    .addColumn('to_at', whole, (c) => c.notNull())
    .addColumn('deviation', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('instead_of', whole, (c) => c.unique().references('broadcast_as_run.id'))
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .execute()
  await index(db, 'broadcast_as_run', ['edition', 'from_at'])
  await index(db, 'broadcast_as_run', ['channel', 'from_at'])
  await makeAppendOnly(db, engine, 'broadcast_as_run', 'id')
}

const index = (db: AnyKysely, table: string, columns: string[]) =>
  db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute()
