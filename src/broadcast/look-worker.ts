import { parentPort, workerData } from 'node:worker_threads'
import { type PlanSeen, seenIn } from './check-plan.ts'
import type { Rundown } from './edition.ts'
import { type FilmFacts, factsOf } from './film-facts.ts'
import type { MadeFilm } from './versions.ts'

export interface LookJob {
  path: string
  film: MadeFilm
  /** The plan beside the film; null where there is none. */
  rundown: Rundown | null
}

export interface Looked {
  facts: FilmFacts
  plan: PlanSeen | null
}

const { path, film, rundown } = workerData as LookJob
const facts = await factsOf(path, rundown ? { cuts: rundown.parts.map(({ from }) => from) } : {})
const looked: Looked = { facts, plan: rundown && seenIn(rundown, film) }
parentPort!.postMessage(looked)
