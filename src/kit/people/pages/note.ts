import { record } from '../../journal/journal.ts'
import type { House } from '../../room.ts'
import type { DeskAsk } from '../../web/desk.tsx'
import { signatureOf } from '../officer.ts'

/** Writes what an officer did to his own account into the journal. */
export const noteOf = (house: House) => (ask: DeskAsk, deed: string) => {
  const by = signatureOf(ask.officer)
  return record(house.store.db, { at: house.clock(), by, deed, about: by })
}
