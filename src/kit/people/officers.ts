import type { Kysely, Selectable } from 'kysely'
import type { Centre } from '../centre.ts'
import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import type { Day } from '../time.ts'
import type { Words } from '../words.ts'
import { type Officer, signatureOf } from './officer.ts'
import type { PeopleTables } from './tables.ts'

export type PeopleDb = Kysely<PeopleTables>

export interface Department {
  id: string
  name: Words
  task: Words
}

/** An officer as the list of people shows him, with all that he was ever given. */
export interface Colleague extends Officer {
  /** Whether he has taken his invitation. */
  signedUp: boolean
  /** His last day; null while he has none. */
  leftOn: Day | null
  held: { id: number; duty: string; from: Day; until: Day | null }[]
}

/** The departments of a new house are those of its centre. Safe to run twice. */
export async function registerDepartments(db: PeopleDb, { departments }: Centre): Promise<void> {
  const known = await db.selectFrom('department').select('id').limit(1).executeTakeFirst()
  if (known || departments.length === 0) return
  await db
    .insertInto('department')
    .values(
      departments.map(({ name, duty }, at) => ({
        id: String(at + 1),
        place: at + 1,
        name_zh: name.zh,
        name_en: name.en,
        task_zh: duty.zh,
        task_en: duty.en,
      })),
    )
    .onConflict((of) => of.column('id').doNothing())
    .execute()
}

/** In the order of the house. */
export async function departmentsOf(db: PeopleDb): Promise<Department[]> {
  const rows = await db.selectFrom('department').selectAll().orderBy('place').execute()
  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    task: { zh: row.task_zh, en: row.task_en },
  }))
}

/** Whoever works here, and with `left` who ever did, those last; by department and name. */
export async function colleagues(db: PeopleDb, today: Day, { left = false } = {}): Promise<Colleague[]> {
  let query = db.selectFrom('officer').selectAll()
  if (!left) query = query.where((of) => of.or([of('left_on', 'is', null), of('left_on', '>=', today)]))
  const rows = await query
    .orderBy((of) => of.case().when('left_on', '<', today).then(1).else(0).end())
    .orderBy('department')
    .orderBy('name_zh')
    .execute()
  const held = await db.selectFrom('duty_held').selectAll().orderBy('from_day').orderBy('id').execute()
  return rows.map((row) =>
    colleagueOf(
      row,
      held.filter(({ officer }) => officer === row.id),
      today,
    ),
  )
}

/** @throws Problem 404 where there is none */
export async function colleague(db: PeopleDb, id: string, today: Day): Promise<Colleague> {
  const row = await db.selectFrom('officer').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noOfficer()
  const held = await db
    .selectFrom('duty_held')
    .selectAll()
    .where('officer', '=', id)
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  return colleagueOf(row, held, today)
}

const noOfficer = () =>
  new Problem('no-officer', { zh: '没有这位工作人员。', en: 'There is no such officer.' }, 404)

type HeldRow = Selectable<PeopleTables['duty_held']>

function colleagueOf(row: PeopleTables['officer'], held: readonly HeldRow[], today: Day): Colleague {
  const holds = ({ from_day, until_day }: HeldRow) =>
    from_day <= today && (until_day === null || until_day >= today)
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    email: row.email,
    department: row.department,
    duties: new Set(held.filter(holds).map(({ duty }) => duty)),
    signedUp: row.login !== null,
    leftOn: row.left_on,
    held: held.map((each) => ({
      id: each.id,
      duty: each.duty,
      from: each.from_day,
      until: each.until_day,
    })),
  }
}

/** The officer of an account, as he stands today; null for who left, or never was one. */
export async function officerOfLogin(db: PeopleDb, login: string, today: Day): Promise<Officer | null> {
  const rows = await db
    .selectFrom('officer as o')
    .leftJoin('duty_held as d', (on) =>
      on
        .onRef('d.officer', '=', 'o.id')
        .on('d.from_day', '<=', today)
        .on((of) => of.or([of('d.until_day', 'is', null), of('d.until_day', '>=', today)])),
    )
    .select(['o.id', 'o.name_zh', 'o.name_en', 'o.email', 'o.department', 'o.left_on', 'd.duty'])
    .where('o.login', '=', login)
    .execute()
  const [first] = rows
  if (!first || (first.left_on !== null && first.left_on < today)) return null
  return {
    id: first.id,
    name: { zh: first.name_zh, en: first.name_en },
    email: first.email,
    department: first.department,
    duties: new Set(rows.flatMap(({ duty }) => (duty === null ? [] : [duty]))),
  }
}

