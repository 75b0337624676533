import { tableWithId } from '../../db/columns.ts'
import type { Migrations } from '../../db/migrate.ts'
import type { AnyKysely, Engine } from '../../db/store.ts'
import { accountTables } from '../migrations.ts'

export const migrations: Migrations = {
  'members-001-accounts': { up: (db, engine) => accountTables(db, engine, 'member_login') },
  'members-002-members': { up: members },
}

async function members(db: AnyKysely, engine: Engine) {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await db.schema
    .createTable('member')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('login', 'text', (c) => c.notNull().unique().references('member_login_user.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('joined_at', whole, (c) => c.notNull())
    .addColumn('guardian', 'text')
    .addColumn('guardian_agreed_at', whole)
    .addColumn('leaves_at', whole)
    .execute()
  await db.schema
    .createTable('mailed_link')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('role', 'text')
    .addColumn('made_at', whole, (c) => c.notNull())
    .addColumn('until', whole, (c) => c.notNull())
    .addColumn('used_at', whole)
    .execute()
  await db.schema.createIndex('mailed_link_email').on('mailed_link').columns(['email', 'made_at']).execute()
  await tableWithId(db, engine, 'organisation')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('proof', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('asked_at', whole, (c) => c.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', whole)
    .execute()
  await db.schema
    .createTable('seat')
    .addColumn('organisation', whole, (c) => c.notNull().references('organisation.id'))
    .addColumn('member', 'text', (c) => c.notNull().references('member.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('since', whole, (c) => c.notNull())
    .addPrimaryKeyConstraint('seat_key', ['organisation', 'member'])
    .execute()
  await db.schema.createIndex('seat_member').on('seat').column('member').execute()
}
