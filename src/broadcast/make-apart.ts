import { Worker } from 'node:worker_threads'
import { Problem } from '../kit/problem.ts'
import type { Edition } from './edition.ts'
import type { MadeEdition, MakeOptions } from './make.ts'
import type { FromMaker, MakeJob } from './make-worker.ts'
import { workerFile } from './worker-file.ts'

/**
 * `makeEdition` in a thread of its own: sound and containers take seconds at a stretch, and readers must not wait for
 * them. Aborted, the thread ends at once; what it has filmed is used by the next try.
 */
export function makeApart(
  edition: Edition,
  { onProgress, signal, ...options }: MakeOptions,
): Promise<MadeEdition> {
  signal?.throwIfAborted()
  const data: MakeJob = { edition, options }
  const worker = new Worker(workerFile('make-worker'), { workerData: data })
  const made = new Promise<MadeEdition>((done, fail) => {
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('the maker ended without a word')))
    worker.on('message', (message: FromMaker) => {
      if (message.said === 'progress') onProgress?.(message.frames, message.of)
      else if (message.said === 'made') done(message.made)
      else if (message.said === 'refused') fail(new Problem(message.code, message.words, message.status))
      else fail(new Error(message.message))
    })
    signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
  })
  return made.finally(() => worker.terminate())
}
