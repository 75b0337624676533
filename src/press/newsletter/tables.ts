import type { Generated, Kysely } from 'kysely'
import type { MailTables } from '../../kit/mail/tables.ts'
import type { Language } from '../../kit/words.ts'
import type { PressTables } from '../tables.ts'

export const rhythms = ['daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

/** What a reader wants; with neither column nor topic, everything. */
export interface Wanted {
  language: Language
  rhythm: Rhythm
  columns: readonly number[]
  topics: readonly number[]
}

interface NewsletterTables extends PressTables, MailTables {
  /** Somebody asked with this address; only its owner can say that it was him. */
  press_subscription_ask: {
    /** SHA-256 of what stands in the mailed link. */
    token: string
    email: string
    /** `Wanted` as JSON. */
    wanted: string
    asked_at: number
    until: number
    used_at: number | null
  }
  press_subscriber: {
    id: Generated<number>
    /** Forgotten when he leaves. */
    email: string | null
    language: Language
    rhythm: Rhythm
    /** JSON of ids. */
    columns: string
    topics: string
    state: 'active' | 'left' | 'refused'
    /** Issues in a row that his mail server refused for good. */
    refusals: Generated<number>
    joined_at: number
    ended_at: number | null
  }
  press_issue: {
    id: Generated<number>
    rhythm: Rhythm
    state: 'draft' | 'sent'
    /** It names what was published after this, up to `until_at` once it is sent. */
    from_at: number
    until_at: number | null
    /** When it goes out. */
    due: number
    /** 1: goes out at its hour whatever the setting says. */
    ready: Generated<number>
    /** 1: somebody has edited it. */
    edited: Generated<number>
    revision: Generated<number>
    intro_zh: Generated<string>
    intro_en: Generated<string>
    sent_at: number | null
    mails: Generated<number>
    /** As the outbox says when it is through; null before. */
    arrived: number | null
    refused: number | null
  }
  /** What an editor changed about a text in a draft; once it is sent, what the issue named. */
  press_issue_item: { issue: number; text_id: number; place: number; out: number }
  press_newsletter: { id: number; hour: number; weekday: number; by_itself: number }
}

export type NewsletterDb = Kysely<NewsletterTables>
export type Issue = {
  [K in keyof NewsletterTables['press_issue']]: NewsletterTables['press_issue'][K] extends Generated<infer T>
    ? T
    : NewsletterTables['press_issue'][K]
}
