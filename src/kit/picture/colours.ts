/** What `styles/tokens.css` and `styles/sky.css` say, for pictures; a test holds the two together. */

/** A level's official colour (HJ 633, table A.1; 0 is "no data") and the ink on it, which passes 4.5:1. */
export const levelColours: readonly { ground: string; ink: string }[] = [
  { ground: 'oklch(0.86 0.01 240)', ink: 'oklch(0.3 0.02 250)' },
  { ground: 'rgb(0 228 0)', ink: 'oklch(0.2 0.03 150)' },
  { ground: 'rgb(255 255 0)', ink: 'oklch(0.25 0.04 100)' },
  { ground: 'rgb(255 126 0)', ink: 'oklch(0.2 0.03 60)' },
  { ground: 'rgb(255 0 0)', ink: 'oklch(0.12 0.02 30)' },
  { ground: 'rgb(153 0 76)', ink: 'oklch(1 0 0)' },
  { ground: 'rgb(126 0 35)', ink: 'oklch(1 0 0)' },
]

export type Light = 'dawn' | 'noon' | 'dusk' | 'night'

/** The sky of a level at a time of day: from the top over the glow at 62 % to the foot, and the inks on it. */
export interface Sky {
  top: string
  glow: string
  foot: string
  ink: string
  soft: string
}

const paper = 'oklch(0.992 0.003 235)'
const tops = [
  'oklch(0.9 0.012 235)',
  'oklch(0.84 0.085 238)',
  'oklch(0.88 0.045 228)',
  'oklch(0.9 0.03 130)',
  'oklch(0.87 0.055 80)',
  'oklch(0.82 0.06 58)',
  'oklch(0.78 0.065 42)',
] as const
const glows = [
  tops[0],
  'oklch(0.94 0.035 232)',
  'oklch(0.95 0.025 210)',
  'oklch(0.94 0.045 90)',
  'oklch(0.93 0.045 72)',
  'oklch(0.9 0.04 55)',
  'oklch(0.88 0.045 45)',
] as const
const dayGlows: Partial<Record<Light, string>> = {
  dawn: 'oklch(0.94 0.045 65)',
  dusk: 'oklch(0.91 0.055 40)',
}
const clearNight = ['oklch(0.24 0.06 262)', 'oklch(0.3 0.05 258)', 'oklch(0.3 0.03 255)'] as const
const milkyNight = ['oklch(0.25 0.035 80)', 'oklch(0.31 0.03 75)', 'oklch(0.31 0.025 70)'] as const
const umberNight = ['oklch(0.23 0.04 40)', 'oklch(0.3 0.035 40)', 'oklch(0.3 0.03 40)'] as const
const nights = [clearNight, clearNight, clearNight, milkyNight, milkyNight, umberNight, umberNight]

/** @param level 0 … 6 */
export function skyOf(level: number, light: Light): Sky {
  if (light === 'night') {
    const [top, glow, foot] = nights[level]!
    return { top, glow, foot, ink: 'oklch(0.97 0.008 240)', soft: 'oklch(0.88 0.015 240)' }
  }
  const glow = dayGlows[light] ?? glows[level]!
  return { top: tops[level]!, glow, foot: paper, ink: 'oklch(0.24 0.025 250)', soft: 'oklch(0.36 0.03 250)' }
}
