import { iconSvg } from '../html/logo.tsx'
import type { Sky } from './colours.ts'
import { type Context, drawing } from './fonts.ts'

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** An empty picture; the caller draws and then takes its PNG, which is encoded beside the event loop. */
export async function openPicture(
  width: number,
  height: number,
): Promise<{ context: Context; png(): Promise<Buffer> }> {
  const { createCanvas } = await drawing()
  const canvas = createCanvas(width, height)
  return { context: canvas.getContext('2d'), png: () => canvas.encode('png') }
}

/** The sky of a level over the whole height, from the top over the glow to the foot. */
export function fillSky(context: Context, { width, height }: Rect, { top, glow, foot }: Sky): void {
  const gradient = context.createLinearGradient(0, 0, 0, height)
  gradient.addColorStop(0, top)
  gradient.addColorStop(0.62, glow)
  gradient.addColorStop(1, foot)
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
}

/** A rectangle with round corners. */
export function block(context: Context, { x, y, width, height }: Rect, colour: string, radius = 0): void {
  context.fillStyle = colour
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
  context.fill()
}

/** Strokes over what nobody measured: modelled or simulated. */
export function hatch(context: Context, { x, y, width, height }: Rect, colour: string): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.strokeStyle = colour
  context.lineWidth = 2
  // From a common origin, so that neighbours' strokes join.
  for (let at = -height - ((x + y) % 8); at < width; at += 8) {
    context.beginPath()
    context.moveTo(x + at, y + height)
    context.lineTo(x + at + height, y)
    context.stroke()
  }
  context.restore()
}

/** Our mark at a size in pixels. */
export async function drawLogo(context: Context, x: number, y: number, size: number): Promise<void> {
  const { loadImage } = await drawing()
  const svg = (await iconSvg()).replace('<svg ', `<svg width="${size}" height="${size}" `)
  context.drawImage(await loadImage(Buffer.from(svg)), x, y, size, size)
}

/**
 * Our mark as a square PNG. Home screens cut their own corners and show black where there is nothing, so the ground
 * fills the square; a browser's tab keeps the round ones.
 */
export async function iconPng(size: number, { filled }: { filled: boolean }): Promise<Buffer> {
  const { context, png } = await openPicture(size, size)
  if (filled) block(context, { x: 0, y: 0, width: size, height: size }, '#1d6fb8')
  await drawLogo(context, 0, 0, size)
  return png()
}
