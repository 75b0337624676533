import { sql } from 'kysely'
import type { Words } from '../words.ts'
import type { ProcedureDb } from './tables.ts'
import { words } from './words.ts'

const fromOutside: Words = { zh: words.zh.outside, en: words.en.outside }

export const tabs = ['todo', 'done', 'started', 'read'] as const
export type Tab = (typeof tabs)[number]

export interface InboxLine {
  /** Where the next page goes on behind this line. */
  key: string
  case: number
  title: Words
  procedure: string
  version: number
  state: string
  starter: Words
  /** For whom he stands in; null for his own. */
  behalf: Words | null
  /** When it came, was done, or was started. */
  at: Temporal.Instant
  due: Temporal.Instant | null
  urgent: boolean
  urged: boolean
  open: boolean
}

export interface Counts {
  todo: number
  overdue: number
  urgent: number
  read: number
}

/** What waits for an officer. */
export async function inboxCounts(db: ProcedureDb, officer: string, at: Temporal.Instant): Promise<Counts> {
  const late = at.epochMilliseconds
  const row = await db
    .selectFrom('procedure_task as t')
    .innerJoin('procedure_case as c', 'c.id', 't.case_id')
    .select([
      sql<number>`count(distinct case when t.kind = 'do' then t.case_id end)`.as('todo'),
      sql<number>`count(distinct case when t.kind = 'do' and t.due < ${late} then t.case_id end)`.as(
        'overdue',
      ),
      sql<number>`count(distinct case when t.kind = 'do' and c.urgent = 1 then t.case_id end)`.as('urgent'),
      sql<number>`count(distinct case when t.kind = 'read' then t.case_id end)`.as('read'),
    ])
    .where('t.holder', '=', officer)
    .where('t.status', '=', 'open')
    .executeTakeFirstOrThrow()
  const { todo, overdue, urgent, read } = row
  return { todo: Number(todo), overdue: Number(overdue), urgent: Number(urgent), read: Number(read) }
}

export interface InboxAsked {
  officer: string
  tab: Tab
  /** The key of the line that was shown last. */
  after?: string | undefined
  limit: number
}

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
/** Behind every due time. */
const never = Number.MAX_SAFE_INTEGER

/** One page of a tab, in one statement. To do: the urgent first, then what is due first; the others newest first. */
export async function inbox(db: ProcedureDb, asked: InboxAsked): Promise<InboxLine[]> {
  const query = asked.tab === 'started' ? started(db, asked) : tasks(db, asked)
  const rows = await query.limit(asked.limit).execute()
  return rows.map((row) => ({
    key: keyOf(asked.tab, row),
    case: row.case_id,
    title: { zh: row.title_zh, en: row.title_en },
    procedure: row.procedure,
    version: row.version,
    state: row.state,
    starter: row.starter_zh === null ? fromOutside : { zh: row.starter_zh, en: row.starter_en! },
    behalf: row.seat === asked.officer || row.seat_zh === null ? null : { zh: row.seat_zh, en: row.seat_en! },
    at: instant(row.at),
    due: row.due === null ? null : instant(row.due),
    urgent: row.urgent === 1,
    urged: row.urged_at !== null,
    open: row.status === 'open',
  }))
}

const keyOf = (
  tab: Tab,
  row: { urgent: number; due: number | null; id: number; at: number; status: string },
) => {
  if (tab === 'todo') return `${row.urgent}.${row.due ?? never}.${row.id}`
  if (tab === 'done') return `0.${row.at}.${row.id}`
  return `${row.status === 'open' ? 1 : 0}.0.${row.id}`
}

/** Keys come back from the address, where anybody may have written in them. */
function placeOf(after: string | undefined): [number, number, number] | null {
  const [, first, second, id] = /^([01])\.(\d{1,16})\.(\d{1,15})$/.exec(after ?? '') ?? []
  return first === undefined ? null : [Number(first), Number(second), Number(id)]
}

