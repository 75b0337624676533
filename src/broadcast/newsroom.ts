import type { House } from '../kit/room.ts'
import type { Edition } from './edition.ts'
import { gatherAir } from './gather.ts'
import type { MadeEdition, MakeOptions, Narration } from './make.ts'
import { makeApart } from './make-apart.ts'
import type { AirSnapshot } from './snapshot.ts'
import { narrate } from './voice/index.ts'

/** Who gathers, speaks and makes for the record-keeping. */
export interface Newsroom {
  gather(house: House, at: Temporal.Instant): Promise<AirSnapshot | null>
  narrate(house: House, edition: Edition, signal: AbortSignal | undefined): Promise<Narration>
  make(edition: Edition, options: MakeOptions): Promise<MadeEdition>
}

export const newsroom: Newsroom = {
  gather: gatherAir,
  narrate: (house, edition, signal) => narrate(house, edition, { signal }),
  make: makeApart,
}
