import { levelColours } from '../../kit/picture/colours.ts'
import type { Context } from '../../kit/picture/fonts.ts'
import { bar, dice, disc, glow, hills, shape, sheet, skyline, strokes, wash } from './brush.ts'
import { molecule } from './figures.ts'

const { width, height } = sheet

/** Pictures of the air, of those who measure it and of those who tell of it. */
export const airScenes = {
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
} satisfies Record<string, (context: Context) => void>
