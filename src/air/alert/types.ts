import type { Day } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import type { Kind } from '../pollutants.ts'

export const tiers = ['blue', 'yellow', 'orange', 'red'] as const
export type Tier = (typeof tiers)[number]

/**
 * What a day rests on: a finished day report, the last 24 hours for the day that is still running, the machine's
 * forecast, or a forecaster's word.
 */
export type Basis = 'observed' | 'running' | 'forecast' | 'overruled'

/** A day that an alert may rest on. */
export interface AlertDay {
  day: Day
  /** Index by the standard of the day; the middle of a forecast. */
  index: number
  /** The high end of a forecast; what was measured has no other end. */
  high: number
  basis: Basis
  kind: Kind | 'forecaster'
}

/** A run of days that fulfils a clause. */
export interface Trigger {
  tier: Tier
  clause: string
  words: Words
  /** False where the facts mark the clause as unconfirmed. */
  confirmed: boolean
  days: Day[]
}

/** Heavy pollution that counts as one, with the highest tier it reaches. */
export interface Episode {
  tier: Tier
  from: Day
  to: Day
  /** The clauses of the highest tier first. */
  triggers: Trigger[]
  /** True where two episodes too close to clear were joined. */
  merged: boolean
}

/** What the machine proposes; it never issues anything. */
export interface Proposal {
  /** Which rules were read; a day before the first rules has none. */
  version: { name: string; title: Words; confirmed: boolean; unknown: Tier[] } | null
  /** By the middle of the forecast; null when no clause is fulfilled. */
  tier: Tier | null
  episode: Episode | null
  /** By the high end of the forecast: what may come at worst. */
  possible: Tier | null
  /** The days looked at, observed ones first; a day that nobody knows is left out, and breaks a run. */
  days: AlertDay[]
  /** True when any of the days is simulated: nothing may be issued then. */
  simulated: boolean
  /** True when any of the days rests on a model. */
  model: boolean
}

/** One message of an alert: issued, changed or lifted by a person. Messages are never changed. */
export interface AlertMessage {
  id: number
  /** The number of the message that began it. */
  alert: number
  /** Globally unique, as CAP has it. */
  identifier: string
  type: 'alert' | 'update' | 'cancel'
  /** `exercise` when it was sent as one, or while the centre's clock was set for a rehearsal. */
  status: 'actual' | 'exercise'
  tier: Tier
  sentAt: Temporal.Instant
  effectiveAt: Temporal.Instant
  expiresAt: Temporal.Instant
  /** Why, in the words of the person who did it. */
  reason: string
  by: string
  /** Further words for the public. */
  text: Words | null
  /** What the machine proposed at that moment. */
  proposal: Proposal
}

/** An alert with all of its messages, oldest first. */
export interface AlertHistory {
  alert: number
  /** Of the last message. */
  tier: Tier
  status: AlertMessage['status']
  /** The earliest moment from which any of its messages holds. */
  from: Temporal.Instant
  /** When it was lifted or ran out; null while in force. */
  to: Temporal.Instant | null
  messages: AlertMessage[]
}

/** What people should know and do at a tier. */
export interface TierWords {
  name: Words
  headline: Words
  rgb: readonly [number, number, number]
  /** Advice, the most important line first. */
  advice: readonly Words[]
}
