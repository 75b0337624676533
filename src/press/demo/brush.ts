import type { Context } from '../../kit/picture/fonts.ts'

/** Size of every picture of the demonstration, in pixels. */
export const sheet = { width: 1600, height: 1000 }

/** The same picture on every machine: numbers from 0 to below 1 that follow from a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Colours from the top of the sheet, or of a part of it, to its foot. */
export function wash(
  context: Context,
  stops: readonly string[],
  { y = 0, height = sheet.height }: { y?: number; height?: number } = {},
): void {
  const gradient = context.createLinearGradient(0, y, 0, y + height)
  for (const [i, colour] of stops.entries()) gradient.addColorStop(i / Math.max(1, stops.length - 1), colour)
  context.fillStyle = gradient
  context.fillRect(0, y, sheet.width, height)
}

/** A light that fades outwards. */
export function glow(context: Context, x: number, y: number, radius: number, colour: string): void {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius)
  gradient.addColorStop(0, colour)
  gradient.addColorStop(1, 'rgb(255 255 255 / 0)')
  context.fillStyle = gradient
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2)
}

export function disc(context: Context, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
}

/** A closed shape through points. */
export function shape(
  context: Context,
  points: readonly (readonly [number, number])[],
  colour: string,
): void {
  context.fillStyle = colour
  context.beginPath()
  for (const [i, [x, y]] of points.entries()) {
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.closePath()
  context.fill()
}

/** A row of hills: its mean height from the top, how high it goes, and how restless it is. */
export function hills(
  context: Context,
  seed: number,
  { y, tall, colour, fine = 1 }: { y: number; tall: number; colour: string; fine?: number },
): void {
  const roll = dice(seed)
  const waves = Array.from({ length: 5 }, (_, i) => ({
    long: (520 / (i + 1) / fine) * (0.7 + roll() * 0.6),
    high: (tall / (i + 1.4)) * (0.6 + roll() * 0.5),
    from: roll() * Math.PI * 2,
  }))
  const top = (x: number) => waves.reduce((sum, w) => sum + Math.sin(x / w.long + w.from) * w.high, y)
  const points: [number, number][] = [[0, sheet.height]]
  for (let x = 0; x <= sheet.width; x += 6) points.push([x, top(x)])
  points.push([sheet.width, sheet.height])
  shape(context, points, colour)
}

/** Houses of a city along a line, lower towards the edges; `lit` is the part of windows with light. */
export function skyline(
  context: Context,
  seed: number,
  { foot, tall, colour, lit = 0 }: { foot: number; tall: number; colour: string; lit?: number },
): void {
  const roll = dice(seed)
  for (let x = -20; x < sheet.width; ) {
    const wide = 34 + roll() * 92
    const middle = 1 - Math.abs(x / sheet.width - 0.55) * 1.1
    const high = tall * (0.25 + roll() * 0.75) * Math.max(0.35, middle)
    context.fillStyle = colour
    context.fillRect(x, foot - high, wide, high + 2)
    if (roll() < 0.18) context.fillRect(x + wide / 2 - 2, foot - high - 46, 4, 46)
    if (roll() < 0.12) shape(context, roofOf(x, foot - high, wide), colour)
    if (lit > 0) windows(context, roll, { x, y: foot - high, wide, high, lit })
    x += wide + (roll() < 0.3 ? 10 + roll() * 30 : 0)
  }
}

/** The swung roof of an old gate tower. */
const roofOf = (x: number, y: number, wide: number): [number, number][] => [
  [x - 16, y + 4],
  [x + 4, y - 12],
  [x + wide * 0.3, y - 30],
  [x + wide * 0.7, y - 30],
  [x + wide - 4, y - 12],
  [x + wide + 16, y + 4],
]

function windows(
  context: Context,
  roll: () => number,
  { x, y, wide, high, lit }: { x: number; y: number; wide: number; high: number; lit: number },
) {
  for (let row = y + 14; row < y + high - 10; row += 20)
    for (let column = x + 8; column < x + wide - 10; column += 14)
      if (roll() < lit) {
        context.fillStyle = `oklch(0.88 0.1 ${75 + roll() * 20} / ${0.5 + roll() * 0.5})`
        context.fillRect(column, row, 6, 9)
      }
}

/** A tree with a round head, made of many discs. */
export function tree(
  context: Context,
  seed: number,
  { x, foot, tall, hue, light = 0.5 }: { x: number; foot: number; tall: number; hue: number; light?: number },
): void {
  const roll = dice(seed)
  context.fillStyle = `oklch(${light * 0.62} 0.04 60)`
  context.fillRect(x - tall * 0.025, foot - tall * 0.5, tall * 0.05, tall * 0.5)
  for (let i = 0; i < 46; i++) {
    const turn = roll() * Math.PI * 2
    const out = Math.sqrt(roll()) * tall * 0.3
    const bright = light + (roll() - 0.35) * 0.16 - Math.sin(turn) * 0.05
    disc(
      context,
      x + Math.cos(turn) * out,
      foot - tall * 0.68 + Math.sin(turn) * out * 0.86,
      tall * (0.06 + roll() * 0.07),
      `oklch(${bright} 0.11 ${hue + (roll() - 0.5) * 22})`,
    )
  }
}

/** A leaf with its middle vein, from its stalk at (x, y) along `turn`. */
export function leaf(
  context: Context,
  {
    x,
    y,
    long,
    wide,
    turn,
    colour,
    vein,
  }: {
    x: number
    y: number
    long: number
    wide: number
    turn: number
    colour: string
    vein: string
  },
): void {
  context.save()
  context.translate(x, y)
  context.rotate(turn)
  context.fillStyle = colour
  context.beginPath()
  context.moveTo(0, 0)
  context.bezierCurveTo(long * 0.25, -wide, long * 0.75, -wide * 0.8, long, 0)
  context.bezierCurveTo(long * 0.75, wide * 0.8, long * 0.25, wide, 0, 0)
  context.fill()
  context.strokeStyle = vein
  context.lineWidth = Math.max(2, long / 130)
  context.beginPath()
  context.moveTo(0, 0)
  context.lineTo(long * 0.94, 0)
  for (let at = 0.18; at < 0.85; at += 0.13)
    for (const side of [-1, 1]) {
      context.moveTo(long * at, 0)
      context.lineTo(long * (at + 0.13), side * wide * 0.55 * Math.sin(Math.PI * at))
    }
  context.stroke()
  context.restore()
}

/** Strokes of a colour that all run one way: wind, rain, water. */
export function strokes(
  context: Context,
  seed: number,
  {
    count,
    from,
    to,
    long,
    tilt,
    colour,
    width,
  }: {
    count: number
    from: number
    to: number
    long: number
    tilt: number
    colour: string
    width: number
  },
): void {
  const roll = dice(seed)
  context.strokeStyle = colour
  context.lineCap = 'round'
  for (let i = 0; i < count; i++) {
    const x = roll() * sheet.width * 1.1 - 80
    const y = from + roll() * (to - from)
    const reach = long * (0.3 + roll())
    context.lineWidth = width * (0.4 + roll())
    context.globalAlpha = 0.25 + roll() * 0.6
    context.beginPath()
    context.moveTo(x, y)
    context.quadraticCurveTo(x + reach / 2, y + tilt * 0.2 - 8, x + reach, y + tilt)
    context.stroke()
  }
  context.globalAlpha = 1
}

/** A bird far away, as a child draws it. */
export function bird(context: Context, x: number, y: number, size: number, colour: string): void {
  context.strokeStyle = colour
  context.lineWidth = Math.max(2.5, size / 9)
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(x - size, y - size * 0.28)
  context.quadraticCurveTo(x - size * 0.4, y - size * 0.5, x, y)
  context.quadraticCurveTo(x + size * 0.4, y - size * 0.5, x + size, y - size * 0.28)
  context.stroke()
}

export function bar(
  context: Context,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  radius = 0,
): void {
  context.fillStyle = colour
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
  context.fill()
}
