import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FilmFormat, pictureParameters, sequenceParameters } from './parameters.ts'
import { Planes } from './planes.ts'

/** An independent decoder: every picture of a film as it sees them, cropped, in I420. */
export interface Judge {
  name: string
  decode(format: FilmFormat, pictures: readonly Uint8Array[]): Promise<Uint8Array[]>
}

/** The decoder from npm, and ffmpeg too where it is installed. */
export const judges = (): Judge[] => (hasFfmpeg() ? [h264bsd, ffmpeg] : [h264bsd])

const hasFfmpeg = () => spawnSync('ffmpeg', ['-version']).status === 0

/** A picture as it is shown: without the padding to whole macroblocks. */
export function shown(planes: Planes, { width, height }: FilmFormat): Uint8Array {
  const out = new Uint8Array((width * height * 3) / 2)
  let at = 0
  const crop = (plane: Uint8Array, stride: number, w: number, h: number) => {
    for (let row = 0; row < h; row++, at += w) out.set(plane.subarray(row * stride, row * stride + w), at)
  }
  crop(planes.y, planes.stride, width, height)
  crop(planes.u, planes.chromaStride, width / 2, height / 2)
  crop(planes.v, planes.chromaStride, width / 2, height / 2)
  return out
}

const startCode = Uint8Array.of(0, 0, 0, 1)
const withParameters = (format: FilmFormat, pictures: readonly Uint8Array[]) => [
  sequenceParameters(format),
  pictureParameters(format),
  ...pictures,
]

/** The stream with start codes, as files and old decoders have it. */
export const annexB = (format: FilmFormat, pictures: readonly Uint8Array[]): Buffer =>
  Buffer.concat(withParameters(format, pictures).flatMap((unit) => [startCode, unit]))

const ffmpeg: Judge = {
  name: 'ffmpeg',
  async decode(format, pictures) {
    const folder = mkdtempSync(join(tmpdir(), 'lantian-judge-'))
    try {
      const file = join(folder, 'film.264')
      writeFileSync(file, annexB(format, pictures))
      const args = ['-v', 'warning', '-xerror', '-i', file, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-']
      const all = execFileSync('ffmpeg', args, { maxBuffer: 1 << 30 })
      const size = (format.width * format.height * 3) / 2
      return Array.from({ length: all.length / size }, (_, i) => all.subarray(i * size, (i + 1) * size))
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

interface H264bsdModule {
  HEAPU8: Uint8Array
  HEAPU32: Uint32Array
  _malloc(size: number): number
  _h264bsdAlloc(): number
  _h264bsdInit(storage: number, noOutputReordering: number): number
  _h264bsdDecode(storage: number, data: number, length: number, picture: number, w: number, h: number): number
}

const pictureReady = 1

/** The decoder of the npm package tinyh264; it shows whole macroblocks, so the crop is ours. */
const h264bsd: Judge = {
  name: 'h264bsd (tinyh264)',
  async decode(format, pictures) {
    // It was made for a browser's worker and asks where that is.
    Object.assign(globalThis, { self: { location: { href: '' } } })
    const load = createRequire(import.meta.url)('tinyh264/lib/TinyH264.js')
    const module: H264bsdModule = await (load.default ?? load)()
    const storage = module._h264bsdAlloc()
    module._h264bsdInit(storage, 1)
    const [data, picture, w, h] = [
      module._malloc(4 << 20),
      module._malloc(4),
      module._malloc(4),
      module._malloc(4),
    ]
    const seen: Uint8Array[] = []
    for (const unit of withParameters(format, pictures)) {
      module.HEAPU8.set(startCode, data)
      module.HEAPU8.set(unit, data + startCode.length)
      const said = module._h264bsdDecode(storage, data, unit.length + startCode.length, picture!, w!, h!)
      if (said !== pictureReady) continue
      seen.push(shown(planesAt(module, picture!, format), format))
    }
    return seen
  },
}

function planesAt(module: H264bsdModule, picture: number, { width, height }: FilmFormat): Planes {
  const planes = new Planes(width, height)
  let at = module.HEAPU32[picture >> 2]!
  for (const plane of [planes.y, planes.u, planes.v]) {
    plane.set(module.HEAPU8.subarray(at, at + plane.length))
    at += plane.length
  }
  return planes
}
