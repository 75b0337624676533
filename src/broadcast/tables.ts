import type { Generated } from 'kysely'
import type { Store } from '../kit/db/open.ts'
import type { Day } from '../kit/time.ts'
import type { EditionKind } from './edition.ts'

/** An edition of the programme. Instants are epoch milliseconds. */
export interface EditionTable {
  id: string
  kind: EditionKind
  day: Day
  /** The moment it is made for, ISO 8601 with offset. */
  at: string
  /** The newest proposal of the machine. */
  proposal: number
  /** What the editor changed, as JSON: laid over the proposal, never written into it. */
  changes: string
  revision: number
  changed_at: number | null
  changed_by: string | null
  /** What was corrected after the newest film was made, as JSON; null when nothing was. */
  late: string | null
  late_at: number | null
}

/** A plan as the machine proposed it; triggers refuse to change it. */
export interface ProposalTable {
  id: Generated<number>
  edition: string
  plan: string
  air_digest: string
  at: number
  by: string
}

export const versionStates = ['asked', 'making', 'made', 'failed', 'removed'] as const
export type VersionState = (typeof versionStates)[number]

/** One making of an edition: its proposal and changes as they then stood, and the files that came of them. */
export interface VersionTable {
  id: Generated<number>
  edition: string
  /** 1, 2, … within the edition. */
  number: number
  proposal: number
  changes: string
  /** What was asked for, as JSON: cuts and loudness. */
  asked: string
  asked_at: number
  asked_by: string
  state: VersionState
  attempts: number
  /** Why it failed or was put off, as JSON words. */
  fault: string | null
  made_at: number | null
  air_digest: string | null
  frames: number | null
  /** Files and what was measured, as JSON. */
  made: string | null
}

/** Who answers for a version; triggers refuse to change it. */
export interface SignOffTable {
  id: Generated<number>
  version: number
  /** Digests of the films, as JSON. */
  films: string
  air_digest: string
  by: string
  note: string | null
  at: number
}

export type DeliveryState = 'asked' | 'sending' | 'done' | 'failed'

export interface DeliveryTable {
  id: Generated<number>
  version: number
  profile: string
  asked_at: number
  asked_by: string
  state: DeliveryState
  attempts: number
  /** Not tried again before. */
  due: number
  fault: string | null
}

/** What arrived, where and when; triggers refuse to change it. */
export interface ReceiptTable {
  id: Generated<number>
  delivery: number
  /** As JSON: names, sizes and digests as they were read back at the other end. */
  files: string
  place: string
  at: number
}

/** What was really shown; triggers refuse to change it. A wrong line is followed by one that stands in its place. */
export interface AsRunTable {
  id: Generated<number>
  edition: string
  version: number | null
  /** Part of the edition; null for the whole. */
  scene: string | null
  /** SHA-256 of the film or of the data that were shown. */
  digest: string | null
  channel: string
  from_at: number
  to_at: number
  deviation: string | null
  source: 'screen' | 'station'
  instead_of: number | null
  by: string
  at: number
}

/** How far a job has read in the journal. */
export interface BookmarkTable {
  name: string
  position: number
}

export interface BroadcastTables {
  broadcast_edition: EditionTable
  broadcast_proposal: ProposalTable
  broadcast_version: VersionTable
  broadcast_sign_off: SignOffTable
  broadcast_delivery: DeliveryTable
  broadcast_receipt: ReceiptTable
  broadcast_as_run: AsRunTable
  broadcast_bookmark: BookmarkTable
}

export type BroadcastStore = Store<BroadcastTables>
