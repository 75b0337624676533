import { Worker } from 'node:worker_threads'
import type { Rundown } from '../edition.ts'
import type { FilmFormat } from '../h264/parameters.ts'
import type { Look } from './scenes-of.ts'
import type { FromWorker, WorkerJob } from './worker.ts'

/** One scene's pictures as they go into a container: NAL units, the first a key picture. */
export interface ScenePictures {
  units: Uint8Array[]
}

export interface FilmedPictures {
  scenes: ScenePictures[]
  /** The AVC decoder configuration record. */
  configuration: Uint8Array
}

export interface FilmOptions {
  format: FilmFormat
  look: Look
  /** Threads that draw and encode; scenes are shared out, the longest first. */
  workers: number
  /** Frames between key pictures within a scene, for seeking; null for none but its first. */
  keyEvery: number | null
  onProgress?(frames: number): void
  signal?: AbortSignal
}

/** The bundle holds the worker beside itself; from source it is the file of that name. */
const workerFile = () =>
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './film-worker.js', import.meta.url)

/** Draws and encodes every scene of an edition; joined in order they are one film. */
export async function filmPictures(rundown: Rundown, options: FilmOptions): Promise<FilmedPictures> {
  const { format, look, keyEvery, signal } = options
  const data: WorkerJob = { rundown, look, format, keyEvery }
  const waiting = rundown.parts
    .map((_, i) => i)
    .sort((a, b) => rundown.parts[b]!.frames - rundown.parts[a]!.frames)
  const scenes: ScenePictures[] = new Array(rundown.parts.length)
  let configuration = new Uint8Array()
  let frames = 0
  const crew = Array.from(
    { length: Math.min(options.workers, waiting.length) },
    () => new Worker(workerFile(), { workerData: data }),
  )
  const take = (worker: Worker) =>
    new Promise<void>((done, fail) => {
      const next = () => {
        const index = waiting.shift()
        if (index === undefined) done()
        else worker.postMessage(index)
      }
      worker.on('error', fail)
      worker.on('message', (message: FromWorker) => {
        if (message.said === 'frames') options.onProgress?.((frames += message.count))
        else if (message.said === 'failed') fail(new Error(`scene ${message.index}: ${message.message}`))
        else {
          scenes[message.index] = { units: split(message.bytes, message.sizes) }
          configuration = Uint8Array.from(message.configuration)
          next()
        }
      })
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
      next()
    })
  try {
    signal?.throwIfAborted()
    await Promise.all(crew.map(take))
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()))
  }
  return { scenes, configuration }
}

function split(bytes: Uint8Array, sizes: Uint32Array): Uint8Array[] {
  let at = 0
  return Array.from(sizes, (size) => bytes.subarray(at, (at += size)))
}
