import type { Context } from '../../kit/picture/fonts.ts'
import { bar, dice, disc, leaf, shape } from './brush.ts'

/** Three atoms in a bow: ozone. */
export function molecule(c: Context, x: number, y: number, size: number, turn: number) {
  for (const [i, colour] of ['oklch(0.62 0.15 240)', 'oklch(0.7 0.13 235)', 'oklch(0.62 0.15 240)'].entries())
    disc(c, x + Math.cos(turn + i * 1.05) * size, y + Math.sin(turn + i * 1.05) * size, size * 0.62, colour)
}

/** The sign on a bin: a bottle, an apple, a lamp, a block. */
export function mark(c: Context, x: number, y: number, kind: number, colour: string) {
  if (kind === 0) {
    bar(c, x - 14, y - 20, 28, 52, colour, 7)
    bar(c, x - 7, y - 38, 14, 20, colour, 3)
  } else if (kind === 1) {
    disc(c, x - 10, y + 6, 24, colour)
    disc(c, x + 10, y + 6, 24, colour)
    leaf(c, { x, y: y - 16, long: 26, wide: 9, turn: -0.8, colour, vein: colour })
  } else if (kind === 2) {
    disc(c, x, y - 8, 25, colour)
    bar(c, x - 12, y + 14, 24, 18, colour, 3)
  } else bar(c, x - 25, y - 25, 50, 50, colour, 8)
}

export function reeds(c: Context, seed: number, from: number, to: number, foot: number) {
  const roll = dice(seed)
  for (let i = 0; i < 60; i++) {
    const x = from + roll() * (to - from)
    const tall = 110 + roll() * 200
    const lean = (roll() - 0.4) * 60
    c.strokeStyle = `oklch(${0.34 + roll() * 0.16} 0.07 ${120 + roll() * 30})`
    c.lineWidth = 3 + roll() * 3
    c.beginPath()
    c.moveTo(x, foot)
    c.quadraticCurveTo(x, foot - tall * 0.6, x + lean, foot - tall)
    c.stroke()
    if (roll() < 0.35) bar(c, x + lean - 5, foot - tall - 40, 10, 46, 'oklch(0.42 0.07 55)', 5)
  }
}

export function pagoda(c: Context, x: number, foot: number, tall: number, colour: string) {
  for (let floor = 0; floor < 5; floor++) {
    const y = foot - (tall / 5) * floor
    const half = 62 - floor * 9
    bar(c, x - half * 0.7, y - tall / 5, half * 1.4, tall / 5, colour)
    shape(
      c,
      [
        [x - half - 12, y - tall / 5 + 12],
        [x - half * 0.6, y - tall / 5 - 8],
        [x + half * 0.6, y - tall / 5 - 8],
        [x + half + 12, y - tall / 5 + 12],
      ],
      colour,
    )
  }
  bar(c, x - 3, foot - tall - 60, 6, 60, colour)
}

export function bicycle(c: Context, x: number, foot: number) {
  c.strokeStyle = 'oklch(0.3 0.05 255)'
  c.lineWidth = 9
  for (const wheel of [x, x + 230]) {
    c.beginPath()
    c.arc(wheel, foot - 78, 76, 0, Math.PI * 2)
    c.stroke()
  }
  c.beginPath()
  for (const [from, to] of [
    [
      [0, -78],
      [78, -186],
    ],
    [
      [78, -186],
      [196, -186],
    ],
    [
      [196, -186],
      [230, -78],
    ],
    [
      [78, -186],
      [112, -78],
    ],
    [
      [112, -78],
      [196, -186],
    ],
    [
      [0, -78],
      [112, -78],
    ],
    [
      [78, -186],
      [66, -214],
    ],
    [
      [196, -186],
      [186, -232],
    ],
    [
      [186, -232],
      [226, -240],
    ],
    [
      [44, -216],
      [94, -216],
    ],
  ] as const) {
    c.moveTo(x + from[0], foot + from[1])
    c.lineTo(x + to[0], foot + to[1])
  }
  c.stroke()
}

export function fir(c: Context, x: number, foot: number, tall: number, colour: string) {
  for (let tier = 0; tier < 4; tier++) {
    const top = foot - tall + (tall / 5) * tier
    const half = tall * (0.09 + tier * 0.055)
    shape(
      c,
      [
        [x, top],
        [x + half, top + tall * 0.36],
        [x - half, top + tall * 0.36],
      ],
      colour,
    )
  }
  bar(c, x - tall * 0.018, foot - tall * 0.14, tall * 0.036, tall * 0.14, colour)
}
