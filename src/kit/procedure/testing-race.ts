/** Acts on many cases as one officer, as soon as it is told to, and says how each ended. */

import { openStore } from '../db/open.ts'
import { colleague } from '../people/officers.ts'
import { Problem } from '../problem.ts'
import { dayAt } from '../time.ts'
import { act } from './act.ts'
import type { ProcedureTables } from './tables.ts'
import { raceHouse } from './testing.ts'

interface Told {
  where: { url: string } | { file: string }
  at: string
  deeds: { case: number; revision: number; officer: string; verb: string }[]
}

const { where, at, deeds }: Told = JSON.parse(process.argv[2]!)
const store = await openStore<ProcedureTables>(where)
const now = Temporal.Instant.from(at)
const house = raceHouse(store, now)
const ready = await Promise.all(
  deeds.map(async (deed) => ({
    ...deed,
    officer: await colleague(store.db, deed.officer, dayAt(now, house.settings.LANTIAN_ZONE)),
  })),
)
process.stdout.write('ready\n')
await new Promise((go) => process.stdin.once('data', go))
const ends = await Promise.all(
  ready.map((deed) =>
    act(house, deed).then(
      () => 'won',
      (error) => {
        if (error instanceof Problem) return `${error.status} ${error.words.en}`
        throw error
      },
    ),
  ),
)
process.stdout.write(`${JSON.stringify(ends)}\n`)
await store.close()
process.exit(0)
