import type { Generated, Kysely } from 'kysely'
import type { Language } from '../../words.ts'

/** What a link in a letter is for. */
export type Purpose = 'join' | 'recover' | 'guardian' | 'seat' | 'officer'

export const kinds = ['school', 'community', 'ngo', 'company'] as const
export type Kind = (typeof kinds)[number]

export const roles = ['manager', 'member'] as const
export type Role = (typeof roles)[number]

/** `asked`: waits for an officer; `closed`: nobody of it is left. */
export type OrganisationState = 'asked' | 'approved' | 'refused' | 'closed'

/** People from outside, and what they belong to. Instants are epoch milliseconds, truth 0 or 1. */
interface MemberTables {
  member: {
    id: string
    name: string
    email: string
    login: string
    language: Language
    joined_at: number
    /** Address of the guardian of who is below fourteen; null for everybody else. */
    guardian: string | null
    guardian_agreed_at: number | null
    /** When all that is known of him is taken away; null for who stays. */
    leaves_at: number | null
  }
  mailed_link: {
    token_hash: string
    purpose: Purpose
    email: string
    /** Whom or what it is about: a member's id, an organisation's number; '' where nobody has the address. */
    about: string
    /** Of a seat: the role that is offered. */
    role: Role | null
    made_at: number
    until: number
    used_at: number | null
  }
  organisation: {
    id: Generated<number>
    kind: Kind
    name: string
    about: string
    /** How an officer can see that it exists. */
    proof: string
    state: OrganisationState
    reason: string
    asked_by: string
    asked_at: number
    decided_by: string | null
    decided_at: number | null
  }
  seat: { organisation: number; member: string; role: Role; since: number }
}

export type MemberDb = Kysely<MemberTables>
