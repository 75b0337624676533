import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Words } from '../../kit/words.ts'
import { type Edition, framesASecond, type Part, soundRate } from '../edition.ts'
import type { Planes } from '../h264/planes.ts'
import type { Rect } from '../picture/sprite.ts'

/**
 * ffmpeg, where a house has installed it: a separate program for what cameras bring and for the tape format of television.
 * It is never linked in and never needed for an edition without clips.
 */
export const ffmpeg = 'ffmpeg'

export const hasFfmpeg = (): boolean => spawnSync(ffmpeg, ['-version'], { stdio: 'ignore' }).status === 0

const noProgram: Words = {
  zh: '没有安装 ffmpeg，无法播放拍摄的画面',
  en: 'ffmpeg is not installed, so camera clips cannot be shown',
}
const noFile: Words = { zh: '找不到画面文件', en: 'the clip’s file is missing' }

/** An edition whose clips can all be shown: the others stay in their place with the reason, and it goes on without them. */
export function withShowableClips(edition: Edition, program = hasFfmpeg()): Edition {
  const judged = (part: Part): Part => {
    if (part.scene !== 'clip' || !part.validity.valid) return part
    const fault = !program ? noProgram : part.media === null || !existsSync(part.media) ? noFile : null
    return fault ? { ...part, validity: { valid: false, reason: fault } } : part
  }
  return {
    ...edition,
    segments: edition.segments.map((segment) => ({ ...segment, parts: segment.parts.map(judged) })),
  }
}

/** Whole and within the area, with black beside it; square pixels, BT.709 in limited range, 25 frames a second. */
const filterFor = ({ width, height }: Rect) =>
  `fps=${framesASecond},scale=${width}:${height}:force_original_aspect_ratio=decrease:out_color_matrix=bt709:out_range=tv,pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2,setsar=1`

/** The frames of a camera clip, one after the other, straight into a picture. Its last frame stays when it ends early. */
export class ClipReader {
  readonly #area: Rect
  readonly #child: ChildProcess
  readonly #frames: AsyncGenerator<Uint8Array>

  /** @param area of the picture, its numbers even */
  constructor(file: string, area: Rect) {
    this.#area = area
    const out = ['-vf', filterFor(area), '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-']
    this.#child = spawn(ffmpeg, ['-v', 'error', '-nostdin', '-i', file, '-an', ...out], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    // A program that does not start brings no frame; the picture then stays as it is.
    this.#child.once('error', () => {})
    this.#frames = pieces(this.#child.stdout!, (area.width * area.height * 3) / 2)
  }

  /** Puts the next frame into the planes and marks what it covers. */
  async next(planes: Planes, changed: Uint8Array): Promise<void> {
    const { value: frame, done } = await this.#frames.next()
    if (done) return
    const { x, y, width, height } = this.#area
    const luma = width * height
    paste(frame, 0, width, height, planes.y, planes.stride, x, y)
    paste(frame, luma, width / 2, height / 2, planes.u, planes.chromaStride, x / 2, y / 2)
    paste(frame, luma * 1.25, width / 2, height / 2, planes.v, planes.chromaStride, x / 2, y / 2)
    for (let row = y >> 4; row << 4 < y + height; row++)
      changed.fill(1, row * planes.columns + (x >> 4), row * planes.columns + ((x + width + 15) >> 4))
  }

  close(): void {
    this.#child.kill('SIGKILL')
  }
}

/** A stream cut into pieces of one size; what is left over at its end is dropped. */
async function* pieces(stream: Readable, size: number): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(size)
  let filled = 0
  for await (const chunk of stream as AsyncIterable<Buffer>)
    for (let at = 0; at < chunk.length; ) {
      const count = Math.min(size - filled, chunk.length - at)
      piece.set(chunk.subarray(at, at + count), filled)
      at += count
      filled += count
      if (filled < size) continue
      yield piece
      piece = new Uint8Array(size)
      filled = 0
    }
}

function paste(
  from: Uint8Array,
  at: number,
  width: number,
  height: number,
  plane: Uint8Array,
  stride: number,
  x: number,
  y: number,
) {
  for (let row = 0; row < height; row++)
    plane.set(from.subarray(at + row * width, at + (row + 1) * width), (y + row) * stride + x)
}

/** The sound of a clip as one channel, no longer than so many frames; empty where it has none. */
export function clipSound(file: string, frames: number): Float32Array {
  const seconds = String(frames / framesASecond)
  const args = [
    '-v',
    'error',
    '-nostdin',
    '-i',
    file,
    '-vn',
    '-t',
    seconds,
    '-ac',
    '1',
    '-ar',
    String(soundRate),
  ]
  const { stdout, status } = spawnSync(ffmpeg, [...args, '-f', 'f32le', '-'], { maxBuffer: 1 << 30 })
  if (status !== 0 || stdout.length < 4) return new Float32Array()
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + (stdout.length & ~3)))
}

/** XDCAM HD422: MPEG-2 4:2:2 at a constant 50 Mbit/s, 1080i50 with both fields of one picture, 24-bit PCM, in MXF OP1a. */
const xdcam = [
  ...['-vf', 'setfield=tff,format=yuv422p', '-c:v', 'mpeg2video', '-profile:v', '0', '-level:v', '2'],
  ...[
    '-b:v',
    '50M',
    '-maxrate',
    '50M',
    '-minrate',
    '50M',
    '-bufsize',
    '36408333',
    '-rc_init_occupancy',
    '36408333',
  ],
  ...['-g', '12', '-bf', '2', '-flags', '+ildct+ilme', '-top', '1', '-dc', '10', '-intra_vlc', '1'],
  ...['-non_linear_quant', '1', '-qmin', '1', '-qmax', '12', '-rc_max_vbv_use', '1', '-rc_min_vbv_use', '1'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
  ...['-c:a', 'pcm_s24le', '-ar', String(soundRate), '-ac', '2', '-f', 'mxf'],
]

/** Writes the tape format of a master; the file has its name only when it is whole. Throws what ffmpeg says. */
export async function writeMxf(master: string, file: string): Promise<void> {
  const part = `${file}.part`
  const child = spawn(ffmpeg, ['-v', 'error', '-nostdin', '-y', '-i', master, ...xdcam, part], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2000)
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) {
    await rm(part, { force: true })
    throw new Error(`ffmpeg could not write ${file}: ${said.trim()}`)
  }
  await rename(part, file)
}
