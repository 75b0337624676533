import type { Context, Rect } from '../picture/sprite.ts'
import { cut, fitted, fontOf, type Weight } from './type.ts'

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
}

/** Writes one line of text; `y` is its baseline. */
export function write(context: Context, text: string, x: number, y: number, style: TextStyle): void {
  const { weight = 400, colour = ink, align = 'left', most = Number.POSITIVE_INFINITY, alpha = 1 } = style
  const size = fitted(text, style.size, weight, most, style.least)
  context.font = fontOf(size, weight)
  context.fillStyle = colour
  context.textAlign = align
  context.textBaseline = 'alphabetic'
  context.globalAlpha = alpha
  context.fillText(most === Number.POSITIVE_INFINITY ? text : cut(text, size, weight, most), x, y)
  context.globalAlpha = 1
}

export function rule(context: Context, x: number, y: number, width: number, colour = hairline): void {
  context.fillStyle = colour
  context.fillRect(Math.round(x), Math.round(y), Math.round(width), 2)
}

export function block(context: Context, { x, y, width, height }: Rect, colour: string): void {
  context.fillStyle = colour
  context.fillRect(x, y, width, height)
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
