import type { Generated, Kysely } from 'kysely'
import type { Language } from '../words.ts'
import type { How } from './kinds.ts'

/** How a mail in the outbox stands. `unclear`: the server took it and was gone before it said so. */
export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'unclear' | 'late' | 'dropped'

/** The tables of `kit/mail`. Instants are epoch milliseconds, truth 0 or 1. */
export interface MailTables {
  /** What is said, once for everybody who is told. */
  mail_letter: { id: Generated<number>; content: string; made_at: number }
  /** A notification of an officer. */
  mail_message: {
    id: Generated<number>
    officer: string
    letter: number
    kind: string
    urgent: number
    made_at: number
    read_at: number | null
    /** Whether the daily letter is still to name it. */
    digest: 'no' | 'due' | 'done'
  }
  /** Every e-mail that leaves the house, one row for each reader. */
  mail_outbox: {
    id: Generated<number>
    letter: number
    /** To an officer, at the address and in the language that are his when it is sent. */
    officer: string | null
    /** To somebody outside. */
    address: string | null
    language: Language | null
    /** What it belongs to, such as `newsletter/12`; '' for what stands by itself. */
    source: string
    /** Path of his own by which the reader leaves the list; sealed when it is sent. */
    leave: string | null
    /** The first part of its Message-ID, the same at every attempt. */
    name: string
    state: MailState
    attempts: Generated<number>
    /** When it is tried next; while it is being sent, when its sender is taken for dead. */
    due: number
    /** Not sent after this: what it says would be old. */
    until: number
    /** What the server said last. */
    reply: Generated<string>
    made_at: number
    ended_at: number | null
  }
  mail_choice: { officer: string; kind: string; how: How }
  mail_reader: { officer: string; language: Language }
}

export type MailDb = Kysely<MailTables>
