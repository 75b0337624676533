import type { Generated, Kysely } from 'kysely'
import type { PeopleTables } from '../people/tables.ts'
import type { House } from '../room.ts'

/** The tables of `kit/procedure`. Instants are epoch milliseconds, days text, truth 0 or 1. */
export interface ProcedureTables extends PeopleTables {
  procedure_case: {
    id: Generated<number>
    procedure: string
    version: number
    state: string
    /** Grows with every change of state; what a page was made from. */
    revision: number
    /** Counts everything that was done to it; raising it holds the case until the transaction ends. */
    acts: Generated<number>
    data: string
    title_zh: string
    title_en: string
    /** Null for a matter that came from outside the house. */
    starter: string | null
    urgent: number
    started_at: number
    ended_at: number | null
  }
  procedure_task: {
    id: Generated<number>
    case_id: number
    revision: number
    state: string
    /** `do` is a signature that is due and dies with its revision; `read` is for information and stays. */
    kind: 'do' | 'read'
    /** Whose signature it is. */
    seat: string
    /** Who gives it: the same, his delegate, or null where nobody is left. */
    holder: string | null
    place: number
    status: 'open' | 'waiting' | 'done' | 'closed'
    /** When its clock began. */
    clock_at: number
    due: number | null
    /** The term in working days; null for hours or none. */
    due_days: number | null
    verb: string | null
    done_by: string | null
    done_at: number | null
    reminded: Generated<number>
    reminded_on: string | null
    urged_at: number | null
    escalated: Generated<number>
  }
  delegation: {
    id: Generated<number>
    from_officer: string
    to_officer: string
    from_day: string
    until_day: string
  }
  holiday: { day: string; kind: 'rest' | 'work'; note: string }
  /** Procedures whose cases may be signed by who started them. */
  procedure_alone: { procedure: string }
}

export type ProcedureDb = Kysely<ProcedureTables>

/** What the engine needs of the house. */
export type Works = Pick<House, 'store' | 'settings' | 'desk' | 'clock' | 'cache'>
