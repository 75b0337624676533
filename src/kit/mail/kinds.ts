import type { Words } from '../words.ts'

/** How an officer hears of something by e-mail; at the desk he reads all of it. */
export const ways = ['now', 'daily', 'none'] as const
export type How = (typeof ways)[number]

/** A kind of message that officers may choose about; a room lists its own in `Room.desk.messages`. */
export interface MessageKind {
  key: string
  words: Words
  /** For who has not chosen. */
  usual: How
}