function started(db: ProcedureDb, { officer, after }: InboxAsked) {
  const place = placeOf(after)
  let query = db
    .selectFrom('procedure_case as c')
    .leftJoin('officer as s', 's.id', 'c.starter')
    .select(['c.id', 'c.id as case_id', 'c.title_zh', 'c.title_en', 'c.procedure', 'c.version', 'c.state'])
    .select([
      'c.urgent',
      'c.started_at as at',
      's.id as seat',
      's.name_zh as starter_zh',
      's.name_en as starter_en',
    ])
    .select(['s.name_zh as seat_zh', 's.name_en as seat_en'])
    .select([
      sql<number | null>`null`.as('due'),
      sql<number | null>`null`.as('urged_at'),
      sql<string>`case when c.ended_at is null then 'open' else 'done' end`.as('status'),
    ])
    .where('c.starter', '=', officer)
    .orderBy('c.id', 'desc')
  if (place) query = query.where('c.id', '<', place[2])
  return query
}

function tasks(db: ProcedureDb, { officer, tab, after }: InboxAsked) {
  const query = db
    .selectFrom('procedure_task as t')
    .innerJoin('procedure_case as c', 'c.id', 't.case_id')
    .leftJoin('officer as s', 's.id', 'c.starter')
    .innerJoin('officer as o', 'o.id', 't.seat')
    .select([
      't.id',
      't.case_id',
      'c.title_zh',
      'c.title_en',
      'c.procedure',
      'c.version',
      'c.state',
      'c.urgent',
    ])
    .select([
      sql<number>`coalesce(t.done_at, t.clock_at)`.as('at'),
      't.due',
      't.urged_at',
      't.status',
      't.seat',
    ])
    .select([
      's.name_zh as starter_zh',
      's.name_en as starter_en',
      'o.name_zh as seat_zh',
      'o.name_en as seat_en',
    ])
  const place = placeOf(after)
  if (tab === 'todo') {
    const due = sql<number>`coalesce(t.due, ${sql.lit(never)})`
    let todo = query
      .where('t.holder', '=', officer)
      .where('t.kind', '=', 'do')
      .where('t.status', '=', 'open')
      .where(onlyOne(officer, 'todo'))
      .orderBy('c.urgent', 'desc')
      .orderBy(due)
      .orderBy('t.id')
    if (place)
      todo = todo.where(
        sql<boolean>`(c.urgent < ${place[0]} or (c.urgent = ${place[0]} and (${due} > ${place[1]} or (${due} = ${place[1]} and t.id > ${place[2]}))))`,
      )
    return todo
  }
  if (tab === 'done') {
    let done = query
      .where('t.done_by', '=', officer)
      .where('t.kind', '=', 'do')
      .where(onlyOne(officer, 'done'))
      .orderBy('t.done_at', 'desc')
      .orderBy('t.id', 'desc')
    if (place)
      done = done.where(
        sql<boolean>`(t.done_at < ${place[1]} or (t.done_at = ${place[1]} and t.id < ${place[2]}))`,
      )
    return done
  }
  const open = sql<number>`case when t.status = 'open' then 1 else 0 end`
  let read = query
    .where('t.holder', '=', officer)
    .where('t.kind', '=', 'read')
    .orderBy(open, 'desc')
    .orderBy('t.id', 'desc')
  if (place)
    read = read.where(sql<boolean>`(${open} < ${place[0]} or (${open} = ${place[0]} and t.id < ${place[2]}))`)
  return read
}

/** A case stands in the list once, however many signatures of it are his. */
const onlyOne = (officer: string, tab: 'todo' | 'done') =>
  tab === 'todo'
    ? sql<boolean>`not exists (select 1 from procedure_task x where x.case_id = t.case_id and x.kind = 'do'
        and x.status = 'open' and x.holder = ${officer} and x.id < t.id)`
    : sql<boolean>`not exists (select 1 from procedure_task x where x.case_id = t.case_id and x.kind = 'do'
        and x.done_by = ${officer} and (x.done_at > t.done_at or (x.done_at = t.done_at and x.id > t.id)))`
