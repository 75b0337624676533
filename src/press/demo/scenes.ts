import { levelColours } from '../../kit/picture/colours.ts'
import type { Context } from '../../kit/picture/fonts.ts'
import { openPicture } from '../../kit/picture/picture.ts'
import {
  bar,
  bird,
  dice,
  disc,
  glow,
  hills,
  leaf,
  shape,
  sheet,
  skyline,
  strokes,
  tree,
  wash,
} from './brush.ts'

const { width, height } = sheet

/** The pictures of the demonstration: drawn by us, the same on every machine. */
const scenes = {
  /** The western hills behind the city on a clear day. */
  clear(c: Context) {
    wash(c, ['oklch(0.66 0.13 245)', 'oklch(0.8 0.09 238)', 'oklch(0.95 0.03 220)'])
    glow(c, 1240, 210, 420, 'rgb(255 250 230 / 0.75)')
    disc(c, 1240, 210, 62, 'oklch(0.99 0.02 100)')
    hills(c, 3, { y: 610, tall: 90, colour: 'oklch(0.74 0.07 245)' })
    hills(c, 8, { y: 680, tall: 80, colour: 'oklch(0.62 0.08 245)' })
    skyline(c, 21, { foot: 900, tall: 270, colour: 'oklch(0.47 0.07 248)' })
    skyline(c, 22, { foot: 1000, tall: 200, colour: 'oklch(0.34 0.06 250)' })
  },
  /** Hills behind hills at dawn. */
  dawn(c: Context) {
    wash(c, ['oklch(0.62 0.1 255)', 'oklch(0.82 0.09 40)', 'oklch(0.93 0.07 80)'])
    glow(c, 560, 560, 560, 'rgb(255 235 190 / 0.9)')
    disc(c, 560, 560, 70, 'oklch(0.98 0.05 95)')
    for (let i = 0; i < 6; i++)
      hills(c, 40 + i, {
        y: 560 + i * 74,
        tall: 100 - i * 8,
        colour: `oklch(${0.72 - i * 0.09} ${0.06 + i * 0.008} ${30 - i * 22})`,
        fine: 1 + i * 0.12,
      })
  },
  /** A summer's sun over roofs, and the rings that it makes in the air. */
  sun(c: Context) {
    wash(c, ['oklch(0.72 0.12 235)', 'oklch(0.88 0.07 200)', 'oklch(0.96 0.06 95)'])
    for (let ring = 9; ring >= 1; ring--) disc(c, 800, 400, 60 + ring * 52, 'rgb(255 225 120 / 0.11)')
    disc(c, 800, 400, 96, 'oklch(0.96 0.11 98)')
    const roll = dice(5)
    for (let i = 0; i < 26; i++) molecule(c, roll() * width, 90 + roll() * 560, 14 + roll() * 12, roll() * 6)
    skyline(c, 31, { foot: 1000, tall: 230, colour: 'oklch(0.44 0.05 60)' })
  },
  /** Dust from the north-west. */
  dust(c: Context) {
    wash(c, ['oklch(0.7 0.09 70)', 'oklch(0.8 0.09 75)', 'oklch(0.72 0.09 65)'])
    disc(c, 1130, 260, 76, 'oklch(0.9 0.07 90 / 0.8)')
    skyline(c, 51, { foot: 860, tall: 300, colour: 'oklch(0.64 0.07 66)' })
    strokes(c, 52, {
      count: 260,
      from: 120,
      to: 980,
      long: 340,
      tilt: 30,
      colour: 'oklch(0.87 0.07 82)',
      width: 4,
    })
    skyline(c, 53, { foot: 1000, tall: 220, colour: 'oklch(0.5 0.06 60)' })
    strokes(c, 54, {
      count: 90,
      from: 560,
      to: 1000,
      long: 420,
      tilt: 22,
      colour: 'oklch(0.9 0.06 85)',
      width: 7,
    })
  },
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
  /** A monitoring station on a roof: its hut, its inlets, its mast. */
  station(c: Context) {
    wash(c, ['oklch(0.7 0.11 242)', 'oklch(0.92 0.05 225)'])
    hills(c, 81, { y: 640, tall: 70, colour: 'oklch(0.74 0.07 240)' })
    skyline(c, 82, { foot: 860, tall: 190, colour: 'oklch(0.62 0.06 245)' })
    bar(c, 0, 850, width, 150, 'oklch(0.5 0.03 250)')
    bar(c, 470, 540, 660, 320, 'oklch(0.97 0.005 240)', 8)
    bar(c, 470, 620, 660, 26, 'oklch(0.55 0.12 245)')
    bar(c, 540, 690, 130, 170, 'oklch(0.82 0.015 240)', 4)
    for (const [i, x] of [720, 830, 940].entries()) {
      bar(c, x, 380 - i * 34, 16, 170 + i * 34, 'oklch(0.72 0.02 245)')
      disc(c, x + 8, 372 - i * 34, 30, 'oklch(0.86 0.015 240)')
      bar(c, x - 26, 372 - i * 34, 68, 18, 'oklch(0.64 0.03 245)', 9)
    }
    bar(c, 1180, 170, 10, 690, 'oklch(0.42 0.03 250)')
    for (const turn of [0, 2.1, 4.2])
      disc(c, 1185 + Math.cos(turn) * 46, 172 + Math.sin(turn) * 16, 15, 'oklch(0.35 0.03 250)')
    shape(
      c,
      [
        [1130, 262],
        [1240, 262],
        [1262, 246],
        [1262, 280],
        [1240, 270],
        [1130, 270],
      ],
      'oklch(0.35 0.03 250)',
    )
  },
  /** A studio: the picture of the day on a screen between two lamps. */
  studio(c: Context) {
    wash(c, ['oklch(0.21 0.03 262)', 'oklch(0.31 0.05 258)'])
    for (const x of [260, 1340]) {
      shape(
        c,
        [
          [x, 70],
          [x - 340, 1000],
          [x + 340, 1000],
        ],
        'rgb(190 220 255 / 0.07)',
      )
      bar(c, x - 52, 30, 104, 60, 'oklch(0.55 0.03 250)', 10)
    }
    bar(c, 300, 190, 1000, 570, 'oklch(0.14 0.02 262)', 14)
    c.save()
    c.beginPath()
    c.roundRect(322, 212, 956, 526, 6)
    c.clip()
    wash(c, ['oklch(0.7 0.12 242)', 'oklch(0.93 0.04 225)'], { y: 212, height: 526 })
    hills(c, 91, { y: 560, tall: 50, colour: 'oklch(0.6 0.09 245)' })
    const roll = dice(92)
    for (let i = 0; i < 24; i++) {
      const tall = 40 + roll() * 170
      bar(c, 720 + i * 22, 690 - tall, 15, tall, levelColours[tall > 150 ? 3 : tall > 90 ? 2 : 1]!.ground)
    }
    bar(c, 380, 300, 250, 240, 'rgb(255 255 255 / 0.55)', 8)
    c.restore()
    c.fillStyle = 'oklch(0.24 0.025 250)'
    c.font = '150px "Lantian 300"'
    c.fillText('68', 412, 470)
    bar(c, 0, 840, width, 160, 'oklch(0.17 0.025 262)')
    bar(c, 560, 800, 480, 90, 'oklch(0.42 0.06 250)', 16)
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
  /** The city at night. */
  night(c: Context) {
    wash(c, ['oklch(0.18 0.05 268)', 'oklch(0.3 0.08 262)', 'oklch(0.45 0.08 300)'])
    const roll = dice(131)
    for (let i = 0; i < 170; i++)
      disc(c, roll() * width, roll() * 560, 0.8 + roll() * 2, `rgb(255 255 255 / ${0.3 + roll() * 0.7})`)
    glow(c, 330, 220, 220, 'rgb(255 250 220 / 0.55)')
    disc(c, 330, 220, 52, 'oklch(0.97 0.03 95)')
    skyline(c, 132, { foot: 880, tall: 380, colour: 'oklch(0.28 0.06 268)', lit: 0.22 })
    skyline(c, 133, { foot: 1000, tall: 250, colour: 'oklch(0.17 0.04 268)', lit: 0.34 })
  },
  /** Columns in the colours of the index, as hills. */
  scale(c: Context) {
    wash(c, ['oklch(0.97 0.01 235)', 'oklch(0.92 0.03 235)'])
    const roll = dice(141)
    let at = 1.2
    for (let i = 0; i < 40; i++) {
      at = Math.max(0.5, Math.min(5.4, at + (roll() - 0.47) * 1.5 + Math.sin(i / 5) * 0.35))
      const tall = 90 + at * 128
      bar(c, 70 + i * 37, 900 - tall, 27, tall, levelColours[Math.max(1, Math.ceil(at))]!.ground, 4)
    }
    bar(c, 60, 900, 1490, 4, 'oklch(0.4 0.03 250)')
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
  /** Snow on the hills and on the roofs of the old town. */
  winter(c: Context) {
    wash(c, ['oklch(0.72 0.07 252)', 'oklch(0.92 0.025 240)'])
    hills(c, 171, { y: 470, tall: 110, colour: 'oklch(0.92 0.02 245)' })
    hills(c, 172, { y: 590, tall: 80, colour: 'oklch(0.84 0.035 245)' })
    for (let row = 0; row < 3; row++)
      for (let i = -1; i < 6; i++) {
        const x = i * 410 + row * 140
        const y = 690 + row * 110
        bar(c, x + 20, y, 260, 120, `oklch(${0.5 - row * 0.07} 0.05 40)`)
        shape(
          c,
          [
            [x - 24, y + 10],
            [x + 36, y - 78],
            [x + 264, y - 78],
            [x + 324, y + 10],
          ],
          `oklch(${0.97 - row * 0.015} 0.01 245)`,
        )
        shape(
          c,
          [
            [x - 24, y + 10],
            [x + 324, y + 10],
            [x + 316, y + 26],
            [x - 16, y + 26],
          ],
          `oklch(${0.38 - row * 0.04} 0.03 250)`,
        )
      }
    const roll = dice(173)
    for (let i = 0; i < 260; i++)
      disc(c, roll() * width, roll() * height, 1.5 + roll() * 4.5, 'rgb(255 255 255 / 0.85)')
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

export type SceneName = keyof typeof scenes
export const sceneNames = Object.keys(scenes) as SceneName[]

/** Scenes are thought of in 1600 × 1000, and drawn no larger than they are shown. */
const drawnAt = 0.8

/** A scene as JPEG: it has no need of a PNG's sharpness, and is a tenth of its size. */
export async function drawScene(name: SceneName): Promise<Buffer> {
  const { context } = await openPicture(width * drawnAt, height * drawnAt)
  context.scale(drawnAt, drawnAt)
  scenes[name](context)
  return context.canvas.encode('jpeg', 88)
}

/** Three atoms in a bow: ozone. */
function molecule(c: Context, x: number, y: number, size: number, turn: number) {
  for (const [i, colour] of ['oklch(0.62 0.15 240)', 'oklch(0.7 0.13 235)', 'oklch(0.62 0.15 240)'].entries())
    disc(c, x + Math.cos(turn + i * 1.05) * size, y + Math.sin(turn + i * 1.05) * size, size * 0.62, colour)
}

/** The sign on a bin: a bottle, an apple, a lamp, a block. */
function mark(c: Context, x: number, y: number, kind: number, colour: string) {
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

function reeds(c: Context, seed: number, from: number, to: number, foot: number) {
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

function pagoda(c: Context, x: number, foot: number, tall: number, colour: string) {
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

function bicycle(c: Context, x: number, foot: number) {
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

function fir(c: Context, x: number, foot: number, tall: number, colour: string) {
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
