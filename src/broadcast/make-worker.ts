import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../kit/problem.ts'
import type { Words } from '../kit/words.ts'
import type { Edition } from './edition.ts'
import { type MadeEdition, type MakeOptions, makeEdition } from './make.ts'

/** What the worker is told; what cannot be sent to another thread stays behind. */
export interface MakeJob {
  edition: Edition
  options: Omit<MakeOptions, 'onProgress' | 'signal'>
}

export type FromMaker =
  | { said: 'progress'; frames: number; of: number }
  | { said: 'made'; made: MadeEdition }
  | { said: 'failed'; message: string }
  /** What a person can put right keeps its words across the threads. */
  | { said: 'refused'; code: string; words: Words; status: Problem['status'] }

const { edition, options } = workerData as MakeJob
const say = (message: FromMaker) => parentPort!.postMessage(message)

makeEdition(edition, { ...options, onProgress: (frames, of) => say({ said: 'progress', frames, of }) }).then(
  (made) => say({ said: 'made', made }),
  (error: Error) =>
    say(
      error instanceof Problem
        ? { said: 'refused', code: error.code, words: error.words, status: error.status }
        : { said: 'failed', message: error.stack ?? String(error) },
    ),
)
