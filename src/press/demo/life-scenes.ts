import type { Context } from '../../kit/picture/fonts.ts'
import { bar, bird, dice, disc, glow, hills, leaf, shape, sheet, strokes, tree, wash } from './brush.ts'
import { bicycle, fir, mark, pagoda, reeds } from './figures.ts'

const { width, height } = sheet

/** Pictures of what lives in the city, and of what people do for it. */
export const lifeScenes = {
  /** Leaves against the light. */
  leaves(c: Context) {
    wash(c, ['oklch(0.93 0.07 130)', 'oklch(0.86 0.1 140)', 'oklch(0.74 0.12 148)'])
    glow(c, 480, 180, 620, 'rgb(255 255 225 / 0.95)')
    const roll = dice(61)
    for (let i = 0; i < 34; i++)
      leaf(c, {
        x: roll() * width * 1.1 - 80,
        y: roll() * height * 1.1 - 60,
        long: 150 + (i / 34) * 330,
        wide: 44 + (i / 34) * 88,
        turn: -0.9 + roll() * 2.2,
        colour: `oklch(${0.76 - (i / 34) * 0.32 + roll() * 0.06} ${0.13 + roll() * 0.04} ${128 + roll() * 26} / 0.93)`,
        vein: 'oklch(0.93 0.06 125 / 0.55)',
      })
  },
  /** A school between trees. */
  school(c: Context) {
    wash(c, ['oklch(0.76 0.1 238)', 'oklch(0.93 0.04 220)'])
    hills(c, 71, { y: 640, tall: 60, colour: 'oklch(0.76 0.08 180)' })
    bar(c, 0, 800, width, 200, 'oklch(0.68 0.12 140)')
    bar(c, 420, 430, 760, 380, 'oklch(0.93 0.03 70)')
    bar(c, 395, 405, 810, 34, 'oklch(0.6 0.14 35)')
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 9; column++)
        bar(c, 452 + column * 80, 470 + row * 100, 50, 62, 'oklch(0.6 0.08 235)', 3)
    bar(c, 765, 668, 70, 142, 'oklch(0.45 0.08 45)', 3)
    bar(c, 1290, 300, 8, 510, 'oklch(0.55 0.02 250)')
    for (let i = 0; i < 7; i++)
      tree(c, 72 + i, {
        x: [110, 270, 360, 1240, 1400, 1520, 30][i]!,
        foot: 850 + (i % 3) * 30,
        tall: 300 + (i % 4) * 36,
        hue: 140,
        light: 0.56,
      })
  },
  /** Four bins for four kinds of waste. */
  bins(c: Context) {
    wash(c, ['oklch(0.95 0.02 150)', 'oklch(0.89 0.04 150)'])
    bar(c, 0, 800, width, 200, 'oklch(0.8 0.03 150)')
    const colours = [
      'oklch(0.52 0.14 250)',
      'oklch(0.56 0.14 150)',
      'oklch(0.56 0.19 27)',
      'oklch(0.5 0.015 250)',
    ]
    for (const [i, colour] of colours.entries()) {
      const x = 190 + i * 320
      disc(c, x + 130, 826, 150, 'rgb(0 0 0 / 0.05)')
      shape(
        c,
        [
          [x, 410],
          [x + 260, 410],
          [x + 232, 830],
          [x + 28, 830],
        ],
        colour,
      )
      bar(c, x - 18, 372, 296, 52, colour, 16)
      bar(c, x + 88, 344, 84, 34, colour, 14)
      disc(c, x + 130, 610, 62, 'rgb(255 255 255 / 0.88)')
      mark(c, x + 130, 610, i, colour)
    }
  },
  /** Sound that goes out in rings and is broken by trees. */
  sound(c: Context) {
    wash(c, ['oklch(0.28 0.06 275)', 'oklch(0.42 0.09 255)', 'oklch(0.6 0.1 225)'])
    c.lineWidth = 5
    for (let ring = 1; ring <= 22; ring++) {
      c.strokeStyle = `oklch(${0.95 - ring * 0.018} 0.08 ${200 + ring * 4} / ${0.85 - ring * 0.035})`
      c.beginPath()
      for (let turn = -1.3; turn <= 1.3; turn += 0.02) {
        const out = 70 + ring * 56 + Math.sin(turn * 9 + ring) * (2 + ring * 0.5)
        c.lineTo(190 + Math.cos(turn) * out, 520 + Math.sin(turn) * out)
      }
      c.stroke()
    }
    disc(c, 190, 520, 54, 'oklch(0.93 0.1 85)')
    bar(c, 0, 900, width, 100, 'oklch(0.24 0.05 270)')
    for (let i = 0; i < 6; i++)
      tree(c, 101 + i, { x: 1010 + i * 112, foot: 930, tall: 360 + (i % 3) * 90, hue: 165, light: 0.4 })
  },
  /** A river between willows. */
  river(c: Context) {
    wash(c, ['oklch(0.82 0.07 225)', 'oklch(0.95 0.03 200)'], { height: 520 })
    hills(c, 111, { y: 450, tall: 70, colour: 'oklch(0.72 0.07 200)' })
    hills(c, 112, { y: 520, tall: 40, colour: 'oklch(0.6 0.09 165)' })
    wash(c, ['oklch(0.8 0.06 215)', 'oklch(0.56 0.1 235)'], { y: 560, height: 440 })
    strokes(c, 113, {
      count: 210,
      from: 580,
      to: 990,
      long: 230,
      tilt: 3,
      colour: 'oklch(0.94 0.03 210)',
      width: 4,
    })
    for (const [i, x] of [60, 210, 1420, 1560].entries())
      tree(c, 114 + i, { x, foot: 640 + i * 12, tall: 400 - i * 20, hue: 132, light: 0.58 })
    shape(
      c,
      [
        [0, 700],
        [330, 640],
        [420, 1000],
        [0, 1000],
      ],
      'oklch(0.6 0.12 138)',
    )
    reeds(c, 118, 0, 420, 1000)
    reeds(c, 119, 1240, 1600, 1010)
  },
  /** Swifts over the water of a park. */
  birds(c: Context) {
    wash(c, ['oklch(0.75 0.09 255)', 'oklch(0.88 0.07 60)', 'oklch(0.92 0.06 75)'], { height: 640 })
    hills(c, 121, { y: 570, tall: 60, colour: 'oklch(0.62 0.07 260)' })
    pagoda(c, 1180, 560, 230, 'oklch(0.45 0.06 265)')
    hills(c, 122, { y: 628, tall: 22, colour: 'oklch(0.44 0.06 200)' })
    wash(c, ['oklch(0.86 0.06 70)', 'oklch(0.56 0.08 255)'], { y: 660, height: 340 })
    strokes(c, 123, {
      count: 150,
      from: 680,
      to: 990,
      long: 200,
      tilt: 2,
      colour: 'oklch(0.95 0.04 80)',
      width: 3.5,
    })
    const roll = dice(124)
    for (let i = 0; i < 24; i++)
      bird(c, 120 + roll() * 1300, 80 + roll() * 400, 12 + roll() * 34, 'oklch(0.27 0.05 265)')
    reeds(c, 125, 0, 520, 1000)
  },
  /** A ride along the moat under ginkgo trees. */
  ride(c: Context) {
    wash(c, ['oklch(0.76 0.1 240)', 'oklch(0.93 0.05 90)'])
    hills(c, 151, { y: 600, tall: 40, colour: 'oklch(0.8 0.06 230)' })
    bar(c, 0, 790, width, 210, 'oklch(0.74 0.02 80)')
    for (let i = 0; i < 8; i++)
      tree(c, 152 + i, { x: 70 + i * 215, foot: 800, tall: 520 + (i % 3) * 50, hue: 92, light: 0.8 })
    bicycle(c, 760, 800)
    const roll = dice(160)
    for (let i = 0; i < 130; i++)
      leaf(c, {
        x: roll() * width,
        y: 800 + roll() * 190,
        long: 22,
        wide: 8,
        turn: roll() * 6,
        colour: `oklch(${0.82 + roll() * 0.08} 0.15 ${84 + roll() * 14})`,
        vein: 'rgb(255 255 255 / 0.4)',
      })
  },
  /** A wood in rows of mist. */
  forest(c: Context) {
    wash(c, ['oklch(0.9 0.04 190)', 'oklch(0.8 0.06 165)'])
    const roll = dice(181)
    for (let row = 0; row < 5; row++) {
      for (let i = 0; i < 26; i++)
        fir(
          c,
          roll() * width * 1.04 - 30,
          560 + row * 112,
          210 + row * 48 + roll() * 90,
          `oklch(${0.72 - row * 0.115} ${0.05 + row * 0.012} 165)`,
        )
      wash(c, ['rgb(235 248 240 / 0)', 'rgb(235 248 240 / 0.32)'], { y: 380 + row * 112, height: 190 })
    }
  },
  /** Open books and a lamp: a room for reading. */
  books(c: Context) {
    wash(c, ['oklch(0.93 0.035 85)', 'oklch(0.85 0.055 70)'])
    glow(c, 800, 250, 640, 'rgb(255 248 215 / 0.95)')
    const roll = dice(191)
    for (let x = 120; x < 1480; ) {
      const wide = 30 + roll() * 46
      const tall = 240 + roll() * 210
      bar(
        c,
        x,
        800 - tall,
        wide,
        tall,
        `oklch(${0.46 + roll() * 0.24} ${0.06 + roll() * 0.08} ${[245, 150, 35, 85, 200][Math.floor(roll() * 5)]})`,
        4,
      )
      bar(c, x, 800 - tall + 32, wide, 8, 'rgb(255 255 255 / 0.5)')
      x += wide + 4
    }
    bar(c, 60, 800, 1480, 26, 'oklch(0.5 0.06 55)', 4)
    leaf(c, {
      x: 800,
      y: 330,
      long: 210,
      wide: 66,
      turn: -1.15,
      colour: 'oklch(0.62 0.14 145)',
      vein: 'rgb(255 255 255 / 0.55)',
    })
    leaf(c, {
      x: 800,
      y: 330,
      long: 180,
      wide: 56,
      turn: -2.05,
      colour: 'oklch(0.68 0.14 138)',
      vein: 'rgb(255 255 255 / 0.55)',
    })
  },
} satisfies Record<string, (context: Context) => void>
