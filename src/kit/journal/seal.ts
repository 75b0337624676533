import type { AnyKysely, AnyStore } from '../db/open.ts'
import { type Day, dayAt } from '../time.ts'
import { genesis, type Line, sealOf } from './chain.ts'

/** The last seal of a day of the centre, and how many lines were sealed that day. */
export interface Head {
  day: Day
  position: number
  count: number
  hash: string
}

const linesEach = 5_000
/** A line may commit after one with a higher id; how far back such late ones are looked for every time. */
const lateness = 100_000

/**
 * Safe to run twice, and by several processes. Gives every committed line that has none its place and its seal. The
 * writers of lines are not held up. `everything` also looks for lines that committed very late; run it nightly.
 * @returns how many lines were sealed
 */
export async function seal(store: AnyStore, at: Temporal.Instant, everything = false): Promise<number> {
  let sealed = 0
  for (;;) {
    const now = await store.db.transaction().execute((tx) => sealSome(store, tx, at, everything))
    sealed += now
    if (now < linesEach) return sealed
  }
}

async function sealSome(store: AnyStore, tx: AnyKysely, at: Temporal.Instant, everything: boolean) {
  await store.bulk.exclusive(tx, 'journal/seal')
  const last = await tx
    .selectFrom('journal_seal')
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  const newest = await tx
    .selectFrom('journal_seal')
    .select((of) => of.fn.max('entry_id').as('id'))
    .executeTakeFirst()
  const from = everything ? 0 : Number(newest?.id ?? 0) - lateness
  const seals: unknown[][] = []
  let previous: string = last?.hash ?? genesis
  let position: number = last?.position ?? 0
  await store.bulk.scan(tx, unsealed(tx, from), (row) => {
    const line = row as Line
    previous = sealOf(previous, ++position, at.epochMilliseconds, line)
    seals.push([position, line[0], at.epochMilliseconds, previous])
  })
  await store.bulk.insert(tx, 'journal_seal', ['position', 'entry_id', 'sealed_at', 'hash'], seals)
  return seals.length
}

const unsealed = (tx: AnyKysely, from: number) =>
  tx
    .selectFrom('journal as j')
    .select(['j.id', 'j.at', 'j.by', 'j.deed', 'j.about', 'j.detail'])
    .where('j.id', '>', from)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('journal_seal as s').select('s.position').whereRef('s.entry_id', '=', 'j.id'))),
    )
    .orderBy('j.id')
    .limit(linesEach)

/** The head of every day of `zone` on which lines were sealed, from `since` on, oldest first. */
export async function heads(store: AnyStore, zone: string, since?: Day): Promise<Head[]> {
  const found: Head[] = []
  let from = since === undefined ? 0 : startOf(Temporal.PlainDate.from(since), zone)
  for (;;) {
    const first = await store.db
      .selectFrom('journal_seal')
      .select((of) => of.fn.min('sealed_at').as('at'))
      .where('sealed_at', '>=', from)
      .executeTakeFirst()
    if (first?.at == null) return found
    const date = Temporal.Instant.fromEpochMilliseconds(Number(first.at))
      .toZonedDateTimeISO(zone)
      .toPlainDate()
    const end = startOf(date.add({ days: 1 }), zone)
    found.push({ day: date.toString(), ...(await headBetween(store, Number(first.at), end)) })
    from = end
  }
}

const startOf = (date: Temporal.PlainDate, zone: string) => date.toZonedDateTime(zone).epochMilliseconds

async function headBetween(store: AnyStore, from: number, end: number) {
  const within = store.db
    .selectFrom('journal_seal')
    .where('sealed_at', '>=', from)
    .where('sealed_at', '<', end)
  const { position, count } = await within
    .select((of) => [of.fn.max('position').as('position'), of.fn.countAll().as('count')])
    .executeTakeFirstOrThrow()
  const { hash } = await store.db
    .selectFrom('journal_seal')
    .select('hash')
    .where('position', '=', position)
    .executeTakeFirstOrThrow()
  return { position: Number(position), count: Number(count), hash: hash as string }
}

/**
 * Safe to run twice. Writes down the heads of the days that are over at `at`; once written they stand for ever, and
 * every backup and the public site repeat them.
 * @returns the heads that were added
 */
export async function publishHeads(store: AnyStore, zone: string, at: Temporal.Instant): Promise<Head[]> {
  const today = dayAt(at, zone)
  // A clock that once ran ahead may have left a head of a day to come; it must not silence the days until then.
  const known = await store.db
    .selectFrom('journal_head')
    .select((of) => of.fn.max('day').as('day'))
    .where('day', '<', today)
    .executeTakeFirst()
  const since = known?.day as Day | null | undefined
  const fresh = (await heads(store, zone, since ?? undefined)).filter(
    ({ day }) => day < today && (since == null || day > since),
  )
  if (fresh.length === 0) return []
  const rows = fresh.map(({ day, position, count, hash }) => [day, position, count, hash])
  await store.db.transaction().execute(async (tx) => {
    const columns = ['day', 'position', 'count', 'hash']
    await store.bulk.insert(tx, 'journal_head', columns, rows, { ignore: ['day'] })
  })
  return fresh
}

/** The newest published heads, newest first: the way back for whoever kept one of them. */
export async function publishedHeads(store: AnyStore, limit: number): Promise<Head[]> {
  const rows = await store.db
    .selectFrom('journal_head')
    .select(['day', 'position', 'count', 'hash'])
    .orderBy('day', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ day, position, count, hash }) => ({
    day,
    position: Number(position),
    count: Number(count),
    hash,
  }))
}
