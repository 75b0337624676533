import { parentPort, workerData } from 'node:worker_threads'
import type { Rundown } from '../edition.ts'
import type { FilmFormat } from '../h264/parameters.ts'
import { filmScene } from '../picture/scene-film.ts'
import { ClipReader } from './ffmpeg.ts'
import { clipRect, crawlOf, type Look, sceneJobOf, scenesOf } from './scenes-of.ts'

/** What a worker is told once. */
export interface WorkerJob {
  rundown: Rundown
  look: Look
  format: FilmFormat
  keyEvery: number | null
}

export type FromWorker =
  | { said: 'frames'; count: number }
  | { said: 'scene'; index: number; bytes: Uint8Array; sizes: Uint32Array }
  | { said: 'failed'; index: number; message: string }

/** How often a worker tells how far it is. */
const reportEvery = 50

const job = workerData as WorkerJob
const port = parentPort!
const scenes = scenesOf(job.rundown, job.look)
const crawl = crawlOf(job.rundown, job.look)
const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

async function film(index: number) {
  const scene = scenes[index]!
  const { part } = job.rundown.parts[index]!
  const clip = part.media === null ? null : new ClipReader(part.media, clipRect(job.rundown, job.look))
  const pictures = await filmScene({
    ...sceneJobOf(job.rundown, scenes, crawl, index),
    format: job.format,
    ...(clip ? { clip } : {}),
    ...(job.keyEvery === null ? {} : { keyEvery: job.keyEvery }),
    onFrame: (frame) => {
      if ((frame + 1) % reportEvery === 0) say({ said: 'frames', count: reportEvery })
    },
  })
  clip?.close()
  say({ said: 'frames', count: scene.frames % reportEvery })
  const bytes = new Uint8Array(pictures.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const picture of pictures) {
    bytes.set(picture, at)
    at += picture.length
  }
  const sizes = Uint32Array.from(pictures, ({ length }) => length)
  say({ said: 'scene', index, bytes, sizes }, [bytes.buffer, sizes.buffer])
}

port.on('message', (index: number) => {
  film(index).catch((error: Error) => say({ said: 'failed', index, message: error.stack ?? String(error) }))
})
