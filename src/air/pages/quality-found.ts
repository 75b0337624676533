import { jobStates } from '../../kit/jobs/jobs.ts'
import { publishedHeads } from '../../kit/journal/journal.ts'
import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { lateReports } from '../punctuality.ts'
import { capture, correctionsBefore, findings } from '../quality.ts'
import { allSources } from '../source-register.ts'
import type { AirStore } from '../tables.ts'

const headsShown = 14

/** All that the page says. @param before number of the correction below which the list goes on */
export async function findAll(house: House, at: Temporal.Instant, before: number | null) {
  const { db }: AirStore = house.store
  return {
    sources: await allSources(db),
    stations: await capture(house, at),
    findings: await findings(house, at),
    late: await lateReports(house, at.epochMilliseconds),
    corrected: await correctionsBefore(house, before),
    heads: await publishedHeads(house.store, headsShown),
    jobs: await jobStates(house.store),
  }
}

/** What every part of the page is made from. */
export interface Scene {
  ask: Ask
  house: House
  found: Awaited<ReturnType<typeof findAll>>
  fault?: string
  before: number | null
}
