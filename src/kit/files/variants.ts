import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { madeOf } from './blobs.ts'
import { placeOf } from './disk.ts'
import { onStore } from './faults.ts'
import { sharp, sharpOptions } from './picture-size.ts'
import { openFile } from './reading.ts'
import { pictureDamaged } from './refusals.ts'
import { type Cut, shapeSize, type Variant, variantName } from './widths.ts'

/** Pictures made at once, and that may wait for it: the rest is told to come back. */
const atOnce = 2
const mostWaiting = 60

const underWay = new Map<string, Promise<string>>()
const waiting: (() => void)[] = []
let busy = 0

export interface Original {
  sha256: string
  size: number
  width: number
  height: number
}

/**
 * A picture in another size and format, made once and kept on the disk of this machine. Upright, in sRGB, without what
 * the camera wrote into it: neither place nor person.
 * @returns the path of the file
 * @throws Problem 503 while too many are being made, 422 for a picture that cannot be read
 */
export async function variantOf(house: House, original: Original, variant: Variant): Promise<string> {
  const path = join(
    dirname(placeOf(madeOf(house), original.sha256)),
    `${original.sha256}-${variantName(variant)}`,
  )
  if (await stat(path).catch(() => null)) return path
  const known = underWay.get(path)
  if (known) return known
  const made = inQueue(() => make(house, original, variant, path)).finally(() => underWay.delete(path))
  underWay.set(path, made)
  return made
}

async function inQueue<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= atOnce) {
    if (waiting.length >= mostWaiting) throw tooBusy()
    await new Promise<void>((done) => waiting.push(done))
  } else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

async function make(house: House, original: Original, variant: Variant, path: string): Promise<string> {
  const bytes = await allOf(await openFile(house, original))
  const made = await encode(bytes, original, variant).catch((error) => {
    house.log.warn({ err: error, sha256: original.sha256 }, 'a picture cannot be made smaller')
    throw pictureDamaged(original.sha256.slice(0, 8))
  })
  await onStore(house, () => write(path, made))
  return path
}

async function allOf(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function encode(bytes: Buffer, original: Original, { width, format, cut }: Variant): Promise<Buffer> {
  const library = await sharp()
  // Beside the limit of pixels one of time: a picture can be slow without being large.
  const picture = library(bytes, sharpOptions).timeout({ seconds: 30 }).autoOrient()
  if (cut) picture.extract(cutOf(original, cut))
  picture.resize({ width, withoutEnlargement: true })
  if (format === 'avif') return picture.avif({ quality: 55, effort: 3 }).toBuffer()
  if (format === 'webp') return picture.webp({ quality: 78, effort: 4 }).toBuffer()
  return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true }).toBuffer()
}

/** The largest piece of that shape, as near to the focal point as the edges allow. */
export function cutOf({ width, height }: { width: number; height: number }, { shape, x, y }: Cut) {
  const size = shapeSize({ width, height }, shape)
  const place = (whole: number, part: number, percent: number) =>
    Math.round(Math.min(whole - part, Math.max(0, (whole * percent) / 100 - part / 2)))
  return { left: place(width, size.width, x), top: place(height, size.height, y), ...size }
}

async function write(path: string, bytes: Buffer) {
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${randomUUID()}`
  try {
    const file = await open(part, 'wx')
    try {
      await file.writeFile(bytes)
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** What was made of a file that goes. */
export async function removeMade(house: House, sha256: string): Promise<void> {
  const folder = dirname(placeOf(madeOf(house), sha256))
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(sha256)) await rm(join(folder, name), { force: true })
}

const tooBusy = () =>
  new Problem(
    'pictures-busy',
    {
      zh: '正在生成的图片太多，请稍后再试。',
      en: 'Too many pictures are being made; try again in a moment.',
    },
    503,
  )
