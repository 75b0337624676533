import { dayTime } from '../../html/day-time.ts'
import type { Officer } from '../../people/officer.ts'
import { colleagues } from '../../people/officers.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { isDay } from '../../time.ts'
import { writing } from '../../web/asked.ts'
import type { DeskAsk } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import type { Language } from '../../words.ts'
import { caseById, noCase, procedureOf, type TaskRow } from '../case.ts'
import {
  type AnyProcedure,
  type Case,
  type CaseField,
  type Move,
  movesOf,
  stateOf,
  takesOf,
} from '../declare.ts'
import { type HistoryLine, historyOf, type Names, namesOf, sealOfCase } from '../history.ts'
import type { Staff } from '../holders.ts'
import { isOwnPaper, openSeats, type Seat } from '../signatures.ts'
import type { ProcedureDb } from '../tables.ts'
import { deskNow } from '../tasks.ts'
import { takesPart } from '../verbs.ts'

/** When a term ends; one of whole days by its day. */
export const dueWords = (due: Temporal.Instant, zone: string, language: Language) =>
  dayTime(due, zone, language).replace(/,? 23:59$/, '')

/** A case with all that its page shows. */
export interface Shown {
  one: Case
  of: AnyProcedure
  tasks: TaskRow[]
  history: HistoryLine[]
  seal: { position: number; hash: string } | undefined
  names: Names
  colleagues: { id: string; name: { zh: string; en: string } }[]
  /** What he may do now. */
  moves: [string, Move<unknown, string>][]
  /** Whether a signature of his is open. */
  signs: boolean
  partakes: boolean
  unread: boolean
}

/** @throws Problem 404 for what does not exist, and alike for what is not open to him */
export async function shownTo(house: House, ask: DeskAsk): Promise<Shown> {
  const db: ProcedureDb = house.store.db
  const { officer } = ask
  if (!/^[1-9]\d{0,14}$/.test(ask.params.id ?? '')) throw noCase()
  const one = await caseById(db, Number(ask.params.id))
  const of = procedureOf(house.desk.procedures, one)
  const partakes = await takesPart(db, one, officer)
  if (!partakes && !of.see?.holds(officer, undefined)) throw noCase()
  const tools = await deskNow(house, db)
  const seats = one.endedAt
    ? []
    : await openSeats(db, of, one, officer, tools).catch((error) => {
        if (error instanceof Problem) return []
        throw error
      })
  const tasks = await db
    .selectFrom('procedure_task')
    .selectAll()
    .where('case_id', '=', one.id)
    .orderBy('id')
    .execute()
  return {
    one,
    of,
    tasks,
    history: await historyOf(db, one.id),
    seal: await sealOfCase(db, one.id),
    names: await namesOf(db),
    colleagues: await colleagues(house.store.db, tools.today),
    moves: movesOf(stateOf(of, one.state)).filter(([, move]) =>
      mayDo(move, one, officer, seats, tools.staff),
    ),
    signs: seats.length > 0,
    partakes,
    unread: tasks.some(
      ({ kind, status, holder }) => kind === 'read' && status === 'open' && holder === officer.id,
    ),
  }
}

function mayDo(
  move: Move<unknown, string>,
  one: Case,
  officer: Officer,
  seats: readonly Seat[],
  staff: Staff,
): boolean {
  if (move.by === 'house') return false
  if (move.may) return move.may.holds(officer, one)
  if (move.kind === 'withdraw') return officer.id === one.starter
  return seats.length > 0 && !isOwnPaper(move, one, officer, seats, staff)
}

/** The name of a field of the case in the form, apart from the form's own. */
export const fieldName = (name: string) => `field.${name}`

export const fieldsOf = (of: AnyProcedure) => (of.fields ?? {}) as Record<string, CaseField>

/** What was typed into the fields that a deed takes. @throws Problem 422 naming the field that is wrong */
export function inputOf(
  of: AnyProcedure,
  move: Move<unknown, string>,
  form: Form,
  { one, colleagues: known }: Shown,
) {
  const fields = fieldsOf(of)
  const input: Record<string, unknown> = {}
  for (const name of takesOf(move, one)) {
    const field = fields[name]
    if (field)
      input[name] = typedValue(field, form.all(fieldName(name)), (id) => known.some((each) => each.id === id))
  }
  return input
}

function typedValue(
  field: CaseField,
  typed: readonly string[],
  isColleague: (id: string) => boolean,
): unknown {
  const text = (typed[0] ?? '').trim()
  const fits = (good: boolean) => {
    if (!good) throw wrongField(field)
  }
  const isChoice = (value: string) => Object.hasOwn(field.choices ?? {}, value)
  if (field.kind === 'officers' || field.kind === 'several') {
    fits(typed.every(field.kind === 'several' ? isChoice : isColleague))
    return [...new Set(typed)]
  }
  if (text === '') return field.kind === 'line' || field.kind === 'text' ? '' : null
  switch (field.kind) {
    case 'day':
      fits(isDay(text))
      return text
    case 'moment':
      fits(isMoment(text))
      return text
    case 'number':
      fits(Number.isFinite(Number(text)))
      return Number(text)
    case 'officer':
      fits(isColleague(text))
      return text
    case 'choice':
      fits(isChoice(text))
      return text
    default:
      fits(writing(field.kind === 'line' ? 300 : 20_000).safeParse(text).success)
      fits(field.kind === 'text' || !/[\n\r]/.test(text))
      return text
  }
}

function isMoment(text: string): boolean {
  try {
    return /^\d{4}-/.test(text) && Temporal.PlainDateTime.from(text) !== undefined
  } catch {
    return false
  }
}

const wrongField = ({ words: { zh, en } }: CaseField) =>
  new Problem('wrong-field', { zh: `“${zh}”填写有误。`, en: `“${en}” is not filled in rightly.` }, 422)

/** Remarks of people, of a length that a record bears. @throws Problem 422 */
export function reasonOf(text: string): string | null {
  if (text.trim() === '') return null
  const read = writing(2_000).safeParse(text)
  if (read.success) return read.data
  throw new Problem(
    'wrong-reason',
    {
      zh: '意见或理由最多 2000 字，不能含控制字符。',
      en: 'A remark has at most 2,000 characters and no control characters.',
    },
    422,
  )
}