export interface NewOfficer {
  name: Words
  email: string
  department: string | null
}

/** Whose deed it is, and when. */
export interface Deed {
  at: Temporal.Instant
  /** As the journal writes him: `officer/…`, or `house` for the program itself. */
  by: string
}

/** Adds a colleague, who then needs an invitation. @throws Problem 409 where the address is taken */
export async function addOfficer(db: PeopleDb, asked: NewOfficer, { at, by }: Deed): Promise<string> {
  const id = crypto.randomUUID()
  const email = asked.email.toLowerCase()
  const known = await db.selectFrom('officer').select('id').where('email', '=', email).executeTakeFirst()
  if (known) throw emailTaken()
  await db
    .insertInto('officer')
    .values({
      id,
      name_zh: asked.name.zh,
      name_en: asked.name.en,
      email,
      department: asked.department,
      login: null,
      left_on: null,
    })
    .execute()
  await record(db, { at, by, deed: 'people.add', about: signatureOf({ id }), detail: { ...asked, email } })
  return id
}

const emailTaken = () =>
  new Problem(
    'email-taken',
    { zh: '已有工作人员使用这个邮箱。', en: 'Another officer has this e-mail address.' },
    409,
  )

/** Gives a duty from a day on, to its last day where one is named. Held already on these days, nothing is written twice. */
export async function giveDuty(
  db: PeopleDb,
  given: { officer: string; duty: string; from: Day; until: Day | null },
  { at, by }: Deed,
): Promise<void> {
  const { officer, duty, from, until } = given
  const same = await db
    .selectFrom('duty_held')
    .select('id')
    .where('officer', '=', officer)
    .where('duty', '=', duty)
    .where((of) => of.or([of('until_day', 'is', null), of('until_day', '>=', from)]))
    .executeTakeFirst()
  if (same) throw heldAlready()
  await db
    .insertInto('duty_held')
    .values({ officer, duty, from_day: from, until_day: until, given_by: by })
    .execute()
  const detail = { duty, from, until }
  await record(db, { at, by, deed: 'people.give-duty', about: signatureOf({ id: officer }), detail })
}

const heldAlready = () =>
  new Problem(
    'duty-held',
    { zh: '这位工作人员已经担任这项职责。', en: 'The officer holds this duty already.' },
    409,
  )

/** Ends a duty with the day before `today`: it is gone at once, and the record of it stays. */
export async function endDuty(
  db: PeopleDb,
  ended: { officer: string; held: number; today: Day },
  { at, by }: Deed,
): Promise<void> {
  const { officer, held, today } = ended
  const last = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString()
  const row = await db
    .updateTable('duty_held')
    .set({ until_day: last })
    .where('id', '=', held)
    .where('officer', '=', officer)
    .where((of) => of.or([of('until_day', 'is', null), of('until_day', '>=', today)]))
    .returning('duty')
    .executeTakeFirst()
  if (!row) return
  const detail = { duty: row.duty, last }
  await record(db, { at, by, deed: 'people.end-duty', about: signatureOf({ id: officer }), detail })
}

/** Sets the last day of an officer, or takes it back. After it he cannot sign in, and his open sessions are worth nothing. */
export async function setLastDay(
  db: PeopleDb,
  { officer, day }: { officer: string; day: Day | null },
  { at, by }: Deed,
): Promise<void> {
  const row = await db
    .updateTable('officer')
    .set({ left_on: day })
    .where('id', '=', officer)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw noOfficer()
  const about = signatureOf({ id: officer })
  await record(db, { at, by, deed: day === null ? 'people.stay' : 'people.leave', about, detail: { day } })
}

/** Whether somebody could still look after the people of the house. */
export async function othersHold(db: PeopleDb, duty: string, officer: string, today: Day): Promise<boolean> {
  const row = await db
    .selectFrom('duty_held as d')
    .innerJoin('officer as o', 'o.id', 'd.officer')
    .select('d.id')
    .where('d.duty', '=', duty)
    .where('d.officer', '<>', officer)
    .where('d.from_day', '<=', today)
    .where((of) => of.or([of('d.until_day', 'is', null), of('d.until_day', '>=', today)]))
    .where('o.login', 'is not', null)
    .where('o.left_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
