import type { Kysely } from 'kysely'
import type { AnyKysely } from '../db/store.ts'
import { type Officer, signatureOf } from '../people/officer.ts'
import { dayAt } from '../time.ts'
import type { Language, Words } from '../words.ts'
import { aboutCase } from './case.ts'
import { type AnyProcedure, movesOf, statesOf } from './declare.ts'
import type { ProcedureDb, ProcedureTables } from './tables.ts'
import { words } from './words.ts'

export interface HistoryLine {
  at: Temporal.Instant
  by: string
  deed: string
  detail: Record<string, unknown>
}

type Db = Kysely<
  ProcedureTables & {
    journal: { id: number; at: number; by: string; deed: string; about: string; detail: string }
    journal_seal: { position: number; entry_id: number; hash: string }
  }
>

/** What was done to a case, the oldest first. */
export async function historyOf(house: AnyKysely, id: number): Promise<HistoryLine[]> {
  const db: Db = house
  const rows = await db
    .selectFrom('journal')
    .select(['at', 'by', 'deed', 'detail'])
    .where('about', '=', aboutCase(id))
    .orderBy('id')
    .execute()
  return rows.map(({ at, by, deed, detail }) => ({
    at: Temporal.Instant.fromEpochMilliseconds(at),
    by,
    deed,
    detail: JSON.parse(detail),
  }))
}

/** The seal of the newest line of a case that has one: printed, it proves the record up to there. */
export function sealOfCase(house: AnyKysely, id: number) {
  const db: Db = house
  return db
    .selectFrom('journal as j')
    .innerJoin('journal_seal as s', 's.entry_id', 'j.id')
    .select(['s.position', 's.hash'])
    .where('j.about', '=', aboutCase(id))
    .orderBy('j.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether the record has a deed of his, though the task is no longer in his hands. */
export async function hasActed(house: AnyKysely, id: number, officer: Pick<Officer, 'id'>): Promise<boolean> {
  const db: Db = house
  const row = await db
    .selectFrom('journal')
    .select('id')
    .where('about', '=', aboutCase(id))
    .where('by', '=', signatureOf(officer))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Names of officers by id. */
export type Names = ReadonlyMap<string, Words>

export async function namesOf(db: ProcedureDb): Promise<Names> {
  const rows = await db.selectFrom('officer').select(['id', 'name_zh', 'name_en']).execute()
  return new Map(rows.map(({ id, name_zh, name_en }) => [id, { zh: name_zh, en: name_en }]))
}

export interface Telling {
  of: AnyProcedure
  names: Names
  zone: string
  language: Language
}

/** How the journal's signature reads: a name, or the program itself. */
export function signed(signature: unknown, { names, language }: Pick<Telling, 'names' | 'language'>): string {
  const text = String(signature)
  const known = names.get(text.replace(/^officer\//, ''))
  if (known) return known[language]
  if (text === 'public') return words[language].outside
  return text === 'house' ? words[language].house : text
}

const listed = (signatures: unknown, telling: Telling) =>
  (Array.isArray(signatures) ? signatures : [signatures])
    .filter((each) => each !== null && each !== undefined)
    .map((each) => signed(each, telling))
    .join(telling.language === 'zh' ? '、' : ', ')

const stateWords = ({ of, language }: Telling, name: unknown) =>
  new Map(statesOf(of)).get(String(name))?.words[language] ?? String(name)

function verbWords({ of, language }: Telling, from: unknown, verb: unknown): string {
  const state = new Map(statesOf(of)).get(String(from))
  const move = state && movesOf(state).find(([name]) => name === verb)
  return move?.[1].words[language] ?? String(verb)
}

const dayOfMs = (ms: unknown, zone: string) => dayAt(Temporal.Instant.fromEpochMilliseconds(Number(ms)), zone)

/** One line of the record in words. */
export function sentenceOf({ deed, detail }: HistoryLine, telling: Telling): string {
  const w = words[telling.language]
  const d = detail
  switch (deed) {
    case 'procedure.start':
      return w.said.start(stateWords(telling, d.to))
    case 'procedure.act':
      return w.said.act(
        verbWords(telling, d.from, d.verb),
        d.from === d.to ? null : stateWords(telling, d.to),
        listed(d.onBehalfOf ?? [], telling),
      )
    case 'procedure.transfer':
      return w.said.transfer(listed(d.from, telling), listed(d.to, telling))
    case 'procedure.add':
      return w.said.add(listed(d.to, telling))
    case 'procedure.circulate':
      return w.said.circulate(listed(d.to, telling))
    case 'procedure.read':
      return w.said.read
    case 'procedure.urge':
      return w.said.urge(listed(d.to, telling))
    case 'procedure.remind':
      return w.said.remind(listed(d.to, telling), d.overdue === true)
    case 'procedure.escalate':
      return w.said.escalate(listed(d.to, telling))
    case 'procedure.move-due':
      return w.said.moveDue(dayOfMs(d.from, telling.zone), dayOfMs(d.to, telling.zone))
    case 'procedure.renew':
      return w.said.renew(Number(d.version), stateWords(telling, d.to))
    case 'procedure.settle':
      return settled(d, telling)
    default:
      return deed
  }
}

function settled(d: Record<string, unknown>, telling: Telling): string {
  const { said } = words[telling.language]
  if (d.joins) return said.joins(listed(d.joins, telling))
  if (d.leaves) return said.leaves(listed(d.leaves, telling))
  if (!d.holder) return said.vacant(listed(d.seat, telling))
  return d.holder === d.seat
    ? said.back(listed(d.seat, telling))
    : said.standIn(listed(d.holder, telling), listed(d.seat, telling))
}
