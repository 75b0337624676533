import { tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'
import type { Side } from './logins.ts'

/** Accounts as better-auth keeps them, and over them the centre's own words: departments, officers, duties. */
export const migrations: Migrations = {
  'people-001-accounts': { up: officerAccounts },
  'people-002-officers': { up: officers },
  'people-003-passkeys': { up: passkeys },
}

const instantOf = (engine: Engine) => (engine === 'sqlite' ? ('text' as const) : ('timestamptz' as const))
const truthOf = (engine: Engine) => (engine === 'sqlite' ? ('integer' as const) : ('boolean' as const))

/** The tables of better-auth, under names that begin so. Its adapter writes instants as text on SQLite. */
export async function accountTables(db: AnyKysely, engine: Engine, side: Side) {
  const instant = instantOf(engine)
  const truth = truthOf(engine)
  const table = (name: string) =>
    db.schema.createTable(`${side}_${name}`).addColumn('id', 'text', (c) => c.primaryKey())
  const owner = (name: string) =>
    table(name).addColumn('userId', 'text', (c) =>
      c.notNull().references(`${side}_user.id`).onDelete('cascade'),
    )
  await table('user')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('emailVerified', truth, (c) => c.notNull())
    .addColumn('image', 'text')
    .addColumn('twoFactorEnabled', truth)
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await owner('session')
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('expiresAt', instant, (c) => c.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await owner('account')
    .addColumn('accountId', 'text', (c) => c.notNull())
    .addColumn('providerId', 'text', (c) => c.notNull())
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', instant)
    .addColumn('refreshTokenExpiresAt', instant)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await table('verification')
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expiresAt', instant, (c) => c.notNull())
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await indexed(db, `${side}_session`, 'userId')
  await indexed(db, `${side}_account`, 'userId')
  await indexed(db, `${side}_verification`, 'identifier')
}

const indexed = (db: AnyKysely, table: string, column: string) =>
  db.schema.createIndex(`${table}_${column.toLowerCase()}`).on(table).column(column).execute()

async function officerAccounts(db: AnyKysely, engine: Engine) {
  await accountTables(db, engine, 'login')
  await db.schema
    .createTable('login_two_factor')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('userId', 'text', (c) => c.notNull().references('login_user.id').onDelete('cascade'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('backupCodes', 'text', (c) => c.notNull())
    .addColumn('verified', truthOf(engine))
    .addColumn('failedVerificationCount', 'integer')
    .addColumn('lockedUntil', instantOf(engine))
    .execute()
  await indexed(db, 'login_two_factor', 'userId')
}

async function officers(db: AnyKysely, engine: Engine) {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await db.schema
    .createTable('department')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('name_zh', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .addColumn('task_zh', 'text', (c) => c.notNull())
    .addColumn('task_en', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('officer')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name_zh', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('department', 'text', (c) => c.references('department.id'))
    .addColumn('login', 'text', (c) => c.unique().references('login_user.id'))
    .addColumn('left_on', 'text')
    .execute()
  await tableWithId(db, engine, 'duty_held')
    .addColumn('officer', 'text', (c) => c.notNull().references('officer.id'))
    .addColumn('duty', 'text', (c) => c.notNull())
    .addColumn('from_day', 'text', (c) => c.notNull())
    .addColumn('until_day', 'text')
    .addColumn('given_by', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('duty_held_officer').on('duty_held').columns(['officer', 'duty']).execute()
  await db.schema
    .createTable('invitation')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    // Null for the very first officer, who is not known before he comes in.
    .addColumn('officer', 'text', (c) => c.references('officer.id'))
    .addColumn('made_at', whole, (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('until', whole, (c) => c.notNull())
    .addColumn('used_at', whole)
    .execute()
  await db.schema
    .createTable('sign_in_failure')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_at', whole, (c) => c.notNull())
    .execute()
}

async function passkeys(db: AnyKysely, engine: Engine) {
  await db.schema
    .createTable('login_passkey')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('userId', 'text', (c) => c.notNull().references('login_user.id').onDelete('cascade'))
    .addColumn('name', 'text')
    .addColumn('publicKey', 'text', (c) => c.notNull())
    .addColumn('credentialID', 'text', (c) => c.notNull().unique())
    .addColumn('counter', 'integer', (c) => c.notNull())
    .addColumn('deviceType', 'text', (c) => c.notNull())
    .addColumn('backedUp', truthOf(engine), (c) => c.notNull())
    .addColumn('transports', 'text')
    .addColumn('createdAt', instantOf(engine))
    .addColumn('aaguid', 'text')
    .execute()
  await indexed(db, 'login_passkey', 'userId')
}
