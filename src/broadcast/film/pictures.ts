import { Worker } from 'node:worker_threads'
import type { Rundown } from '../edition.ts'
import { decoderConfiguration, type FilmFormat } from '../h264/parameters.ts'
import { workerFile } from '../worker-file.ts'
import { type SceneCache, sceneName } from './scene-cache.ts'
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
  /** Scenes filmed before are taken from here, new ones kept. */
  cache?: SceneCache
  onProgress?(frames: number): void
  signal?: AbortSignal
}

/** Draws and encodes every scene of an edition; joined in order they are one film. */
export async function filmPictures(rundown: Rundown, options: FilmOptions): Promise<FilmedPictures> {
  const { format, look, keyEvery, cache } = options
  const names = rundown.parts.map((_, i) => sceneName(rundown, i, look, format, keyEvery))
  const known = names.map((name) => cache?.get(name) ?? null)
  const scenes: ScenePictures[] = known.map((units) => ({ units: units ?? [] }))
  const waiting = rundown.parts
    .map((_, i) => i)
    .filter((i) => known[i] === null)
    .sort((a, b) => rundown.parts[b]!.frames - rundown.parts[a]!.frames)
  let frames = rundown.parts.reduce((sum, part, i) => sum + (known[i] ? part.frames : 0), 0)
  options.onProgress?.(frames)
  await inWorkers({ rundown, look, format, keyEvery }, waiting, options, {
    frames: (count) => options.onProgress?.((frames += count)),
    scene: (index, units) => {
      scenes[index] = { units }
      cache?.put(names[index]!, units)
    },
  })
  return { scenes, configuration: decoderConfiguration(format) }
}

interface Heard {
  frames(count: number): void
  scene(index: number, units: Uint8Array[]): void
}

/** Shares the scenes out among the workers; the first fault or the signal ends all of them. */
async function inWorkers(data: WorkerJob, waiting: number[], { workers, signal }: FilmOptions, heard: Heard) {
  signal?.throwIfAborted()
  const crew = Array.from(
    { length: Math.min(workers, waiting.length) },
    () => new Worker(workerFile('film-worker', './film/worker.ts'), { workerData: data }),
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
        if (message.said === 'frames') return heard.frames(message.count)
        if (message.said === 'failed') return fail(new Error(`scene ${message.index}: ${message.message}`))
        try {
          heard.scene(message.index, split(message.bytes, message.sizes))
          next()
        } catch (error) {
          fail(error)
        }
      })
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
      next()
    })
  try {
    await Promise.all(crew.map(take))
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()))
  }
}

function split(bytes: Uint8Array, sizes: Uint32Array): Uint8Array[] {
  let at = 0
  return Array.from(sizes, (size) => bytes.subarray(at, (at += size)))
}
