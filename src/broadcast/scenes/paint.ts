import type { Context, Rect } from '../picture/sprite.ts'
import {
  cut,
  fitted,
  fontOf,
  lineHeight,
  type Run,
  runsOf,
  type SetText,
  subscript,
  type Weight,
  widthOf,
} from './type.ts'

/** Ink on the evening sky. */
export const ink = '#f4f8fc'
export const soft = '#b9c9d8'
export const hairline = 'rgba(244, 248, 252, 0.22)'

/** Colour of a level, and of text on it: official colours (HJ 633, table A.1), each with ink that passes 4.5:1. */
export const levelPaint = (level: number | null): { ground: string; ink: string } => levels[level ?? 0]!
const levels = [
  { ground: '#5b6b7a', ink: '#ffffff' },
  { ground: 'rgb(0, 228, 0)', ink: '#0a1f10' },
  { ground: 'rgb(255, 255, 0)', ink: '#26230a' },
  { ground: 'rgb(255, 126, 0)', ink: '#1f1206' },
  { ground: 'rgb(255, 0, 0)', ink: '#140302' },
  { ground: 'rgb(153, 0, 76)', ink: '#ffffff' },
  { ground: 'rgb(126, 0, 35)', ink: '#ffffff' },
]

export interface TextStyle {
  size: number
  weight?: Weight
  colour?: string
  align?: 'left' | 'center' | 'right'
  /** Widest allowed: the text shrinks to `least`, then it is cut. */
  most?: number
  least?: number
  alpha?: number
  /** The ink begins at `x`, not the glyph's own white: large figures stand flush with the text below them. */
  flush?: boolean
}

/** A text as it was written: for the lint. */
export interface WrittenText extends Rect {
  text: string
  size: number
  weight: Weight
}

const recorders = new WeakMap<Context, WrittenText[]>()

/** From now on every text written on this context is listed. */
export function recordTexts(context: Context): WrittenText[] {
  const list: WrittenText[] = []
  recorders.set(context, list)
  return list
}

/** Writes one line of text; `y` is its baseline. */
export function write(context: Context, text: string, x: number, y: number, style: TextStyle): void {
  const { weight = 400, colour = ink, align = 'left', most = Number.POSITIVE_INFINITY, alpha = 1 } = style
  const size = fitted(text, style.size, weight, most, style.least)
  const said = most === Number.POSITIVE_INFINITY ? text : cut(text, size, weight, most)
  const width = widthOf(said, size, weight)
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  context.fillStyle = colour
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  const before = context.globalAlpha
  context.globalAlpha = before * alpha
  writeRuns(context, runsOf(said), left, y, size, weight, style.flush ?? false)
  context.globalAlpha = before
  const list = recorders.get(context)
  if (list && said.trim() !== '')
    list.push({ text: said, x: left, y: y - size * 0.8, width, height: size * 0.9, size, weight })
}

function writeRuns(
  context: Context,
  runs: readonly Run[],
  left: number,
  y: number,
  size: number,
  weight: Weight,
  flush: boolean,
) {
  let x = left
  for (const [i, { text, low }] of runs.entries()) {
    context.font = fontOf(low ? size * subscript.size : size, weight)
    const { width, actualBoundingBoxLeft } = context.measureText(text)
    if (flush && i === 0) x += actualBoundingBoxLeft
    context.fillText(text, x, low ? y + size * subscript.drop : y)
    x += width
  }
}

/** Writes lines one below the other; gives the baseline that a next one would have. */
export function writeLines(
  context: Context,
  { lines, size }: SetText,
  x: number,
  y: number,
  style: Omit<TextStyle, 'size'>,
  leading = lineHeight,
): number {
  for (const [i, line] of lines.entries()) write(context, line, x, y + i * size * leading, { ...style, size })
  return y + lines.length * size * leading
}

export function rule(context: Context, x: number, y: number, width: number, colour = hairline): void {
  context.fillStyle = colour
  context.fillRect(Math.round(x), Math.round(y), Math.round(width), 2)
}

export function block(context: Context, { x, y, width, height }: Rect, colour: string): void {
  context.fillStyle = colour
  context.fillRect(x, y, width, height)
}

/** A block in a level's colour; the dark ones have a light edge, so that they stand out from a dark sky. */
export function levelBlock(context: Context, rect: Rect, level: number | null): void {
  block(context, rect, levelPaint(level).ground)
  if (level === null || level < 5 || rect.width < 20 || rect.height < 8) return
  context.strokeStyle = 'rgba(255, 236, 240, 0.5)'
  context.lineWidth = 2
  context.strokeRect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2)
}

/** Strokes over what nobody measured, modelled or simulated. */
export function hatch(
  context: Context,
  { x, y, width, height }: Rect,
  colour = 'rgba(10, 20, 34, 0.38)',
): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.strokeStyle = colour
  context.lineWidth = 3
  for (let at = -height; at < width; at += 12) {
    context.beginPath()
    context.moveTo(x + at, y + height)
    context.lineTo(x + at + height, y)
    context.stroke()
  }
  context.restore()
}

/** The evening sky of a level: clear blue, milky, umber. Two tones, top and foot. */
export function sky(context: Context, width: number, height: number, level: number | null): void {
  const [top, foot] = skies[level ?? 0]!
  const gradient = context.createLinearGradient(0, 0, 0, height)
  gradient.addColorStop(0, top)
  gradient.addColorStop(1, foot)
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
}

const blue = ['#0b2447', '#1d4e86'] as const
const skies: readonly (readonly [string, string])[] = [
  ['#1a2430', '#33414f'],
  blue,
  ['#10294a', '#31597f'],
  ['#232a34', '#5f5a45'],
  ['#282521', '#6b5638'],
  ['#251f1d', '#6b4630'],
  ['#211818', '#5f3526'],
]

/** 0 … 1 over `frames` frames from `from`, gently braked. */
export function eased(frame: number, from: number, frames: number): number {
  const t = Math.min(1, Math.max(0, (frame - from) / frames))
  return 1 - (1 - t) ** 3
}

/** The same as a whole number of steps: what a sprite's key is made of. */
export const step = (frame: number, from: number, frames: number): number =>
  Math.min(frames, Math.max(0, frame - from))
