import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import type { PeopleDb } from './officers.ts'

/** So many wrong passwords in a row close an account for a while; the right one is not listened to meanwhile. */
const failuresAllowed = 10
const closedMs = 15 * 60_000

/** @throws Problem 429 for a name that too many wrong passwords were tried for */
export async function mustBeOpen({ store, clock }: House, name: string): Promise<void> {
  const db: PeopleDb = store.db
  const row = await db.selectFrom('sign_in_failure').selectAll().where('name', '=', name).executeTakeFirst()
  if (row && row.failures >= failuresAllowed && clock().epochMilliseconds - row.last_at < closedMs)
    throw closed()
}

/** Counted by name, also for names that nobody has: to who tries they must behave alike. */
export async function countFailure({ store, clock, log }: House, name: string): Promise<void> {
  const db: PeopleDb = store.db
  const at = clock()
  const now = at.epochMilliseconds
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('sign_in_failure')
      .where('last_at', '<', now - closedMs)
      .execute()
    const row = await tx
      .insertInto('sign_in_failure')
      .values({ name: name.slice(0, 200), failures: 1, last_at: now })
      .onConflict((of) =>
        of
          .column('name')
          .doUpdateSet((set) => ({ failures: set('sign_in_failure.failures', '+', 1), last_at: now })),
      )
      .returning('failures')
      .executeTakeFirstOrThrow()
    log.info({ failures: row.failures }, 'a sign-in failed')
    if (row.failures === failuresAllowed)
      await record(tx, {
        at,
        by: 'house',
        deed: 'people.close-account',
        about: 'sign-in',
        detail: { minutes: closedMs / 60_000 },
      })
  })
}

export async function forgetFailures({ store }: House, name: string): Promise<void> {
  const db: PeopleDb = store.db
  await db.deleteFrom('sign_in_failure').where('name', '=', name).execute()
}

const closed = () =>
  new Problem(
    'sign-in-closed',
    {
      zh: '密码输错太多次，这个邮箱暂停登录 15 分钟。',
      en: 'Too many wrong passwords: this address cannot sign in for 15 minutes.',
    },
    429,
  )
