import type { Generated } from 'kysely'

/** The tables of `kit/people` that are ours; those of better-auth are its own business. */
export interface PeopleTables {
  department: {
    id: string
    place: number
    name_zh: string
    name_en: string
    task_zh: string
    task_en: string
  }
  officer: {
    id: string
    name_zh: string
    name_en: string
    email: string
    department: string | null
    login: string | null
    /** His last day at the centre. */
    left_on: string | null
  }
  duty_held: {
    id: Generated<number>
    officer: string
    duty: string
    from_day: string
    /** Last day; null while it has no end. */
    until_day: string | null
    given_by: string
  }
  invitation: {
    token_hash: string
    officer: string | null
    made_at: number
    made_by: string
    until: number
    used_at: number | null
  }
  sign_in_failure: { name: string; failures: number; last_at: number }
}
