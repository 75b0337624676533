import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { editionOf } from '../src/broadcast/blueprint/index.ts'
import { framesASecond, type Rundown } from '../src/broadcast/edition.ts'
import { scenesOf } from '../src/broadcast/film/scenes-of.ts'
import { SparseEncoder } from '../src/broadcast/h264/encoder.ts'
import { Planes } from '../src/broadcast/h264/planes.ts'
import { type MadeEdition, makeEdition } from '../src/broadcast/make.ts'
import { SceneRenderer } from '../src/broadcast/picture/renderer.ts'
import { rundownOf } from '../src/broadcast/rundown.ts'
import { shapes } from '../src/broadcast/shape.ts'
import type { AirSnapshot } from '../src/broadcast/snapshot.ts'
import { sampleAir } from '../src/broadcast/testing.ts'
import type { Figure, Section } from './figures.ts'
import { timed, type Workshop } from './workshop.ts'

const runs = 3
const at = '2016-12-20T18:00+08:00'
const { width, height } = shapes.wide
const look = { shape: 'wide', language: 'both', burnedIn: 'both' } as const
/** A whole picture a frame is slow: some seconds are enough to know its pace. */
const plainFrames = 75

/** A made-up evening edition of two minutes, with its sound. */
const editionFor = (air: AirSnapshot, seconds: number) =>
  editionOf('evening', at, air, { slotFrames: seconds * framesASecond })

const make = (shop: Workshop, container: 'mp4' | 'mov', air = sampleAir(186), seconds = 120) => {
  const folder = join(shop.folder, `edition-${container}`)
  rmSync(folder, { recursive: true, force: true })
  return timed(() =>
    makeEdition(editionFor(air, seconds), { folder, shape: 'wide', language: 'both', container, workers: 2 }),
  )
}

const pace = ({ ms, result }: { ms: number; result: MadeEdition }) =>
  (result.rundown.frames / framesASecond) * (1000 / ms)

/** Largest memory of the process, its workers included, while something runs; in MB. */
async function peakWhile<R>(work: () => Promise<R>): Promise<{ peak: number; result: R }> {
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss / 1e6)
  }, 20)
  try {
    return { result: await work(), peak }
  } finally {
    clearInterval(timer)
  }
}

/** Seconds of film a second when every frame is drawn whole and coded as if all of it had changed. */
async function plainPace(rundown: Rundown): Promise<number> {
  const scene = scenesOf(rundown, look)[1]!
  const encoder = new SparseEncoder({ width, height, rate: framesASecond, qp: 20 })
  const planes = new Planes(width, height)
  const changed = new Uint8Array(planes.columns * planes.rows)
  const { ms } = await timed(async () => {
    const renderer = new SceneRenderer(scene, planes)
    for (let frame = 0; frame < plainFrames; frame++) {
      renderer.whole(frame, planes, changed)
      changed.fill(1)
      if (frame === 0) encoder.key(planes)
      else encoder.next(planes, changed)
      await new Promise((done) => setImmediate(done))
    }
  })
  return (plainFrames / framesASecond) * (1000 / ms)
}

/** The same frames, drawn whole and piped to x264 in a separate ffmpeg; null where there is none. */
async function x264Pace(rundown: Rundown, folder: string): Promise<number | null> {
  if (spawnSync('ffmpeg', ['-version']).status !== 0) return null
  const scene = scenesOf(rundown, look)[1]!
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgba',
    '-s',
    `${width}x${height}`,
    '-r',
    String(framesASecond),
    '-i',
    '-',
  ]
  const out = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', join(folder, 'x264.mp4')]
  const { ms } = await timed(async () => {
    const child = spawn('ffmpeg', ['-v', 'error', '-y', ...raw, ...out], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    for (let frame = 0; frame < plainFrames; frame++) {
      scene.background(context)
      for (const sprite of scene.sprites) sprite.draw(context, frame)
      const { data } = context.getImageData(0, 0, width, height)
      if (!child.stdin.write(Buffer.from(data.buffer, data.byteOffset, data.byteLength)))
        await new Promise((done) => child.stdin.once('drain', done))
      await new Promise((done) => setImmediate(done))
    }
    child.stdin.end()
    await new Promise((done) => child.once('exit', done))
  })
  return (plainFrames / framesASecond) * (1000 / ms)
}

/** So many districts, for the growth of the map. */
function places(count: number): AirSnapshot {
  const air = sampleAir(186)
  const districts = Array.from({ length: count }, (_, i) => {
    const known = air.districts[i % air.districts.length]!
    return { ...known, code: String(110_000 + i), tile: [i % 20, Math.floor(i / 20)] as const }
  })
  return { ...air, districts }
}

/** The whole evening edition: script, drawing, encoding, sound at its loudness, container. */
export async function broadcastSection(shop: Workshop): Promise<Section> {
  mkdirSync(shop.folder, { recursive: true })
  const rundown = rundownOf(editionFor(sampleAir(186), 120), new Map())
  const paces: Record<'mp4' | 'mov' | 'plain' | 'x264', number[]> = { mp4: [], mov: [], plain: [], x264: [] }
  let memory = 0
  // Interleaved: on a machine that others use too, only figures of one round are comparable.
  for (let run = 0; run < runs; run++) {
    for (const container of ['mp4', 'mov'] as const) {
      const { result, peak } = await peakWhile(() => make(shop, container))
      paces[container].push(pace(result))
      memory = Math.max(memory, peak)
    }
    paces.plain.push(await plainPace(rundown))
    const x264 = await x264Pace(rundown, shop.folder)
    if (x264 !== null) paces.x264.push(x264)
  }
  const peer =
    paces.x264.length > 0 ? { name: 'every frame whole, to x264 veryfast', values: paces.x264 } : undefined
  const plain = { name: 'every frame drawn and coded whole', values: paces.plain }
  const figures: Figure[] = [
    { what: 'web MP4 with AAC', unit: '× real time', values: paces.mp4, peer: plain, promise: { least: 12 } },
    {
      what: 'master MOV with PCM',
      unit: '× real time',
      values: paces.mov,
      peer: peer ?? plain,
      promise: { least: 16 },
    },
    { what: 'memory at its height', unit: 'MB', values: [memory], promise: { most: 1000 } },
  ]
  const rows: string[][] = []
  for (const seconds of [90, 180, 360]) rows.push(await growth(shop, `${seconds} s`, sampleAir(186), seconds))
  for (const count of [16, 50, 300]) rows.push(await growth(shop, `${count} places`, places(count), 120))
  const notes = [
    'An edition of 120 s, 1920×1080 at 25 frames a second, two workers, cold caches; no voice, so the sound is the bed.',
    peer
      ? 'x264 runs in a separate ffmpeg of this machine.'
      : 'No ffmpeg on this machine: x264 is not measured.',
    'Remotion is not measured: it fetches a browser of its own at installation.',
  ]
  return {
    title: 'Broadcast',
    notes,
    figures,
    table: { heads: ['edition', 'frames', '× real time', 'MB'], rows },
  }
}

async function growth(shop: Workshop, name: string, air: AirSnapshot, seconds: number): Promise<string[]> {
  const { result, peak } = await peakWhile(() => make(shop, 'mov', air, seconds))
  return [name, String(result.result.rundown.frames), pace(result).toFixed(1), peak.toFixed(0)]
}
