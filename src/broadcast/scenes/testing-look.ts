import { createHash } from 'node:crypto'
import { createCanvas } from '@napi-rs/canvas'
import { editionOf } from '../blueprint/index.ts'
import type { EditionKind, SceneName, Slate } from '../edition.ts'
import { scenesOf } from '../film/scenes-of.ts'
import type { Context, Scene, Sprite } from '../picture/sprite.ts'
import { rundownOf } from '../rundown.ts'
import { type ShapeName, shapes } from '../shape.ts'
import { withSlate } from '../slate.ts'
import type { AirSnapshot } from '../snapshot.ts'
import { recordTexts, type WrittenText } from './paint.ts'
import type { ScreenLanguage } from './stage.ts'

const slate: Slate = {
  version: 2,
  loudness: { loudness: -24, truePeak: -2 },
  recipient: {
    zh: '北京广播电视台新闻频道播出部',
    en: 'Beijing Radio and Television Station, news channel, playout',
  },
}

/** The scenes of an edition as they are filmed behind a slate, but every part is shown, whether it has something to show or not. */
export function allScenes(
  kind: EditionKind,
  air: AirSnapshot,
  shape: ShapeName,
  language: ScreenLanguage,
): Scene[] {
  const edition = editionOf(kind, air.hour, air)
  const segments = edition.segments.map((segment) => ({
    ...segment,
    parts: segment.parts.map((part) => ({ ...part, validity: { valid: true } as const })),
  }))
  const last = segments.at(-1)!.parts[0]!
  const clip = { ...last, id: 'clip', scene: 'clip' as SceneName, lines: [], leastFrames: 100 }
  segments.push({ id: 'clips', title: clip.title, parts: [clip] })
  const rundown = rundownOf(withSlate({ ...edition, segments }, slate, 10), new Map())
  return scenesOf(rundown, { shape, language, burnedIn: language })
}

function drawSprite(context: Context, { rect, draw }: Sprite, frame: number) {
  context.save()
  context.beginPath()
  context.rect(rect.x, rect.y, rect.width, rect.height)
  context.clip()
  draw(context, frame)
  context.restore()
}

/** Draws a frame at a fraction of its size. */
function drawn(
  scene: Scene,
  shape: ShapeName,
  frame: number,
  size: { width: number; height: number },
): Context {
  const context = createCanvas(size.width, size.height).getContext('2d')
  context.scale(size.width / shapes[shape].width, size.height / shapes[shape].height)
  scene.background(context)
  for (const sprite of scene.sprites) drawSprite(context, sprite, frame)
  return context
}

/** Everything that is written in a frame; the recorder hears it from the scene's own drawing. */
export function textsIn(scene: Scene, frame: number): WrittenText[] {
  const context = createCanvas(8, 8).getContext('2d')
  const texts = recordTexts(context)
  scene.background(context)
  for (const sprite of scene.sprites) drawSprite(context, sprite, frame)
  return texts
}

/** What a sprite draws, small, as a hash: frames of equal keys must have equal ones. */
export function spriteHash(sprite: Sprite, frame: number): string {
  const canvas = createCanvas(96, 48)
  const context = canvas.getContext('2d')
  context.scale(96 / sprite.rect.width, 48 / sprite.rect.height)
  context.translate(-sprite.rect.x, -sprite.rect.y)
  drawSprite(context, sprite, frame)
  return createHash('sha1')
    .update(context.getImageData(0, 0, 96, 48).data)
    .digest('base64')
}

const columns = 20
const rows = 12

/** A frame seen from afar: 20 × 12 fields of mean colour, each channel in sixteen steps, one hex digit each. */
export function glance(scene: Scene, shape: ShapeName, frame: number): string {
  const context = drawn(scene, shape, frame, { width: columns * 8, height: rows * 8 })
  const { data } = context.getImageData(0, 0, columns * 8, rows * 8)
  const sums = new Float64Array(columns * rows * 3)
  for (let i = 0; i < columns * rows * 64; i++) {
    const field =
      Math.floor(Math.floor(i / (columns * 8)) / 8) * columns + Math.floor((i % (columns * 8)) / 8)
    for (let channel = 0; channel < 3; channel++) sums[field * 3 + channel]! += data[i * 4 + channel]!
  }
  return Array.from(sums, (sum) => Math.floor(sum / 64 / 16).toString(16)).join('')
}

/** How far two glances are apart: the share of fields' channels that differ by more than one step. */
export function apart(a: string, b: string): number {
  if (a.length !== b.length) return 1
  let off = 0
  for (let i = 0; i < a.length; i++)
    if (Math.abs(Number.parseInt(a[i]!, 16) - Number.parseInt(b[i]!, 16)) > 1) off++
  return off / a.length
}
