import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Looked, LookJob } from './look-worker.ts'
import { workerFile } from './worker-file.ts'

/**
 * Measures a film and looks at its plan in a thread of its own: to weigh its sound takes a second at a stretch, and
 * readers must not wait for it. @throws for a file that is no film, or is damaged
 */
export async function lookApart(job: LookJob): Promise<Looked> {
  const worker = new Worker(workerFile('look-worker'), { workerData: job })
  try {
    const [looked] = (await once(worker, 'message')) as [Looked]
    return looked
  } finally {
    await worker.terminate()
  }
}
