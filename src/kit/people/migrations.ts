import { tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

/** Accounts as better-auth keeps them, and over them the centre's own words: departments, officers, duties. */
export const migrations: Migrations = {
  'people-001-accounts': { up: accounts },
  'people-002-officers': { up: officers },
  'people-003-passkeys': { up: passkeys },
}

/** The tables of better-auth, under names of their own. Its adapter writes instants as text on SQLite. */
async function accounts(db: AnyKysely, engine: Engine) {
  const instant = engine === 'sqlite' ? ('text' as const) : ('timestamptz' as const)
  const truth = engine === 'sqlite' ? ('integer' as const) : ('boolean' as const)
  const table = (name: string) => db.schema.createTable(name).addColumn('id', 'text', (c) => c.primaryKey())
  const owner = (name: string) =>
    table(name).addColumn('userId', 'text', (c) =>
      c.notNull().references('login_user.id').onDelete('cascade'),
    )

  await table('login_user')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('emailVerified', truth, (c) => c.notNull())
    .addColumn('image', 'text')
    .addColumn('twoFactorEnabled', truth)
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await owner('login_session')
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('expiresAt', instant, (c) => c.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await owner('login_account')
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
  await table('login_verification')
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expiresAt', instant, (c) => c.notNull())
    .addColumn('createdAt', instant, (c) => c.notNull())
    .addColumn('updatedAt', instant, (c) => c.notNull())
    .execute()
  await owner('login_two_factor')
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('backupCodes', 'text', (c) => c.notNull())
    .addColumn('verified', truth)
    .addColumn('failedVerificationCount', 'integer')
    .addColumn('lockedUntil', instant)
    .execute()
  for (const [name, column] of [
    ['login_session', 'userId'],
    ['login_account', 'userId'],
    ['login_two_factor', 'userId'],
    ['login_verification', 'identifier'],
  ] as const)
    await db.schema.createIndex(`${name}_${column.toLowerCase()}`).on(name).column(column).execute()
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
  const instant = engine === 'sqlite' ? ('text' as const) : ('timestamptz' as const)
  const truth = engine === 'sqlite' ? ('integer' as const) : ('boolean' as const)
  await db.schema
    .createTable('login_passkey')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('userId', 'text', (c) => c.notNull().references('login_user.id').onDelete('cascade'))
    .addColumn('name', 'text')
    .addColumn('publicKey', 'text', (c) => c.notNull())
    .addColumn('credentialID', 'text', (c) => c.notNull().unique())
    .addColumn('counter', 'integer', (c) => c.notNull())
    .addColumn('deviceType', 'text', (c) => c.notNull())
    .addColumn('backedUp', truth, (c) => c.notNull())
    .addColumn('transports', 'text')
    .addColumn('createdAt', instant)
    .addColumn('aaguid', 'text')
    .execute()
  await db.schema.createIndex('login_passkey_userid').on('login_passkey').column('userId').execute()
}
